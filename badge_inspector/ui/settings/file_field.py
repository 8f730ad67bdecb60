"""The path of a file of certificate authorities."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.widgets.file_dialogs import open_file


class FileField(Retranslated, QWidget):
    """A file's path, typed or chosen. Whether the file is of use is judged elsewhere.

    Signals: entered(path): "" for none.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self.edit = QLineEdit(self)
        self.choose = QPushButton(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.choose)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._finish)
        self.choose.clicked.connect(self._open_dialog)
        self._retranslate()

    def show_path(self, path: str) -> None:
        self._told = path
        self.edit.setText(path)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _finish(self) -> None:
        path = self.edit.text().strip()
        if path != self._told:
            self._told = path
            self.entered.emit(path)

    def _open_dialog(self) -> None:
        kinds = self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")
        open_file(self, self.tr("Choose a file of certificate authorities"), kinds, self._chosen)

    def _chosen(self, file: Path) -> None:
        self.edit.setText(str(file))
        self._finish()

    def _retranslate(self) -> None:
        self.choose.setText(self.tr("Choose…"))
