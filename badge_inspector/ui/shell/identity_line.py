"""Identity of a result or a wait above the cards: mark, code, portal, time and duration."""

from __future__ import annotations

import time

from PySide6.QtCore import QDateTime, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.ui.kit.boxes import hbox
from badge_inspector.ui.kit.event_filters import SettledClicks
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.result.language_chooser import Form, LanguageChooser
from badge_inspector.ui.widgets.labels import ElidedLabel, role_label
from badge_inspector.ui.widgets.status_mark import StatusMark, WaitingMark
from badge_inspector.ui.words.captures import round_trip_text
from badge_inspector.ui.words.format import format_number, format_when
from badge_inspector.ui.words.rows import mark_text

_HEIGHT = 46
_NARROW = 55
"""Widths of a digit below which portal and time stand below the code: by the width alone, so that one lookup after
another moves nothing."""
_SLACK = 3
"""Pixels to spare before the language's chip says more again: what is measured may be off by one, and the chip would go
to and fro for ever."""
_TICK_MS = 100
_TITLE_LONGEST = 120
_DAY_MS = 24 * 3600 * 1000


def title_of(code: str, portal: str) -> str:
    """Code and portal for a window's title, where Qt takes "[*]" for a place of its own."""
    return f"{visible(code[:_TITLE_LONGEST])} · {visible(portal[:_TITLE_LONGEST])}".replace("[*]", "[*][*]")


class IdentityLine(Retranslated, QFrame):
    """A line of a lookup or, in another instance, of a wait. Attributes: cancel (of a wait), aside (a layout at the
    end of the line).

    Signals: cancel_requested(): stop waiting.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None, waits: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("bar", "true")
        self._code_text = self._portal_text = ""
        self._lookup: Lookup | None = None
        self._since = 0.0
        self._chooser: LanguageChooser | None = None
        self._clicks: SettledClicks | None = None
        self._waits = waits
        self._is_narrow = False
        self._is_whole = True
        self._mark = WaitingMark(self) if waits else StatusMark(self)
        self._code = ElidedLabel(self)
        theme.set_type(self._code, theme.Type.TITLE)
        self._portal = ElidedLabel(self)
        self._when = QLabel(self)
        for label in (self._portal, self._when):
            label.setProperty("role", "muted")
        self._key = role_label(self, "faint")
        self.cancel = QPushButton(self)
        for widget in (self._key, self.cancel):
            widget.setVisible(waits)
        self._timer = QTimer(self)
        self._timer.setSingleShot(not waits)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._show_when)
        facts = hbox(spacing=0)
        facts.addWidget(self._portal)
        facts.addWidget(self._when)
        facts.addStretch(1)
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(10)
        self._texts.addWidget(self._code)
        self._texts.addLayout(facts, 1)
        self.aside = hbox(spacing=8)
        self.aside.addWidget(self._key)
        self.aside.addWidget(self.cancel)
        self._line = line = hbox(self, margins=(SPACE, 6, SPACE, 6), spacing=8)
        line.addWidget(self._mark)
        line.addLayout(self._texts, 1)
        line.addLayout(self.aside)
        self.setMinimumHeight(_HEIGHT)
        self.cancel.clicked.connect(self.cancel_requested)
        self._retranslate()

    @property
    def title(self) -> str:
        """Code and portal, for a window's title."""
        return title_of(self._code_text, self._portal_text)

    def show_lookup(self, lookup: Lookup, portal: str) -> None:
        """`portal` is the portal's name."""
        self._lookup = lookup
        if isinstance(self._mark, StatusMark):
            self._mark.show_status(_status_of(lookup))
            self._explain_mark()
        self._show_names(lookup.code, portal)

    def show_wait(self, code: str, portal: str, since: float) -> None:
        """Count from `since`, by the monotonic clock, in seconds."""
        self._since = since
        self._show_names(code, portal)
        self._timer.start(_TICK_MS)

    @property
    def holds(self) -> bool:
        return self._chooser is not None

    def place_chooser(self, chooser: LanguageChooser, *, shown: bool) -> None:
        """Keep the cards' choice of a language at the end of the line."""
        if chooser.parentWidget() is not self:
            self.aside.insertWidget(0, chooser)
            self._chooser = chooser
            self._clicks = SettledClicks(chooser)
            self._fit_chooser()
        elif chooser.isHidden() is shown:
            self._fit_chooser()  # one that is there already is fitted with the next layout, if any word changed
        chooser.setVisible(shown)

    def settle(self) -> None:
        """The line stands where another one was, whose Cancel may have been meant."""
        if self._clicks is not None:
            self._clicks.changed()

    def stop(self) -> None:
        """End the wait."""
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # the window was zoomed
            self._arrange()

    def event(self, event: QEvent) -> bool:
        """Words at either end changed: the chip may have to give way, or need no longer."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_chooser()
        return done

    def _arrange(self) -> None:
        is_narrow = self.width() < _NARROW * self.fontMetrics().horizontalAdvance("0")
        self._texts.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(0 if is_narrow else 10)
        self._key.setVisible(self._waits and not is_narrow)
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._show_when()
        self._fit_chooser()

    def _fit_chooser(self) -> None:
        """As many words on the chip as leave the identity whole; below the narrow width its code only."""
        if self._chooser is not None:
            texts = sum(label.sizeHint().width() for label in (self._code, self._portal, self._when))
            around = self._mark.sizeHint().width() + 2 * SPACE + self._texts.spacing() + 2 * self._line.spacing()
            room = self.width() - around - texts
            slack = room - self._chooser.width_of(Form.WHOLE)
            fits = slack >= (0 if self._is_whole else _SLACK)
            self._is_whole = fits and not self._is_narrow
            self._chooser.show_in(Form.CODE if self._is_narrow else Form.WHOLE if fits else Form.NAME)

    def _show_names(self, code: str, portal: str) -> None:
        self._code_text, self._portal_text = code, portal
        self._code.show_text(code)
        self._portal.show_text(portal)
        self._show_when()

    def _show_when(self) -> None:
        lookup = self._lookup
        if lookup is None:
            waited = format_number(time.monotonic() - self._since, 1)
            said = self.tr("waiting {seconds} s").format(seconds=waited)
            spoken = self.tr("waiting")
        else:
            now = QDateTime.currentDateTime()
            now_s, took = now.toMSecsSinceEpoch() / 1000, round_trip_text(lookup)
            when = format_when(lookup.asked_at, now_s)
            said = spoken = f"{when} · {took}"
            if self._is_narrow:  # the portal's name needs the room
                said = f"{format_when(lookup.asked_at, now_s, brief=True)} · {took}"
            self._timer.start(_DAY_MS - now.time().msecsSinceStartOfDay() + 1000)  # tomorrow it is of yesterday
        # A name of its own keeps a screen reader from hearing each tenth of a second.
        self._when.setAccessibleName(spoken)
        self._when.setText(f" · {said}")
        self.setAccessibleName(f"{visible(self._code_text[:_TITLE_LONGEST])}, {visible(self._portal_text)}, {spoken}")

    def _explain_mark(self) -> None:
        if self._lookup is not None:
            self._mark.setToolTip(mark_text(_status_of(self._lookup)))
            self._mark.setWhatsThis(self._mark.toolTip())

    def _retranslate(self) -> None:
        self._explain_mark()
        self.cancel.setText(self.tr("Cancel"))
        self._key.setText(self.tr("Esc"))
        if self._code_text:
            self._show_when()


def _status_of(lookup: Lookup) -> RowStatus:
    if lookup.failure is None:
        return RowStatus.FOUND
    return RowStatus.REFUSED if isinstance(lookup.outcome, Refused) else RowStatus.FAILED
