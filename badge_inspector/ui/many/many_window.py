"""Many codes at once: paste or open a list, watch the outcomes come in, sort, filter, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QWidget,
)

from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.event_filters import SettledClicks
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.many.bars import SAFE_CSV, OutcomeBar, RunBar
from badge_inspector.ui.many.source_bar import SourceBar, Stage
from badge_inspector.ui.many.table import OutcomeKind, OutcomeRow, Outcomes, kind_of
from badge_inspector.ui.widgets.labels import PlainLabel, role_label
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.widgets.table_menu import Offers
from badge_inspector.ui.words.codes import quoted_code
from badge_inspector.ui.words.format import format_count, format_duration
from badge_inspector.ui.words.portals import portal_name


class ManyWindow(Retranslated, QDialog):
    """Attributes: source (the bar at the top), run (how far it is), stopped (why it stopped), resume_button, bar (above
    the table), table, outcomes, clicks (whether one counts). stage.
    stays: closing only hides the window.

    Signals: those of the source bar, and start_requested(): look the list up, the table is empty now.
    resume_requested(): ask for what is left. pause_requested(bool). cancel_requested(). export_requested(Path, form,
    outcomes), copy_requested(outcomes): CodeOutcome for each row. lookup_opened(Lookup). own_window_requested(id),
    compare_requested((id, id)): of the history. code_asked(str): look this code up on the same portal.
    """

    start_requested = Signal()
    resume_requested = Signal()
    pause_requested = Signal(bool)
    cancel_requested = Signal()
    export_requested = Signal(object, str, object)
    copy_requested = Signal(object)
    lookup_opened = Signal(object)
    own_window_requested = Signal(int)
    compare_requested = Signal(object)
    code_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1040, 660)
        self.setMinimumSize(760, 480)
        self._counts = dict.fromkeys(OutcomeKind, 0)
        self._has_ended = False
        self._records = True
        self._portal: PortalProfile | None = None
        self._why: Callable[[], str] = str
        self.stage = Stage.IDLE
        self.stays = False
        self.source = SourceBar(self)
        self.source.codes.setAcceptDrops(False)
        buttons = self.source.open_file, self.source.start, self.source.pause, self.source.cancel
        self.run = RunBar(self)
        self.stopped = PlainLabel(self, "warning")
        self.resume_button = QPushButton(self)
        self.resume_button.setProperty("primary", "true")
        self.resume_button.setAutoDefault(False)
        self.clicks = SettledClicks(*buttons, self.resume_button)
        self.bar = OutcomeBar(self)
        self.outcomes = Outcomes()
        self.table: Table[OutcomeRow] = Table(self.outcomes, self)
        self.table.offers = self._offers
        self.table.filter_by = self.bar.filter.setText
        self._round_trips: set[tuple[float, float]] = set()
        self._foot = role_label(self, "muted")
        self._build()
        self.source.start_clicked.connect(self.begin)
        self.source.pause_clicked.connect(lambda: self.pause_requested.emit(self.stage is Stage.RUNNING))
        self.source.cancel_clicked.connect(self.cancel_requested)
        self.resume_button.clicked.connect(self.resume_requested)
        self.bar.narrowed.connect(self._narrow)
        self.bar.export_requested.connect(self.export_to)
        self.bar.copy_requested.connect(lambda: self.copy_requested.emit([row.outcome for row in self.outcomes.shown]))
        self.table.activated.connect(self._open)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.begin)
        self.show_stage(Stage.IDLE)
        self._retranslate()

    def _build(self) -> None:
        self._stop_bar = QFrame(self)
        self._stop_bar.setProperty("bar", "true")
        stop = hbox(self._stop_bar, margins=(14, 8, 14, 8))
        stop.addWidget(self.stopped, 1)
        stop.addWidget(self.resume_button, 0, Qt.AlignmentFlag.AlignVCenter)
        foot = QFrame(self)
        foot.setProperty("foot", "true")
        foot_line = hbox(foot, margins=(12, 6, 12, 6))
        foot_line.addWidget(self._foot)
        column = vbox(self, margins=0, spacing=0)
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
        self.source.codes.submit_now()
        self.start_requested.emit()

    def show_codes(self, codes: Sequence[str], total: int) -> None:
        """Empty the table for the outcomes of these codes, `total` of them."""
        self._has_ended = False
        self._counts = dict.fromkeys(OutcomeKind, 0)
        self._round_trips.clear()
        self.outcomes.begin(codes)
        self.run.show_total(total)
        self._show_counts()

    def show_stage(self, stage: Stage) -> None:
        """Show the commands that are possible now."""
        if stage is not self.stage:
            self.clicks.changed()
        self.stage = stage
        self.source.show_stage(stage)
        self.run.show_stage(stage, self._has_ended)
        self._stop_bar.setVisible(stage is Stage.STOPPED)
        self._word_empty()

    def show_outcomes(self, lookups: Sequence[Lookup]) -> None:
        """Add outcomes to the table."""
        self.outcomes.add(lookups)
        for lookup in lookups:
            self._counts[kind_of(lookup)] += 1
            self._round_trips.add((lookup.asked_at, lookup.exchange.timeline.total_s))
        self._show_counts()

    def show_unanswered(self, codes: Sequence[str]) -> None:
        """List these codes as not answered; while a run goes on there are none."""
        self._counts[OutcomeKind.UNANSWERED] = len(codes)
        self.outcomes.show_unanswered(codes)
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self._counts
        answered = counts[OutcomeKind.FOUND] + counts[OutcomeKind.NOT_FOUND] + counts[OutcomeKind.FAILED]
        counts[OutcomeKind.ALL] = answered + counts[OutcomeKind.UNANSWERED]
        self.bar.show_counts(counts)
        self.run.show_done(answered)
        self._word_empty()
        self._word_foot()

    def show_pace(self, seconds_left: float | None, rate: float | None) -> None:
        """Show the remaining time, and the portal's rate where it is the limit."""
        self.run.show_pace(seconds_left, rate)

    def show_meant(self, meant: Mapping[str, str]) -> None:
        """Registered codes that are near some of those that were not found."""
        self.outcomes.suggest(meant)

    def show_stopped(self, why: Callable[[], str]) -> None:
        """Show that the run stopped with codes unanswered, and `why`, in the current language."""
        self._why, self._has_ended = why, False
        self.stopped.show_text(why())
        self.show_stage(Stage.STOPPED)
        self.resume_button.setFocus()

    def allow_resume(self, can: bool) -> None:
        """Allow or forbid to resume: only on the portal that answered the rest."""
        self.resume_button.setVisible(can)

    def show_recording(self, records: bool) -> None:
        """Show whether outcomes are kept in the history."""
        self._records = records
        self._word_foot()

    def show_done(self) -> None:
        """Show that every code was answered."""
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

    def hide_on_close(self, keep: bool) -> None:
        """Let closing only hide the window, with outcomes that are nowhere else."""
        self.stays = keep
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not keep)

    def showEvent(self, event: QShowEvent) -> None:
        self._closing = False
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closing = True
        super().closeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1040, 660)

    def _narrow(self, kind: OutcomeKind, text: str) -> None:
        self.outcomes.narrow_to(kind, text)
        self._word_empty()

    def _word_empty(self) -> None:
        if self._counts[OutcomeKind.ALL]:
            self.table.empty.show_text(self.tr("No matching outcomes. Choose “All” or clear the filter."))
        elif self.stage is Stage.RUNNING:
            self.table.empty.show_text(self.tr("Asking the portal…"))
        elif self.stage is Stage.READING:
            self.table.empty.show_text(self.tr("Reading the history…"))
        else:
            self.table.empty.show_text(
                self.tr(
                    "Paste codes above or drop a file, then “Look up all”. Each outcome appears here as it comes, to "
                    "be sorted, filtered and exported."
                )
            )

    def _open(self, index: QModelIndex) -> None:
        self._open_row(self.table.row_at(index))

    def _open_row(self, row: OutcomeRow | None) -> None:
        if row is not None and row.lookup is not None:
            self.lookup_opened.emit(row.lookup)

    def _offers(self, rows: Sequence[OutcomeRow], _column: int) -> Offers:
        """Name what can be done with the selected rows."""
        kept = [row.lookup.history_id for row in rows if row.lookup is not None and row.lookup.history_id is not None]
        if len(rows) > 1:
            if len(kept) == len(rows) == 2:
                yield self.tr("Compare"), lambda: self.compare_requested.emit((kept[0], kept[1]))
            codes = "\n".join(row.code for row in rows)
            yield (
                self.tr("Copy {count} code(s)", "", len(rows)).format(count=format_count(len(rows))),
                lambda: QGuiApplication.clipboard().setText(codes),
            )
            if any(row.lookup is not None for row in rows):
                yield (
                    self.tr("Export {count} row(s)…", "", len(rows)).format(count=format_count(len(rows))),
                    lambda: self.bar.choose_file(SAFE_CSV, rows),
                )
            return
        [row] = rows
        if row.lookup is not None:
            yield self.tr("Open"), lambda: self._open_row(row)
        if kept:
            yield self.tr("Open in its own window"), lambda: self.own_window_requested.emit(kept[0])
        again = self.tr("Look up") if row.lookup is None else self.tr("Look up again")
        yield again, lambda: self.code_asked.emit(row.code)
        if row.meant:
            meant = self.tr("Look up {code}").format(code=quoted_code(row.meant).replace("&", "&&"))
            yield meant, lambda: self.code_asked.emit(row.meant)
        yield self.tr("Copy code"), lambda: QGuiApplication.clipboard().setText(row.code)

    def export_to(self, file: Path, form: str, rows: Sequence[OutcomeRow] = ()) -> None:
        """Write these rows, or all that the table shows."""
        self.export_requested.emit(file, form, [row.outcome for row in rows or self.outcomes.shown])

    def _word_foot(self) -> None:
        kept, lost = self.tr("Every result is kept in the history"), self.tr("Private mode: nothing is recorded.")
        parts = [kept if self._records else lost]
        if self._round_trips:
            times = sorted(total for _, total in self._round_trips)
            count = self.tr("{count} request(s)", "", len(times)).format(count=format_count(len(times)))
            ends = [format_duration(time) for time in dict.fromkeys((times[0], times[-1]))]
            trips = self.tr("round trip {time}") if len(ends) == 1 else self.tr("round trip {least} to {most}")
            parts.append(f"{count}, {trips.format(time=ends[0], least=ends[0], most=ends[-1])}")
        self._foot.setText(" · ".join(parts))

    def _word_title(self) -> None:
        name = visible(portal_name(self._portal)) if self._portal else ""
        self.setWindowTitle(self.tr("Many codes on {portal}").format(portal=name))

    def _retranslate(self) -> None:
        self._word_title()
        self.table.setAccessibleName(self.tr("Outcomes"))
        self.resume_button.setText(self.tr("Resume"))
        self._word_foot()
        self.stopped.show_text(self._why())
        self._word_empty()
        self.outcomes.changed()
