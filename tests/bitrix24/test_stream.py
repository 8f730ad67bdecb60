"""One connection: how much it holds back, when it is unfit for the next request, and what it tells of itself."""

from __future__ import annotations

import asyncio
import select
import selectors
import socket
import ssl
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import httpcore
import pytest

from badge_inspector.bitrix24 import stream as streams
from badge_inspector.bitrix24.arrivals import Arrivals, Effort
from badge_inspector.bitrix24.stream import Stream
from badge_inspector.bitrix24.trace import CURRENT, Recorder
from badge_inspector.domain.exchange import Phase
from tests.support import certificates, exchange_loop
from tests.support.faulty_portal import Conversation, FaultyPortal

MEBIBYTE = 1024 * 1024
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
ENDLESS = b"HTTP/1.1 200 OK\r\n\r\n{}"
POST = SimpleNamespace(method=b"POST")


class Transport(asyncio.Transport):
    """The transport below a connection, as far as that tells it anything."""

    def __init__(self, connection: socket.socket | None = None, ssl_object: object = None) -> None:
        super().__init__({"socket": connection, "ssl_object": ssl_object})
        self.told: list[str] = []

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def write(self, data: bytes | bytearray | memoryview) -> None:
        pass

    def pause_reading(self) -> None:
        self.told.append("pause")

    def resume_reading(self) -> None:
        self.told.append("resume")


@pytest.fixture
def unconnected() -> Iterator[socket.socket]:
    with socket.socket() as connection:
        yield connection


def wire_on(connection: socket.socket, transport: Transport) -> streams._Wire:
    wire = streams._Wire(connection, None)
    wire.connection_made(transport)
    return wire


@asynccontextmanager
async def connected() -> AsyncGenerator[tuple[Stream, socket.socket], None]:
    """A connection, and its other end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stream = await Stream.connect("127.0.0.1", listener.getsockname()[1], None, None)
        try:
            with listener.accept()[0] as other:
                yield stream, other
        finally:
            await stream.aclose()


async def until(is_so: Callable[[], object]) -> None:
    """Let the loop turn until something is so."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - sockets and transports, which set no event
            await asyncio.sleep(0)


async def ask(stream: Stream, other: socket.socket, answer: bytes) -> bytes:
    """Send a request and read the answer's first piece."""
    await stream.write(b"?")
    await stream.write(b"")
    assert other.recv(100) == b"?"
    other.sendall(answer)
    await until(lambda: len(stream._wire.buffer) == len(answer))
    return await stream.read(MEBIBYTE)


class TestWire:
    def test_reading_pauses_above_a_mebibyte_and_goes_on_at_half_of_it(self, unconnected: socket.socket) -> None:
        async def run() -> None:
            transport = Transport()
            wire = wire_on(unconnected, transport)
            wire.data_received(bytes(MEBIBYTE))
            assert transport.told == []
            wire.data_received(b"1")
            wire.data_received(b"2")
            assert transport.told == ["pause"]
            wire.read_buffered(MEBIBYTE // 2 + 1)
            assert transport.told == ["pause"]
            wire.read_buffered(1)
            assert transport.told == ["pause", "resume"]
            wire.read_buffered(1)
            assert transport.told == ["pause", "resume"]
            wire.data_received(bytes(MEBIBYTE))
            assert transport.told == ["pause", "resume", "pause"]

        exchange_loop.run(run())

    @pytest.mark.parametrize("way", ["eof_received", "connection_lost"])
    def test_nobody_waits_for_bytes_behind_the_end(self, unconnected: socket.socket, way: str) -> None:
        async def run() -> None:
            wire = wire_on(unconnected, Transport())
            wire.eof_received() if way == "eof_received" else wire.connection_lost(None)
            assert wire.ended
            await wire.readable()

        exchange_loop.run(run())

    @pytest.mark.parametrize("way", ["taken", "answered", "lost"])
    def test_sending_is_over_once_the_system_took_it_or_there_is_an_answer_or_nobody_to_send_to(
        self, unconnected: socket.socket, way: str
    ) -> None:
        async def run() -> None:
            wire = wire_on(unconnected, Transport())
            wire.pause_writing()
            sending = asyncio.ensure_future(wire.written())
            await asyncio.sleep(0)
            assert not sending.done()
            if way == "taken":
                wire.resume_writing()
            elif way == "answered":
                wire.data_received(b"HTTP/1.1 413")
            else:
                wire.connection_lost(None)
            assert wire.is_writing_paused is (way != "taken")
            for _ in range(3):
                await asyncio.sleep(0)
            assert sending.done()

        exchange_loop.run(run())


class TestStream:
    def test_a_request_goes_out_in_one_piece(self) -> None:
        async def run() -> None:
            async with connected() as (stream, other):
                await stream.write(b"head")
                assert select.select([other], [], [], 0)[0] == []
                await stream.write(b"body")
                await stream.write(b"")
                assert other.recv(100) == b"headbody"

        exchange_loop.run(run())

    def test_a_regular_end_is_no_error(self) -> None:
        async def run() -> bytes:
            async with connected() as (stream, other):
                await ask(stream, other, ENDLESS)
                other.close()
                return await stream.read(100)

        assert exchange_loop.run(run()) == b""

    def test_excess_is_looked_for_without_waiting(self) -> None:
        async def run() -> tuple[int, int, bool]:
            async with connected() as (stream, other):
                before = await stream.excess()
                await ask(stream, other, ANSWER + b"xy")
                other.sendall(b"abc")
                await until(lambda: stream._wire.buffer)
                looking = asyncio.ensure_future(stream.excess())
                for _ in range(5):
                    await asyncio.sleep(0)
                is_over = looking.done()
                return before, await looking, is_over

        assert exchange_loop.run(run()) == (0, 5, True)

    @pytest.mark.parametrize(
        ("behind", "is_looked_for", "late", "logged"),
        [
            (b"xy", True, b"abc", "3 bytes came behind an answer"),
            (b"xy", False, b"abc", "5 bytes came behind an answer"),
            (b"", True, b"x", "1 bytes came behind an answer"),
            (b"xy", True, b"", ""),
            (b"", False, b"", ""),
        ],
        ids=["more", "all", "one", "told already", "none"],
    )
    def test_the_log_has_the_bytes_that_nobody_was_told_of(
        self, caplog: pytest.LogCaptureFixture, behind: bytes, is_looked_for: bool, late: bytes, logged: str
    ) -> None:
        async def run() -> None:
            async with connected() as (stream, other):
                await ask(stream, other, ANSWER + behind)
                if is_looked_for:
                    assert await stream.excess() == len(behind)
                other.sendall(late)
                await until(lambda: len(stream._wire.buffer) == len(late))

        exchange_loop.run(run())
        assert [record.message[: len(logged)] for record in caplog.records] == ([logged] if logged else [])

    def test_a_connection_closed_before_the_answer_has_no_excess(self, caplog: pytest.LogCaptureFixture) -> None:
        async def run() -> None:
            async with connected() as (stream, _):
                await stream.write(b"?")
                await stream.write(b"")

        exchange_loop.run(run())
        assert caplog.records == []

    @pytest.mark.parametrize(
        ("answer", "late", "is_readable", "is_refused"),
        [
            (ANSWER, b"", False, False),
            (ANSWER + b"x", b"", False, True),
            (ANSWER, b"x", True, True),
            (ENDLESS, b"", True, True),
        ],
        ids=["clean", "bytes behind the answer", "bytes later", "an answer without an end"],
    )
    def test_the_next_request_goes_out_on_a_clean_connection_only(
        self, answer: bytes, late: bytes, is_readable: bool, is_refused: bool
    ) -> None:
        async def run() -> None:
            async with connected() as (stream, other):
                await ask(stream, other, answer)
                other.sendall(late)
                await until(lambda: len(stream._wire.buffer) == len(late))
                assert stream.get_extra_info("is_readable") is is_readable
                if not is_refused:
                    assert await ask(stream, other, answer) == answer
                    return
                with pytest.raises(httpcore.WriteError, match="belong to no request"):
                    await stream.write(b"?")
                with pytest.raises(httpcore.ReadError, match="belong to no request"):
                    await stream.read(100)
                assert stream.get_extra_info("is_readable")
                assert select.select([other], [], [], 0)[0] == []

        exchange_loop.run(run())

    def test_nothing_is_sent_on_a_closed_connection(self) -> None:
        async def run() -> None:
            async with connected() as (stream, other):
                await ask(stream, other, ANSWER)
                other.close()
                await until(stream._wire.closed.done)
                assert stream.get_extra_info("is_readable")
                await stream.write(b"?")
                with pytest.raises(httpcore.WriteError, match="the connection is closed"):
                    await stream.write(b"")

        exchange_loop.run(run())

    def test_nothing_is_sent_behind_the_rest_of_a_request(self, unconnected: socket.socket) -> None:
        async def run() -> None:
            wire = wire_on(unconnected, Transport(unconnected))
            stream = Stream(wire, None, "")
            wire.pause_writing()
            assert stream.get_extra_info("is_readable")
            await stream.write(b"?")
            with pytest.raises(httpcore.WriteError):
                await stream.write(b"")

        exchange_loop.run(run())

    @pytest.mark.parametrize(("ssl_object", "expected"), [(None, [1, 2]), (object(), [0, 1])], ids=["http", "tls"])
    def test_the_next_bytes_are_an_answer_s_but_for_the_tickets_of_a_new_connection_s_tls(
        self, unconnected: socket.socket, monkeypatch: pytest.MonkeyPatch, ssl_object: object, expected: list[int]
    ) -> None:
        looks: list[None] = []

        async def run() -> AsyncGenerator[int]:
            wire = wire_on(unconnected, Transport(unconnected, ssl_object))
            monkeypatch.setattr(wire, "expect", lambda: looks.append(None))
            stream = Stream(wire, None, "")
            for _ in expected:
                await stream.write(b"?")
                await stream.write(b"")
                yield len(looks)
                wire.data_received(ANSWER)
                await stream.read(100)

        async def all_of() -> list[int]:
            return [count async for count in run()]

        assert exchange_loop.run(all_of()) == expected

    @pytest.mark.parametrize("way", ["poll", "select"])
    def test_what_waits_in_the_socket_is_seen(self, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
        """Before the first request nothing is read. Windows has no `poll`."""
        if way == "select":
            monkeypatch.delattr(select, "poll", raising=False)

        async def run() -> None:
            async with connected() as (stream, other):
                assert stream.get_extra_info("is_readable") is False
                other.sendall(b"x")
                await asyncio.to_thread(select.select, [stream.get_extra_info("socket").fileno()], [], [])
                assert stream.get_extra_info("is_readable") is True

        exchange_loop.run(run())

    @pytest.mark.parametrize("is_there", [True, False])
    def test_a_socket_that_was_closed_below_it_counts_as_unread(
        self, unconnected: socket.socket, is_there: bool
    ) -> None:
        """The end of TLS is told a turn of the loop later."""

        async def run() -> bool:
            wire = wire_on(unconnected, Transport(unconnected if is_there else None))
            unconnected.close()
            return Stream(wire, None, "").get_extra_info("is_readable")

        assert exchange_loop.run(run()) is True

    def test_a_socket_has_the_options_and_the_address_it_was_given(self) -> None:
        async def run() -> None:
            with socket.create_server(("127.0.0.1", 0)) as listener:
                for _ in range(2):  # the port is the system's choice: two may be open at once
                    options = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
                    stream = await Stream.connect("127.0.0.1", listener.getsockname()[1], "127.0.0.1", options)
                    made = stream.get_extra_info("socket")
                    assert made.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0
                    assert made.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
                    opened.append(stream)
                for stream in opened:
                    await stream.aclose()

        opened: list[Stream] = []
        exchange_loop.run(run())

    def test_a_download_lasts_until_the_answer_is_whole(self) -> None:
        async def run() -> Recorder:
            recorder = Recorder()
            CURRENT.set(recorder)
            async with connected() as (stream, other):
                await recorder.on_event("http11.send_request_headers.started", {"request": POST})
                await ask(stream, other, ANSWER[:9])
                other.sendall(ANSWER[9:])
                await until(lambda: stream._wire.buffer)
                await stream.read(MEBIBYTE)
            return recorder

        download = exchange_loop.run(run()).finish().span(Phase.DOWNLOAD)
        assert download is not None
        assert download.duration_s > 0

    def test_tls_ends_with_its_handshake_and_not_with_the_next_step(self, tmp_path: Path) -> None:
        with FaultyPortal(Conversation.hold, tls=certificates.server_context("127.0.0.1")) as portal:
            context = ssl.create_default_context(cafile=certificates.authority_file(tmp_path))

            async def run() -> Recorder:
                recorder = Recorder()
                CURRENT.set(recorder)
                stream = await Stream.connect("127.0.0.1", portal.port, None, None)
                await recorder.on_event("connection.start_tls.started", {})
                secured = await stream.start_tls(context, "127.0.0.1")
                await recorder.on_event("http11.send_request_headers.started", {"request": POST})
                await secured.aclose()
                return recorder

            timeline = exchange_loop.run(run()).finish()
        tls, send = timeline.span(Phase.TLS), timeline.span(Phase.SEND)
        assert tls is not None
        assert send is not None
        assert 0 < tls.end_s < send.start_s


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("127.0.0.1", (socket.AF_INET, ("127.0.0.1", 443))),
        ("::1", (socket.AF_INET6, ("::1", 443, 0, 0))),
        ("fe80::1%7", (socket.AF_INET6, ("fe80::1", 443, 0, 7))),
    ],
)
def test_addresses_as_the_system_takes_them(address: str, taken: object) -> None:
    assert streams._numeric(address, 443) == taken


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other names for it")
def test_a_zone_may_be_an_interface_s_name() -> None:
    number, name = socket.if_nameindex()[0]
    assert streams._numeric(f"fe80::1%{name}", 443) == (socket.AF_INET6, ("fe80::1", 443, 0, number))


@pytest.mark.parametrize("shook_s", [None, 0.0, 5000.0])
def test_a_connection_was_made_when_the_system_said_so_or_at_once(
    monkeypatch: pytest.MonkeyPatch, shook_s: float | None
) -> None:
    monkeypatch.setattr(streams, "handshake_s", lambda _: shook_s)
    with socket.create_server(("127.0.0.1", 0)) as listener, Arrivals() as arrivals, socket.socket() as connection:
        arrivals.watch(connection)
        effort = Effort()
        assert effort.began_at <= streams._connected_at(connection, arrivals, effort) <= effort.ended_at()
        connection.connect(listener.getsockname())
        arrivals.register(connection, selectors.EVENT_WRITE)
        arrivals.select(20)
        arrival = arrivals.of(connection)
        assert arrival is not None
        made_at = effort.began_at if shook_s == 0.0 else arrival.last_at
        assert streams._connected_at(connection, arrivals, effort) == made_at
