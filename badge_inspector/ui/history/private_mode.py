"""Private mode: record nothing, or record again. The action, the history's notice and the settings agree on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.session.portals import PortalController
from badge_inspector.ui.shell.main_window import MainWindow


class PrivateModeController(QObject):
    def __init__(self, window: MainWindow, portals: PortalController) -> None:
        super().__init__(window)
        self._window = window
        self._portals = portals
        self._action = window.actions_["private"]
        self._show(portals.preferences)
        self._action.toggled.connect(self._set)
        window.history.notice.record_requested.connect(partial(self._set, False))
        portals.preferences_changed.connect(self._show)

    def _show(self, preferences: Preferences) -> None:
        self._action.setChecked(preferences.private_mode)
        self._window.private.setVisible(preferences.private_mode)
        self._window.history.show_recording(not preferences.private_mode)

    def _set(self, private: bool) -> None:
        if private != self._portals.preferences.private_mode:
            self._portals.prefer(self._portals.preferences._replace(private_mode=private))
