"""Rows of figures as a list: painted by a delegate, and with an item for each row for the keyboard, the clipboard and a
screen reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from badge_inspector.domain.waterfall import WaterfallRow
from badge_inspector.ui.kit.accessible import is_listened_to
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip

AnyIndex = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable


class Tone(Enum):
    """Tones of the value and the figure of a line."""

    PLAIN = auto()
    MUTED = auto()
    WARNING = auto()
    BAD = auto()


TONES = {Tone.PLAIN: "text", Tone.MUTED: "muted", Tone.WARNING: "warning_text", Tone.BAD: "bad"}
"""The theme's colours of the tones."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words. `spoken` is all of it in one sentence; `tip` makes its tooltip, when somebody points at it;
    `copied` goes to the clipboard as the value; `path` is the JSONPath of what it shows, "" for none; `bar` is the part
    of the picture, for a waterfall."""

    label: str
    figure: str
    spoken: str
    value: str = ""
    tip: Callable[[], str] = field(default=str, compare=False)
    explained: str = ""
    copied: str = ""
    path: str = ""
    value_tone: Tone = Tone.PLAIN
    figure_tone: Tone = Tone.MUTED
    bar: WaterfallRow | None = None


class LineModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None, *, editable: bool = False) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._editable = editable

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Replace them; where only words changed the current row stays."""
        if len(lines) == len(self.lines):
            self.lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def set_line(self, row: int, line: Line) -> None:
        self.lines = (*self.lines[:row], line, *self.lines[row + 1 :])
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return line.explained
            case Qt.ItemDataRole.WhatsThisRole:
                return tooltip(line.label, line.explained)
            case Qt.ItemDataRole.ToolTipRole:
                return line.tip()
            case Qt.ItemDataRole.EditRole:
                return line.copied
            case _ if role == LINE_ROLE:
                return line
            case _:
                return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _EDITABLE if self._editable else _FLAGS


class LineDelegate(QStyledItemDelegate):
    """Measures the rows and paints their words; a subclass knows where they stand."""

    PADDING = 6
    """Pixels above and below a row's text, together."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.view = view

    def measure(self, lines: Sequence[Line]) -> None:
        """Learn the columns' widths for these lines."""
        raise NotImplementedError

    def rows_of_text(self, line: Line, width: int) -> int:
        """Number of text lines that a row takes at this width, in pixels."""
        raise NotImplementedError

    def paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        """Paint the words in the view's font."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, self.heights([index.data(LINE_ROLE)])[0])

    def heights(self, lines: Sequence[Line]) -> list[int]:
        """Of rows, in pixels."""
        width, height = self.view.viewport().width(), self.view.fontMetrics().height()
        return [height * self.rows_of_text(line, width) + self.PADDING for line in lines]


class LineList(QListView):
    """As high as its rows, so that the page scrolls and not the list.

    Signals: line_activated(str): the JSONPath of a row that was clicked or entered.
    """

    line_activated = Signal(str)

    def __init__(self, delegate: type[LineDelegate], parent: QWidget | None = None, *, editable: bool = False) -> None:
        """`editable` rows open their value, read-only, for selecting a part of it."""
        super().__init__(parent)
        self._laid_out: list[int] = []  # the rows' heights, in pixels
        self._lines = LineModel(self, editable=editable)
        self._delegate = delegate(self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.tabular(self.font()))
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed if editable else triggers.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._activate)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines.lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        self._delegate.measure(lines)
        self._lines.set_lines(lines)
        self._fit()
        # Qt would lay the rows out in a moment, where they need it, and paint all of them a second time.
        self.executeDelayedItemsLayout()

    def set_line(self, row: int, line: Line) -> None:
        """Replace one row's words."""
        self._lines.set_line(row, line)

    def doItemsLayout(self) -> None:
        self._laid_out = self._delegate.heights(self.lines)
        super().doItemsLayout()

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        """Rows that keep their heights keep their places: QListView's own would ask for each of them anew."""
        if self._delegate.heights(self.lines) != self._laid_out:
            super().dataChanged(first, last, roles)
        elif first == last or self.state() == self.State.EditingState or is_listened_to():
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            self.viewport().update()

    def copy(self) -> None:
        """Copy the selected rows: one as its value, several as "label, value, figure" in columns."""
        chosen = sorted(index.row() for index in self.selectedIndexes())
        lines = [self.lines[row] for row in chosen]
        if len(lines) == 1:
            QGuiApplication.clipboard().setText(lines[0].copied)
        elif lines:
            rows = ("\t".join(part for part in (line.label, line.copied, line.figure) if part) for line in lines)
            QGuiApplication.clipboard().setText("\n".join(rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """All rows. Left to Qt, asking style, model and delegate about each takes longer than painting it."""
        viewport = self.viewport()
        painter = QPainter(viewport)
        focused, current = self.hasFocus(), self.currentIndex().row()
        chosen = {index.row() for index in self.selectedIndexes()} if focused else set[int]()
        hovered = self.indexAt(viewport.mapFromGlobal(QCursor.pos())).row() if viewport.underMouse() else -1
        top = -self.verticalOffset()
        for row, (line, height) in enumerate(zip(self.lines, self._delegate.heights(self.lines), strict=True)):
            rect = QRect(0, top, viewport.width(), height)
            top += height
            if row in chosen:
                painter.fillRect(rect.adjusted(-2, 0, 2, 0), theme.colour("selection"))
            elif row == hovered:
                painter.fillRect(rect, theme.colour("hover"))
            painter.save()
            painter.setFont(self.font())
            self._delegate.paint_line(painter, rect, line)
            painter.restore()
            if focused and row == current:
                painter.setPen(theme.colour("focus"))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.lines and not self.selectedIndexes() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.currentIndex() if self.currentIndex().isValid() else self._lines.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.selectedIndexes():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copying = menu.addAction(self.tr("Copy"))
        copying.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copying.triggered.connect(self.copy)
        path = self.currentIndex().isValid() and self.lines[self.currentIndex().row()].path
        if path:
            showing = menu.addAction(self.tr("Show in the JSON"))
            showing.triggered.connect(lambda: self.line_activated.emit(path))
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.measure(self.lines)
            self._fit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height())

    def _height(self) -> int:
        return sum(self._delegate.heights(self.lines))

    def _fit(self) -> None:
        height = self._height()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid() and self.lines[index.row()].path:
            self.line_activated.emit(self.lines[index.row()].path)
