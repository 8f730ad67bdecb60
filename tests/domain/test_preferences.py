"""Preferences before anybody changed them, and the values they can have."""

from __future__ import annotations

import pytest

from badge_inspector.domain.keeping import Retention
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.preferences import PREFERENCES, Number, Preferences

USUAL = Preferences()


def test_an_exchange_has_the_limits_of_one_that_nobody_set() -> None:
    usual = ExchangeLimits()
    told = (USUAL.connect_s, USUAL.read_s, USUAL.total_s, USUAL.body_limit)
    assert told == (usual.connect_s, usual.read_s, usual.total_s, usual.body_bytes)


def test_everything_is_kept_and_shown_whole() -> None:
    assert not Retention(USUAL.keep_days, USUAL.keep_count, USUAL.keep_bytes)
    assert not USUAL.private_mode
    assert USUAL.wrap


@pytest.mark.parametrize(
    ("name", "within", "beyond"),
    [
        ("connect_s", (0.1, 3600), (0.09, 3601)),
        ("read_s", (0.1, 3600), (0.09, 3601)),
        ("total_s", (0.1, 3600), (0.09, 3601)),
        ("body_limit", (1 << 20, 256 << 20), ((1 << 20) - 1, (256 << 20) + 1)),
        ("keep_days", (0, 36_500), (-1, 36_501)),
        ("keep_count", (0, 100_000_000), (-1, 100_000_001)),
        ("keep_bytes", (0, 1_000_000 << 20), (-1, (1_000_000 << 20) + 1)),
    ],
)
def test_an_hour_a_century_a_terabyte(name: str, within: tuple[float, float], beyond: tuple[float, float]) -> None:
    kind = PREFERENCES[name]
    assert isinstance(kind, Number)
    assert kind.is_whole is not name.endswith("_s")
    assert all(kind.least <= value <= kind.most for value in within)
    assert not any(kind.least <= value <= kind.most for value in beyond)


@pytest.mark.parametrize("limits", [Retention(days=1), Retention(count=1), Retention(size=1)])
def test_any_limit_limits_the_history(limits: Retention) -> None:
    assert limits
    assert not Retention()
