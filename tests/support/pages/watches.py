"""Watches: the dialog that starts one, and the lines of those that run."""

from __future__ import annotations

from badge_inspector.ui.watch.watch_dialog import WatchDialog
from tests.support import hand
from tests.support.desktop import Person


class WatchForm:
    """The dialog that starts a watch. Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(WatchDialog)

    @classmethod
    def opens(cls, person: Person) -> WatchForm:
        """From the menu."""
        person.trigger("watch")
        return cls(person)

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(WatchDialog))

    @property
    def code(self) -> str:
        return self.window.code.text()

    @property
    def about(self) -> str:
        """The sentences above the form."""
        return self.window._about.text()

    def every(self, minutes: int) -> None:
        hand.type_over(self.window.minutes, str(minutes))

    @property
    def shortest(self) -> int:
        """Minutes that can be chosen at least."""
        return self.window.minutes.minimum()

    def starts(self) -> None:
        hand.click(self.window.start)

    def closes(self) -> None:
        self.window.close()


class Watches:
    """The lines below the request bar."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._bar = person.window.watches

    @property
    def lines(self) -> list[str]:
        """Words on each watch."""
        return [line.text.accessibleName() or line.text.text() for line in self._bar.lines.values()]

    @property
    def is_seen(self) -> bool:
        return self._bar.isVisible()

    @property
    def can_show(self) -> bool:
        """Tell whether the one watch has an answer to show."""
        (line,) = self._bar.lines.values()
        return line.look.isEnabled()
