"""The order in which Tab goes through a window of regions, and a caret that stops blinking when nobody types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMetaObject, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

_BAND = 14
"""Pixels in height within which widgets stand in one line."""


def tab_stops(region: QWidget) -> list[QWidget]:
    """Widgets of a region that take the focus by Tab now, from the top, in each line from the left."""
    stops = [
        widget
        for widget in (region, *region.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not _is_passed_over(widget)
        and widget.window() is region.window()
    ]
    places = {stop: stop.mapTo(region, QPoint(0, min(stop.height(), 2 * _BAND) // 2)) for stop in stops}
    ordered: list[QWidget] = []
    line: list[QWidget] = []
    for stop in sorted(stops, key=lambda stop: places[stop].y()):
        if line and places[stop].y() - places[line[0]].y() > _BAND:
            ordered += sorted(line, key=lambda stop: places[stop].x())
            line = []
        line.append(stop)
    return ordered + sorted(line, key=lambda stop: places[stop].x())


def step(regions: Sequence[QWidget], forward: bool) -> bool:
    """Give the focus to the next stop, from the last one to the first; False where there is none."""
    stops = [stop for region in regions for stop in tab_stops(region)]
    if not stops:
        return False
    at = _index(stops, QApplication.focusWidget())
    target = stops[(at + (1 if forward else -1)) % len(stops)] if at >= 0 else stops[0 if forward else -1]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def step_region(regions: Sequence[QWidget], forward: bool) -> None:
    """Give the focus to the first stop of the next region that has one."""
    stops = {at: found for at, region in enumerate(regions) if (found := tab_stops(region))}
    if not stops:
        return
    focused = QApplication.focusWidget()
    here = next((at for at in stops if focused is not None and regions[at].isAncestorOf(focused)), -1)
    order = sorted(stops)
    later = [at for at in order if at > here] if forward else [at for at in reversed(order) if at < here]
    target = later[0] if later else order[0] if forward else order[-1]
    stops[target][0].setFocus(Qt.FocusReason.TabFocusReason)


def _is_passed_over(widget: QWidget) -> bool:
    """Tab stops at the chosen button of a group; the arrow keys go to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return False
    return group.checkedButton() not in (None, widget)


def _index(stops: list[QWidget], focused: QWidget | None) -> int:
    """The stop that has the focus, or that what has it is in."""
    while focused is not None:
        if focused in stops:
            return stops.index(focused)
        focused = focused.parentWidget()
    return -1


BLINKS_MS = 10_000
"""The time after which GTK's fields stop blinking."""


class RestingCaret(QObject):
    """One for the program. Attributes: rest (the timer that ends the blinking)."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._flash_ms = self._hints.cursorFlashTime()
        self._links: list[QMetaObject.Connection] = []
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(BLINKS_MS)
        self.rest.timeout.connect(lambda: self._hints.setCursorFlashTime(0))
        app.focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        # By their handles: told by slot, a connection that is gone already (a field that was deleted) is an error.
        for link in self._links:
            self.disconnect(link)
        self._links.clear()
        if isinstance(entered, QLineEdit | QPlainTextEdit):
            self._links.append(entered.cursorPositionChanged.connect(self._blink))
        self._blink()

    def _blink(self) -> None:
        self._hints.setCursorFlashTime(self._flash_ms)
        self.rest.start()
