"""The dialogs for files and folders."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox
from shiboken6 import isValid

from tests.support import hand
from tests.support.desktop import Person


async def chooses(person: Person, path: Path) -> None:
    """Put the path of a file or folder into the dialog that comes, and confirm, also that a file is overwritten."""
    dialog = await person.comes(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    hand.paste(field, str(path))
    # Not from a coroutine: the question about a file that is there has an event loop of its own.
    QTimer.singleShot(0, partial(hand.click, _confirming(dialog)))
    await person.until(lambda: dialog not in person.find_all(QFileDialog) or _questions(dialog), "the dialog's answer")
    for question in _questions(dialog):
        hand.click(question.button(QMessageBox.StandardButton.Yes))
    await _goes(person, dialog)


async def leaves(person: Person) -> None:
    """Choose no file in the dialog that comes."""
    dialog = await person.comes(QFileDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await _goes(person, dialog)


def _questions(dialog: QFileDialog) -> list[QMessageBox]:
    return [box for box in dialog.findChildren(QMessageBox) if box.isVisible()] if isValid(dialog) else []


def _confirming(dialog: QFileDialog) -> QAbstractButton:
    (box,) = dialog.findChildren(QDialogButtonBox)
    (button,) = (each for each in box.buttons() if box.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole)
    return button


async def _goes(person: Person, dialog: QFileDialog) -> None:
    await person.until(lambda: dialog not in person.find_all(QFileDialog), "the end of the dialog for files")
