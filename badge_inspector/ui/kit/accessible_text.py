"""Painted text as a screen reader reads it: by character, word and line, with a caret and a selection."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextCursorEvent, QAccessibleTextInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

_NOTHING = Shiboken.VoidPtr(0)
"""PySide6 6.11 crashes on None where Qt may be given no interface."""


class Readable(Protocol):
    """A widget that paints a text. Offsets count characters."""

    def read_text(self) -> str:
        """All of it."""
        ...

    def read_caret(self) -> int:
        """The caret's offset."""
        ...

    def read_place(self, offset: int) -> QRect:
        """Place of a character on the screen, in pixels."""
        ...

    def read_offset(self, point: QPoint) -> int:
        """The character at a point of the screen."""
        ...

    def select_range(self, start: int, end: int) -> None:
        """Select, and put the caret at the end."""
        ...


class _Units:
    """Qt counts UTF-16 code units, Python characters; they differ behind an emoji."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.count = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
        self._differs = self.count != len(text)

    def is_of(self, text: str) -> bool:
        return text is self._text

    def units(self, offset: int) -> int:
        return len(self._text[:offset].encode("utf-16-le", "surrogatepass")) // 2 if self._differs else offset

    def offset(self, units: int) -> int:
        if not self._differs:
            return max(0, min(units, len(self._text)))
        raw = self._text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)]
        return len(raw.decode("utf-16-le", "ignore"))


class TextReader(QAccessibleTextInterface):
    """Qt's text interface of a widget. The selection is not reported: PySide6 6.11 has no `selection()`."""

    def __init__(self, shown: Readable) -> None:
        super().__init__()
        self._shown = shown
        self._last = _Units("")

    def characterCount(self) -> int:
        return self._units().count

    def text(self, startOffset: int, endOffset: int) -> str:
        units = self._units()
        return self._shown.read_text()[units.offset(startOffset) : units.offset(endOffset)]

    def cursorPosition(self) -> int:
        return self._units().units(self._shown.read_caret())

    def setCursorPosition(self, position: int) -> None:
        offset = self._units().offset(position)
        self._shown.select_range(offset, offset)

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        self.setSelection(0, startOffset, endOffset)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        units = self._units()
        self._shown.select_range(units.offset(startOffset), units.offset(endOffset))

    def removeSelection(self, selectionIndex: int) -> None:
        caret = self._shown.read_caret()
        self._shown.select_range(caret, caret)

    def characterRect(self, offset: int) -> QRect:
        return self._shown.read_place(self._units().offset(offset))

    def offsetAtPoint(self, point: QPoint) -> int:
        return self._units().units(self._shown.read_offset(point))

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        self.setCursorPosition(startIndex)

    def _units(self) -> _Units:
        text = self._shown.read_text()
        if not self._last.is_of(text):
            self._last = _Units(text)
        return self._last


class ReadableWidget(QAccessibleWidget):
    """A widget whose text can be read."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, shown: Readable) -> None:
        super().__init__(widget, role)
        self._reader = TextReader(shown)

    # The stub has a pointer's int; PySide6 takes the interface itself.
    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> object:  # pyright: ignore[reportIncompatibleMethodOverride]
        if arg__1 == QAccessible.InterfaceType.TextInterface:
            return self._reader
        return super().interface_cast(arg__1) or _NOTHING

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state


def announce_caret(widget: QWidget) -> None:
    """The caret moved, or something else is selected: a screen reader reads on from there."""
    text = QAccessible.queryAccessibleInterface(widget).textInterface()
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(widget, text.cursorPosition()))


def readable(widget: QWidget, role: QAccessible.Role, shown: Readable) -> QAccessibleInterface:
    """Accessible interface of a widget whose text can be read."""
    return ReadableWidget(widget, role, shown)
