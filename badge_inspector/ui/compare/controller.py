"""Two lookups side by side: two of the history, or the shown one with the one before it of the same code."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from badge_inspector.background import in_background
from badge_inspector.domain.compare import compare_fields, diff_lines, same_but_for_time
from badge_inspector.domain.history import HistoryRow
from badge_inspector.domain.jsonlayout import lay_out
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.compare.compare_window import CompareWindow, Comparison
from badge_inspector.ui.compare.sides import SideOffers
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.session.context import Context, Controller

COMPARE = "compare"


class CompareController(Controller):
    """Attributes: window_ (None while it is closed)."""

    def __init__(self, context: Context, selected: Callable[[], Sequence[HistoryRow]]) -> None:
        super().__init__(context)
        self._selected = selected
        self._sides: tuple[Lookup, Lookup] | None = None
        self.window_: CompareWindow | None = None

    def compare_with_previous(self) -> None:
        """The two that are selected; else the lookup before the shown one of the same code, and the shown one."""
        selected = self._selected()
        if len(selected) == 2:
            self.compare_rows((selected[0].id, selected[1].id))
            return
        shown = self._lookups.shown
        if shown is None:
            self._shell.tell(self.tr("Look up a badge first."))
        else:
            self._tasks.start(COMPARE, self._compare_with_previous(shown))

    def compare_rows(self, ids: tuple[int, int]) -> None:
        """Two of the history, the older one at the left."""
        self._tasks.start(COMPARE, self._compare_kept(*sorted(ids)))

    async def _compare_with_previous(self, shown: Lookup) -> None:
        await self._compare(await (await self._backend.opened()).history.reading.previous(shown), shown)

    async def _compare_kept(self, left_id: int, right_id: int) -> None:
        history = (await self._backend.opened()).history
        await self._compare(await history.reading.lookup(left_id), await history.reading.lookup(right_id))

    async def _compare(self, left: Lookup | None, right: Lookup | None) -> None:
        if left is None or right is None:
            self._shell.tell(self.tr("There is no earlier lookup to compare with."))
            return
        self._sides = left, right
        profiles = self._portals.profile(left.profile_id), self._portals.profile(right.profile_id)

        def compare() -> Comparison:
            texts = [lay_out(side.document).text.split("\n") if side.document else [] for side in (left, right)]
            lines, both = tuple(diff_lines(*texts)), (left, right)
            return Comparison(both, profiles, compare_fields(both), lines, time.time(), same_but_for_time(both))

        self._show(await in_background(compare))

    def _show(self, comparison: Comparison) -> None:
        if self.window_ is None:
            self.window_ = CompareWindow(
                self._window, SideOffers(self._lookups.show, self._lookups.own_window_wanted.emit, self._again)
            )
            self.window_.finished.connect(self._closed)
            self.window_.swap_requested.connect(self._swap)
            self.window_.copy_requested.connect(self._copy)
        self.window_.show_comparison(comparison)
        bring_to_front(self.window_)

    def _swap(self) -> None:
        if self._sides is not None:
            left, right = self._sides
            self._tasks.start(COMPARE, self._compare(right, left))

    def _again(self, lookup: Lookup) -> None:
        """Ask for a code again, in the main window."""
        profile = self._portals.profile(lookup.profile_id)
        if profile is None:
            self._shell.tell(self.tr("Its portal is no longer in the settings."))
        else:
            self._lookups.ask_again(profile, lookup.code)

    def _copy(self, markdown: str) -> None:
        QGuiApplication.clipboard().setText(markdown)

    def _closed(self) -> None:
        self.window_ = None
