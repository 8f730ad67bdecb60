"""Many codes at once: paste a list, watch the outcomes come in, sort, filter, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.codelist import CodeList, read_codes
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.format import format_count, format_countdown, visible
from badge_inspector.ui.many.table import (
    LOOKUP_ROLE,
    Column,
    Kind,
    OutcomeDelegate,
    OutcomeFilter,
    OutcomeModel,
    kind_of,
)

_READ_AFTER_MS = 150


class ManyWindow(QDialog):
    """Attributes: codes, start, cancel, export, table, progress, chips (by Kind).

    Signals: start_requested(codes): look these up; answer with `show_outcomes()` and `show_end()`. cancel_requested().
    export_requested(Path, lookups). file_dropped(Path): answer with `show_text()`. lookup_opened(Lookup).
    """

    start_requested = Signal(object)
    cancel_requested = Signal()
    export_requested = Signal(object, object)
    file_dropped = Signal(object)
    lookup_opened = Signal(object)

    def __init__(self, profile: PortalProfile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Many codes on {portal}").format(portal=visible(profile.name)))
        self.resize(1040, 660)
        self._list = CodeList(())
        self._total = 0
        self._counts = dict.fromkeys(Kind, 0)
        self.codes = QPlainTextEdit(self)
        self.codes.setFixedHeight(72)
        self.codes.setTabChangesFocus(True)
        self.codes.setAcceptDrops(False)
        self.codes.setPlaceholderText(self.tr("Paste codes, one a line or a column of a table, or drop a file here"))
        self.codes.setAccessibleName(self.tr("Codes"))
        self.note = QLabel(self)
        self.note.setProperty("role", "muted")
        self.start = QPushButton(self.tr("Look up all"), self)
        self.start.setProperty("primary", "true")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.hide()
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.left = QLabel(self)
        self.left.setProperty("role", "muted")
        self.export = QPushButton(self.tr("Export…"), self)
        self.export.setEnabled(False)
        self.outcomes = OutcomeModel(self)
        self._filter = OutcomeFilter(self)
        self._filter.setSourceModel(self.outcomes)
        self.table = QTableView(self)
        self.table.setModel(self._filter)
        self.table.setAccessibleName(self.tr("Outcomes"))
        self.table.setItemDelegateForColumn(Column.BADGE, OutcomeDelegate(self.table))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.CODE, 190), (Column.BADGE, 190), (Column.TYPE, 110), (Column.ROUND_TRIP, 110)):
            self.table.setColumnWidth(column, width)
        self.chips: dict[Kind, QPushButton] = {}
        self._group = QButtonGroup(self)
        for kind in Kind:
            chip = QPushButton(self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(kind is Kind.ALL)
            self._group.addButton(chip)
            self.chips[kind] = chip
        for button in self.chips.values():
            button.setAutoDefault(False)
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_AFTER_MS)
        self._later.timeout.connect(self._read)
        self.codes.textChanged.connect(self._later.start)
        self.start.clicked.connect(self._start)
        self.cancel.clicked.connect(self.cancel_requested)
        self.export.clicked.connect(self._export)
        self._group.buttonClicked.connect(self._show_kind)
        self.table.activated.connect(self._open)
        self._count()
        self._read()

    def _build(self) -> None:
        top, bar = QFrame(self), QFrame(self)
        top.setProperty("bar", "true")
        bar.setProperty("bar", "true")
        line = QHBoxLayout(top)
        line.setContentsMargins(12, 10, 12, 10)
        field = QVBoxLayout()
        field.addWidget(self.codes)
        field.addWidget(self.note)
        line.addLayout(field, 1)
        for button in (self.start, self.cancel):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        running = QHBoxLayout(bar)
        running.setContentsMargins(14, 8, 14, 8)
        running.addWidget(self.progress, 1)
        running.addWidget(self.left)
        chips = QHBoxLayout()
        chips.setContentsMargins(14, 8, 14, 8)
        chips.setSpacing(6)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.export)
        foot = QLabel(self.tr("Every result is kept in the history"), self)
        foot.setProperty("role", "muted")
        foot.setContentsMargins(12, 6, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(bar)
        column.addLayout(chips)
        column.addWidget(self.table, 1)
        column.addWidget(foot)

    def show_text(self, text: str) -> None:
        """Put a file's text into the field."""
        self.codes.setPlainText(text)
        self._read()

    def say(self, text: str) -> None:
        """Tell something about the list."""
        self.note.setText(text)

    def show_outcomes(self, lookups: Sequence[Lookup], seconds_left: float | None) -> None:
        """More outcomes came."""
        self.outcomes.append(lookups)
        for lookup in lookups:
            self._counts[kind_of(lookup)] += 1
        self._counts[Kind.ALL] = len(self.outcomes.lookups)
        self._count()
        self.progress.setValue(self._counts[Kind.ALL])
        words = self.tr("{done} of {total}").format(
            done=format_count(self._counts[Kind.ALL]), total=format_count(self._total)
        )
        if seconds_left is not None:
            words += " · " + self.tr("{time} left").format(time=format_countdown(seconds_left))
        self.left.setText(words)

    def show_end(self, words: str, remaining: Sequence[str]) -> None:
        """It is over: `words` say why, `remaining` were not asked and stay in the field."""
        self.start.show()
        self.cancel.hide()
        self.export.setEnabled(bool(self.outcomes.lookups))
        if remaining:
            self.codes.setPlainText("\n".join(remaining))
            self._read()
        self.left.setText(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.file_dropped.emit(Path(files[0]))
        elif event.mimeData().hasText():
            self.show_text(event.mimeData().text())
        event.acceptProposedAction()

    def _read(self) -> None:
        self._list = read_codes(self.codes.toPlainText())
        words = self.tr("%n code(s)", "", len(self._list.codes))
        if self._list.repeated:
            words += ", " + self.tr("%n repeated one(s) folded", "", self._list.repeated)
        self.note.setText(words if self._list.codes else "")

    def _start(self) -> None:
        self._later.stop()
        self._read()
        if not self._list.codes:
            self.say(self.tr("Paste some codes first."))
            self.codes.setFocus()
            return
        self._total = len(self._list.codes)
        self._counts = dict.fromkeys(Kind, 0)
        self.outcomes.clear()
        self.progress.setRange(0, self._total)
        self.progress.setValue(0)
        self.start.hide()
        self.cancel.show()
        self._count()
        self.start_requested.emit(self._list.codes)

    def _count(self) -> None:
        for kind, words in (
            (Kind.ALL, self.tr("All {count}")),
            (Kind.FOUND, self.tr("Found {count}")),
            (Kind.NOT_FOUND, self.tr("Not found {count}")),
            (Kind.FAILED, self.tr("Failed {count}")),
        ):
            self.chips[kind].setText(words.format(count=format_count(self._counts[kind])))

    def _show_kind(self) -> None:
        self._filter.show_kind(next(kind for kind, chip in self.chips.items() if chip.isChecked()))

    def _open(self, index: QModelIndex) -> None:
        self.lookup_opened.emit(index.data(LOOKUP_ROLE))

    def _export(self) -> None:
        dialog = QFileDialog(self, self.tr("Export"), "badges.csv", "CSV (*.csv)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    def _export_to(self, file: str) -> None:
        rows = [self._filter.index(row, 0).data(LOOKUP_ROLE) for row in range(self._filter.rowCount())]
        self.export_requested.emit(Path(file), rows)
