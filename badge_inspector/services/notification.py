"""A word on the desktop, by the freedesktop.org notification service: what Linux desktops have, tray or no tray.

https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import html
from functools import partial

from badge_inspector.services import session_bus

_SERVICE, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_call = partial(session_bus.call, _SERVICE, _PATH, _SERVICE)


def notify(title: str, text: str) -> bool:
    """Show it; False when there is nobody on the session bus who would. Blocks for some milliseconds, or a few seconds
    where the bus does not answer."""
    answer = _call("GetCapabilities")
    if not answer:
        return False
    shown = html.escape(text, quote=False) if "body-markup" in answer[0] else text
    told = _call("Notify", "susssasa{sv}i", "Badge Inspector", 0, "badge-inspector", title, shown, [], {}, -1)
    return told is not None
