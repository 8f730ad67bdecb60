"""The history at the left of the main window, and the boxes that open from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.ui.history.export_box import ExportBox, ExportFormat, ExportScope
from badge_inspector.ui.history.import_box import ImportBox
from badge_inspector.ui.history.note_box import NoteBox
from tests.support import hand, menus
from tests.support.desktop import Person
from tests.support.pages import files


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
        field = self.panel.search
        hand.type_over(field, text)
        popup = field.completer_.popup()
        assert popup is not None
        popup.hide()

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

    def menu_of(self, at: int) -> QMenu:
        """Open the menu on a row, which is selected by that."""
        place = self._place(at)
        QTest.mousePress(self.panel.list.viewport(), Qt.MouseButton.RightButton, pos=place)
        return menus.menu_at(self.panel.list.viewport(), place)

    def menu_of_top(self) -> QMenu:
        """Open the menu on what is topmost: a day's heading."""
        return menus.menu_at(self.panel.list.viewport(), QPoint(20, 3))

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

    async def import_told(self) -> ImportBox:
        """Wait for the box that tells what came of an import."""
        return await self._person.comes(ImportBox)

    async def deletes_all(self) -> None:
        self._person.trigger("delete_all")
        box = await self._person.comes(QMessageBox)
        hand.click(hand.button_of(box, "Delete all"))

    def _place(self, at: int) -> QPoint:
        view = self.panel.list
        index = self.panel.model.index_of(self._person.history()[at].id)
        view.scrollTo(index)
        return QPoint(view.visualRect(index).center())


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
