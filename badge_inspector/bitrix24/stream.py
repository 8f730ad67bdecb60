"""One connection to a portal: asyncio's transport in the form that httpcore asks for.

It reads bytes as soon as they arrive, also while no reader waits, and follows the framing of each answer with a parser
of its own. By this it has three facts that httpcore does not report: whether bytes came behind an answer (they belong
to no request: RFC 9112, section 6.3), whether an answer came before the whole request was sent, and the moment of each
of these (`arrivals.py`). A request is written in one piece, header and body.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import select
import socket
import ssl
import time
from collections.abc import Iterable
from functools import partial
from typing import Any, cast

import h11
import httpcore

from badge_inspector.bitrix24.arrivals import Arrival, Arrivals, Effort, ExchangeLoop, handshake_s, since_last_bytes_s
from badge_inspector.bitrix24.trace import CURRENT

_log = logging.getLogger(__name__)

BUFFERED_BYTES = 1024 * 1024
"""Reading pauses above this: a server must not fill the memory faster than the body is consumed."""


class CertificateNotPinnedError(Exception):
    """The server showed another certificate than the pinned one; the connection is closed, no request went out."""

    def __init__(self, der: bytes) -> None:
        super().__init__("the certificate is not the pinned one")
        self.der = der


class AmbiguousLengthError(httpcore.RemoteProtocolError):
    """An answer declares its length twice, by Content-Length and by Transfer-Encoding, so its end is ambiguous (RFC
    9112, section 6.3).
    """


class AnswerFraming:
    """The end of one answer, found by h11 in the bytes that httpcore is given too.

    Attributes:
        is_whole: the answer's last byte came.
        excess: bytes that came behind it.
        begun: whether any byte came.
    """

    def __init__(self) -> None:
        self.is_whole = False
        self.excess = 0
        self.begun = False
        self._parser: h11.Connection | None = None  # not before the first byte: making it would count as sending

    def feed(self, data: bytes) -> None:
        """Follow received bytes. Bytes that are not HTTP are ignored here: httpcore raises for them."""
        self.begun = True
        if self.is_whole:
            self.excess += len(data)
            return
        parser = self._parser = self._parser or _answer_parser()
        try:
            parser.receive_data(data)
            while not self.is_whole:
                event = parser.next_event()
                if event is h11.NEED_DATA or event is h11.PAUSED:
                    return
                self.is_whole = type(event) is h11.EndOfMessage
        except h11.RemoteProtocolError:  # h11 raises it for all that follows too
            return
        self.excess = len(parser.trailing_data[0])


def _answer_parser() -> h11.Connection:
    """A parser that waits for the answer to a request."""
    parser = h11.Connection(h11.CLIENT)
    parser.send(h11.Request(method="POST", target="/", headers=[("Host", "-"), ("Content-Length", "0")]))
    parser.send(h11.EndOfMessage())
    return parser


class _Wire(asyncio.Protocol):
    """The receiving and sending side of a connection's asyncio transport.

    Attributes:
        buffer: bytes received and not yet read.
        came: when the first and the last byte of `buffer` came; not set before there were any.
        ended: the other end sends no more. `error` says why when it was not a regular end.
        is_writing_paused: the system has not taken yet what was written.
    """

    transport: asyncio.Transport
    came: Arrival

    def __init__(self, connection: socket.socket, arrivals: Arrivals | None) -> None:
        self._connection = connection
        self._number = connection.fileno()
        self._arrivals = arrivals
        self.buffer = bytearray()
        self.ended = False
        self.error: Exception | None = None
        self.closed = asyncio.get_running_loop().create_future()
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._reading_paused = False
        self.is_writing_paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.use(cast("asyncio.Transport", transport))

    def use(self, transport: asyncio.Transport) -> None:
        """Take another transport: TLS begins on this connection."""
        self.transport = transport
        self._counts_bytes = transport.get_extra_info("ssl_object") is None
        # `written` waits until the system has taken everything; with 0, TLS would pause for an empty buffer and stay so
        transport.set_write_buffer_limits(high=1)

    def data_received(self, data: bytes) -> None:
        arrival = self._arrivals.of(self._connection) if self._arrivals is not None else None
        if arrival is None:
            now = time.monotonic()
            arrival = Arrival(now, now)
        if self._counts_bytes:
            arrival = arrival.when_read(len(data), partial(since_last_bytes_s, self._connection))
        self.came = Arrival(self.came.first_at if self.buffer else arrival.first_at, arrival.last_at)
        self.buffer += data
        if len(self.buffer) > BUFFERED_BYTES and not self._reading_paused:
            self._reading_paused = True
            self.transport.pause_reading()
        _wake(self._reader)
        _wake(self._writer)

    def eof_received(self) -> None:
        self.ended = True
        _wake(self._reader)

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.error = self.error or exc
        if self._arrivals is not None:
            self._arrivals.forget(self._number, self._connection)
        _wake(self._reader)
        _wake(self._writer)
        _wake(self.closed)

    def pause_writing(self) -> None:
        self.is_writing_paused = True

    def resume_writing(self) -> None:
        self.is_writing_paused = False
        _wake(self._writer)

    async def readable(self) -> None:
        """Wait, while there are no bytes to read, until some come or the other end has finished."""
        if not self.ended:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None

    def read_buffered(self, most: int) -> bytes:
        """The next bytes, at most so many."""
        taken = bytes(self.buffer[:most])
        del self.buffer[:most]
        if self._reading_paused and len(self.buffer) <= BUFFERED_BYTES // 2:
            self._reading_paused = False
            self.transport.resume_reading()
        return taken

    async def written(self) -> None:
        """Wait until the system has taken what was written, or an answer came before."""
        while self.is_writing_paused and not self.buffer and not self.closed.done():
            self._writer = asyncio.get_running_loop().create_future()
            try:
                await self._writer
            finally:
                self._writer = None

    def expect(self) -> None:
        """The next bytes are an answer's."""
        if self._arrivals is not None:
            self._arrivals.expect(self._connection)

    def handshake_ended_at(self) -> float:
        return time.monotonic() if self._arrivals is None else self._arrivals.dealt_with_at(self._connection)


class Stream(httpcore.AsyncNetworkStream):
    """A connection that reports the first byte to the current exchange, counts the bytes behind an answer, and compares
    certificates with a pin.

    `pinned` is the context whose handshakes are checked against `pin` (SHA-256, lower-case hex) and not by OpenSSL.
    """

    _begins_with_answer: bool  # whether the next bytes are an answer's; set with each request

    def __init__(self, wire: _Wire, pinned: ssl.SSLContext | None, pin: str) -> None:
        self._wire = wire
        self._pinned = pinned
        self._pin = pin
        self._framing: AnswerFraming | None = None
        self._unsent = bytearray()
        self._is_spoilt = False
        self._told = 0

    @classmethod
    async def connect(
        cls,
        address: str,
        port: int,
        local_address: str | None,
        options: Iterable[httpcore.SOCKET_OPTION] | None,
        *,
        pinned: ssl.SSLContext | None = None,
        pin: str = "",
    ) -> Stream:
        """Connect to an address that is a number already. Raises OSError."""
        loop = asyncio.get_running_loop()
        arrivals = loop.arrivals if isinstance(loop, ExchangeLoop) else None
        family, other_end = _numeric(address, port)
        connection = socket.socket(family, socket.SOCK_STREAM)
        number = connection.fileno()
        if arrivals is not None:
            arrivals.watch(connection)
        try:
            connection.setblocking(False)
            for option in options or ():
                connection.setsockopt(*option)  # pyright: ignore[reportArgumentType, reportCallIssue] - httpcore's union
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if local_address is not None:
                connection.bind((local_address, 0))
            recorder = CURRENT.get()
            effort = Effort()
            if recorder is not None:
                recorder.connecting(effort.began_at)
            await loop.sock_connect(connection, other_end)
            if recorder is not None:
                recorder.connected(_connected_at(connection, arrivals, effort))
            transport, wire = await loop.create_connection(lambda: _Wire(connection, arrivals), sock=connection)
        except BaseException:
            if arrivals is not None:
                arrivals.forget(number, connection)
            connection.close()
            raise
        transport.pause_reading()  # what comes before the first request is for TLS, if for anybody
        return cls(wire, pinned, pin)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        wire = self._wire
        await self._send(timeout)
        if self._is_spoilt:
            raise httpcore.ReadError("bytes came on the kept connection that belong to no request")
        if not wire.buffer:
            try:
                async with asyncio.timeout(timeout):
                    await wire.readable()
            except TimeoutError as error:
                raise httpcore.ReadTimeout("timed out") from error
        if not wire.buffer and wire.error is not None:
            raise httpcore.ReadError(wire.error) from wire.error
        data = wire.read_buffered(max_bytes)
        if data:
            if self._framing is not None:
                self._framing.feed(data)
            recorder = CURRENT.get()
            if recorder is not None:
                is_whole = self._framing is not None and self._framing.is_whole
                recorder.came(data, wire.came.first_at, wire.came.last_at if is_whole else None)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        wire = self._wire
        if self._framing is None or self._framing.begun:
            if self._framing is not None and (wire.buffer or self._framing.excess or not self._framing.is_whole):
                self._is_spoilt = True  # httpcore passes over a write's error and reads on
                raise httpcore.WriteError("bytes came on the kept connection that belong to no request")
            # With a new connection's TLS its tickets come before the answer.
            self._begins_with_answer = self._framing is not None or self.get_extra_info("ssl_object") is None
            self._framing = AnswerFraming()
            wire.transport.resume_reading()
        self._unsent += buffer
        if not buffer:  # httpcore's word for the end of a request
            await self._send(timeout)

    async def _send(self, timeout: float | None) -> None:
        """Send what was written."""
        if not self._unsent:
            return
        wire = self._wire
        unsent, self._unsent = bytes(self._unsent), bytearray()
        if wire.closed.done() or wire.is_writing_paused:
            raise httpcore.WriteError(wire.error or "the connection is closed") from wire.error
        if self._begins_with_answer:
            wire.expect()
        effort = Effort()
        wire.transport.write(unsent)
        sent_at = effort.ended_at()
        if wire.is_writing_paused:
            try:
                async with asyncio.timeout(timeout):
                    await wire.written()
            except TimeoutError as error:
                raise httpcore.WriteTimeout("timed out") from error
            sent_at = wire.came.first_at if wire.buffer else time.monotonic()
        if wire.error is not None:
            raise httpcore.WriteError(wire.error) from wire.error
        recorder = CURRENT.get()
        if recorder is not None:
            recorder.sent(effort.began_at, sent_at)

    @property
    def has_sent_all(self) -> bool:
        """False when the answer came before the whole request was sent: the rest is still on its way."""
        return not self._wire.is_writing_paused

    async def excess(self) -> int:
        """Bytes that came behind the answer that was read, as far as they are here by now; 0 when the connection may
        be used again."""
        for _ in range(2):  # a turn in which the loop looks at the socket, and one in which it hands over what it found
            await asyncio.sleep(0)
        self._told = self._excess()
        return self._told

    def _excess(self) -> int:
        """Bytes behind an answer; the rest of one that was not read to its end is none."""
        framing = self._framing
        return framing.excess + len(self._wire.buffer) if framing is not None and framing.is_whole else 0

    async def aclose(self) -> None:
        late = self._excess() - self._told
        if late > 0:  # whose answer they came behind was shown long ago, and perhaps saved
            host = self._wire.transport.get_extra_info("peername")
            _log.warning("%d bytes came behind an answer of %s, before the next request: not used again", late, host)
        self._wire.transport.abort()
        await asyncio.wait([self._wire.closed])

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        wire = self._wire
        made: asyncio.Transport | None = None
        try:
            async with asyncio.timeout(timeout):
                made = await loop.start_tls(wire.transport, wire, ssl_context, server_hostname=server_hostname)
            if made is None:  # the connection was lost in the turn in which the handshake ended
                raise httpcore.ConnectError("the connection was closed")
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("timed out") from error
        except OSError as error:  # ssl.SSLError is one
            raise httpcore.ConnectError(error) from error
        else:
            recorder = CURRENT.get()
            if recorder is not None:
                recorder.secured(wire.handshake_ended_at())
            wire.use(made)
        finally:
            if made is None:  # asyncio tells the end of a failed handshake to nobody
                wire.transport.abort()
                wire.connection_lost(None)
        secured = Stream(wire, self._pinned, self._pin)
        if ssl_context is self._pinned:
            der = peer_certificate(secured)
            if hashlib.sha256(der).hexdigest() != self._pin:
                await secured.aclose()
                raise CertificateNotPinnedError(der)
        return secured

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # httpcore asks it of an idle connection: whatever there is, it is not for us
            return (
                self._is_spoilt
                or not self.has_sent_all
                or bool(self._wire.buffer)
                or (self._framing is not None and not self._framing.is_whole)  # its end is a matter of opinion
                or self._wire.ended
                or self._has_unread()
            )
        return self._wire.transport.get_extra_info(
            {"client_addr": "sockname", "server_addr": "peername"}.get(info, info)
        )

    def _has_unread(self) -> bool:
        connection: socket.socket | None = self._wire.transport.get_extra_info("socket")
        if connection is None or (number := connection.fileno()) == -1:
            return True  # it was closed
        if hasattr(select, "poll"):
            look = select.poll()
            look.register(number, select.POLLIN)
            return bool(look.poll(0))
        return bool(select.select([number], [], [], 0)[0])


def peer_certificate(stream: httpcore.AsyncNetworkStream) -> bytes:
    """The certificate the other end showed, in DER form; b"" without TLS."""
    ssl_object = stream.get_extra_info("ssl_object")
    return (ssl_object.getpeercert(binary_form=True) or b"") if ssl_object is not None else b""


def _numeric(address: str, port: int) -> tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]:
    """An address as the system takes it; a zone of IPv6 may be a number or an interface's name."""
    if ":" not in address:
        return socket.AF_INET, (address, port)
    host, _, zone = address.partition("%")
    scope = int(zone) if zone.isdigit() else socket.if_nametoindex(zone) if zone else 0
    return socket.AF_INET6, (host, port, 0, scope)


def _connected_at(connection: socket.socket, arrivals: Arrivals | None, effort: Effort) -> float:
    if arrivals is None:
        return time.monotonic()
    arrival = arrivals.of(connection)
    ready_at = effort.ended_at() if arrival is None else arrival.last_at  # without one it took no waiting
    shook_s = handshake_s(connection)
    return ready_at if shook_s is None else min(ready_at, effort.began_at + shook_s)


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
