"""The same question several times over, at the portal's pace: is it slow, or was it that once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.lookup import Found, Lookup, LookupRequest
from badge_inspector.services.backend import Backend
from badge_inspector.ui.controllers.lookups import LookupController
from badge_inspector.ui.controllers.portals import PortalController
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.tasks import Tasks

if TYPE_CHECKING:
    from badge_inspector.domain.trend import TrendPoint

REPEAT = "repeat"
_REPEATABLE = frozenset({FailureKind.BADGE_NOT_FOUND})
"""Failures that say nothing against asking again: the portal works."""


class RepeatController(QObject):
    """Every answer is kept in the history; the lookup in the window stays there."""

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        backend: Backend,
        *,
        portals: PortalController,
        lookups: LookupController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._lookups = lookups
        card = window.result.cards.trend
        card.repeat_requested.connect(self._repeat)
        card.repeat_cancelled.connect(self.cancel)
        card.lookup_activated.connect(lookups.open)

    def cancel(self) -> None:
        """Stop repeating; what came stays."""
        self._tasks.cancel(REPEAT)

    def _repeat(self, times: int) -> None:
        lookup = self._lookups.shown
        profile = self._portals.profile(lookup.profile_id) if lookup is not None else None
        if lookup is None or profile is None:
            return
        self._window.result.cards.trend.show_repeat(0, times)
        work = self._repeated(LookupRequest(profile, lookup.code), times)
        self._tasks.start(REPEAT, work, self._ended, self._cancelled)

    async def _repeated(self, request: LookupRequest, times: int) -> tuple[int, int, Lookup | None]:
        """How many of how many came, and the lookup that ended it early."""
        for done in range(1, times + 1):
            lookup = await self._backend.look_up(request)
            await self._lookups.save(lookup)
            await self._show(request, done, times)
            if not isinstance(lookup.outcome, Found) and lookup.outcome.failure.kind not in _REPEATABLE:
                return done, times, lookup
        return times, times, None

    async def _show(self, request: LookupRequest, done: int, times: int) -> None:
        self._window.result.cards.trend.show_repeat(done, times)
        history = (await self._backend.opened()).history
        points: tuple[TrendPoint, ...] = await history.trend(request.profile.id, request.code)
        shown = self._lookups.shown
        if shown is not None and (shown.profile_id, shown.code) == (request.profile.id, request.code):
            self._window.result.cards.trend.show_points(points, shown.history_id)

    def _ended(self, end: tuple[int, int, Lookup | None]) -> None:
        done, times, last = end
        self._window.result.cards.trend.show_repeat(0, 0)
        if last is not None and not isinstance(last.outcome, Found):
            from badge_inspector.ui.wording import words  # noqa: PLC0415 - few runs need it

            title = words(last.outcome.failure, last.code, self._portals.shown_name(last)).title
            said = self.tr("Repeating stopped after {done} of {times}: {reason}")
            self._window.tell(said.format(done=done, times=times, reason=title))

    def _cancelled(self) -> None:
        self._window.result.cards.trend.show_repeat(0, 0)
        self._window.tell(self.tr("Repeating was cancelled. What came is in the history."))
