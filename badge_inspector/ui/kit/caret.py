"""A caret that stops blinking when nobody types: each blink is a paint, and an idle window should not wake the
processor.
"""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

BLINKS_MS = 10_000
"""The time after which GTK's fields stop blinking."""


class RestingCaret(QObject):
    """One for the program. Attributes: rest (the timer that ends the blinking)."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._flash_ms = self._hints.cursorFlashTime()
        self._links: list[QMetaObject.Connection] = []
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(BLINKS_MS)
        self.rest.timeout.connect(lambda: self._hints.setCursorFlashTime(0))
        app.focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        # By their handles: told by slot, a connection that is gone already (a field that was deleted) is an error.
        for link in self._links:
            self.disconnect(link)
        self._links.clear()
        if isinstance(entered, QLineEdit | QPlainTextEdit):
            self._links.append(entered.cursorPositionChanged.connect(self._blink))
        self._blink()

    def _blink(self) -> None:
        self._hints.setCursorFlashTime(self._flash_ms)
        self.rest.start()
