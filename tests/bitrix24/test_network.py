"""Names and addresses: who is tried first, what is left behind."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from types import SimpleNamespace
from typing import Any

import httpcore
import pytest

from badge_inspector.bitrix24 import network
from badge_inspector.bitrix24.arrivals import ExchangeLoop
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient
from badge_inspector.bitrix24.network import NetworkBackend, ProxyRoute, Resolver, Route
from badge_inspector.bitrix24.stream import Stream
from badge_inspector.domain.secret import Secret
from tests.support import exchange_loop
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer


@pytest.fixture
def listener() -> Any:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Set what every name resolves to from now on; the list fills with the names asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def connect(port: int) -> httpcore.AsyncNetworkStream:
    async def run() -> httpcore.AsyncNetworkStream:
        stream = await NetworkBackend(Resolver()).connect_tcp("portal.example", port, timeout=5)
        await stream.aclose()
        return stream

    return exchange_loop.run(run())


def test_the_next_address_is_tried_when_one_refuses(monkeypatch: pytest.MonkeyPatch, listener: socket.socket) -> None:
    answers(monkeypatch, "127.0.0.2", "127.0.0.3", "127.0.0.1")
    assert connect(listener.getsockname()[1])


def test_the_next_address_is_tried_beside_one_that_is_silent(
    monkeypatch: pytest.MonkeyPatch, listener: socket.socket
) -> None:
    monkeypatch.setattr(network, "HAPPY_EYEBALLS_DELAY_S", 0.01)
    port = listener.getsockname()[1]
    answers(monkeypatch, "127.0.0.2", "127.0.0.1")
    with socket.socket() as silent:
        silent.bind(("127.0.0.2", port))
        silent.listen(0)
        crowd = [socket.socket() for _ in range(3)]
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(silent.getsockname())
        assert connect(port)
        for one in crowd:
            one.close()


def test_first_address_speaks_for_all_that_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    answers(monkeypatch, "127.0.0.1", "127.0.0.2")
    with pytest.raises(httpcore.ConnectError):
        connect(port)


def test_a_name_without_addresses_is_not_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch)
    with pytest.raises(httpcore.ConnectError) as raised:
        connect(1)
    assert isinstance(raised.value.args[0], socket.gaierror)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "fe80::1%1"])
def test_a_numeric_address_is_asked_of_nobody_and_takes_no_time(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    asked = answers(monkeypatch, "10.0.0.1")
    assert exchange_loop.run(Resolver().resolve(address, 443)) == ([address], 0.0)
    assert asked == []


def test_a_name_has_each_of_its_addresses_once_and_the_time_that_finding_them_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers(monkeypatch, "10.0.0.2", "10.0.0.1", "10.0.0.2")
    moments = iter([100.0, 100.25])
    monkeypatch.setattr(network, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    assert exchange_loop.run(Resolver().resolve("portal.example", 443)) == (["10.0.0.2", "10.0.0.1"], 0.25)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' loop does not count its connections")
@pytest.mark.parametrize("is_answered", [True, False])
def test_cancelled_while_it_clears_up_a_race_leaves_no_connection(
    monkeypatch: pytest.MonkeyPatch, listener: socket.socket, is_answered: bool
) -> None:
    answers(monkeypatch, "127.0.0.1" if is_answered else "127.0.0.2")
    close_all = network._close_all
    races: list[asyncio.Task[Any]] = []

    async def cancelled_meanwhile(attempts: list[asyncio.Task[Stream]]) -> None:
        races[0].cancel()
        await close_all(attempts)

    async def run() -> tuple[bool, int]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, ExchangeLoop)
        backend = NetworkBackend(Resolver())
        races.append(asyncio.ensure_future(backend.connect_tcp("portal.example", listener.getsockname()[1])))
        await asyncio.wait(races)
        return races[0].cancelled(), loop.arrivals.count

    monkeypatch.setattr(network, "_close_all", cancelled_meanwhile)
    assert exchange_loop.run(run()) == (True, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' loop does not count its connections")
def test_a_connection_that_came_through_at_the_last_moment_is_closed(listener: socket.socket) -> None:
    """Beside one that was cancelled in time, and one that failed."""
    port = listener.getsockname()[1]

    async def run() -> tuple[int, int]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, ExchangeLoop)
        through, refused, given_up = (
            asyncio.ensure_future(Stream.connect(address, port, None, None))
            for address in ("127.0.0.1", "127.0.0.2", "127.0.0.1")
        )
        given_up.cancel()
        await asyncio.wait([through, refused])
        during = loop.arrivals.count
        await network._close_all([through, refused, given_up])
        return during, loop.arrivals.count

    assert exchange_loop.run(run()) == (1, 0)


def test_a_route_shows_no_credentials() -> None:
    route = Route(ProxyRoute("http://proxy.example:3128", (b"inspector", b"pr0xy"), Secret("pr0xy")))
    shown = repr(route)
    assert "proxy.example" in shown
    assert "inspector" not in shown
    assert "pr0xy" not in shown


@pytest.mark.parametrize(
    ("addresses", "order"),
    [
        (["::1", "::2", "1.1.1.1", "1.1.1.2"], ["::1", "1.1.1.1", "::2", "1.1.1.2"]),
        (["1.1.1.1", "::1", "::2"], ["1.1.1.1", "::1", "::2"]),
        (["1.1.1.1"], ["1.1.1.1"]),
        ([], []),
    ],
)
def test_families_take_turns(addresses: list[str], order: list[str]) -> None:
    assert network._interleaved(addresses) == order


def test_one_question_for_all_who_ask_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, release = threading.Event(), threading.Event()
    names: list[str] = []

    def slow(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        names.append(host)
        asked.set()
        release.wait()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    async def run() -> None:
        resolver = Resolver()
        tasks = [asyncio.ensure_future(resolver.resolve("portal.example", 443)) for _ in range(5)]
        await asyncio.to_thread(asked.wait)
        tasks[0].cancel()
        release.set()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(found[0], asyncio.CancelledError)
        assert [answer[0] for answer in found[1:] if isinstance(answer, tuple)] == [["127.0.0.1"]] * 4
        assert (await resolver.resolve("portal.example", 443))[0] == ["127.0.0.1"]

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    exchange_loop.run(run())
    assert names == ["portal.example"] * 2


def test_completed_goes_on_when_cancelled() -> None:
    done: list[str] = []

    async def work() -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        done.append("done")

    async def run() -> None:
        task = asyncio.ensure_future(network.completed(work()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    exchange_loop.run(run())
    assert done == ["done"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a portable name for the option")
def test_a_connection_is_given_up_once_bytes_went_unacknowledged_for_15_seconds() -> None:
    with FaultyPortal(answer(200, GOOD)) as portal:

        async def run() -> int:
            async with PortalClient() as client:
                await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})
                (pool,) = client._transport._pools.values()
                (connection,) = pool.connections.connections
                stream: Stream = connection._connection._network_stream  # pyright: ignore
                return stream.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)

        assert exchange_loop.run(run()) == 15_000
