"""One call to a service on the session bus of a Linux desktop."""

from __future__ import annotations

import importlib
from typing import Any

_PATIENCE_S = 3.0


def call(
    service: str, path: str, interface: str, method: str, signature: str = "", *arguments: object
) -> tuple[Any, ...] | None:
    """The answer, or None where nobody gives one: no Linux, no bus, no such service, or one that refuses. A variant in
    it is a pair of signature and value. Blocks for some milliseconds, or a few seconds where the bus does not
    answer."""
    try:
        # jeepney comes with keyring, which talks to the Secret Service through it. It has no types of its own.
        bus: Any = importlib.import_module("jeepney.io.blocking")
        jeepney: Any = importlib.import_module("jeepney")
        wrappers: Any = importlib.import_module("jeepney.wrappers")
    except ImportError:  # no Linux
        return None
    address = jeepney.DBusAddress(path, bus_name=service, interface=interface)
    message = jeepney.new_method_call(address, method, signature or None, arguments)
    try:
        with bus.open_dbus_connection(bus="SESSION") as session:
            return wrappers.unwrap_msg(session.send_and_get_reply(message, timeout=_PATIENCE_S))
    except (OSError, EOFError, KeyError, ValueError, jeepney.DBusErrorResponse, jeepney.auth.AuthenticationError):
        return None
