"""Findings in a lookup's timing: contradictions and remarks as values with their figures, worded in the window.

Tolerances are for how the portal writes its clock: microseconds in `start` and `finish`, whole seconds in dates
(bitrix24/README.md, "The time block").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from badge_inspector.domain.exchange import Phase, Timeline
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.domain.waterfall import SUM_TOLERANCE_S, RowKind, Waterfall, is_beyond

DATE_TOLERANCE_S = 1.5
CLOCK_TOLERANCE_S = 1.0
LATE_MATTERS_S = 0.02
"""Lateness of this computer below this is ordinary scheduling."""
OUTSIDE_MATTERS_S = 0.1
"""Time outside the method below this is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class OddBlock:
    """`time` is in the answer but is not an object with members. `source` is its JSON text."""

    is_warning: ClassVar[bool] = True
    source: str


@dataclass(frozen=True, slots=True)
class RoundedTiming:
    """The portal rounds its timing to whole seconds; the figures are what it sent, in seconds."""

    is_warning: ClassVar[bool] = True
    duration_s: float | None
    processing_s: float | None


@dataclass(frozen=True, slots=True)
class FinishMismatch:
    """`finish` less `start` is not `duration`; below zero where `finish` comes first. `duration_s` is None where it
    was not reported and the portal finished before it started."""

    is_warning: ClassVar[bool] = True
    between_s: float
    duration_s: float | None


@dataclass(frozen=True, slots=True)
class DatesDisagree:
    """A moment and its date are `apart_s` seconds apart, both being the portal's own."""

    is_warning: ClassVar[bool] = True
    moment: str
    date: str
    apart_s: float


@dataclass(frozen=True, slots=True)
class ProcessingAboveDuration:
    is_warning: ClassVar[bool] = True
    processing_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class PortalAboveWait:
    """The portal reports more time than this computer waited for it. `portal_s` is the least it can mean."""

    is_warning: ClassVar[bool] = True
    portal_s: float
    wait_s: float


@dataclass(frozen=True, slots=True)
class ClockOff:
    """The portal's clock less this computer's at the same moment, give or take `uncertainty_s`, after half the network
    time."""

    is_warning: ClassVar[bool] = True
    offset_s: float
    uncertainty_s: float


@dataclass(frozen=True, slots=True)
class ZonesDiffer:
    """Seconds east of UTC of the portal's dates and of this computer."""

    is_warning: ClassVar[bool] = False
    portal_offset_s: int
    local_offset_s: int


@dataclass(frozen=True, slots=True)
class MostlyOutside:
    """Most of `whole_s` was spent outside the method; `largest` is the longest part of that. The whole is the round
    trip, or the portal's own duration where the two clocks do not fit together (`on_portal`)."""

    is_warning: ClassVar[bool] = False
    outside_s: float
    whole_s: float
    largest: RowKind
    largest_s: float
    on_portal: bool


@dataclass(frozen=True, slots=True)
class SharedExchange:
    """The exchange carried other commands too: its wait is not that of this lookup alone."""

    is_warning: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ExcessBytes:
    """Bytes came behind the answer that belong to no request; the connection was closed."""

    is_warning: ClassVar[bool] = True
    count: int


@dataclass(frozen=True, slots=True)
class ThisComputerLate:
    """This computer did not run the program for `late_s` seconds of the exchange: it was busy, stopped or asleep."""

    is_warning: ClassVar[bool] = True
    late_s: float


Finding = (
    OddBlock
    | RoundedTiming
    | FinishMismatch
    | DatesDisagree
    | ProcessingAboveDuration
    | PortalAboveWait
    | ClockOff
    | ZonesDiffer
    | MostlyOutside
    | SharedExchange
    | ExcessBytes
    | ThisComputerLate
)


def findings(
    timeline: Timeline,
    time: ServerTime | None,
    picture: Waterfall,
    *,
    local_offset_s: int | None = None,
    shared: bool = False,
    excess: int = 0,
) -> tuple[Finding, ...]:
    """All findings, contradictions first. `picture` is the waterfall of the same two; `local_offset_s` is this
    computer's zone at the time, in seconds east of UTC; `excess` counts the bytes behind the answer."""
    found: list[Finding] = [ExcessBytes(excess)] if excess else []
    if timeline.late_s >= LATE_MATTERS_S:
        found.append(ThisComputerLate(timeline.late_s))
    if time is None:
        return tuple(found)
    if not time.is_block:
        return (*found, OddBlock(time.source))
    if time.is_rounded:
        found.append(RoundedTiming(time.duration_s, time.processing_s))
    dates = tuple(_dates(time))
    found += dates
    found += _sums(time)
    if not shared:
        found += _against_wait(timeline, time)
        if not dates:
            found += _clock(timeline, time)
        found += _outside(time, picture)
    else:
        found.append(SharedExchange())
    zone = time.offset_s
    if zone is not None and local_offset_s is not None and zone != local_offset_s:
        found.append(ZonesDiffer(zone, local_offset_s))
    return tuple(sorted(found, key=lambda finding: not finding.is_warning))


def _dates(time: ServerTime) -> Iterator[DatesDisagree]:
    """One sentence where both pairs are apart by the same."""
    told: float | None = None
    for moment, date in (("start", "date_start"), ("finish", "date_finish")):
        epoch, dated = time.field(moment).seconds, time.field(date).seconds
        if epoch is None or dated is None:
            continue
        apart = dated - epoch
        if abs(apart) > DATE_TOLERANCE_S and (told is None or abs(apart - told) > DATE_TOLERANCE_S):
            told = apart
            yield DatesDisagree(moment, date, apart)


def _sums(time: ServerTime) -> Iterator[FinishMismatch | ProcessingAboveDuration]:
    start, finish, duration = time.start, time.finish, time.duration_s
    if start is not None and finish is not None:
        between = finish - start
        if (between < 0) if duration is None else (abs(between - duration) > SUM_TOLERANCE_S):
            yield FinishMismatch(between, duration)
    processing = time.processing_s
    if processing is not None and duration is not None:
        least = max(0.0, processing - 1.0) if time.is_rounded else processing
        if least - duration > SUM_TOLERANCE_S:
            yield ProcessingAboveDuration(processing, duration)


def _against_wait(timeline: Timeline, time: ServerTime) -> Iterator[PortalAboveWait]:
    wait = timeline.span(Phase.WAIT)
    if wait is None or time.duration_range is None:
        return
    least, _ = time.duration_range
    if is_beyond(least, wait.duration_s):
        yield PortalAboveWait(least, wait.duration_s)


def _clock(timeline: Timeline, time: ServerTime) -> Iterator[ClockOff]:
    """`finish` is the more exact of the two, since portals that round do not round it. The answer left the portal at
    `finish` and took half the network time, plus or minus that half; the request arrived at `start`."""
    wait = timeline.span(Phase.WAIT)
    if wait is None:
        return
    least = time.duration_range[0] if time.duration_range is not None else 0.0
    half_network = max(0.0, wait.duration_s - least) / 2
    if time.finish is not None:
        offset = time.finish - (timeline.started_at + wait.end_s - half_network)
        uncertainty = half_network
    elif time.start is not None:
        half_second = 0.5 if time.is_rounded else 0.0
        offset = time.start + half_second - (timeline.started_at + wait.start_s + half_network)
        uncertainty = half_network + half_second
    else:
        return
    if abs(offset) - uncertainty > CLOCK_TOLERANCE_S:
        yield ClockOff(offset, uncertainty)


def _outside(time: ServerTime, picture: Waterfall) -> Iterator[MostlyOutside]:
    processing, duration = time.processing_s, time.duration_s
    if time.is_rounded or processing is None:
        return
    row = picture.row(RowKind.PROCESSING)
    if row is not None and row.is_drawn:
        whole, on_portal = picture.total_s, False
        inner = (RowKind.WAIT, RowKind.PROCESSING)
        parts = [(other.duration_s, other.kind) for other in picture.rows if other.is_drawn and other.kind not in inner]
    elif duration is not None:
        whole, on_portal = duration, True
        parts = [(duration - processing, RowKind.SETUP)]
    else:
        return
    outside = whole - processing
    if parts and outside > whole / 2 and outside >= OUTSIDE_MATTERS_S:
        largest_s, largest = max(parts, key=lambda part: part[0])
        yield MostlyOutside(outside, whole, largest, largest_s, on_portal)
