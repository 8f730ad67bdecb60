"""A history about which nothing is to be said, and a lookup: read again, and one about which nobody said anything."""

from __future__ import annotations

from badge_inspector.domain.keeping import HistoryState, Keeping
from tests.support.builders import exchange, found
from tests.support.lookups import lookup


def test_a_history_that_saves_has_lost_and_dropped_nothing() -> None:
    state = HistoryState()
    assert state.keeping is Keeping.SAVING
    assert (state.waiting, state.dropped, state.rescued, state.lost) == (0, 0, 0, 0)
    assert (state.trouble, state.clock_wait) == (None, None)


def test_a_lookup_read_again_is_the_same_lookup() -> None:
    assert lookup() == lookup()
    assert lookup() != lookup("another")


def test_a_lookup_is_neither_pinned_nor_are_there_bytes_behind_its_answer() -> None:
    assert not found().pinned
    assert exchange(b"{}").excess == 0
