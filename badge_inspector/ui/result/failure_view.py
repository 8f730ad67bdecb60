"""The inside of the failure card: words, hints about the code, suggestions and actions, the portal's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.codehints import hints, plain_form
from badge_inspector.domain.contract import LONGEST_CODE, Difference
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.ui.look import theme
from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.widgets.code_button import CodeButton
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.plain_label import PlainLabel
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
        self._sentence = PlainLabel(self, "muted")
        self._advice = PlainLabel(self)
        self._side = PlainLabel(self, "faint")
        self._hints = PlainLabel(self, "warning")
        self._suggest = QLabel(self)
        self._suggest.setProperty("role", "heading")
        self._buttons = FlowLayout()
        self._apart = PlainLabel(self, "muted")
        self._words = _Section(self)
        self._location = _Section(self)
        self._detail = _Section(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self._caption, self._title, self._sentence, self._advice, self._side, self._hints, self._suggest):
            column.addWidget(label)
        column.addLayout(self._buttons)
        column.addWidget(self._apart)
        for section in (self._words, self._location, self._detail):
            column.addWidget(section)
        self._contract = ContractLine(self)
        self._contract.place_activated.connect(self.field_activated)
        column.addWidget(self._contract.toggle, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._contract)

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
        """Whether the time of the next try is known, so that its button can be there."""
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
        self._sentence.show_text(self.said.sentence)
        self._advice.show_text(self.said.advice)
        self._side.show_text(self.said.side)
        said = [hint_text(hint) for hint in hints(self._code)]
        if len(self._code) > LONGEST_CODE:
            said.append(too_long_text(self._code))
        self._hints.show_text("\n".join(said), keep_lines=True)
        self._hints.setVisible(self._is_unknown_code and bool(said))
        is_page = failure.kind in _PAGES
        words_heading = self.tr("What the page says") if is_page else self.tr("Portal’s words")
        self._words.show_text(words_heading, failure.description)
        self._location.show_text(self.tr("Redirect leads to"), failure.location)
        self._detail.show_text(self.tr("Technical reason"), failure.detail)
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
        """Make the buttons anew; the keyboard stays with the one it was on."""
        before = self._all_buttons()
        held = next((at for at, button in enumerate(before) if button is self.window().focusWidget()), None)
        label = before[held].text() if held is not None else ""
        self._clear_buttons()
        apart: list[str] = []
        for code, badge in self._suggestions():
            suggestion = CodeButton(code, badge, self._language, self)
            suggestion.picked.connect(self.code_picked)
            self._buttons.addWidget(suggestion)
            what = difference_text(self._code, code)
            if what:
                apart.append(f"{quoted_code(code)} {what}")
        self._apart.show_text("\n".join(apart), keep_lines=True)
        self._apart.setVisible(bool(apart))
        self._suggest.setVisible(self._buttons.count() > 0)
        for action in self.said.actions:
            if action is (FailureAction.RETRY_AT if not self._is_timed else self._untimed):
                continue  # one of the two: they do the same, now or later
            button = QPushButton(action_text(action), self)
            self._buttons.addWidget(button)
            if action is FailureAction.RETRY_AT:
                self._retry_at = button
                button.clicked.connect(self.retry_at_clicked)
            else:
                button.clicked.connect(partial(self.action_clicked.emit, action))
        now = self._all_buttons()
        if held is not None and now:
            next((button for button in now if button.text() == label), now[min(held, len(now) - 1)]).setFocus()

    def _all_buttons(self) -> list[QPushButton]:
        items = (self._buttons.itemAt(at) for at in range(self._buttons.count()))
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
        while item := self._buttons.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Section(QWidget):
    """A small heading with a text in the fixed font below; hidden while there is no text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._text = PlainLabel(self, "muted")
        theme.set_type(self._text, theme.Type.MONO)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._text)

    def show_text(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.show_text(text, keep_lines=True)
        self.setVisible(bool(text))
