"""Qt's platform, and the check for a screen to draw on: without a screen Qt aborts with a core dump instead of a
message.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QLibraryInfo
from PySide6.QtGui import QFont, QFontMetrics

from badge_inspector.process import WITHOUT_SCREEN

QT_ARGUMENTS = ("badge-inspector", "-style", "Fusion")
"""For QApplication. The style is chosen here since `QApplication.setStyle` answers with it, and has PySide6 set up the
six hundred constants of QStyle."""
INTO_MEMORY = ("-platform", "offscreen")
"""For QApplication as well, where there is no display; goes before QT_QPA_PLATFORM."""
WITHOUT_DISPLAY = "Without one, --screenshot FILE saves the window as a picture, and --report FILE writes a text."
NO_FONTS = "there are no fonts to draw a picture with: install some (on Debian, the package fonts-dejavu-core)."


def use_own_plugins_only() -> None:
    """In a bundle, before Qt starts: no plugins but its own. Those that the system may name for its own Qt, by
    QT_PLUGIN_PATH, bring another Qt along; whatever the program opens still finds them there."""
    if getattr(sys, "frozen", False):
        QCoreApplication.setLibraryPaths([QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)])


def has_fonts() -> bool:
    """Tell whether there is a font to write with, once Qt is started. Without one Qt still lists three families, and
    draws boxes with a font of its own that has no letters."""
    return QFontMetrics(QFont()).inFontUcs4(ord("A"))


@contextmanager
def requirements() -> Generator[str | None]:
    """A sentence that names a missing requirement; None when a window can be shown.

    Start Qt before this ends: an X server that nobody else uses starts anew when its last client leaves, and turns away
    who comes meanwhile.
    """
    drawn_into_memory = os.environ.get("QT_QPA_PLATFORM", "").startswith(WITHOUT_SCREEN)
    if sys.platform != "linux" or drawn_into_memory or os.environ.get("WAYLAND_DISPLAY"):
        yield None
    elif display := os.environ.get("DISPLAY"):
        with _x_server() as answers:
            yield None if answers else f"the display {display} does not answer, or does not let this user in."
    else:
        yield "there is no display: set DISPLAY or WAYLAND_DISPLAY, or start a desktop."


@contextmanager
def _x_server() -> Generator[bool]:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # Qt cannot do without it either, and says so
        yield True
        return
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    try:
        yield not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
