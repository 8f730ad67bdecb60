"""What a Linux desktop is set to, by its settings portal.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
"""

from __future__ import annotations

import importlib
from typing import Any, cast

_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_PATIENCE_S = 3.0
_LESS_MOTION = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
"""Where it may be said, the newest first, and the value that says so; the first that is there holds."""


def wants_less_motion() -> bool:
    """Whether the desktop is set to less motion; False where nobody says. Blocks for some milliseconds, or a few
    seconds where the bus does not answer."""
    try:
        # jeepney comes with keyring, which talks to the Secret Service through it. It has no types of its own.
        bus: Any = importlib.import_module("jeepney.io.blocking")
        jeepney: Any = importlib.import_module("jeepney")
        wrappers: Any = importlib.import_module("jeepney.wrappers")
    except ImportError:  # no Linux
        return False
    address = jeepney.DBusAddress(_PATH, bus_name=_SERVICE, interface=_INTERFACE)
    try:
        with bus.open_dbus_connection(bus="SESSION") as session:
            for namespace, key, wanted in _LESS_MOTION:
                call = jeepney.new_method_call(address, "Read", "ss", (namespace, key))
                try:
                    (value,) = wrappers.unwrap_msg(session.send_and_get_reply(call, timeout=_PATIENCE_S))
                except jeepney.DBusErrorResponse:  # this desktop has no such setting, or there is no portal
                    continue
                while isinstance(value, tuple):  # a variant in a variant: (signature, value)
                    value = cast("tuple[str, Any]", value)[1]
                return bool(value == wanted)
    except (OSError, EOFError, KeyError, ValueError, IndexError, jeepney.auth.AuthenticationError):
        return False
    return False
