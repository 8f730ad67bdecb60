"""The REST client: one call to a portal, with the complete record of its exchange.

For the layers above:

    client = PortalClient()                          # in the event loop that will use it
    await client.warm_up()                           # optional: certificate authorities read ahead, off the loop
    reply = await client.call(profile, credentials, "crm.activity.badge.get", {"code": "missedCall"})
    reply.exchange                                   # always: request (masked), timeline, response or None
    reply.failure                                    # a Failure when no whole answer came, else None
    lookup = await client.ask(profile, credentials, method, params, understood)      # understood(reply), in a thread
    await client.aclose()

`call` and `ask` raise nothing but `asyncio.CancelledError` (cancelling is prompt in every phase and leaves the
connections usable) and `ValueError` for a method outside `METHODS`. Answers are interpreted in `wire.py`.

The client never follows a redirect, keeps no cookies, reads no proxy or certificate settings from the environment
except the system's proxy where `ProxyMode.SYSTEM` asks for it. A request is repeated only when it was sent on a kept
connection that turned out to be closed before a byte of the answer came.

Secrets: they are in the request that goes out and nowhere else. `SentRequest` is written with the mask in their place,
and whatever form of them a server sends back (in a header, in the body) is masked before the answer is handed on, so
that what is shown, kept and exported cannot hold one. That is the one change made to the bytes received.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import httpx

from badge_inspector import __version__
from badge_inspector.background import in_background
from badge_inspector.bitrix24 import failures
from badge_inspector.bitrix24.certificates import read_certificate
from badge_inspector.bitrix24.download import Download, masked
from badge_inspector.bitrix24.network import ProxyRoute, Route, Transport
from badge_inspector.bitrix24.pacing import Pacer
from badge_inspector.bitrix24.proxies import proxy_for
from badge_inspector.bitrix24.stream import CertificateNotPinnedError
from badge_inspector.bitrix24.trace import CURRENT, Recorder
from badge_inspector.bitrix24.trust import TrustStore
from badge_inspector.domain.exchange import Certificate, Exchange, Phase, SentRequest
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.portal import (
    AccessKind,
    Credentials,
    OAuthToken,
    PortalAddress,
    PortalProfile,
    ProxyChoice,
    Webhook,
)
from badge_inspector.domain.redaction import redact
from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.domain.secret_places import redact_unknown

HTTPX_VERSION = httpx.__version__

GET_METHOD = "crm.activity.badge.get"
LIST_METHOD = "crm.activity.badge.list"
METHODS = frozenset({GET_METHOD, LIST_METHOD, "batch", "profile", "scope", "method.get", "app.info", "server.time"})
"""The methods that this client can call, inside a batch too. None of them changes anything on a portal."""

T = TypeVar("T")

JsonValue = str | int | float | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]

JSON_TYPE = "application/json"
HEADERS = {
    "User-Agent": f"badge-inspector/{__version__}",
    "Accept": JSON_TYPE,
    "Accept-Encoding": "gzip, deflate",
    "Connection": "keep-alive",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """Result of an exchange: `failure` is None when a whole answer came, whatever its content."""

    exchange: Exchange
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outgoing:
    """A request in two forms: with its secrets, to be sent, and masked, to be shown."""

    method: str
    url: str = field(repr=False)
    shown_url: str
    body: bytes = field(default=b"", repr=False)
    shown_body: str = ""
    secrets: tuple[Secret, ...] = ()

    def sent(self) -> SentRequest:
        """The request with its secrets masked. `Content-Length` is left out: it would reveal the length of a token."""
        headers = {"Host": urlsplit(self.shown_url).netloc, **HEADERS}
        if self.body:
            headers["Content-Type"] = JSON_TYPE
        return SentRequest(self.method, self.shown_url, tuple(headers.items()), self.shown_body)


class PortalClient:
    """Asks portals. One for the whole program, kept open between lookups; it belongs to one event loop.

    Attributes:
        limits: Time and size limits of the exchanges to come.
        pacer: The portals' rate limits; `pacer.delay(authority)` is for the countdown after QUERY_LIMIT_EXCEEDED.
    """

    def __init__(self, limits: ExchangeLimits | None = None) -> None:
        _silence_libraries()
        self.limits = limits or ExchangeLimits()
        self.pacer = Pacer()
        self._proxy = ProxyChoice()
        self._proxy_password: Secret | None = None
        self._trust = TrustStore()
        self._transport = Transport(self._trust)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def use_proxy(self, choice: ProxyChoice, password: Secret | None = None) -> None:
        """Set the proxy for the requests to come. A portal on loopback is always asked directly."""
        self._proxy = choice
        self._proxy_password = password

    async def warm_up(self) -> None:
        """Read the system's certificate authorities ahead of the first lookup, in a thread."""
        await self._trust.context()

    async def aclose(self) -> None:
        """Close all connections. Cancel what is in flight first."""
        await self._transport.aclose()

    async def call(
        self,
        profile: PortalProfile,
        credentials: Credentials | None,
        method: str,
        params: Mapping[str, JsonValue],
    ) -> Reply:
        """Ask a portal. Waits for the portal's turn first (`Phase.QUEUE`)."""
        return await self.ask(profile, credentials, method, params, _unread)

    async def ask(
        self,
        profile: PortalProfile,
        credentials: Credentials | None,
        method: str,
        params: Mapping[str, JsonValue],
        read: Callable[[Reply], T],
    ) -> T:
        """Ask a portal; `read` makes of the reply what it means, in the thread in which an answer's secrets are masked:
        megabytes take a while, and this loop goes on meanwhile."""
        _check_method(method, params)
        recorder = Recorder()
        if credentials is None:
            missing = Secret("")
            webhook = profile.access is AccessKind.WEBHOOK
            credentials = Webhook(profile.webhook_user, missing) if webhook else OAuthToken(missing)
        outgoing = _rest_call(profile.address, credentials, method, params)
        refusal = _unsendable(profile.address, credentials)
        if refusal is not None:
            return read(Reply(Exchange(outgoing.sent(), recorder.finish()), refusal))
        await self.pacer.turn(profile.address.authority, recorder.queued)
        route = Route(None, profile.ca_file, profile.trusted_certificate)
        return await self._exchange(outgoing, recorder, profile.address, route, read)

    async def authorise(
        self,
        url: str,
        params: Mapping[str, str],
        secret_params: Mapping[str, Secret],
        read: Callable[[Reply], T],
    ) -> T:
        """GET an authorisation server's address with a query, its secrets masked in what is shown. `read` as in
        `ask`."""
        parts = httpx.URL(url)
        address = PortalAddress(host=parts.host, scheme=parts.scheme, port=parts.port)
        hidden = {name: secret.reveal() for name, secret in secret_params.items()}
        outgoing = _Outgoing(
            method="GET",
            url=f"{url}?{urlencode({**params, **hidden})}",
            shown_url=f"{url}?{urlencode({**params, **dict.fromkeys(hidden, MASK)}, safe=MASK)}",
            secrets=tuple(secret_params.values()),
        )
        return await self._exchange(outgoing, Recorder(), address, Route(None), read)

    async def fetch_certificate(self, address: PortalAddress) -> Certificate | Failure:
        """Fetch a portal's certificate without verification, for a person to inspect before trusting it. Only the TLS
        handshake is made; no request is sent."""
        if address.scheme != "https":
            return Failure(FailureKind.TLS_PROTOCOL, detail="the address is not one of https")
        recorder = Recorder()
        proxy = ""
        certificate = None
        try:
            async with asyncio.timeout(self.limits.total_s):
                through = await self._proxy_route(address)
                proxy = through.url if through else ""
                probe = _Outgoing(method="HEAD", url=address.root, shown_url=address.root)
                await self._attempt(probe, recorder, Route(through, pin="none"), Download(self.limits))
        except CertificateNotPinnedError as shown:
            certificate = read_certificate(shown.der)
        except failures.TRANSPORT_ERRORS as error:
            return failures.from_error(error, recorder.phase, proxy)
        return certificate or Failure(FailureKind.TLS_OTHER, phase=Phase.TLS, detail="the certificate cannot be read")

    async def _exchange(
        self,
        outgoing: _Outgoing,
        recorder: Recorder,
        address: PortalAddress,
        direct: Route,
        read: Callable[[Reply], T],
    ) -> T:
        """Run one exchange. `direct` is the route without the proxy."""
        download = Download(self.limits)
        failure = None
        proxy = ""
        secrets = outgoing.secrets
        watching = asyncio.ensure_future(recorder.watch())
        try:
            async with asyncio.timeout(self.limits.total_s):
                through = await self._proxy_route(address)
                if through is not None:
                    proxy = through.url
                    secrets += (through.password,) if through.password else ()
                route = replace(direct, proxy=through)
                await self._transport.prepare(route)
                recorder.begin()
                await self._send(outgoing, recorder, route, download)
        except failures.TRANSPORT_ERRORS as error:
            failure = failures.from_error(error, recorder.phase, proxy)
            if failure.kind is FailureKind.CONNECTION_CLOSED and not recorder.speaks_http:
                failure = replace(failure, kind=FailureKind.NOT_HTTP)
        finally:
            watching.cancel()
        timeline = recorder.finish()
        response = download.response()
        if failure is not None:
            failure = replace(failure, detail=redact_unknown(redact(failure.detail, secrets)))
            if response is not None and not response.truncated:
                response = replace(response, truncated="closed")

        def understood() -> T:
            shown = masked(response, secrets) if response is not None else None
            return read(Reply(Exchange(outgoing.sent(), timeline, shown, download.excess), failure))

        return understood() if response is None else await in_background(understood)

    async def _send(self, outgoing: _Outgoing, recorder: Recorder, route: Route, download: Download) -> None:
        """Send and take the answer in, with the two repetitions in which nothing reached the portal's REST server, or
        nothing came back from a connection that was closed already."""
        try:
            await self._attempt(outgoing, recorder, route, download)
        except CertificateNotPinnedError:
            # Nothing was sent. The portal may have an ordinary certificate by now: the system's authorities decide.
            recorder.again()
            await self._attempt(outgoing, recorder, replace(route, pin=""), download)
        except failures.STALE_ERRORS:
            if not recorder.reused or recorder.answer_begins:
                raise
            recorder.again()
            await self._transport.drop_idle(route)
            await self._attempt(outgoing, recorder, route, download)

    async def _attempt(self, outgoing: _Outgoing, recorder: Recorder, route: Route, download: Download) -> None:
        limits = self.limits
        timeouts = {"connect": limits.connect_s, "read": limits.read_s, "write": limits.write_s, "pool": None}
        request = httpx.Request(
            outgoing.method,
            outgoing.url,
            content=outgoing.body or None,
            headers={**HEADERS, "Content-Type": JSON_TYPE} if outgoing.body else HEADERS,
            extensions={"timeout": timeouts, "trace": recorder.on_event, "route": route},
        )
        token = CURRENT.set(recorder)
        try:
            # Not through httpx's client: it makes a request of each redirect's target, and fails over an odd one.
            await download.read(await self._transport.handle_async_request(request))
        finally:
            CURRENT.reset(token)

    async def _proxy_route(self, address: PortalAddress) -> ProxyRoute | None:
        proxy = await proxy_for(address, self._proxy, self._proxy_password)
        if proxy is None:
            return None
        password = proxy.password.reveal() if proxy.password else ""
        auth = (proxy.user.encode(), password.encode()) if proxy.user or password else None
        return ProxyRoute(proxy.url, auth, proxy.password)


def _check_method(method: str, params: Mapping[str, JsonValue]) -> None:
    """Raises ValueError for a method, or a command of a batch, that is not in METHODS."""
    asked = [method]
    if method == "batch":
        commands = params.get("cmd")
        values = commands.values() if isinstance(commands, Mapping) else ["batch without named commands"]
        asked += [str(command).partition("?")[0] for command in values]
    for name in asked:
        if name not in METHODS or (name == "batch" and name is not method):
            raise ValueError(f"{name!r} is not a method this program calls")


def _rest_call(
    address: PortalAddress, credentials: Credentials, method: str, params: Mapping[str, JsonValue]
) -> _Outgoing:
    """The forms of the two kinds of access: bitrix24/README.md, "Addresses and tokens"."""
    if isinstance(credentials, Webhook):
        start = f"{address.rest_url}/{quote(credentials.user, safe='')}"
        return _Outgoing(
            method="POST",
            url=f"{start}/{quote(credentials.secret.reveal(), safe='')}/{method}",
            shown_url=f"{start}/{MASK}/{method}",
            body=_json(params),
            shown_body=_json(params).decode(),
            secrets=(credentials.secret,),
        )
    url = f"{address.rest_url}/{method}"
    return _Outgoing(
        method="POST",
        url=url,
        shown_url=url,
        body=_json({**params, "auth": credentials.access_token.reveal()}),
        shown_body=_json({**params, "auth": MASK}).decode(),
        secrets=(credentials.access_token,),
    )


def _unread(reply: Reply) -> Reply:
    return reply


def _json(value: Mapping[str, JsonValue]) -> bytes:
    """JSON as the portal reads it; half a surrogate pair, which UTF-8 cannot hold, goes as its escape."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def _unsendable(address: PortalAddress, credentials: Credentials) -> Failure | None:
    """The reason why a request cannot be written."""
    if address.scheme != "https" and not address.is_loopback:
        return Failure(FailureKind.ADDRESS_INVALID, detail="only https, except on this computer")
    secret = credentials.secret if isinstance(credentials, Webhook) else credentials.access_token
    if not secret:
        return Failure(FailureKind.TOKEN_MISSING)
    if isinstance(credentials, Webhook) and not credentials.user:
        return Failure(FailureKind.TOKEN_MISSING, detail="the webhook's user number is missing")
    if any(character.isspace() or not character.isprintable() for character in secret.reveal()):
        return Failure(FailureKind.TOKEN_UNSENDABLE, detail="the token contains white space or control characters")
    return None


def _silence_libraries() -> None:
    """httpx logs whole addresses, in which a webhook's secret is a path segment, and httpcore logs headers. Neither
    may say anything below a warning, whatever level the root logger is set to."""
    for name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks"):
        logger = logging.getLogger(name)
        if _only_warnings not in logger.filters:
            logger.addFilter(_only_warnings)


def _only_warnings(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
