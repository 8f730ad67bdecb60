"""Entries of the palette: actions, portals, pages of the settings, theme and language first; recent codes after."""

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
            Command(row.code[:200], kept_place(row), partial(self._history.look_up_again, row.profile_id, row.code))
            for row in rows.values()
        ]
        return [*actions, *portals, *self._settings(), *copies, *reversed(codes)]

    def _settings(self) -> list[Command]:
        """Pages of the settings, and what is switched most."""
        portals, preferences = self._portals, self._portals.preferences
        pages = (
            ("network", self.tr("Settings: network")),
            ("history", self.tr("Settings: history")),
            ("appearance", self.tr("Settings: appearance")),
            ("advanced", self.tr("Settings: advanced")),
        )
        themes = (
            ("system", self.tr("Theme: same as system")),
            ("light", self.tr("Theme: light")),
            ("dark", self.tr("Theme: dark")),
        )
        languages = (
            ("system", self.tr("Language: same as system")),
            ("en", self.tr("Language: English")),
            ("ru", self.tr("Language: Russian")),
        )
        return [
            *(Command(words, "", partial(portals.page_needed.emit, name)) for name, words in pages),
            *(Command(words, "", partial(portals.prefer, preferences._replace(theme=name))) for name, words in themes),
            *(
                Command(words, "", partial(portals.prefer, preferences._replace(language=name)))
                for name, words in languages
            ),
        ]
