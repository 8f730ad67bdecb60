"""The history into a file, and out of one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from badge_inspector.domain.keeping import HistoryUnavailableError
from badge_inspector.services.html_report import Labels
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.history.export_box import ExportBox, ExportCounts, ExportFormat, ExportScope
from badge_inspector.ui.history.import_box import ImportBox
from badge_inspector.ui.history.notice import trouble_text
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.look import language
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.widgets.file_dialogs import open_file
from badge_inspector.ui.words.format import format_count

if TYPE_CHECKING:
    from badge_inspector.services.import_history import Imported

TRANSFER = "history transfer"


class TransferController(Controller):
    """One at a time; cancelling an export leaves no file, cancelling an import what was taken in."""

    def __init__(self, context: Context, panel: HistoryPanel, history: HistoryController) -> None:
        super().__init__(context)
        self._panel = panel
        self._bar = panel.transfer
        self._history = history
        panel.export_requested.connect(self.choose_export)
        self._bar.cancel_requested.connect(self.cancel)
        self._tasks.busy_changed.connect(self._busy_changed)

    def choose_export(self) -> None:
        """Ask what to export, and whereto."""
        if self._is_busy():
            return
        panel = self._panel
        found, all_counted = panel.matches
        box = ExportBox(ExportCounts(len(panel.selected_rows()), found, all_counted, panel.total), self._window)
        box.chosen.connect(self.export)
        box.open()

    def export(self, scope: ExportScope, kind: ExportFormat, file: Path) -> None:
        """Write lookups to a file."""
        if not self._is_busy():
            self._show_progress(self.tr("Exporting…"), 0, 0)
            self._tasks.start(TRANSFER, self._exported(scope, kind, file), self._ended, self._export_cancelled)

    def choose_import(self) -> None:
        """Ask what to import."""
        if self._is_busy():
            return
        kinds = self.tr("JSON Lines (*.jsonl)"), self.tr("All files (*)")
        open_file(self._window, self.tr("Import into the history"), kinds, self.import_)

    def import_(self, file: Path) -> None:
        """Take in a file that was exported as JSON Lines."""
        if not self._is_busy():
            self._show_progress(self.tr("Importing…"), 0, 0)
            self._tasks.start(TRANSFER, self._imported(file), self._ended, self._import_cancelled)

    def cancel(self) -> None:
        self._tasks.cancel(TRANSFER)

    def _is_busy(self) -> bool:
        busy = self._tasks.is_busy(TRANSFER)
        if busy:
            self._shell.tell(self.tr("An export or import is still under way."))
        return busy

    async def _exported(self, scope: ExportScope, kind: ExportFormat, file: Path) -> str:
        from badge_inspector.services.export_history import export_csv, export_html, export_lines  # noqa: PLC0415

        history = (await self._backend.opened()).history
        ids = await self._ids(scope)
        tell = partial(self._show_count, self.tr("Exporting: {done} of {total}"))
        try:
            match kind:
                case ExportFormat.LINES:
                    count = await export_lines(history, file, ids, tell)
                case ExportFormat.CSV:
                    count = await export_csv(history, file, language.current(), ids, tell)
                case ExportFormat.HTML:
                    count = await export_html(
                        history, file, language.current(), ids, labels=self._labels(), on_progress=tell
                    )
        except OSError as error:
            return self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror or error)
        return self.tr("%n lookup(s) written to {file}.", "", count).format(file=file.name)

    async def _ids(self, scope: ExportScope) -> tuple[int, ...] | None:
        """Ids of the lookups to export, None for all."""
        match scope:
            case ExportScope.SELECTED:
                return tuple(row.id for row in self._panel.selected_rows())
            case ExportScope.FOUND:
                return await self._history.found_ids()
            case ExportScope.ALL:
                return None

    async def _imported(self, file: Path) -> str:
        from badge_inspector.services.import_history import import_lines  # noqa: PLC0415

        history = (await self._backend.opened()).history
        try:
            imported = await import_lines(history, file, self._show_share)
        except OSError as error:
            return self.tr("{file} cannot be read: {reason}").format(file=file.name, reason=error.strerror or error)
        except HistoryUnavailableError as error:
            said = self.tr("Not imported, the history cannot be written: {why}.")
            return said.format(why=trouble_text(error.trouble))
        said = self._summary(file, imported)
        if imported.broken:
            lines = [(line.number, line.reason) for line in imported.listed]
            ImportBox(partial(self._summary, file, imported), lines, imported.broken - len(lines), self._window).open()
        return said

    def _summary(self, file: Path, imported: Imported) -> str:
        parts = [self.tr("%n new lookup(s)", "", imported.new)]
        if imported.known:
            parts.append(self.tr("%n there already, skipped", "", imported.known))
        if imported.broken:
            parts.append(self.tr("%n broken line(s), skipped", "", imported.broken))
        return f"{file.name}: {'; '.join(parts)}."

    def _show_count(self, words: str, done: int, total: int) -> None:
        self._show_progress(words.format(done=format_count(done), total=format_count(total)), done, total)

    def _show_share(self, done: int, total: int) -> None:
        share = format_count(100 * done // total if total else 100)
        self._show_progress(self.tr("Importing: {share} %").format(share=share), done, total)

    def _show_progress(self, text: str, done: int, total: int) -> None:
        self._bar.show_progress(text, done, total)

    def _busy_changed(self, slot: str, busy: bool) -> None:
        if slot == TRANSFER and not busy:
            self._bar.show_nothing()

    def _ended(self, said: str) -> None:
        self._shell.tell(said)

    def _export_cancelled(self) -> None:
        self._ended(self.tr("The export was cancelled; no file was written."))

    def _import_cancelled(self) -> None:
        self._ended(self.tr("The import was cancelled. Lookups imported so far are kept."))

    def _labels(self) -> Labels:
        return Labels(
            title=self.tr("Badge lookups"),
            code=self.tr("Code"),
            portal=self.tr("Portal"),
            asked_at=self.tr("Asked at"),
            badge_title=self.tr("Title"),
            badge_value=self.tr("Value"),
            badge_type=self.tr("Type"),
            error=self.tr("Error"),
            round_trip=self.tr("Round trip"),
            note=self.tr("Note"),
            answer=self.tr("Response as sent"),
            cut=self.tr("cut off here"),
        )
