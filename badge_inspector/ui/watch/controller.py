"""Lookups repeated every few minutes, with a notification when the outcome changes. They end with the program."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.request import LookupRequest
from badge_inspector.domain.watch import LONGEST_MIN, SHORTEST_MIN, Watch, is_changed
from badge_inspector.ui.kit.windows import Notifier, bring_to_front
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.watch.watch_bar import WatchBar
from badge_inspector.ui.watch.watch_dialog import WatchDialog
from badge_inspector.ui.words.codes import quoted_code
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import format_clock
from badge_inspector.ui.words.portals import portal_name

_LOOK_AT_THE_CLOCK_S = 20.0
"""The longest sleep: a computer that slept itself asks soon after it wakes up."""


@dataclass(slots=True)
class _State:
    watch: Watch
    profile: PortalProfile
    last: Lookup | None = None
    changed_at: float | None = None
    next_at: float = 0.0


class WatchController(Controller):
    """Attributes: dialog (None while it is closed). minute_s: how long a minute is, in seconds."""

    minute_s = 60.0

    def __init__(self, context: Context, bar: WatchBar) -> None:
        super().__init__(context)
        self._numbers = itertools.count()
        self._states: dict[int, _State] = {}
        self._notifier = Notifier(context.window)
        self._bar = bar
        self.dialog: WatchDialog | None = None
        bar.stop_requested.connect(self.stop)
        bar.shown_requested.connect(self._show_last)
        bar.language_changed.connect(self._reword)
        context.portals.preferences_changed.connect(self._show_recording)

    @property
    def watches(self) -> tuple[Watch, ...]:
        return tuple(state.watch for state in self._states.values())

    def open(self) -> None:
        """Ask what to watch: what is shown, or typed."""
        profile = self._portals.in_use()
        if profile is None:
            return
        if self.dialog is None:
            self.dialog = WatchDialog(self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.watch_requested.connect(self.start)
        self.dialog.show_question(self._portals.profiles, profile.id, self._lookups.code)
        self._show_recording(self._portals.preferences)
        bring_to_front(self.dialog)

    def start(self, profile: PortalProfile, code: str, minutes: int) -> None:
        """Watch; a watch of the same question gives way."""
        for state in tuple(self._states.values()):
            if (state.watch.profile_id, state.watch.code) == (profile.id, code):
                self.stop(state.watch.number)
        minutes = max(SHORTEST_MIN, min(minutes, LONGEST_MIN))
        watch = Watch(next(self._numbers), profile.id, code, minutes)
        self._states[watch.number] = _State(watch, profile)
        self._show(self._states[watch.number])
        self._tasks.start(f"watch {watch.number}", self._watched(self._states[watch.number]))

    def stop(self, number: int) -> None:
        """Watch this no longer."""
        state = self._states.pop(number, None)
        if state is not None:
            self._tasks.cancel(f"watch {number}")
            self._bar.remove(number)
        if not self._states:
            self._notifier.hide()

    async def _watched(self, state: _State) -> None:
        watch = state.watch
        await self._backend.opened()
        while True:
            # Its settings may have changed since: another token, another address.
            state.profile = self._portals.profile(watch.profile_id) or state.profile
            request = LookupRequest(state.profile, watch.code)
            [lookup] = await self._lookups.save_all([await (await self._backend.opened()).calls.look_up(request)])
            before, state.last = state.last, lookup
            state.next_at = time.time() + watch.minutes * self.minute_s
            if before is not None and is_changed(before, lookup):
                state.changed_at = lookup.asked_at
                self._show(state)
                await self._announce_change(state, before, lookup)
            else:
                self._show(state)
            while (left := state.next_at - time.time()) > 0:  # noqa: ASYNC110 - a clock, not a flag
                await asyncio.sleep(min(left, _LOOK_AT_THE_CLOCK_S))

    async def _announce_change(self, state: _State, before: Lookup, after: Lookup) -> None:
        title = self.tr("{code} on {portal} changed").format(
            code=quoted_code(state.watch.code), portal=visible(portal_name(state.profile))
        )
        text = self.tr("{before} → {after}").format(before=self._said(before), after=self._said(after))
        self._shell.tell(f"{title}: {text}")
        await self._notifier.notify(title, text)

    def _said(self, lookup: Lookup) -> str:
        """An outcome in a few words."""
        outcome = lookup.outcome
        if not isinstance(outcome, Found):
            return words(outcome.failure, lookup.code, self._portals.shown_name(lookup)).title
        badge, spoken = outcome.badge, language.current()
        texts = [shown_text(text, spoken) for text in (badge.title, badge.value)]
        return visible(": ".join(text[:80] for text in texts if text)) or self.tr("found")

    def _show(self, state: _State) -> None:
        watch = state.watch
        parts = [
            self.tr("Watching {code} on {portal}, every %n minute(s)", "", watch.minutes).format(
                code=quoted_code(watch.code), portal=visible(portal_name(state.profile))
            )
        ]
        if state.last is not None:
            if state.changed_at is not None:
                parts.append(self.tr("changed at {time}").format(time=format_clock(state.changed_at)))
            parts.append(self._said(state.last))
            parts.append(self.tr("next at {time}").format(time=format_clock(state.next_at)))
        self._bar.show_watch(watch.number, " · ".join(parts), changed=state.changed_at is not None)
        self._bar.lines[watch.number].look.setEnabled(state.last is not None)

    def _show_last(self, number: int) -> None:
        state = self._states.get(number)
        if state is not None and state.last is not None:
            state.changed_at = None  # seen
            self._show(state)
            self._lookups.show(state.last)

    def _reword(self) -> None:
        for state in self._states.values():
            self._show(state)

    def _show_recording(self, preferences: Preferences) -> None:
        if self.dialog is not None:
            self.dialog.show_recording(not preferences.private_mode)

    def _closed(self) -> None:
        self.dialog = None
