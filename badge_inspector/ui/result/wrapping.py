"""Breaking of long lines of JSON: one choice for all windows, kept from run to run."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.session.context import Context, Controller


class Wrapping(QObject):
    """Made in whichever thread reads this file, so no signal reaches its methods: they are called.

    Attributes: on. Signals: changed(bool).
    """

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.on = True

    def choose(self, on: bool) -> None:
        """Take another choice."""
        if on is not self.on:
            self.on = on
            self.changed.emit(on)


WRAPPING = Wrapping()


class WrappingController(Controller):
    """Reads the choice from the preferences, and stores the next one there."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        WRAPPING.changed.connect(self._save)
        context.portals.preferences_changed.connect(self._show)
        self._show(context.portals.preferences)

    def _show(self, preferences: Preferences) -> None:
        WRAPPING.choose(preferences.wrap)

    def _save(self, on: bool) -> None:
        if on is not self._portals.preferences.wrap:
            self._portals.prefer(self._portals.preferences._replace(wrap=on))
