"""Export of the outcomes of many codes to files and to the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from badge_inspector.background import in_background
from badge_inspector.services.export_codes import CodeOutcome, ExportForm, as_table_text, write_outcomes
from badge_inspector.ui.look import language
from badge_inspector.ui.session.case_files import CaseFiles
from badge_inspector.ui.session.context import Context, Controller

FILE = "many file"
CASE_FORM = "har"
"""Form of a case file in the outcomes' menu."""


class OutcomeFiles(Controller):
    def __init__(self, context: Context, show: Callable[[str], None]) -> None:
        """`show` gets a sentence with the result."""
        super().__init__(context)
        self._show = show
        self._cases = CaseFiles(self._backend, self._portals)

    def export(self, file: Path, form: str, outcomes: Sequence[CodeOutcome]) -> None:
        """Write rows to a file; `form` is one of ExportForm, or CASE_FORM."""
        self._tasks.start(FILE, self._write(file, form, outcomes))

    async def _write(self, file: Path, form: str, outcomes: Sequence[CodeOutcome]) -> None:
        spoken = language.current()
        if form == CASE_FORM:
            lookups = [each.lookup for each in outcomes if each.lookup is not None]
            wanted = [each if each.history_id is None else each.history_id for each in lookups]
            self._show(await self._cases.write(file, wanted))
            return
        try:
            await in_background(lambda: write_outcomes(file, outcomes, ExportForm(form), spoken))
        except OSError as error:
            self._show(self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror))
        else:
            self._show(self.tr("Written to {file}").format(file=file.name))

    def copy(self, outcomes: Sequence[CodeOutcome]) -> None:
        """Put rows on the clipboard as a table."""
        self._tasks.start(FILE, self._copy(outcomes))

    async def _copy(self, outcomes: Sequence[CodeOutcome]) -> None:
        spoken = language.current()
        QGuiApplication.clipboard().setText(await in_background(lambda: as_table_text(outcomes, spoken)))
        self._show(self.tr("The table is on the clipboard."))
