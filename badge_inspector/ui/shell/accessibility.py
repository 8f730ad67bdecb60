"""Outcomes told to a screen reader, the desktop's setting for reduced motion, and zoom."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QWidget

from badge_inspector.background import in_background
from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.preferences import ZOOMS
from badge_inspector.services.desktop import wants_less_motion
from badge_inspector.ui.kit.accessible import announce, is_listened_to
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.look import language, motion
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.captures import round_trip_text
from badge_inspector.ui.words.failures import words


class Announcer(Controller):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        context.lookups.answered.connect(self._announce)

    def _announce(self, lookup: Lookup) -> None:
        if is_listened_to():
            announce(self._window, outcome_text(lookup, self._portals.shown_name(lookup), language.current()))


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


_NOTCH = 120
"""Of a wheel, in eighths of a degree."""


class ZoomController(Controller):
    """Listens on the window of the windowing system, where a wheel's turn arrives before any list takes it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._turned = 0
        self._window.windowHandle().installEventFilter(self)

    def zoom_in(self) -> None:
        self._step(1)

    def zoom_out(self) -> None:
        self._step(-1)

    def reset(self) -> None:
        self._zoom("100")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        wheel = cast("QWheelEvent", event)
        if not wheel.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._turned += wheel.angleDelta().y()
        if abs(self._turned) >= _NOTCH:
            self._step(1 if self._turned > 0 else -1)
            self._turned = 0
        return True

    def _step(self, step: int) -> None:
        at = ZOOMS.index(self._portals.preferences.zoom) + step
        self._zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, at))])

    def _zoom(self, percent: str) -> None:
        if percent != self._portals.preferences.zoom:
            self._portals.prefer(self._portals.preferences._replace(zoom=percent))
        self._shell.tell(self.tr("Zoom {percent} %").format(percent=percent))


_LONGEST = 200


def outcome_text(lookup: Lookup, portal: str, language: str) -> str:
    """`portal` is what sentences call the portal, `language` the one whose texts are said."""
    translate = QCoreApplication.translate
    if not isinstance(lookup.outcome, Found):
        said = words(lookup.outcome.failure, lookup.code, portal)
        return f"{said.title}. {said.advice}"
    badge = lookup.outcome.badge
    title, value = shown_text(badge.title, language), shown_text(badge.value, language)
    text = translate("Spoken", "Found {code} in {time}. Title: {title}. Value: {value}. Type: {type}.")
    return text.format(
        code=visible(lookup.code[:_LONGEST]),
        time=round_trip_text(lookup),
        title=visible((title or "—")[:_LONGEST]),
        value=visible((value or "—")[:_LONGEST]),
        type=visible(plain(badge.type)[:_LONGEST]),
    )
