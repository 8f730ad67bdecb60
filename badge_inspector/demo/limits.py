"""The portal's two limits as the portal counts them: requests by a leaky bucket, working time by minute buckets.

Both read the clock they are given, so a test moves time instead of waiting for it. bitrix24/README.md, "Limits".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

BUCKET_S = 60
BUCKETS = 10
WINDOW_S = BUCKET_S * BUCKETS
SHORTEST_COUNTED_S = 0.1


class RateLimit(NamedTuple):
    """Size of the bucket in requests, and its leak in requests a second."""

    capacity: int = 50
    per_second: float = 2.0


class RequestBucket:
    """One portal's bucket for one address: every admitted request fills it by one, time empties it."""

    def __init__(self, limit: RateLimit, now: Callable[[], float]) -> None:
        self._limit = limit
        self._now = now
        self._level = 0.0
        self._read_at = now()

    def admit(self) -> bool:
        """Take one request in; False when the bucket is full (a refused request does not count)."""
        now = self._now()
        leaked = max(0.0, now - self._read_at) * self._limit.per_second
        self._level = max(0.0, self._level - leaked)
        self._read_at = now
        if self._level + 1 > self._limit.capacity:
            return False
        self._level += 1
        return True


class Account(NamedTuple):
    """Account of working time: one access, one method."""

    access: str
    method: str


@dataclass(slots=True)
class _Minute:
    seconds: float
    expires_at: int


@dataclass(slots=True)
class Hits:
    """The working times of one HTTP request: a batch has many, of several methods."""

    spans: dict[Account, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def record(self, account: Account, started: float, finished: float) -> None:
        self.spans[account].append((started, finished))


class OperatingLedger:
    """Working time by account over the last ten minutes, as `operating` tells it."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._minutes: dict[Account, dict[int, _Minute]] = defaultdict(dict)

    def operating(self, account: Account, hits: Hits) -> float:
        """Seconds of this method, this request's own hits included; a hit of 0.1 s or less counts as nothing."""
        own = [finished - started for started, finished in hits.spans.get(account, ())]
        return sum(minute.seconds for minute in self._live(account)) + sum(s for s in own if s > SHORTEST_COUNTED_S)

    def reset_at(self, account: Account, hits: Hits) -> int:
        """Moment when the oldest counted minute expires, in epoch seconds; ten minutes after this request began when
        nothing is counted yet."""
        live = self._live(account)
        if live:
            return live[0].expires_at
        started = next((spans[0][0] for spans in hits.spans.values() if spans), self._now())
        return int(started + WINDOW_S)

    def close(self, hits: Hits) -> None:
        """The end of a request: its hits go into the current minute of their methods."""
        for account, spans in hits.spans.items():
            seconds = sum(finished - started for started, finished in spans)
            if seconds <= SHORTEST_COUNTED_S:
                continue
            minute = self._minutes[account].setdefault(
                int(self._now() // BUCKET_S), _Minute(0.0, int(spans[0][0] + WINDOW_S))
            )
            minute.seconds += seconds

    def _live(self, account: Account) -> list[_Minute]:
        """The minutes still counted, oldest first; the others are forgotten."""
        minutes = self._minutes.get(account)
        if minutes is None:
            return []
        now = self._now()
        oldest = int(now // BUCKET_S) - BUCKETS + 1
        for number in [number for number, minute in minutes.items() if number < oldest or minute.expires_at <= now]:
            del minutes[number]
        return [minutes[number] for number in sorted(minutes)]
