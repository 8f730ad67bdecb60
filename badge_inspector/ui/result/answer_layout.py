"""Layout of an answer's JSON, off the window's thread because megabytes take long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from badge_inspector.background import in_background
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.result.answer_panel import AnswerPanel

if TYPE_CHECKING:
    from badge_inspector.domain.jsontext import JsonDocument


class AnswerLayout(QObject):
    """Belongs to its panel; each has a `slot` of its own among the tasks."""

    def __init__(self, panel: AnswerPanel, tasks: Tasks, slot: str) -> None:
        super().__init__(panel)
        self._panel = panel
        self._tasks = tasks
        self._slot = slot
        panel.layout_needed.connect(self._begin)

    def _begin(self, document: JsonDocument, exact: bool) -> None:
        self._tasks.start(self._slot, self._lay_out(document, exact))

    async def _lay_out(self, document: JsonDocument, exact: bool) -> None:
        from badge_inspector.domain.jsonlayout import as_received, lay_out  # noqa: PLC0415 - not at every start

        make = as_received if exact else lay_out
        self._panel.show_layout(await in_background(lambda: make(document)))
