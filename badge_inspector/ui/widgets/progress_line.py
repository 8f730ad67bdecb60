"""A thin line that moves while something runs; on a system set to less motion it stands still, all of it lit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from badge_inspector.ui.look import motion, theme

_STEP_MS = 33
_LAP_MS = 1400


class ProgressLine(QWidget):
    """Takes its 3 pixels always, so that nothing moves when it starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._position = 0.0
        self._running = False
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._advance)

    @property
    def running(self) -> bool:
        return self._running

    def set_running(self, running: bool) -> None:
        if running == self.running:
            return
        self._position = 0.0
        self._running = running
        if running and not motion.is_reduced():
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def _advance(self) -> None:
        self._position = (self._position + _STEP_MS / _LAP_MS) % 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.running:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("track"))
        if not self._timer.isActive():
            painter.fillRect(self.rect(), theme.colour("accent"))
            return
        width = self.width() * 0.3
        left = self._position * (self.width() + width) - width
        painter.fillRect(QRectF(left, 0, width, self.height()), theme.colour("accent"))
