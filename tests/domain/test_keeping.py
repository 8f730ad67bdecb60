"""A history about which nothing is to be said."""

from __future__ import annotations

from badge_inspector.domain.keeping import HistoryState, Keeping


def test_a_history_that_saves_has_lost_and_dropped_nothing() -> None:
    state = HistoryState()
    assert state.keeping is Keeping.SAVING
    assert (state.waiting, state.dropped, state.rescued, state.lost) == (0, 0, 0, 0)
    assert (state.trouble, state.clock_wait) == (None, None)
