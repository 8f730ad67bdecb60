"""Widgets that are shown in turn, in one place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class OnePlace(QWidget):
    """Keeps the room that the largest of them needs, so that nothing around it moves, or is laid out again, when
    another one is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._widgets: tuple[QWidget, ...] = ()
        self._room = QSize()

    def take(self, widgets: Sequence[QWidget]) -> None:
        """Show these children in turn, the first one for now."""
        self._widgets = tuple(widgets)
        self.show_only(widgets[0])

    def show_only(self, shown: QWidget) -> None:
        for widget in self._widgets:
            if widget is not shown:
                widget.hide()
        shown.show()

    def sizeHint(self) -> QSize:
        room = QSize(0, 0)
        for widget in self._widgets:
            room = room.expandedTo(widget.sizeHint()).expandedTo(widget.minimumSize())
        return room

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._room != self.sizeHint():
            self._room = self.sizeHint()
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for widget in self._widgets:
            widget.setGeometry(self.rect())
