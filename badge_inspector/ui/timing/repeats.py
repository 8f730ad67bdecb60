"""Repetition of a lookup N times at the portal's pace, to see whether the portal is always slow."""

from __future__ import annotations

from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.request import LookupRequest
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.timing.trend_card import TrendCard
from badge_inspector.ui.words.failures import words

REPEAT = "repeat"
_REPEATABLE = frozenset({FailureKind.BADGE_NOT_FOUND})
"""Failures that say nothing against asking again: the portal works."""


class RepeatController(Controller):
    """Every answer is kept in the history, unless nothing is recorded; the lookup in the window stays there."""

    def __init__(self, context: Context, card: TrendCard) -> None:
        super().__init__(context)
        self._card = card
        card.repeat_requested.connect(self._repeat)
        card.repeat_cancelled.connect(self.cancel)
        card.lookup_activated.connect(context.lookups.open)
        self._under_way: tuple[LookupRequest, int, int] | None = None
        context.lookups.shown_changed.connect(self._show_progress)

    def cancel(self) -> None:
        """Stop repeating; lookups that were answered stay."""
        self._tasks.cancel(REPEAT)

    def _repeat(self, times: int) -> None:
        lookup = self._lookups.shown
        profile = self._portals.profile(lookup.profile_id) if lookup is not None else None
        if lookup is None:
            return
        if profile is None:
            self._shell.tell(self.tr("The portal of that lookup is no longer in the settings."))
            return
        request = LookupRequest(profile, lookup.code)
        self._under_way = request, 0, times
        self._show_progress()
        self._tasks.start(REPEAT, self._look_up_times(request, times), cancelled=self._cancelled)

    async def _look_up_times(self, request: LookupRequest, times: int) -> None:
        """Ask that many times, and show each answer in the trend; a failure ends it early."""
        for done in range(1, times + 1):
            lookup = await (await self._backend.opened()).calls.look_up(request)
            await self._lookups.save(lookup)
            await self._show(request, done, times)
            if not isinstance(lookup.outcome, Found) and lookup.outcome.failure.kind not in _REPEATABLE:
                title = words(lookup.outcome.failure, lookup.code, self._portals.shown_name(lookup)).title
                said = self.tr("Repeating stopped after {done} of {times}: {reason}")
                self._shell.tell(said.format(done=done, times=times, reason=title))
                break
        self._show_end()

    async def _show(self, request: LookupRequest, done: int, times: int) -> None:
        self._under_way = request, done, times
        self._show_progress()
        history = (await self._backend.opened()).history
        points: tuple[TrendPoint, ...] = await history.reading.trend(request.profile.id, request.code)
        shown = self._lookups.shown
        if shown is not None and self._is_of(request, shown):
            self._card.show_points(points, shown.history_id)

    @staticmethod
    def _is_of(request: LookupRequest, shown: Lookup) -> bool:
        return (shown.profile_id, shown.code) == (request.profile.id, request.code)

    def _show_progress(self) -> None:
        """Show the progress, with the code where another lookup is shown."""
        shown = self._lookups.shown
        if self._under_way is not None:
            request, done, times = self._under_way
            is_shown = shown is not None and self._is_of(request, shown)
            self._card.show_repeat(done, times, "" if is_shown else request.code)

    def _show_end(self) -> None:
        self._under_way = None
        self._card.show_repeat(0, 0)

    def _cancelled(self) -> None:
        self._show_end()
        if self._portals.preferences.private_mode:
            self._shell.tell(self.tr("Repeating was cancelled. Nothing is recorded."))
        else:
            self._shell.tell(self.tr("Repeating was cancelled. Results so far are in the history."))
