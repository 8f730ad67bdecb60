"""Bar above the table of outcomes: counts by kind, filter, export and copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.many.table import OutcomeKind, OutcomeRow
from badge_inspector.ui.widgets.file_dialogs import save_file
from badge_inspector.ui.widgets.menu_buttons import MenuButton
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.words.format import format_count

CSV, SAFE_CSV, LINES, CASE = "csv", "safe_csv", "jsonl", "har"
"""The forms of an export."""


class OutcomeBar(Retranslated, QWidget):
    """Attributes: chips (by OutcomeKind), filter, export.

    Signals: narrowed(OutcomeKind, text): show these only. export_requested(Path, form, rows): write these rows, or what
    is shown where there are none. copy_requested(): copy what is shown.
    """

    narrowed = Signal(object, str)
    export_requested = Signal(object, str, object)
    copy_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts: Mapping[OutcomeKind, int] = dict.fromkeys(OutcomeKind, 0)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 14, 8)
        line.setSpacing(6)
        self.chips: dict[OutcomeKind, QPushButton] = {}
        group = QButtonGroup(self)
        for kind in OutcomeKind:
            chip = self.chips[kind] = QPushButton(self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(kind is OutcomeKind.ALL)
            group.addButton(chip)
            line.addWidget(chip)
        line.addStretch(1)
        self.filter = SearchField(self)
        self.filter.setMaximumWidth(200)
        line.addWidget(self.filter)
        self.export = MenuButton(self)
        line.addWidget(self.export)
        for button in (*self.chips.values(), self.export):
            button.setAutoDefault(False)
        self.filter.textChanged.connect(self._narrow)
        group.buttonClicked.connect(self._narrow)
        self._retranslate()

    def show_counts(self, counts: Mapping[OutcomeKind, int]) -> None:
        """Show the number of outcomes, in total and of each kind."""
        self._counts = counts
        for kind, words in (
            (OutcomeKind.ALL, self.tr("All {count}")),
            (OutcomeKind.FOUND, self.tr("Found {count}")),
            (OutcomeKind.NOT_FOUND, self.tr("Not found {count}")),
            (OutcomeKind.FAILED, self.tr("Failed {count}")),
            (OutcomeKind.UNANSWERED, self.tr("Not answered {count}")),
        ):
            self.chips[kind].setText(words.format(count=format_count(counts[kind])))
        self.export.setEnabled(counts[OutcomeKind.ALL] > counts[OutcomeKind.UNANSWERED])
        left = self.chips[OutcomeKind.UNANSWERED]
        if not counts[OutcomeKind.UNANSWERED] and left.isChecked():
            self.chips[OutcomeKind.ALL].click()
        left.setVisible(counts[OutcomeKind.UNANSWERED] > 0)

    def _narrow(self) -> None:
        kind = next(kind for kind, chip in self.chips.items() if chip.isChecked())
        self.narrowed.emit(kind, self.filter.text().strip())

    def choose_file(self, form: str, rows: Sequence[OutcomeRow] = ()) -> None:
        """Ask for the file to write these rows to, or what is shown."""
        suffix = form if form in (LINES, CASE) else "csv"
        names = {LINES: self.tr("JSON Lines (*.jsonl)"), CASE: self.tr("HAR files (*.har)")}.get(
            form, self.tr("CSV (*.csv)")
        )

        def write(file: Path) -> None:
            self.export_requested.emit(file, form, rows)

        save_file(self, self.tr("Export"), [names], f"badges.{suffix}", write)

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter…"))
        self.filter.setAccessibleName(self.tr("Filter outcomes"))
        self.export.setText(self.tr("Export"))
        self.export.choices.clear()
        for text, form in (
            (self.tr("CSV for a spreadsheet…"), SAFE_CSV),
            (self.tr("CSV, every cell as it is…"), CSV),
            (self.tr("JSON Lines…"), LINES),
            (self.tr("Case file (HAR)…"), CASE),
        ):
            self.export.choices.addAction(text).triggered.connect(partial(_choose, self, form))
        self.export.choices.addAction(self.tr("Copy as a table")).triggered.connect(self.copy_requested)
        self.show_counts(self._counts)


def _choose(bar: OutcomeBar, form: str, _checked: bool = False) -> None:
    bar.choose_file(form)
