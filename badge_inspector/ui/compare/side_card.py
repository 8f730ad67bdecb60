"""Card over a column of lookups side by side: portal, time and badge."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.widgets.labels import ElidedLabel, role_label
from badge_inspector.ui.widgets.pill import Pill
from badge_inspector.ui.widgets.portal_box import portal_icon
from badge_inspector.ui.widgets.status_mark import StatusMark
from badge_inspector.ui.words.format import format_clock, format_date, format_day

_DAY_S = 86_400
_LEAST_HEIGHT = 40
"""All the same, with a pill or without."""
_DOT = 12
_LEAST_NAME = 90
"""Pixels that a name needs in one line with the rest."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the lookups: its portal's name and address, the lookup or None while there is none, what is said instead,
    the time now, epoch seconds, for "today", and the portal, None where it is no longer in the settings."""

    name: str
    place: str
    lookup: Lookup | None
    waiting: str
    now: float
    profile: PortalProfile | None


class SideCard(QFrame):
    """In one line, or stacked in two where there is little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._is_stacked = False
        self._when_text = ""
        self._profile: PortalProfile | None = None
        self._dot = QLabel(self)
        self._mark = StatusMark(self)
        self._name = ElidedLabel(self, "heading")
        self._when = role_label(self, "muted", plain=True)
        self._pill = Pill(self)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(6)
        self._second.setSpacing(6)
        self._first.addWidget(self._dot)
        self._first.addWidget(self._mark)
        self._first.addWidget(self._name)
        self._first.addWidget(self._when)
        self._first.addStretch(1)
        self._first.addWidget(self._pill)
        column = vbox(self, margins=(10, 6, 10, 6), spacing=2)
        column.addLayout(self._first)
        column.addLayout(self._second)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def show_side(self, side: Side) -> None:
        """Show a lookup, or that it is waited for."""
        self._name.show_text(side.name)
        self.setToolTip(tooltip(side.name, side.place))
        self._profile = side.profile
        self._show_dot()
        lookup = side.lookup
        # Found is seen by the badge, and a second dot beside the portal's would be one too many.
        is_found = lookup is not None and isinstance(lookup.outcome, Found)
        self._mark.setVisible(lookup is not None and not (is_found and side.profile is not None))
        if lookup is None:
            self._show_when(side.waiting)
            self._pill.hide()
            return
        outcome = lookup.outcome
        ended = RowStatus.FAILED if isinstance(outcome, Failed) else RowStatus.REFUSED
        self._mark.show_status(RowStatus.FOUND if isinstance(outcome, Found) else ended)
        recent = -_DAY_S < side.now - lookup.asked_at < 2 * _DAY_S
        day = format_day(lookup.asked_at, side.now) if recent else format_date(lookup.asked_at)
        self._show_when(f"{day} {format_clock(lookup.asked_at)}")
        value = shown_text(outcome.badge.value, language.current()) if isinstance(outcome, Found) else None
        self._pill.setVisible(bool(value))
        if value and isinstance(outcome, Found):
            self._pill.show_value(value, outcome.badge.known_type)

    def one_line(self) -> int:
        """Pixels that all of it needs in one line."""
        pill = 0 if self._pill.isHidden() else min(160, self._pill.sizeHint().width()) + 6
        name = max(_LEAST_NAME, min(220, self._name.sizeHint().width()))
        return 36 + self._mark.sizeHint().width() + name + self._when.sizeHint().width() + pill + 24

    def stack(self, stacked: bool) -> None:
        """Put time and badge below the name, or behind it."""
        if stacked is self._is_stacked:
            return
        self._is_stacked = stacked
        line = self._second if stacked else self._first
        for widget in (self._when, self._pill):
            self._first.removeWidget(widget)
            self._second.removeWidget(widget)
        if stacked:
            line.addWidget(self._when)
            line.addStretch(1)
            line.addWidget(self._pill)
        else:
            while self._second.takeAt(0) is not None:
                pass
            line.insertWidget(line.indexOf(self._name) + 1, self._when)
            line.addWidget(self._pill)
        self._show_when(self._when_text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_dot()

    def _show_when(self, text: str) -> None:
        self._when_text = text
        self._when.setText(text if self._is_stacked or not text else f"· {text}")

    def _show_dot(self) -> None:
        self._dot.setVisible(self._profile is not None)
        if self._profile is not None:
            self._dot.setPixmap(portal_icon(self._profile).pixmap(_DOT, _DOT))
