"""The middle of the main window: whose answer or wait it is, the cards below, and what dims them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLabel, QMenu, QWidget

from badge_inspector.ui.result.badge_facts import BadgeFacts
from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.result.language_model import TITLE, VALUE
from badge_inspector.ui.result.language_table import LanguageTable
from badge_inspector.ui.shell.identity_line import IdentityLine
from badge_inspector.ui.widgets.disclosure import Disclosure
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.widgets.pending import Veil
from tests.support import hand, menus
from tests.support.desktop import Person

__all__ = ["TITLE", "VALUE", "Result"]
"""Two columns of the table of languages by their place, and the middle of the window."""


class Result:
    """Attributes: column, cards."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.column = person.window.result
        self.cards = self.column.cards

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

    # The card of a badge

    @property
    def shows_badge(self) -> bool:
        return self.cards.badge.isVisible()

    @property
    def badge_texts(self) -> list[str]:
        """Texts of the badge's card to the letter, as they are copied."""
        return [label.whole for label in self._badge_labels()]

    @property
    def badge_texts_painted(self) -> list[str]:
        return [label.text() for label in self._badge_labels()]

    def _badge_labels(self) -> list[PlainLabel]:
        return [label for label in self.cards.badge.findChildren(PlainLabel) if label.isVisible()]

    def clicks_fact(self, text: str) -> None:
        """The field of the badge that says so."""
        (facts,) = self.cards.badge.findChildren(BadgeFacts)
        (label,) = [each for each in facts.findChildren(PlainLabel) if each.isVisible() and each.whole == text]
        QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))

    @property
    def _languages(self) -> LanguageTable:
        (table,) = self.cards.badge.findChildren(LanguageTable)
        return table

    def clicks_text(self, row: int, column: int) -> str:
        """A text of the table of languages; returns the language of its row."""
        hand.pick(self._languages, self._languages.model().index(row, column))
        return str(self._languages.model().index(row, 0).data())

    @property
    def languages_head(self) -> list[str]:
        """Words over the columns of the table of languages."""
        head = self._languages.horizontalHeader()
        assert head.isVisible()
        model = self._languages.model()
        return [str(model.headerData(at, head.orientation())) for at in range(model.columnCount())]

    def menu_of_text(self, row: int, column: int) -> QMenu:
        return menus.menu_of_cell(self._languages, row, column)

    def languages_fit(self) -> None:
        """See that all rows of the table of languages are there, and none is lower than its text."""
        table = self._languages
        assert table.rowHeight(0) >= table.fontMetrics().height()
        assert table.height() >= table.model().rowCount() * table.rowHeight(0)

    def opens_why_hidden(self) -> None:
        """Unfold the reasons for which a badge is not on a card."""
        hand.click(self.cards.badge.prepare()._why.toggle)

    # The chip of the language, in the line above the cards

    @property
    def language_chip(self) -> QAbstractButton:
        return self.cards.badge.chooser

    @property
    def language(self) -> str:
        """Words of the chip; "" while there is none."""
        return self.language_chip.text() if self.language_chip.isVisible() else ""

    def chooses_language(self, label: str) -> None:
        """From the chip's menu, by the mouse."""
        menus.choose_of_button(self.cards.badge.chooser, label)

    async def chooses_first_language(self) -> None:
        """Open the chip's menu by keys, and take what it begins with."""
        line, chip = self.column.identity, self.cards.badge.chooser
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

    # The card of a failure

    @property
    def shows_failure(self) -> bool:
        return self.cards.failure.isVisible()

    @property
    def failure_spoken(self) -> str:
        """Name of the failure's card for a screen reader."""
        return self.cards.failure.accessibleName()

    @property
    def failure_buttons(self) -> list[QAbstractButton]:
        return [each for each in self.cards.failure.findChildren(QAbstractButton) if each.isVisible()]

    # Lines that unfold, and the documentation's

    def unfolds(self, text: str, key: Qt.Key | None = None) -> None:
        """Click the one line that says so and opens something, or press a key on it."""
        lines = self._person.window.findChildren(Disclosure)
        (line,) = (each for each in lines if each.isVisible() and text in each.text())
        if key is None:
            hand.click(line)
        else:
            QTest.keyClick(line, key)

    @property
    def contract(self) -> str:
        """Verdict on the answer by the documentation; "" where that is not said."""
        line = self._contract
        return line.toggle.text() if line is not None else ""

    def opens_contract(self) -> None:
        assert self._contract is not None
        hand.click(self._contract.toggle)

    def contract_entry(self, path: str) -> QLabel:
        """Words on the member at that path, with a link to it."""
        assert self._contract is not None
        return next(label for label in self._contract.findChildren(QLabel) if path in label.text())

    @property
    def _contract(self) -> ContractLine | None:
        lines = self.cards.findChildren(ContractLine)
        return next((line for line in lines if line.toggle.isVisible()), None)

    @property
    def rich_texts(self) -> list[str]:
        """Texts in the column that would be read as markup."""
        labels = self.column.findChildren(QLabel)
        return [label.text() for label in labels if label.textFormat() is Qt.TextFormat.RichText]

    def buttons(self) -> list[str]:
        """Words of all buttons on the cards."""
        return [each.text() for each in self.cards.findChildren(QAbstractButton) if each.isVisible()]

    def no_card_is_wider_than_its_column(self) -> None:
        """See that each card that is shown ends where its column does, or before."""
        page = self.column.pages.currentWidget()
        assert page is not None
        for card in (self.cards.failure, self.cards.badge, self.cards.timing):
            if card.isVisible():
                assert card.mapTo(page, QPoint(card.width(), 0)).x() <= page.width()

    # How far the cards are scrolled

    def scrolls_to(self, part: QWidget) -> None:
        """Have a part of a card be in sight."""
        self.cards.ensureWidgetVisible(part)

    @property
    def is_scrolled(self) -> bool:
        """Tell whether there is more than can be seen at once."""
        return self.cards.verticalScrollBar().maximum() > 0

    def room_below_the_last_card(self) -> int:
        """Scroll to the end; pixels between the last card and the end of what is seen."""
        self.cards.ensureWidgetVisible(self.cards.trend)
        self.cards.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
        end = self.cards.trend.mapTo(self.cards.viewport(), self.cards.trend.rect().bottomLeft()).y()
        return self.cards.viewport().height() - end

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
