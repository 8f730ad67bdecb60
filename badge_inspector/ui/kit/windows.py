"""Windows brought before a person, and notifications outside of them."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from badge_inspector.background import in_background
from badge_inspector.services.desktop import notify


def bring_to_front(window: QWidget) -> None:
    """Show a window, before all others as far as the desktop lets it."""
    window.show()
    window.raise_()
    window.activateWindow()


_BALLOON_MS = 15_000


class Notifier(QObject):
    """For one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    async def notify(self, title: str, text: str) -> bool:
        """Notify the person; True if the desktop shows it. The window's entry is marked in any case."""
        QApplication.alert(self._window)
        if sys.platform == "linux":
            if await in_background(lambda: notify(title, text)):
                return True
        return self._balloon(title, text)

    def hide(self) -> None:
        """Take the icon out of the tray: nothing is watched any more."""
        if self._tray is not None:
            self._tray.hide()

    def _balloon(self, title: str, text: str) -> bool:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.activated.connect(self._raise)
            self._tray.messageClicked.connect(self._raise)
        self._tray.setToolTip(title)
        self._tray.show()
        self._tray.showMessage(title, text, self._window.windowIcon(), _BALLOON_MS)
        return True

    def _raise(self) -> None:
        self._window.raise_()
        self._window.activateWindow()
