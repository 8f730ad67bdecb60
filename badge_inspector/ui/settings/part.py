"""One matter of the settings window, for as long as that is open."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.settings_window import SettingsWindow

T = TypeVar("T")


class SettingsPart(QObject):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings)
        self._settings = settings
        self._tasks = context.tasks
        self._backend = context.backend
        self._portals = context.portals
        self._is_open = True
        settings.finished.connect(self._close)

    def _start(self, slot: str, work: Coroutine[Any, Any, T], show: Callable[[T], object]) -> None:
        """Do the work to its end, and show what comes of it unless the window was closed meanwhile."""
        self._tasks.start(slot, work, lambda found: show(found) if self._is_open else None)

    def _close(self) -> None:
        self._is_open = False
