"""The card of a failure: the error, the next step, and all other facts under Details."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.contract import Difference
from badge_inspector.domain.failures import Failure
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.result.failure_view import FailureView

_TICK_MS = 250


class FailureCard(QFrame):
    """Its inside is imported and built when the first failure is shown. The card keeps the countdown.

    Signals: action_requested(FailureAction); code_picked(str): a code to look up in place of the one that failed.
    A try that waits for its moment is asked for by the card itself (action_requested, RETRY_AT). field_activated(str):
    the JSONPath of a difference from the documentation that was clicked.
    """

    action_requested = Signal(object)
    code_picked = Signal(str)
    field_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "bad")
        self._view: FailureView | None = None
        self._retry_at: float | None = None
        self._scheduled = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._column = vbox(self, margins=SPACE)

    def prepare(self) -> FailureView:
        """Build the inside while nobody waits."""
        if self._view is None:
            self._view = self._build()
        return self._view

    def show_failure(
        self, failure: Failure, code: str, portal: str, contract: Sequence[Difference] | None = None
    ) -> None:
        """Show a failure of looking up `code` on `portal` (as named to people). Suggestions and countdown of the last
        one are gone. `contract` is what in the answer differs from the documentation, None where that is not known."""
        self._unschedule()
        self._retry_at = None
        self._timer.stop()
        self.prepare().show_failure(failure, code, portal, contract)
        self._name()

    def show_suggestions(self, badges: Sequence[Badge], language: str) -> None:
        """Offer badges of the portal whose codes are near the one asked for, the nearest first; `language` is the one
        their values are shown in. An empty sequence leaves only what the code itself suggests."""
        if self._view is not None:
            self._view.show_suggestions(badges, language)
            self._word_retry()

    def show_retry_at(self, epoch_s: float | None) -> None:
        """Count down to the time when another try makes sense, epoch seconds; None when it is not known."""
        self._retry_at = epoch_s
        if self._view is not None:
            self._view.offer_retry_at(epoch_s is not None)
            self._word_retry()
        if epoch_s is not None and epoch_s > time.time():
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._unschedule()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._view is not None:
            self._view.retranslate()
            self._name()
            self._word_retry()

    def _build(self) -> FailureView:
        view = FailureView(self)
        view.action_clicked.connect(self.action_requested)
        view.retry_at_clicked.connect(self._retry_clicked)
        view.code_picked.connect(self.code_picked)
        view.field_activated.connect(self.field_activated)
        self._column.addWidget(view)
        return view

    def _name(self) -> None:
        if self._view is not None:
            self.setAccessibleName(self._view.said.title)
            self.setAccessibleDescription(self._view.said.advice)
            said = self._view.said
            self.setWhatsThis(tooltip(said.title, said.advice, said.sentence, said.side))

    def _retry_clicked(self) -> None:
        if self._retry_at is None or self._retry_at <= time.time():
            self._ask_again()
        elif self._scheduled:
            self._unschedule()
        else:
            self._scheduled = True
        self._word_retry()

    def _tick(self) -> None:
        if self._retry_at is not None and self._retry_at <= time.time():
            self._timer.stop()
            if self._scheduled:
                self._ask_again()
        self._word_retry()

    def _ask_again(self) -> None:
        self._scheduled = False
        if self._view is not None:
            self.action_requested.emit(self._view.timed_action)

    def _unschedule(self) -> None:
        if self._scheduled:
            self._scheduled = False
            self._word_retry()

    def _word_retry(self) -> None:
        if self._view is not None and self._retry_at is not None:
            self._view.word_retry(self._retry_at - time.time(), self._scheduled)
