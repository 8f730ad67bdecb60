"""Copying of a command with its secret: after a question to the person, and cleared from the clipboard after a
minute.
"""

from __future__ import annotations

import hashlib
import shutil

from PySide6.QtCore import QMimeData, QProcess, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile, Webhook
from badge_inspector.domain.secret import MASK
from badge_inspector.services.snippets import SnippetKind, snippet
from badge_inspector.ui.result.answer_panel import AnswerPanel
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.portals import portal_name

COPY = "copy with secret"
CLEAR_AFTER_MS = 60_000

_CONCEALED = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}
"""Formats that tell clipboard managers (KDE's, macOS's, Windows') to keep no copy."""


class SecretCopyController(Controller):
    """Attributes: timer (runs while a secret is on the clipboard)."""

    def __init__(self, context: Context, answer: AnswerPanel) -> None:
        super().__init__(context)
        self._digest = b""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(CLEAR_AFTER_MS)
        self.timer.timeout.connect(self.clear)
        answer.secret_copy_requested.connect(self._copy_shown)

    def clear(self) -> None:
        """Take the secret off the clipboard, unless something else is there by now."""
        self.timer.stop()
        digest, self._digest = self._digest, b""
        clipboard = QGuiApplication.clipboard()
        if digest and _digest(clipboard.text()) == digest:
            _empty(clipboard)
            self._shell.tell(self.tr("The command with its secret was taken off the clipboard."))

    def _copy_shown(self, kind: SnippetKind, request: SentRequest) -> None:
        self.copy(kind, request, self._lookups.shown)

    def copy(self, kind: SnippetKind, request: SentRequest, lookup: Lookup | None) -> None:
        """Copy the request of a lookup with the secret of its portal."""
        profile = self._portals.profile(lookup.profile_id) if lookup is not None else None
        # The secret belongs to the host the profile has now, which may not be the one that was asked.
        if lookup is None or profile is None or profile.address.authority != lookup.portal:
            self._missing()
        else:
            self._tasks.start(COPY, self._copy(kind, request, profile))

    def _missing(self) -> None:
        self._shell.tell(self.tr("Nothing was copied: the secret of that portal is not here."))

    async def _copy(self, kind: SnippetKind, request: SentRequest, profile: PortalProfile) -> None:
        credentials = await (await self._backend.opened()).portal_secrets.credentials(profile)
        # A webhook's secret is in the address, a token in the body: the portal may be asked another way by now.
        if credentials is None or isinstance(credentials, Webhook) != (MASK in request.url):
            self._missing()
            return
        secret = credentials.secret if isinstance(credentials, Webhook) else credentials.access_token
        data = QMimeData()
        text = snippet(kind, request, secret)
        data.setText(text)
        for name, value in _CONCEALED.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._digest = _digest(text)
        self.timer.start()
        words = self.tr("Copied with the secret of {portal}; it leaves the clipboard after a minute.")
        self._shell.tell(words.format(portal=portal_name(profile)))


def _empty(clipboard: QClipboard) -> None:
    """Wayland's compositors take an empty clipboard only from the window in front, which this one need not be after a
    minute; wl-copy, where it is installed, may do it any time."""
    clipboard.clear()
    if QGuiApplication.platformName().startswith("wayland") and (tool := shutil.which("wl-copy")) is not None:
        QProcess.startDetached(tool, ["--clear"])


def _digest(text: str) -> bytes:
    """A digest, by which the copied text is recognised without keeping it. Clipboards may change its line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).digest()
