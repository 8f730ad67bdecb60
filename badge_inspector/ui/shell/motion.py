"""The desktop's setting for reduced motion, read after the start and whenever the window is activated."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from badge_inspector.background import in_background
from badge_inspector.services.desktop import wants_less_motion
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.look import motion

MOTION = "motion"


class MotionController(QObject):
    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._tasks = tasks
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        self._ask()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._ask()

    def _ask(self) -> None:
        if not self._tasks.is_busy(MOTION):
            self._tasks.start(MOTION, in_background(wants_less_motion), motion.set_by_desktop)
