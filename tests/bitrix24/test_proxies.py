"""Ways out: a real proxy, the system's, and what goes wrong with either."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.bitrix24.network import ProxyUnusableError
from badge_inspector.bitrix24.proxies import Proxy, proxy_for
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.portal import PortalAddress, PortalProfile, ProxyChoice, ProxyMode
from badge_inspector.domain.secret import Secret
from tests.support import certificates, exchange_loop
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer
from tests.support.real_proxy import real_proxy

PASSWORD = "pr0xy-passw0rd"


@pytest.fixture(scope="module")
def proxy_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with real_proxy(tmp_path_factory.mktemp("proxy"), f"inspector:{PASSWORD}") as port:
        yield port


@pytest.fixture
def portal() -> Iterator[FaultyPortal]:
    """A portal whose name only the proxy knows."""
    with FaultyPortal(answer(200, GOOD), tls=certificates.server_context("portal.test"), host="portal.test") as portal:
        yield portal


def ask(profile: PortalProfile, choice: ProxyChoice, password: str | None = PASSWORD, times: int = 1) -> Reply:
    """The last of so many calls."""

    async def run() -> Reply:
        async with PortalClient() as client:
            client.use_proxy(choice, Secret(password) if password is not None else None)
            for _ in range(times - 1):
                await client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"})
            return await client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"})

    return exchange_loop.run(run())


def explicit(port: int) -> ProxyChoice:
    return ProxyChoice(ProxyMode.EXPLICIT, f"http://127.0.0.1:{port}", "inspector")


class TestRealProxy:
    def test_reaches_the_portal_with_its_authority(self, proxy_port: int, portal: FaultyPortal, tmp_path: Path) -> None:
        profile = portal.profile(ca_file=certificates.authority_file(tmp_path))
        reply = ask(profile, explicit(proxy_port))
        assert reply.failure is None
        assert reply.exchange.response is not None
        assert reply.exchange.response.body == GOOD
        assert [span.phase for span in reply.exchange.timeline.spans] == [
            Phase.CONNECT,
            Phase.TLS,
            Phase.SEND,
            Phase.WAIT,
            Phase.DOWNLOAD,
        ]
        assert reply.exchange.timeline.reused is False
        assert "proxy-authorization" not in portal.received[0].headers
        assert PASSWORD not in repr(reply)

    def test_tunnel_is_kept(self, proxy_port: int, portal: FaultyPortal, tmp_path: Path) -> None:
        reply = ask(portal.profile(ca_file=certificates.authority_file(tmp_path)), explicit(proxy_port), times=2)
        assert reply.failure is None
        assert reply.exchange.timeline.reused is True
        assert portal.connections == 1

    def test_certificates_are_verified_through_it(self, proxy_port: int, portal: FaultyPortal) -> None:
        reply = ask(portal.profile(), explicit(proxy_port))
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.TLS_UNKNOWN_AUTHORITY
        assert not portal.received

    @pytest.mark.parametrize("password", ["wrong", None])
    def test_wrong_or_no_password(self, proxy_port: int, portal: FaultyPortal, password: str | None) -> None:
        reply = ask(portal.profile(), explicit(proxy_port), password)
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.http_status) == (FailureKind.PROXY_AUTH_REQUIRED, 407)

    def test_portal_that_the_proxy_cannot_reach(self, proxy_port: int, portal: FaultyPortal) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            closed = listener.getsockname()[1]
        profile = replace(portal.profile(), address=portal.address._replace(port=closed))
        reply = ask(profile, explicit(proxy_port))
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.PROXY_REFUSED

    def test_pinned_certificate_through_it(self, proxy_port: int, tmp_path: Path) -> None:
        context = certificates.self_signed(tmp_path)
        with FaultyPortal(answer(200, GOOD), tls=context, host="portal.test") as portal:

            async def run() -> Reply:
                async with PortalClient() as client:
                    client.use_proxy(explicit(proxy_port), Secret(PASSWORD))
                    shown = await client.fetch_certificate(portal.address)
                    fingerprint = getattr(shown, "sha256", "")
                    profile = portal.profile(trusted_certificate=fingerprint)
                    return await client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"})

            reply = exchange_loop.run(run())
        assert reply.failure is None


class TestProxyFailures:
    def test_no_proxy_there(self, portal: FaultyPortal) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            closed = listener.getsockname()[1]
        reply = ask(portal.profile(), explicit(closed))
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.PROXY_REFUSED, Phase.CONNECT)
        assert f"127.0.0.1:{closed}" in reply.failure.detail

    def test_proxy_of_unknown_name(self, portal: FaultyPortal) -> None:
        reply = ask(portal.profile(), ProxyChoice(ProxyMode.EXPLICIT, "http://no-such-proxy.invalid:3128"))
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.PROXY_REFUSED
        assert "no-such-proxy.invalid" in reply.failure.detail

    def test_proxy_that_forbids(self, portal: FaultyPortal) -> None:
        def forbid(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(b"HTTP/1.1 403 Forbidden by policy\r\nContent-Length: 0\r\n\r\n")

        with FaultyPortal(forbid) as proxy:
            reply = ask(portal.profile(), explicit(proxy.port))
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.http_status) == (FailureKind.PROXY_REFUSED, 403)
        assert "Forbidden by policy" in reply.failure.detail

    @pytest.mark.parametrize(
        ("user", "password", "credentials"),
        [
            ("inspector", PASSWORD, f"inspector:{PASSWORD}"),
            ("inspector", None, "inspector:"),
            ("", PASSWORD, f":{PASSWORD}"),
            ("", None, None),
        ],
    )
    def test_what_the_proxy_is_told_of_its_user(
        self, portal: FaultyPortal, user: str, password: str | None, credentials: str | None
    ) -> None:
        def refuse(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

        with FaultyPortal(refuse) as proxy:
            ask(portal.profile(), ProxyChoice(ProxyMode.EXPLICIT, f"http://127.0.0.1:{proxy.port}", user), password)
        expected = f"Basic {b64encode(credentials.encode()).decode()}" if credentials is not None else None
        assert {request.headers.get("proxy-authorization") for request in proxy.received} == {expected}

    @pytest.mark.parametrize(
        "url", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "http://", "http://x:99999", "http://x:0"]
    )
    def test_proxy_that_cannot_be_used(self, portal: FaultyPortal, url: str) -> None:
        reply = ask(portal.profile(), ProxyChoice(ProxyMode.EXPLICIT, url))
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.PROXY_REFUSED
        assert not portal.connections


class TestChoice:
    @pytest.fixture(autouse=True)
    def _environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({}, ""),
            ({"https_proxy": "http://proxy.example:3128"}, "http://proxy.example:3128"),
            ({"https_proxy": "proxy.example:3128"}, "http://proxy.example:3128"),
            ({"HTTPS_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
            ({"all_proxy": "http://proxy.example:3128"}, "http://proxy.example:3128"),
            ({"http_proxy": "http://proxy.example:3128"}, ""),
            ({"https_proxy": "http://proxy.example:3128", "no_proxy": "acme.bitrix24.ru"}, ""),
            ({"https_proxy": "http://proxy.example:3128", "no_proxy": ".bitrix24.ru"}, ""),
            ({"https_proxy": "http://proxy.example:3128", "no_proxy": "*"}, ""),
            ({"https_proxy": "http://proxy.example:3128", "no_proxy": "other.ru"}, "http://proxy.example:3128"),
            ({"https_proxy": "http://user:p%40ss@proxy.example:3128"}, "http://proxy.example:3128"),
        ],
    )
    def test_system(self, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        proxy = exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), ProxyChoice(), None))
        assert (proxy.url if proxy else "") == expected

    def test_credentials_in_the_environment_are_taken_apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://user:p%40ss@proxy.example:3128")
        proxy = exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), ProxyChoice(), None))
        assert proxy is not None
        assert (proxy.user, proxy.password) == ("user", Secret("p@ss"))
        assert "p@ss" not in repr(proxy)

    def test_a_password_alone_in_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://:p%40ss@proxy.example:3128")
        proxy = exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), ProxyChoice(), None))
        assert proxy == Proxy("http://proxy.example:3128", "", Secret("p@ss"))

    def test_socks_of_the_system_is_said_not_bypassed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("all_proxy", "socks5://proxy.example:1080")
        with pytest.raises(ProxyUnusableError, match=r"socks5://proxy\.example:1080"):
            exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), ProxyChoice(), None))

    @pytest.mark.parametrize("mode", list(ProxyMode))
    def test_loopback_is_asked_directly(self, mode: ProxyMode, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
        choice = ProxyChoice(mode, "http://proxy.example:3128")
        assert exchange_loop.run(proxy_for(PortalAddress("127.0.0.1", scheme="http"), choice, None)) is None

    @pytest.mark.parametrize(
        "url", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "http://", "http://x:99999", "http://x:0", "http://[x:1"]
    )
    def test_an_address_that_is_no_proxy_s_is_said_before_anything_is_sent(self, url: str) -> None:
        choice = ProxyChoice(ProxyMode.EXPLICIT, url)
        with pytest.raises(ProxyUnusableError, match="only http and https"):
            exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), choice, None))

    @pytest.mark.parametrize("url", ["http://x:1", "https://x:65535", "http://x"])
    def test_every_port_but_0_is_one(self, url: str) -> None:
        choice = ProxyChoice(ProxyMode.EXPLICIT, url)
        assert exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), choice, None)) == Proxy(url)

    def test_none_means_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
        assert (
            exchange_loop.run(proxy_for(PortalAddress("acme.bitrix24.ru"), ProxyChoice(ProxyMode.NONE), None)) is None
        )
