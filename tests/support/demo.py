"""The demo portal for tests: answering at once, without limits unless asked for, on a clock that tests move."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.demo.rest import AT_ONCE, Pace
from badge_inspector.demo.tenants import TENANTS, Tenant

DEMO, NEW_BUILD, OAUTH = TENANTS
QUICK = Pace(latencies=AT_ONCE, rate=None)
PATIENCE_S = 60.0


class FakeClock:
    """Epoch seconds that pass only when somebody sleeps or a test says so."""

    def __init__(self, at: float = 1_787_219_542.25) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


@dataclass(frozen=True)
class Got:
    """An HTTP answer as `http.client` read it."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def fetch(
    portal: DemoPortal,
    path: str,
    body: bytes | None = None,
    *,
    verb: str | None = None,
    headers: Mapping[str, str] | None = None,
    port: int = 0,
) -> Got:
    """One request on a connection of its own, to the portal's port or another one."""
    with closing(http.client.HTTPConnection("127.0.0.1", port or portal.port, timeout=PATIENCE_S)) as connection:
        connection.request(verb or ("GET" if body is None else "POST"), path, body, dict(headers or {}))
        response = connection.getresponse()
        return Got(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read())


def webhook_path(method: str, tenant: Tenant = DEMO) -> str:
    return f"{tenant.rest_path}/{tenant.user}/{tenant.secret}/{method}"


def call(portal: DemoPortal, method: str, params: object = None, tenant: Tenant = DEMO) -> Got:
    """A webhook call with a JSON body."""
    body = json.dumps({} if params is None else params).encode()
    return fetch(portal, webhook_path(method, tenant), body, headers={"Content-Type": "application/json"})


def command(method: str, **params: str) -> str:
    """A command of a batch."""
    return f"{method}?{urlencode(params, quote_via=quote)}"


@contextmanager
def connected(portal: DemoPortal) -> Generator[socket.socket]:
    with closing(socket.create_connection(("127.0.0.1", portal.port), timeout=PATIENCE_S)) as client:
        yield client


def read_all(client: socket.socket) -> bytes:
    """Everything until the portal closes."""
    received = bytearray()
    while chunk := client.recv(65536):
        received += chunk
    return bytes(received)
