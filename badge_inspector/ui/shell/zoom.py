"""Zoom of the whole window, by keys, wheel and menu; it is remembered."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent

from badge_inspector.domain.preferences import ZOOMS
from badge_inspector.ui.session.context import Context, Controller

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
