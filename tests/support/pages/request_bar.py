"""The bar at the top of the main window: the portal in use, the code, and what the field offers and says."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QMenu, QWidget

from tests.support import hand, menus
from tests.support.desktop import Person


class RequestBar:
    """Attributes: bar."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.bar = person.window.request

    @property
    def parts(self) -> list[QWidget]:
        """From the left."""
        return [self.bar.portal, self.bar.settings, self.bar.code, self.bar.look_up, self.bar.many]

    @property
    def writing(self) -> float:
        """Size of the writing, in points."""
        return self.bar.code.font().pointSizeF()

    # The code

    @property
    def code(self) -> str:
        """The text of the field."""
        return self.bar.code.text()

    @property
    def selected(self) -> str:
        """The part of it that is marked."""
        return self.bar.code.selectedText()

    def takes_focus(self) -> None:
        """Have the keyboard in the field."""
        self.bar.code.setFocus()

    @property
    def has_focus(self) -> bool:
        return self.bar.code.hasFocus()

    def types(self, text: str) -> None:
        """At the caret, or in place of what is marked."""
        hand.type_text(self.bar.code, text)

    def empties(self) -> None:
        hand.type_over(self.bar.code, "")

    def pastes(self, text: str) -> None:
        """In place of what is marked; of a text that was there and is not, of all of it."""
        QGuiApplication.clipboard().setText(text)
        self.bar.code.setFocus()
        QTest.keySequence(self.bar.code, QKeySequence(QKeySequence.StandardKey.Paste))

    def pastes_selection(self) -> None:
        """X11's selection, by the middle button."""
        QTest.mouseClick(self.bar.code, Qt.MouseButton.MiddleButton, pos=self.bar.code.rect().center())

    def menu(self) -> QMenu:
        """Of the field."""
        return menus.menu_at(self.bar.code, self.bar.code.rect().center())

    def clicks_code(self) -> None:
        QTest.mouseClick(self.bar.code, Qt.MouseButton.LeftButton)

    def presses(self, key: Qt.Key) -> None:
        """In the field."""
        self._person.press(key)

    def asks(self, code: str = "") -> None:
        """Press Enter, for what is in the field or for a code that is typed over it."""
        if code:
            self._person.type_code(code)
        self._person.press(Qt.Key.Key_Return)

    def double_clicks_look_up(self) -> None:
        """Click the button twice, as a slip."""
        hand.double_click(self.bar.look_up)

    def cancels(self) -> None:
        """Press Esc in the field."""
        self._person.press(Qt.Key.Key_Escape)

    def drops(self, text: str = "", *files: Path) -> None:
        """A text or files over the code field, which leaves them to the window."""
        data = QMimeData()
        if text:
            data.setText(text)
        if files:
            data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        window, action = self._person.window, Qt.DropAction.CopyAction
        place = self.bar.code.mapTo(window, QPoint(50, 10))
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place, action, data, buttons, keys)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        assert not self.bar.code.acceptDrops()
        QApplication.sendEvent(window, QDropEvent(QPointF(place), action, data, buttons, keys))

    # Several codes

    @property
    def many(self) -> str:
        """Words of the button of many codes."""
        return self.bar.many.text()

    async def clicks_many(self) -> None:
        """Once its words have been the same for a while, so that a click is no slip."""
        await self._person.until(lambda: self.bar.many_clicks.is_settled, "a button that is settled")
        hand.click(self.bar.many)

    # Codes that are offered

    async def knows(self, code: str) -> None:
        """Wait until the portal's codes are there to be offered, this one among them."""
        await self._person.until(lambda: code in self.offered, f"{code} among the portal's codes")

    async def is_offering(self) -> None:
        await self._person.until(lambda: self.offers, "the list of codes")

    @property
    def offers(self) -> bool:
        """Tell whether the list is open."""
        return self.popup is not None and self.popup.isVisible()

    @property
    def age(self) -> str:
        """Words on how old the known codes are, while the person types."""
        return self.bar.code._age.text() if self.bar.code._age.isVisible() else ""

    @property
    def known(self) -> list[str]:
        """All codes of the portal that can be offered, in the order of the portal."""
        return self.bar.code.known_codes

    @property
    def offered(self) -> list[str]:
        """The codes as they stand in the list."""
        return [] if self.popup is None else hand.column(self.popup, 0)

    @property
    def offered_first_is_marked(self) -> bool:
        """Tell whether Enter would take the first of a list that is painted."""
        return self.popup is not None and self.popup.currentIndex().row() == 0 and not self.popup.grab().isNull()

    @property
    def popup(self) -> QAbstractItemView | None:
        """The list of the codes that are offered, once they are known."""
        completer = cast("QCompleter | None", self.bar.code.completer())
        return completer.popup() if completer is not None else None

    def presses_in_list(self, key: Qt.Key) -> None:
        assert self.popup is not None
        QTest.keyClick(self.popup, key)

    def hides_list(self) -> None:
        if self.popup is not None:
            self.popup.hide()

    # What is said about the code

    @property
    def note(self) -> list[str]:
        """Texts of the note below the field, while it can be seen."""
        return self._person.texts(self.bar.note) if self.bar.note.isVisible() else []

    def note_is_below_the_field(self) -> None:
        """See that what is said covers no part of the code."""
        top = self.bar.note.mapTo(self._person.window, QPoint()).y() - self.bar.mapTo(self._person.window, QPoint()).y()
        assert top >= self.bar.code.geometry().bottom()

    def takes_offer(self) -> None:
        """Click what the note offers in place of what was typed."""
        hand.click(self.bar.note.offer)

    # The portal

    @property
    def portal(self) -> str:
        """Name of the portal in use, as a screen reader says it."""
        return self.bar.portal.accessibleDescription().rpartition(", ")[0]
