"""A desktop's settings portal, on a session bus of its own."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.notifications import session_bus

Values = dict[tuple[str, str], tuple[str, Any]]


class SettingsPortal:
    """Attributes: address (of the bus), values (signature and value by namespace and key), to be changed at will."""

    def __init__(self, address: str, values: Values) -> None:
        self.address, self.values = address, values
        self._bus: DBusConnection = open_dbus_connection(bus=address)
        self._bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self._thread = threading.Thread(target=self._serve, name="settings portal")
        self._thread.start()

    def close(self) -> None:
        self._bus.sock.shutdown(2)
        self._thread.join(20)
        self._bus.close()

    def _serve(self) -> None:
        try:
            while True:
                message: Any = self._bus.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)
        except (OSError, EOFError):  # the bus is gone: the test is over
            return

    def _answer(self, message: Any) -> None:
        found = self.values.get(tuple(message.body))
        if message.header.fields[HeaderFields.member] != "Read" or found is None:
            self._bus.send(new_error(message, "org.freedesktop.portal.Error.NotFound", "s", ("no such setting",)))
        else:
            self._bus.send(new_method_return(message, "v", (("v", found),)))


@contextmanager
def settings_portal(folder: Path, values: Values) -> Generator[SettingsPortal]:
    """A desktop that is set so; its address is for DBUS_SESSION_BUS_ADDRESS."""
    with session_bus(folder) as address:
        portal = SettingsPortal(address, values)
        try:
            yield portal
        finally:
            portal.close()
