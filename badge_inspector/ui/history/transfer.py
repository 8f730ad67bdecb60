"""Export of the history to a file, and import."""

from __future__ import annotations

import re
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from badge_inspector.background import in_background
from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.keeping import HistoryUnavailableError
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.export_history import export_csv, export_html, export_lines
from badge_inspector.services.html_report import Labels
from badge_inspector.services.import_history import Imported, import_lines
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.history.dialogs import ExportBox, ExportCounts, ExportFormat, ExportScope, ImportBox
from badge_inspector.ui.history.notice import trouble_text
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.look import language
from badge_inspector.ui.session.case_files import CaseFiles
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.widgets.file_dialogs import open_file, save_file
from badge_inspector.ui.words.format import format_count

TRANSFER = "history transfer"
HAR_SUFFIX = ".har"
_LOOKED_AT = 4_096


class TransferController(Controller):
    """One transfer at a time. A cancelled export leaves no file; a cancelled import keeps the lookups read so far."""

    def __init__(self, context: Context, panel: HistoryPanel, history: HistoryController) -> None:
        super().__init__(context)
        self._panel = panel
        self._bar = panel.transfer
        self._history = history
        self._cases = CaseFiles(self._backend, self._portals)
        panel.export_requested.connect(self.choose_export)
        self._bar.cancel_requested.connect(self.cancel)
        self._tasks.busy_changed.connect(self._busy_changed)

    def choose_export(self) -> None:
        """Ask what to export, and whereto."""
        if self._is_busy():
            return
        panel = self._panel
        found, all_counted = panel.matches
        box = ExportBox(ExportCounts(len(panel.selected_entries()), found, all_counted, panel.total), self._window)
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
        kinds = self.tr("JSON Lines and HAR (*.jsonl *.har)"), self.tr("All files (*)")
        open_file(self._window, self.tr("Import into the history"), kinds, self.import_)

    def choose_har(self) -> None:
        """Ask for a HAR file."""
        if self._is_busy():
            return
        kinds = self.tr("HAR files (*.har *.json)"), self.tr("All files (*)")
        open_file(self._window, self.tr("Open a HAR file"), kinds, self.open_har)

    def import_(self, file: Path) -> None:
        """Take in a file that was exported as JSON Lines, or a HAR file."""
        if file.suffix.lower() == HAR_SUFFIX:
            self.open_har(file)
        elif not self._is_busy():
            self._show_progress(self.tr("Importing…"), 0, 0)
            self._tasks.start(TRANSFER, self._imported(file), self._ended, self._import_cancelled)

    def open_har(self, har: Path | str) -> None:
        """Take in a HAR file, or the text of one, and show its first lookup."""
        if not self._is_busy():
            self._show_progress(self.tr("Reading…"), 0, 0)
            self._tasks.start(TRANSFER, self._har_opened(har), self._ended, self._import_cancelled)

    def open_clipboard(self) -> None:
        """Import from the clipboard: a HAR file, or the text of one."""
        har = har_in(QGuiApplication.clipboard().mimeData())
        if har is None:
            self._shell.tell(self.tr("The clipboard contains no HAR file."))
        else:
            self.open_har(har)

    def choose_case(self) -> None:
        """Ask for the file to save the shown lookup to, as a case file."""
        lookup = self._lookups.shown
        if lookup is None:
            self._shell.tell(self.tr("There is no lookup to save yet."))
        elif not self._is_busy():
            kinds = [self.tr("HAR files (*.har)")]
            offered = f"badge-{safe_name(lookup.code)}{HAR_SUFFIX}"
            save_file(self._window, self.tr("Save a case file"), kinds, offered, partial(self.save_case, lookup))

    def save_case(self, lookup: Lookup, file: Path) -> None:
        """Write a lookup to a case file."""
        if not self._is_busy():
            self._show_progress(self.tr("Saving…"), 0, 0)
            self._tasks.start(TRANSFER, self._cases.write(file, [lookup]), self._ended, self._export_cancelled)

    def cancel(self) -> None:
        self._tasks.cancel(TRANSFER)

    def _is_busy(self) -> bool:
        busy = self._tasks.is_busy(TRANSFER)
        if busy:
            self._shell.tell(self.tr("An export or import is still under way."))
        return busy

    async def _exported(self, scope: ExportScope, kind: ExportFormat, file: Path) -> str:
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
                case ExportFormat.CASE:
                    wanted = ids if ids is not None else await history.reading.found_ids("", HistoryFilter.ALL)
                    return await self._cases.write(file, wanted[::-1], tell)
        except OSError as error:
            return self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror or error)
        return self.tr("%n lookup(s) written to {file}.", "", count).format(file=file.name)

    async def _ids(self, scope: ExportScope) -> tuple[int, ...] | None:
        """Ids of the lookups to export, None for all."""
        match scope:
            case ExportScope.SELECTED:
                return await self._history.lookup_ids(self._panel.selected_entries())
            case ExportScope.FOUND:
                return await self._history.found_ids()
            case ExportScope.ALL:
                return None

    async def _imported(self, file: Path) -> str:
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
            ImportBox(partial(self._summary, file, imported), partial(self._broken, imported), self._window).open()
        return said

    def _broken(self, imported: Imported) -> list[str]:
        """Broken lines, the first of them one by one."""
        line = self.tr("Line {number}: {reason}")
        said = [line.format(number=broken.number, reason=broken.reason) for broken in imported.listed]
        more = imported.broken - len(said)
        return [*said, self.tr("… and %n more", "", more)] if more else said

    async def _har_opened(self, har: Path | str) -> str:
        from badge_inspector.services.har_in import HarSource, import_har  # noqa: PLC0415
        from badge_inspector.ui.history.har_words import HarWords  # noqa: PLC0415 - it knows what a HAR brings

        history = (await self._backend.opened()).history
        name = har.name if isinstance(har, Path) else ""
        words = HarWords(name)
        try:
            if isinstance(har, Path):
                source = await in_background(lambda: HarSource.of_file(har))
            else:
                source = await in_background(lambda: HarSource.of_text(har, time.time()))
            imported = await import_har(history, source, self._show_share)
        except OSError as error:
            return self.tr("{file} cannot be read: {reason}").format(file=name, reason=error.strerror or error)
        except HistoryUnavailableError as error:
            said = self.tr("Not imported, the history cannot be written: {why}.")
            return said.format(why=trouble_text(error.trouble))
        if imported.ids:
            await self._lookups.show_kept(imported.ids[0])
        if words.troubles(imported):
            ImportBox(partial(words.summary, imported), partial(words.troubles, imported), self._window).open()
        return words.summary(imported)

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
            expected=self.tr("Expected"),
            note=self.tr("Note"),
            answer=self.tr("Response as sent"),
            cut=self.tr("cut off here"),
        )


def har_in(data: QMimeData) -> Path | str | None:
    """A HAR file, or the text of one, among what was copied or dropped; None where there is none."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return files[0] if len(files) == 1 and files[0].suffix.lower() == HAR_SUFFIX else None
    text = data.text() if data.hasText() else ""
    return text if is_har_text(text) else None


def is_har_text(text: str) -> bool:
    """Tell whether a text begins as a HAR file does."""
    return re.match(r"\ufeff?\s*\{\s*\"log\"\s*:\s*\{", text[:_LOOKED_AT]) is not None


def safe_name(code: str) -> str:
    """A code as a part of a file's name, on every system."""
    return re.sub(r"[^A-Za-z0-9.-]+", "_", code[:40]).strip("._") or "code"
