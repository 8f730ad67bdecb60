"""Handling of unexpected errors: one dialog at a time, and the person goes on working."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from badge_inspector.ui.kit.unexpected import Story, Unexpected
from badge_inspector.ui.session.context import Context, Controller

if TYPE_CHECKING:
    from badge_inspector.ui.shell.crash_dialog import CrashDialog


class CrashController(Controller):
    """Attributes: dialog (None while there is none). An error whose dialog was closed is not shown again in this run;
    the log goes on counting it."""

    def __init__(self, context: Context, unexpected: Unexpected, log_folder: Path) -> None:
        super().__init__(context)
        self._unexpected = unexpected
        self._log_folder = log_folder
        self._dismissed: set[str] = set()
        self.dialog: CrashDialog | None = None
        unexpected.happened.connect(self._show)

    def _show(self) -> None:
        stories = [story for story in self._unexpected.stories if story.text not in self._dismissed]
        if not stories:
            return
        from badge_inspector.ui.shell.crash_dialog import CrashDialog  # noqa: PLC0415 - most runs never need it

        if self.dialog is None:
            self.dialog = CrashDialog(self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.log_requested.connect(self._open_log)
            self.dialog.show()
        around = f"PySide6 {pyside_version}, Qt {qVersion()} ({QGuiApplication.platformName()})"
        self.dialog.show_errors([story.text for story in stories], around, _times(stories))
        self._shell.tell(self.tr("An unexpected error occurred; the program continues."))

    def _closed(self) -> None:
        self._dismissed |= {story.text for story in self._unexpected.stories}
        self.dialog = None

    def _open_log(self) -> None:
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(self._log_folder)))


def _times(stories: list[Story]) -> int:
    return sum(story.count for story in stories)
