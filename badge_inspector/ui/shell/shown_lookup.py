"""The middle and the right of the window joined with the session: the lookup that is shown, and the wait for one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.result.answer_layout import AnswerLayout
from badge_inspector.ui.result.answer_panel import AnswerPanel
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.origin import Origin
from badge_inspector.ui.shell.result_column import ResultColumn
from badge_inspector.ui.widgets.pending import Veil
from badge_inspector.ui.words.portals import portal_name

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.domain.server_time import ServerTime
    from badge_inspector.domain.trend import TrendPoint

ANSWER = "answer"
LAYOUT = "layout"
AROUND = "shown around"


class ShownLookup(Controller):
    """Identity and outcome are painted at once, as a person waits for them; timing and answer a part a turn, so that
    the window is busy for no longer than a part takes."""

    def __init__(self, context: Context, result: ResultColumn, answer: AnswerPanel) -> None:
        super().__init__(context)
        self._result = result
        self._answer = answer
        self._answer_veil = Veil(answer)
        self._is_dimmed = False
        AnswerLayout(answer, context.tasks, LAYOUT)
        portals, lookups = context.portals, context.lookups
        result.demo_requested.connect(portals.try_demo)
        result.connect_requested.connect(portals.portal_needed)
        result.cancel_requested.connect(lookups.cancel)
        result.again_requested.connect(self._ask_again)
        result.exact_requested.connect(lookups.ask_as_typed)
        result.field_activated.connect(answer.reveal_path)
        result.language_picked.connect(lookups.prefer_language)
        result.dimmed.connect(self._dim_answer)
        portals.portal_changed.connect(self._portal_changed)
        lookups.shown_changed.connect(self._show)
        lookups.note_changed.connect(self._show_note)
        lookups.around_found.connect(self._show_around)
        lookups.waiting_changed.connect(self._show_waiting)

    def name_again(self) -> None:
        """Portals go by other names: one was renamed, or the language changed."""
        shown = self._lookups.shown
        if shown is not None:
            self._result.name_lookup(shown, self._portals.called(shown))
            self._show_origin()
        if self._lookups.is_waiting:
            self._show_wait()

    def _ask_again(self) -> None:
        self._shell.run("look_up_again")

    def _show(self, lookup: Lookup) -> None:
        result = self._result
        focused = cast("QWidget | None", self._window.focusWidget())
        in_failure = focused is not None and result.cards.failure.isAncestorOf(focused)
        rest = result.show_lookup(
            lookup, *self._lookups.shown_with(lookup), over_old=not self._lookups.opened_meanwhile
        )
        self._show_origin()
        if in_failure and lookup.failure is None:
            self._shell.run("focus_code")  # what had it is gone
        self._tasks.cancel(AROUND)
        self._tasks.start(ANSWER, self._show_rest(rest))

    async def _show_rest(self, timing: Iterator[None]) -> None:
        await asyncio.sleep(0)  # behind the turn in which saving begins
        await self._show_parts(timing)
        await asyncio.sleep(0)
        if self._lookups.shown is not None:
            self._answer.show_lookup(self._lookups.shown)
        self._answer_veil.cover(self._is_dimmed)

    def _dim_answer(self, dims: bool) -> None:
        self._is_dimmed = dims
        if dims:
            self._answer_veil.cover(True)
        else:
            QTimer.singleShot(0, self, self._clear_answer)

    def _clear_answer(self) -> None:
        """Dim the answer no longer; one on its way out stays as it is until the next one is there."""
        if not self._tasks.is_busy(ANSWER):
            self._answer_veil.cover(self._is_dimmed)

    def _show_note(self, note: str) -> None:
        self._result.strip.show_note(note)

    def _show_around(self, previous: ServerTime | None, trend: tuple[TrendPoint, ...]) -> None:
        if self._lookups.shown is not None:
            shown = self._lookups.shown
            self._tasks.start(AROUND, self._show_parts(self._result.cards.show_around(shown, previous, trend)))

    async def _show_parts(self, parts: Iterator[None]) -> None:
        for _ in parts:
            await asyncio.sleep(0)

    def _portal_changed(self, profile: PortalProfile | None) -> None:
        if self._lookups.shown is None:
            if profile is None and self._portals.is_awaited:
                self._result.show_soon()
            else:
                self._result.show_nothing(profile)
        else:
            self.name_again()

    def _show_origin(self) -> None:
        """Show whether the lookup is from the history, and of the portal in use."""
        shown, current = self._lookups.shown, self._portals.current
        if shown is None:
            return
        profile = self._portals.profile(shown.profile_id)
        is_elsewhere = profile is not None and current is not None and current.id != profile.id
        self._result.show_origin(
            Origin(
                from_history=self._lookups.shown_from_history,
                elsewhere=portal_name(current) if is_elsewhere and current is not None else "",
                is_gone=profile is None,
                capture=shown.capture,
                is_trimmed=bool(self._lookups.shown_typed),
            )
        )

    def _show_waiting(self, waiting: bool) -> None:
        if waiting:
            self._show_wait()
        elif self._result.end_wait():
            self._shell.run("focus_code")

    def _show_wait(self) -> None:
        lookups = self._lookups
        if lookups.asked is not None:
            name = portal_name(lookups.asked.profile)
            over_old = not lookups.opened_meanwhile
            self._result.show_wait(lookups.asked.code, name, lookups.asked_at, over_old=over_old)
