"""Buttons that open a menu, their chevron drawn in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from badge_inspector.ui.widgets.painting import paint_chevron


class ChipMenu(QToolButton):
    """Its menu opens with a click, Space or Down: beside the event loop, not in one of its own as Qt's would."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("chip", "true")
        self.setProperty("opens", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self.clicked.connect(self.open)

    def menu(self) -> QMenu:
        return self._menu

    def open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_chevron(QPainter(self), QRect(self.width() - 20, 0, 14, self.height()), self.isEnabled())


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
