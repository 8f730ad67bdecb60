"""A caret that stops blinking once nobody types: each blink is a paint, and an untouched window is to rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

BLINKS_MS = 10_000
"""As long as in GTK's fields."""


class RestingCaret(QObject):
    """One for the program. Attributes: rest (the timer that ends the blinking)."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._flash_ms = self._hints.cursorFlashTime()
        self._field: QLineEdit | QPlainTextEdit | None = None
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(BLINKS_MS)
        self.rest.timeout.connect(lambda: self._hints.setCursorFlashTime(0))
        app.focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if self._field is not None:
            self._field.cursorPositionChanged.disconnect(self._blink)
            self._field.destroyed.disconnect(self._forget)
            self._field = None
        if isinstance(entered, QLineEdit | QPlainTextEdit):
            self._field = entered
            entered.cursorPositionChanged.connect(self._blink)
            entered.destroyed.connect(self._forget)
        self._blink()

    def _forget(self) -> None:
        self._field = None

    def _blink(self) -> None:
        self._hints.setCursorFlashTime(self._flash_ms)
        self.rest.start()
