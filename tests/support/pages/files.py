"""The dialogs for files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QFileDialog, QLineEdit

from tests.support import hand
from tests.support.desktop import Person


async def chooses(person: Person, path: Path) -> None:
    """Put the path of a file or folder into the dialog that comes, and confirm."""
    dialog = await person.comes(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    hand.paste(field, str(path))
    hand.click(_confirming(dialog))
    await _goes(person, dialog)


async def leaves(person: Person) -> None:
    """Choose no file in the dialog that comes."""
    dialog = await person.comes(QFileDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await _goes(person, dialog)


def _confirming(dialog: QFileDialog) -> QAbstractButton:
    (box,) = dialog.findChildren(QDialogButtonBox)
    (button,) = (each for each in box.buttons() if box.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole)
    return button


async def _goes(person: Person, dialog: QFileDialog) -> None:
    await person.until(lambda: dialog not in person.find_all(QFileDialog), "the end of the dialog for files")
