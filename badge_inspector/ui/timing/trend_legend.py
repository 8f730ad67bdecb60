"""Legend of the trend's bars, in the colours of the plot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from badge_inspector.ui.look import theme

_SIGN, _GAP, _APART = 9, 5, 14
DARKER = (100, 135, 185)
"""The bars' colours, by how much darker than the accent in per cent: in all, on the portal, processing."""


class TrendLegend(QWidget):
    """Signs with their words, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def retranslate(self) -> None:
        translate = QCoreApplication.translate
        self._words = (
            translate("TrendLegend", "total"),
            translate("TrendLegend", "on the portal"),
            translate("TrendLegend", "processing"),
            translate("TrendLegend", "median"),
            translate("TrendLegend", "failed"),
        )
        self.setAccessibleName(", ".join(self._words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._places(width)[-1].bottom())

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, (word, place) in enumerate(zip(self._words, self._places(self.width()), strict=True)):
            self._paint_sign(painter, at, QPointF(place.left(), place.center().y()))
            painter.setPen(theme.colour("muted"))
            text = place.adjusted(_SIGN + _GAP, 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_sign(self, painter: QPainter, at: int, left: QPointF) -> None:
        middle = left + QPointF(_SIGN / 2, 0)
        if at < len(DARKER):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(bar_colour(at))
            painter.drawRoundedRect(QRectF(left.x(), left.y() - _SIGN / 2, _SIGN, _SIGN), 1.5, 1.5)
        elif at == len(DARKER):
            painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(left, left + QPointF(_SIGN, 0))
        else:
            painter.setPen(QPen(theme.colour("bad"), 2))
            painter.drawLine(middle - QPointF(3.5, 3.5), middle + QPointF(3.5, 3.5))
            painter.drawLine(middle - QPointF(3.5, -3.5), middle + QPointF(3.5, -3.5))

    def _places(self, width: int) -> list[QRectF]:
        """Rectangles of each sign with its word."""
        metrics, x, y = self.fontMetrics(), 0, 0
        places: list[QRectF] = []
        for word in self._words:
            wide = _SIGN + _GAP + metrics.horizontalAdvance(word)
            if x and x + wide > width:
                x, y = 0, y + metrics.height() + 2
            places.append(QRectF(x, y, wide + 1, metrics.height()))
            x += wide + _APART
        return places


def bar_colour(part: int) -> QColor:
    """In all, on the portal, processing."""
    return theme.colour("accent").darker(DARKER[part])
