"""Saving of the response that is shown, byte for byte."""

from __future__ import annotations

from pathlib import Path

from badge_inspector.services.save_response import save_response
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.widgets.file_dialogs import save_file

SAVE = "save response"


class SaveController(Controller):
    def __init__(self, context: Context) -> None:
        super().__init__(context)

    def choose(self) -> None:
        """Ask for the file, and write what is shown now."""
        shown = self._lookups.shown
        response = shown.exchange.response if shown is not None else None
        if shown is None or response is None:
            self._shell.tell(self.tr("There is no response to save."))
            return
        is_json = shown.document is not None and shown.document.root is not None
        kinds = [self.tr("JSON (*.json)") if is_json else self.tr("Text (*.txt)"), self.tr("All files (*)")]
        body = response.body
        save_file(
            self._window,
            self.tr("Save response"),
            kinds,
            "response.json" if is_json else "response.txt",
            lambda file: self._tasks.start(SAVE, self._save(file, body)),
        )

    async def _save(self, file: Path, body: bytes) -> None:
        problem = await save_response(file, body)
        words = self.tr("Not saved: {reason}").format(reason=problem) if problem else self.tr("Saved: {file}")
        self._shell.tell(words.format(file=file.name) if not problem else words)
