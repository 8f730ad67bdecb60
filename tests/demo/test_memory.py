"""The demo portal's memory: a flood takes it, and it comes down again. In a process of its own, or the client's memory
would be measured too."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from badge_inspector.demo.http11 import MAX_BODY_BYTES
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.demo.server import MAX_CONNECTIONS
from tests.support.demo import PATIENCE_S, QUICK, call, connected, webhook_path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

SERVE = """
import re, sys
from pathlib import Path
from badge_inspector.demo.portal import DemoPortal
from tests.support.demo import QUICK
with DemoPortal(pace=QUICK) as portal:
    print(portal.port, flush=True)
    for _ in sys.stdin:
        print(re.search(r"RssAnon:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1], flush=True)
"""


class Server:
    """A demo portal in another process. Attributes: port."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port = int(self._said())

    def memory(self) -> int:
        """Memory of its own, in KiB."""
        assert self._process.stdin is not None
        print(file=self._process.stdin, flush=True)
        return int(self._said())

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)


@pytest.fixture
def server() -> Iterator[Server]:
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


def request(path: str, body: bytes = b"") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


TOO_BIG = request(webhook_path("crm.activity.badge.get?code=demo.too_big"))


def reads_it(server: Server) -> None:
    with server.connect() as client:
        client.sendall(TOO_BIG.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        while client.recv(65536):
            pass


def keeps_the_connection(server: Server) -> socket.socket:
    client = server.connect()
    client.sendall(TOO_BIG)
    left = 24 * 1024 * 1024
    while left > 0:
        left -= len(client.recv(65536))
    return client


def leaves(server: Server) -> None:
    with server.connect() as client:
        client.sendall(TOO_BIG)
        client.recv(65536)


def sends_much(server: Server) -> None:
    with server.connect() as client:
        client.sendall(request(webhook_path("profile"), b"a" * MAX_BODY_BYTES))
        client.recv(65536)


@pytest.mark.slow
@pytest.mark.parametrize("visit", [reads_it, keeps_the_connection, leaves, sends_much])
def test_memory_comes_down_after_a_flood(server: Server, visit: Callable[[Server], socket.socket | None]) -> None:
    sends_much(server)  # what is loaded with the first request is no leaving of the flood
    before = server.memory()
    with ThreadPoolExecutor(20) as crowd:
        clients = list(crowd.map(visit, [server] * 20))
    deadline = time.monotonic() + PATIENCE_S
    while (after := server.memory()) > 2 * before and time.monotonic() < deadline:
        pass  # half a second after the last of them
    for client in clients:
        if client is not None:
            client.close()
    assert after <= 2 * before


def test_a_crowd_is_bounded_and_the_newest_are_served() -> None:
    with DemoPortal(pace=QUICK) as portal, ExitStack() as stack:
        crowd = [stack.enter_context(connected(portal)) for _ in range(2 * MAX_CONNECTIONS)]
        assert call(portal, "profile").status == 200
        for client in crowd[:MAX_CONNECTIONS]:
            assert client.recv(1) == b""  # sent away
        crowd[-1].sendall(request(webhook_path("profile")))
        assert crowd[-1].recv(65536).startswith(b"HTTP/1.1 200 ")
