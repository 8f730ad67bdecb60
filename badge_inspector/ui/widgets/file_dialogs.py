"""The system's own dialogs for files and folders, over a widget's window. None holds the program up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]
"""Called with the chosen path; not called where the dialog is cancelled."""


def open_file(parent: QWidget, title: str, kinds: Sequence[str], chosen: Chosen) -> None:
    """Ask for an existing file. `kinds` are such as "Certificates (*.pem *.crt)"."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    dialog.open()


def save_file(parent: QWidget, title: str, kinds: Sequence[str], offered: str, chosen: Chosen) -> None:
    """Ask for the name of a file to write; its suffix is that of the name offered unless another is typed."""
    dialog = _dialog(parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(Path(offered).suffix)
    dialog.selectFile(offered)
    dialog.open()


def choose_folder(parent: QWidget, title: str, chosen: Chosen) -> None:
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def _dialog(parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def tell(file: str) -> None:
        chosen(Path(file))

    dialog.fileSelected.connect(tell)
    return dialog
