"""Where the time went: the waterfall of one exchange, the portal's `time` block field by field, and the budget."""

from __future__ import annotations

import time as clock
from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from badge_inspector.domain.budget import budget
from badge_inspector.domain.exchange import Exchange
from badge_inspector.domain.findings import RoundedTiming, findings
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.domain.waterfall import waterfall
from badge_inspector.ui import theme
from badge_inspector.ui.format import format_duration
from badge_inspector.ui.timing.finding_words import finding_text
from badge_inspector.ui.timing.notices import Notices
from badge_inspector.ui.timing.row_words import row_lines
from badge_inspector.ui.timing.time_block import TimeBlock
from badge_inspector.ui.timing.waterfall_view import WaterfallView
from badge_inspector.ui.timing.zones import local_offset_s
from badge_inspector.ui.widgets.card import Card

CLOUD_LIMIT_S = 480.0
"""The budget of `operating` on the cloud (bitrix24-facts.md section 4)."""


class TimingCard(Card):
    """What is below the header is built at the first lookup.

    Signals: field_activated(str): the JSONPath of a field that was clicked or entered.
    """

    field_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, now: Callable[[], float] = clock.time) -> None:
        """`now` gives epoch seconds UTC."""
        super().__init__(parent)
        self._now = now
        self._shown: tuple[Lookup, Lookup | None, float] | None = None
        self._running = False
        self._body: TimingBody | None = None
        self.total = QLabel(self)
        self.total.setProperty("role", "heading")
        self.remark = QLabel(self)
        self.remark.setProperty("role", "muted")
        self.header.setSpacing(4)
        for label in (self.total, self.remark):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFont(theme.tabular(label.font()))
            self.header.addWidget(label)
        self._retranslate()

    def show_lookup(
        self, lookup: Lookup, previous: Lookup | None = None, *, operating_limit_s: float = CLOUD_LIMIT_S
    ) -> None:
        """`previous` is the last lookup before it with the same token, whatever the code, for the cost of this call;
        `operating_limit_s` is the profile's budget, 0 for "not limited"."""
        self._running = False
        self._shown = lookup, previous, operating_limit_s
        self._refresh()

    def show_running(self) -> None:
        """A lookup is on its way: what is shown belongs to the one before, and looks it."""
        self._running = True
        self._refresh()

    def clear(self) -> None:
        self._running = False
        self._shown = None
        self._refresh()

    @property
    def body_widget(self) -> TimingBody | None:
        """What is below the header; None before the first lookup."""
        return self._body

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Timing"))
        self.setAccessibleName(self.tr("Timing"))
        self._refresh()

    def _refresh(self) -> None:
        lookup = self._shown[0] if self._shown else None
        if self._running:
            self.total.clear()
            self.remark.setText(self.tr("waiting for the portal…"))
        elif lookup is None:
            self.total.clear()
            self.remark.clear()
        else:
            self.total.setText(format_duration(lookup.exchange.timeline.total_s))
            self.remark.setText(self._remark_text(lookup))
        if self._body is not None:
            self._body.setVisible(self._shown is not None)
            self._body.setEnabled(not self._running)
        if self._shown is None or self._running:
            return
        if self._body is None:
            self._body = TimingBody(self._now, self)
            self._body.field_activated.connect(self.field_activated)
            self.body.addWidget(self._body)
        self._body.show_lookup(*self._shown)

    def _remark_text(self, lookup: Lookup) -> str:
        if lookup.exchange.response is None:
            return self.tr("until it failed")
        match lookup.exchange.timeline.reused:
            case True:
                return self.tr("round trip, connection reused")
            case False:
                return self.tr("round trip, connection new")
            case None:
                return self.tr("round trip")


class TimingBody(QWidget):
    """Signals: field_activated(str): the JSONPath of a field that was clicked or entered."""

    field_activated = Signal(str)

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.waterfall = WaterfallView(self)
        self.waterfall.line_activated.connect(self.field_activated)
        self.caution = Notices(self)
        self._block: TimeBlock | None = None
        self.notices = Notices(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for widget in (self.waterfall, self.caution, self.notices):
            self._column.addWidget(widget)

    @property
    def block(self) -> TimeBlock | None:
        """The portal's block; None before the first answer that has one."""
        return self._block

    def show_lookup(self, lookup: Lookup, previous: Lookup | None, operating_limit_s: float) -> None:
        timeline, time = lookup.exchange.timeline, lookup.outcome.time
        ended_in = lookup.outcome.failure.phase if isinstance(lookup.outcome, Failed) else None
        shared = _is_shared(lookup.exchange)
        picture = waterfall(timeline, time, ended_in=ended_in, shared=shared)
        self.waterfall.setAccessibleName(self.tr("Waterfall"))
        self.waterfall.show_lines(row_lines(picture, time.path if time else ""), picture.total_s)
        found = findings(timeline, time, picture, local_offset_s=local_offset_s(timeline.started_at), shared=shared)
        no_block = time is None and lookup.exchange.response is not None
        self.caution.show_notices(
            [finding_text(one) for one in found if isinstance(one, RoundedTiming)],
            [self._no_block_text(lookup)] if no_block else [],
        )
        others = [one for one in found if not isinstance(one, RoundedTiming)]
        self.notices.show_notices(
            [finding_text(one) for one in others if one.is_warning],
            [finding_text(one) for one in others if not one.is_warning],
        )
        if time is not None and time.is_block:
            block = self._made_block()
            block.show_time(time, budget(time, operating_limit_s, previous.outcome.time if previous else None))
            block.show()
        elif self._block is not None:
            self._block.hide()

    def _made_block(self) -> TimeBlock:
        if self._block is None:
            self._block = TimeBlock(self._now, self)
            self._block.field_activated.connect(self.field_activated)
            self._column.insertWidget(2, self._block)
        return self._block

    def _no_block_text(self, lookup: Lookup) -> str:
        if isinstance(lookup.outcome, Found):
            return self.tr("The portal sent no time block.")
        if isinstance(lookup.outcome, Failed):
            return self.tr("This answer has no time block.")
        return self.tr("The portal sends no time block with this error.")


def _is_shared(exchange: Exchange) -> bool:
    """Whether the question travelled with others, in the method `batch`."""
    return urlsplit(exchange.request.url).path.rstrip("/").removesuffix(".json").endswith("/batch")
