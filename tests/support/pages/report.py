"""The dialog of a report for a ticket."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.ui.report.report_dialog import ReportDialog
from tests.support import hand
from tests.support.desktop import Person
from tests.support.pages import files


class Report:
    """Attributes: window."""

    def __init__(self, person: Person, window: ReportDialog) -> None:
        self._person, self.window = person, window

    @classmethod
    async def opens(cls, person: Person) -> Report:
        """From the menu, until its preview is there."""
        person.trigger("report")
        window = await person.comes(ReportDialog)
        await person.until(window.preview.toPlainText, "the preview")
        return cls(person, window)

    # The person's own words on what was expected

    @property
    def asks_for_expectation(self) -> bool:
        """Tell whether the keyboard is in its field."""
        return self.window.focusWidget() is self.window.expectation

    @property
    def expectation(self) -> str:
        return self.window.expectation.text()

    def expects(self, text: str) -> None:
        """Type it."""
        hand.type_text(self.window.expectation, text)

    def presses_enter(self) -> None:
        """In its field."""
        QTest.keyClick(self.window.expectation, Qt.Key.Key_Return)

    # The report

    @property
    def preview(self) -> str:
        return self.window.preview.toPlainText()

    async def previews(self, text: str) -> None:
        await self._person.until(lambda: text in self.preview, text)

    async def is_told(self, text: str) -> None:
        await self._person.until(lambda: text in self.window.said.whole, text)

    @property
    def said(self) -> str:
        return self.window.said.whole

    def copies(self) -> None:
        hand.click(self.window.copy)

    async def saves_in(self, folder: Path) -> None:
        hand.click(self.window.save)
        await files.chooses(self._person, folder)

    def toggles_phones(self) -> None:
        hand.click(self.window.phones)

    def chooses_plain_text(self) -> None:
        hand.click(self.window.plain)

    async def closes(self) -> None:
        hand.click(hand.button_of(self.window, "Close"))
        await self._person.idle()
