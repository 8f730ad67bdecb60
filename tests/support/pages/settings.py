"""The settings window: its pages opened by their name, filled with keys and the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

from badge_inspector.ui.settings.preference_page import PreferencePage
from badge_inspector.ui.settings.row import SettingRow
from badge_inspector.ui.settings.secret_field import SecretField
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support import hand
from tests.support.desktop import Person


class Settings:
    """A settings window that is open. Attributes: window."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.window = person.find(SettingsWindow)
        window = self.window
        self._pages = window.network, window.history, window.appearance, window.advanced

    @classmethod
    def opens(cls, person: Person, page: str = "") -> Settings:
        """From the menu, then the page of that name."""
        person.opens_settings(page)
        return cls(person)

    @classmethod
    async def comes(cls, person: Person) -> Settings:
        """The settings that something else opened."""
        await person.comes(SettingsWindow)
        return cls(person)

    @classmethod
    def is_open(cls, person: Person) -> bool:
        return bool(person.find_all(SettingsWindow))

    async def comes_to_the_front(self) -> None:
        self.window.activateWindow()
        await self._person.until(self.window.isActiveWindow, "the settings in front")

    # A field, by the name of its preference

    def enter(self, name: str, text: str) -> None:
        """Type over what is there, and press Enter."""
        hand.enter(self.field(name), text)

    def turn(self, name: str, steps: int) -> None:
        """Press the arrow up so many times."""
        for _ in range(steps):
            QTest.keyClick(self.field(name), Qt.Key.Key_Up)

    def tick(self, name: str) -> None:
        box = self.field(name)
        assert isinstance(box, QAbstractButton)
        hand.click(box)

    def choose(self, name: str, label: str) -> None:
        box = self.field(name)
        assert isinstance(box, QComboBox)
        hand.choose(box, label)

    def resets_page_of(self, name: str) -> None:
        """All of what is on the page of a field."""
        hand.click(self._page_of(name).reset)

    def reset(self, name: str) -> None:
        hand.click(self._page_of(name).resets[name])

    def offers_reset(self, name: str) -> bool:
        return self._page_of(name).resets[name].isVisible()

    def each_setting_can_be_reset(self) -> None:
        """See that each has a button for that, which a screen reader can name."""
        for page in self._pages:
            assert set(page.resets) == set(page.members)
            assert all(button.accessibleName().startswith("Reset: ") for button in page.resets.values())

    def shown(self, name: str) -> str:
        """The text that a number's field shows, with its unit."""
        box = self.field(name)
        assert isinstance(box, QAbstractSpinBox)
        return box.text()

    def has_focus(self, name: str) -> bool:
        return self.window.focusWidget() is self.field(name)

    def presses_enter(self, name: str) -> None:
        QTest.keyClick(self.field(name), Qt.Key.Key_Return)

    def toggles(self, name: str) -> None:
        """Show a secret, or hide it again."""
        field = self.row(name).field
        assert isinstance(field, SecretField)
        hand.click(field.show_button)

    async def reveals(self, name: str, secret: str) -> None:
        """Have a secret shown, which is this one."""
        self.toggles(name)
        edit = self.field(name)
        assert isinstance(edit, QLineEdit)
        await self._person.until(lambda: edit.text() == secret, "the secret")

    def remark(self, name: str) -> str:
        """The words below a field."""
        return self.row(name).remark.text()

    def field(self, name: str) -> QWidget:
        """The part that is typed into or clicked."""
        field = self.row(name).field
        return field.focusProxy() or field

    def row(self, name: str) -> SettingRow:
        """Of a preference, on the page that is opened for it."""
        return self._page_of(name).rows[name]

    def _page_of(self, name: str) -> PreferencePage:
        (page,) = (page for page in self._pages if name in page.rows)
        if not page.isVisible():
            after_portals = 1 + self._pages.index(page)
            hand.pick_line(self.window.pages, self.window.pages.item(after_portals).text())
            assert page.isVisible()
        return page

    # The window

    def searches(self, text: str) -> None:
        hand.type_over(self.window.search, text)

    def presses_in_search(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.search, key)

    def has_found(self, name: str) -> bool:
        """Tell whether a setting stands out, on the page that is open."""
        (page,) = (page for page in self._pages if name in page.rows)
        return page.rows[name].label.property("role") == "heading" and page.rows[name].isVisible()

    @property
    def pages(self) -> list[str]:
        """The names of the pages that can be seen."""
        items = (self.window.pages.item(at) for at in range(self.window.pages.count()))
        return [item.text() for item in items if not item.isHidden()]

    def says(self, text: str) -> bool:
        """Tell whether that is the whole of a text in the window."""
        return text in self._person.texts(self.window)

    @property
    def offers_undo(self) -> bool:
        return self.window.undo.isVisible()

    def undoes(self) -> None:
        """Take back what was done last."""
        hand.click(self.window.undo)

    def closes(self) -> None:
        hand.click(self.window.close_button)
