from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.limits import (
    ENTERPRISE_CAPACITY,
    ENTERPRISE_LEAK_PER_S,
    ExchangeLimits,
    LeakyBucket,
    retry_moment,
)

NOW = 1_800_000_000.0


def test_the_limits_of_one_exchange() -> None:
    assert ExchangeLimits() == ExchangeLimits(
        connect_s=10, write_s=20, read_s=65, total_s=90, wire_bytes=8_388_608, body_bytes=8_388_608
    )


class TestLeakyBucket:
    def test_the_published_limits_of_a_portal(self) -> None:
        usual = LeakyBucket()
        usual.spend(0.0, requests=49)
        assert usual.delay_before(0.0) == pytest.approx(0.5)
        enterprise = LeakyBucket(ENTERPRISE_CAPACITY, ENTERPRISE_LEAK_PER_S)
        enterprise.spend(0.0, requests=249)
        assert enterprise.delay_before(0.0) == pytest.approx(0.2)

    def test_many_requests_wait_for_the_last_of_them(self) -> None:
        bucket = LeakyBucket(capacity=50, leak_per_s=2.0)
        assert bucket.delay_before(0.0, requests=49) == 0
        assert bucket.delay_before(0.0, requests=53) == pytest.approx(2.0)

    def test_a_bucket_beyond_its_brim_is_made_no_emptier_by_a_refusal(self) -> None:
        bucket = LeakyBucket(capacity=50, leak_per_s=2.0)
        bucket.spend(0.0, requests=60)
        bucket.on_exceeded(1.0)
        assert bucket.level(1.0) == 58
        assert bucket.level(2.0) == 56

    def test_burst_then_the_leak(self) -> None:
        bucket = LeakyBucket(capacity=50, leak_per_s=2.0)
        for _ in range(49):
            assert bucket.delay_before(10.0) == 0
            bucket.spend(10.0)
        assert bucket.delay_before(10.0) == pytest.approx(0.5)
        assert bucket.delay_before(10.5) == pytest.approx(0)

    def test_is_empty_at_first(self) -> None:
        assert LeakyBucket().level(0.0) == 0

    def test_leaks_to_empty_and_no_further(self) -> None:
        bucket = LeakyBucket()
        bucket.spend(0.0, requests=10)
        assert bucket.level(5.0) == 0
        assert bucket.level(500.0) == 0

    def test_clock_that_stands_still_or_goes_back_gives_nothing(self) -> None:
        bucket = LeakyBucket()
        bucket.spend(100.0, requests=20)
        assert bucket.level(100.0) == 20
        assert bucket.level(50.0) == 20

    def test_exceeded_fills_it(self) -> None:
        bucket = LeakyBucket(capacity=50, leak_per_s=2.0)
        bucket.on_exceeded(0.0)
        assert bucket.level(0.0) == 50
        assert bucket.delay_before(0.0) == pytest.approx(1.0)

    @given(st.lists(st.floats(0, 5), max_size=300))
    def test_a_client_that_waits_never_overflows_the_portals(self, pauses: list[float]) -> None:
        """The portal's own bucket refuses what would bring it above 50."""
        mine, theirs, now = LeakyBucket(), LeakyBucket(margin=0), 0.0
        for pause in pauses:
            now += pause
            now += mine.delay_before(now)
            mine.spend(now)
            theirs.spend(now)
            assert theirs.level(now) <= 50


QUERY = Failure(FailureKind.QUERY_LIMIT_EXCEEDED)
OPERATION = Failure(FailureKind.OPERATION_TIME_LIMIT)


@pytest.mark.parametrize(
    ("failure", "reset", "bucket_delay", "moment"),
    [
        (QUERY, None, 3.5, NOW + 3.5),
        (QUERY, None, 0.0, NOW + 1),
        (QUERY, NOW + 300, 3.5, NOW + 3.5),
        (OPERATION, NOW + 300, 0.0, NOW + 300),
        (OPERATION, NOW + 0.5, 0.0, NOW + 0.5),
        (OPERATION, NOW, 0.0, None),
        (OPERATION, NOW - 1, 0.0, None),
        (OPERATION, None, 0.0, None),
        (Failure(FailureKind.OPERATION_TIME_LIMIT, retry_after_s=7.0), NOW + 300, 0.0, NOW + 7),
        (Failure(FailureKind.SERVER_BUSY_PAGE, retry_after_s=7.0), None, 0.0, NOW + 7),
        (Failure(FailureKind.SERVER_BUSY_PAGE), None, 5.0, None),
        (Failure(FailureKind.BADGE_NOT_FOUND), NOW + 300, 5.0, None),
    ],
)
def test_retry_moment(failure: Failure, reset: float | None, bucket_delay: float, moment: float | None) -> None:
    assert retry_moment(failure, reset, bucket_delay, NOW) == moment
