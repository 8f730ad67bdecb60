"""The history at the left: pages, search, and what a person does to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.backend import Backend
from badge_inspector.ui.controllers.lookups import LookupController
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.tasks import Tasks

if TYPE_CHECKING:  # SQLite comes with it, which the first paint does without
    from badge_inspector.services.history import HistoryPage, HistoryState, UndoToken

PAGE = "history page"
LISTEN = "history state"
NEXT_PAGE = "history next page"
CHANGE = "history change"
TOTALS = "history totals"


class HistoryController(QObject):
    """Signals: repeat_requested(profile_id, code): ask again what a row asked."""

    repeat_requested = Signal(str, str)

    def __init__(self, window: MainWindow, tasks: Tasks, backend: Backend, lookups: LookupController) -> None:
        super().__init__(window)
        self._panel = window.history
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._lookups = lookups
        self._query = "", HistoryFilter.ALL
        panel = self._panel
        panel.query_changed.connect(self._search)
        panel.page_needed.connect(self._read_next_page)
        panel.row_opened.connect(lookups.open)
        panel.row_pinned.connect(self._pin)
        panel.rows_deleted.connect(self._delete)
        panel.repeat_requested.connect(self._repeat)
        lookups.saved.connect(self._saved)
        lookups.saved_many.connect(self.refresh)
        lookups.not_saved.connect(self._not_saved)
        lookups.shown_changed.connect(self._mark)

    def start(self) -> None:
        """Read the first page, and say from now on how it stands with saving."""
        self._tasks.start(LISTEN, self._listen())
        self.refresh()

    async def _listen(self) -> None:
        history = (await self._backend.opened()).history
        history.on_state = self._show_state
        history.on_saved = self._saved
        history.on_change = self.refresh
        self._show_state(history.state)

    def _show_state(self, state: HistoryState) -> None:
        said = self._state_text(state)
        if said:
            self._window.tell(said)

    def _not_saved(self) -> None:
        history = self._backend.history
        self._window.tell(self._state_text(history.state) or self.tr("Not saved yet; it will be shortly."))

    def _state_text(self, state: HistoryState) -> str:
        """What is not saved and why; nothing while everything is."""
        from badge_inspector.services.history import Keeping  # noqa: PLC0415 - imported by the backend

        match state.keeping:
            case Keeping.PRIVATE:
                return self.tr("Private mode: nothing is recorded.")
            case Keeping.READ_ONLY:
                return self.tr("Not saved: the history was written by a newer version ({reason}).").format(
                    reason=state.reason
                )
            case Keeping.NOT_SAVING:
                waiting = self.tr("%n lookup(s) wait in memory", "", state.waiting)
                return self.tr("The history cannot be written: {reason}. {waiting}.").format(
                    reason=state.reason, waiting=waiting
                )
            case Keeping.SAVING if state.put_aside:
                return self.tr("The history could not be read; it was kept as {name} and a fresh one started.").format(
                    name=state.put_aside
                )
            case Keeping.SAVING:
                return ""

    def refresh(self) -> None:
        """Read the first page anew."""
        self._tasks.start(PAGE, self._first_page(), self._show_first_page)

    def pin_current(self) -> None:
        """Pin the row that is marked, or unpin it."""
        row = self._panel.current_row()
        if row is not None:
            self._pin(row.id, not row.pinned)

    def delete_selected(self) -> None:
        """Delete the rows that are marked; the status bar offers to take it back."""
        ids = tuple(row.id for row in self._panel.selected_rows())
        if ids:
            self._delete(ids)

    def _repeat(self, row: HistoryRow) -> None:
        self.repeat_requested.emit(row.profile_id, row.code)

    def _mark(self, lookup: Lookup) -> None:
        self._panel.mark(lookup.history_id)

    def _search(self, text: str, kind: HistoryFilter) -> None:
        self._query = text.strip(), kind
        self.refresh()

    async def _first_page(self) -> tuple[HistoryPage, tuple[int, int]]:
        history = (await self._backend.opened()).history
        text, kind = self._query
        return await history.page(text, kind), await history.totals()

    def _show_first_page(self, found: tuple[HistoryPage, tuple[int, int]]) -> None:
        page, totals = found
        self._panel.show_totals(*totals)
        self._panel.show_first_page(page.rows, page.complete, page.matches)
        shown = self._lookups.shown
        self._panel.mark(shown.history_id if shown else None)

    def _read_next_page(self, before_id: int) -> None:
        self._tasks.start(NEXT_PAGE, self._next_page(before_id), self._show_next_page)

    async def _next_page(self, before_id: int) -> HistoryPage:
        history = (await self._backend.opened()).history
        text, kind = self._query
        return await history.page(text, kind, before_id)

    def _show_next_page(self, page: HistoryPage) -> None:
        self._panel.show_next_page(page.rows, page.complete)

    def _saved(self, row: HistoryRow) -> None:
        # A page that is being read may be older than the row, and would take it out again.
        if self._query == ("", HistoryFilter.ALL) and not self._tasks.is_busy(PAGE):
            self._panel.model.prepend(row)
            self._panel.mark(row.id)
            self._tasks.start(TOTALS, self._totals(), lambda totals: self._panel.show_totals(*totals))
        else:
            self.refresh()

    async def _totals(self) -> tuple[int, int]:
        return await (await self._backend.opened()).history.totals()

    def _pin(self, history_id: int, pinned: bool) -> None:
        self._tasks.start(f"pin {history_id}", self._pinned(history_id, pinned), self._row_changed)

    async def _pinned(self, history_id: int, pinned: bool) -> HistoryRow | None:
        return await (await self._backend.opened()).history.pin(history_id, pinned)

    def _row_changed(self, row: HistoryRow | None) -> None:
        if row is not None:
            self._panel.model.replace(row)
        self._tasks.start(TOTALS, self._totals(), lambda totals: self._panel.show_totals(*totals))

    def _delete(self, ids: tuple[int, ...]) -> None:
        self._tasks.start(CHANGE, self._deleted(ids), lambda token: self._show_deleted(ids, token))

    async def _deleted(self, ids: tuple[int, ...]) -> UndoToken:
        return await (await self._backend.opened()).history.delete(ids)

    def _show_deleted(self, ids: tuple[int, ...], token: UndoToken) -> None:
        self._panel.model.remove(ids)
        self._window.offer(self.tr("%n lookup(s) deleted.", "", len(ids)), self.tr("Undo"), lambda: self._undo(token))
        self._tasks.start(TOTALS, self._totals(), lambda totals: self._panel.show_totals(*totals))

    def _undo(self, token: UndoToken) -> None:
        self._tasks.start(CHANGE, self._restored(token), lambda _none: self.refresh())

    async def _restored(self, token: UndoToken) -> None:
        await (await self._backend.opened()).history.undo(token)
