"""Removal from the history: what is taken out when, to the second, and what of it can be brought back."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.clock import ClockWait
from badge_inspector.domain.keeping import Retention
from badge_inspector.storage.history_remover import Swath
from tests.storage.conftest import HistoryPair
from tests.support.builders import NOON, code_run, found

HOUR, DAY, WEEK = 3_600, 86_400, 7 * 86_400

Clock = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Puts the computer's clock to a moment, where it stands still."""

    def put(moment: float) -> None:
        monkeypatch.setattr(time, "time", lambda: moment)

    put(NOON)
    return put


def test_a_batch_is_numbered_by_its_millisecond_or_the_next_that_is_free(history: HistoryPair, clock: Clock) -> None:
    rows = history.writer.save([found(f"c{n}") for n in range(3)])
    now = int(NOON * 1000)
    assert history.remover.new_batch() == now
    assert history.remover.new_batch(retired=True) == -now
    for row, batch in ((rows[0], now), (rows[1], now + 1), (rows[2], -now)):
        history.remover.delete([row.id], batch)
    assert history.remover.new_batch() == now + 2
    assert history.remover.new_batch(retired=True) == -now - 1
    for moment in (0.0, 0.001, -5.0):
        clock(moment)
        assert history.remover.new_batch() == 1


@pytest.mark.parametrize(
    ("retired", "within_s", "over_s"),
    [(False, HOUR - 0.001, HOUR), (True, WEEK - 0.001, WEEK)],
    ids=["deleted", "retired"],
)
def test_what_was_taken_out_goes_for_good_after_an_hour_or_a_week(
    history: HistoryPair, clock: Clock, retired: bool, within_s: float, over_s: float
) -> None:
    row = history.save(found())
    history.remover.delete([row.id], history.remover.new_batch(retired=retired))
    clock(NOON + within_s)
    assert not history.remover.purge()
    clock(NOON + over_s)
    assert history.remover.purge()
    assert not history.remover.purge()


def test_a_batch_is_purged_at_once_where_that_is_asked(history: HistoryPair) -> None:
    one, other = (history.save(found(code)) for code in "ab")
    batches = [history.delete([row.id]) for row in (one, other)]
    assert history.remover.purge(batches[0])
    assert not history.remover.purge(batches[0])
    assert history.remover.undelete(batches[1])
    assert not history.remover.undelete(batches[1])
    assert history.codes() == ["b"]


def test_age_is_counted_to_the_second(history: HistoryPair) -> None:
    for age in (5 * DAY + 1, 5 * DAY, 0):
        history.writer.merge([replace(found(f"age {age}"), asked_at=NOON - age)])
    history.retire(Retention(days=5), NOON)
    assert history.codes() == ["age 0", f"age {5 * DAY}"]


@pytest.mark.parametrize(
    ("swath", "left"),
    [
        (Swath(before=NOON + 0.5), ["later"]),
        (Swath(before=NOON + 0.25), ["later", "third", "second"]),
        (Swath(after=NOON + 0.25), ["first"]),
        (Swath(after=NOON + 0.26), ["third", "second", "first"]),
    ],
    ids=repr,
)
def test_a_span_ends_within_a_second_of_many(history: HistoryPair, swath: Swath, left: list[str]) -> None:
    """Their numbers go beyond the second's own."""
    moments = {"first": NOON, "second": NOON + 0.25, "third": NOON + 0.25, "later": NOON + 9}
    history.writer.save([replace(found(code), asked_at=moment) for code, moment in moments.items()])
    history.delete_swath(swath, history.remover.new_batch())
    assert history.codes() == left


def test_size_at_the_limit_is_not_beyond_it(history: HistoryPair) -> None:
    history.writer.save([found(f"c{n}") for n in range(3)])
    with history.writer.transaction() as connection:
        (held,) = connection.execute("SELECT sum(size) FROM lookups").fetchone()
    assert history.remover.beyond(Retention(size=held), NOON) == ()
    (swath,) = history.remover.beyond(Retention(size=held - 1), NOON)
    assert swath.up_to_id == history.rows()[-1].id


def seen(history: HistoryPair) -> dict[str, float]:
    with history.writer.transaction() as connection:
        return dict(connection.execute("SELECT name, at FROM clock").fetchall())


def test_a_clock_that_goes_on_is_written_down_every_ten_minutes(history: HistoryPair, file: Path, clock: Clock) -> None:
    """No more often: other windows take every write for news."""
    history.save(found())
    os.utime(file, (NOON, NOON))
    assert history.remover.check_clock() is None
    for after_s, written in ((599.5, NOON), (600, NOON + 600), (1, NOON + 600), (0, NOON), (9, NOON)):
        clock(NOON + after_s)
        assert history.remover.check_clock() is None
        assert seen(history) == {"seen": written}


def test_nothing_goes_by_age_for_a_day_after_a_jump_of_the_clock(
    history: HistoryPair, file: Path, clock: Clock
) -> None:
    history.save(found())
    os.utime(file, (NOON, NOON))
    assert history.remover.check_clock() is None
    away = NOON + 8 * DAY
    clock(away)
    wait = ClockWait(away + DAY, NOON, away)
    assert history.remover.check_clock() == wait
    clock(away + DAY - 1)
    assert history.remover.check_clock() == wait
    history.remover.retire_not_before(None)  # ends no wait for the clock
    assert history.remover.check_clock() == wait
    clock(away + DAY)
    assert history.remover.check_clock() is None
    assert seen(history) == {"seen": away + DAY}


def test_a_wait_that_a_person_began_lasts_through_a_jump_for_a_week_at_most(
    history: HistoryPair, file: Path, clock: Clock
) -> None:
    history.save(found())
    os.utime(file, (NOON, NOON))
    assert history.remover.check_clock() is None
    for until, expected in ((NOON + 5 * DAY, 5 * DAY), (NOON + 3 * DAY, 5 * DAY), (NOON + 99 * DAY, 99 * DAY)):
        history.remover.retire_not_before(until)
        assert history.remover.check_clock() == ClockWait(NOON + expected)
    history.remover.retire_not_before(None)
    assert history.remover.check_clock() is None
    history.remover.retire_not_before(NOON + 99 * DAY)
    away = NOON + 10 * DAY
    clock(away)
    assert history.remover.check_clock() == ClockWait(away + WEEK, NOON, away)
    again = away - 20 * DAY
    clock(again)
    assert history.remover.check_clock() == ClockWait(again + DAY, away, again)


@pytest.mark.parametrize(("ahead_ms", "is_corrected"), [(0, False), (1, True)])
@pytest.mark.parametrize("retired", [False, True])
def test_batches_of_a_clock_that_was_more_than_a_day_ahead_are_corrected(
    history: HistoryPair, clock: Clock, ahead_ms: int, is_corrected: bool, retired: bool
) -> None:
    """Lookups that went by their age come back, those a person deleted count as deleted now."""
    row = history.save(found())
    batch = int(NOON + DAY) * 1000 + ahead_ms
    history.remover.delete([row.id], -batch if retired else batch)
    assert history.remover.settle_batches() is is_corrected
    assert not history.remover.settle_batches()
    with history.writer.transaction() as connection:
        (deleted,) = connection.execute("SELECT deleted FROM lookups").fetchone()
    corrected = 0 if retired else int(NOON) * 1000
    assert deleted == (corrected if is_corrected else -batch if retired else batch)


def test_what_was_retired_is_counted_and_comes_back(history: HistoryPair) -> None:
    rows = history.writer.save([found(f"c{n}") for n in range(3)])
    history.remover.delete([row.id for row in rows[:2]], history.remover.new_batch(retired=True))
    history.delete([rows[2].id])
    assert history.remover.retired() == 2
    assert history.remover.restore_retired() == 2
    assert history.remover.restore_retired() == 0
    assert history.codes() == ["c1", "c0"]


def test_a_chunk_tells_the_last_of_what_it_took(history: HistoryPair) -> None:
    rows = history.writer.save([found(f"c{n}") for n in range(3)])
    batch = history.remover.new_batch()
    assert history.remover.delete_swath(Swath(), batch, rows[0].id) == rows[2].id
    assert history.remover.delete_swath(Swath(), batch, rows[2].id) is None
    assert history.codes() == ["c0"]


def test_a_run_without_lookups_is_counted_and_goes_by_itself(history: HistoryPair) -> None:
    runs = [history.writer.start_run(code_run(key, "ab")) for key in ("one", "other")]
    batch = history.remover.new_batch()
    history.remover.delete([run.id for run in runs if run is not None], batch)
    assert history.remover.count_of(batch) == 2
    purged = 0
    while history.remover.purge(batch):
        purged += 1
    assert purged >= 1
    assert history.reader.in_runs() == (0, 0)


@pytest.mark.parametrize("vacuum", ["INCREMENTAL", "NONE"])
def test_space_is_given_back_as_far_as_the_file_can(history: HistoryPair, file: Path, vacuum: str) -> None:
    """A file that another program wrote anew may give none."""
    body = os.urandom(20_000)
    history.save(found("kept"))
    history.close()
    if vacuum == "NONE":
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM")
    rows = history.writer.save([found(f"c{n}", body=body + bytes([n])) for n in range(20)])
    batch = history.delete([row.id for row in rows])
    while history.remover.purge(batch):
        pass
    while history.remover.tidy_words():
        pass
    steps = 0
    while history.remover.free_space():
        steps += 1
    assert steps == (1 if vacuum == "INCREMENTAL" else 0)
    history.close()
    assert (file.stat().st_size < 300_000) is (vacuum == "INCREMENTAL")
    assert history.codes() == ["kept"]
