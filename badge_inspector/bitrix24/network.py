"""Connections: names resolved without blocking the loop, certificates compared with a pin, one pool for each route.

`Transport` is what the client sends through. It keeps a pool of connections for each `Route` (proxy,
certificate authorities, pinned certificate); a request names its route in the extension `"route"`.
"""

from __future__ import annotations

import asyncio
import importlib.util
import ipaddress
import socket
import ssl
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, cast

import httpcore
import httpx

from badge_inspector.background import in_background
from badge_inspector.bitrix24.stream import Stream
from badge_inspector.bitrix24.trace import CURRENT
from badge_inspector.bitrix24.trust import TrustStore
from badge_inspector.domain.secret import Secret

# anyio would import its backend at the first connection: 50 ms of the event loop's thread.
importlib.import_module("anyio._backends._asyncio")

# httpcore asks sniffio, where there is one, which event loop runs, and looks for it all over the path four times per
# request: None tells it at once that there is none.
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = cast("ModuleType", None)

HAPPY_EYEBALLS_DELAY_S = 0.25
"""Head start of one address before the next is tried beside it (RFC 8305)."""
KEEP_ALIVE_S = 60.0
"""Seconds for which an idle connection is kept; by the wall clock too, which goes on while a laptop sleeps."""
MAX_CONNECTIONS = 40
UNACKNOWLEDGED_S = 15
"""Seconds that sent bytes may go unacknowledged before the system gives a connection up: a kept connection that died in
another network is told from a slow portal, and replaced. Only Linux has a portable name for it."""

_USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", None)
_SOCKET_OPTIONS = [] if _USER_TIMEOUT is None else [(socket.IPPROTO_TCP, _USER_TIMEOUT, UNACKNOWLEDGED_S * 1000)]


class ProxyUnusableError(Exception):
    """A proxy is set that this program cannot go through."""


@dataclass(frozen=True, slots=True)
class ProxyRoute:
    """A proxy with its credentials, as httpcore takes them. Its repr shows the address only."""

    url: str
    auth: tuple[bytes, bytes] | None = field(default=None, repr=False)
    password: Secret | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Settings of a connection. `pin` is the SHA-256, lower-case hex, of the only certificate accepted; "" means the
    system's certificate authorities and those of `ca_file` decide."""

    proxy: ProxyRoute | None = None
    ca_file: str = ""
    pin: str = ""


class Resolver:
    """Names to addresses; those who ask for the same name at the same time share one question."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, int], asyncio.Task[tuple[list[str], float]]] = {}

    async def resolve(self, host: str, port: int) -> tuple[list[str], float]:
        """Addresses in the system's order, and the seconds in which it found them. Raises socket.gaierror or
        UnicodeError."""
        if _is_numeric(host):
            return [host], 0.0
        key = (host, port)
        task = self._asked.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._ask(host, port))
            self._asked[key] = task
            task.add_done_callback(lambda _: self._asked.pop(key, None))
        return await asyncio.shield(task)

    async def aclose(self) -> None:
        """Abandon the questions under way."""
        tasks = list(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @staticmethod
    async def _ask(host: str, port: int) -> tuple[list[str], float]:
        def ask() -> tuple[list[str], float]:
            began = time.monotonic()
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            return list(dict.fromkeys(str(entry[4][0]) for entry in found)), time.monotonic() - began

        return await in_background(ask)


class NetworkBackend(httpcore.AsyncNetworkBackend):
    """Opens connections: its own name resolution, addresses raced as in RFC 8305.

    `pinned` is the context whose handshakes are checked against `pin` and not by OpenSSL.
    """

    def __init__(self, resolver: Resolver, pinned: ssl.SSLContext | None = None, pin: str = "") -> None:
        self._resolver = resolver
        self._pinned = pinned
        self._pin = pin

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses, took_s = await self._resolver.resolve(host, port)
                recorder = CURRENT.get()
                if recorder is not None:
                    recorder.resolved(took_s)
                return await self._race(addresses, port, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("timed out") from error
        except OSError as error:
            raise httpcore.ConnectError(error) from error

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _race(
        self,
        addresses: list[str],
        port: int,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> Stream:
        """Connect to the first address that answers. Raises the first address's own error when none does."""
        attempts: list[asyncio.Task[Stream]] = []
        waiting = _interleaved(addresses)
        errors: list[OSError] = []
        winner: Stream | None = None
        try:
            while waiting or attempts:
                if waiting:
                    attempt = Stream.connect(
                        waiting.pop(0), port, local_address, socket_options, pinned=self._pinned, pin=self._pin
                    )
                    attempts.append(asyncio.ensure_future(attempt))
                head_start = HAPPY_EYEBALLS_DELAY_S if waiting else None
                done, _ = await asyncio.wait(attempts, timeout=head_start, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    attempts.remove(task)
                    error = task.exception()
                    if error is None:
                        winner = task.result()
                        return winner
                    if not isinstance(error, OSError):
                        raise error
                    errors.append(error)
            raise errors[0] if errors else socket.gaierror(socket.EAI_NONAME, "the name has no address")
        finally:
            for task in attempts:
                task.cancel()
            try:
                await completed(_close_all(attempts))
            except asyncio.CancelledError:
                if winner is not None:
                    await winner.aclose()
                raise


async def completed(work: Coroutine[None, None, None]) -> None:
    """Await a short operation to its end even if cancelled meanwhile: an interrupted clean-up would leave a connection
    that is neither used nor free.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


@dataclass(slots=True)
class _Pool:
    connections: httpcore.AsyncConnectionPool
    used_at: float


class Transport(httpx.AsyncBaseTransport):
    """The way to the network: one httpcore pool for each route, kept between lookups."""

    def __init__(self, trust: TrustStore) -> None:
        self._trust = trust
        self._resolver = Resolver()
        self._pools: dict[Route, _Pool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises httpcore's own exceptions, `CaFileUnusableError` and `CertificateNotPinnedError`."""
        route = request.extensions["route"]
        await self.prepare(route)
        pool = self._pools[route]
        if time.time() - pool.used_at > KEEP_ALIVE_S:
            await self.drop_idle(route)
        pool.used_at = time.time()
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = await pool.connections.handle_async_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        extensions = cast("dict[str, Any]", answer.extensions)  # pyright: ignore[reportUnknownMemberType] - a bare dict
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=extensions, request=request
        )

    async def prepare(self, route: Route) -> None:
        """Make what the route needs, so that sending does not have to: reading certificate authorities takes a while.
        Raises CaFileUnusableError."""
        if route not in self._pools:
            system = await self._trust.context(route.ca_file)
            pinned = await self._trust.unverified() if route.pin else None
            made = self._made(route, system, pinned)
            self._pools.setdefault(route, _Pool(made, time.time()))  # another request may have made it meanwhile

    async def drop_idle(self, route: Route) -> None:
        """Close the route's connections that nobody uses just now."""
        pool = self._pools.get(route)
        if pool is not None:
            for connection in pool.connections.connections:
                if connection.is_idle():
                    await connection.aclose()

    async def aclose(self) -> None:
        pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            await pool.connections.aclose()
        await self._resolver.aclose()

    def _made(
        self, route: Route, system: ssl.SSLContext, pinned: ssl.SSLContext | None
    ) -> httpcore.AsyncConnectionPool:
        proxy = None
        if route.proxy is not None:
            # TLS towards the proxy itself is judged by the system; for plain http httpcore refuses a context.
            context = system if route.proxy.url.startswith("https:") else None
            proxy = httpcore.Proxy(route.proxy.url, auth=route.proxy.auth, ssl_context=context)
        return httpcore.AsyncConnectionPool(
            ssl_context=pinned or system,
            proxy=proxy,
            max_connections=MAX_CONNECTIONS,
            keepalive_expiry=KEEP_ALIVE_S,
            network_backend=NetworkBackend(self._resolver, pinned, route.pin),
            socket_options=_SOCKET_OPTIONS,
        )


class _Body(httpx.AsyncByteStream):
    """An answer's body, of httpcore's."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _interleaved(addresses: list[str]) -> list[str]:
    """IPv6 and IPv4 by turns, the family that the system put first leading."""
    first_is_v6 = bool(addresses) and ":" in addresses[0]
    leading = [address for address in addresses if (":" in address) is first_is_v6]
    other = [address for address in addresses if (":" in address) is not first_is_v6]
    mixed: list[str] = []
    for index in range(max(len(leading), len(other))):
        mixed += leading[index : index + 1] + other[index : index + 1]
    return mixed


async def _close_all(attempts: list[asyncio.Task[Stream]]) -> None:
    """Wait for cancelled attempts, and close the connection of one that came through at the last moment."""
    if not attempts:
        return
    await asyncio.wait(attempts)
    for task in attempts:
        if not task.cancelled() and task.exception() is None:
            await task.result().aclose()
