"""Two lookups side by side: two of the history, or the shown one with the one before it of the same code."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.backend import Backend
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.session.lookups import LookupController
from badge_inspector.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from badge_inspector.ui.compare.compare_window import CompareWindow, Comparison

COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class _Sides:
    left: Lookup
    right: Lookup


class CompareController(QObject):
    """Attributes: window_ (None while it is closed)."""

    def __init__(self, window: MainWindow, tasks: Tasks, backend: Backend, lookups: LookupController) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._lookups = lookups
        self._sides: _Sides | None = None
        self.window_: CompareWindow | None = None
        window.history.compare_requested.connect(self.compare_rows)

    def compare_with_previous(self) -> None:
        """The two that are selected; else the lookup before the shown one of the same code, and the shown one."""
        selected = self._window.history.selected_rows()
        if len(selected) == 2:
            self.compare_rows((selected[0].id, selected[1].id))
            return
        shown = self._lookups.shown
        if shown is None:
            self._window.tell(self.tr("Look up a badge first."))
        else:
            self._tasks.start(COMPARE, self._previous(shown), self._show)

    def compare_rows(self, ids: tuple[int, int]) -> None:
        """Two of the history, the older one at the left."""
        self._tasks.start(COMPARE, self._both(*sorted(ids)), self._show)

    async def _previous(self, shown: Lookup) -> Comparison | None:
        previous = await (await self._backend.opened()).history.previous(shown)
        return None if previous is None else await self._compared(_Sides(previous, shown))

    async def _both(self, left_id: int, right_id: int) -> Comparison | None:
        history = (await self._backend.opened()).history
        left, right = await history.lookup(left_id), await history.lookup(right_id)
        return None if left is None or right is None else await self._compared(_Sides(left, right))

    async def _compared(self, sides: _Sides) -> Comparison:
        from badge_inspector.domain.compare import compare_fields, diff_lines, same_but_for_time  # noqa: PLC0415 - on first use
        from badge_inspector.domain.jsonlayout import lay_out  # noqa: PLC0415
        from badge_inspector.ui.compare.compare_window import Comparison  # noqa: PLC0415

        self._sides = sides

        def compare() -> Comparison:
            texts = [
                lay_out(side.document).text.split("\n") if side.document else [] for side in (sides.left, sides.right)
            ]
            lines = tuple(diff_lines(*texts))
            left, right = sides.left, sides.right
            fields, same = compare_fields(left, right), same_but_for_time(left, right)
            return Comparison(left, right, fields, lines, time.time(), same)

        return await asyncio.to_thread(compare)

    def _show(self, comparison: Comparison | None) -> None:
        if comparison is None:
            self._window.tell(self.tr("There is no earlier lookup to compare with."))
            return
        if self.window_ is None:
            from badge_inspector.ui.compare.compare_window import CompareWindow  # noqa: PLC0415 - on first use

            self.window_ = CompareWindow(self._window)
            self.window_.finished.connect(self._closed)
            self.window_.swap_requested.connect(self._swap)
            self.window_.copy_requested.connect(self._copy)
        self.window_.show_comparison(comparison)
        self.window_.show()
        self.window_.raise_()
        self.window_.activateWindow()

    def _swap(self) -> None:
        if self._sides is not None:
            swapped = _Sides(self._sides.right, self._sides.left)
            self._tasks.start(COMPARE, self._compared(swapped), self._show)

    def _copy(self, markdown: str) -> None:
        QGuiApplication.clipboard().setText(markdown)

    def _closed(self) -> None:
        self.window_ = None
