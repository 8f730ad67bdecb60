"""A clock that is wrong removes nothing, and what goes because of its age can be taken back."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.clock import DAY_S
from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.keeping import Retention
from badge_inspector.services.history import HistoryService
from tests.services.conftest import QUICK, Kept, kept, until
from tests.support import lookups
from tests.support.lookups import NOON

SLOW = replace(QUICK, look_s=3600.0)
"""Looks after nothing by itself."""

KEEP = Retention(days=30)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Puts the computer's clock to a moment, where it stands still."""

    def put(moment: float) -> None:
        monkeypatch.setattr(time, "time", lambda: moment)

    put(NOON)
    return put


async def looked_after(history: Kept) -> None:
    history.service.removal._retired_at = None
    await history.service.removal.retire()


async def saved(history: Kept, *codes: str) -> None:
    for age, code in reversed(tuple(enumerate(codes))):
        made = replace(lookups.lookup(code), asked_at=NOON - age * 10 * DAY_S)
        assert await history.service.save(made) is not None


def a_history(file: Path, *codes: str) -> None:
    """Lookups that are 0, 10, 20, ... days old, of a window that was closed at NOON."""

    async def story() -> None:
        async with kept(file, SLOW) as history:
            await saved(history, *codes)
            os.utime(file, (NOON, NOON))
            await looked_after(history)

    asyncio.run(story())
    os.utime(file, (NOON, NOON))


@pytest.mark.parametrize("moment", [-86_400.0, -2_208_988_800.0, 0.0, 5.0], ids=["1969", "1900", "1970", "just 1970"])
def test_a_start_before_1970_deletes_nothing(file: Path, clock: Callable[[float], None], moment: float) -> None:
    a_history(file, "a", "b", "c")
    clock(moment)

    async def story() -> None:
        async with kept(file) as history:
            row = (await history.service.reading.page("", HistoryFilter.ALL)).rows[0]
            await history.service.pin(row.id, True)
            history.service.removal.set_limits(KEEP)
            await looked_after(history)
            while await history.service.file.write(history.service.file.remover.purge, False):
                pass
            assert await history.codes() == ["a", "b", "c"]
            token = await history.service.removal.delete([row.id])
            assert token.count == 1
            await history.service.removal.undo(token)
            assert await history.service.reading.totals() == (3, 1)

    asyncio.run(story())


@pytest.mark.parametrize("days", [400, -400])
def test_retention_waits_when_the_clock_jumps_and_says_so(
    file: Path, clock: Callable[[float], None], days: int
) -> None:
    a_history(file, *"abcdef")
    away = NOON + days * DAY_S
    clock(away)

    async def story() -> None:
        async with kept(file, SLOW) as history:
            history.service.removal.set_limits(Retention(days=30, count=5))
            await looked_after(history)
            assert len(await history.codes()) == 6
            wait = history.state.clock_wait
            assert wait is not None
            assert (wait.before, wait.after, wait.until) == (NOON, away, away + DAY_S)
            clock(NOON + 9)  # and back again
            await looked_after(history)
            assert len(await history.codes()) == 6
            assert history.state.clock_wait is not None
            assert history.state.clock_wait.until == NOON + 9 + DAY_S
            clock(NOON + 10 + DAY_S)
            await looked_after(history)
            assert history.state.clock_wait is None
            assert len(await history.codes()) == 3

    asyncio.run(story())


def test_a_clock_that_jumped_while_lookups_were_made_is_noticed(file: Path, clock: Callable[[float], None]) -> None:
    a_history(file, *"abc")

    async def story() -> None:
        async with kept(file, SLOW) as history:
            history.service.removal.set_limits(KEEP)
            clock(NOON + 400 * DAY_S)
            assert await history.service.save(replace(lookups.lookup("ahead"), asked_at=time.time())) is not None
            await looked_after(history)
            assert len(await history.codes()) == 4

    asyncio.run(story())


@pytest.mark.parametrize("forgotten", [False, True], ids=["by its last reading", "by the newest lookup"])
def test_a_long_time_without_the_program_delays_retention_by_a_day(
    file: Path, clock: Callable[[float], None], forgotten: bool
) -> None:
    a_history(file, *"abcdef")
    clock(NOON + 12 * DAY_S)

    async def story() -> None:
        async with kept(file, SLOW) as history:
            if forgotten:
                with history.service._writer.transaction() as connection:
                    connection.execute("DELETE FROM clock")
            history.service.removal.set_limits(KEEP)
            await looked_after(history)
            assert len(await history.codes()) == 6
        clock(NOON + 13.5 * DAY_S)
        async with kept(file, SLOW) as history:
            history.service.removal.set_limits(KEEP)
            await looked_after(history)
            assert set(await history.codes()) == {"a", "b"}

    asyncio.run(story())


def test_what_retention_took_can_be_taken_back_for_a_week(file: Path, clock: Callable[[float], None]) -> None:
    a_history(file, *"abcdef")

    async def story() -> None:
        gone: list[int] = []
        async with kept(file, SLOW) as history:
            history.service.removal.on_retired = gone.append
            history.service.removal.set_limits(KEEP)
            await looked_after(history)
            assert gone == [2]
        for day in (2, 4, 6.9):
            clock(NOON + day * DAY_S)
            async with kept(file, SLOW) as history:
                await looked_after(history)
                assert await history.service.removal.retired() == 2
                assert len(await history.codes()) == 4
        async with kept(file, SLOW) as history:
            assert await history.service.removal.restore_retired() == 2
            assert len(await history.codes()) == 6
            history.service.removal.set_limits(KEEP)
            for day in (7, 9, 13):  # they are spared for a week
                clock(NOON + day * DAY_S)
                await looked_after(history)
                assert len(await history.codes()) == 6
            assert history.state.clock_wait is None
            history.service.removal.set_limits(Retention(days=20))  # unless the person wants others kept
            await looked_after(history)
            assert set(await history.codes()) == {"a"}
        for day in (14, 16, 18, 19.9, 20):
            clock(NOON + day * DAY_S)
            async with kept(file, SLOW) as history:
                await looked_after(history)
                assert await history.service.removal.retired() == (5 if day < 20 else 0)

    asyncio.run(story())


def test_what_a_clock_took_that_was_a_little_ahead_comes_back_by_itself(
    file: Path, clock: Callable[[float], None]
) -> None:
    a_history(file, *"abcdef")

    async def story() -> None:
        async with kept(file, SLOW) as history:
            history.service.removal.set_limits(Retention(days=35))
            clock(NOON + 6 * DAY_S)
            await looked_after(history)
            assert set(await history.codes()) == {"a", "b", "c"}
            deleted = await history.service.removal.delete(
                [(await history.service.reading.page("", HistoryFilter.ALL)).rows[-1].id]
            )
            assert deleted.count == 1
            clock(NOON)
            await looked_after(history)  # the clock was put back: everything waits
            clock(NOON + DAY_S)
            await looked_after(history)
            assert len(await history.codes()) == 3
            assert await history.service.removal.retired() == 2  # these are beyond 35 days by now
            await history.service.removal.undo(deleted)

    asyncio.run(story())


@pytest.mark.parametrize("year", [1900, 1969, 1970, 2038, 2500, 9999])
def test_any_year_is_a_year(file: Path, clock: Callable[[float], None], year: int) -> None:
    moment = (year - 1970) * 365.2425 * DAY_S
    clock(moment)

    async def story() -> None:
        async with kept(file) as history:
            service: HistoryService = history.service
            for code in ("one", "two"):
                assert await service.save(replace(lookups.lookup(code), asked_at=time.time())) is not None
            service.removal.set_limits(Retention(days=1, count=5, size=10_000_000))
            await until(lambda: service.removal._retired_at is not None, "a look")
            await looked_after(history)
            assert await history.codes() == ["two", "one"]
            assert await history.codes("after:1d") == ["two", "one"]
            page = await service.reading.page("one", HistoryFilter.ALL)
            lookup = await service.reading.lookup(page.rows[0].id)
            assert lookup is not None
            assert lookup.asked_at == moment

    asyncio.run(story())
