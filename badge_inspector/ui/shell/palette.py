"""Entries of the palette: actions, portals, recent codes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence

from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.shell.palette_box import Command, Palette
from badge_inspector.ui.words.portals import kept_place, place_of, portal_name


class PaletteController(Controller):
    def __init__(self, context: Context, main: MainWindow, history: HistoryController) -> None:
        super().__init__(context)
        self._main = main
        self._history = history

    def open(self) -> None:
        Palette(self._window).open_with(self._commands)

    def _commands(self) -> Sequence[Command]:
        actions = [
            Command(
                action.text().replace("&", ""),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                action.trigger,
            )
            for action in self._main.actions_.listed()
            if action.isEnabled()
        ]
        copies = [
            Command(self.tr("Copy as {language}").format(language=choice.text()), "", choice.trigger)
            for choice in self._main.answer.copy_choices()
        ]
        portals = [
            Command(portal_name(profile), place_of(profile), partial(self._portals.use, profile))
            for profile in self._portals.profiles
        ]
        rows = {row.code: row for row in reversed(self._main.history.model.rows())}
        codes = [
            Command(row.code[:200], kept_place(row), partial(self._history.repeat, row.profile_id, row.code))
            for row in rows.values()
        ]
        return [*actions, *copies, *portals, *reversed(codes)]
