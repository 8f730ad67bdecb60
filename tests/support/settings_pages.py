"""The pages of the settings as a person uses them: opened by their name, filled with keys and the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from badge_inspector.ui.settings.preference_page import PreferencePage
from badge_inspector.ui.settings.settings_window import SettingsWindow


class SettingsPages:
    """A settings window that is open."""

    def __init__(self, window: SettingsWindow) -> None:
        self._window = window
        self._pages = window.findChildren(PreferencePage)

    def enter(self, name: str, number: str) -> None:
        """Type a number over the one that is there, and press Enter."""
        box = self._shown(name)
        assert isinstance(box, QAbstractSpinBox)
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, number)
        QTest.keyClick(box, Qt.Key.Key_Return)

    def turn(self, name: str, steps: int) -> None:
        """Press the arrow up so many times."""
        box = self._shown(name)
        for _ in range(steps):
            QTest.keyClick(box, Qt.Key.Key_Up)

    def tick(self, name: str) -> None:
        """Click the box of a check box."""
        box = self._shown(name)
        assert isinstance(box, QCheckBox)
        option = QStyleOptionButton()
        box.initStyleOption(option)
        place = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).center()
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(place))

    def choose(self, name: str, label: str) -> None:
        """Go to the choice of that label with the arrow keys."""
        box = self._shown(name)
        assert isinstance(box, QComboBox)
        wanted = box.findText(label)
        assert wanted >= 0, f"no choice {label!r}"
        key = Qt.Key.Key_Down if wanted > box.currentIndex() else Qt.Key.Key_Up
        while box.currentIndex() != wanted:
            QTest.keyClick(box, key)

    def shown(self, name: str) -> str:
        """The text that a number's field shows, with its unit."""
        box = self._shown(name)
        assert isinstance(box, QAbstractSpinBox)
        return box.text()

    def _shown(self, name: str) -> QWidget:
        (page,) = [page for page in self._pages if name in page.fields]
        self._window.show_page(page)
        return page.fields[name]
