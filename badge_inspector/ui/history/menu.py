"""The menu on rows of the history, and on a day's heading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.history import HistoryEntry, HistoryRow, RunRow
from badge_inspector.services.table_text import TableForm, table_text
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.table_menu import offer_forms
from badge_inspector.ui.words.format import format_clock, format_date, format_duration
from badge_inspector.ui.words.portals import kept_place


class HistoryMenu(QMenu):
    """Context menu of the history; the panel's signals carry its commands."""

    def __init__(self, panel: HistoryPanel) -> None:
        super().__init__(panel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._panel = panel

    @classmethod
    def show_at(cls, panel: HistoryPanel, at: QPoint, day: float | None) -> None:
        """Open the menu at a point of the screen: for a day, by a moment in epoch seconds, or for the selection."""
        rows = panel.selected_entries()
        if day is None and not rows:
            return
        menu = cls(panel)
        if day is not None:
            menu.offer_day(day)
        else:
            menu.offer_rows(rows)
        menu.popup(at)

    def offer_day(self, asked_at: float) -> None:
        """Offer the commands for a day; `asked_at` is a moment of it, epoch seconds."""
        words = self.tr("Delete the whole day, {date}").format(date=format_date(asked_at))
        self.addAction(words, partial(self._panel.day_deleted.emit, asked_at))

    def offer_rows(self, rows: Sequence[HistoryEntry]) -> None:
        """Offer the commands for the selected lookups and runs."""
        panel, ids = self._panel, tuple(row.id for row in rows)
        lookups = [row for row in rows if isinstance(row, HistoryRow)]
        if len(rows) > 1:
            if len(lookups) == len(rows) == 2:
                self.addAction(self.tr("Compare"), partial(panel.compare_requested.emit, ids))
            if lookups:
                self.addAction(self.tr("Copy %n code(s)", "", len(lookups)), panel.copy_codes)
        elif lookups:
            self._offer_row(lookups[0])
        if lookups:
            form = self.addMenu(self.tr("Copy as"))
            offer_forms(form, partial(_copy, [self._headings(), *map(self._cells, lookups)]))
        for run in rows if len(rows) == 1 else ():
            if isinstance(run, RunRow):
                self._offer_run(run)
        self.addSeparator()
        self.addAction(self.tr("Export…"), panel.export_requested.emit)
        self.addSeparator()
        self.addAction(self._delete_words(rows), partial(panel.rows_deleted.emit, ids))
        if len(rows) == 1:
            self.offer_day(rows[0].asked_at)
            words = self.tr("Delete all of {portal}").format(portal=_label(kept_place(rows[0])))
            self.addAction(words, partial(panel.portal_deleted.emit, rows[0].portal))

    def _delete_words(self, rows: Sequence[HistoryEntry]) -> str:
        runs = [row for row in rows if isinstance(row, RunRow)]
        if len(runs) == len(rows):
            return self.tr("Delete %n run(s)", "", len(runs))
        if runs:
            return self.tr("Delete %n entries", "", len(rows))
        return self.tr("Delete %n lookup(s)", "", len(rows))

    def _offer_run(self, run: RunRow) -> None:
        self.addAction(self.tr("Open the run"), partial(self._panel.run_opened.emit, run.id))
        self.addSeparator()
        self._offer_pin(run)

    def _offer_pin(self, row: HistoryEntry) -> None:
        pin = self.tr("Unpin") if row.pinned else self.tr("Pin")
        self.addAction(pin, partial(self._panel.row_pinned.emit, row.id, not row.pinned))

    def _offer_row(self, row: HistoryRow) -> None:
        panel = self._panel
        self.addAction(self.tr("Look up again"), partial(panel.again_requested.emit, row))
        self.addAction(self.tr("Open beside"), partial(panel.window_requested.emit, row.id))
        if row.run:
            self.addAction(self.tr("Open the run"), partial(panel.run_opened.emit, row.run))
        self.addSeparator()
        self._offer_pin(row)
        note = self.tr("Change the note…") if row.note else self.tr("Write a note…")
        self.addAction(note, partial(panel.write_note, row))
        self.addSeparator()
        self.addAction(self.tr("Copy code"), panel.copy_codes)
        self.addAction(self.tr("Copy report"), partial(panel.report_requested.emit, row.id))
        only = self.addMenu(self.tr("Show only"))
        for name, value in (("code", row.code), ("portal", row.portal), ("error", row.error)):
            if value and value.isprintable() and '"' not in value:
                query = f'{name}:"{value}"'
                only.addAction(_label(query), partial(panel.search.setText, query))

    def _headings(self) -> tuple[str, ...]:
        return self.tr("When"), self.tr("Portal"), self.tr("Code"), self.tr("Outcome"), self.tr("Round trip")

    def _cells(self, row: HistoryRow) -> tuple[str, ...]:
        value = shown_text(row.value, language.current()) or ""
        took = format_duration(row.total_s) if row.is_timed else ""
        when = f"{format_date(row.asked_at)} {format_clock(row.asked_at)}"
        return when, kept_place(row), row.code, row.error or value, took


def _copy(rows: Sequence[Sequence[str]], form: TableForm) -> None:
    QGuiApplication.clipboard().setText(table_text(rows, form))


def _label(text: str) -> str:
    """A text for a menu, its ampersands doubled so that they do not mark an access key."""
    return visible(text[:80]).replace("&", "&&")
