"""The inside of the failure card: error and next step, suggestions and actions; the rest under Details."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.codehints import hints, plain_form
from badge_inspector.domain.contract import LONGEST_CODE, Difference
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.event_filters import SingleClicks
from badge_inspector.ui.look import theme
from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.widgets.code_button import CodeButton
from badge_inspector.ui.widgets.disclosure import Disclosure
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.labels import ElidedLabel, PlainLabel, role_label
from badge_inspector.ui.words.codes import difference_text, hint_text, quoted_code, too_long_text
from badge_inspector.ui.words.failures import FailureAction, Words, action_text, caption, words
from badge_inspector.ui.words.format import format_countdown

_SUGGESTIONS = 6
"""Codes offered at most: more of them is a list, and the list is a button away."""

_PAGES = frozenset(
    {
        FailureKind.LICENCE_EXPIRED_PAGE,
        FailureKind.SIGN_IN_PAGE,
        FailureKind.PORTAL_BLOCKED_PAGE,
        FailureKind.PROXY_PAGE,
        FailureKind.WRONG_HOST_PAGE,
        FailureKind.SERVER_BUSY_PAGE,
        FailureKind.NOT_JSON,
    }
)
"""Failures whose description is the beginning of a page, not words of the portal's REST."""


class FailureView(QWidget):
    """Attributes: said: the failure's words in the language in force. timed_action: what a scheduled try asks for.

    Signals: action_clicked(FailureAction); retry_at_clicked(); code_picked(str); field_activated(str), a JSONPath.
    """

    action_clicked = Signal(object)
    retry_at_clicked = Signal()
    code_picked = Signal(str)
    field_activated = Signal(str)
    timed_action = FailureAction.RETRY_AT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failure = Failure(FailureKind.UNEXPECTED)
        self._code = self._portal = ""
        self._badges: tuple[Badge, ...] = ()
        self._language = ""
        self._is_timed = False
        self._retry_at: QPushButton | None = None
        self.said: Words = words(self._failure, "", "")
        self._caption = PlainLabel(self, "bad")
        theme.set_type(self._caption, theme.Type.CAPTION)
        self._title = PlainLabel(self, "heading")
        theme.set_type(self._title, theme.Type.TITLE)
        self._advice = PlainLabel(self)
        self._hints = PlainLabel(self, "warning")
        self._suggest = role_label(self, "heading")
        self._codes, self._buttons = FlowLayout(), FlowLayout()
        self._apart = PlainLabel(self, "muted")
        self._details = _Details(self)
        self._contract = ContractLine(self._details)
        self._contract.place_activated.connect(self.field_activated)
        self._details.body.addWidget(self._contract.toggle, 0, Qt.AlignmentFlag.AlignLeading)
        self._details.body.addWidget(self._contract)
        column = vbox(self, margins=0, spacing=8)
        for label in (self._caption, self._title, self._advice, self._hints, self._suggest):
            column.addWidget(label)
        column.addLayout(self._codes)
        column.addWidget(self._apart)
        column.addLayout(self._buttons)
        column.addLayout(self._details.line)
        column.addWidget(self._details)

    def show_failure(
        self, failure: Failure, code: str, portal: str, contract: Sequence[Difference] | None = None
    ) -> None:
        self._contract.show_contract(contract)
        self._failure, self._code, self._portal = failure, code, portal
        self._badges, self._is_timed = (), False
        self.retranslate()

    def show_suggestions(self, badges: Sequence[Badge], language: str) -> None:
        self._badges, self._language = tuple(badges[:_SUGGESTIONS]), language
        self._fill_buttons()

    def offer_retry_at(self, is_timed: bool) -> None:
        """Tell whether the time of the next try is known, so that its button can be there."""
        if is_timed is not self._is_timed:
            self._is_timed = is_timed
            self._fill_buttons()

    def word_retry(self, left_s: float, scheduled: bool) -> None:
        """Word the button of the timed try, `left_s` seconds before its time."""
        if self._retry_at is None:
            return
        if left_s <= 0:
            text = action_text(FailureAction.RETRY)
        elif scheduled:
            text = self.tr("Asking again in {countdown}: cancel")
        else:
            text = self.tr("Try again in {countdown}")
        self._retry_at.setText(text.format(countdown=format_countdown(left_s)))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        failure = self._failure
        self.said = words(failure, self._code, self._portal)
        self._caption.show_text(caption(failure))
        self._title.show_text(self.said.title)
        self._advice.show_text(self.said.advice)
        said = [hint_text(hint) for hint in hints(self._code)]
        if len(self._code) > LONGEST_CODE:
            said.append(too_long_text(self._code))
        self._hints.show_text("\n".join(said), keep_lines=True)
        self._hints.setVisible(self._is_unknown_code and bool(said))
        page = self.tr("What the page says") if failure.kind in _PAGES else self.tr("Portal’s words")
        self._details.show_sections(
            (
                (self.tr("Why"), self.said.sentence, False),
                (self.tr("Where the trouble is"), self.said.side, False),
                (page, failure.description, True),
                (self.tr("Redirect leads to"), failure.location, True),
                (self.tr("Technical reason"), failure.detail, True),
            )
        )
        quoted = self.tr("“{words}”").format(words=failure.description) if failure.description else ""
        self._details.sum_up(self.said.side, quoted)
        self._suggest.setText(self.tr("Did you mean"))
        self._fill_buttons()

    @property
    def _untimed(self) -> FailureAction | None:
        """The try that the timed one takes the place of."""
        return FailureAction.RETRY if FailureAction.RETRY_AT in self.said.actions else None

    @property
    def _is_unknown_code(self) -> bool:
        return self._failure.kind is FailureKind.BADGE_NOT_FOUND

    def _fill_buttons(self) -> None:
        """Make the buttons anew, the first action's the primary one; the keyboard stays with the one it was on."""
        before = self._all_buttons()
        held = next((at for at, button in enumerate(before) if button is self.window().focusWidget()), None)
        label = before[held].text() if held is not None else ""
        self._clear_buttons()
        self._fill_codes()
        for action in self.said.actions:
            if action is (FailureAction.RETRY_AT if not self._is_timed else self._untimed):
                continue  # one of the two: they do the same, now or later
            button = QPushButton(action_text(action), self)
            if not self._buttons.count():
                button.setProperty("primary", "true")
            self._buttons.addWidget(button)
            SingleClicks(button)
            if action is FailureAction.RETRY_AT:
                self._retry_at = button
                button.clicked.connect(self.retry_at_clicked)
            else:
                button.clicked.connect(partial(self.action_clicked.emit, action))
        now = self._all_buttons()
        if held is not None and now:
            next((button for button in now if button.text() == label), now[min(held, len(now) - 1)]).setFocus()

    def _fill_codes(self) -> None:
        """Codes that may have been meant, each with what it differs in."""
        apart: list[str] = []
        for code, badge in self._suggestions():
            suggestion = CodeButton(code, badge, self._language, self)
            suggestion.picked.connect(self.code_picked)
            self._codes.addWidget(suggestion)
            what = difference_text(self._code, code)
            if what:
                apart.append(f"{quoted_code(code)} {what}")
        self._apart.show_text("\n".join(apart), keep_lines=True)
        self._apart.setVisible(bool(apart))
        self._suggest.setVisible(self._codes.count() > 0)

    def _all_buttons(self) -> list[QPushButton]:
        items = (flow.itemAt(at) for flow in (self._codes, self._buttons) for at in range(flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def _suggestions(self) -> list[tuple[str, Badge | None]]:
        """Codes to offer, the badge with them where it is known: what was meant by the letters, then near codes."""
        if not self._is_unknown_code:
            return []
        near: dict[str, Badge | None] = {badge.plain_code: badge for badge in self._badges if badge.plain_code}
        meant = plain_form(self._code)
        codes = {meant: near.get(meant)} | near if meant else near
        return [(code, badge) for code, badge in codes.items() if code != self._code]

    def _clear_buttons(self) -> None:
        self._retry_at = None
        for flow in (self._codes, self._buttons):
            while item := flow.takeAt(0):
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()


class _Details(QWidget):
    """The details, below a line that opens them. Attributes: line, a layout for above it: the button
    and, while it is closed, the gist of it. body: the sections' layout, for more below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.toggle = Disclosure(parent)
        self.toggle.toggled.connect(self._open)
        self._gist = ElidedLabel(parent, "muted")
        self.line = hbox(spacing=0)
        self.line.addWidget(self.toggle)
        self.line.addWidget(self._gist, 1)
        self.line.addStretch(0)
        self._sections: list[_Section] = []
        self._above = vbox(spacing=8)
        column = vbox(self, margins=(20, 0, 0, 0), spacing=8)
        column.addLayout(self._above)
        self.body = vbox(spacing=6)
        column.addLayout(self.body)
        self._open(is_open=False)

    def sum_up(self, *parts: str) -> None:
        """The gist, its parts in one line."""
        self.toggle.show_text(self.tr("Details"))
        self._gist.show_text(" · ".join(("", *filter(None, parts))))

    def show_sections(self, sections: Sequence[tuple[str, str, bool]]) -> None:
        """Heading, text, and whether that is verbatim; an empty text has no section."""
        while len(self._sections) < len(sections):
            section = _Section(self)
            self._sections.append(section)
            self._above.addWidget(section)
        for section, (heading, text, verbatim) in zip(self._sections, sections, strict=False):
            section.show_text(heading, text, verbatim)

    def _open(self, is_open: bool) -> None:
        self._gist.setVisible(not is_open)
        self.setVisible(is_open)


class _Section(QWidget):
    """A small heading with a text below, in the fixed font where it is verbatim; hidden while there is no text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = role_label(self, "heading")
        self._text = PlainLabel(self, "muted")
        column = vbox(self, margins=0, spacing=2)
        column.addWidget(self._heading)
        column.addWidget(self._text)

    def show_text(self, heading: str, text: str, verbatim: bool) -> None:
        self._heading.setText(heading)
        theme.set_type(self._text, theme.Type.MONO if verbatim else None)
        self._text.show_text(text, keep_lines=True)
        self.setVisible(bool(text))
