"""Event filters: Escape for what has the focus, and protection from clicks meant for something else."""

from __future__ import annotations

import time
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


SETTLE_S = 0.5
"""The second click of a double click comes within this, and nobody reads a button's new word faster."""

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease)
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SettledClicks(QObject):
    """Swallows clicks, and the keys that stand for them, on buttons that share a place, for half a second after one of
    them took another's place or meaning."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__(buttons[0])
        self._until = 0.0
        for button in buttons:
            button.installEventFilter(self)

    def changed(self) -> None:
        """Note that the buttons have another meaning from now on."""
        self._until = time.monotonic() + SETTLE_S

    @property
    def is_settled(self) -> bool:
        """True where a click counts."""
        return time.monotonic() >= self._until

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_settled:
            return False
        if event.type() in _PRESSES:
            return True
        return event.type() == QEvent.Type.KeyPress and cast("QKeyEvent", event).key() in _KEYS


class SingleClicks(QObject):
    """Counts a double click on a button as one click: the second must not act on the item that takes the first one's
    place."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.MouseButtonDblClick
