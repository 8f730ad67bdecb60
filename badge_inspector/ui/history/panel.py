"""The history at the left: notice on unsaved lookups, search, filters, list and counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QWidget,
)

from badge_inspector.domain.history import HistoryEntry, HistoryFilter, HistoryRow, RunRow
from badge_inspector.ui.history.list_view import HistoryList
from badge_inspector.ui.history.model import HEADING_ROLE, ROW_ROLE, DayHeading, HistoryModel
from badge_inspector.ui.history.notice import HistoryNotice, TransferBar
from badge_inspector.ui.history.query_field import QueryField
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.event_filters import OnEscape
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.empty_state import EmptyNote
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.words.format import format_count, format_list

_SEARCH_DELAY_MS = 60

_KEPT_BELOW = 200
"""Loaded rows below the visible ones that are kept while lookups are saved; from twice as many on the others are
dropped. Otherwise a badge that is watched for weeks would fill the memory.
"""


class HistoryPanel(QFrame):
    """Attributes: notice, search, list, model, chips (by filter), wrong, count, transfer. Ids are the history's.

    Signals:

    query_changed(text, HistoryFilter): what to show; answer with `show_first_page()`.
    page_needed(before_id): answer with `show_next_page()`.
    row_opened(id), window_requested(id): show that lookup, here or in a window of its own. run_opened(id): show a run.
    row_pinned(id, pinned), note_written(id, text): what a person did to a row. report_requested(id): copy it.
    rows_deleted(ids of lookups and runs), day_deleted(epoch seconds of it), portal_deleted(authority).
    again_requested(HistoryRow), compare_requested(ids): ask again; put two side by side. export_requested().
    search_left(): the person is done with searching; all rows are shown again.
    note_requested(HistoryRow): ask for a person's own words on it; answer with `note_written`.
    menu_requested(QPoint of the screen, epoch seconds of a day | None): the menu, of a day or of what is selected.
    """

    query_changed = Signal(str, object)
    page_needed = Signal(object)
    row_opened = Signal(object)
    run_opened = Signal(object)
    window_requested = Signal(object)
    row_pinned = Signal(object, bool)
    note_written = Signal(object, str)
    report_requested = Signal(object)
    rows_deleted = Signal(object)
    day_deleted = Signal(float)
    portal_deleted = Signal(str)
    again_requested = Signal(object)
    compare_requested = Signal(object)
    export_requested = Signal()
    search_left = Signal()
    menu_requested = Signal(object, object)
    note_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", "true")
        self.setMinimumWidth(272)
        self.notice = HistoryNotice(self)
        self.search = QueryField(self)
        self.wrong = role_label(self, "bad", plain=True, wraps=True)
        self.wrong.hide()
        self.model = HistoryModel(self)
        self.list = HistoryList(self.model, self)
        self.empty = EmptyNote(self.list)
        self.count = role_label(self, "muted", wraps=True)
        self.transfer = TransferBar(self)
        self.chips: dict[HistoryFilter, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_DELAY_MS)
        self._matches: int | None = None
        self._counted_all = True
        self._wrong: Sequence[str] = ()
        self._unreadable = False
        self._records = True
        self._total = self._pinned = 0
        self._build()
        self.search.textChanged.connect(self._ask_soon)
        self._group.buttonClicked.connect(self._ask)
        self._delay.timeout.connect(self._ask)
        self.model.page_needed.connect(self.page_needed)
        OnEscape(self.search, self._leave_search)
        self.search.focus_left.connect(self._show_wrong)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.customContextMenuRequested.connect(self._request_menu)
        self.list.typed.connect(self._type_on)
        self.list.copy_pressed.connect(self.copy_codes)
        self.list.delete_pressed.connect(self._delete_selected)
        self._retranslate()

    def _build(self) -> None:
        chip_row = FlowLayout()
        chip_row.setSpacing(4)
        for kind in HistoryFilter:
            chip = QPushButton(self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(kind is HistoryFilter.ALL)
            self._group.addButton(chip)
            self.chips[kind] = chip
            chip_row.addWidget(chip)
        top = vbox(margins=(12, 10, 12, 8), spacing=8)
        top.addWidget(self.search)
        top.addLayout(chip_row)
        top.addWidget(self.wrong)
        foot = QFrame(self)
        foot.setProperty("foot", "true")
        foot_line = hbox(foot, margins=(12, 5, 12, 5))
        foot_line.addWidget(self.count)
        column = vbox(self, margins=(0, 0, 1, 0), spacing=0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)  # below, so that the list does not move when it comes
        column.addWidget(self.transfer)
        column.addWidget(foot)

    @property
    def filter(self) -> HistoryFilter:
        return next(kind for kind, chip in self.chips.items() if chip.isChecked())

    @property
    def matches(self) -> tuple[int | None, bool]:
        """Number of matches, None where all are shown; and whether all were counted."""
        return self._matches, self._counted_all

    @property
    def total(self) -> int:
        """Number of lookups kept."""
        return self._total

    def current_entry(self) -> HistoryEntry | None:
        """The lookup or the run that the list stands at."""
        return self.list.currentIndex().data(ROW_ROLE)

    def selected_entries(self) -> tuple[HistoryEntry, ...]:
        """The lookups and runs that are selected, newest first."""
        found: Iterable[HistoryEntry | None] = (index.data(ROW_ROLE) for index in self.list.selectedIndexes())
        return tuple(sorted((row for row in found if row is not None), key=lambda row: -row.id))

    def selected_rows(self) -> tuple[HistoryRow, ...]:
        """The lookups that are selected, newest first."""
        return tuple(row for row in self.selected_entries() if isinstance(row, HistoryRow))

    def show_first_page(
        self,
        rows: Sequence[HistoryEntry],
        complete: bool,
        matches: int | None = None,
        *,
        counted_all: bool = True,
        wrong: Sequence[str] = (),
        unreadable: bool = False,
        keep_place: bool = False,
    ) -> None:
        """The answer to `query_changed`: `matches` is how many fit, None where all are shown, and where not all were
        counted there are more; `wrong` are filters that were left out; `unreadable` says that the file cannot be read
        now. With `keep_place` it is the same list as before, read anew: it stays where it was scrolled to, with what
        was selected."""
        selected = {row.id for row in self.selected_entries()}
        current = self.current_entry()
        top, hidden = self.list.top_row()
        anchor = self.model.id_at(top)
        at_top = self.list.verticalScrollBar().value() == 0
        self.model.set_first_page(rows, complete)
        self._select(selected, current.id if current is not None else None)
        if keep_place and not at_top and anchor is not None:
            self.list.show_at_top(self.model.position_of(anchor), hidden)
        else:
            self.list.scrollToTop()
        self._matches, self._counted_all, self._wrong, self._unreadable = matches, counted_all, wrong, unreadable
        self._show_count()

    def show_next_page(self, rows: Sequence[HistoryEntry], complete: bool) -> None:
        self.model.append(rows, complete)

    def show_saved(self, row: HistoryRow) -> None:
        """A lookup that was just saved comes first; a list that was scrolled stays where it is."""
        bar = self.list.verticalScrollBar()
        top, hidden = self.list.top_row()
        rows = self.model.rowCount()
        self.model.prepend(row)
        if bar.value() > 0:
            self.list.show_at_top(top + self.model.rowCount() - rows, hidden)
        last_needed = max([self.list.bottom_row(), *(index.row() for index in self.list.selectedIndexes())])
        if self.model.rowCount() > last_needed + 2 * _KEPT_BELOW:
            self.model.drop_rows_from(last_needed + 1 + _KEPT_BELOW)

    def show_totals(self, total: int, pinned: int) -> None:
        """Show the number of lookups kept, and of those pinned."""
        self._total, self._pinned = total, pinned
        self._show_count()

    def mark(self, row_id: int | None) -> None:
        """Select the row that is shown, without opening it again."""
        self._select({row_id} if row_id is not None else set(), row_id)

    def write_note(self, row: HistoryRow) -> None:
        """Ask for a person's own words on a row."""
        self.note_requested.emit(row)

    def copy_codes(self) -> None:
        """The codes of the rows that are selected, one a line, as they are in the list from above."""
        codes = [row.code for row in self.selected_rows()]
        if codes:
            QGuiApplication.clipboard().setText("\n".join(codes))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.list.viewport().update()

    def _select(self, ids: set[int], current: int | None) -> None:
        selection = self.list.selectionModel()
        before = self.list.visualRegionForSelection(selection.selection())
        blocked = selection.blockSignals(True)
        selection.clear()
        chosen = QItemSelection()
        for first, last in self.model.ranges_of(ids) if ids else ():
            chosen.select(self.model.index(first), self.model.index(last))
        selection.select(chosen, QItemSelectionModel.SelectionFlag.Select)
        at = self.model.index_of(current) if current is not None else QModelIndex()
        if at.isValid():
            selection.setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.blockSignals(blocked)
        self.list.viewport().update(before + self.list.visualRegionForSelection(chosen))

    def _leave_search(self) -> None:
        self.search.clear()
        self.search_left.emit()

    def _ask_soon(self) -> None:
        self._delay.start()

    def _ask(self) -> None:
        self._delay.stop()
        self.query_changed.emit(self.search.text(), self.filter)

    def _type_on(self, text: str) -> None:
        self.search.setFocus()
        self.search.insert(text)

    def _delete_selected(self) -> None:
        ids = tuple(row.id for row in self.selected_entries())
        if ids:
            self.rows_deleted.emit(ids)

    def show_recording(self, records: bool) -> None:
        """Show whether lookups are kept."""
        self._records = records
        self._show_count()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if len(self.list.selectedIndexes()) > 1:
            return  # a click that selects a second row is no wish to open it
        if isinstance(row, RunRow):
            self.run_opened.emit(row.id)
        elif isinstance(row, HistoryRow):
            self.row_opened.emit(row.id)

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self.list.hasFocus() and not self._extends() and not self.list.asks_for_menu:
            row = current.data(ROW_ROLE)
            if isinstance(row, HistoryRow):
                self.row_opened.emit(row.id)

    def _extends(self) -> bool:
        held = QGuiApplication.keyboardModifiers()
        return bool(held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))

    def _request_menu(self, at: QPoint) -> None:
        heading = self.list.indexAt(at).data(HEADING_ROLE)
        day = heading.asked_at if isinstance(heading, DayHeading) else None
        self.menu_requested.emit(self.list.viewport().mapToGlobal(at), day)

    def _show_count(self) -> None:
        if self._unreadable:
            self.count.clear()
        elif self._matches is not None and not self._counted_all:
            self.count.setText(self.tr("more than {count} found").format(count=format_count(self._matches)))
        elif self._matches is not None:
            words = self.tr("{count} found", "", self._matches)
            self.count.setText(words.format(count=format_count(self._matches)))
        else:
            lookups = self.tr("{count} lookup(s)", "", self._total).format(count=format_count(self._total))
            pinned = self.tr("{count} pinned", "", self._pinned).format(count=format_count(self._pinned))
            self.count.setText(f"{lookups} · {pinned}")
        self._show_wrong()
        if self._unreadable:
            self.empty.show_text(self.tr("The history cannot be read now."))
        elif self._matches is not None and self.search.text().strip():
            self.empty.show_text(self.tr("No matches. Try fewer words, or “All” to look everywhere."))
        elif self.filter is HistoryFilter.PINNED:
            self.empty.show_text(self.tr("Nothing is pinned yet. Ctrl+D pins what is shown, and it is never deleted."))
        elif self.filter is not HistoryFilter.ALL:
            self.empty.show_text(self.tr("There is none of these yet. “All” shows every lookup."))
        elif not self._records:
            self.empty.show_text(self.tr("Nothing is recorded now: lookups do not come here."))
        else:
            self.empty.show_text(self.tr("Every lookup is kept here, newest first."))

    def _show_wrong(self) -> None:
        """Filters that nobody understands, but for the one that is being typed."""
        begun = self.search.begun_word() if self._wrong else ""
        left_out = format_list(visible(each[:100]) for each in self._wrong if each != begun)
        self.wrong.setText(self.tr("Not understood, left out: {filters}").format(filters=left_out))
        self.wrong.setVisible(bool(left_out))

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search history…"))
        self.search.setAccessibleName(self.tr("Search history"))
        self.search.setToolTip(
            self.tr("Words, and filters: portal:acme type:failure error:NOT_FOUND after:2026-11-01 slower:500ms")
        )
        self.list.setAccessibleName(self.tr("History"))
        for kind, text in (
            (HistoryFilter.ALL, self.tr("All")),
            (HistoryFilter.OK, self.tr("OK")),
            (HistoryFilter.ERRORS, self.tr("Errors")),
            (HistoryFilter.PINNED, self.tr("Pinned")),
        ):
            self.chips[kind].setText(text)
        self._show_count()
