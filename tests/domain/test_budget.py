"""Share of the budget that is used, and the cost of one call."""

from __future__ import annotations

import pytest

from badge_inspector.domain.budget import Budget, budget
from tests.support.timings import ROUNDED_TIME, server_time


def test_the_design_sample() -> None:
    before = server_time('{"start": 1787219500, "operating": 3.0976, "operating_reset_at": 1787220100}')
    told = budget(server_time(ROUNDED_TIME), 480.0, before)
    assert told.used_s == 3.3076241016387939
    assert told.share == pytest.approx(0.00689, abs=1e-5)
    assert told.cost_s == pytest.approx(0.21, abs=1e-4)
    assert told.reset_at == 1787220142


def test_not_reported() -> None:
    assert budget(None, 480) == Budget(None, 480)
    told = budget(server_time('{"operating": "soon"}'), 480, server_time('{"operating": 1}'))
    assert told == Budget(None, 480)
    assert told.share is None


@pytest.mark.parametrize("limit", [0.0, -5.0])
def test_not_limited(limit: float) -> None:
    told = budget(server_time('{"operating": 3}'), limit)
    assert told == Budget(3.0, 0.0)
    assert told.share is None


@pytest.mark.parametrize(("limit", "share"), [(0.5, 6.0), (1.0, 3.0), (480.0, 0.00625)])
def test_share_of_the_limit(limit: float, share: float) -> None:
    assert budget(server_time('{"operating": 3}'), limit).share == share


def test_over_the_limit() -> None:
    assert budget(server_time('{"operating": 960}'), 480).share == 2.0


@pytest.mark.parametrize(
    ("before", "now", "cost"),
    [
        pytest.param('{"operating": 0}', '{"operating": 0}', 0.0, id="not-counted"),
        pytest.param('{"operating": 0}', '{"operating": 0.5}', 0.5, id="first-counted"),
        pytest.param('{"operating": 1}', '{"operating": 1.5}', 0.5, id="no-expiry-known"),
        pytest.param(
            '{"operating": 1, "operating_reset_at": 100}', '{"operating": 1.5, "start": 99.5}', 0.5, id="before-expiry"
        ),
        pytest.param(
            '{"operating": 1, "operating_reset_at": 100}', '{"operating": 1.5, "finish": 100}', None, id="after-expiry"
        ),
        pytest.param(
            '{"operating": 0.5, "operating_reset_at": 100}',
            '{"operating": 1.5, "finish": 300}',
            None,
            id="half-a-second-could-expire",
        ),
        pytest.param(
            '{"operating": 0, "operating_reset_at": 100}',
            '{"operating": 1.5, "finish": 300}',
            1.5,
            id="nothing-could-expire",
        ),
        pytest.param('{"operating": 2}', '{"operating": 1.5}', None, id="shrunk"),
        pytest.param('{"operating": null}', '{"operating": 1.5}', None, id="unknown-before"),
        pytest.param("[]", '{"operating": 1.5}', None, id="no-block-before"),
    ],
)
def test_cost(before: str, now: str, cost: float | None) -> None:
    assert budget(server_time(now), 480, server_time(before)).cost_s == cost
