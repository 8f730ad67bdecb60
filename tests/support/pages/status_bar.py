"""The line at the foot of the main window: what was just done, its undoing, and what is wrong for all of a run."""

from __future__ import annotations

from tests.support import hand
from tests.support.desktop import Person


class StatusBar:
    def __init__(self, person: Person) -> None:
        self._person = person
        self._window = person.window

    @property
    def said(self) -> str:
        """Words on what was just done."""
        return self._window.saved.text() if self._window.saved.isVisible() else ""

    @property
    def offer(self) -> str:
        """Words of the button beside it; "" while there is none."""
        return self._window.undo.text() if self._window.undo.isVisible() else ""

    def takes_offer(self) -> None:
        hand.click(self._window.undo)

    @property
    def warning(self) -> str:
        """All of the warning for this run; "" while there is none."""
        return self._window.warning.accessibleName() if self._window.warning.isVisible() else ""

    async def warns(self, text: str) -> None:
        await self._person.until(lambda: text in self.warning, f"{text} in the status bar")

    @property
    def is_private(self) -> bool:
        """Tell whether it says that nothing is recorded."""
        return self._window.private.isVisible()

    @property
    def secrets(self) -> str:
        """Place in which secrets are kept."""
        return self._window.secret_place.text()
