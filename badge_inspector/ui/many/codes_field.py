"""The field that codes are pasted into. Large texts and files bypass it: laying out a megabyte of text would block the
window for a fifth of a second."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

LARGE = 32 * 1024
"""Characters above which a pasted text is not shown but only read."""
_READ_AFTER_MS = 150


class CodesField(QPlainTextEdit):
    """Signals: text_given(str): typed or pasted, some time after the last key. file_given(Path): dropped or pasted."""

    text_given = Signal(str)
    file_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_AFTER_MS)
        self._later.timeout.connect(self._submit)
        self.textChanged.connect(self._later.start)

    def submit_now(self) -> None:
        """Do not wait for more keys."""
        if self._later.isActive():
            self._later.stop()
            self._submit()

    def empty(self) -> None:
        """Take the text out without giving it."""
        self.clear()
        self._later.stop()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.file_given.emit(Path(files[0]))
            return
        text = source.text()
        if len(text) <= LARGE:
            super().insertFromMimeData(source)
            return
        self.empty()
        self.text_given.emit(text)

    def _submit(self) -> None:
        self.text_given.emit(self.toPlainText())
