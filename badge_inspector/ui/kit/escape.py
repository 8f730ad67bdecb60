"""Escape closes what has the focus before it does anything else in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class OnEscape(QObject):
    """Takes the key from the window's shortcuts while the focus is in a widget: two shortcuts of one key would leave
    Qt with none."""

    def __init__(self, widget: QWidget, close: Callable[[], object]) -> None:
        super().__init__(widget)
        self._close = close
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if cast("QKeyEvent", event).key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._close()
        return True
