"""Signs that an answer is awaited: a line that moves, and a veil over an earlier answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
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


_SHARE = 0.62
"""Opacity of the veil over its parent."""


_BANDS = 3
"""In which it comes down: all that it covers is painted anew, and all cards at once take longer than a frame."""
_BAND_MS = 16


class Veil(QWidget):
    """Lies over the whole of its parent, above all that is in it. Signals: covered(): it is all down and painted."""

    covered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._bands = _BANDS
        self._coming = QTimer(self, interval=_BAND_MS)
        self._coming.timeout.connect(self._come)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # what is covered already is not painted again
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        parent.installEventFilter(self)

    def cover(self, dims: bool) -> None:
        """Dim, a band a frame from the next one on, or do so no longer, at once."""
        if not dims:
            self._coming.stop()
            self.hide()
        elif self.isHidden() and not self._coming.isActive():
            self._bands = 0
            self._coming.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._parent:
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(theme.colour("window"))
        ground.setAlphaF(_SHARE)
        QPainter(self).fillRect(self.rect(), ground)

    def _come(self) -> None:
        if self._bands == _BANDS:
            self._coming.stop()
            self.covered.emit()
            return
        self._bands += 1
        self._fit()
        if self.isHidden():
            self.raise_()
            self.show()

    def _fit(self) -> None:
        whole = self._parent.rect()
        self.setGeometry(QRect(0, 0, whole.width(), whole.height() * self._bands // _BANDS))
