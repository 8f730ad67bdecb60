"""The history at the left: search, filters, the list, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.ui.format import format_count
from badge_inspector.ui.history.delegate import HistoryDelegate
from badge_inspector.ui.history.model import ROW_ROLE, HistoryModel
from badge_inspector.ui.widgets.empty_note import EmptyNote
from badge_inspector.ui.widgets.search_field import SearchField

_SEARCH_DELAY_MS = 60


class HistoryPanel(QFrame):
    """Attributes: search, list, model, chips (by filter).

    Signals:

    query_changed(text, HistoryFilter): what to show; answer with `show_first_page()`.
    page_needed(before_id): answer with `show_next_page()`.
    row_opened(id): show that lookup. rows_deleted(ids), row_pinned(id, pinned): what a person did to rows.
    repeat_requested(HistoryRow), compare_requested(ids): ask again; put two side by side.
    """

    query_changed = Signal(str, object)
    page_needed = Signal(int)
    row_opened = Signal(int)
    rows_deleted = Signal(object)
    row_pinned = Signal(int, bool)
    repeat_requested = Signal(object)
    compare_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", "true")
        self.setMinimumWidth(272)
        self.search = SearchField(self)
        self.model = HistoryModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = EmptyNote(self.list)
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        self.chips: dict[HistoryFilter, QPushButton] = {}
        self._group = QButtonGroup(self)
        chip_row = QHBoxLayout()
        chip_row.setSpacing(4)
        for kind in HistoryFilter:
            chip = QPushButton(self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(kind is HistoryFilter.ALL)
            self._group.addButton(chip)
            self.chips[kind] = chip
            chip_row.addWidget(chip)
        chip_row.addStretch(1)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_DELAY_MS)
        self._matches: int | None = None
        self._total = self._pinned = 0

        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addLayout(chip_row)
        foot = QFrame(self)
        foot.setProperty("foot", "true")
        foot_line = QHBoxLayout(foot)
        foot_line.setContentsMargins(12, 5, 12, 5)
        foot_line.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(foot)

        self.search.textChanged.connect(self._ask_soon)
        self._group.buttonClicked.connect(self._ask)
        self._delay.timeout.connect(self._ask)
        self.model.page_needed.connect(self.page_needed)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._retranslate()

    @property
    def filter(self) -> HistoryFilter:
        return next(kind for kind, chip in self.chips.items() if chip.isChecked())

    def current_row(self) -> HistoryRow | None:
        return self.list.currentIndex().data(ROW_ROLE)

    def selected_rows(self) -> tuple[HistoryRow, ...]:
        found = (index.data(ROW_ROLE) for index in self.list.selectedIndexes())
        return tuple(sorted((row for row in found if row is not None), key=lambda row: -row.id))

    def show_first_page(self, rows: Sequence[HistoryRow], complete: bool, matches: int | None = None) -> None:
        """The answer to `query_changed`; `matches` is how many fit a search, None without one."""
        kept = self.current_row()
        self.model.set_first_page(rows, complete)
        if kept is not None:
            self.mark(kept.id)
        self._matches = matches
        self._show_count()

    def show_next_page(self, rows: Sequence[HistoryRow], complete: bool) -> None:
        self.model.append(rows, complete)

    def show_totals(self, total: int, pinned: int) -> None:
        """How many lookups are kept, and how many of them pinned."""
        self._total, self._pinned = total, pinned
        self._show_count()

    def mark(self, row_id: int | None) -> None:
        """Select the row that is shown, without opening it again."""
        selection = self.list.selectionModel()
        blocked = selection.blockSignals(True)
        index = self.model.index_of(row_id) if row_id is not None else QModelIndex()
        if index.isValid():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            selection.clear()
        selection.blockSignals(blocked)
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.list.viewport().update()

    def _ask_soon(self) -> None:
        self._delay.start()

    def _ask(self) -> None:
        self._delay.stop()
        self.query_changed.emit(self.search.text(), self.filter)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, HistoryRow):
            self.row_opened.emit(row.id)

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self.list.hasFocus():
            self._open(current)

    def _show_menu(self, at: QPoint) -> None:
        rows = self.selected_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1:
            row = rows[0]
            menu.addAction(self.tr("Look up again"), lambda: self.repeat_requested.emit(row))
            menu.addAction(
                self.tr("Unpin") if row.pinned else self.tr("Pin"), lambda: self.row_pinned.emit(row.id, not row.pinned)
            )
        if len(rows) == 2:
            menu.addAction(self.tr("Compare"), lambda: self.compare_requested.emit(tuple(row.id for row in rows)))
        menu.addAction(
            self.tr("Delete %n lookup(s)", "", len(rows)),
            lambda: self.rows_deleted.emit(tuple(row.id for row in rows)),
        )
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _show_count(self) -> None:
        if self._matches is not None:
            self.count.setText(self.tr("%n found", "", self._matches))
        else:
            lookups = self.tr("{count} lookup(s)", "", self._total).format(count=format_count(self._total))
            pinned = self.tr("{count} pinned", "", self._pinned).format(count=format_count(self._pinned))
            self.count.setText(f"{lookups} · {pinned}")
        asked = self._matches is not None or self.filter is not HistoryFilter.ALL
        self.empty.say(self.tr("Nothing fits.") if asked else self.tr("Every lookup is kept here, newest first."))

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search history…"))
        self.search.setAccessibleName(self.tr("Search history"))
        self.list.setAccessibleName(self.tr("History"))
        for kind, text in (
            (HistoryFilter.ALL, self.tr("All")),
            (HistoryFilter.OK, self.tr("OK")),
            (HistoryFilter.ERRORS, self.tr("Errors")),
            (HistoryFilter.PINNED, self.tr("Pinned")),
        ):
            self.chips[kind].setText(text)
        self._show_count()
