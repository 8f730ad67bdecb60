"""The cards of a lookup in the middle of the main window, but for those of the timing: its badge or its failure."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLabel, QMenu, QWidget

from badge_inspector.ui.result.badge_facts import BadgeFacts
from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.result.language_model import TITLE, VALUE
from badge_inspector.ui.result.language_table import LanguageTable
from badge_inspector.ui.widgets.disclosure import Disclosure
from badge_inspector.ui.widgets.labels import PlainLabel
from tests.support import hand, menus
from tests.support.desktop import Person

__all__ = ["TITLE", "VALUE", "Cards"]
"""Two columns of the table of languages by their place, and the cards."""


class Cards:
    """Attributes: cards."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.cards = person.window.result.cards

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
        """Texts on the cards, or around them, that would be read as markup."""
        labels = self._person.window.result.findChildren(QLabel)
        return [label.text() for label in labels if label.textFormat() is Qt.TextFormat.RichText]

    def buttons(self) -> list[str]:
        """Words of all buttons on the cards."""
        return [each.text() for each in self.cards.findChildren(QAbstractButton) if each.isVisible()]

    def no_card_is_wider_than_its_column(self) -> None:
        """See that each card that is shown ends where its column does, or before."""
        page = self.cards.viewport()
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
