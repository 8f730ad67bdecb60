"""The dialog of an error that nobody expected."""

from __future__ import annotations

from badge_inspector.ui.shell.crash_dialog import CrashDialog
from tests.support import hand
from tests.support.desktop import Person


class Crash:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(CrashDialog)

    @classmethod
    async def comes(cls, person: Person) -> Crash:
        await person.comes(CrashDialog)
        return cls(person)

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(CrashDialog))

    @property
    def title(self) -> str:
        return self.window.windowTitle()

    @property
    def is_modal(self) -> bool:
        return self.window.isModal()

    @property
    def report(self) -> str:
        return self.window.report.toPlainText()

    @property
    def count(self) -> str:
        """Number of times that it happened, in words."""
        return self.window.count.text()

    @property
    def close_words(self) -> str:
        return self.window.close_button.text()

    def copies(self) -> None:
        hand.click(self.window.copy)

    def closes(self) -> None:
        hand.click(self.window.close_button)
