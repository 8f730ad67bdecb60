"""A word on the desktop, by the freedesktop.org notification service: what Linux desktops have, tray or no tray.

https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import html
import importlib
from typing import Any

_SERVICE, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PATIENCE_S = 3.0


def notify(title: str, text: str) -> bool:
    """Show it; False when there is nobody on the session bus who would. Blocks for some milliseconds, or a few seconds
    where the bus does not answer."""
    try:
        # jeepney comes with keyring, which talks to the Secret Service through it. It has no types of its own.
        bus: Any = importlib.import_module("jeepney.io.blocking")
        jeepney: Any = importlib.import_module("jeepney")
        wrappers: Any = importlib.import_module("jeepney.wrappers")
    except ImportError:  # no Linux
        return False
    address = jeepney.DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
    try:
        with bus.open_dbus_connection(bus="SESSION") as session:

            def ask(method: str, signature: str | None = None, arguments: tuple[object, ...] = ()) -> Any:
                call = jeepney.new_method_call(address, method, signature, arguments)
                return wrappers.unwrap_msg(session.send_and_get_reply(call, timeout=_PATIENCE_S))

            (abilities,) = ask("GetCapabilities")
            shown = html.escape(text, quote=False) if "body-markup" in abilities else text
            ask("Notify", "susssasa{sv}i", ("Badge Inspector", 0, "badge-inspector", title, shown, [], {}, -1))
    except (OSError, EOFError, KeyError, ValueError, jeepney.DBusErrorResponse, jeepney.auth.AuthenticationError):
        return False
    return True
