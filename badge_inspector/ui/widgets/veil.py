"""A veil that dims a widget whose content does not answer the present question; it stays readable and clickable."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from badge_inspector.ui.look import theme

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
