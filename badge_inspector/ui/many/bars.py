"""Bars below the table: progress of a run, and what to do with its outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QProgressBar, QPushButton, QWidget

from badge_inspector.ui.kit.boxes import hbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.many.source_bar import Stage
from badge_inspector.ui.many.table import OutcomeKind, OutcomeRow
from badge_inspector.ui.widgets.file_dialogs import save_file
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.menu_buttons import MenuButton
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.words.format import format_count, format_countdown, format_number

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
        line = hbox(self, margins=(14, 8, 14, 8), spacing=6)
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


class RunBar(Retranslated, QFrame):
    """Attributes: progress, left (how many), pace (how long it still takes)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bar", "true")
        self._total = self._done = 0
        self._seconds_left: float | None = None
        self._rate: float | None = None
        self._has_ended = False
        self._stage = Stage.IDLE
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.left = QLabel(self)
        self.pace = role_label(self, "muted")
        line = hbox(self, margins=(14, 8, 14, 8), spacing=14)
        line.addWidget(self.progress, 1)
        line.addWidget(self.left)
        line.addWidget(self.pace)
        self._retranslate()

    def show_total(self, total: int) -> None:
        """Show the number of codes of the run."""
        self._total, self._has_ended = total, False
        self.progress.setRange(0, total)
        self.show_done(0)

    def show_done(self, done: int) -> None:
        """Show the number of codes answered."""
        self._done = done
        self.progress.setValue(done)
        self._show_progress()

    def show_stage(self, stage: Stage, has_ended: bool) -> None:
        """Show the stage; `has_ended`: every code was answered."""
        self._stage, self._has_ended = stage, has_ended
        self.setVisible(stage is not Stage.IDLE or self._total > 0)
        self._show_progress()

    def show_pace(self, seconds_left: float | None, rate: float | None) -> None:
        """Show the remaining time, and the portal's rate where it is the limit."""
        self._seconds_left, self._rate = seconds_left, rate
        self._show_progress()

    def _show_progress(self) -> None:
        done = self.tr("{done} of {total}").format(done=format_count(self._done), total=format_count(self._total))
        ended = self.tr("Done")
        self.left.setText(f"{ended} · {done}" if self._has_ended else done)
        parts: list[str] = []
        if self._stage is Stage.PAUSED:
            parts.append(self.tr("paused"))
        elif self._stage is Stage.RUNNING:
            if self._seconds_left is not None:
                parts.append(self.tr("{time} left").format(time=format_countdown(self._seconds_left)))
            if self._rate is not None:
                rate = self.tr("{rate} requests a second, as the portal allows")
                parts.append(rate.format(rate=format_number(self._rate, 0 if self._rate == round(self._rate) else 1)))
        self.pace.setText(" · ".join(parts))
        self.pace.setVisible(bool(parts))

    def _retranslate(self) -> None:
        self.progress.setAccessibleName(self.tr("Progress"))
        self._show_progress()
