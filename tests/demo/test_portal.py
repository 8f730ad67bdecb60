"""The life of the demo portal: starting, stopping, its profiles, what importing it costs."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading

import psutil
import pytest

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.portal import AccessKind, OAuthToken, Webhook
from tests.support.demo import DEMO, NEW_BUILD, OAUTH, QUICK, call, connected, fetch


def open_sockets() -> set[int]:
    return {connection.fd for connection in psutil.Process().net_connections("tcp")}


def test_stopping_leaves_no_thread_and_no_socket() -> None:
    threads, sockets = set(threading.enumerate()), open_sockets()
    portal = DemoPortal(pace=QUICK)
    portal.start()
    assert call(portal, "profile").status == 200
    portal.stop()
    assert set(threading.enumerate()) == threads
    assert open_sockets() == sockets


def test_stopping_breaks_off_what_is_under_way() -> None:
    portal = DemoPortal(pace=QUICK)
    portal.start()
    path = f"/rest/1/{DEMO.secret}/crm.activity.badge.get?code=demo.silent"
    with connected(portal) as waiting, connected(portal) as half_sent, connected(portal) as idle:
        waiting.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        half_sent.sendall(b"POST /rest/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le")
        idle.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert idle.recv(15) == b"HTTP/1.1 200 OK"
        portal.stop()
        for client in (waiting, half_sent):
            try:
                assert client.recv(1) == b""
            except ConnectionResetError:
                continue  # closed with unread input: as good as an end
    assert not portal.is_running


def test_the_port_is_free_after_stopping() -> None:
    portal = DemoPortal(pace=QUICK)
    portal.start()
    port = portal.port
    portal.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_it_starts_again_after_a_stop() -> None:
    portal = DemoPortal(pace=QUICK)
    for _ in range(2):
        portal.start()
        assert call(portal, "profile").json["result"]["NAME"] == "Demo"
        portal.stop()
        portal.stop()


def test_a_running_portal_does_not_start_twice(portal: DemoPortal) -> None:
    with pytest.raises(RuntimeError):
        portal.start()


def test_a_portal_that_does_not_run_has_no_address() -> None:
    portal = DemoPortal(pace=QUICK)
    for ask in (lambda: portal.port, lambda: portal.root_url, portal.profiles):
        with pytest.raises(RuntimeError):
            ask()


def test_only_this_computer_reaches_it(portal: DemoPortal) -> None:
    listening = [
        connection.laddr.ip
        for connection in psutil.Process().net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == portal.port
    ]
    assert listening == ["127.0.0.1"]


def test_the_profiles_are_ready_to_be_asked(portal: DemoPortal) -> None:
    plain, new_build, oauth = portal.profiles()
    assert [access.profile.id for access in portal.profiles()] == ["demo", "demo-new-build", "demo-oauth"]
    assert all(access.profile.is_demo and access.profile.address.is_loopback for access in portal.profiles())
    assert plain.profile.address.rest_url == f"{portal.root_url}/rest"
    assert plain.profile.name == "Demo portal"
    assert new_build.profile.address.rest_url == f"{portal.root_url}/new-build/rest"
    assert isinstance(plain.credentials, Webhook)
    assert plain.profile.webhook_user == plain.credentials.user == "1"
    assert plain.credentials.secret.reveal() == DEMO.secret
    assert oauth.profile.access is AccessKind.OAUTH
    assert isinstance(oauth.credentials, OAuthToken)
    assert oauth.credentials.access_token.reveal() == OAUTH.token


def test_the_portals_differ(portal: DemoPortal) -> None:
    answers = [
        call(portal, "crm.activity.badge.get", {"code": "missedCall"}, tenant).json["result"]["badge"]
        for tenant in (DEMO, NEW_BUILD, OAUTH)
    ]
    assert answers[0] == {"code": "missedCall", "title": "Call Status", "value": "Missed", "type": "failure"}
    assert list(answers[1]["title"]) == ["ru", "en"]
    assert list(answers[1]["value"]) == ["ru", "en", "kz"]
    assert answers[2]["type"] == "warning"


def test_a_portal_does_not_know_its_neighbours_secret(portal: DemoPortal) -> None:
    got = fetch(portal, f"{NEW_BUILD.rest_path}/1/{DEMO.secret}/profile")
    assert (got.status, got.json["error"]) == (401, "INVALID_CREDENTIALS")


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = ("PySide6", "qasync", "httpx", "sqlite3", "keyring", "email", "http.client", "urllib.request")
    code = (
        "import sys, badge_inspector.demo.portal, badge_inspector.demo.codes;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
