"""The palette of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.ui.shell.palette import Palette
from tests.support import hand
from tests.support.desktop import Person


class Commands:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self.window = person.find(Palette)

    @classmethod
    def opens(cls, person: Person) -> Commands:
        person.trigger("palette")
        return cls(person)

    @classmethod
    async def comes(cls, person: Person) -> Commands:
        """The palette that a key opened."""
        await person.comes(Palette)
        return cls(person)

    @property
    def all_words(self) -> list[str]:
        """Commands that it knows, in their order."""
        return [command.words for command in self.window._commands]

    def types(self, text: str) -> None:
        """Type over what is there."""
        hand.type_over(self.window.field, text)

    @property
    def lines(self) -> list[str]:
        """Commands that are offered, from above."""
        return [self.window.list.item(at).text() for at in range(self.window.list.count())]

    def runs(self) -> None:
        """Do what is marked."""
        QTest.keyClick(self.window.field, Qt.Key.Key_Return)

    def closes(self) -> None:
        QTest.keyClick(self.window.field, Qt.Key.Key_Escape)
