"""One more window on the same settings, in a process of its own, so that a crash of one leaves the other."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6 import QtCore

from badge_inspector.background import in_background
from badge_inspector.ui.session.context import Context, Controller

NEW_WINDOW = "new window"


class NewWindowController(Controller):
    """`arguments` are the options of this run that hold for the other window as well."""

    def __init__(self, context: Context, arguments: list[str]) -> None:
        super().__init__(context)
        self._arguments = arguments

    def open(self) -> None:
        """Start the program once more."""
        arguments = ["--new-window", *self._arguments]
        if self._portals.current is not None and self._portals.current.is_demo:
            arguments.append("--demo")
        self._tasks.start(NEW_WINDOW, self._start(arguments))

    async def _start(self, arguments: list[str]) -> None:
        if not await in_background(lambda: _launch(arguments)):
            self._shell.tell(self.tr("Another window could not be opened."))


def _launch(arguments: list[str]) -> bool:
    """Start another process; True if that worked. Takes milliseconds: not for the window's thread."""
    start = QtCore.QProcess.startDetached
    if getattr(sys, "frozen", False):
        return bool(start(sys.executable, arguments)[0])
    package = Path(__file__).resolve().parents[2]
    return bool(start(sys.executable, ["-m", package.name, *arguments], str(package.parent))[0])
