"""The points of the plot, and what they say together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.trend import Trend, TrendPoint, trend


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
