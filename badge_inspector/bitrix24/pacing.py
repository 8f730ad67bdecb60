"""Keeps each portal under its rate limit, so that the app itself never causes QUERY_LIMIT_EXCEEDED.

The arithmetic is in `domain.limits.LeakyBucket`; this module adds the clock and the queue.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from badge_inspector.domain.limits import LeakyBucket


@dataclass(slots=True)
class _Lane:
    bucket: LeakyBucket = field(default_factory=LeakyBucket)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pacer:
    """One bucket and one queue, first come first served, for each portal (its address's authority)."""

    def __init__(self) -> None:
        self._lanes: dict[str, _Lane] = {}

    async def turn(self, portal: str, on_wait: Callable[[], None]) -> None:
        """Wait until the portal's bucket has room, and take it. `on_wait` is called once if there is a wait at all.
        Cancelling gives the place in the queue back."""
        lane = self._lane(portal)
        if lane.turn.locked() or lane.bucket.delay_before(time.monotonic()) > 0:
            on_wait()
        async with lane.turn:
            while (delay := lane.bucket.delay_before(time.monotonic())) > 0:  # noqa: ASYNC110 - a clock, not a flag
                await asyncio.sleep(delay)
            lane.bucket.spend(time.monotonic())

    def delay(self, portal: str, requests: int = 1) -> float:
        """Seconds until the last of so many requests may go out: of one, when the bucket has room again; of many, how
        long they take."""
        return self._lane(portal).bucket.delay_before(time.monotonic(), requests)

    def rate(self, portal: str) -> float:
        """Requests a second that the portal takes once its bucket is full."""
        return self._lane(portal).bucket.leak_per_s

    def exceeded(self, portal: str) -> None:
        """Note that the portal answered QUERY_LIMIT_EXCEEDED."""
        self._lane(portal).bucket.on_exceeded(time.monotonic())

    def use(self, portal: str, bucket: LeakyBucket) -> None:
        """Pace a portal by another bucket than the standard one: an Enterprise portal's, or none to speak of."""
        self._lane(portal).bucket = bucket

    def _lane(self, portal: str) -> _Lane:
        return self._lanes.setdefault(portal, _Lane())
