"""Whether things may move: not on a system that is set to less motion."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtWidgets import QApplication

_SPI_GETCLIENTAREAANIMATION = 0x1042

_by_desktop = False


def set_by_desktop(reduced: bool) -> None:
    """What the desktop's own settings say, which Qt does not ask."""
    global _by_desktop  # noqa: PLW0603 - one desktop
    _by_desktop = reduced


def is_reduced() -> bool:
    """Asked whenever something would begin to move."""
    if _by_desktop:
        return True
    if sys.platform == "win32":
        return not _windows_animates()
    style = QApplication.style()
    return style.styleHint(QtWidgets.QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0


def _windows_animates() -> bool:
    enabled = ctypes.c_int(1)
    user32: Any = getattr(ctypes, "windll").user32  # noqa: B009 - there on Windows only
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(enabled), 0)
    return bool(enabled.value)
