"""A preference that has nothing to do with the language leaves the texts of all windows alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from tests.support.desktop import Desktop, Person
from tests.support.pages.settings import Settings


class Retranslations(QObject):
    """Attributes: count: how often a watched widget was told of a new language."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LanguageChange
        return super().eventFilter(watched, event)


def test_turning_a_number_retranslates_no_window_and_leaves_the_status_bar(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        heard = Retranslations(person.window)
        person.trigger("compare_previous")
        await person.sees("Look up a badge first.")
        settings = Settings.opens(person)
        before = person.preferences
        settings.turn("connect_s", 1)
        await person.until(lambda: person.preferences != before, "the preference")
        await person.idle()
        assert heard.count == 0
        await person.sees("Look up a badge first.")
        settings.closes()

    desktop.run(journey)
