"""Lookups that could not be written yet."""

from __future__ import annotations

from collections.abc import Sequence

from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history.facts import Intervals


class WaitingRoom:
    """A queue in memory, oldest first; beyond its limit the oldest are dropped. Attributes: dropped: how many were."""

    def __init__(self, intervals: Intervals) -> None:
        self._intervals = intervals
        self._lookups: list[Lookup] = []
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._lookups)

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        return tuple(self._lookups)

    def add(self, lookups: Sequence[Lookup]) -> None:
        self._lookups += lookups
        size = sum(map(_weight, self._lookups))
        while len(self._lookups) > self._intervals.most_waiting or (
            size > self._intervals.most_waiting_bytes and len(self._lookups) > 1
        ):
            size -= _weight(self._lookups.pop(0))
            self.dropped += 1

    def holds(self, lookups: Sequence[Lookup]) -> bool:
        """Tell whether all of them still wait. From any thread."""
        return set(map(id, self.lookups)).issuperset(map(id, lookups))

    def leave(self, written: Sequence[Lookup]) -> None:
        """These are on disk; some of them may have had to give way while they were being written."""
        here = len(self._lookups)
        gone = set(map(id, written))
        self._lookups = [lookup for lookup in self._lookups if id(lookup) not in gone]
        self.dropped -= len(written) - (here - len(self._lookups))


def _weight(lookup: Lookup) -> int:
    response = lookup.exchange.response
    return len(response.body) if response else 0
