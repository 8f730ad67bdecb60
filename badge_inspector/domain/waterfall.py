"""One exchange as rows of a waterfall: what this computer measured, and inside the wait what the portal reports.

The rows come from two clocks. This computer's is monotonic and has the moment each phase began; the portal's reports
durations only. So the portal's rows are placed inside the wait by length: the remainder first, `processing` last. Their
place is not measured (`WaterfallRow.is_aligned`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from badge_inspector.domain.capture import Capture, HarPhase
from badge_inspector.domain.exchange import Phase, PhaseSpan, Timeline
from badge_inspector.domain.server_time import ServerTime

NOTABLE = 0.01
"""The share of the whole from which sending and waiting for our own pacing have a row."""

SUM_TOLERANCE_S = 0.001
"""Figures of one portal's clock contradict each other only beyond this."""
WAIT_TOLERANCE_S = 0.001
WAIT_TOLERANCE = 0.01
"""A portal's figure contradicts the wait only beyond what both clocks can be off by: a portal writes milliseconds or
microseconds of a clock of its own, and the shown wait is off by 0.15 to 0.3 ms at the median and 0.4 to 1.3 ms at 95 %
at rest beside a load of 14 on two cores (loopback, `tests/benchmarks/bench_clock.py`), or one per cent where the two
clocks run at different speeds."""


class RowKind(StrEnum):
    QUEUE = "queue"
    BLOCKED = "blocked"
    """The wait of a browser before it sent anything; in a HAR file only, as the next two."""
    DNS = "dns"
    TCP = "tcp"
    CONNECT = "connect"
    TLS = "tls"
    SEND = "send"
    WAIT = "wait"
    NETWORK = "network"
    """The wait less the portal's duration: network both ways, and queues on the way."""
    PORTAL = "portal"
    """The portal's duration, where it cannot be split."""
    SETUP = "setup"
    """The portal's duration less its processing: authorisation, routing, loading."""
    PROCESSING = "processing"
    DOWNLOAD = "download"


INNER = (RowKind.NETWORK, RowKind.PORTAL, RowKind.SETUP, RowKind.PROCESSING)

_KINDS = {
    Phase.QUEUE: RowKind.QUEUE,
    Phase.CONNECT: RowKind.CONNECT,
    Phase.TLS: RowKind.TLS,
    Phase.SEND: RowKind.SEND,
    Phase.WAIT: RowKind.WAIT,
    Phase.DOWNLOAD: RowKind.DOWNLOAD,
}


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """Seconds since the exchange began. `range_s` is (least, most) where a portal that rounds leaves the length open:
    `duration_s` is then the most that fits. `is_drawn` is False for a figure that has no place in the picture.
    `is_last` marks the phase in which a failed exchange ended. A row that is not
    `is_recorded` has no length, not a length of zero."""

    kind: RowKind
    start_s: float
    duration_s: float
    range_s: tuple[float, float] | None = None
    is_drawn: bool = True
    is_last: bool = False
    is_recorded: bool = True

    @property
    def is_aligned(self) -> bool:
        """Tell whether the place is chosen by length and not measured."""
        return self.kind in INNER


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`total_s` is the length of the time axis, above zero."""

    rows: tuple[WaterfallRow, ...]
    total_s: float

    def row(self, kind: RowKind) -> WaterfallRow | None:
        return next((row for row in self.rows if row.kind is kind), None)


def is_beyond(portal_s: float, wait_s: float) -> bool:
    """Tell whether a time that the portal reports cannot have passed within the wait."""
    return portal_s - wait_s > max(WAIT_TOLERANCE_S, WAIT_TOLERANCE * wait_s)


def waterfall(
    timeline: Timeline,
    time: ServerTime | None,
    *,
    ended_in: Phase | None = None,
    shared: bool = False,
    capture: Capture | None = None,
) -> Waterfall:
    """Rows from the top. `ended_in` is the phase in which a failed exchange broke off; `shared` says that the exchange
    carried other questions too, so that the wait less this one's duration is not network; `capture` has phases of its
    own where another program recorded them."""
    total = max([1e-9, timeline.total_s, *(span.end_s for span in timeline.spans if span.phase is not Phase.QUEUE)])
    rows: list[WaterfallRow] = []
    if capture is not None and capture.has_own_phases:
        return Waterfall(tuple(_recorded(capture, timeline, None if shared else time)), total)
    for phase in Phase:
        span = timeline.span(phase)
        if span is None:
            continue
        minor = phase in (Phase.QUEUE, Phase.SEND) and span.duration_s < NOTABLE * total
        if minor and phase is not ended_in:
            continue
        rows.append(
            WaterfallRow(
                _KINDS[phase],
                span.start_s,
                max(0.0, span.duration_s),
                is_drawn=phase is not Phase.QUEUE,
                is_last=phase is ended_in,
            )
        )
        if phase is Phase.WAIT and time is not None and not shared:
            rows += _inside(span, time)
    return Waterfall(tuple(rows), total)


_RECORDED = {
    HarPhase.BLOCKED: RowKind.BLOCKED,
    HarPhase.DNS: RowKind.DNS,
    HarPhase.CONNECT: RowKind.TCP,
    HarPhase.SSL: RowKind.TLS,
    HarPhase.SEND: RowKind.SEND,
    HarPhase.WAIT: RowKind.WAIT,
    HarPhase.RECEIVE: RowKind.DOWNLOAD,
}


def _recorded(capture: Capture, timeline: Timeline, time: ServerTime | None) -> Iterator[WaterfallRow]:
    """Rows for every phase of a HAR file, recorded or not."""
    at = 0.0
    for phase, kind in _RECORDED.items():
        length = capture.seconds(phase)
        if length is None:
            yield WaterfallRow(kind, at, 0.0, is_drawn=False, is_recorded=False)
            continue
        yield WaterfallRow(kind, at, length)
        at += length
        wait = timeline.span(Phase.WAIT)
        if phase is HarPhase.WAIT and time is not None and wait is not None:
            yield from _inside(wait, time)


def _inside(wait: PhaseSpan, time: ServerTime) -> list[WaterfallRow]:
    """Parts of the wait that the portal reports. A remainder below zero has no row, and is a finding (`findings.py`)
    where it is more than the clocks allow."""
    length = wait.duration_s
    duration, processing = time.duration_s, time.processing_s
    if time.is_rounded:
        return [_range(wait, time.duration_range)] if time.duration_range else []
    if duration is None:
        if not processing:
            return []
        return [_at_end(wait, RowKind.PROCESSING, processing, fits=not is_beyond(processing, length))]
    fits = not is_beyond(duration, length)
    rows = [WaterfallRow(RowKind.NETWORK, wait.start_s, length - duration)] if duration <= length else []
    if processing is None or processing - duration > SUM_TOLERANCE_S:
        return [*rows, _at_end(wait, RowKind.PORTAL, duration, fits=fits)]
    setup = max(0.0, duration - processing)
    return [
        *rows,
        WaterfallRow(RowKind.SETUP, max(wait.start_s, wait.end_s - duration), setup, is_drawn=fits),
        _at_end(wait, RowKind.PROCESSING, processing, fits=fits),
    ]


def _at_end(wait: PhaseSpan, kind: RowKind, length: float, *, fits: bool) -> WaterfallRow:
    return WaterfallRow(kind, max(wait.start_s, wait.end_s - length), length, is_drawn=fits)


def _range(wait: PhaseSpan, limits: tuple[float, float]) -> WaterfallRow:
    least, most = limits
    shown, fits = min(most, wait.duration_s), not is_beyond(least, wait.duration_s)
    return WaterfallRow(RowKind.PORTAL, wait.end_s - shown, shown, range_s=limits, is_drawn=fits)
