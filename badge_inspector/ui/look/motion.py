"""Motion of widgets: none on a system that is set to less motion."""

from __future__ import annotations

import sys

from PySide6 import QtWidgets
from PySide6.QtWidgets import QApplication

from badge_inspector import process

_by_desktop = False


def set_by_desktop(reduced: bool) -> None:
    """Take the setting of the desktop, which Qt does not ask."""
    global _by_desktop  # noqa: PLW0603 - one desktop
    _by_desktop = reduced


def is_reduced() -> bool:
    """Asked whenever something would begin to move."""
    if _by_desktop:
        return True
    if sys.platform == "win32":
        return not process.shows_motion()
    style = QApplication.style()
    return style.styleHint(QtWidgets.QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0
