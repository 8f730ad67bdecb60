"""The page of the request, beside the JSON: as it was sent, and as a command."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.result.answer_panel import AnswerPanel, AnswerTab
from badge_inspector.ui.result.request_page import RequestPage
from tests.support import hand, menus
from tests.support.desktop import Person


class RequestTab:
    """Attributes: page."""

    def __init__(self, person: Person, window: QWidget | None = None) -> None:
        """Open it in the main window, or in that of a lookup."""
        self._person = person
        (answer,) = (window or person.window).findChildren(AnswerPanel)
        answer.show_tab(AnswerTab.REQUEST)
        (self.page,) = answer.findChildren(RequestPage)

    def copies_as(self, kind: SnippetKind) -> None:
        """From the menu of the forms."""
        menus.choose_of_button(self.page.others, self.page.choices[kind].text())

    def asks_with_secret(self) -> None:
        hand.click(self.page.with_secret)

    @property
    def is_asked(self) -> bool:
        """Tell whether the question about the secret is open."""
        return self.page.confirm.isVisible()

    def keeps_it(self) -> None:
        hand.click(self.page.keep)

    async def copies_with_secret(self, kind: SnippetKind) -> None:
        """Say yes to the question, which is opened first where it is not, once a click counts."""
        if not self.is_asked:
            self.asks_with_secret()
        await self._person.until(lambda: self.page.confirm_clicks.is_settled, "a click that counts")
        hand.click(self.page.confirm_buttons[kind])
