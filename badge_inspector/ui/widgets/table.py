"""The one kind of table: each is declared as a list of columns.

    columns = [Column(lambda: self.tr("Code"), lambda row: row.code, strong=True), ...]
    table = Table(TableRows(columns), parent)
    table.rows.set(rows)

How wide columns were pulled is kept with the window's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QItemSelectionRange, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.services.table_text import TableForm
from badge_inspector.ui.kit.slices import Slices
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.empty_state import EmptyNote
from badge_inspector.ui.widgets.painting import option_font, option_rect
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.table_menu import Copied, Offers, TableMenu, copy_rows
from badge_inspector.ui.widgets.table_rows import (
    PILL_ROLE,
    ROW_ROLE,
    SHOWN,
    STANDS_OUT_ROLE,
    AnyIndex,
    Column,
    TableRows,
)

R = TypeVar("R")
_SIDE = 8
_GAP = 8
_AIR = 10
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class Table(QTableView, Generic[R]):
    """Attributes: rows: the model. empty: the note where there are none. offers: what the menu has beside copying, for
    the rows that are selected and the column that is clicked. filter_by: show only rows with this text; None where the
    table cannot be filtered."""

    row_air = 16
    """Pixels of a row above and below its text."""

    def __init__(self, rows: TableRows[R], parent: QWidget | None = None, *, sorts: bool = True) -> None:
        super().__init__(parent)
        self.rows = rows
        rows.setParent(self)
        self.offers: Callable[[Sequence[R], int], Offers] = lambda _rows, _column: ()
        self.filter_by: Callable[[str], None] | None = None
        self._slices = Slices(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        if sorts:
            self.setSortingEnabled(True)
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self._fit_rows()
        header = self.horizontalHeader()
        header.setDefaultAlignment(_START)
        header.setHighlightSections(False)
        self.empty = EmptyNote(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.fit()

    def fit(self) -> None:
        """Give the columns the widths they are declared with."""
        header = self.horizontalHeader()
        for at, column in enumerate(self.rows.columns):
            stretches = column.width is None
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            if column.width is not None:
                self.setColumnWidth(at, column.width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # the window was zoomed
            self._fit_rows()

    def row_at(self, index: AnyIndex) -> R | None:
        """The row of an index."""
        return cast("R | None", index.data(ROW_ROLE)) if index.isValid() else None

    def selected(self) -> list[R]:
        """The rows that are selected, from above."""
        # Ranges, and not each index: of thousands of rows that takes long.
        ranges = cast("list[QItemSelectionRange]", self.selectionModel().selection())
        places = {at for each in ranges for at in range(each.top(), each.bottom() + 1)}
        return [self.rows.shown[at] for at in sorted(places)]

    def copy_selected(self) -> None:
        """Put the rows that are selected on the clipboard."""
        rows = self.selected()
        if rows:
            copy_rows(self._slices, self.rows.cells(rows), TableForm.TABS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        else:
            super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + self.row_air)

    def _open_menu(self, at: QPoint) -> None:
        """Open the menu on a place of the viewport, or by the keyboard on the current cell."""
        index = self.indexAt(at)
        if not index.isValid():
            index = self.currentIndex()
        row, rows = self.row_at(index), tuple(self.selected())
        menu = TableMenu(self, self._slices)
        if row is not None:
            menu.offer(self.offers(rows or (row,), index.column()))
        menu.offer_copies(
            Copied(
                tuple(column.title() for column in self.rows.columns),
                None if row is None else self.rows.text(row, index.column()),
                len(rows),
                lambda: self.rows.cells(rows),
                len(self.rows.shown),
                lambda: self.rows.cells(tuple(self.rows.shown)),
            )
        )
        if row is not None and self.filter_by is not None:
            menu.offer_filter(self.rows.text(row, index.column()), self.filter_by)
        if self.selectionMode() is not Table.SelectionMode.SingleSelection:
            menu.addAction(self.tr("Select all"), self.selectAll).setEnabled(bool(self.rows.shown))
        menu.popup(self.viewport().mapToGlobal(at))


class _Cells(QStyledItemDelegate):
    """Cells as the style has them, on the ground that their column gives them, with pills and bold parts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        badge = index.data(PILL_ROLE)
        if badge is None:
            inner = QStyleOptionViewItem(option)  # lines break within the padding, which Qt does not count here
            cast("Any", inner).rect = option_rect(option).adjusted(0, 0, -2 * _SIDE, 0)
            return super().sizeHint(inner, index) + QSize(2 * _SIDE, _AIR)
        size = pill_size(_value(badge), option_font(option), language.current())
        return QSize(size.width() + 2 * _SIDE, size.height() + _AIR + 2)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(PILL_ROLE) is not None or index.data(STANDS_OUT_ROLE):
            cast("Any", option).text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option_rect(option)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), ground)
        super().paint(painter, option, index)
        inner, font = rect.adjusted(_SIDE, 0, -_SIDE, 0), QFont(option_font(option))
        badge, part = index.data(PILL_ROLE), index.data(STANDS_OUT_ROLE)
        if isinstance(badge, Badge):
            self._paint_badge(painter, inner, font, badge, with_title=_column(index).with_title)
        elif part:
            self._paint_parts(painter, inner, font, str(index.data() or ""), visible(part))

    def _paint_badge(self, painter: QPainter, rect: QRect, font: QFont, badge: Badge, *, with_title: bool) -> None:
        value, spoken = _value(badge), language.current()
        if not value:
            return
        size = pill_size(value, font, spoken)
        width = min(size.width(), rect.width())
        box = QRect(rect.left(), rect.center().y() - size.height() // 2, width, size.height())
        paint_pill(painter, box, value, badge.known_type, font, language=spoken)
        if with_title:
            title = visible((shown_text(badge.title, spoken) or "")[:SHOWN])
            self._draw(painter, rect.adjusted(width + _GAP, 0, 0, 0), ((title, font),))

    def _paint_parts(self, painter: QPainter, rect: QRect, font: QFont, text: str, part: str) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        before, found, after = text.partition(part)
        self._draw(painter, rect, ((before, font), (found, bold), (after, font)))

    def _draw(self, painter: QPainter, rect: QRect, parts: Iterable[tuple[str, QFont]]) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(theme.colour("text"))
        for part, font in parts:
            painter.setFont(font)
            painter.drawText(rect, _LINE, part)
            rect = rect.adjusted(QFontMetrics(font).horizontalAdvance(part), 0, 0, 0)
        painter.restore()


def _column(index: AnyIndex) -> Column[Any]:
    return cast("TableRows[Any]", index.model()).columns[index.column()]


def _value(badge: Badge) -> str:
    return shown_text(badge.value, language.current()) or ""
