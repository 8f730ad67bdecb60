"""The operating budget as a bar: how much of the limit is used."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from badge_inspector.ui.look import theme

_STEPS = 1000
_THICKNESS = 8
NEARLY = 0.8
"""The share from which the bar warns by its colour; the figure beside it says it in words."""


class BudgetGauge(QProgressBar):
    """A progress bar to a screen reader, painted our way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self._share = 0.0

    def show_share(self, share: float) -> None:
        """`share` of the limit, 0 to 1 and beyond."""
        self._share = share
        self.setValue(round(min(1.0, share) * _STEPS))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _THICKNESS)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _THICKNESS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - _THICKNESS) / 2, self.width(), _THICKNESS)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(track, 4, 4)
        if self._share > 0:
            filled = QRectF(track)
            filled.setWidth(max(4.0, track.width() * min(1.0, self._share)))
            painter.setBrush(theme.colour("phase_processing" if self._share < NEARLY else "bad"))
            painter.drawRoundedRect(filled, min(4.0, filled.width() / 2), 4)
        painter.end()
