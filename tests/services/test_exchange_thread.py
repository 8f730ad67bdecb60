"""The seam between the window's loop and the exchanges': results, errors, contexts, cancelling, progress, the end."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

import pytest

from badge_inspector.bitrix24.arrivals import exchange_loop
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.services.exchange_thread import ExchangeThread, here
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer

ASKED_BY: ContextVar[str] = ContextVar("asked_by", default="nobody")


def crossing(body: Callable[[ExchangeThread], Awaitable[Any]]) -> Any:
    """Run `body` on one loop with another in its thread."""

    async def run() -> Any:
        exchanges = ExchangeThread()
        exchanges.start(exchange_loop())
        try:
            return await body(exchanges)
        finally:
            await exchanges.close()

    return asyncio.run(run())


def test_work_runs_on_the_thread_and_its_result_comes_back() -> None:
    async def where() -> str:
        return threading.current_thread().name

    assert crossing(lambda exchanges: exchanges.run(where())) == "badge-inspector-exchanges"


def test_an_error_is_the_same_object() -> None:
    error = LookupError("as raised")

    async def fails() -> None:
        raise error

    with pytest.raises(LookupError) as raised:
        crossing(lambda exchanges: exchanges.run(fails()))
    assert raised.value is error


def test_the_context_of_the_caller_is_there() -> None:
    async def asked_by() -> str:
        return ASKED_BY.get()

    async def body(exchanges: ExchangeThread) -> str:
        ASKED_BY.set("a person")
        return await exchanges.run(asked_by())

    assert crossing(body) == "a person"


def test_cancelling_ends_the_work_before_it_returns() -> None:
    told: list[str] = []
    begun = threading.Event()

    async def work() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            told.append("cleaned up")

    async def body(exchanges: ExchangeThread) -> None:
        task = asyncio.ensure_future(exchanges.run(work()))
        await asyncio.to_thread(begun.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        told.append("returned")

    crossing(body)
    assert told == ["cleaned up", "returned"]


def test_cancelled_before_it_began_and_cancelled_twice() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    async def body(exchanges: ExchangeThread) -> None:
        task = asyncio.ensure_future(exchanges.run(never()))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    crossing(body)


def test_a_result_that_comes_with_the_cancel_is_dropped() -> None:
    async def stubborn() -> str:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "done all the same"
        return "never"

    async def body(exchanges: ExchangeThread) -> None:
        task = asyncio.ensure_future(exchanges.run(stubborn()))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    crossing(body)


def test_a_thousand_cancels_in_a_row() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    async def answer() -> int:
        return 42

    async def body(exchanges: ExchangeThread) -> int:
        for _ in range(1000):
            task = asyncio.ensure_future(exchanges.run(never()))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return await exchanges.run(answer())

    assert crossing(body) == 42


def test_a_thousand_lookups_cancelled_wherever_they_are_leave_a_client_that_answers() -> None:
    async def body(exchanges: ExchangeThread) -> Reply:
        client = PortalClient()
        profile = portal.profile()
        client.pacer.use(profile.address.authority, LeakyBucket(1_000_000, 1_000_000))

        async def ask() -> Reply:
            return await client.call(profile, WEBHOOK, GET_METHOD, {"code": "missedCall"})

        try:
            for number in range(1000):
                task = asyncio.ensure_future(exchanges.run(ask()))
                for _ in range(1 + number % 40):
                    await asyncio.sleep(0)
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):  # or it was answered already
                    await task
            return await exchanges.run(ask())
        finally:
            await exchanges.run(client.aclose())

    with FaultyPortal(answer(200, GOOD)) as portal:
        reply = crossing(body)
    assert reply.failure is None
    assert reply.exchange.response is not None
    assert reply.exchange.response.body == GOOD


def test_progress_comes_in_order_and_before_the_result() -> None:
    told: list[object] = []

    async def work(tell: Callable[..., object]) -> None:
        for number in range(100):
            tell(number)
            await asyncio.sleep(0)

    async def body(exchanges: ExchangeThread) -> None:
        await exchanges.run(work(here(told.append)))
        told.append("end")

    crossing(body)
    assert told == [*range(100), "end"]


def test_closing_ends_what_still_runs() -> None:
    told: list[str] = []
    begun = threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            told.append("ended")

    async def body(exchanges: ExchangeThread) -> None:
        exchanges.call(lambda: asyncio.ensure_future(work()))
        await asyncio.to_thread(begun.wait)

    crossing(body)
    assert told == ["ended"]


def test_an_error_that_nobody_awaits_is_told_as_one_of_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: seen.append(arguments.exc_type))

    def fails() -> None:
        raise ZeroDivisionError

    async def body(exchanges: ExchangeThread) -> None:
        exchanges.call(fails)

    crossing(body)
    assert seen == [ZeroDivisionError]
