"""Writing of the history: numbers of what is saved and merged, and what is the same lookup."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from badge_inspector.domain.capture import Capture, Edited
from badge_inspector.storage.history_writer import Merged
from tests.storage.conftest import HistoryPair
from tests.support.builders import NOON, code_run, found

SECOND = int(NOON)


def test_lookups_of_one_second_are_numbered_on(history: HistoryPair) -> None:
    assert [history.save(found()).id for _ in range(3)] == [SECOND, SECOND + 1, SECOND + 2]
    assert history.save(replace(found(), asked_at=NOON + 9.5)).id == SECOND + 9


def test_numbers_begin_with_1_whatever_the_clock_says(history: HistoryPair) -> None:
    assert [history.save(replace(found(code), asked_at=-5.0)).id for code in "ab"] == [1, 2]
    assert history.codes() == ["b", "a"]
    assert history.codes("code:a") == ["a"]
    assert [each.code for each in history.reader.entries_after(0, 9)] == ["a", "b"]


def test_a_lookup_comes_after_the_run_that_was_kept_before_it(history: HistoryPair) -> None:
    run = history.writer.start_run(code_run("one", "ab"))
    assert run is not None
    row = history.save(found())
    assert (run.id, row.id) == (SECOND, SECOND + 1)
    with history.writer.transaction() as connection:
        assert connection.execute("SELECT * FROM sqlite_sequence").fetchall() == [("lookups", SECOND + 1)]


def test_a_row_that_was_saved_names_its_run(history: HistoryPair) -> None:
    run = code_run("one", "ab")
    parts = [replace(found("a"), run="one"), replace(found("b"), run="unknown"), found("own")]
    rows = history.writer.save(parts, [run])
    kept = history.writer.start_run(run)
    assert kept is not None
    assert [row.run for row in rows] == [kept.id, 0, 0]
    assert [row.run for row in history.rows("run:yes")] == [kept.id]
    assert [row.code for row in history.rows("run:no")] == ["own", "b"]


def test_nothing_is_kept_that_is_not_wanted_any_more(history: HistoryPair) -> None:
    assert history.writer.save([found()], [code_run("one", "ab")], lambda: False) == []
    assert (history.codes(), history.reader.in_runs()) == ([], (0, 0))


@pytest.mark.parametrize(
    ("stood_at", "placed_at"),
    [
        (None, SECOND),
        (0, SECOND),
        (SECOND - 1, SECOND),
        (SECOND + 5, SECOND + 5),
        (SECOND + 1_000_000, SECOND + 1_000_000),
        (SECOND + 1_000_001, SECOND),
    ],
)
def test_a_lookup_of_another_history_keeps_its_place_where_that_is_of_its_time(
    history: HistoryPair, stood_at: int | None, placed_at: int
) -> None:
    """A million lookups of one second are the most that is believed."""
    merged = history.writer.merge([replace(found(), history_id=stood_at)])
    assert merged == [Merged(placed_at, True)]


def test_a_place_that_is_taken_is_given_to_nobody_else(history: HistoryPair) -> None:
    history.writer.start_run(code_run("one", "ab"))
    history.save(found("own"))
    merged = history.writer.merge([found("a"), found("b"), replace(found("early"), asked_at=-9.0)])
    assert merged == [Merged(SECOND + 2, True), Merged(SECOND + 3, True), Merged(1, True)]
    assert history.writer.merge([found("b"), found("own")]) == [Merged(SECOND + 3, False), Merged(SECOND + 1, False)]


def test_a_capture_is_the_same_as_one_that_was_edited_alike(history: HistoryPair) -> None:
    def captured(edited: str) -> list[Merged]:
        return history.writer.merge([replace(found(), capture=Capture("a.har", edited=edited))])

    assert history.writer.merge([found()]) == [Merged(SECOND, True)]
    assert captured(Edited.NO) == [Merged(SECOND + 1, True)]
    assert captured(Edited.BODY) == [Merged(SECOND + 2, True)]
    assert captured(Edited.NO) == [Merged(SECOND + 1, False)]
    assert captured(Edited.BODY) == [Merged(SECOND + 2, False)]


@pytest.mark.parametrize("timed", [False, True])
def test_the_row_of_a_capture_is_the_one_that_is_listed(history: HistoryPair, timed: bool) -> None:
    saved = history.save(replace(found(), capture=Capture("a.har", is_timed=timed)))
    assert (saved.is_captured, saved.is_timed) == (True, timed)
    assert history.rows() == [saved]
    assert history.codes("source:har") == ["missedCall"]
    assert history.codes("slower:1ms") == (["missedCall"] if timed else [])
    assert len(history.reader.trend(saved.profile_id, saved.code, 9)) == timed
    own = history.save(found("own"))
    assert (own.is_captured, own.is_timed) == (False, True)
    assert history.codes("source:asked") == ["own"]


def test_the_whole_file_is_looked_through_once_a_day(history: HistoryPair, monkeypatch: pytest.MonkeyPatch) -> None:
    """And when the clock was put back."""
    monkeypatch.setattr(time, "time", lambda: NOON)
    assert history.writer.is_check_due()
    history.writer.checked()
    for after_s, is_due in ((0, False), (0.5, False), (86_399.5, False), (86_400, True), (-0.5, True)):
        monkeypatch.setattr(time, "time", lambda after_s=after_s: NOON + after_s)
        assert history.writer.is_check_due() is is_due


def test_a_pin_is_told(history: HistoryPair) -> None:
    row = history.save(found())
    assert history.writer.pin(row.id, True) == replace(row, pinned=True)
    assert history.writer.pin(row.id, False) == row
    assert history.writer.pin(12345, True) is None
