"""The last lookups of one code on one portal: the points of a plot, and what they say together."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One lookup. `asked_at` is epoch seconds UTC; the portal's own seconds are None where it reported none, or rounds
    them to whole seconds."""

    history_id: int
    asked_at: float
    ok: bool
    round_trip_s: float
    duration_s: float | None = None
    processing_s: float | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Seconds over the points that brought a badge; None where there is none."""

    median_s: float | None
    p95_s: float | None


def trend(points: Sequence[TrendPoint]) -> Trend:
    """Median and 95th percentile (nearest rank: a time that was really measured) of the round trips."""
    times = sorted(point.round_trip_s for point in points if point.ok)
    if not times:
        return Trend(None, None)
    return Trend(statistics.median(times), times[math.ceil(0.95 * len(times)) - 1])
