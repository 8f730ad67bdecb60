"""The Linux desktop over its session bus: a notification, and its settings.

https://specifications.freedesktop.org/notification-spec/latest/
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
"""

from __future__ import annotations

import html
import importlib
from typing import Any, cast

_PATIENCE_S = 3.0

_NOTIFICATIONS = "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
_SETTINGS = (
    "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"
)  # fmt: skip
_LESS_MOTION = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
"""Settings that may say so, the newest first, and the value that does; the first that is there holds."""


def notify(title: str, text: str) -> bool:
    """Show a notification; False when there is nobody on the session bus who would. Blocks for some milliseconds, or a
    few seconds where the bus does not answer."""
    answer = _call(*_NOTIFICATIONS, "GetCapabilities")
    if not answer:
        return False
    shown = html.escape(text, quote=False) if "body-markup" in answer[0] else text
    told = _call(
        *_NOTIFICATIONS, "Notify", "susssasa{sv}i", "Badge Inspector", 0, "badge-inspector", title, shown, [], {}, -1
    )
    return told is not None


def wants_less_motion() -> bool:
    """Tell whether the desktop is set to less motion; False where it does not say. Blocks for some milliseconds, or a
    few seconds where the bus does not answer."""
    for namespace, key, wanted in _LESS_MOTION:
        answer = _call(*_SETTINGS, "Read", "ss", namespace, key)
        if answer:  # this desktop has such a setting
            value: Any = answer[0]
            while isinstance(value, tuple):  # a variant in a variant: (signature, value)
                value = cast("tuple[Any, ...]", value)[-1]
            return bool(value == wanted)
    return False


def _call(
    service: str, path: str, interface: str, method: str, signature: str = "", *arguments: object
) -> tuple[Any, ...] | None:
    """The answer, or None where there is none: not Linux, no bus, no such service, or a refusal. A variant in
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
