"""Changes that count as another outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.domain.watch import LONGEST_MIN, SHORTEST_MIN, is_changed
from tests.support.builders import NOON, exchange, failed, found, refused

SLOWER = replace(found(), asked_at=NOON + 60, exchange=exchange(b"{}", total_s=9.0), history_id=7)
OTHER_REASON = replace(failed(), outcome=Failed(Failure(FailureKind.NAME_NOT_RESOLVED, detail="timed out")))


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (found(), SLOWER, False),
        (found(), found(value=PlainText("Called back")), True),
        (found(), found(badge_type="success"), True),
        (found(), refused(), True),
        (refused(), found(), True),
        (refused(), refused(total_s=5.0), False),
        (refused(), failed(), True),
        (failed(), OTHER_REASON, False),
    ],
)
def test_is_changed(before: Lookup, after: Lookup, changed: bool) -> None:
    assert is_changed(before, after) is changed


def test_a_watch_asks_from_every_minute_to_once_a_day() -> None:
    assert (timedelta(minutes=SHORTEST_MIN), timedelta(minutes=LONGEST_MIN)) == (timedelta(minutes=1), timedelta(1))


def test_a_field_more_is_another_badge() -> None:
    before = found()
    assert isinstance(before.outcome, Found)
    badge = replace(before.outcome.badge, extra=(("settings", "[]"),))
    assert is_changed(before, replace(before, outcome=Found(badge, None)))
