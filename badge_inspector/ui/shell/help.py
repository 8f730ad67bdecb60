"""The Help menu: guide, shortcuts, "What's this?" and About."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from badge_inspector.services import libraries
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.about_box import AboutBox
from badge_inspector.ui.shell.actions import Actions
from badge_inspector.ui.shell.guide_window import GuideWindow
from badge_inspector.ui.shell.shortcuts_sheet import ShortcutsSheet
from badge_inspector.ui.shell.whats_this import explain


class HelpController(Controller):
    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context)
        self._actions = actions

    def show_guide(self) -> None:
        guide = self._window.findChild(GuideWindow) or GuideWindow(self._window)
        bring_to_front(guide)

    def show_shortcuts(self) -> None:
        ShortcutsSheet(self._actions.listed(), self._window).open()

    def explain(self) -> None:
        """Say what the thing with the focus is for, or, from the menu, the next one that is clicked."""
        explain(by_key=bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    def show_about(self) -> None:
        paths = self._backend.paths
        notices = Path(sys.executable).parent / "THIRD_PARTY_NOTICES.txt"
        AboutBox(
            paths.config, paths.log, libraries.versions(), self._window, notices if notices.is_file() else None
        ).open()
