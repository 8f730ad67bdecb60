"""The waterfall: one row a phase, a bar where it lies, its figure at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QWidget

from badge_inspector.domain.waterfall import RowKind, WaterfallRow
from badge_inspector.ui.look import theme
from badge_inspector.ui.timing.lines import TONES, Line, LineDelegate, LineList

_COLOURS = {
    RowKind.QUEUE: "phase_network",
    RowKind.BLOCKED: "phase_network",
    RowKind.DNS: "phase_connect",
    RowKind.TCP: "phase_connect",
    RowKind.CONNECT: "phase_connect",
    RowKind.TLS: "phase_tls",
    RowKind.SEND: "phase_send",
    RowKind.WAIT: "phase_wait",
    RowKind.NETWORK: "phase_network",
    RowKind.PORTAL: "phase_server",
    RowKind.SETUP: "phase_server",
    RowKind.PROCESSING: "phase_processing",
    RowKind.DOWNLOAD: "phase_download",
}
_TICKS = 4
_BAR_HEIGHT = 13
_SHORTEST = 2.0
"""The width in pixels of a bar that would be narrower."""

_CENTRED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = _CENTRED | Qt.AlignmentFlag.AlignLeft, _CENTRED | Qt.AlignmentFlag.AlignRight


class WaterfallDelegate(LineDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.total_s = 1.0
        self._label_width = 0
        self._figure_width = 0

    def measure(self, lines: Sequence[Line]) -> None:
        metrics = self.view.fontMetrics()
        self._label_width = max((metrics.horizontalAdvance(line.label) for line in lines), default=0) + 14
        self._figure_width = max((metrics.horizontalAdvance(line.figure) for line in lines), default=0) + 12

    def rows_of_text(self, line: Line, width: int) -> int:
        return 1

    def axis(self, rect: QRect) -> QRect:
        """Horizontal span of the bars in a row."""
        return rect.adjusted(self._label_width, 0, -self._figure_width, 0)

    def paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        painter.setPen(theme.colour("muted"))
        painter.drawText(rect, _LEFT, line.label)
        painter.setPen(theme.colour(TONES[line.figure_tone]))
        painter.drawText(rect, _RIGHT, line.figure)
        axis = self.axis(rect)
        top = rect.center().y() - _BAR_HEIGHT // 2
        painter.setPen(theme.colour("grid"))
        for tick in range(_TICKS):
            x = axis.left() + axis.width() * tick // _TICKS
            painter.drawLine(x, top, x, top + _BAR_HEIGHT - 1)
        row = line.bar
        if row is None:
            return
        if not row.is_drawn:
            self._paint_remark(painter, axis, line.value)
            return
        left, width = self.bar(axis, row)
        colour = theme.colour(_COLOURS[row.kind])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(left, top, width, _BAR_HEIGHT)
        if row.range_s is not None:
            self._paint_range(painter, bar, row, colour)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 2, 2)
        if row.is_last:
            self._paint_end(painter, bar, axis)

    def bar(self, axis: QRect, row: WaterfallRow) -> tuple[float, float]:
        """Left edge and width of a row's bar, in pixels: inside the axis, and never too narrow to see."""
        scale = axis.width() / self.total_s
        width = min(max(_SHORTEST, row.duration_s * scale), axis.width())
        left = axis.left() + row.start_s * scale
        return min(left, axis.left() + axis.width() - width), width

    @staticmethod
    def _paint_range(painter: QPainter, bar: QRectF, row: WaterfallRow, colour: QColor) -> None:
        """Hatched for what may be, solid for the least that must be."""
        least = row.range_s[0] if row.range_s else 0.0
        painter.setPen(colour)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if least > 0 and row.duration_s > 0:
            solid = QRectF(bar)
            solid.setLeft(bar.right() - bar.width() * min(1.0, least / row.duration_s))
            painter.fillRect(solid, colour)

    @staticmethod
    def _paint_end(painter: QPainter, bar: QRectF, axis: QRect) -> None:
        """A cross where a failed exchange ended."""
        x, y = min(bar.right() + 8, axis.right() - 4.0), bar.center().y()
        painter.setPen(QPen(theme.colour("bad"), 2))
        painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
        painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))

    @staticmethod
    def _paint_remark(painter: QPainter, axis: QRect, text: str) -> None:
        painter.setPen(theme.colour("muted"))
        room = axis.adjusted(6, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)


class WaterfallView(LineList):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WaterfallDelegate, parent)

    def show_lines(self, lines: Sequence[Line], total_s: float) -> None:
        """`total_s` is the length of the time axis."""
        delegate = self.itemDelegate()
        if isinstance(delegate, WaterfallDelegate):
            delegate.total_s = total_s
        self.set_lines(lines)
