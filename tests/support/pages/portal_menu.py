"""The menu of the portals, below the chooser in the request bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.ui.request.portal_popup import PortalPopup
from tests.support import hand
from tests.support.desktop import Person


class PortalMenu:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(PortalPopup)

    @classmethod
    async def opens(cls, person: Person) -> PortalMenu:
        """By its key."""
        await person.uses_shortcut(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        await person.comes(PortalPopup)
        return cls(person)

    async def picks(self, text: str) -> None:
        """Type a part of a name, and press Enter."""
        hand.enter(self.window.filter, text)
        await self._person.until(lambda: not self._person.find_all(PortalPopup), "a portal chosen")

    @property
    def offers_demo(self) -> bool:
        return self.window.demo.isVisible()

    async def takes_demo(self) -> None:
        """By the keyboard."""
        QTest.keyClick(self.window.demo, Qt.Key.Key_Space)
        await self._person.until(lambda: (current := self._person.portal) and current.is_demo, "the demo portal")

    def adds_portal(self) -> None:
        """Go down behind the last portal, where the way to another one is, and press Space."""
        for _ in range(self.window.list.model().rowCount()):
            QTest.keyClick(self.window.filter, Qt.Key.Key_Down)
        assert self.window.add.hasFocus()
        QTest.keyClick(self.window.add, Qt.Key.Key_Space)
