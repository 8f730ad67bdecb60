"""Many codes at once: paste or open a list, watch the outcomes come in, sort, filter, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.many.outcome_bar import OutcomeBar
from badge_inspector.ui.many.run_bar import RunBar
from badge_inspector.ui.many.source_bar import SourceBar, Stage
from badge_inspector.ui.many.table import (
    LOOKUP_ROLE,
    Column,
    Kind,
    OutcomeDelegate,
    OutcomeModel,
    TitleDelegate,
    kind_of,
)
from badge_inspector.ui.widgets.empty_note import EmptyNote
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.words.portals import portal_name


class ManyWindow(Retranslated, QDialog):
    """Attributes: source (the bar at the top), run (how far it is), stopped (why it does not go on), go_on, bar (above
    the table), table, outcomes. stage.

    Signals: those of the source bar, and start_requested(): look the list up, the table is empty now.
    go_on_requested(): ask for what is left. pause_requested(bool). cancel_requested(). export_requested(Path, form,
    lookups). copy_requested(lookups). lookup_opened(Lookup).
    """

    start_requested = Signal()
    go_on_requested = Signal()
    pause_requested = Signal(bool)
    cancel_requested = Signal()
    export_requested = Signal(object, str, object)
    copy_requested = Signal(object)
    lookup_opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1040, 660)
        self.setMinimumSize(760, 480)
        self._counts = dict.fromkeys(Kind, 0)
        self._has_ended = False
        self._records = True
        self._portal: PortalProfile | None = None
        self._why: Callable[[], str] = str
        self.stage = Stage.IDLE
        self.source = SourceBar(self)
        self.source.codes.setAcceptDrops(False)
        self.run = RunBar(self)
        self.stopped = PlainLabel(self, "warning")
        self.go_on = QPushButton(self)
        self.go_on.setProperty("primary", "true")
        self.go_on.setAutoDefault(False)
        self.bar = OutcomeBar(self)
        self.outcomes = OutcomeModel(self)
        self.table = self._table()
        self._empty = EmptyNote(self.table)
        self._foot = QLabel(self)
        self._foot.setProperty("role", "muted")
        self._build()
        self.source.start_clicked.connect(self.begin)
        self.source.pause_clicked.connect(lambda: self.pause_requested.emit(self.stage is Stage.RUNNING))
        self.source.cancel_clicked.connect(self.cancel_requested)
        self.go_on.clicked.connect(self.go_on_requested)
        self.bar.narrowed.connect(self._narrow)
        self.bar.export_requested.connect(self.export_to)
        self.bar.copy_requested.connect(lambda: self.copy_requested.emit(self.outcomes.shown_lookups()))
        self.table.activated.connect(self._open)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.begin)
        self.show_stage(Stage.IDLE)
        self._retranslate()

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.outcomes)
        table.setItemDelegateForColumn(Column.BADGE, OutcomeDelegate(table))
        table.setItemDelegateForColumn(Column.TITLE, TitleDelegate(table))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for column, width in ((Column.CODE, 190), (Column.BADGE, 170), (Column.TYPE, 110), (Column.ROUND_TRIP, 136)):
            table.setColumnWidth(column, width)
        return table

    def _build(self) -> None:
        self._stop_bar = QFrame(self)
        self._stop_bar.setProperty("bar", "true")
        stop = QHBoxLayout(self._stop_bar)
        stop.setContentsMargins(14, 8, 14, 8)
        stop.addWidget(self.stopped, 1)
        stop.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        foot = QFrame(self)
        foot.setProperty("foot", "true")
        foot_line = QHBoxLayout(foot)
        foot_line.setContentsMargins(12, 6, 12, 6)
        foot_line.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.source)
        column.addWidget(self.run)
        column.addWidget(self._stop_bar)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(foot)

    def begin(self) -> None:
        """Look up what the field holds, or say what is missing."""
        if self.stage in (Stage.RUNNING, Stage.PAUSED):
            return
        self.source.codes.give_now()
        self.start_requested.emit()

    def show_start(self, codes: Sequence[str]) -> None:
        """These codes are asked for now."""
        self._has_ended = False
        self._counts = dict.fromkeys(Kind, 0)
        self.outcomes.begin(codes)
        self.run.show_total(len(codes))
        self.bar.show_counts(self._counts)
        self.show_stage(Stage.RUNNING)

    def show_stage(self, stage: Stage) -> None:
        """Show the commands that are possible now."""
        self.stage = stage
        self.source.show_stage(stage)
        self.run.show_stage(stage, self._has_ended)
        self._stop_bar.setVisible(stage is Stage.STOPPED)
        self._word_empty()

    def show_outcomes(self, lookups: Sequence[Lookup]) -> None:
        """More outcomes came."""
        self.outcomes.append(lookups)
        for lookup in lookups:
            self._counts[kind_of(lookup)] += 1
        self._counts[Kind.ALL] += len(lookups)
        self.bar.show_counts(self._counts)
        self.run.show_done(self._counts[Kind.ALL])
        self._word_empty()

    def show_pace(self, seconds_left: float | None, rate: float | None) -> None:
        """Show the remaining time, and the portal's rate where it is the limit."""
        self.run.show_pace(seconds_left, rate)

    def show_meant(self, meant: Mapping[str, str]) -> None:
        """Registered codes that are near some of those that were not found."""
        self.outcomes.suggest(meant)

    def show_stopped(self, why: Callable[[], str]) -> None:
        """It does not go on by itself, and `why`, in the language in force: some codes were not answered."""
        self._why, self._has_ended = why, False
        self.stopped.show_text(why())
        self.show_stage(Stage.STOPPED)
        self.go_on.setFocus()

    def let_go_on(self, can: bool) -> None:
        """Allow or forbid to resume: only on the portal that answered the rest."""
        self.go_on.setVisible(can)

    def show_recording(self, records: bool) -> None:
        """Show whether outcomes are kept in the history."""
        self._records = records
        self._word_foot()

    def show_done(self) -> None:
        """All of it was answered."""
        self._has_ended = True
        self.show_stage(Stage.IDLE)

    def show_portal(self, profiles: Sequence[PortalProfile], current: PortalProfile | None) -> None:
        self.source.show_portals(profiles, current.id if current else None)
        self._portal = current
        self._word_title()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if (event.mimeData().hasUrls() or event.mimeData().hasText()) and self.stage in (Stage.IDLE, Stage.STOPPED):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.source.codes.insertFromMimeData(event.mimeData())
        event.acceptProposedAction()

    def reject(self) -> None:
        """Esc: first the run ends, then the window."""
        if self.stage in (Stage.RUNNING, Stage.PAUSED) and self.isVisible() and not self._closing:
            self.cancel_requested.emit()
        else:
            super().reject()

    _closing = False

    def closeEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self._closing = True
        super().closeEvent(event)  # pyright: ignore[reportArgumentType]

    def sizeHint(self) -> QSize:
        return QSize(1040, 660)

    def _narrow(self, kind: Kind, text: str) -> None:
        self.outcomes.narrow(kind, text)
        self._word_empty()

    def _word_empty(self) -> None:
        if self._counts[Kind.ALL]:
            self._empty.say(self.tr("No matching outcomes. Choose “All” or clear the filter."))
        elif self.stage is Stage.RUNNING:
            self._empty.say(self.tr("Asking the portal…"))
        else:
            self._empty.say(
                self.tr(
                    "Paste codes above or drop a file, then “Look up all”. Each outcome appears here as it comes, to "
                    "be sorted, filtered and exported."
                )
            )

    def _open(self, index: QModelIndex) -> None:
        self.lookup_opened.emit(index.data(LOOKUP_ROLE))

    def export_to(self, file: Path, form: str) -> None:
        """Write what the table shows."""
        self.export_requested.emit(file, form, self.outcomes.shown_lookups())

    def _word_foot(self) -> None:
        kept, lost = self.tr("Every result is kept in the history"), self.tr("Private mode: nothing is recorded.")
        self._foot.setText(kept if self._records else lost)

    def _word_title(self) -> None:
        name = visible(portal_name(self._portal)) if self._portal else ""
        self.setWindowTitle(self.tr("Many codes on {portal}").format(portal=name))

    def _retranslate(self) -> None:
        self._word_title()
        self.table.setAccessibleName(self.tr("Outcomes"))
        self.go_on.setText(self.tr("Resume"))
        self._word_foot()
        self.stopped.show_text(self._why())
        self._word_empty()
        self.outcomes.reword()
