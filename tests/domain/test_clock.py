"""Moments in any year, and clocks that jump."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.clock import DAY_S, EARLIEST, LATEST, epoch_seconds, jumped_from, local_time, utc_time
from badge_inspector.domain.history_query import parse_query

NOW = datetime(2026, 11, 30, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("seen", "others", "expected"),
    [
        (NOW - 3600, (), None),
        (NOW - 6 * DAY_S, (0.0,), None),
        (NOW - 7 * DAY_S, (), None),
        (NOW - 7 * DAY_S - 1, (), NOW - 7 * DAY_S - 1),
        (NOW - 8 * DAY_S, (NOW,), NOW - 8 * DAY_S),
        (NOW + 3600, (), None),
        (NOW + DAY_S, (), None),
        (NOW + DAY_S + 1, (), NOW + DAY_S + 1),
        (NOW + 2 * DAY_S, (NOW,), NOW + 2 * DAY_S),
        (None, (), None),
        (None, (NOW - 400 * DAY_S, NOW - 3 * DAY_S), None),
        (None, (NOW - 400 * DAY_S, NOW - 30 * DAY_S), NOW - 30 * DAY_S),
        (None, (NOW + 400 * DAY_S,), NOW + 400 * DAY_S),
    ],
)
def test_a_jump_is_told_from_a_week_without_the_program(
    seen: float | None, others: tuple[float, ...], expected: float | None
) -> None:
    assert jumped_from(NOW, seen, others) == expected


@given(st.floats(min_value=-1e15, max_value=1e15))
def test_every_moment_has_a_date(moment: float) -> None:
    within = min(max(moment, EARLIEST), LATEST)
    for date in (local_time(moment), utc_time(moment)):
        assert date.tzinfo is not None
        assert abs((date - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() - within) < 1e-3
        assert date.isoformat(" ", "seconds")


def test_beyond_the_years_1_to_9999_the_nearest_moment_stands_a_day_within_them() -> None:
    assert utc_time(-1e15) == datetime(1, 1, 2, tzinfo=UTC)
    assert utc_time(1e15) == datetime(9999, 12, 30, 23, 59, 59, tzinfo=UTC)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tzset")
@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(1900, 7, 1), 1),
        (datetime(1969, 7, 1), 1),
        (datetime(1970, 7, 1), 2),
        (datetime(2026, 1, 1), 1),
        (datetime(2026, 7, 1), 2),
        (datetime(2999, 7, 1), 2),
        (datetime(3000, 7, 1), 1),
        (datetime(9000, 7, 1), 1),
    ],
)
def test_summer_time_is_kept_from_1970_to_3000(monkeypatch: pytest.MonkeyPatch, moment: datetime, hours: int) -> None:
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        local = local_time(moment.replace(tzinfo=UTC).timestamp())
        back = epoch_seconds(local.replace(tzinfo=None))
    time.tzset()
    assert local.utcoffset() == timedelta(hours=hours)
    assert local.replace(tzinfo=None) == moment + timedelta(hours=hours)
    assert back == moment.replace(tzinfo=UTC).timestamp()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tzset")
@pytest.mark.parametrize(("day", "hours"), [(1, 12), (2, 12), (3, 13)])
def test_the_first_two_days_of_1970_go_by_winter_time(monkeypatch: pytest.MonkeyPatch, day: int, hours: int) -> None:
    """Windows knows no local time before 1970, and in the far east it was 1970 half a day earlier: two days are safe.
    In New Zealand, where January is in summer, that can be seen."""
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3")
        time.tzset()
        offset = local_time(datetime(1970, 1, day, tzinfo=UTC).timestamp()).utcoffset()
    time.tzset()
    assert offset == timedelta(hours=hours)


@given(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 28)))
def test_a_local_time_is_a_moment_and_back(local: datetime) -> None:
    again = local_time(epoch_seconds(local)).replace(tzinfo=None)
    assert abs(again - local) <= timedelta(hours=2)  # an hour that summer time leaves out or repeats


@pytest.mark.parametrize("day", ["0100-01-01", "1900-01-01", "1960-02-29", "1969-12-31", "1970-01-01", "9999-01-01"])
def test_days_before_1970_can_be_searched_for(day: str) -> None:
    query = parse_query(f"after:{day}")
    assert query.wrong == ()
    assert query.after is not None
    assert local_time(query.after).date().isoformat() == day
