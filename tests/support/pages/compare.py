"""The window of two lookups side by side, and the table that it shares with one code on many portals."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from badge_inspector.domain.compare import Mark
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.compare.compare_window import CompareWindow
from badge_inspector.ui.compare.sides import FIELD, FIRST, MARK, Sides
from tests.support import hand, menus
from tests.support.desktop import Person


class SidesTable:
    """Fields down, a column for each side."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._table = sides.table

    @property
    def names(self) -> list[str]:
        """Portals of the sides, from the left."""
        return [side.name for side in self._sides.sides]

    @property
    def fields(self) -> list[str]:
        return hand.column(self._table, FIELD)

    def row(self, field: str) -> list[str]:
        """Sign of a field, then its text on each side."""
        at = self.fields.index(field)
        texts = [str(self._table.rows.index(at, column).data()) for column in range(self._table.rows.columnCount())]
        return [texts[MARK], *texts[FIRST:]]

    def marks(self, field: str) -> list[Mark]:
        """Colour of each side's cell of a field, by its meaning."""
        return [cell.mark for cell in self._sides.fields[self.fields.index(field)].cells]

    @property
    def lookups(self) -> list[Lookup]:
        """Answers as they stand, from the left."""
        return [side.lookup for side in self._sides.sides if side.lookup is not None]

    @property
    def signs(self) -> list[str]:
        """Signs that there are."""
        return [sign for sign in hand.column(self._table, MARK) if sign]

    def picks(self, side: int) -> None:
        hand.pick(self._table, self._table.rows.index(0, FIRST + side))

    def opens(self, side: int) -> None:
        hand.open_row(self._table, self._table.rows.index(0, FIRST + side))

    def menu_of(self, side: int, row: int = 0) -> QMenu:
        return menus.menu_of_cell(self._table, row, FIRST + side)

    def menu_by_key(self) -> QMenu:
        """On the cell that has the focus."""
        return menus.menu_by_key(self._table)

    def cards_stand_over_columns(self) -> None:
        """See that each side's card begins where its column does."""
        for at, card in enumerate(self._sides.cards):
            cell = self._table.visualRect(self._table.rows.index(0, FIRST + at)).topLeft()
            left = self._table.viewport().mapToGlobal(cell).x()
            assert card.mapToGlobal(card.rect().topLeft()).x() == left


class Comparison:
    """Attributes: window, table."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(CompareWindow)
        self.table = SidesTable(self.window.sides)

    @classmethod
    async def opens(cls, person: Person) -> Comparison:
        """From the menu, with the lookup before or of the two that are selected."""
        person.trigger("compare_previous")
        return await cls.comes(person)

    @classmethod
    async def comes(cls, person: Person) -> Comparison:
        await person.comes(CompareWindow)
        await person.idle()
        return cls(person)

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(CompareWindow))

    @property
    def summary(self) -> str:
        return self.window.summary.text()

    def swaps(self) -> None:
        hand.click(self.window.swap)

    def copies(self) -> None:
        hand.click(self.window.copy)

    # Line by line

    def menu_of_lines(self) -> QMenu:
        return menus.menu_at(self.window.diff.viewport(), QPoint(40, 10))

    def copies_first_line(self) -> None:
        """By keys."""
        hand.pick(self.window.diff, self.window.diff.lines.index(0))
        QTest.keyClick(self.window.diff, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    def closes(self) -> None:
        hand.click(self.window.close_button)
