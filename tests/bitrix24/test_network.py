"""Names and addresses: who is tried first, what is left behind."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from typing import Any

import httpcore
import pytest

from badge_inspector.bitrix24 import network
from badge_inspector.bitrix24.network import NetworkBackend, Resolver
from tests.support import exchange_loop


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
    with socket.socket() as plain:
        for level, option, value in network._SOCKET_OPTIONS:
            plain.setsockopt(level, option, value)
        assert plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 15_000
