"""Timing of a lookup: the waterfall of one exchange, the portal's `time` block field by field, and the budget."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.timing.timing_body import TimingBody
from badge_inspector.ui.widgets.card import HeaderCard
from badge_inspector.ui.widgets.labels import ElidedLabel, role_label
from badge_inspector.ui.words.captures import round_trip_text

CLOUD_LIMIT_S = 480.0
"""The budget of `operating` on the cloud (bitrix24/README.md, "Limits")."""


class TimingCard(Retranslated, HeaderCard):
    """Card of a lookup's timing. Its body is built at the first lookup.

    Signals: field_activated(str): the JSONPath of a field that was clicked or entered.
    """

    field_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, now: Callable[[], float] = clock.time) -> None:
        """`now` gives epoch seconds UTC."""
        super().__init__(parent)
        self._now = now
        self._shown: tuple[Lookup, ServerTime | None, float] | None = None
        self._body: TimingBody | None = None
        self.total = role_label(self, "heading")
        self.remark = ElidedLabel(self, "muted")
        for label in (self.total, self.remark):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFont(theme.tabular(label.font()))
        self.header.setSpacing(4)
        self.header.insertWidget(self.header.count() - 1, self.total)
        self.aside.addWidget(self.remark)
        self._retranslate()

    def show_lookup(
        self, lookup: Lookup, previous: ServerTime | None = None, *, operating_limit_s: float = CLOUD_LIMIT_S
    ) -> None:
        """`previous` is the block of the last lookup before it with the same token, whatever the code, for the cost of
        this call; `operating_limit_s` is the profile's budget, 0 for "not limited"."""
        for _ in self.fill(lookup, previous, operating_limit_s=operating_limit_s):
            pass

    def fill(
        self, lookup: Lookup, previous: ServerTime | None = None, *, operating_limit_s: float = CLOUD_LIMIT_S
    ) -> Iterator[None]:
        """As `show_lookup()`, a part a step; `show_previous()` may come in between."""
        self._shown = lookup, previous, operating_limit_s
        self._show_total(lookup)
        yield
        yield from self._fill_body(lookup)

    def clear(self) -> None:
        """Show no lookup any more."""
        self._shown = None
        if self._body is not None:
            self._body.clear()
            self._body.hide()

    def show_previous(self, previous: ServerTime | None) -> None:
        """The block of the lookup before the one that is shown, which came later: only the cost is new."""
        if self._shown is not None and self._body is not None:
            lookup, _, limit_s = self._shown
            self._shown = lookup, previous, limit_s
            self._body.show_cost(lookup.outcome.time, previous, limit_s)

    def prepare(self) -> TimingBody:
        """Build the inside while nobody waits."""
        if self._body is None:
            self._body = TimingBody(self._now, self)
            self._body.field_activated.connect(self.field_activated)
            self._body.setVisible(self._shown is not None)
            self.body.addWidget(self._body)
        return self._body

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Timing"))
        self.setAccessibleName(self.tr("Timing"))
        self._refresh()

    def _refresh(self) -> None:
        if self._shown is not None:
            lookup, previous, limit_s = self._shown
            self.show_lookup(lookup, previous, operating_limit_s=limit_s)

    def _show_total(self, lookup: Lookup) -> None:
        self.total.setText(round_trip_text(lookup))
        self.remark.show_text(self._remark_text(lookup))
        self.place_aside()

    def _fill_body(self, lookup: Lookup) -> Iterator[None]:
        body = self.prepare()
        body.show()
        picture = body.show_waterfall(lookup)
        yield
        if self._shown is not None:
            _, previous, limit_s = self._shown
            body.show_cost(lookup.outcome.time, previous, limit_s)
        yield
        body.show_findings(lookup, picture)

    def _remark_text(self, lookup: Lookup) -> str:
        if lookup.capture is not None and not lookup.capture.is_timed:
            return ""
        if lookup.exchange.response is None:
            return self.tr("until it failed")
        match lookup.exchange.timeline.reused:
            case True:
                return self.tr("round trip, connection reused")
            case False:
                return self.tr("round trip, connection new")
            case None:
                return self.tr("round trip")
