"""Entries of the menus at the top of the main window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.support.desktop import Person


class MenuEntry:
    """By the name of its action, as `Person.trigger()` has it."""

    def __init__(self, person: Person, action: str) -> None:
        self._person = person
        self._action = person.window.actions_[action]

    @property
    def has_icon(self) -> bool:
        return not self._action.icon().isNull()

    @property
    def is_ticked(self) -> bool:
        return self._action.isChecked()

    @property
    def can_be_chosen(self) -> bool:
        return self._action.isEnabled()

    def chooses(self) -> None:
        """Open its menu, go to it, and press Enter."""
        menus = self._person.window.menuBar().findChildren(QMenu)
        (menu,) = [each for each in menus if self._action in each.actions()]
        menu.popup(self._person.window.pos())
        menu.setActiveAction(self._action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
