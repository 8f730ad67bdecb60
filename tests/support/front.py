"""A window brought to the front by hand: under Xvfb there is no window manager that would."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def bring_to_front(widget: QWidget, qtbot: QtBot) -> None:
    """Show `widget`'s window, make it the active one and wait until it is, so that focus and keys reach what is in it.

    Raises pytest-qt's `TimeoutError` when the window does not become active.
    """
    with qtbot.waitActive(widget):
        window = widget.window()
        window.show()
        window.raise_()
        window.activateWindow()
