"""A button that opens a menu, its chevron drawn in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from badge_inspector.ui.widgets.signs import paint_chevron

_END = 24
"""Pixels at the right end, where the chevron is."""


class MenuButton(QPushButton):
    """Attributes: choices: its menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("opens", "true")
        self.choices = QMenu(self)
        self.setMenu(self.choices)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_chevron(QPainter(self), QRect(self.width() - _END, 0, _END - 4, self.height()), self.isEnabled())
