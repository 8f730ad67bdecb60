"""The portal's end of HTTP/1.1: reading a request within limits, writing an answer, misbehaving on demand.

A small part of RFC 9112, enough for every client of a REST portal: keep-alive, pipelining, `Content-Length`,
`Expect: 100-continue`. Chunked requests are refused (501), as are contradictory lengths (400).
"""

from __future__ import annotations

import asyncio
import re
import socket
import struct
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus

MAX_HEAD_BYTES = 64 * 1024
MAX_HEADERS = 100
MAX_BODY_BYTES = 4 * 1024 * 1024
LINGER_S = 2.0
_PIECE_BYTES = 256 * 1024

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


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


async def read_request(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, idle_s: float, request_s: float
) -> HttpRequest | None:
    """The next request; None when the client closed between two requests or stayed idle for `idle_s` seconds.

    Raises BadRequest, also when the request is not whole `request_s` seconds after its first byte;
    asyncio.IncompleteReadError when the client leaves in mid-request.
    """
    first = b"\n"
    try:
        async with asyncio.timeout(idle_s):
            while first in (b"\r", b"\n"):  # RFC 9112 2.2: empty lines before a request are skipped
                first = await reader.read(1)
    except TimeoutError:
        return None
    if not first:
        return None
    if not _TOKEN.fullmatch(first):
        raise BadRequest(400, "not a request line")
    try:
        async with asyncio.timeout(request_s):
            return await _read_rest(first, reader, writer)
    except TimeoutError as error:
        raise BadRequest(408, "too slow") from error


async def _read_rest(first: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> HttpRequest:
    line = first + await _read_line(reader, 414)
    words = line.split(b" ")
    if len(words) != 3 or not _TOKEN.fullmatch(words[0]):
        raise BadRequest(400, "not a request line")
    method, target, version = words[0].decode("ascii"), words[1], words[2]
    if not re.fullmatch(rb"HTTP/1\.[0-9]", version):
        raise BadRequest(505 if version.startswith(b"HTTP/") else 400, "not HTTP/1")
    headers = await _read_headers(reader)
    is_11 = version != b"HTTP/1.0"
    if is_11 and "host" not in headers:
        raise BadRequest(400, "no Host")
    if "transfer-encoding" in headers:
        raise BadRequest(501, "chunked requests are not understood")
    body = await _read_body(reader, writer, headers)
    connection = headers.get("connection", "").lower()
    path, _, query = target.partition(b"#")[0].partition(b"?")
    if not path.startswith(b"/"):  # the absolute form that proxies are sent: keep the path alone
        path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
    return HttpRequest(
        method,
        path.decode("latin-1"),
        query,
        headers,
        body,
        keep_alive="close" not in connection if is_11 else "keep-alive" in connection,
    )


async def _read_line(reader: asyncio.StreamReader, too_long: int) -> bytes:
    try:
        line = await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        raise BadRequest(too_long, "line too long") from error
    return line.rstrip(b"\r\n")


async def _read_headers(reader: asyncio.StreamReader) -> dict[str, str]:
    headers: dict[str, str] = {}
    size = 0
    for _ in range(MAX_HEADERS + 1):
        line = await _read_line(reader, 431)
        if not line:
            return headers
        size += len(line)
        name, colon, value = line.partition(b":")
        if not colon or not _TOKEN.fullmatch(name):
            raise BadRequest(400, "not a header")
        if size > MAX_HEAD_BYTES:
            break
        key, text = name.decode("ascii").lower(), value.strip(b" \t").decode("latin-1")
        if key in ("content-length", "host") and headers.get(key, text) != text:
            raise BadRequest(400, f"two values of {key}")
        headers.setdefault(key, text)
    raise BadRequest(431, "too many headers")


async def _read_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, headers: dict[str, str]) -> bytes:
    length = headers.get("content-length", "0")
    if not re.fullmatch(r"[0-9]{1,18}", length, re.ASCII):
        raise BadRequest(400, "not a length")
    if int(length) > MAX_BODY_BYTES:
        raise BadRequest(413, "body too large")
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    return await reader.readexactly(int(length))


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
