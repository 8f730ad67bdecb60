"""A bar for each of the last lookups: the round trip, of it the portal's duration, of that its processing.

A view over a list of points, so that each bar is an item with its words for the keyboard and a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from badge_inspector.domain.trend import TrendPoint, trend
from badge_inspector.ui.look import theme
from badge_inspector.ui.timing.lines import AnyIndex
from badge_inspector.ui.words.format import format_duration, moment

_HEIGHT = 60
_WIDEST = 21
_MARGIN = 3
"""Pixels above the highest bar."""

DARKER = (100, 135, 185)
"""The bars' colours, by how much darker than the accent in per cent: in all, on the portal, processing."""


def point_text(point: TrendPoint) -> str:
    """All that is known of a lookup, in one sentence."""
    translate = QCoreApplication.translate
    asked = QLocale().toString(moment(point.asked_at), QLocale.FormatType.ShortFormat)
    if not point.ok:
        text = translate("Trend", "{moment}: failed after {time}")
        return text.format(moment=asked, time=format_duration(point.round_trip_s))
    parts = [translate("Trend", "{moment}: {time}").format(moment=asked, time=format_duration(point.round_trip_s))]
    if point.duration_s is not None:
        parts.append(translate("Trend", "duration {time}").format(time=format_duration(point.duration_s)))
    if point.processing_s is not None:
        parts.append(translate("Trend", "processing {time}").format(time=format_duration(point.processing_s)))
    return ", ".join(parts)


class TrendModel(QAbstractListModel):
    """The points, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[TrendPoint, ...] = ()

    def set_points(self, points: Sequence[TrendPoint]) -> None:
        self.beginResetModel()
        self.points = tuple(points)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.points)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole):
            return point_text(self.points[index.row()])
        return None


class TrendPlot(QListView):
    """A list, for Qt's accessibility of lists; the places of its items are computed here.

    Signals: lookup_activated(int): the history's id of a bar that was clicked or entered."""

    lookup_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = TrendModel(self)
        self._current_id: int | None = None
        self._median_s: float | None = None
        self._longest_s = 1.0
        self._hovered = -1
        self.setModel(self._points)
        self.setUniformItemSizes(True)  # Qt lays them out for nothing: it then asks one for its size, not each
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT)
        self.clicked.connect(self._activate)

    @property
    def points(self) -> tuple[TrendPoint, ...]:
        return self._points.points

    def show_points(self, points: Sequence[TrendPoint], current_id: int | None = None) -> None:
        """Oldest first; `current_id` is the history's id of the lookup on the screen."""
        self._current_id = current_id
        self._median_s = trend(points).median_s
        self._longest_s = max((point.round_trip_s for point in points if point.ok), default=0.0) or 1.0
        if tuple(points) != self.points:
            self._points.set_points(points)
        self.viewport().update()

    def visualRect(self, index: AnyIndex) -> QRect:
        left, right = (round(number * self._pitch()) for number in (index.row(), index.row() + 1))
        return QRect(left, 0, max(1, right - left), self.viewport().height())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = int(point.x() / self._pitch())
        return self._points.index(row) if 0 <= row < len(self.points) else QModelIndex()

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """All of it is in sight."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        moves = QAbstractItemView.CursorAction
        row, last = self.currentIndex().row(), len(self.points) - 1
        match action:
            case moves.MoveLeft | moves.MoveUp | moves.MovePrevious:
                row -= 1
            case moves.MoveRight | moves.MoveDown | moves.MoveNext:
                row += 1
            case moves.MoveHome | moves.MovePageUp:
                row = 0
            case moves.MoveEnd | moves.MovePageDown:
                row = last
        return self._points.index(max(0, min(last, row)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.indexAt(rect.center()), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region |= QRegion(self.visualRect(index))
        return region

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.points and event.reason() != Qt.FocusReason.MouseFocusReason and self.currentIndex().row() <= 0:
            self.setCurrentIndex(self._points.index(len(self.points) - 1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, point in enumerate(self.points):
            rect = self.visualRect(self._points.index(row))
            if row == self._hovered:
                painter.fillRect(rect, theme.colour("hover"))
            elif point.history_id == self._current_id:
                painter.fillRect(rect, theme.colour("selection"))
            if point.ok:
                self._paint_bar(painter, rect, point)
            else:
                self._paint_cross(painter, rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if self._median_s is not None:
            painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            y = round(self._y_of(self._median_s))
            painter.drawLine(0, y, self.viewport().width(), y)
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1))
        painter.end()

    def _pitch(self) -> float:
        """From one bar to the next, in pixels: they share the width as long as they do not become fat."""
        return max(1.0, min(_WIDEST, self.viewport().width() / max(1, len(self.points))))

    def _y_of(self, seconds: float) -> float:
        """End of a bar of that length, in pixels from the top."""
        height = self.viewport().height() - _MARGIN
        return _MARGIN + height * (1 - min(1.0, seconds / self._longest_s))

    def _paint_bar(self, painter: QPainter, rect: QRect, point: TrendPoint) -> None:
        width = max(1.0, min(12.0, rect.width() * 0.6))
        left = rect.left() + (rect.width() - width) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for seconds, colour in (
            (point.round_trip_s, bar_colour(0)),
            (min(point.duration_s or 0.0, point.round_trip_s), bar_colour(1)),
            (min(point.processing_s or 0.0, point.round_trip_s), bar_colour(2)),
        ):
            if seconds > 0:
                top = min(self._y_of(seconds), self.viewport().height() - 1.5)
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(left, top, width, self.viewport().height() - top), 1.5, 1.5)

    @staticmethod
    def _paint_cross(painter: QPainter, rect: QRect) -> None:
        size = max(1.5, min(4.5, rect.width() / 2 - 1))
        x, y = rect.left() + rect.width() / 2, rect.bottom() - 5.0
        painter.setPen(QPen(theme.colour("bad"), 2.2))
        painter.drawLine(QPointF(x - size, y - size), QPointF(x + size, y + size))
        painter.drawLine(QPointF(x - size, y + size), QPointF(x + size, y - size))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.lookup_activated.emit(self.points[index.row()].history_id)


def bar_colour(part: int) -> QColor:
    """In all, on the portal, processing."""
    return theme.colour("accent").darker(DARKER[part])
