"""The demo portal as the rest of the program meets it: start it, ask it for its profiles, stop it."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from types import TracebackType
from typing import NamedTuple, Self

from badge_inspector.demo.http11 import HttpAnswer, HttpRequest
from badge_inspector.demo.pages import forget_big
from badge_inspector.demo.rest import Pace, RestServer
from badge_inspector.demo.routing import route
from badge_inspector.demo.server import HOST, IDLE_S, REQUEST_S, LoopbackServer
from badge_inspector.demo.tenants import TENANTS, Tenant
from badge_inspector.domain.portal import AccessKind, Credentials, OAuthToken, PortalAddress, PortalProfile, Webhook
from badge_inspector.domain.secret import Secret


class DemoAccess(NamedTuple):
    """A portal of the demo, ready to be asked."""

    profile: PortalProfile
    credentials: Credentials


class DemoPortal:
    """A server on a free port of 127.0.0.1, in a thread of its own, with one portal for each of `tenants`; a second
    port is the address they say they moved to (`demo.moved`).

    `tls` makes it speak HTTPS with that context's certificate; `idle_s` and `request_s` are how long, in seconds, a
    connection may rest between requests and a request may take to arrive. `start` and `stop` belong to one thread; a
    stopped portal may be started again: afresh, and on another port.
    """

    def __init__(
        self,
        *,
        tenants: Sequence[Tenant] = TENANTS,
        pace: Pace | None = None,
        tls: ssl.SSLContext | None = None,
        idle_s: float = IDLE_S,
        request_s: float = REQUEST_S,
    ) -> None:
        self._tenants = tuple(tenants)
        self._pace = pace or Pace()
        self._tls = tls
        self._idle_s = idle_s
        self._request_s = request_s
        self._server: LoopbackServer | None = None
        self._portals: dict[str, RestServer] = {}
        self._roots = ("", "")

    def start(self) -> None:
        """Take a port and serve. Raises OSError when there is none to take, RuntimeError when it runs already."""
        if self._server:
            raise RuntimeError("the demo portal runs already")
        self._portals = {tenant.id: RestServer(tenant, self._pace) for tenant in self._tenants}
        self._server = LoopbackServer(
            self._answer,
            ports=2,
            tls=self._tls,
            idle_s=self._idle_s,
            request_s=self._request_s,
            calm_down=forget_big,
        )
        first, second = self._server.ports
        self._roots = (f"{self._scheme}://{HOST}:{first}", f"{self._scheme}://{HOST}:{second}")
        self._server.start()

    def stop(self) -> None:
        """Break off what is under way and wait for the thread's end; nothing when it does not run."""
        server, self._server = self._server, None
        if server:
            server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_running(self) -> bool:
        return self._server is not None

    @property
    def port(self) -> int:
        """Raises RuntimeError when the portal does not run."""
        if not self._server:
            raise RuntimeError("the demo portal does not run")
        return self._server.ports[0]

    @property
    def root_url(self) -> str:
        """`http://127.0.0.1:port`, without a trailing slash. Raises RuntimeError when the portal does not run."""
        return f"{self._scheme}://{HOST}:{self.port}"

    def profiles(self) -> tuple[DemoAccess, ...]:
        """The portals with their credentials, the plainest first; their ids stay the same from run to run, their
        address does not. Raises RuntimeError when the portal does not run."""
        return tuple(self._access(tenant) for tenant in self._tenants)

    def _access(self, tenant: Tenant) -> DemoAccess:
        is_webhook = tenant.access is AccessKind.WEBHOOK
        profile = PortalProfile(
            id=tenant.id,
            name=tenant.name,
            address=PortalAddress(HOST, self._scheme, self.port, tenant.rest_path),
            access=tenant.access,
            webhook_user=tenant.user if is_webhook else "",
            colour=tenant.colour,
            operating_limit_s=self._pace.operating_limit_s,
            is_demo=True,
        )
        if is_webhook:
            return DemoAccess(profile, Webhook(tenant.user, Secret(tenant.secret)))
        return DemoAccess(profile, OAuthToken(Secret(tenant.token)))

    @property
    def _scheme(self) -> str:
        return "https" if self._tls else "http"

    async def _answer(self, request: HttpRequest) -> HttpAnswer:
        routed = route(request, self._tenants, *self._roots)
        if isinstance(routed, HttpAnswer):
            return routed
        tenant, call = routed
        return await self._portals[tenant.id].answer(call)
