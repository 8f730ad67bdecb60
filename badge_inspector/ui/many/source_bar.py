"""Top bar of the window of many codes: portal, codes, the way they are read, and the buttons of a run."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from badge_inspector.domain.codelist import CodeList, CodeTable, Separator
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.controls import CheckBox, ComboBox
from badge_inspector.ui.widgets.file_dialogs import open_file
from badge_inspector.ui.widgets.labels import ElidedLabel
from badge_inspector.ui.widgets.portal_box import PortalBox
from badge_inspector.ui.words.format import format_count, format_countdown
from badge_inspector.ui.words.portals import portal_name

LARGE = 32 * 1024
"""Characters above which a pasted text is not shown but only read."""
_READ_AFTER_MS = 150


class CodesField(QPlainTextEdit):
    """Signals: text_given(str): typed or pasted, some time after the last key. file_given(Path): dropped or pasted."""

    text_given = Signal(str)
    file_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_AFTER_MS)
        self._later.timeout.connect(self._submit)
        self.textChanged.connect(self._later.start)

    def submit_now(self) -> None:
        """Do not wait for more keys."""
        if self._later.isActive():
            self._later.stop()
            self._submit()

    def empty(self) -> None:
        """Take the text out without giving it."""
        self.clear()
        self._later.stop()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.file_given.emit(Path(files[0]))
            return
        text = source.text()
        if len(text) <= LARGE:
            super().insertFromMimeData(source)
            return
        self.empty()
        self.text_given.emit(text)

    def _submit(self) -> None:
        self.text_given.emit(self.toPlainText())


class Stage(Enum):
    """Stages of a run."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    READING = "reading"
    """A run of the history is being opened."""
    STOPPED = "stopped"
    """Some codes were not answered."""


_NAME_SHOWN = 40


class SourceBar(Retranslated, QFrame):
    """Attributes: portal, codes, open_file, start, pause, cancel, separator, column, header, note.

    Signals: text_given(str), file_given(Path): read this. reading_changed(): as `separator_chosen`, `column_chosen` and
    `header_chosen` say now. start_clicked(), pause_clicked(), cancel_clicked(). portal_picked(PortalProfile).
    """

    text_given = Signal(str)
    file_given = Signal(object)
    reading_changed = Signal()
    start_clicked = Signal()
    pause_clicked = Signal()
    cancel_clicked = Signal()
    portal_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "true")
        self._table = CodeTable()
        self._list = CodeList(())
        self._name = ""
        self._takes_s: float | None = None
        self._said = ""
        self._stage = Stage.IDLE
        self.portal = PortalBox(portal_name, self)
        self.codes = CodesField(self)
        self.codes.setFixedHeight(64)
        self.open_file = QPushButton(self)
        self.start = QPushButton(self)
        self.start.setProperty("primary", "true")
        self.pause = QPushButton(self)
        self.cancel = QPushButton(self)
        self.note = ElidedLabel(self, "muted")
        self.separator = ComboBox(self)
        self.column = ComboBox(self)
        self.header = CheckBox(self)
        self._separator_label, self._column_label = QLabel(self), QLabel(self)
        for label, box in ((self._separator_label, self.separator), (self._column_label, self.column)):
            label.setProperty("role", "muted")
            label.setBuddy(box)
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        for button in (self.open_file, self.start, self.pause, self.cancel):
            button.setAutoDefault(False)
            button.setMinimumHeight(32)
        self._build()
        self.codes.text_given.connect(self._read_text)
        self.codes.file_given.connect(self.file_given)
        self.open_file.clicked.connect(self._choose_file)
        self.start.clicked.connect(self.start_clicked)
        self.pause.clicked.connect(self.pause_clicked)
        self.cancel.clicked.connect(self.cancel_clicked)
        self.portal.portal_picked.connect(self.portal_picked)
        self.separator.activated.connect(self.reading_changed)
        self.column.activated.connect(self.reading_changed)
        self.header.clicked.connect(self.reading_changed)
        self.show_stage(Stage.IDLE)
        self._retranslate()

    def _build(self) -> None:
        line = hbox(spacing=8)
        line.addWidget(self.portal, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.codes, 1)
        for button in (self.open_file, self.start, self.pause, self.cancel):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        reading = hbox(spacing=8)
        reading.addWidget(self.note, 1)
        for widget in (self._separator_label, self.separator, self._column_label, self.column, self.header):
            reading.addWidget(widget)
        column = vbox(self, margins=(12, 10, 12, 10), spacing=8)
        column.addLayout(line)
        column.addLayout(reading)

    @property
    def separator_chosen(self) -> Separator | None:
        """None to find it out."""
        return self.separator.currentData()

    @property
    def column_chosen(self) -> int | None:
        """None for all cells."""
        return self.column.currentData()

    @property
    def header_chosen(self) -> bool:
        return self.header.isChecked()

    def show_portals(self, profiles: Sequence[PortalProfile], current_id: str | None) -> None:
        self.portal.show_profiles(profiles, current_id)

    def show_table(self, table: CodeTable, column: int | None, has_header: bool) -> None:
        """Show the way in which the text was read."""
        self._table = table
        self.header.setChecked(has_header)
        self._fill_columns(column)
        self._show_reading()

    def show_list(self, codes: CodeList, name: str, takes_s: float | None) -> None:
        """Show the number of codes found in the file of that name ("" for a text), and the time a run takes."""
        self._list, self._name, self._takes_s, self._said = codes, name, takes_s, ""
        if name:
            self.codes.empty()
        self._show_note()

    def show_note(self, text: str) -> None:
        """Show a note on the list until another one is read."""
        self._said = text
        self._show_note()

    def show_stage(self, stage: Stage) -> None:
        self._stage = stage
        running = stage in (Stage.RUNNING, Stage.PAUSED)
        for widget in (self.start, self.open_file):
            widget.setVisible(not running)
        for widget in (self.pause, self.cancel):
            widget.setVisible(running)
        for widget in (self.portal, self.codes, self.separator, self.column, self.header):
            widget.setEnabled(not running)
        self._word_pause()

    def _read_text(self, text: str) -> None:
        self.text_given.emit(text)

    def _choose_file(self) -> None:
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.list)"), self.tr("All files (*)")
        open_file(self, self.tr("Open a list of codes"), kinds, self.file_given.emit)

    def _fill_columns(self, column: int | None) -> None:
        self.column.clear()
        self.column.addItem(self.tr("all of them"), None)
        for at in range(self._table.width if self._table.width > 1 else 0):
            name = visible(self._table.column_name(at, self.header_chosen)[:_NAME_SHOWN])
            self.column.addItem(name or self.tr("no. {number}").format(number=at + 1), at)
        row = self.column.findData(column) if column is not None else 0
        self.column.setCurrentIndex(max(0, row))

    def _show_reading(self) -> None:
        has_rows = len(self._table.rows) > 0
        is_table = self._table.width > 1
        for widget in (self._separator_label, self.separator):
            widget.setVisible(has_rows)
        for widget in (self._column_label, self.column):
            widget.setVisible(is_table)
        self.header.setVisible(has_rows and (is_table or self._table.has_header))

    def _show_note(self) -> None:
        self.note.show_text(self._said or self._note_text())

    def _note_text(self) -> str:
        codes = self._list
        parts = [visible(self._name)] if self._name else []
        if codes.codes:
            count = self.tr("{count} code(s)", "", len(codes.codes))
            words = count.format(count=format_count(len(codes.codes)))
            if codes.duplicates:
                folded = self.tr("{count} duplicate(s) removed", "", codes.duplicates)
                words += ", " + folded.format(count=format_count(codes.duplicates))
            parts.append(words)
        elif self._name:
            parts.append(self.tr("no codes in it"))
        if codes.too_long:
            parts.append(self.tr("%n too long to be a code, left out", "", codes.too_long))
        if codes.codes and self._takes_s and self._takes_s >= 1:
            takes = self.tr("takes {time}, at the pace the portal allows")
            parts.append(takes.format(time=format_countdown(self._takes_s)))
        return " · ".join(parts)

    def _word_pause(self) -> None:
        self.pause.setText(self.tr("Resume") if self._stage is Stage.PAUSED else self.tr("Pause"))

    def _retranslate(self) -> None:
        self.portal.setAccessibleName(self.tr("Portal"))
        self.codes.setPlaceholderText(self.tr("Paste codes, one a line or a column of a table, or drop a file here"))
        self.codes.setAccessibleName(self.tr("Codes"))
        self.open_file.setText(self.tr("Open a file…"))
        self.start.setText(self.tr("Look up all"))
        self.cancel.setText(self.tr("Cancel"))
        self._word_pause()
        self._separator_label.setText(self.tr("Separator"))
        self._column_label.setText(self.tr("Column"))
        self.header.setText(self.tr("the first line is a header"))
        chosen = self.separator_chosen
        self.separator.clear()
        for text, separator in (
            (self.tr("automatic"), None),
            (self.tr("lines"), Separator.LINE),
            (self.tr("commas"), Separator.COMMA),
            (self.tr("semicolons"), Separator.SEMICOLON),
            (self.tr("tabs"), Separator.TAB),
            (self.tr("vertical bars"), Separator.BAR),
            (self.tr("spaces"), Separator.SPACE),
        ):
            self.separator.addItem(text, separator)
        self.separator.setCurrentIndex(max(0, self.separator.findData(chosen)))
        self._fill_columns(self.column_chosen)
        self._show_reading()
        self.show_note("")
