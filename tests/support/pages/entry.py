"""A kept lookup in a window of its own."""

from __future__ import annotations

from badge_inspector.ui.shell.entries import EntryWindow
from tests.support import hand
from tests.support.desktop import Person


class Entry:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(EntryWindow)

    @classmethod
    async def comes(cls, person: Person) -> Entry:
        await person.comes(EntryWindow)
        return cls(person)

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(EntryWindow))

    @property
    def title(self) -> str:
        return self.window.windowTitle()

    @property
    def shows_badge(self) -> bool:
        return self.window.cards.badge.isVisible()

    @property
    def origin(self) -> str:
        """Words on the origin of the lookup."""
        return " ".join(self._person.texts(self.window.strip))

    def compares(self) -> None:
        """With what the main window shows."""
        hand.click(self.window.compare)

    def asks_again(self) -> None:
        hand.click(self.window.again)

    def clicks(self, label: str) -> None:
        """A button of a card."""
        hand.click(hand.button_of(self.window, label))

    def closes(self) -> None:
        hand.click(self.window.close_button)
