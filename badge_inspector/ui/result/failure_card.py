"""The card of a failure: what happened, what to do next, whose side it is on, and the portal's own words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.codehints import hints, plain_form
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.ui import theme
from badge_inspector.ui.format import format_countdown
from badge_inspector.ui.theme import SPACE
from badge_inspector.ui.widgets.code_button import CodeButton
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.wording import FailureAction, action_text, caption, hint_text, words

_SUGGESTIONS = 6
"""Codes offered at most: more of them is a list, and the list is a button away."""
_TICK_MS = 250

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


@dataclass(frozen=True, slots=True)
class _Shown:
    failure: Failure
    code: str
    portal: str


class FailureCard(QFrame):
    """Its inside is built when the first failure is shown: a start-up without one pays nothing.

    Signals: action_requested(FailureAction); code_picked(str): a code to look up in place of the one that failed;
    retry_scheduled(float): the person wants another try at that time, epoch seconds. The card counts down and asks for
    the try itself (action_requested with RETRY_AT); retry_unscheduled(): they changed their mind, or another result is
    shown.
    """

    action_requested = Signal(FailureAction)
    code_picked = Signal(str)
    retry_scheduled = Signal(float)
    retry_unscheduled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "bad")
        self._shown: _Shown | None = None
        self._inside: _Inside | None = None
        self._suggested: tuple[tuple[Badge, ...], str] = ((), "")
        self._retry_at: float | None = None
        self._scheduled = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def show_failure(self, failure: Failure, code: str, portal: str) -> None:
        """Show a failure of looking up `code` on `portal` (as named to people). Suggestions and countdown of the last
        one are gone."""
        self._unschedule()
        self._shown = _Shown(failure, code, portal)
        self._suggested = ((), "")
        self._retry_at = None
        self._timer.stop()
        self._refresh()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_suggestions(self, badges: Sequence[Badge], language: str) -> None:
        """Offer badges of the portal whose codes are near the one asked for, the nearest first; `language` is the one
        their values are shown in. An empty sequence leaves only what the code itself suggests."""
        self._suggested = (tuple(badges[:_SUGGESTIONS]), language)
        self._refresh()

    def show_retry_at(self, epoch_s: float | None) -> None:
        """Count down to the time when another try makes sense, epoch seconds; None when it is not known."""
        self._retry_at = epoch_s
        self._refresh()
        if epoch_s is not None and epoch_s > time.time():
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._unschedule()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _refresh(self) -> None:
        if self._shown is None:
            return
        failure, code, portal = self._shown.failure, self._shown.code, self._shown.portal
        if self._inside is None:
            self._inside = _Inside(self)
        inside = self._inside
        said = words(failure, code, portal)
        self.setAccessibleName(said.title)
        self.setAccessibleDescription(said.sentence)
        inside.caption.show_text(caption(failure))
        inside.title.show_text(said.title)
        inside.sentence.show_text(said.sentence)
        inside.advice.show_text(said.advice)
        inside.side.show_text(said.side)
        found = hints(code) if failure.kind is FailureKind.BADGE_NOT_FOUND else ()
        inside.hints.show_text("\n".join(map(hint_text, found)), keep_lines=True)
        inside.hints.setVisible(bool(found))
        is_page = failure.kind in _PAGES
        inside.words.show_text(
            self.tr("What the page says") if is_page else self.tr("Portal’s words"), failure.description
        )
        inside.location.show_text(self.tr("Redirect leads to"), failure.location)
        inside.detail.show_text(self.tr("Technical reason"), failure.detail)
        self._fill_buttons(inside, code, said.actions)
        self._word_retry()

    def _fill_buttons(self, inside: _Inside, code: str, actions: Sequence[FailureAction]) -> None:
        inside.clear_buttons()
        badges, language = self._suggested
        offered = [badge for badge in badges if (badge.plain_code or code) != code]
        meant = plain_form(code)
        is_unknown = self._shown is not None and self._shown.failure.kind is FailureKind.BADGE_NOT_FOUND
        codes = {badge.plain_code for badge in offered}
        if is_unknown and meant not in (code, "") and meant not in codes:
            self._add_suggestion(inside, CodeButton(meant, None, language, self))
        for badge in offered:
            self._add_suggestion(inside, CodeButton(badge.plain_code or "", badge, language, self))
        inside.suggest.setText(self.tr("Did you mean"))
        inside.suggest.setVisible(inside.buttons.count() > 0)
        for action in actions:
            if action is FailureAction.RETRY_AT and self._retry_at is None:
                continue
            button = QPushButton(action_text(action), self)
            inside.buttons.addWidget(button)
            if action is FailureAction.RETRY_AT:
                inside.retry_at = button
                button.clicked.connect(self._retry_clicked)
            else:
                button.clicked.connect(partial(self.action_requested.emit, action))

    def _add_suggestion(self, inside: _Inside, button: CodeButton) -> None:
        button.picked.connect(self.code_picked)
        inside.buttons.addWidget(button)

    def _retry_clicked(self) -> None:
        if self._retry_at is None or self._retry_at <= time.time():
            self._ask_again()
        elif self._scheduled:
            self._unschedule()
        else:
            self._scheduled = True
            self.retry_scheduled.emit(self._retry_at)
        self._word_retry()

    def _tick(self) -> None:
        if self._retry_at is not None and self._retry_at <= time.time():
            self._timer.stop()
            if self._scheduled:
                self._ask_again()
        self._word_retry()

    def _ask_again(self) -> None:
        self._scheduled = False
        self.action_requested.emit(FailureAction.RETRY_AT)

    def _unschedule(self) -> None:
        if self._scheduled:
            self._scheduled = False
            self.retry_unscheduled.emit()
            self._word_retry()

    def _word_retry(self) -> None:
        if self._inside is None or self._inside.retry_at is None or self._retry_at is None:
            return
        left = self._retry_at - time.time()
        countdown = format_countdown(left)
        if left <= 0:
            text = action_text(FailureAction.RETRY)
        elif self._scheduled:
            text = self.tr("Asking again in {countdown}: cancel").format(countdown=countdown)
        else:
            text = self.tr("Try again in {countdown}").format(countdown=countdown)
        self._inside.retry_at.setText(text)


class _Section(QWidget):
    """A small heading with a text in the fixed font below; hidden while there is no text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._text = PlainLabel(self, "muted")
        self._text.setFont(theme.monospace())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._text)

    def show_text(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.show_text(text, keep_lines=True)
        self.setVisible(bool(text))


class _Inside:
    """What the card is made of."""

    def __init__(self, card: FailureCard) -> None:
        self.retry_at: QPushButton | None = None
        self.caption = PlainLabel(card, "bad")
        self.caption.setFont(_scaled(card.font(), 0.92, QFont.Weight.DemiBold))
        self.title = PlainLabel(card, "heading")
        self.title.setFont(_scaled(card.font(), 1.22, QFont.Weight.DemiBold))
        self.sentence = PlainLabel(card, "muted")
        self.advice = PlainLabel(card)
        self.hints = PlainLabel(card, "warning")
        self.side = PlainLabel(card, "faint")
        self.suggest = QLabel(card)
        self.suggest.setProperty("role", "heading")
        self.buttons = FlowLayout()
        self.words = _Section(card)
        self.location = _Section(card)
        self.detail = _Section(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(8)
        for label in (self.caption, self.title, self.sentence, self.advice, self.side, self.hints, self.suggest):
            column.addWidget(label)
        column.addLayout(self.buttons)
        for section in (self.words, self.location, self.detail):
            column.addWidget(section)

    def clear_buttons(self) -> None:
        self.retry_at = None
        while item := self.buttons.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _scaled(font: QFont, factor: float, weight: QFont.Weight) -> QFont:
    copy = QFont(font)
    copy.setPointSizeF(font.pointSizeF() * factor)
    copy.setWeight(weight)
    return copy
