"""An HTTP/1.1 server on 127.0.0.1 in a thread of its own: connections in, requests to a handler, answers out.

It knows nothing of portals. One asyncio loop serves all connections, so a slow or silent client costs a task and no
thread, and stopping is cancelling.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import socket
import ssl
import sys
import threading
import time
from collections.abc import Awaitable, Callable

from badge_inspector.demo.http11 import (
    MAX_HEAD_BYTES,
    BadRequest,
    Ending,
    HttpAnswer,
    HttpRequest,
    Requests,
    drain_input,
    front_end_page,
    head,
    reset,
    send,
)

_M_TRIM_THRESHOLD = -1  # malloc.h
_M_MMAP_THRESHOLD = -3
_LARGE = 1024 * 1024


def release_large_blocks() -> None:
    """glibc learns from each freed block of megabytes to take the next ones, up to 32 MiB, from a heap, and leaves the
    free end of a thread's heap alone (`malloc_trim` too): hundreds of megabytes stayed after a burst. With limits of
    ours it learns nothing, and a large block goes back the moment it is freed. Nothing where there is no glibc: other
    allocators give back by themselves."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _LARGE)


HOST = "127.0.0.1"
IDLE_S = 75.0
REQUEST_S = 20.0
MAX_CONNECTIONS = 128
"""Above this, whoever has been here longest is sent away for each newcomer."""
BURST_BYTES = 8 * 1024 * 1024
CALM_S = 0.5
"""After BURST_BYTES of requests and answers."""

_log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], Awaitable[HttpAnswer]]


class LoopbackServer:
    """Binds at once, on free ports: as many as asked for. `start` and `stop` belong to one thread; a server is started
    once. `idle_s` and `request_s` are how long, in seconds, a connection may rest between requests and a request may
    take to arrive. `calm_down` may let go of memory: it is called in the server's thread, CALM_S after BURST_BYTES went
    in and out and at the end."""

    def __init__(
        self,
        handler: Handler,
        *,
        ports: int = 1,
        tls: ssl.SSLContext | None = None,
        idle_s: float = IDLE_S,
        request_s: float = REQUEST_S,
        calm_down: Callable[[], object] = lambda: None,
    ) -> None:
        self._handler = handler
        self._calm_down = calm_down
        self._tls = tls
        self._idle_s = idle_s
        self._request_s = request_s
        self._listeners = [socket.create_server((HOST, 0), backlog=128) for _ in range(ports)]
        for listener in self._listeners:
            listener.setblocking(False)
        self.ports: tuple[int, ...] = tuple(listener.getsockname()[1] for listener in self._listeners)
        self._loop = asyncio.SelectorEventLoop()  # Windows' own kind shuts a socket down first: no reset would go out
        self._stopping = asyncio.Event()
        self._connections: dict[asyncio.Task[None], socket.socket] = {}
        self._bytes = 0
        self._calming: asyncio.TimerHandle | None = None
        self._thread = threading.Thread(target=self._run, name="demo-portal", daemon=True)

    def start(self) -> None:
        release_large_blocks()
        self._thread.start()

    def stop(self) -> None:
        """Break off every connection and wait for the thread's end."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._main())
        finally:
            self._loop.close()

    async def _main(self) -> None:
        """Accepts by itself: closed, asyncio's own server before 3.12 complains of the connections that it has accepted
        and not yet handed over, or leaves them open."""
        for listener in self._listeners:
            self._loop.add_reader(listener, self._accept, listener)
        await self._stopping.wait()
        for listener in self._listeners:
            self._loop.remove_reader(listener)
            listener.close()
        connections = list(self._connections)
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await asyncio.sleep(0)  # in which the last transports close
        self._calm_down()

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, _ = listener.accept()
        except OSError as error:  # it is gone again, or there are no more file descriptors
            _log.debug("a client did not come in: %r", error)
            return
        client.setblocking(False)
        connection = self._loop.create_task(self._serve(client))
        self._connections[connection] = client
        connection.add_done_callback(self._ended)
        staying = [each for each in self._connections if not each.cancelling()]
        if len(staying) > MAX_CONNECTIONS:
            staying[0].cancel()

    def _ended(self, connection: asyncio.Task[None]) -> None:
        self._connections.pop(connection).close()  # cancelled before its first step, nobody else would

    def _moved(self, size: int) -> None:
        """So many bytes went in or out."""
        self._bytes += size
        if self._bytes > BURST_BYTES and self._calming is None:
            self._calming = self._loop.call_later(CALM_S, self._end_burst)

    def _end_burst(self) -> None:
        self._bytes, self._calming = 0, None
        self._calm_down()

    async def _serve(self, client: socket.socket) -> None:
        reader = asyncio.StreamReader(limit=MAX_HEAD_BYTES)
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            transport, _ = await self._loop.connect_accepted_socket(lambda: protocol, client, ssl=self._tls)
        except OSError as error:  # a TLS handshake that failed among them
            _log.debug("a client did not come in: %r", error)
            return
        writer = asyncio.StreamWriter(transport, protocol, reader, self._loop)
        try:
            await self._converse(reader, writer)
            if not writer.is_closing():  # closed twice, Python 3.11.2's TLS cannot be aborted any more
                writer.close()
            await writer.wait_closed()
        except (OSError, asyncio.IncompleteReadError) as error:
            _log.debug("a client left: %r", error)
        finally:
            transport.abort()
            try:
                await writer.wait_closed()
            except OSError as error:  # the reason for which the connection broke, known by now
                error.with_traceback(None)  # the reader keeps it, and frames would keep an answer's megabytes

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests = Requests(reader, writer, idle_s=self._idle_s, request_s=self._request_s)
        while True:
            try:
                request = await requests.next()
            except BadRequest as refused:
                await self._reply(writer, front_end_page(refused.status), keep_alive=False, with_body=True)
                await drain_input(reader, writer)
                return
            if request is None:
                return
            answer = await self._handler(request)
            keep_alive = request.keep_alive and answer.ending is Ending.NORMAL
            ending, size = answer.ending, len(request.body) + len(answer.body)
            try:
                await self._reply(writer, answer, keep_alive=keep_alive, with_body=request.method != "HEAD")
            finally:
                del request, answer  # a connection that rests keeps no megabytes
                self._moved(size)
            if ending is Ending.RESET:
                reset(writer)
                return
            if ending is Ending.HANG:
                while await reader.read(MAX_HEAD_BYTES):
                    pass
                return
            if ending is Ending.CLOSE:
                return
            if not keep_alive:
                await drain_input(reader, writer)
                return

    @staticmethod
    async def _reply(writer: asyncio.StreamWriter, answer: HttpAnswer, *, keep_alive: bool, with_body: bool) -> None:
        start = b"" if answer.raw else head(answer, keep_alive=keep_alive, now=time.time())
        body = answer.body if with_body else b""
        if answer.pause_s:
            await send(writer, start)
            await send(writer, body, answer.pause_s)
        elif len(body) < MAX_HEAD_BYTES:
            await send(writer, start + body)  # one segment
        else:
            await send(writer, start)
            await send(writer, body)
