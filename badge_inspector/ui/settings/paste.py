"""The field to paste an address or a command into, and the result in words. Secrets are never in them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from badge_inspector.domain.pasted import Pasted, PasteNote, PasteProblem, understand
from badge_inspector.domain.secret import MASK


def understood_words(pasted: Pasted) -> str:
    """Result of a paste in words: the webhook or portal, and the changes made."""
    address = pasted.address
    if address is None:
        return ""
    if pasted.secret is not None:
        what = QCoreApplication.translate("Pasted", "Webhook of user {user} on {host}.").format(
            user=pasted.user, host=address.display
        )
        hidden = QCoreApplication.translate("Pasted", "The secret is hidden.")
    elif pasted.token is not None:
        what = QCoreApplication.translate("Pasted", "Access token for {host}.").format(host=address.display)
        hidden = QCoreApplication.translate("Pasted", "The token is hidden.")
    else:
        what = QCoreApplication.translate("Pasted", "Portal {host}.").format(host=address.display)
        hidden = QCoreApplication.translate("Pasted", "There is no secret in it: enter one below.")
    return " ".join([what, *map(_note_words, pasted.notes), hidden])


def problem_words(problem: PasteProblem) -> str:
    """Problem of a paste in words, with the form that would be right."""
    return {
        PasteProblem.EMPTY: QCoreApplication.translate("Pasted", "Paste a webhook address, or the portal’s address."),
        PasteProblem.BARE_TOKEN: QCoreApplication.translate(
            "Pasted", "This is a token without its portal. Enter the portal’s address first, then paste it again."
        ),
        PasteProblem.NOT_AN_ADDRESS: QCoreApplication.translate(
            "Pasted", "That is not an address. A portal’s address looks like https://acme.bitrix24.com."
        ),
        PasteProblem.HTTP: QCoreApplication.translate(
            "Pasted", "http:// would send the secret unencrypted; portals answer on https://."
        ),
        PasteProblem.PASSWORD: QCoreApplication.translate(
            "Pasted", "The address holds a user name and password before an @. Leave them out."
        ),
        PasteProblem.TRAVERSAL: QCoreApplication.translate(
            "Pasted", "The path in this address is not allowed (.. or an encoded /)."
        ),
        PasteProblem.PLACEHOLDER: QCoreApplication.translate(
            "Pasted", "This is an example, not a real address: parts of it stand for yours."
        ),
        PasteProblem.NO_USER: QCoreApplication.translate("Pasted", "The user number is missing: …/rest/1/secret/."),
        PasteProblem.NOT_A_USER: QCoreApplication.translate(
            "Pasted", "A webhook’s user is a number, such as 1, or a login name."
        ),
        PasteProblem.NOT_A_PROXY: QCoreApplication.translate(
            "Pasted", "A proxy’s address looks like http://proxy.example:3128."
        ),
        PasteProblem.NO_PORT: QCoreApplication.translate("Pasted", "The port is missing: http://proxy.example:3128."),
        PasteProblem.NO_SECRET: QCoreApplication.translate("Pasted", "The secret is missing: …/rest/1/secret/."),
        PasteProblem.SWAPPED: QCoreApplication.translate(
            "Pasted", "User number and secret are swapped: the number comes first."
        ),
        PasteProblem.NOT_A_WEBHOOK: QCoreApplication.translate(
            "Pasted", "This is not the address of an incoming webhook, which ends in /rest/1/secret/."
        ),
        PasteProblem.LOGIN_SERVICE: QCoreApplication.translate(
            "Pasted", "bitrix24.net is the sign-in service, not a portal."
        ),
    }[problem]


def _note_words(note: PasteNote) -> str:
    return {
        PasteNote.CURL: QCoreApplication.translate("Pasted", "Taken from a cURL command."),
        PasteNote.FOUND_IN_TEXT: QCoreApplication.translate("Pasted", "Taken out of the text around it."),
        PasteNote.WRAPPING: QCoreApplication.translate("Pasted", "Quotes and spaces around it were removed."),
        PasteNote.HTTPS_ASSUMED: QCoreApplication.translate("Pasted", "https:// was added."),
        PasteNote.HTTP_UPGRADED: QCoreApplication.translate("Pasted", "http:// became https://."),
        PasteNote.METHOD_DROPPED: QCoreApplication.translate("Pasted", "The method name was removed."),
        PasteNote.QUERY_DROPPED: QCoreApplication.translate("Pasted", "Everything after the address was removed."),
        PasteNote.SLASHES: QCoreApplication.translate("Pasted", "Slashes were corrected."),
        PasteNote.REST_API: QCoreApplication.translate("Pasted", "/rest/api/ became /rest/."),
        PasteNote.PAGE: QCoreApplication.translate(
            "Pasted", "This is a page of the portal; webhooks are made under Developer resources."
        ),
        PasteNote.INTERNATIONAL: QCoreApplication.translate(
            "Pasted", "The name was converted to its international form."
        ),
        PasteNote.SELF_HOSTED: QCoreApplication.translate("Pasted", "A self-hosted portal."),
        PasteNote.UNUSUAL_SECRET: QCoreApplication.translate("Pasted", "The secret has an unusual form; check it."),
    }[note]


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
