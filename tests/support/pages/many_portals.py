"""The window of one code on many portals."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.compare.many_portals_window import ManyPortalsWindow
from tests.support import hand
from tests.support.desktop import Person
from tests.support.pages.compare import SidesTable


class ManyPortals:
    """Attributes: window, table."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(ManyPortalsWindow)
        self.table = SidesTable(self.window.sides)

    @classmethod
    async def opens(cls, person: Person) -> ManyPortals:
        """From the menu."""
        person.trigger("many_portals")
        await person.comes(ManyPortalsWindow)
        return cls(person)

    # The question

    @property
    def code(self) -> str:
        return self.window.code.text()

    def types(self, code: str) -> None:
        hand.type_over(self.window.code, code)

    @property
    def chosen(self) -> dict[str, bool]:
        """For each portal, by its words, whether it will be asked."""
        return {chip.text(): chip.isChecked() for chip in self.window.portals.values()}

    def toggles(self, name: str) -> None:
        """Choose a portal, or do so no longer."""
        (chip,) = (chip for chip in self.window.portals.values() if chip.text() == name)
        hand.click(chip)

    def toggles_all(self) -> None:
        hand.click(self.window.all_portals)

    def asks(self, code: str = "") -> None:
        """Click the button, for what is in the field or for a code that is typed over it."""
        if code:
            self.types(code)
        hand.click(self.window.ask)

    def double_clicks_ask(self) -> None:
        """Click the button twice, as a slip: the second click meets what takes its place."""
        hand.double_click(self.window.ask, self.window.cancel)

    def presses_enter(self) -> None:
        """In the field of the code."""
        QTest.keyClick(self.window.code, Qt.Key.Key_Return)

    async def cancels(self) -> None:
        await self.settles()
        hand.click(self.window.cancel)

    async def gives_up(self) -> None:
        """Cancel, unless all have answered by the time that a click counts."""
        await self.settles()
        if self.is_running:
            hand.click(self.window.cancel)

    async def settles(self) -> None:
        """Wait until the buttons have meant the same for a while, so that a click is no slip."""
        await self._person.until(lambda: self.window.clicks.is_settled, "buttons that are settled")

    @property
    def is_running(self) -> bool:
        return self.window.cancel.isVisible()

    # The answers

    async def answered(self, count: int) -> None:
        """Wait until so many portals have answered."""
        await self._person.until(lambda: self.came == count, f"{count} answers")

    async def all_answered(self) -> None:
        await self._person.until(lambda: self.lookups and None not in self.lookups, "the answers")
        await self._person.idle()

    @property
    def came(self) -> int:
        """Number of portals that have answered."""
        return sum(lookup is not None for lookup in self.lookups)

    @property
    def lookups(self) -> list[Lookup | None]:
        """Of the portals that were asked, None where no answer has come."""
        return self.window.lookups

    @property
    def summary(self) -> str:
        """All of what is said of the answers."""
        return self.window.summary.whole

    @property
    def hint(self) -> str:
        """All of the line at the foot."""
        return self.window._hint.accessibleName()

    def sorts_slowest_first(self) -> None:
        hand.click(self.window.slowest)

    def copies(self) -> None:
        hand.click(self.window.copy)

    def closes(self) -> None:
        self.window.close()
