"""The window of a portal's badges, and of what differs from another portal's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from badge_inspector.domain.catalogue_diff import Standing
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from tests.support import hand
from tests.support.desktop import Person


class Catalogue:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(CatalogueWindow)

    @classmethod
    def opens(cls, person: Person) -> Catalogue:
        """From the menu."""
        person.trigger("list_badges")
        return cls(person)

    @classmethod
    async def comes(cls, person: Person) -> Catalogue:
        """The window that something else opened."""
        await person.comes(CatalogueWindow)
        return cls(person)

    @property
    def title(self) -> str:
        return self.window.windowTitle()

    async def lists(self, text: str) -> None:
        """Wait until the line below the table says so: "8 badges", for one."""
        await self._person.until(lambda: text in self.state, text)

    @property
    def state(self) -> str:
        """All of the line below the table."""
        return self.window.count.accessibleName()

    def searches(self, text: str) -> None:
        hand.type_over(self.window.filter, text)

    def picks_first(self) -> None:
        """Press Enter in the search."""
        QTest.keyClick(self.window.filter, Qt.Key.Key_Return)

    @property
    def table(self) -> QTableView:
        return self.window.table

    @property
    def codes(self) -> list[str]:
        """Of the list, as its rows stand."""
        return hand.column(self.window.table, 0)

    @property
    def shows_list(self) -> bool:
        return self.window.table.isVisible()

    # Beside another portal

    @property
    def others(self) -> list[str]:
        """Choices of what to compare with; the first is none."""
        return [self.window.other.itemText(at) for at in range(self.window.other.count())]

    def chooses_other(self, name: str) -> None:
        hand.choose(self.window.other, name)

    async def compares_with(self, name: str) -> None:
        self.chooses_other(name)
        await self._person.until(lambda: self.is_comparing, "the comparison")

    @property
    def is_comparing(self) -> bool:
        return self.window.differences.isVisible()

    @property
    def chips(self) -> dict[Standing | None, str]:
        """Words of the filters; None is that of all."""
        return {standing: chip.text() for standing, chip in self.window.differences.chips.items()}

    def narrows_to(self, standing: Standing | None) -> None:
        hand.click(self.window.differences.chips[standing])

    def differences(self, column: int = 0) -> list[str]:
        """Texts of a column, the codes first, as its rows stand."""
        return hand.column(self.window.differences.table, column)

    def closes(self) -> None:
        self.window.close()
