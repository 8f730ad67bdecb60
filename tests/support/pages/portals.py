"""The page of portals in the settings window: the list, and the form of one portal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QMenu

from badge_inspector.domain.portal import ColourLabel
from badge_inspector.ui.settings.row import SettingRow
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support import hand, menus
from tests.support.desktop import Person
from tests.support.pages import files
from tests.support.pages.settings import Settings


class Portals(Settings):
    """The settings on this page. Fields go by the names of the form's rows."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self._page = self.window.portals
        self._form = self._page.form

    @classmethod
    def adds(cls, person: Person) -> Portals:
        """The form of a new portal."""
        person.adds_portal()
        return cls(person)

    @classmethod
    def opens(cls, person: Person, page: str = "") -> Portals:
        """From the menu."""
        person.opens_settings(page)
        return cls(person)

    @classmethod
    async def comes(cls, person: Person) -> Portals:
        """The page that something else opened."""
        await person.comes(SettingsWindow)
        return cls(person)

    @classmethod
    async def pasted(cls, person: Person, text: str) -> Portals:
        """A new portal, by pasting what was given for it."""
        page = cls.adds(person)
        page.pastes(text)
        await person.idle()
        return page

    # The form

    def pastes(self, text: str) -> None:
        """Paste anything into the field for that."""
        hand.paste(self._form.paste, text)

    def row(self, name: str) -> SettingRow:
        return self._form.rows[name]

    def text(self, name: str) -> str:
        edit = self.field(name)
        assert isinstance(edit, QLineEdit)
        return edit.text()

    def types(self, name: str, text: str) -> None:
        """Type over what is there, and stay."""
        hand.type_over(self.field(name), text)

    def has_row(self, name: str) -> bool:
        return self._form.rows[name].isVisible()

    @property
    def rows(self) -> list[str]:
        """Names of the rows that can be seen, from above."""
        return [name for name, row in self._form.rows.items() if row.isVisible()]

    @property
    def is_new(self) -> bool:
        """Tell whether the form is that of a portal that is not there yet."""
        return self._form.profile is None

    @property
    def opened_id(self) -> str:
        """Id of the portal in the form; "" for a new one."""
        return self._form.profile.id if self._form.profile is not None else ""

    @property
    def place(self) -> QPoint:
        """Place of the first field below what was pasted, in the form."""
        return self._form.name.mapTo(self._form, QPoint())

    def remark_is_seen(self, name: str) -> bool:
        return self._form.rows[name].remark.isVisible()

    @property
    def remarks(self) -> str:
        return " | ".join(row.remark.text() for row in self._form.rows.values())

    def is_wrong(self, name: str) -> bool:
        """Tell whether a field is painted as one to be mended."""
        return self._form.rows[name].is_bad

    def chooses_oauth(self) -> None:
        hand.click(self._form.oauth)

    def chooses_colour(self, colour: ColourLabel) -> None:
        hand.click(self._form.colour.dots[colour])

    def opens_more(self) -> None:
        """Have all fields be seen."""
        if not self._form.more.isChecked():
            hand.click(self._form.more)

    def toggles_more(self, key: Qt.Key | None = None) -> None:
        """By a click, or a key."""
        if key is None:
            hand.click(self._form.more)
        else:
            self._form.more.setFocus()
            QTest.keyClick(self._form.more, key)

    def knows_the_end(self) -> None:
        """Click the box of a token whose end is known."""
        box = self.field("token_expires_at")
        assert isinstance(box, QCheckBox)
        hand.click(box)

    def turns_the_end_back(self) -> None:
        """By a year: a click there (where it is depends on the language), and the arrow."""
        edit = self._form.token_expires_at.edit
        edit.setFocus()
        edit.setSelectedSection(edit.Section.YearSection)
        QTest.keyClick(edit, Qt.Key.Key_Down)

    @property
    def end_of_token(self) -> float | None:
        """As the form has it, in whole epoch seconds."""
        return self._form.token_expires_at.moment

    def stops_trusting(self) -> None:
        hand.click(self._form.trusted_certificate.remove)

    @property
    def fingerprint(self) -> str:
        return self._form.trusted_certificate.print.text().replace("\u200b", "")

    def tests(self) -> None:
        hand.click(self._form.test)

    def tries_the_keyring(self) -> None:
        hand.click(self._form.try_again)

    def way_back(self, name: str) -> QAbstractButton:
        """The button that takes a change of one field back."""
        return self._form.undos[name]

    def takes_back(self, name: str) -> None:
        hand.click(self.way_back(name))

    @property
    def offered_back(self) -> set[str]:
        """The fields that offer a way back, on this page and under More."""
        return {name for name, button in self._form.undos.items() if not button.isHidden()}

    # The list

    @property
    def lines(self) -> list[str]:
        """The portals as a screen reader says them."""
        items = (self._page.list.item(at) for at in range(self._page.list.count()))
        return [item.data(Qt.ItemDataRole.AccessibleTextRole) for item in items]

    @property
    def current(self) -> int:
        """The row that is opened."""
        return self._page.list.currentRow()

    def picks(self, row: int) -> None:
        hand.pick(self._page.list, self._page.list.model().index(row, 0))

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """On the list."""
        self._page.list.setFocus()
        QTest.keyClick(self._page.list, key, modifier)

    def menu(self) -> QMenu:
        """Of the current row."""
        row = self._page.list.visualItemRect(self._page.list.item(self.current))
        return menus.menu_at(self._page.list.viewport(), row.center())

    def duplicates(self) -> None:
        hand.click(self._page.duplicate)

    def deletes(self) -> None:
        hand.click(self._page.delete)

    def double_clicks_delete(self) -> None:
        hand.double_click(self._page.delete)

    def double_clicks_duplicate(self) -> None:
        hand.double_click(self._page.duplicate)

    @classmethod
    async def deletes_all(cls, person: Person) -> None:
        """Open the settings, and delete each portal of one's own."""
        person.opens_settings()
        page = cls(person)
        while person.portals:
            page.picks(0)
            page.deletes()
        page.closes()
        await person.idle()

    @property
    def can_delete(self) -> bool:
        return self._page.delete.isEnabled()

    async def exports_to(self, file: Path) -> None:
        hand.click(self._page.export)
        await files.chooses(self._person, file)
        await self._person.idle()

    async def imports(self, file: Path) -> None:
        hand.click(self._page.import_)
        await files.chooses(self._person, file)
        await self._person.idle()
