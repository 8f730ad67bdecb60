"""A plugin for the test proxy: names that end in ".test" are on this computer."""

# ruff: noqa: ARG002 - the plugin's interface

from __future__ import annotations

from proxy.common.types import HostPort
from proxy.http.proxy import HttpProxyBasePlugin


class TestNames(HttpProxyBasePlugin):
    __test__ = False

    def resolve_dns(self, host: str, port: int) -> tuple[str | None, HostPort | None]:
        return ("127.0.0.1" if host.endswith(".test") else None), None
