"""A history about which nothing is to be said."""

from __future__ import annotations

from badge_inspector.domain.keeping import HistoryState, HistoryTrouble, HistoryUnavailableError, Keeping


def test_a_history_that_saves_has_lost_and_dropped_nothing() -> None:
    state = HistoryState()
    assert state.keeping is Keeping.SAVING
    assert (state.waiting, state.dropped, state.rescued, state.lost) == (0, 0, 0, 0)
    assert (state.trouble, state.clock_wait) == (None, None)


def test_a_history_that_cannot_be_used_is_more_than_its_index_of_words() -> None:
    error = HistoryUnavailableError(HistoryTrouble.DISK_FULL, "database or disk is full")
    assert (error.trouble, str(error), error.index_only) == (
        HistoryTrouble.DISK_FULL,
        "database or disk is full",
        False,
    )
