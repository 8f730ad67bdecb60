"""The server side of HTTP/1.1: reading of requests within limits, writing of answers, and faults on demand.

Requests are parsed by h11. Answers are written here: h11 refuses to send most of the faults that a client has to be
tried with.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus

import h11

MAX_HEAD_BYTES = 64 * 1024
MAX_HEADERS = 100
MAX_BODY_BYTES = 4 * 1024 * 1024
LINGER_S = 2.0
_PIECE_BYTES = 256 * 1024

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class BadRequest(Exception):  # noqa: N818 - named after the answer it becomes
    """A request that is refused before it is understood: the answer's HTTP status, and the connection closes."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request. Header names are lower-case; of repeated ones the first counts."""

    method: str
    path: str
    query: bytes
    headers: dict[str, str]
    body: bytes
    keep_alive: bool


class Ending(Enum):
    """Endings of a connection after an answer's bytes: all but the first are faults."""

    NORMAL = auto()
    CLOSE = auto()
    RESET = auto()
    HANG = auto()


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """One answer. The faults: `raw` sends the body alone, without a status line; `declared_length` is a false
    `Content-Length`; `pause_s` is waited after every byte."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    ending: Ending = Ending.NORMAL
    raw: bool = False
    declared_length: int | None = None
    pause_s: float = 0.0

    @property
    def content_length(self) -> int:
        return len(self.body) if self.declared_length is None else self.declared_length


def page(status: int, text: str, headers: Iterable[tuple[str, str]] = ()) -> HttpAnswer:
    """An HTML answer."""
    return HttpAnswer(status, (("Content-Type", "text/html; charset=utf-8"), *headers), text.encode())


def front_end_page(status: int, headers: Iterable[tuple[str, str]] = ()) -> HttpAnswer:
    """The page a bare nginx shows for an error."""
    title = f"{status} {reason_phrase(status)}"
    return page(
        status,
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
        headers,
    )


def reason_phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def http_date(epoch: float) -> str:
    """RFC 9110's date, in English under any locale."""
    at = time.gmtime(epoch)
    return (
        f"{_DAYS[at.tm_wday]}, {at.tm_mday:02} {_MONTHS[at.tm_mon - 1]} {at.tm_year} "
        f"{at.tm_hour:02}:{at.tm_min:02}:{at.tm_sec:02} GMT"
    )


class Requests:
    """Requests of one connection, in turn, parsed by h11. What comes behind one belongs to the next."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, idle_s: float, request_s: float
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._idle_s = idle_s
        self._request_s = request_s
        self._left = b""

    async def next(self) -> HttpRequest | None:
        """The next request; None when the client closed between two requests or stayed idle for `idle_s` seconds.

        Raises BadRequest, also when the request is not whole `request_s` seconds after its first byte;
        asyncio.IncompleteReadError when the client leaves in mid-request.
        """
        try:
            async with asyncio.timeout(self._idle_s):
                while not self._left:
                    piece = await self._reader.read(MAX_HEAD_BYTES)
                    if not piece:
                        return None
                    self._left = piece.lstrip(b"\r\n")  # RFC 9112 2.2: empty lines before a request are skipped
        except TimeoutError:
            return None
        try:
            async with asyncio.timeout(self._request_s):
                return await self._read()
        except TimeoutError as error:
            raise BadRequest(408, "too slow") from error

    async def _read(self) -> HttpRequest:
        parser = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)
        parser.receive_data(self._left)
        start = await self._event(parser)
        if not isinstance(start, h11.Request):
            raise BadRequest(400, "not a request")
        headers = _checked_headers(start)
        body = bytearray()
        while isinstance(event := await self._event(parser), h11.Data):
            body += event.data
            if len(body) > MAX_BODY_BYTES:
                raise BadRequest(413, "body too large")
        self._left = parser.trailing_data[0].lstrip(b"\r\n")
        connection = headers.get("connection", "").lower()
        path, _, query = start.target.partition(b"#")[0].partition(b"?")
        if not path.startswith(b"/"):  # the absolute form that proxies are sent: keep the path alone
            path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
        return HttpRequest(
            start.method.decode("ascii"),
            path.decode("latin-1"),
            query,
            headers,
            bytes(body),
            keep_alive="keep-alive" in connection if start.http_version == b"1.0" else "close" not in connection,
        )

    async def _event(self, parser: h11.Connection) -> object:
        try:
            while (event := parser.next_event()) is h11.NEED_DATA:
                if parser.they_are_waiting_for_100_continue:
                    go_on = h11.InformationalResponse(status_code=100, headers=[], reason=b"Continue")
                    self._writer.write(parser.send(go_on) or b"")
                piece = await self._reader.read(MAX_HEAD_BYTES)
                if not piece:
                    raise asyncio.IncompleteReadError(b"", None)
                parser.receive_data(piece)
        except h11.RemoteProtocolError as error:
            status = error.error_status_hint
            endless_target = status == 431 and b"\n" not in parser.trailing_data[0]
            raise BadRequest(414 if endless_target else status, str(error)) from error
        return event


def _checked_headers(request: h11.Request) -> dict[str, str]:
    """Headers of a request that this server answers; those that h11 lets pass and RFC 9112 does not are refused."""
    if not request.http_version.startswith(b"1."):
        raise BadRequest(505, "not HTTP/1")
    size = sum(len(name) + len(value) for name, value in request.headers)
    if len(request.headers) > MAX_HEADERS or size > MAX_HEAD_BYTES:
        raise BadRequest(431, "too many headers")
    headers: dict[str, str] = {}
    for name, value in request.headers:
        headers.setdefault(name.decode("ascii"), value.decode("latin-1"))
    if "content-length" in headers:
        if "transfer-encoding" in headers:  # section 6.1: how a request is smuggled past a proxy
            raise BadRequest(400, "two lengths")
        if int(headers["content-length"]) > MAX_BODY_BYTES:
            raise BadRequest(413, "body too large")
    return headers


def head(answer: HttpAnswer, *, keep_alive: bool, now: float) -> bytes:
    """The status line and the headers."""
    lines = [
        f"HTTP/1.1 {answer.status} {reason_phrase(answer.status)}",
        "Server: nginx (Badge Inspector demo portal)",
        f"Date: {http_date(now)}",
        f"Content-Length: {answer.content_length}",
        f"Connection: {'keep-alive' if keep_alive else 'close'}",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


async def send(writer: asyncio.StreamWriter, data: bytes, pause_s: float = 0.0) -> None:
    """Write and wait until the client takes it: at once, or byte by byte."""
    if not pause_s:
        rest = memoryview(data)
        while rest:  # by pieces: the transport copies what the client does not take at once
            writer.write(rest[:_PIECE_BYTES])
            rest = rest[_PIECE_BYTES:]
            await writer.drain()
        return
    for byte in data:
        writer.write(bytes((byte,)))
        await writer.drain()
        await asyncio.sleep(pause_s)


async def drain_input(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Finish writing and read what the client still sends, for a short while: closing with unread input would reset
    the connection and lose the answer. TLS knows no half-closed connection: there the client is left to it."""
    if not writer.can_write_eof():
        return
    writer.write_eof()
    try:
        async with asyncio.timeout(LINGER_S):
            while await reader.read(MAX_HEAD_BYTES):
                pass
    except TimeoutError:
        return


def reset(writer: asyncio.StreamWriter) -> None:
    """Close so that the client's system reports a reset."""
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("HH" if sys.platform == "win32" else "ii", 1, 0))
    writer.transport.abort()
