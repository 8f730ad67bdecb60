"""The window of many codes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTableView

from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.table import BADGE, CODE, TITLE, TYPE, OutcomeKind
from tests.support import hand, menus
from tests.support.desktop import Person
from tests.support.pages import files

__all__ = ["BADGE", "CODE", "TITLE", "TYPE", "ManyCodes", "OutcomeKind"]
"""The columns by their place, the window, and the kinds of its chips."""


class ManyCodes:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(ManyWindow)

    @classmethod
    def opens(cls, person: Person) -> ManyCodes:
        """By the button beside the code."""
        hand.click(person.window.request.many)
        return cls(person)

    @classmethod
    async def comes(cls, person: Person) -> ManyCodes:
        """The window that a list of codes opened."""
        await person.comes(ManyWindow)
        return cls(person)

    @property
    def table(self) -> QTableView:
        return self.window.table

    # The list

    async def lists(self, *codes: str) -> None:
        """Wait until it is made of these codes, which are counted, and named before they are asked."""
        await self._person.until(lambda: self.window.source._list.codes == codes, f"{len(codes)} codes")

    def pastes(self, text: str) -> None:
        hand.paste(self.window.source.codes, text)

    async def opens_file(self, file: Path) -> None:
        hand.click(self.window.source.open_file)
        await files.chooses(self._person, file)

    def drops(self, file: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        place, action = QPoint(self.window.rect().center()), Qt.DropAction.CopyAction
        button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.window, QDragEnterEvent(place, action, data, button, keys))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(place), action, data, button, keys))

    @property
    def note(self) -> str:
        """All of what is said about the list."""
        return self.window.source.note.accessibleName()

    async def is_told(self, text: str) -> None:
        await self._person.until(lambda: text in self.note, text)

    @property
    def pasted(self) -> str:
        """Text of the field for codes."""
        return self.window.source.codes.toPlainText()

    @property
    def chosen_column(self) -> str:
        """Name of the column with the codes."""
        return self.window.source.column.currentText()

    @property
    def has_head(self) -> bool:
        """Tell whether the first row is taken for names."""
        return self.window.source.header.isChecked()

    def chooses_column(self, name: str) -> None:
        hand.choose(self.window.source.column, name)

    def chooses_portal(self, name: str) -> None:
        hand.choose(self.window.source.portal, name)

    # The run

    def starts(self) -> None:
        hand.click(self.window.source.start)

    def double_clicks_start(self) -> None:
        """Click the button twice, as a slip."""
        hand.double_click(self.window.source.start)

    @property
    def can_start(self) -> bool:
        """Tell whether there are codes, and no run is under way."""
        return self.window.source.start.isVisible() and self.window.source.start.isEnabled()

    async def pauses(self) -> None:
        await self._clicks(self.window.source.pause)
        await self._person.until(lambda: self.window.source.pause.text() == "Resume", "the pause")

    async def resumes(self) -> None:
        await self._clicks(self.window.source.pause)

    async def cancels(self) -> None:
        await self._clicks(self.window.source.cancel)
        await self.stops()

    async def goes_on(self) -> None:
        """Ask for what is left of a run that stopped."""
        await self._clicks(self.window.resume_button)

    async def stops(self) -> None:
        await self._person.until(self.window.stopped.isVisible, "the stop")

    async def ends(self) -> None:
        await self._person.until(lambda: self.progress.startswith("Done"), "the end")
        await self._person.idle()

    @property
    def is_at_work(self) -> bool:
        return self.window.source.cancel.isVisible()

    @property
    def can_go_on(self) -> bool:
        return self.window.resume_button.isVisible()

    @property
    def unanswered(self) -> int:
        """Codes that were not answered, as the chip says."""
        return int(self.chip(OutcomeKind.UNANSWERED).removeprefix("Not answered ").replace(",", ""))

    @property
    def progress(self) -> str:
        return self.window.run.left.text()

    @property
    def pace(self) -> str:
        return self.window.run.pace.text()

    @property
    def why_stopped(self) -> str:
        return self.window.stopped.whole

    # The outcomes

    def column(self, at: int = CODE) -> list[str]:
        """Texts of a column as the rows stand."""
        return hand.column(self.window.table, at)

    def chip(self, kind: OutcomeKind) -> str:
        return self.window.bar.chips[kind].text()

    def offers(self, kind: OutcomeKind) -> bool:
        """Tell whether there is a chip of that kind."""
        return self.window.bar.chips[kind].isVisible()

    def narrows_to(self, kind: OutcomeKind) -> None:
        hand.click(self.window.bar.chips[kind])

    def filters(self, text: str) -> None:
        hand.type_over(self.window.bar.filter, text)

    @property
    def filter(self) -> str:
        return self.window.bar.filter.text()

    def sorts_by(self, column: int) -> None:
        """Click the head of a column: once more turns the order round."""
        header = self.window.table.horizontalHeader()
        place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def opens_row(self, row: int) -> None:
        hand.open_row(self.window.table, self.window.table.model().index(row, CODE))

    def menu_of(self, row: int, column: int) -> QMenu:
        return menus.menu_of_cell(self.window.table, row, column)

    def menu_of_selection(self) -> QMenu:
        return menus.menu_by_key(self.window.table)

    def selects_by_keys(self, first: int, count: int) -> None:
        """So many rows from one on."""
        table = self.window.table
        hand.pick(table, table.model().index(first, CODE))
        for _ in range(count - 1):
            QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    def exports(self, entry: str) -> None:
        menus.choose_of_button(self.window.bar.export, entry)

    async def exports_to(self, entry: str, file: Path) -> None:
        """Export what is shown, until that is said."""
        self.exports(entry)
        await files.chooses(self._person, file)
        await self.is_told(f"Written to {file.name}")

    def says(self, text: str) -> bool:
        """Tell whether that can be read in the window, as the whole of a text."""
        return text in self._person.texts(self.window)

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)

    async def closes(self) -> None:
        self.closes_at_once()
        await self._person.idle()

    def closes_at_once(self) -> None:
        """By the window's frame, whatever is under way."""
        self.window.close()

    async def goes(self) -> None:
        await self._person.until(lambda: not self.is_open(self._person), "the window closed")

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(ManyWindow))

    async def settles(self) -> None:
        """Wait until the buttons have meant the same for a while, so that a click is no slip."""
        await self._person.until(lambda: self.window.clicks.is_settled, "buttons that are settled")

    async def _clicks(self, button: QAbstractButton) -> None:
        await self.settles()
        hand.click(button)
