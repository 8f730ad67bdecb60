"""What of the history goes into a file, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.ui.format import format_count
from badge_inspector.ui.theme import SPACE


class ExportScope(StrEnum):
    SELECTED = "selected"
    FOUND = "found"
    ALL = "all"


class ExportFormat(StrEnum):
    """The value is the file's suffix."""

    LINES = "jsonl"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """How many are selected, found by the search (None where there is none; more where not all were counted), kept."""

    selected: int
    found: int | None
    found_all_counted: bool
    total: int


class ExportBox(QDialog):
    """Attributes: scopes (by ExportScope), formats (by ExportFormat), buttons.

    Signals: chosen(ExportScope, ExportFormat, Path).
    """

    chosen = Signal(object, object, object)

    def __init__(self, counts: ExportCounts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the history"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, SPACE)
        self._column.setSpacing(8)
        self.scopes: dict[ExportScope, QRadioButton] = {}
        self.formats: dict[ExportFormat, QRadioButton] = {}
        self._add_scopes(counts)
        self._column.addSpacing(SPACE)
        self._add_formats(ExportFormat.HTML if counts.selected > 1 else ExportFormat.LINES)
        self._column.addSpacing(SPACE)
        self.buttons = QDialogButtonBox(self)
        go_on = self.buttons.addButton(self.tr("Choose a file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setProperty("primary", "true")
        go_on.setDefault(True)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._choose_file)
        self.buttons.rejected.connect(self.reject)

    @property
    def scope(self) -> ExportScope:
        return next(scope for scope, button in self.scopes.items() if button.isChecked())

    @property
    def format(self) -> ExportFormat:
        return next(kind for kind, button in self.formats.items() if button.isChecked())

    def _add_scopes(self, counts: ExportCounts) -> None:
        selected = self.tr("The {count} selected lookup(s)", "", counts.selected)
        found = self.tr("The {count} that the search finds", "", counts.found or 0)
        if not counts.found_all_counted:
            found = self.tr("All that the search finds, more than {count}")
        everything = self.tr("The whole history, {count} lookup(s)", "", counts.total)
        words = {
            ExportScope.SELECTED: (selected, counts.selected),
            ExportScope.FOUND: (found, counts.found),
            ExportScope.ALL: (everything, counts.total),
        }
        self._heading(self.tr("What"))
        group = QButtonGroup(self)
        for scope, (text, count) in words.items():
            button = QRadioButton(text.format(count=format_count(count or 0)), self)
            button.setVisible(scope is ExportScope.ALL or bool(count))
            self._add(button, group)
            self.scopes[scope] = button
        # One row is selected because it is shown; several because a person chose them.
        preferred = ExportScope.SELECTED if counts.selected > 1 else ExportScope.FOUND
        known = words[preferred][1]
        self.scopes[preferred if known else ExportScope.ALL].setChecked(True)

    def _add_formats(self, preferred: ExportFormat) -> None:
        self._heading(self.tr("As"))
        group = QButtonGroup(self)
        for kind, text in (
            (ExportFormat.LINES, self.tr("JSON Lines: every byte, to be imported again")),
            (ExportFormat.CSV, self.tr("CSV: a table for a spreadsheet")),
            (ExportFormat.HTML, self.tr("HTML: a report to read, print or send")),
        ):
            self.formats[kind] = QRadioButton(text, self)
            self._add(self.formats[kind], group)
        self.formats[preferred].setChecked(True)

    def _heading(self, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("role", "card-title")
        self._column.addWidget(label)

    def _add(self, button: QRadioButton, group: QButtonGroup) -> None:
        group.addButton(button)
        self._column.addWidget(button)

    def _choose_file(self) -> None:
        suffix = self.format.value
        names = {
            ExportFormat.LINES: self.tr("JSON Lines"),
            ExportFormat.CSV: self.tr("CSV"),
            ExportFormat.HTML: self.tr("HTML"),
        }
        dialog = QFileDialog(
            self, self.tr("Export the history"), f"badge-history.{suffix}", f"{names[self.format]} (*.{suffix})"
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(self._tell)
        dialog.open()

    def _tell(self, file: str) -> None:
        self.chosen.emit(self.scope, self.format, Path(file))
        self.accept()
