"""The leaky bucket and the ten minute buckets, on a clock that the test moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.demo.limits import Account, Hits, OperatingLedger, RateLimit, RequestBucket
from tests.support.demo import FakeClock

GET = Account("apauth", "crm.activity.badge.get")
OTHER = Account("apauth", "profile")


def hit(ledger: OperatingLedger, clock: FakeClock, seconds: float, account: Account = GET) -> None:
    hits = Hits()
    hits.record(account, clock(), clock() + seconds)
    clock.at += seconds
    ledger.close(hits)


def test_the_bucket_takes_its_capacity_at_once_and_no_more() -> None:
    bucket = RequestBucket(RateLimit(50, 2.0), FakeClock())
    assert [bucket.admit() for _ in range(52)] == [True] * 50 + [False] * 2


@pytest.mark.parametrize(("seconds", "admitted"), [(0.0, 0), (0.49, 0), (0.5, 1), (5.0, 10), (1000.0, 50)])
def test_the_bucket_leaks(seconds: float, admitted: int) -> None:
    clock = FakeClock()
    bucket = RequestBucket(RateLimit(50, 2.0), clock)
    while bucket.admit():
        pass
    clock.at += seconds
    assert [bucket.admit() for _ in range(60)].count(True) == admitted


def test_a_clock_set_back_empties_nothing() -> None:
    clock = FakeClock()
    bucket = RequestBucket(RateLimit(1, 2.0), clock)
    assert bucket.admit()
    clock.at -= 3600
    assert not bucket.admit()


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200))
def test_the_bucket_never_admits_more_than_it_says(pauses: list[float]) -> None:
    clock = FakeClock(0.0)
    bucket = RequestBucket(RateLimit(5, 2.0), clock)
    admitted = 0
    for pause in pauses:
        clock.at += pause
        admitted += bucket.admit()
    assert admitted <= 5 + 2.0 * clock.at + 1e-6


@pytest.mark.parametrize(("seconds", "operating"), [(0.05, 0.0), (0.1, 0.0), (0.2, 0.2), (3.5, 3.5)])
def test_short_hits_do_not_count(seconds: float, operating: float) -> None:
    clock = FakeClock(0.0)
    ledger = OperatingLedger(clock)
    hit(ledger, clock, seconds)
    assert ledger.operating(GET, Hits()) == operating


def test_a_request_sees_its_own_hit() -> None:
    clock = FakeClock(100.0)
    hits = Hits()
    hits.record(GET, 100.0, 100.25)
    assert OperatingLedger(clock).operating(GET, hits) == 0.25
    assert OperatingLedger(clock).operating(OTHER, hits) == 0


def test_many_short_hits_of_one_request_count_together_once_it_ends() -> None:
    clock = FakeClock(100.0)
    ledger = OperatingLedger(clock)
    hits = Hits()
    for number in range(50):
        hits.record(GET, 100.0 + number, 100.0625 + number)
    assert ledger.operating(GET, hits) == 0
    ledger.close(hits)
    assert ledger.operating(GET, Hits()) == 50 * 0.0625


def test_methods_and_ways_of_access_are_counted_apart() -> None:
    clock = FakeClock()
    ledger = OperatingLedger(clock)
    hit(ledger, clock, 1.0)
    assert ledger.operating(OTHER, Hits()) == 0
    assert ledger.operating(Account("oauth", GET.method), Hits()) == 0


def test_hits_add_up_for_ten_minutes_and_drop_out_minute_by_minute() -> None:
    clock = FakeClock(6_000.0)
    ledger = OperatingLedger(clock)
    for _ in range(3):
        hit(ledger, clock, 1.0)
        clock.at += 119.0
    assert ledger.operating(GET, Hits()) == 3.0
    assert ledger.reset_at(GET, Hits()) == 6_600
    clock.at = 6_599.0
    assert ledger.operating(GET, Hits()) == 3.0
    clock.at = 6_600.0
    assert ledger.operating(GET, Hits()) == 2.0
    assert ledger.reset_at(GET, Hits()) == 6_720
    clock.at = 60_000.0
    assert ledger.operating(GET, Hits()) == 0


def test_without_counted_hits_the_reset_is_ten_minutes_after_the_request_began() -> None:
    clock = FakeClock(5_000.75)
    hits = Hits()
    hits.record(GET, 5_000.5, 5_000.75)
    assert OperatingLedger(clock).reset_at(GET, hits) == 5_600
