"""The field to paste an address or a command into; secrets in it are hidden at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from badge_inspector.domain.pasted import PasteProblem, understand
from badge_inspector.domain.secret import MASK
from badge_inspector.ui.settings.paste_words import problem_words


class PasteField(QLineEdit):
    """Reads a paste at once, and typed text when the field is left: half an address may be another portal's, and half a
    secret is useless.

    Signals:

    understood(Pasted): it has an address, or is a token alone. said(text, role): the problem with it, or the next step;
    "" for none.
    """

    understood = Signal(object)
    said = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_typing = self._is_unfinished = False
        self.textChanged.connect(self._changed)
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str) -> None:
        """Show a text without understanding it."""
        self.blockSignals(True)
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self.setText(text)
        self.setCursorPosition(0)
        self.blockSignals(False)
        self._is_unfinished = False

    def hide_text(self) -> None:
        """Hide the whole text, which may hold a secret; it stays to be corrected."""
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_typing = not event.matches(QKeySequence.StandardKey.Paste)
        super().keyPressEvent(event)
        self._is_typing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_typing = True
        super().inputMethodEvent(event)
        self._is_typing = False

    def _changed(self, text: str) -> None:
        self._is_unfinished = self._is_typing
        if not text:
            self.setEchoMode(QLineEdit.EchoMode.Normal)
        if self._is_typing and text:
            self.said.emit(self.tr("Press Enter when it is complete."), "muted")
        elif not text:
            self.said.emit("", "muted")
        else:
            self._read(text)

    def _finish(self) -> None:
        if self._is_unfinished:
            self._is_unfinished = False
            self._read(self.text())

    def _read(self, text: str) -> None:
        if not text or MASK in text:
            self.said.emit("", "muted")
            return
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        pasted = understand(text)
        if pasted.problem is PasteProblem.BARE_TOKEN or (pasted.problem is None and pasted.address is not None):
            self.understood.emit(pasted)
            return
        if pasted.masked != text.strip():
            self.hide_text()
        self.said.emit(problem_words(pasted.problem or PasteProblem.NOT_AN_ADDRESS), "bad")
