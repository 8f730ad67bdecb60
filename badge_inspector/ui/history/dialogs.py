"""Dialogs of the history: the choice of an export, the result of an import, and a note on a lookup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from badge_inspector.domain.history import HistoryRow
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.file_dialogs import save_file
from badge_inspector.ui.widgets.labels import PlainLabel, role_label
from badge_inspector.ui.words.format import format_clock, format_count, format_date
from badge_inspector.ui.words.portals import kept_place


class ImportBox(Retranslated, QDialog):
    """Attributes: summary, lines, buttons."""

    def __init__(self, summary: Callable[[], str], lines: Callable[[], Sequence[str]], parent: QWidget) -> None:
        """`summary` says it all in the language of the moment, and `lines` what is wrong with the file."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 320)
        self._sum_up, self._say_lines = summary, lines
        self.summary = PlainLabel(self)
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        column = vbox(self, margins=SPACE, spacing=SPACE)
        column.addWidget(self.summary)
        column.addWidget(self.lines, 1)
        column.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Imported"))
        summary = self._sum_up()
        self.summary.show_text(summary, most=len(summary))
        self.lines.setAccessibleName(self.tr("Problems in the file"))
        self.lines.setPlainText("\n".join(self._say_lines()))


class ExportScope(StrEnum):
    SELECTED = "selected"
    FOUND = "found"
    ALL = "all"


class ExportFormat(StrEnum):
    """The value is the file's suffix."""

    LINES = "jsonl"
    CSV = "csv"
    HTML = "html"
    CASE = "har"


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """Number of lookups selected, found by the search (None where there is none; more where not all were counted),
    kept."""

    selected: int
    found: int | None
    found_all_counted: bool
    total: int


class ExportBox(Retranslated, QDialog):
    """Attributes: scopes (by ExportScope), formats (by ExportFormat), buttons.

    Signals: chosen(ExportScope, ExportFormat, Path).
    """

    chosen = Signal(object, object, object)

    def __init__(self, counts: ExportCounts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._counts = counts
        self._column = vbox(self, margins=(20, 18, 20, SPACE), spacing=8)
        self._headings: list[QLabel] = []
        self.scopes: dict[ExportScope, QRadioButton] = {scope: QRadioButton(self) for scope in ExportScope}
        self.formats: dict[ExportFormat, QRadioButton] = {kind: QRadioButton(self) for kind in ExportFormat}
        self._groups = [self._add_choice(tuple(buttons.values())) for buttons in (self.scopes, self.formats)]
        known = {ExportScope.SELECTED: counts.selected, ExportScope.FOUND: counts.found}
        for scope, count in known.items():
            self.scopes[scope].setVisible(bool(count))
        # One row is selected because it is shown; several because a person chose them.
        preferred = ExportScope.SELECTED if counts.selected > 1 else ExportScope.FOUND
        self.scopes[preferred if known[preferred] else ExportScope.ALL].setChecked(True)
        self.formats[ExportFormat.HTML if counts.selected > 1 else ExportFormat.LINES].setChecked(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._go_on = QPushButton(self)
        self._go_on.setProperty("primary", "true")
        self.buttons.addButton(self._go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        self._go_on.setDefault(True)
        self._column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._choose_file)
        self.buttons.rejected.connect(self.reject)
        self._retranslate()

    @property
    def scope(self) -> ExportScope:
        return next(scope for scope, button in self.scopes.items() if button.isChecked())

    @property
    def format(self) -> ExportFormat:
        return next(kind for kind, button in self.formats.items() if button.isChecked())

    def _add_choice(self, choices: Sequence[QRadioButton]) -> QButtonGroup:
        heading = role_label(self, "card-title")
        self._headings.append(heading)
        self._column.addWidget(heading)
        group = QButtonGroup(self)
        for button in choices:
            group.addButton(button)
            self._column.addWidget(button)
        self._column.addSpacing(SPACE)
        return group

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export the history"))
        self._headings[0].setText(self.tr("What"))
        self._headings[1].setText(self.tr("As"))
        counts = self._counts
        found = self.tr("The {count} that the search finds", "", counts.found or 0)
        if not counts.found_all_counted:
            found = self.tr("All that the search finds, more than {count}")
        for scope, text, count in (
            (ExportScope.SELECTED, self.tr("The {count} selected lookup(s)", "", counts.selected), counts.selected),
            (ExportScope.FOUND, found, counts.found or 0),
            (ExportScope.ALL, self.tr("The whole history, {count} lookup(s)", "", counts.total), counts.total),
        ):
            self.scopes[scope].setText(text.format(count=format_count(count)))
        for kind, text in (
            (ExportFormat.LINES, self.tr("JSON Lines: every byte, to be imported again")),
            (ExportFormat.CSV, self.tr("CSV: a table for a spreadsheet")),
            (ExportFormat.HTML, self.tr("HTML: a report to read, print or send")),
            (ExportFormat.CASE, self.tr("HAR: a case file for colleagues and for browsers’ network panels")),
        ):
            self.formats[kind].setText(text)
        self._go_on.setText(self.tr("Choose a file…"))

    def _choose_file(self) -> None:
        suffix = self.format.value
        names = {
            ExportFormat.LINES: self.tr("JSON Lines"),
            ExportFormat.CSV: self.tr("CSV"),
            ExportFormat.HTML: self.tr("HTML"),
            ExportFormat.CASE: self.tr("HAR"),
        }
        kind = f"{names[self.format]} (*.{suffix})"
        save_file(self, self.tr("Export the history"), [kind], f"badge-history.{suffix}", self._choose)

    def _choose(self, file: Path) -> None:
        self.chosen.emit(self.scope, self.format, file)
        self.accept()


MOST = 10_000
"""Characters of a note."""


class NoteBox(Retranslated, QDialog):
    """Attributes: edit, buttons. Signals: written(id, text)."""

    written = Signal(object, str)

    @classmethod
    def open_on(cls, panel: HistoryPanel, row: HistoryRow) -> None:
        """Ask for a note on a row of the panel, which tells it on."""
        box = cls(row, panel)
        box.written.connect(panel.note_written)
        box.open()

    def __init__(self, row: HistoryRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(440, 240)
        self._row = row
        self._heading = PlainLabel(self, "heading")
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlainText(row.note)
        self.edit.selectAll()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._save = QPushButton(self)
        self._save.setProperty("primary", "true")
        self.buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        column = vbox(self, margins=SPACE, spacing=SPACE)
        column.addWidget(self._heading)
        column.addWidget(self.edit, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._submit)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._retranslate()

    def _retranslate(self) -> None:
        row = self._row
        self.setWindowTitle(self.tr("Note"))
        self._heading.show_text(
            f"{row.code[:200]} · {kept_place(row)} · {format_date(row.asked_at)} {format_clock(row.asked_at)}"
        )
        self.edit.setPlaceholderText(self.tr("Your own words: a ticket, what you found out. Search finds them."))
        self.edit.setAccessibleName(self.tr("Note on {code}").format(code=visible(row.code[:200])))
        self._save.setText(self.tr("Save"))

    def _submit(self) -> None:
        text = self.edit.toPlainText().strip()[:MOST]
        if text != self._row.note:
            self.written.emit(self._row.id, text)
