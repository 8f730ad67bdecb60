"""Windows and dialogs brought before a person."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def bring_to_front(window: QWidget) -> None:
    """Show a window, before all others as far as the desktop lets it."""
    window.show()
    window.raise_()
    window.activateWindow()
