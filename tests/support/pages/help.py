"""Windows of the Help menu: guide, shortcuts, About; and explanations of single parts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget

from badge_inspector.ui.shell.about_box import AboutBox
from badge_inspector.ui.shell.help import GuideWindow, ShortcutsSheet
from tests.support.desktop import Person


class Guide:
    """Attributes: window."""

    def __init__(self, person: Person) -> None:
        self.window = person.find(GuideWindow)

    @classmethod
    def opens(cls, person: Person) -> Guide:
        person.trigger("guide")
        return cls(person)

    @property
    def text(self) -> str:
        return self.window.text.toPlainText()

    def closes(self) -> None:
        self.window.close()


def opens_shortcuts(person: Person) -> ShortcutsSheet:
    person.trigger("shortcuts")
    return person.find(ShortcutsSheet)


def opens_about(person: Person) -> AboutBox:
    person.trigger("about")
    return person.find(AboutBox)


class Explanations:
    """ "What's this?", by a click or by its key."""

    def __init__(self, person: Person) -> None:
        self._person = person

    async def of_place(self, widget: QWidget, at: QPoint) -> None:
        """Choose it from the menu, click there, wait for the words, and put them away."""
        self._person.trigger("whats_this")
        assert QWhatsThis.inWhatsThisMode()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        await self.comes()
        QWhatsThis.hideText()
        await self._person.until(lambda: not self._shown(), "its end")
        QWhatsThis.leaveWhatsThisMode()

    async def of_focus(self) -> None:
        """By its key, of what has the focus, which asks for no click."""
        self._person.press(Qt.Key.Key_F1, modifier=Qt.KeyboardModifier.ShiftModifier)
        await self.comes()
        assert not QWhatsThis.inWhatsThisMode()
        QWhatsThis.hideText()

    async def comes(self) -> None:
        await self._person.until(self._shown, "an explanation")

    @staticmethod
    def _shown() -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.inherits("QWhatsThat") and each.isVisible()]
