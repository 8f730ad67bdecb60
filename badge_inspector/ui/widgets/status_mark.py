"""How a lookup ended, as a mark whose shape says as much as its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from badge_inspector.domain.history import RowStatus
from badge_inspector.ui.look import theme

_MARK = 9


class StatusMark(QWidget):
    """A mark as a widget; what it stands for is said in words beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = RowStatus.FOUND
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: RowStatus) -> None:
        self._status = status
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_MARK + 4, _MARK + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_status(QPainter(self), QRectF(self.rect()).center(), self._status)


def paint_status(painter: QPainter, centre: QPointF, status: RowStatus) -> None:
    """A disc for found, a ring with a bar for refused, a cross for failed: told apart without colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = _MARK / 2
    box = QRectF(centre.x() - half, centre.y() - half, _MARK, _MARK)
    if status is RowStatus.FOUND:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("good"))
        painter.drawEllipse(box)
    elif status is RowStatus.REFUSED:
        painter.setPen(QPen(theme.colour("bad"), 1.8))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.drawLine(QPointF(box.left() + 2.5, centre.y()), QPointF(box.right() - 2.5, centre.y()))
    else:
        painter.setPen(QPen(theme.colour("bad"), 2))
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
    painter.restore()
