"""The points of the plot, and what they say together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.exchange import Exchange, SentRequest
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Failed, Found, Lookup, Outcome, Refused
from badge_inspector.domain.trend import Trend, TrendPoint, trend, trend_point
from tests.support.timings import ROUNDED_TIME, SAMPLE_TIME, sample_timeline, server_time

BADGE = Badge(PlainText("a"), PlainText("b"), PlainText("c"), PlainText("success"))
NOT_FOUND = Failure(FailureKind.BADGE_NOT_FOUND)


def lookup(outcome: Outcome, history_id: int | None = 7) -> Lookup:
    exchange = Exchange(SentRequest("POST", "https://x/rest/m", (), ""), sample_timeline())
    return Lookup("a", "p", "P", "x", 100.0, outcome, exchange, history_id=history_id)


@pytest.mark.parametrize(
    ("outcome", "ok", "duration", "processing"),
    [
        pytest.param(Found(BADGE, server_time(SAMPLE_TIME)), True, 0.3953571319580078, 0.13033390045166016, id="found"),
        pytest.param(Found(BADGE, server_time(ROUNDED_TIME)), True, None, None, id="rounded-is-no-measurement"),
        pytest.param(Found(BADGE, None), True, None, None, id="no-block"),
        pytest.param(Refused(NOT_FOUND), False, None, None, id="refused"),
        pytest.param(Failed(Failure(FailureKind.EMPTY_BODY)), False, None, None, id="failed"),
    ],
)
def test_a_point(outcome: Outcome, ok: bool, duration: float | None, processing: float | None) -> None:
    point = trend_point(lookup(outcome))
    assert point == TrendPoint(7, 100.0, ok, sample_timeline().total_s, duration, processing)


def test_an_unsaved_lookup_is_no_point() -> None:
    assert trend_point(lookup(Found(BADGE, None), history_id=None)) is None


def points(*times: float, ok: bool = True) -> list[TrendPoint]:
    return [TrendPoint(number, float(number), ok, time) for number, time in enumerate(times)]


@pytest.mark.parametrize(
    ("times", "median", "p95"),
    [
        pytest.param((0.2,), 0.2, 0.2, id="one"),
        pytest.param((0.25, 0.5), 0.375, 0.5, id="two"),
        pytest.param(tuple(range(1, 101)), 50.5, 95, id="hundred"),
        pytest.param(tuple(range(20, 0, -1)), 10.5, 19, id="twenty-falling"),
    ],
)
def test_median_and_95th_percentile(times: tuple[float, ...], median: float, p95: float) -> None:
    assert trend(points(*times)) == Trend(median, p95)


def test_failures_do_not_count() -> None:
    assert trend([*points(0.2), *points(30.0, ok=False)]) == Trend(0.2, 0.2)
    assert trend(points(30.0, ok=False)) == Trend(None, None)


@given(st.lists(st.floats(0, 1e3), min_size=1))
def test_the_percentile_was_measured_and_is_not_below_the_median(times: list[float]) -> None:
    told = trend(points(*times))
    assert told.median_s is not None
    assert told.p95_s in times
    assert told.p95_s >= told.median_s or len(times) == 1
