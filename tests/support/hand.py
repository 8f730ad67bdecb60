"""Hands on the parts of any window: keys and the mouse, never a method of the part itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QStyle,
    QStyleOptionButton,
    QTableView,
    QWidget,
)

from badge_inspector.ui.widgets.empty_state import EmptyNote


def type_text(widget: QWidget, text: str) -> None:
    """Key by key; any Unicode text, which QTest.keyClicks cannot (ui/README.md, "Tests of a window")."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def type_over(field: QWidget, text: str) -> None:
    """Go to a field, select what is there and type; an empty text deletes it."""
    _select_all(field)
    if text:
        type_text(field, text)
    else:
        QTest.keyClick(field, Qt.Key.Key_Delete)


def enter(field: QWidget, text: str) -> None:
    """Type over what is there, and press Enter."""
    type_over(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def paste(field: QWidget, text: str) -> None:
    """Go to a field and paste a text over what is there."""
    QGuiApplication.clipboard().setText(text)
    _select_all(field)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def button_of(window: QWidget, label: str) -> QAbstractButton:
    """The one button of a window that can be seen and says so."""
    found = [
        each
        for each in window.findChildren(QAbstractButton)
        if each.isVisible() and each.window() is window.window() and each.text().replace("&", "") == label
    ]
    assert len(found) == 1, f"{len(found)} buttons say {label!r}"
    return found[0]


def click(button: QAbstractButton) -> None:
    """Click a button that can be seen, a check box on its box."""
    assert button.isVisible(), f"{button.text()!r} is not to be seen"
    place = button.rect().center()
    if isinstance(button, QCheckBox):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        place = button.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, button).center()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(place))


def double_click(button: QWidget, on: QWidget | None = None) -> None:
    """Click twice at one place, as Qt gets it from the mouse; the second time what stands there by then."""
    place = button.mapToGlobal(button.rect().center())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    second = on or button
    QTest.mouseDClick(second, Qt.MouseButton.LeftButton, pos=second.mapFromGlobal(place))


def follow_link(label: QLabel) -> None:
    """Go by Tab to the one link of a text, and press Enter."""
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Return)


def choose(box: QComboBox, label: str) -> None:
    """Go to the choice of that label with the arrow keys."""
    wanted = box.findText(label)
    assert wanted >= 0, f"no choice {label!r} in {[box.itemText(at) for at in range(box.count())]}"
    key = Qt.Key.Key_Down if wanted > box.currentIndex() else Qt.Key.Key_Up
    while box.currentIndex() != wanted:
        QTest.keyClick(box, key)


def pick(view: QAbstractItemView, index: QModelIndex) -> None:
    """Click a row that is scrolled to."""
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def open_row(view: QAbstractItemView, index: QModelIndex) -> None:
    """Double click a row that is scrolled to."""
    pick(view, index)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def pick_line(lines: QListWidget, text: str) -> None:
    """Click the line of a list that says so."""
    (item,) = lines.findItems(text, Qt.MatchFlag.MatchExactly)
    pick(lines, lines.indexFromItem(item))


def drag(widget: QWidget, by: int, start: int = 1) -> None:
    """Take hold of a widget `start` pixels from its left, and move the mouse `by` pixels to the right."""
    begin, goal = (QPoint(x, widget.height() // 2) for x in (start, start + by))
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(widget, goal)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=goal)


def no_part_is_wider_than(window: QWidget) -> None:
    """See that nothing in a window is wider than all of it."""
    for part in window.findChildren(QWidget):
        if part.isVisible():
            assert part.width() <= window.width(), (type(part), part.objectName(), part.width())


def turn_wheel(window: QWidget, place: QPointF, keys: Qt.KeyboardModifier) -> None:
    """Turn the mouse's wheel up by a notch over a place of a window, with these keys held."""
    handle = window.windowHandle()
    around, button, phase = handle.mapToGlobal(place), Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(handle, QWheelEvent(place, around, QPoint(), QPoint(0, 120), button, keys, phase, False))


def drag_column(view: QTableView, at: int, width: int) -> None:
    """Drag the right end of a column's head until the column is so wide, in pixels."""
    header = view.horizontalHeader()
    end = header.sectionViewportPosition(at) + header.sectionSize(at)
    drag(header.viewport(), width - header.sectionSize(at), start=end - 1)


def empty_note(window: QWidget) -> str:
    """Text over a view of a window that has no rows; "" where each has some."""
    return " ".join(note.text() for note in window.findChildren(EmptyNote) if note.isVisible())


def column(view: QAbstractItemView, at: int) -> list[str]:
    """Texts of a column as the rows stand."""
    model = view.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def _select_all(field: QWidget) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
