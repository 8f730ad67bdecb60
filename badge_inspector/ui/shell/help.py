"""The menu of help: the guide, the keys, what is under the mouse, and what this program is."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from badge_inspector.services.backend import Backend
from badge_inspector.ui.shell.main_window import MainWindow


class HelpController(QObject):
    def __init__(self, window: MainWindow, backend: Backend) -> None:
        super().__init__(window)
        self._window = window
        self._backend = backend

    def show_guide(self) -> None:
        from badge_inspector.ui.shell.guide_window import GuideWindow  # noqa: PLC0415 - few runs need it

        guide = self._window.findChild(GuideWindow) or GuideWindow(self._window)
        guide.show()
        guide.raise_()
        guide.activateWindow()

    def show_shortcuts(self) -> None:
        from badge_inspector.ui.shell.shortcuts_sheet import ShortcutsSheet  # noqa: PLC0415 - few runs need it

        ShortcutsSheet(self._window.actions_.listed(), self._window).open()

    def explain(self) -> None:
        """Say what the thing with the focus is for, or, from the menu, the next one that is clicked."""
        from badge_inspector.ui.shell.whats_this import explain  # noqa: PLC0415 - few runs need it

        explain(by_key=bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    def show_about(self) -> None:
        from badge_inspector.services import libraries  # noqa: PLC0415 - few runs need it
        from badge_inspector.ui.shell.about_box import AboutBox  # noqa: PLC0415

        paths = self._backend.paths
        notices = Path(sys.executable).parent / "THIRD_PARTY_NOTICES.txt"
        AboutBox(
            paths.config, paths.log, libraries.versions(), self._window, notices if notices.is_file() else None
        ).open()
