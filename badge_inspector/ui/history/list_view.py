"""The list: a QListView without QListView's own layout.

QListView measures every row again whenever one is added: 100 ms with ten thousand rows loaded. Rows here have one of
two heights, so a row's place follows from its number and the number of headings above it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from badge_inspector.ui.history.model import AnyIndex, HistoryModel
from badge_inspector.ui.history.row_painter import RowPainter
from badge_inspector.ui.look import theme

_SPANS = 50
"""Of neighbours that are selected: where there are more, all that is seen is painted anew."""

_AHEAD = 3
"""The next page is asked for when so many screens are left below."""


class HistoryList(QListView):
    """Attributes: asks_for_menu: while a row becomes the current one because its menu is asked for.

    Signals: typed(str): letters typed onto the list. delete_pressed(), copy_pressed().
    """

    typed = Signal(str)
    delete_pressed = Signal()
    copy_pressed = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Of its own, for one that Qt made would have PySide6 set up every class of widgets there is to find its type.
        viewport = QWidget(self)
        viewport.setAutoFillBackground(True)
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        self.setViewport(viewport)
        self.asks_for_menu = False
        self._rows = model
        self._painter = RowPainter(self.font())
        self.setModel(model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Else Qt does not move what is painted already, and paints the whole list again for each turn of the wheel.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def top_row(self) -> tuple[int, int]:
        """The row at the upper edge, and how many pixels of it are above the edge."""
        at = self._row_at(self.verticalOffset())
        return at, self.verticalOffset() - self._top(at)

    def bottom_row(self) -> int:
        """The row at the lower edge, or the last one."""
        return self._row_at(self.verticalOffset() + self.viewport().height())

    def show_at_top(self, row: int, hidden: int = 0) -> None:
        """Scroll so that `row` is at the upper edge, `hidden` pixels of it above that."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._top(row) + hidden)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # past QListView's, which measures every row
        self._look_ahead()

    def reset(self) -> None:
        super().reset()
        self.executeDelayedItemsLayout()  # later, it would paint everything a second time

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        place = self.viewport().rect()
        place.setTop(self._top(start) - self.verticalOffset())
        if place.top() < 0:  # above what is seen, or partly
            super().rowsInserted(parent, start, end)
            return
        self.updateGeometries()
        self._look_ahead()
        if place.isValid():  # what was painted below the new ones moves; of a page below what is seen nothing does
            self.viewport().scroll(0, self._top(end + 1) - self._top(start), place)

    def updateGeometries(self) -> None:
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._painter.row_height)
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._top(self._rows.rowCount()) - height))
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        row = index.row()
        top = self._top(row)
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), self._top(row + 1) - top)

    def indexAt(self, p: QPoint) -> QModelIndex:
        y = p.y() + self.verticalOffset()
        if y < 0 or y >= self._top(self._rows.rowCount()) or not 0 <= p.x() < self.viewport().width():
            return QModelIndex()
        return self._rows.index(self._row_at(y))

    def scrollTo(self, index: AnyIndex, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        top, bottom = self._top(index.row()), self._top(index.row() + 1)
        height, bar = self.viewport().height(), self.verticalScrollBar()
        if hint is QListView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - height) // 2)
        elif hint is QListView.ScrollHint.PositionAtTop or top < bar.value():
            # The heading above the first row of a day comes into view with it.
            before = index.row() - 1
            bar.setValue(self._top(before) if self._rows.is_heading(before) else top)
        elif hint is QListView.ScrollHint.PositionAtBottom or bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        count, row = self._rows.rowCount(), self.currentIndex().row()
        page = max(1, self.viewport().height() // self._painter.row_height - 1)
        action = QAbstractItemView.CursorAction
        steps = {
            action.MoveUp: -1,
            action.MovePrevious: -1,
            action.MoveDown: 1,
            action.MoveNext: 1,
            action.MovePageUp: -page,
            action.MovePageDown: page,
            action.MoveHome: -count,
            action.MoveEnd: count,
        }
        step = steps.get(cursorAction, 0)
        target = min(max(0, row + step), count - 1) if row >= 0 else 0
        if self._rows.is_heading(target):  # step over it, and back where nothing is beyond it
            target += 1 if step > 0 or target == 0 else -1
        return self._rows.index(target) if 0 <= target < count else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        offset = self.verticalOffset()
        first, last = self._row_at(rect.top() + offset), self._row_at(rect.bottom() + offset)
        if last < 0:
            return
        chosen = QItemSelection(self._rows.index(max(0, first)), self._rows.index(last))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        if selection.size() > _SPANS:
            return QRegion(self.viewport().rect())
        width, offset = self.viewport().width(), self.verticalOffset()
        region = QRegion()
        for span in map(selection.at, range(selection.count())):
            top = self._top(span.top())
            region += QRect(0, top - offset, width, self._top(span.bottom() + 1) - top)
        return region

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setBackground(theme.colour("surface"))
        painter.eraseRect(e.rect())
        offset, width = self.verticalOffset(), self.viewport().width()
        first, last = max(0, self._row_at(e.rect().top() + offset)), self._row_at(e.rect().bottom() + offset)
        selected = self._selected(first, last)
        focused = self.currentIndex().row() if self.hasFocus() else -1
        for row in range(first, last + 1):
            top = self._top(row)
            place = QRect(0, top - offset, width, self._top(row + 1) - top)
            item, chosen = self._rows.item(row), row in selected
            self._painter.paint(painter, place, item, selected=chosen, focused=chosen and row == focused)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the search field: looking through all rows for one that begins so would take its time."""
        if search.strip():
            self.typed.emit(search)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asks_for_menu = event.button() == Qt.MouseButton.RightButton
        super().mousePressEvent(event)
        self.asks_for_menu = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._painter = RowPainter(self.font())
            self.scheduleDelayedItemsLayout()

    def _selected(self, first: int, last: int) -> set[int]:
        """Those of these rows that are selected."""
        selection = self.selectionModel()
        if not selection.hasSelection():
            return set()
        return {row for row in range(first, last + 1) if selection.isSelected(self._rows.index(row))}

    def _top(self, row: int) -> int:
        """Top of a row, in pixels from the first one; for the row after the last, where all of them end."""
        headings, tall = bisect_left(self._rows.heading_rows, row), self._painter.row_height
        return row * tall - headings * (tall - self._painter.heading_height)

    def _row_at(self, y: int) -> int:
        """Index of the row so many pixels below the top of the first; the last one at most, -1 in an empty list."""
        return bisect_right(range(self._rows.rowCount()), y, key=self._top) - 1

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() + _AHEAD * bar.pageStep() > bar.maximum() and self._rows.canFetchMore(QModelIndex()):
            self._rows.fetchMore(QModelIndex())
