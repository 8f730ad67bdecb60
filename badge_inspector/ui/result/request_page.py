"""The request as sent, secrets masked, and the same request as commands and code of other tools."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.secret import MASK
from badge_inspector.services.snippets import SnippetKind, snippet
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.event_filters import OnEscape, SettledClicks
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.labels import PlainLabel, role_label
from badge_inspector.ui.widgets.menu_buttons import MenuButton

_LONGEST = 4000
_WITH_SECRET = (SnippetKind.CURL_SH, SnippetKind.CURL_CMD)


class CopiedLast(QObject):
    """The form of the request that was copied last, which every page offers first.

    Signals: changed(SnippetKind): another one was copied.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.kind = SnippetKind.CURL_SH

    def set_kind(self, kind: SnippetKind) -> None:
        """Note that this form was copied."""
        is_new, self.kind = kind is not self.kind, kind
        if is_new:
            self.changed.emit(kind)


COPIED_LAST = CopiedLast()


class CopiedFormController(Controller):
    """Reads the form from the preferences, and stores the next one there."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        kept = context.portals.preferences.last_snippet
        COPIED_LAST.kind = SnippetKind(kept) if kept in SnippetKind._value2member_map_ else SnippetKind.CURL_SH
        COPIED_LAST.changed.connect(self._save)

    def _save(self, kind: SnippetKind) -> None:
        self._portals.remember(self._portals.preferences._replace(last_snippet=kind.value))


class RequestPage(Retranslated, QWidget):
    """Attributes: choices: by kind, in `menu`, the last one first; `others` opens it, and `again` copies its first.
    with_secret: asks whether a command is to be copied with its secret; confirm: the question, with `confirm_buttons`
    by kind (`confirm_clicks`: whether a click on them counts) and `keep` for no.

    Signals: copied(str): a snippet went to the clipboard; its name. secret_copy_requested(SnippetKind, SentRequest):
    the person was asked, and wants a command with its secret.
    """

    copied = Signal(str)
    secret_copy_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: SentRequest | None = None
        self._sent = PlainLabel(self)
        theme.set_type(self._sent, theme.Type.MONO)
        self._heading = role_label(self, "heading")
        self._note = PlainLabel(self, "muted")
        self._choices = QWidget(self)
        self.again = QPushButton(self._choices)
        self.others = MenuButton(self._choices)
        self.menu = self.others.choices
        self.choices = {kind: QAction(self.menu) for kind in SnippetKind}
        for kind, action in self.choices.items():
            action.triggered.connect(partial(self._copy, kind))
            self.menu.addAction(action)
        self.again.clicked.connect(self._copy_again)
        flow = FlowLayout(self._choices)
        flow.addWidget(self.again)
        flow.addWidget(self.others)
        self.with_secret = QPushButton(self._choices)
        flow.addWidget(self.with_secret)
        self.confirm = QFrame(self)
        self.confirm.setProperty("card", "true")
        self._question = PlainLabel(self.confirm)
        self.confirm_buttons = {kind: QPushButton(self.confirm) for kind in _WITH_SECRET}
        self.keep = QPushButton(self.confirm)
        answers = FlowLayout()
        for button in (*self.confirm_buttons.values(), self.keep):
            answers.addWidget(button)
        ask = vbox(self.confirm, margins=(10, 8, 10, 8), spacing=8)
        ask.addWidget(self._question)
        ask.addLayout(answers)
        self.confirm.hide()
        self.confirm_clicks = SettledClicks(*self.confirm_buttons.values())
        self.with_secret.clicked.connect(self._ask)
        self.keep.clicked.connect(self._asked)
        for kind, button in self.confirm_buttons.items():
            button.clicked.connect(partial(self._copy_with_secret, kind))
        OnEscape(self.confirm, self._asked)
        column = vbox(self, margins=(14, 12, 14, 12), spacing=8)
        column.addWidget(self._sent)
        column.addSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._choices)
        column.addWidget(self.confirm)
        column.addWidget(self._note)
        column.addStretch(1)
        self._retranslate()

    def show_lookup(self, lookup: Lookup) -> None:
        self._request = lookup.exchange.request
        self._sent.show_text(self.copied_text(), keep_lines=True, most=_LONGEST)
        self.with_secret.setEnabled(MASK in self._request.url or MASK in self._request.body)
        self._show_question(False)
        self._word_question()
        self._offer_first(COPIED_LAST.kind)

    def copied_text(self) -> str:
        """The request as text, as it went over the wire, secrets masked."""
        if self._request is None:
            return ""
        head = [f"{self._request.method} {self._request.url}"]
        head += [f"{name}: {value}" for name, value in self._request.headers]
        return "\n".join([*head, "", self._request.body])

    def _copy(self, kind: SnippetKind) -> None:
        if self._request is not None:
            QGuiApplication.clipboard().setText(snippet(kind, self._request))
            COPIED_LAST.set_kind(kind)
            self._offer_first(kind)
            self.copied.emit(self.choices[kind].text())

    def _copy_again(self) -> None:
        self._copy(COPIED_LAST.kind)

    def _offer_first(self, kind: SnippetKind) -> None:
        """Offer what was copied last as what is copied next."""
        action = self.choices[kind]
        if self.menu.actions()[0] is not action:
            self.menu.insertAction(self.menu.actions()[0], action)
        self.again.setText(action.text())

    def _show_question(self, shown: bool) -> None:
        """Show the question in place of the buttons, so that it is in view."""
        if shown:
            self.confirm_clicks.changed()
        self.confirm.setVisible(shown)
        self._choices.setVisible(not shown)
        self._note.setVisible(not shown)

    def _ask(self) -> None:
        self._show_question(True)
        self.keep.setFocus()

    def _asked(self) -> None:
        self._show_question(False)
        self.with_secret.setFocus()

    def _copy_with_secret(self, kind: SnippetKind) -> None:
        self._asked()
        if self._request is not None:
            self.secret_copy_requested.emit(kind, self._request)

    def _word_question(self) -> None:
        host = urlsplit(self._request.url).netloc if self._request is not None else ""
        self._question.show_text(
            self.tr("The command will hold the secret of {host}. It leaves the clipboard after 60 seconds.").format(
                host=host
            )
        )

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Copy as"))
        self._note.show_text(self.tr("A placeholder stands where a secret belongs."))
        self.choices[SnippetKind.CURL_SH].setText(self.tr("cURL"))
        self.choices[SnippetKind.CURL_CMD].setText(self.tr("cURL for Windows cmd"))
        self.choices[SnippetKind.POWERSHELL].setText(self.tr("PowerShell"))
        self.choices[SnippetKind.PYTHON].setText(self.tr("Python (httpx)"))
        self.choices[SnippetKind.HTTPIE].setText("HTTPie")
        self.choices[SnippetKind.PYTHON_SDK].setText("Python (b24pysdk)")
        self.choices[SnippetKind.JAVASCRIPT].setText("JavaScript (BX24)")
        self.choices[SnippetKind.TYPESCRIPT].setText("TypeScript (b24jssdk)")
        self.choices[SnippetKind.PHP].setText(self.tr("PHP (CRest)"))
        self.choices[SnippetKind.PHP_SDK].setText("PHP (b24phpsdk)")
        self.choices[SnippetKind.GO].setText("Go (b24gosdk)")
        self._offer_first(COPIED_LAST.kind)
        self.others.setText(self.tr("Other languages"))
        self.with_secret.setText(self.tr("cURL with the secret…"))
        self.confirm_buttons[SnippetKind.CURL_SH].setText(self.tr("Copy with secret"))
        self.confirm_buttons[SnippetKind.CURL_CMD].setText(self.tr("Copy for Windows cmd"))
        self.keep.setText(self.tr("Cancel"))
        self._word_question()
