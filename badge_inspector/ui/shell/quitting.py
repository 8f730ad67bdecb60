"""The question before quitting while lookups are not saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.history.notice import trouble_text
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.session.lookups import LOOKUP
from badge_inspector.ui.widgets.file_dialogs import save_file

SAVE_ELSEWHERE = "save elsewhere"


class QuitController(Controller):
    """There is no question when the system ends the program: unsaved lookups then go to a file that the next start
    reads.

    Attributes: box: the question, None while nobody is asked.
    """

    def __init__(self, context: Context, history: HistoryController, end: Callable[[], None]) -> None:
        super().__init__(context)
        self._end = end
        self._waits = False
        self.box: QMessageBox | None = None
        history.state_changed.connect(self._state_changed)
        self._tasks.busy_changed.connect(self._busy_changed)

    def quit(self) -> None:
        """End the run, or ask first what is to become of lookups that are not saved."""
        if not self._backend.unsaved_count:
            self._end()
        elif self.box is None:
            self._ask()
        else:
            self.box.activateWindow()

    def _ask(self) -> None:
        self._waits = False
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Quit"), "", parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        wait = self._answer(box, self.tr("Wait, then quit"), QMessageBox.ButtonRole.AcceptRole, self._wait)
        self._answer(box, self.tr("Save elsewhere…"), QMessageBox.ButtonRole.ActionRole, self._choose_file)
        self._answer(box, self.tr("Discard and quit"), QMessageBox.ButtonRole.DestructiveRole, self._discard)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(wait)
        box.finished.connect(self._answered)
        self.box = box
        self._fill(box)
        box.open()

    def _answer(
        self, box: QMessageBox, text: str, role: QMessageBox.ButtonRole, chosen: Callable[[], None]
    ) -> QPushButton:
        button = box.addButton(text, role)
        button.clicked.connect(chosen)
        return button

    def _answered(self) -> None:
        self.box = None

    def _fill(self, box: QMessageBox) -> None:
        box.setText(self.tr("%n lookup(s) are not saved.", "", self._backend.unsaved_count))
        trouble = self._backend.history.state.trouble
        why = self.tr("The history cannot be written: {why}.").format(why=trouble_text(trouble)) if trouble else ""
        box.setInformativeText(why)

    def _state_changed(self) -> None:
        if self._backend.unsaved_count:
            if self.box is not None:
                self._fill(self.box)
        elif self._waits or self.box is not None:  # all is saved, and the person wanted to go
            self._end()

    def _busy_changed(self, slot: str, busy: bool) -> None:
        """Close the question when a new lookup begins: the person goes on working."""
        if busy and slot == LOOKUP:
            self._waits = False

    def _wait(self) -> None:
        self._waits = True
        count = self._backend.unsaved_count
        self._shell.tell(self.tr("The program quits once %n lookup(s) are saved.", "", count))

    def _discard(self) -> None:
        self._backend.history.drop(self._backend.history.unsaved())
        self._end()

    def _choose_file(self) -> None:
        kind = self.tr("JSON Lines (*.jsonl)")
        save_file(self._window, self.tr("Save elsewhere"), [kind], "badge-lookups.jsonl", self.save_elsewhere)

    def save_elsewhere(self, file: Path) -> None:
        """Write what waits to a file that can be imported, and quit."""
        self._tasks.start(SAVE_ELSEWHERE, self._saved_elsewhere(file), self._told)

    async def _saved_elsewhere(self, file: Path) -> str:
        try:
            await self._backend.history.save_elsewhere(file)
        except OSError as error:
            return self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror or error)
        return ""

    def _told(self, problem: str) -> None:
        if problem:
            self._shell.tell(problem)
        self.quit()  # asks again about what is not saved still
