"""Settings of a Linux desktop, read from its settings portal.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
"""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from badge_inspector.services import session_bus

_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_read = partial(session_bus.call, _SERVICE, _PATH, "org.freedesktop.portal.Settings", "Read", "ss")
_LESS_MOTION = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
"""Settings that may say so, the newest first, and the value that does; the first that is there holds."""


def wants_less_motion() -> bool:
    """Tell whether the desktop is set to less motion; False where it does not say. Blocks for some milliseconds, or a
    few seconds where the bus does not answer."""
    for namespace, key, wanted in _LESS_MOTION:
        answer = _read(namespace, key)
        if answer:  # this desktop has such a setting
            value: Any = answer[0]
            while isinstance(value, tuple):  # a variant in a variant: (signature, value)
                value = cast("tuple[Any, ...]", value)[-1]
            return bool(value == wanted)
    return False
