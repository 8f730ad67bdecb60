"""The field of a secret."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from badge_inspector.domain.pasted import token_problem
from badge_inspector.domain.secret import Secret
from badge_inspector.ui.kit.boxes import hbox
from badge_inspector.ui.kit.retranslated import Retranslated


class SecretFault(Enum):
    """Reasons why a text cannot be a secret."""

    EMPTY = auto()
    SPACES = auto()


class SecretField(Retranslated, QWidget):
    """A secret: hidden, and shown only while its button is down.

    Signals: entered(Secret): the person typed one. refused(SecretFault): what was typed cannot be one, and stays in the
    field. address_pasted(text): it was a webhook's whole address. reveal_requested(): answer with `reveal()`.
    """

    entered = Signal(object)
    refused = Signal(object)
    address_pasted = Signal(str)
    reveal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = False
        self.edit = QLineEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button = QPushButton(self)
        self.show_button.setCheckable(True)
        line = hbox(self, margins=0, spacing=8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._finish)
        self.show_button.toggled.connect(self._toggle)
        self._retranslate()

    @property
    def is_edited(self) -> bool:
        """Tell whether something was typed that is not kept yet."""
        return self.edit.isModified() and bool(self.edit.text())

    def show_kept(self, kept: bool) -> None:
        """Show whether there is a secret; its text stays where it is kept, and what is being typed stays in the
        field."""
        self._kept = kept
        if not self.is_edited:
            self.show_button.setChecked(False)
            self.edit.clear()
            self.edit.setModified(False)
        self.edit.setPlaceholderText("•" * 16 if kept else "")
        self.show_button.setEnabled(kept)

    def empty(self) -> None:
        """Drop what was typed: another portal is shown."""
        self.edit.clear()
        self.edit.setModified(False)

    def reveal(self, secret: Secret) -> None:
        """The answer to `reveal_requested`. The one place outside client and keyring that unwraps a secret."""
        if self.show_button.isChecked():
            self.edit.setText(secret.reveal())
            self.edit.setModified(False)
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _finish(self) -> None:
        text = self.edit.text().strip()
        if not self.edit.isModified():
            return
        if not text:
            if not self._kept:
                self.refused.emit(SecretFault.EMPTY)
        elif token_problem(text):
            self.refused.emit(SecretFault.SPACES)
        elif "://" in text:
            self.edit.clear()
            self.address_pasted.emit(text)
        else:
            self.edit.setModified(False)
            self.entered.emit(Secret(text))

    def _toggle(self, down: bool) -> None:
        if down and self._kept and not self.edit.text():
            self.reveal_requested.emit()
        elif down:
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        else:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            if self._kept and not self.edit.isModified():
                self.edit.clear()
        self._retranslate()

    def _retranslate(self) -> None:
        self.show_button.setText(self.tr("Hide") if self.show_button.isChecked() else self.tr("Show"))
