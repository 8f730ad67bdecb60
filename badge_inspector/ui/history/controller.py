"""Controller of the history at the left: pages, search, and the commands on entries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from badge_inspector.domain.history import HistoryEntry, HistoryFilter, HistoryRow, RunRow
from badge_inspector.domain.keeping import Keeping
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.portals import names_here

if TYPE_CHECKING:  # SQLite comes with it, which the first paint does without
    from badge_inspector.domain.keeping import HistoryState
    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.services.history import HistoryService, Known

PAGE = "history page"
LISTEN = "history state"
NEXT_PAGE = "history next page"
TOTALS = "history totals"
KNOWN = "history known"
REPORT = "history report"

_ROWS = 100
_MOST_ROWS = 2_000
"""Most rows that are read anew at once in a list that was scrolled far."""

_SETTLE_MS = 150
"""Changes by other windows and by imports come in bursts; the list is updated after a burst, or at intervals during
it.
"""


class HistoryController(Controller):
    """Signals: report_wanted(Lookup): copy its report. state_changed(): the state of saving changed."""

    report_wanted = Signal(object)
    state_changed = Signal()

    def __init__(self, context: Context, panel: HistoryPanel) -> None:
        super().__init__(context)
        self._panel = panel
        self._query = "", HistoryFilter.ALL
        self._said = ""
        self._stopped = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.refresh)
        self._marking = QTimer(self)  # a timer's turn comes once what is shown is painted; singleShot(0) takes none
        self._marking.setSingleShot(True)
        self._marking.timeout.connect(self._mark_shown)
        lookups = context.lookups
        panel.query_changed.connect(self._search)
        panel.page_needed.connect(self._read_next_page)
        panel.row_opened.connect(lookups.open)
        panel.row_pinned.connect(self._pin)
        panel.note_written.connect(self._note)
        panel.report_requested.connect(self._report)
        panel.again_requested.connect(self._look_up_row_again)
        lookups.saved.connect(self._saved)
        lookups.saved_many.connect(self.refresh)
        lookups.not_saved.connect(self._not_saved)
        lookups.shown_changed.connect(self._mark_soon)

    def start(self) -> None:
        """Read the first page, and show the state of saving from now on."""
        self._tasks.start(LISTEN, self._listen())
        self._tasks.start(PAGE, self._show_page())

    async def _listen(self) -> None:
        history = (await self._backend.opened()).history
        history.on_state = self._show_state
        history.on_saved = self._saved_late
        history.file.on_change = self._changed
        history.reading.called = names_here
        self._show_state(history.state)
        await self._learn()

    def _changed(self) -> None:
        if not self._settling.isActive():
            self._settling.start()

    def _show_state(self, state: HistoryState) -> None:
        self._panel.notice.show_state(state)
        said = self._panel.notice.words(state)
        if said and said != self._said:
            self._shell.tell(said)
        elif self._stopped and state.keeping is Keeping.SAVING:
            self._shell.tell(self.tr("Lookups are saved again."))
        self._said, self._stopped = said, state.keeping is not Keeping.SAVING
        self.state_changed.emit()

    def why_not(self) -> str:
        """Reason why nothing is written; empty while the history can be written."""
        state = self._backend.history.state
        return self._panel.notice.words(state) if state.keeping in (Keeping.NOT_SAVING, Keeping.READ_ONLY) else ""

    def _not_saved(self) -> None:
        self._shell.tell(
            self._panel.notice.words(self._backend.history.state) or self.tr("Not saved yet; it will be shortly.")
        )

    def refresh(self) -> None:
        """Read the list anew, without scrolling it."""
        self._settling.stop()
        rows = min(max(_ROWS, len(self._panel.model.rows())), _MOST_ROWS)
        self._tasks.start(PAGE, self._show_page(rows, keep_place=True))
        self._tasks.start(KNOWN, self._learn())

    def pin_current(self) -> None:
        """Pin the row that is marked, or unpin it."""
        row = self.chosen_entry()
        if row is not None:
            self._pin(row.id, not row.pinned)

    def note_current(self) -> None:
        """Write a note on the row that is marked."""
        row = self.chosen_row()
        if row is not None:
            self._panel.write_note(row)

    def chosen_entry(self) -> HistoryEntry | None:
        """The current lookup or run; None, with a message to the person, where there is none."""
        entry = self._panel.current_entry()
        if entry is None:
            self._shell.tell(self.tr("Choose a lookup in the history first."))
        return entry

    def chosen_row(self) -> HistoryRow | None:
        """The current lookup; None, with a message to the person, where there is none."""
        entry = self._panel.current_entry()
        if isinstance(entry, HistoryRow):
            return entry
        self._shell.tell(self.tr("Choose a lookup in the history first."))
        return None

    async def found_ids(self) -> tuple[int, ...]:
        """The ids of all that the search finds now."""
        return await (await self._backend.opened()).history.reading.found_ids(*self._query)

    async def lookup_ids(self, entries: Sequence[HistoryEntry]) -> tuple[int, ...]:
        """The ids of lookups, and of those that runs consist of."""
        history = (await self._backend.opened()).history
        runs = [entry.id for entry in entries if isinstance(entry, RunRow)]
        own = [entry.id for entry in entries if isinstance(entry, HistoryRow)]
        return tuple(dict.fromkeys((*own, *await history.reading.lookups_of(runs))))

    def look_up_again(self, profile_id: str, code: str) -> None:
        """Repeat a kept lookup."""
        profile = self._portals.profile(profile_id)
        if profile is None:
            self._shell.tell(self.tr("The portal of that lookup is no longer in the settings."))
            return
        self._lookups.ask_again(profile, code)

    def _look_up_row_again(self, row: HistoryRow) -> None:
        self.look_up_again(row.profile_id, row.code)

    def _mark_soon(self) -> None:
        self._marking.start()

    def _mark_shown(self) -> None:
        shown = self._lookups.shown
        self._panel.mark(shown.history_id if shown else None)

    def _search(self, text: str, kind: HistoryFilter) -> None:
        self._query = text.strip(), kind
        self._tasks.start(PAGE, self._show_page())

    async def _show_page(self, rows: int = _ROWS, *, keep_place: bool = False) -> None:
        history = (await self._backend.opened()).history
        text, kind = self._query
        page, totals = await history.reading.page(text, kind, limit=rows), await history.reading.totals()
        self._tasks.cancel(NEXT_PAGE)  # it belongs to the rows before
        self._panel.show_totals(*totals)
        self._panel.show_first_page(
            page.rows,
            page.complete,
            page.matches,
            counted_all=page.counted_all,
            wrong=page.wrong,
            unreadable=page.unreadable,
            keep_place=keep_place,
        )
        if not keep_place or self._panel.current_entry() is None:  # its row may be there only now
            self._mark_shown()

    def _read_next_page(self, before_id: int) -> None:
        self._tasks.start(NEXT_PAGE, self._show_next_page(before_id))

    async def _show_next_page(self, before_id: int) -> None:
        history = (await self._backend.opened()).history
        text, kind = self._query
        page = await history.reading.page(text, kind, before_id)
        self._panel.show_next_page(page.rows, page.complete)

    def _saved(self, row: HistoryRow) -> None:
        # A page that is being read may be older than the row, and would take it out again.
        if not row.run and self._query == ("", HistoryFilter.ALL) and not self._tasks.is_busy(PAGE):
            self._panel.show_saved(row)
            shown = self._lookups.shown
            if shown is not None and shown.history_id == row.id:
                self._panel.mark(row.id)
            self._count()
        else:
            self._changed()

    def _saved_late(self, row: HistoryRow, lookup: Lookup) -> None:
        if lookup is self._lookups.shown:
            self._shell.tell(self.tr("Saved to history"))
        self._lookups.kept(row, lookup)

    def _count(self) -> None:
        self._tasks.start(TOTALS, self._show_totals())

    async def _show_totals(self) -> None:
        self._panel.show_totals(*await (await self._backend.opened()).history.reading.totals())

    async def _learn(self) -> None:
        known: Known = await (await self._backend.opened()).history.reading.known()
        self._panel.search.show_known(known.portals, known.errors, known.codes)

    def _pin(self, history_id: int, pinned: bool) -> None:
        self._tasks.start(f"pin {history_id}", self._change(lambda history: history.pin(history_id, pinned)))

    def _note(self, history_id: int, text: str) -> None:
        self._tasks.start(f"note {history_id}", self._change(lambda history: history.note(history_id, text)))

    async def _change(self, change: Callable[[HistoryService], Awaitable[HistoryEntry | None]]) -> None:
        row = await change((await self._backend.opened()).history)
        if row is None:
            self._shell.tell(self.why_not() or self.tr("That lookup is no longer in the history."))
            self.refresh()
            return
        self._panel.model.replace(row)
        if isinstance(row, HistoryRow):
            self._lookups.annotate(row)
        self._count()

    def _report(self, history_id: int) -> None:
        self._tasks.start(REPORT, self._read_for_report(history_id))

    async def _read_for_report(self, history_id: int) -> None:
        lookup = await self._lookups.read(history_id)
        if lookup is not None:
            self.report_wanted.emit(lookup)
