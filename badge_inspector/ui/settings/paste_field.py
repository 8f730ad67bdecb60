"""The field to paste anything into: what is secret in it is hidden at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from badge_inspector.domain.pasted import PasteProblem, understand
from badge_inspector.domain.secret import MASK
from badge_inspector.ui.settings.paste_words import problem_words

_ADDRESS_FROM = 12
"""Characters from which on a text that is no address is not taken for one that is being typed."""


class PasteField(QLineEdit):
    """Signals:

    understood(Pasted): there is an address in it, or it is a token alone. said(text, role): why it is of no use; "" for
    nothing against it.
    """

    understood = Signal(object)
    said = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._changed)

    def put(self, text: str) -> None:
        """Show a text without understanding it."""
        self.blockSignals(True)
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self.setText(text)
        self.setCursorPosition(0)
        self.blockSignals(False)

    def hide_text(self) -> None:
        """Nobody else is to read it: all of it stays to be mended."""
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def _changed(self, text: str) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        if not text:
            self.said.emit("", "muted")
        if not text or MASK in text:
            return
        pasted = understand(text)
        if pasted.problem is PasteProblem.BARE_TOKEN or (pasted.problem is None and pasted.address is not None):
            self.understood.emit(pasted)
        elif pasted.problem is PasteProblem.NOT_AN_ADDRESS and len(text) < _ADDRESS_FROM:
            self.said.emit("", "muted")
        else:
            if pasted.masked != text.strip():
                self.hide_text()
            self.said.emit(problem_words(pasted.problem or PasteProblem.NOT_AN_ADDRESS), "bad")
