"""Context of every controller: the session, the services, and the window as far as it concerns them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from badge_inspector.services.backend import Backend
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.session.lookups import LookupSession
from badge_inspector.ui.session.portals import PortalSession


class Shell(Protocol):
    """The main window as controllers use it."""

    def tell(self, text: str, aloud: bool = True) -> None:
        """Show a text in the status bar until the next one, `aloud` to a screen reader as well; "" shows none."""
        ...

    def offer(self, text: str, action: str, run: Callable[[], object]) -> None:
        """Show a text with a button of that name, which calls `run`; both go after a while or with the next text."""
        ...

    def run(self, action: str) -> None:
        """Trigger an action by its name in `shell/actions.py`."""
        ...

    def action(self, name: str) -> QAction:
        """An action by its name in `shell/actions.py`."""
        ...


class Context(NamedTuple):
    """Attributes: window: the parent of dialogs. shell: the same window, by what it does for controllers."""

    window: QWidget
    shell: Shell
    tasks: Tasks
    backend: Backend
    portals: PortalSession
    lookups: LookupSession


class Controller(QObject):
    """Base of all controllers: an object of the window that holds what is in the context. Each gets its own widget
    besides, and knows no other's."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window = context.window
        self._shell = context.shell
        self._tasks = context.tasks
        self._backend = context.backend
        self._portals = context.portals
        self._lookups = context.lookups
