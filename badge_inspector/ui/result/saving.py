"""Saving of the response that is shown, byte for byte."""

from __future__ import annotations

from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.storage.files import write_private
from badge_inspector.ui.session.context import Controller
from badge_inspector.ui.widgets.file_dialogs import save_file

SAVE = "save response"


class SaveController(Controller):
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
        try:
            await in_background(lambda: write_private(file, body))
        except OSError as error:
            self._shell.tell(self.tr("Not saved: {reason}").format(reason=error.strerror or str(error)))
        else:
            self._shell.tell(self.tr("Saved: {file}").format(file=file.name))
