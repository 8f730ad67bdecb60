"""Hands on the parts of any window: keys, the mouse and the clipboard, never a method of the part itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QListWidget,
    QStyle,
    QStyleOptionButton,
    QWidget,
)


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


def paste(field: QWidget, text: str) -> None:
    """Put a text into the clipboard, go to a field and press Ctrl+V over what is there."""
    QGuiApplication.clipboard().setText(text)
    _select_all(field)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def enter(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)


def click(button: QAbstractButton) -> None:
    """Click a button that can be seen, a check box on its box."""
    assert button.isVisible(), f"{button.text()!r} is not to be seen"
    place = button.rect().center()
    if isinstance(button, QCheckBox):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        place = button.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, button).center()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(place))


def choose(box: QComboBox, label: str) -> None:
    """Go to the choice of that label with the arrow keys."""
    wanted = box.findText(label)
    assert wanted >= 0, f"no choice {label!r} in {[box.itemText(at) for at in range(box.count())]}"
    key = Qt.Key.Key_Down if wanted > box.currentIndex() else Qt.Key.Key_Up
    while box.currentIndex() != wanted:
        QTest.keyClick(box, key)


def pick(view: QAbstractItemView, index: QModelIndex, double: bool = False) -> None:
    """Click a row that is scrolled to, twice if so asked."""
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if double:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def pick_line(lines: QListWidget, text: str) -> None:
    """Click the line of a list that says so."""
    (item,) = lines.findItems(text, Qt.MatchFlag.MatchExactly)
    pick(lines, lines.indexFromItem(item))


def answer_file(dialog: QFileDialog, file: Path) -> None:
    """Name a file in a dialog for files, and press Enter."""
    dialog.setDirectory(str(file.parent))
    (name,) = [each for each in dialog.findChildren(QWidget) if each.objectName() == "fileNameEdit"]
    type_over(name, file.name)
    enter(name)


def open_dialogs(kind: type[QDialog] = QDialog) -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def _select_all(field: QWidget) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
