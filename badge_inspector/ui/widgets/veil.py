"""A veil that dims a widget whose content does not answer the present question; it stays readable and clickable."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from badge_inspector.ui.look import theme

_SHARE = 0.62
"""Opacity of the veil over its parent."""


class Veil(QWidget):
    """Lies over the whole of its parent, above all that is in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        parent.installEventFilter(self)

    def cover(self, dims: bool) -> None:
        if dims:
            self._fit()
            self.raise_()
        self.setVisible(dims)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._parent:
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(theme.colour("window"))
        ground.setAlphaF(_SHARE)
        QPainter(self).fillRect(self.rect(), ground)

    def _fit(self) -> None:
        self.setGeometry(self._parent.rect())
