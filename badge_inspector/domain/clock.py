"""Moments on this computer's clock, in any year a clock can show, and whether the clock can be trusted. Pure.

A computer's clock stands at 1970 when its battery is empty, and in another year when somebody mistyped it. Nothing is
removed by age while the clock cannot be trusted.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

DAY_S = 86_400.0
AHEAD_S = 7 * DAY_S
"""A clock that is further ahead of its last reading has jumped, or the program was not used for so long: both look the
same, and both wait for SETTLE_S."""

BEHIND_S = DAY_S
"""A clock that is further behind its last reading was put back. An hour, or a time zone, is not a jump."""

SETTLE_S = DAY_S
"""After a jump, the time that a clock has to go on from there before anything is removed by age."""

EARLIEST, LATEST = -62_135_596_800.0 + DAY_S, 253_402_300_799.0 - DAY_S
"""The years 1 to 9999 in epoch seconds, a day less at either end: in every time zone."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST_LOCAL, _MOST_LOCAL = 2 * DAY_S, 32_503_680_000.0
"""Windows' C library knows local times from 1970 to 3000 only."""


class ClockWait(NamedTuple):
    """A pause of removal by age, until `until`: the clock jumped from `before` to `after`, or (both None) a person
    restored what had been removed. All are epoch seconds.
    """

    until: float
    before: float | None = None
    after: float | None = None


def jumped_from(now: float, seen: float | None, others: Iterable[float]) -> float | None:
    """The moment that the clock jumped from, None when it did not jump. `seen` is its last reading; where there is none
    the latest of the `others` (the newest lookup, the file's own time) stands for it. All are epoch seconds."""
    last = max(others, default=None) if seen is None else seen
    if last is None or -BEHIND_S <= now - last <= AHEAD_S:
        return None
    return last


def local_time(moment: float) -> datetime:
    """Epoch seconds as aware local time, on every system alike: outside the years 1970 to 3000 by the offset of winter
    time, beyond the years 1 to 9999 the nearest moment of them."""
    within = min(max(moment, EARLIEST), LATEST)
    if _LEAST_LOCAL <= within <= _MOST_LOCAL:
        return datetime.fromtimestamp(within).astimezone()
    return (_EPOCH + timedelta(seconds=within)).astimezone(_winter())


def utc_time(moment: float) -> datetime:
    """Epoch seconds as UTC, on every system alike; beyond the years 1 to 9999 the nearest moment of them."""
    return _EPOCH + timedelta(seconds=min(max(moment, EARLIEST), LATEST))


def epoch_seconds(local: datetime) -> float:
    """A local time as epoch seconds; the reverse of `local_time()`. An aware one goes by its own offset."""
    if local.tzinfo is not None:
        return (local - _EPOCH).total_seconds()
    by_winter = (local.replace(tzinfo=_winter()) - _EPOCH).total_seconds()
    return local.timestamp() if _LEAST_LOCAL <= by_winter <= _MOST_LOCAL else by_winter


def _winter() -> timezone:
    return timezone(timedelta(seconds=-time.timezone))
