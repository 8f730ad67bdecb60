from __future__ import annotations

import asyncio
import time

from badge_inspector.bitrix24.pacing import Pacer
from badge_inspector.domain.limits import LeakyBucket

PORTAL = "acme.bitrix24.ru"


def quick(pacer: Pacer, portal: str = PORTAL) -> None:
    """A portal that leaks a hundred requests a second, so that its queue moves within a test."""
    pacer.use(portal, LeakyBucket(leak_per_s=100.0))


def test_burst_goes_at_once_and_the_rest_waits() -> None:
    waits: list[int] = []

    async def run() -> None:
        pacer = Pacer()
        quick(pacer)
        for number in range(52):
            await pacer.turn(PORTAL, lambda number=number: waits.append(number))
        assert pacer.delay(PORTAL) > 0

    asyncio.run(run())
    assert waits
    assert min(waits) >= 49


def test_a_turn_is_taken_once_there_is_room() -> None:
    bucket = LeakyBucket(leak_per_s=100.0)

    async def run() -> None:
        pacer = Pacer()
        pacer.use(PORTAL, bucket)
        for _ in range(60):
            await pacer.turn(PORTAL, lambda: None)
            assert bucket.level(time.monotonic()) < bucket.capacity

    asyncio.run(run())


def test_the_last_place_in_the_bucket_is_free_for_one_and_not_for_two() -> None:
    pacer, bucket = Pacer(), LeakyBucket(leak_per_s=0.001)
    bucket.spend(time.monotonic(), requests=48)
    pacer.use(PORTAL, bucket)
    assert pacer.delay(PORTAL) == 0
    assert pacer.delay(PORTAL, 2) > 0
    assert pacer.rate(PORTAL) == 0.001


def test_first_come_first_served() -> None:
    order: list[int] = []

    async def one(pacer: Pacer, number: int) -> None:
        await pacer.turn(PORTAL, lambda: None)
        order.append(number)

    async def run() -> None:
        pacer = Pacer()
        quick(pacer)
        pacer.exceeded(PORTAL)
        await asyncio.gather(*(one(pacer, number) for number in range(5)))

    asyncio.run(run())
    assert order == [0, 1, 2, 3, 4]


def test_cancelled_in_the_queue_lets_the_others_go_on() -> None:
    async def run() -> None:
        pacer = Pacer()
        quick(pacer)
        pacer.exceeded(PORTAL)
        first, second, third = (asyncio.create_task(pacer.turn(PORTAL, lambda: None)) for _ in range(3))
        await asyncio.sleep(0)
        first.cancel()
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        await third
        assert first.cancelled()
        assert second.cancelled()

    asyncio.run(run())


def test_portals_do_not_wait_for_each_other() -> None:
    waits: list[str] = []

    async def run() -> None:
        pacer = Pacer()
        pacer.exceeded(PORTAL)
        await pacer.turn("other.bitrix24.ru", lambda: waits.append("other"))
        assert pacer.delay(PORTAL) > 0
        assert pacer.delay("other.bitrix24.ru") == 0

    asyncio.run(run())
    assert waits == []
