"""Portals on this machine that Wine's programs can reach: one that works, and some that do not."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.portal import PortalProfile, Webhook
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings

SECRET = "windows0check0secret"  # noqa: S105 - of no portal
LINGER_ZERO = struct.pack("ii", 1, 0)
"""For SO_LINGER: closing sends a reset."""


def webhook(port: int, host: str = "127.0.0.1") -> str:
    """Webhook as `BADGE_INSPECTOR_TOKEN` may carry it."""
    return f"http://{host}:{port}/rest/1/{SECRET}/"


def closed_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


@contextmanager
def listening(answers_with_reset: bool) -> Generator[int]:
    """A port where a connection is made, and then reset after the request or left without an answer."""
    server = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:  # closed: the trial is over
                return
            if answers_with_reset:
                connection.recv(65536)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
                connection.close()
            else:
                held.append(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(server.getsockname()[1])
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()
        for connection in held:
            connection.close()


@contextmanager
def working() -> Generator[tuple[PortalProfile, str]]:
    """The demo portal as one of a person's own, and the secret of its webhook."""
    with DemoPortal() as portal:
        for profile, credentials in portal.profiles():
            if isinstance(credentials, Webhook):
                own = replace(profile, id="windows-check", is_demo=False)
                yield own, credentials.secret.reveal()
                return


def write_settings(file: Path, *profiles: PortalProfile, read_s: float = 65.0) -> None:
    """Settings with these portals, which are waited for so long."""
    store = SettingsStore(file)
    settings, _ = store.load()
    store.save(Settings(settings.preferences._replace(read_s=read_s), profiles)).result()
    store.close()
