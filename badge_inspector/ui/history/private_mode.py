"""Private mode: record nothing, or record again. The action, the history's notice and the settings agree on it."""

from __future__ import annotations

from functools import partial

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.session.context import Context, Controller


class PrivateModeController(Controller):
    def __init__(self, context: Context, panel: HistoryPanel) -> None:
        super().__init__(context)
        self._panel = panel
        self._action = context.shell.action("private")
        self._show(context.portals.preferences)
        self._action.toggled.connect(self._set)
        panel.notice.record_requested.connect(partial(self._set, False))
        context.portals.preferences_changed.connect(self._show)

    def _show(self, preferences: Preferences) -> None:
        self._action.setChecked(preferences.private_mode)
        self._panel.show_recording(not preferences.private_mode)

    def _set(self, private: bool) -> None:
        if private != self._portals.preferences.private_mode:
            self._portals.prefer(self._portals.preferences._replace(private_mode=private))
