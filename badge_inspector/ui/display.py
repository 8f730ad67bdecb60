"""Whether there is a screen to draw on. Qt aborts without one, and leaves a core dump instead of a sentence."""

from __future__ import annotations

import ctypes
import os
import sys

WITHOUT_SCREEN = ("offscreen", "minimal", "vnc")
"""Qt's platforms that draw into memory."""


def why_there_is_none() -> str | None:
    """A sentence on what is missing; None when a window can be shown."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "").startswith(WITHOUT_SCREEN):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        return "there is no display: set DISPLAY or WAYLAND_DISPLAY, or start a desktop."
    if not _x_server_answers():
        return f"the display {display} does not answer, or does not let this user in."
    return None


def _x_server_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # Qt cannot do without it either, and says so
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused
