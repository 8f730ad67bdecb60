"""Completions below a field: set off from the window, as the system's menus are."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter

from badge_inspector.ui.kit.escape import OnEscape


def set_off(completer: QCompleter) -> None:
    """Give its list a frame and room for each line; Escape closes it, and nothing else."""
    popup = completer.popup()
    # It is made when asked for; the stubs do not know.
    if popup is not None and not popup.property("completions"):
        popup.setProperty("completions", "true")
        OnEscape(popup, popup.hide)
