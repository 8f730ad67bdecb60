"""The history at the left of the main window, and the boxes that open from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QMessageBox, QWidget

from badge_inspector.domain.history import HistoryFilter, RunRow
from badge_inspector.ui.history.dialogs import ExportBox, ExportFormat, ExportScope, ImportBox, NoteBox
from tests.support import hand, menus
from tests.support.desktop import Person
from tests.support.pages import files

__all__ = ["Export", "ExportFormat", "ExportScope", "History", "Imported"]


class History:
    """Rows go by their place among the lookups, newest first. Attributes: panel."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.panel = person.window.history

    @property
    def codes(self) -> list[str]:
        return [row.code for row in self._person.history()]

    def searches(self, text: str) -> None:
        """Type over what was looked for, and leave what is offered alone."""
        hand.type_over(self.panel.search, text)
        self._hides_offered()

    def types_into_search(self, text: str, *, leaves_offered: bool = True) -> None:
        """Behind what is there, and leave what is offered alone unless it is to be looked at."""
        self.panel.search.setFocus()
        hand.type_text(self.panel.search, text)
        if leaves_offered:
            self._hides_offered()

    def _hides_offered(self) -> None:
        popup = self.panel.search.completer_.popup()
        assert popup is not None
        popup.hide()

    @property
    def search(self) -> str:
        """Text of the search field."""
        return self.panel.search.text()

    def presses_in_search(self, key: Qt.Key) -> None:
        QTest.keyClick(self.panel.search, key)

    @property
    def not_understood(self) -> str:
        """Words on a part of the search that has no meaning; "" where all has."""
        return self.panel.wrong.text() if self.panel.wrong.isVisible() else ""

    async def searched(self) -> None:
        """Wait until what was typed has been looked for."""
        await self._person.until(lambda: not self.panel._delay.isActive(), "the search")
        await self._person.idle()

    async def is_offered(self, *words: str) -> None:
        """Wait until these completions are offered, in whatever order: the history's thread names them."""
        await self._person.until(lambda: sorted(self.panel.search.offered()) == sorted(words), f"{words} offered")

    async def takes_first_offered(self) -> None:
        popup = self.panel.search.completer_.popup()
        assert popup is not None
        await self._person.until(popup.isVisible, "what is offered")
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    @property
    def empty(self) -> str:
        """Words in place of rows; "" where there are some."""
        return self.panel.empty.text() if self.panel.empty.isVisible() else ""

    @property
    def chips(self) -> Collection[QAbstractButton]:
        """The filters above the list."""
        return self.panel.chips.values()

    def narrows_to(self, kind: HistoryFilter) -> None:
        hand.click(self.panel.chips[kind])

    def selects(self, rows: Sequence[int]) -> None:
        """Click the first of these rows, which opens it, and the others with Ctrl held."""
        modifier = Qt.KeyboardModifier.NoModifier
        for at in rows:
            QTest.mouseClick(self.panel.list.viewport(), Qt.MouseButton.LeftButton, modifier, self._place(at))
            modifier = Qt.KeyboardModifier.ControlModifier

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """On the list."""
        self.panel.list.setFocus()
        QTest.keyClick(self.panel.list, key, modifier)

    def takes_focus(self) -> None:
        """Have the keyboard on the list."""
        self.panel.list.setFocus()

    def types(self, text: str) -> None:
        """On the list."""
        self.takes_focus()
        hand.type_text(self.panel.list, text)

    @property
    def selected(self) -> list[str]:
        """Codes of the rows that are marked."""
        return [row.code for row in self.panel.selected_rows()]

    @property
    def selected_ids(self) -> set[int]:
        """Ids of the lookups whose rows are marked."""
        return {row.id for row in self.panel.selected_rows()}

    @property
    def current(self) -> object:
        """The entry on which the keyboard is."""
        return self.panel.current_entry()

    def opens_run(self, run: RunRow) -> None:
        hand.pick(self.panel.list, self.panel.model.index_of(run.id))

    @property
    def heading_places(self) -> list[int]:
        """Places of the days among all that is in the list."""
        return list(self.panel.model.heading_rows)

    @property
    def headings(self) -> list[str]:
        """Days over the rows, from the top."""
        return [str(self.panel.model.index(at).data()) for at in self.panel.model.heading_rows]

    def menu_of(self, at: int) -> QMenu:
        """Open the menu on a row, which is selected by that."""
        place = self._place(at)
        QTest.mousePress(self.panel.list.viewport(), Qt.MouseButton.RightButton, pos=place)
        return menus.menu_at(self.panel.list.viewport(), place)

    def menu_of_top(self) -> QMenu:
        """Open the menu on what is topmost: a day's heading."""
        return menus.menu_at(self.panel.list.viewport(), QPoint(20, 3))

    # How far the list is scrolled

    async def scrolls_to(self, pixels: int) -> None:
        """Once there are rows that far down."""
        bar = self.panel.list.verticalScrollBar()
        await self._person.until(lambda: bar.maximum() > pixels, "rows that far down")
        bar.setValue(pixels)  # as its handle does
        await self._person.idle()

    @property
    def top(self) -> tuple[object, int]:
        """The row that is topmost, and how many pixels of it are out of sight."""
        row, hidden = self.panel.list.top_row()
        return self.panel.model.id_at(row), hidden

    # What is said above and below the list

    @property
    def notice(self) -> str:
        """All of what the history tells; "" while there is nothing to tell."""
        return self.panel.notice.label.whole if self.panel.notice.isVisible() else ""

    async def tells(self, text: str) -> None:
        """Wait until that is a part of the notice."""
        await self._person.until(lambda: text in self.notice, text)

    async def tells_nothing(self) -> None:
        await self._person.until(lambda: not self.panel.notice.isVisible(), "no notice")

    @property
    def progress(self) -> str:
        """Progress of a file that is read or written, in words; "" while none is."""
        return self.panel.transfer.label.text() if self.panel.transfer.isVisible() else ""

    @property
    def is_transferring(self) -> bool:
        return self.panel.transfer.isVisible()

    def cancels_transfer(self) -> None:
        hand.click(self.panel.transfer.cancel)

    # Boxes

    async def writes_note(self, text: str) -> None:
        """On what is selected."""
        self._person.trigger("note")
        box = await self._person.comes(NoteBox)
        hand.type_text(box.edit, text)
        hand.click(hand.button_of(box, "Save"))

    async def opens_export(self) -> Export:
        self._person.trigger("export")
        return Export(self._person, await self._person.comes(ExportBox))

    async def imports(self, file: Path) -> None:
        self._person.trigger("import")
        await files.chooses(self._person, file)

    async def import_told(self) -> Imported:
        """Wait for the box that tells what came of an import."""
        return Imported(self._person, await self._person.comes(ImportBox))

    async def deletes_all(self) -> None:
        self._person.trigger("delete_all")
        box = await self._person.comes(QMessageBox)
        hand.click(hand.button_of(box, "Delete all"))

    def place_of(self, at: int) -> tuple[QWidget, QPoint]:
        """Widget and a point of a row."""
        return self.panel.list.viewport(), self._place(at)

    def _place(self, at: int) -> QPoint:
        view = self.panel.list
        index = self.panel.model.index_of(self._person.history()[at].id)
        view.scrollTo(index)
        return QPoint(view.visualRect(index).center())


class Imported:
    """The box that tells what came of an import. Attributes: window."""

    def __init__(self, person: Person, window: ImportBox) -> None:
        self._person, self.window = person, window

    @property
    def summary(self) -> str:
        return self.window.summary.whole

    @property
    def lines(self) -> list[str]:
        """Lines that could not be read, each with its reason."""
        return self.window.lines.toPlainText().splitlines()

    async def closes(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_Escape)
        await self._person.until(lambda: not self._person.find_all(ImportBox), "the box gone")


class Export:
    """The box that asks what to export, and as what."""

    def __init__(self, person: Person, box: ExportBox) -> None:
        self._person, self._box = person, box

    @property
    def chosen(self) -> tuple[ExportScope, ExportFormat]:
        return self._box.scope, self._box.format

    def chooses(self, choice: ExportScope | ExportFormat) -> None:
        box = self._box
        hand.click(box.scopes[choice] if isinstance(choice, ExportScope) else box.formats[choice])

    async def writes(self, file: Path) -> None:
        hand.click(hand.button_of(self._box, "Choose a file…"))
        await files.chooses(self._person, file)
