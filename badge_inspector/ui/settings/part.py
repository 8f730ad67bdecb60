"""Base of the parts of the settings window, which live as long as it is open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.settings_window import SettingsWindow


class SettingsPart(QObject):
    """Work under way when the window closes is finished, and its result is not shown."""

    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings)
        self._settings = settings
        self._tasks = context.tasks
        self._backend = context.backend
        self._portals = context.portals
        self._is_open = True
        settings.finished.connect(self._close)

    def _close(self) -> None:
        self._is_open = False
