"""Questions and messages in a box over the main window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.support import hand
from tests.support.desktop import Person


class Question:
    """Attributes: window."""

    def __init__(self, person: Person, window: QMessageBox) -> None:
        self._person, self.window = person, window

    @classmethod
    async def comes(cls, person: Person) -> Question:
        return cls(person, await person.comes(QMessageBox))

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(QMessageBox))

    @property
    def text(self) -> str:
        return self.window.text()

    @property
    def details(self) -> str:
        """The smaller text below it."""
        return self.window.informativeText()

    def answers(self, label: str) -> None:
        hand.click(hand.button_of(self.window, label))

    async def escapes(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_Escape)
        await self.goes()

    async def goes(self) -> None:
        await self._person.until(lambda: not self.is_open(self._person), "the question gone")
