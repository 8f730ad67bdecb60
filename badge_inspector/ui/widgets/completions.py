"""What a field offers below it: set off from the window, as the system's menus are."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter


def set_off(completer: QCompleter) -> None:
    """Give its list a frame and room for each line."""
    popup = completer.popup()
    if popup is not None:  # it is made when asked for; the stubs do not know
        popup.setProperty("completions", "true")
