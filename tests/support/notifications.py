"""A desktop that takes notifications, on a session bus of its own."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection


class NotificationService:
    """Attributes: address (of the bus), shown: (title, text) of each notification."""

    def __init__(self, address: str, abilities: Sequence[str]) -> None:
        self.address = address
        self.shown: list[tuple[str, str]] = []
        self._abilities = list(abilities)
        self._bus: DBusConnection = open_dbus_connection(bus=address)
        self._bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
        self._thread = threading.Thread(target=self._serve, name="notifications")
        self._thread.start()

    def close(self) -> None:
        self._thread.join(20)
        self._bus.close()

    def _serve(self) -> None:
        try:
            while True:
                self._answer(self._bus.receive())
        except (OSError, EOFError):  # the bus is gone: the test is over
            return

    def _answer(self, message: Any) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        if message.header.fields[HeaderFields.member] == "GetCapabilities":
            self._bus.send(new_method_return(message, "as", (self._abilities,)))
        else:
            _, _, _, title, text, *_ = message.body
            self.shown.append((title, text))
            self._bus.send(new_method_return(message, "u", (len(self.shown),)))


@contextmanager
def session_bus(folder: Path) -> Generator[str]:
    """The address of a bus on which nobody is."""
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1", f"--address=unix:dir={folder}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )
    assert bus.stdout is not None
    try:
        yield bus.stdout.readline().strip().partition(",")[0]
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()


@contextmanager
def notification_service(folder: Path, abilities: Sequence[str] = ("body",)) -> Generator[NotificationService]:
    """A desktop; its address is for DBUS_SESSION_BUS_ADDRESS."""
    with session_bus(folder) as address:
        service = NotificationService(address, abilities)
        stopped = False
        try:
            yield service
            stopped = True
        finally:
            # Ending the bus ends the thread: the connection is closed for it.
            service._bus.sock.shutdown(2)
            service.close()
    assert stopped
