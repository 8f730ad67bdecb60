"""The middle of the main window, but for its cards: whose answer or wait it is, and what dims it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from badge_inspector.ui.shell.identity_line import IdentityLine
from badge_inspector.ui.widgets.pending import Veil
from tests.support import hand, menus
from tests.support.desktop import Person


class Result:
    """Attributes: column."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.column = person.window.result

    # The line above the cards, and that of a wait

    @property
    def identity(self) -> str:
        """The line of the lookup that is shown, from the left; "" while there is none."""
        return _said(self.column.identity)

    @property
    def wait(self) -> str:
        """The line of the lookup that is waited for; "" while none is."""
        return _said(self.column.wait)

    @property
    def names(self) -> list[str]:
        """Texts of the line of the lookup, those too long for it whole; none while it is not there."""
        return _names(self.column.identity)

    @property
    def names_of_wait(self) -> list[str]:
        """The same of the line of a wait."""
        return _names(self.column.wait)

    @property
    def is_waiting(self) -> bool:
        return self.column.wait.isVisible()

    async def waits(self) -> None:
        await self._person.until(lambda: self.is_waiting, "the wait")

    def double_clicks_cancel(self) -> None:
        """Click Cancel twice, as a slip: the second click meets the chip of the language that takes its place."""
        hand.double_click(self.column.wait.cancel, self.language_chip)

    async def can_be_cancelled(self) -> None:
        await self._person.until(lambda: self.offers_cancel, "Cancel")

    @property
    def offers_cancel(self) -> bool:
        return self.column.wait.cancel.isVisible()

    @property
    def waited_s(self) -> float:
        """Seconds that it says have gone by."""
        return float(self.wait.partition("waiting ")[2].partition(" s")[0])

    @property
    def spoken(self) -> str:
        """The line of the lookup as a screen reader says it."""
        return self.column.identity.accessibleName()

    @property
    def heights(self) -> tuple[int, int]:
        """Of both lines, in pixels."""
        return self.column.identity.height(), self.column.wait.height()

    @property
    def mark(self) -> str:
        """Tooltip of the mark at the left."""
        mark = self.column.identity.childAt(QPoint(20, 23))
        assert mark is not None
        return mark.toolTip()

    # The strip below it

    @property
    def strip(self) -> list[str]:
        """Texts on where the lookup comes from."""
        return self._person.texts(self.column.strip)

    # What is dimmed

    async def is_dimmed(self, wanted: bool) -> None:
        """Wait until cards and answer are dimmed as a whole, or neither is."""
        parts = self.column.pages, self._person.window.answer

        def all_alike() -> bool:
            veils = [(part, part.findChild(Veil, options=Qt.FindChildOption.FindDirectChildrenOnly)) for part in parts]
            return all(
                veil is not None and veil.isVisible() is wanted and (not wanted or veil.size() == part.size())
                for part, veil in veils
            )

        await self._person.until(all_alike, "what is dimmed")

    @property
    def veils(self) -> set[bool]:
        """For each veil whether it lies over its part, the strip's apart."""
        veils = self._person.window.findChildren(Veil)
        return {veil.isVisible() for veil in veils if veil.parent() is not self.column.strip}

    # The chip of the language, in the line above the cards

    @property
    def language_chip(self) -> QAbstractButton:
        return self.column.cards.badge.chooser

    @property
    def language(self) -> str:
        """Words of the chip; "" while there is none."""
        return self.language_chip.text() if self.language_chip.isVisible() else ""

    @property
    def language_spoken(self) -> str:
        """The chip as a screen reader says it, whatever room its words have."""
        return self.language_chip.accessibleName()

    def chooses_language(self, label: str) -> None:
        """From the chip's menu, by the mouse."""
        menus.choose_of_button(self.column.cards.badge.chooser, label)

    async def chooses_first_language(self) -> None:
        """Open the chip's menu by keys, and take what it begins with."""
        line, chip = self.column.identity, self.column.cards.badge.chooser
        assert chip.parentWidget() is line
        await self._person.until(lambda: line._clicks is not None and line._clicks.is_settled, "a chip that is settled")
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Space)
        menu = chip.menu()
        await self._person.until(menu.isVisible, "the languages")
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)  # a menu opened by a key may have its first item chosen already
            if menu.activeAction() is menu.actions()[0]:
                break
        QTest.keyClick(menu, Qt.Key.Key_Return)

    # The page before a first lookup

    def clicks_sample(self, code: str) -> None:
        """One of the codes that the demo portal begins with."""
        (button,) = (each for each in self.column.demo_start.codes if each.text() == code)
        hand.click(button)

    def lists_badges(self) -> None:
        hand.click(self.column.demo_start.all_badges)


def _names(line: IdentityLine) -> list[str]:
    return [label.accessibleName() or label.text() for label in line.findChildren(QLabel) if label.isVisible()]


def _said(line: IdentityLine | QWidget) -> str:
    """Texts that a person reads in a line, from the left."""
    if not line.isVisible():
        return ""
    labels = [label for label in line.findChildren(QLabel) if label.isVisible() and label.text() != "Esc"]
    labels.sort(key=lambda label: label.mapTo(line, QPoint()).x())
    return " ".join(label.text() for label in labels).replace("\u00a0", " ")
