"""The request as sent, secrets masked, and the same request in other tools' words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.snippets import SnippetKind, snippet
from badge_inspector.ui import theme
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.plain_label import PlainLabel

_LONGEST = 4000


class RequestPage(QWidget):
    """Signals: copied(str): a snippet went to the clipboard; its name."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: SentRequest | None = None
        self._sent = PlainLabel(self)
        theme.set_type(self._sent, theme.Type.MONO)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._note = PlainLabel(self, "muted")
        self.buttons = {kind: QPushButton(self) for kind in SnippetKind}
        flow = FlowLayout()
        for kind, button in self.buttons.items():
            button.clicked.connect(partial(self._copy, kind))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._sent)
        column.addSpacing(8)
        column.addWidget(self._heading)
        column.addLayout(flow)
        column.addWidget(self._note)
        column.addStretch(1)
        self._retranslate()

    def show_lookup(self, lookup: Lookup) -> None:
        self._request = lookup.exchange.request
        self._sent.show_text(self.copied_text(), keep_lines=True, most=_LONGEST)

    def copied_text(self) -> str:
        """The request as text, as it went over the wire, secrets masked."""
        if self._request is None:
            return ""
        head = [f"{self._request.method} {self._request.url}"]
        head += [f"{name}: {value}" for name, value in self._request.headers]
        return "\n".join([*head, "", self._request.body])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _copy(self, kind: SnippetKind) -> None:
        if self._request is not None:
            QGuiApplication.clipboard().setText(snippet(kind, self._request))
            self.copied.emit(self.buttons[kind].text())

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Copy as"))
        self._note.show_text(self.tr("Each has a placeholder where the secret belongs."))
        self.buttons[SnippetKind.CURL_SH].setText(self.tr("cURL"))
        self.buttons[SnippetKind.CURL_CMD].setText(self.tr("cURL for Windows cmd"))
        self.buttons[SnippetKind.POWERSHELL].setText(self.tr("PowerShell"))
        self.buttons[SnippetKind.PYTHON].setText(self.tr("Python (httpx)"))
        self.buttons[SnippetKind.PHP].setText(self.tr("PHP (CRest)"))
