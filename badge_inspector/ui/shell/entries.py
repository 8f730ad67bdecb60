"""Kept lookups in windows of their own."""

from __future__ import annotations

import itertools
from functools import partial

from PySide6.QtCore import Signal

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.result.answer_layout import AnswerLayout
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.entry_window import EntryWindow

ENTRY = "entry"


class EntryController(Controller):
    """Attributes: windows: those that are open.

    Signals: again_requested(profile_id, code): ask again, in the main window. copied(str): what, in words.
    secret_copy_requested(kind, request, lookup): copy the request with the secret of the lookup's portal.
    """

    again_requested = Signal(str, str)
    copied = Signal(str)
    secret_copy_requested = Signal(object, object, object)

    def __init__(self, context: Context, history: HistoryController) -> None:
        super().__init__(context)
        self._history = history
        self._numbers = itertools.count()
        self.windows: list[EntryWindow] = []

    def open_current(self) -> None:
        """Open the row that is marked."""
        row = self._history.chosen_row()
        if row is not None:
            self.open(row.id)

    def open(self, history_id: int) -> None:
        """Show a kept lookup exactly as it was, without a request; the main window stays as it is."""
        self._tasks.start(f"{ENTRY} {history_id}", self._open(history_id))

    async def _open(self, history_id: int) -> None:
        lookup = await self._lookups.read(history_id)
        if lookup is not None:
            self._show(lookup)

    def _show(self, lookup: Lookup) -> None:
        window = EntryWindow(lookup, self._window)
        self.windows.append(window)
        slot = f"{ENTRY} layout {next(self._numbers)}"
        AnswerLayout(window.answer, self._tasks, slot)

        def copy_secret(kind: SnippetKind, request: SentRequest) -> None:
            self.secret_copy_requested.emit(kind, request, lookup)

        def gone() -> None:
            self._tasks.cancel(slot)
            self.windows.remove(window)

        window.answer.copied.connect(self.copied)
        window.answer.secret_copy_requested.connect(copy_secret)
        window.again_requested.connect(partial(self.again_requested.emit, lookup.profile_id))
        window.mend_requested.connect(lambda: self._lookups.open(lookup.history_id or 0))
        window.compare_requested.connect(lambda: self._compare(lookup))
        window.destroyed.connect(gone)
        window.show_kept(*self._lookups.shown_with(lookup))
        window.answer.show_lookup(lookup)
        window.show()

    def _compare(self, lookup: Lookup) -> None:
        shown = self._lookups.shown
        if shown is None or shown.history_id is None or shown.history_id == lookup.history_id:
            self._shell.tell(self.tr("Open another lookup in the main window to compare this one with."))
        else:
            self._lookups.comparison_wanted.emit((lookup.history_id, shown.history_id))
