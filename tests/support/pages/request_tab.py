"""The page of the request, beside the JSON: as it was sent, and as a command."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.result.request_page import RequestPage
from tests.support import hand, menus
from tests.support.desktop import Person
from tests.support.pages.answer import Answer


class RequestTab:
    """Attributes: page."""

    def __init__(self, person: Person, window: QWidget | None = None) -> None:
        """Open it in the main window, or in that of a lookup."""
        self._person = person
        answer = Answer(person, window)
        answer.opens(AnswerTab.REQUEST)
        (self.page,) = answer.panel.findChildren(RequestPage)

    def copies_as(self, kind: SnippetKind) -> None:
        """From the menu of the forms."""
        menus.choose_of_button(self.page.others, self.page.choices[kind].text())

    @property
    def forms(self) -> list[str]:
        """Words of the menu's forms, the one copied last first."""
        return [action.text() for action in self.page.menu.actions()]

    @property
    def again(self) -> str:
        """Words of the button that copies in the form of the last time."""
        return self.page.again.text()

    def asks_with_secret(self) -> None:
        hand.click(self.page.with_secret)

    def double_clicks_with_secret(self) -> None:
        """Click the button twice, as a slip: the second click meets the Yes of its question."""
        hand.double_click(self.page.with_secret, self.page.confirm_buttons[SnippetKind.CURL_SH])

    @property
    def is_asked(self) -> bool:
        """Tell whether the question about the secret is open."""
        return self.page.confirm.isVisible()

    def escapes(self) -> None:
        """Press Esc on the question."""
        QTest.keyClick(self.page.keep, Qt.Key.Key_Escape)

    @property
    def no_is_at_hand(self) -> bool:
        """Tell whether Enter would keep the secret."""
        return self._person.window.focusWidget() is self.page.keep

    def keeps_it(self) -> None:
        hand.click(self.page.keep)

    async def copies_with_secret(self, kind: SnippetKind) -> None:
        """Say yes to the question, which is opened first where it is not, once a click counts."""
        if not self.is_asked:
            self.asks_with_secret()
        await self._person.until(lambda: self.page.confirm_clicks.is_settled, "a click that counts")
        hand.click(self.page.confirm_buttons[kind])
