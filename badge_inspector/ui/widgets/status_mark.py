"""Mark of a lookup's outcome, whose shape says as much as its colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from badge_inspector.domain.history import RowStatus
from badge_inspector.ui.look import motion, theme

_MARK = 9
_STEP_MS = 80
_DOTS = 8


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


class WaitingMark(QWidget):
    """A ring of dots, one of them lit after the other; on a system set to less motion they stand still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_MARK + 4, _MARK + 4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not motion.is_reduced():
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        centre, radius = QRectF(self.rect()).center(), _MARK / 2
        for at in range(_DOTS):
            is_dim = self._timer.isActive() and at not in (self._lit, (self._lit - 1) % _DOTS, (self._lit - 2) % _DOTS)
            painter.setBrush(theme.colour("track" if is_dim else "accent"))
            angle = math.tau * at / _DOTS
            painter.drawEllipse(centre + QPointF(math.cos(angle), math.sin(angle)) * radius, 1.3, 1.3)

    def _advance(self) -> None:
        self._lit = (self._lit + 1) % _DOTS
        self.update()


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


def paint_run(painter: QPainter, centre: QPointF) -> None:
    """A triangle for many lookups in one row, which opens."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("text"))
    half = _MARK / 2
    corners = (QPointF(-half + 1, -half), QPointF(half, 0), QPointF(-half + 1, half))
    painter.drawPolygon([centre + corner for corner in corners])
    painter.restore()
