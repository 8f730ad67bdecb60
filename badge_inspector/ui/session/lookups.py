"""Lookups: asked, opened from the history, kept in it, and the one that is shown."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from badge_inspector.background import free_elsewhere
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.backend import Backend
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.look import language
from badge_inspector.ui.session.portals import PortalSession

if TYPE_CHECKING:
    from badge_inspector.domain.history import HistoryRow
    from badge_inspector.domain.lookup import Lookup

LOOKUP = "lookup"
OPEN = "open"
AROUND = "around"

_QUICK_MS = 100
"""Milliseconds before the wait is shown: a quicker answer would make the button flicker."""

_LARGE_BYTES = 256 * 1024
_LEFT_MS = 1000
"""Milliseconds after which the parts of the window no longer show a lookup that was left for another."""

_log = logging.getLogger(__name__)


class ShownWith(NamedTuple):
    """Settings that a lookup is shown with. `name`: its portal's, as in the list of portals. `portal`: the same in
    sentences. `language`: the one its preview starts in. `operating_limit_s`: its portal's budget, 0 for none."""

    name: str
    portal: str
    language: str
    operating_limit_s: float


class LookupSession(QObject):
    """Attributes:

    shown: the lookup in the window, None before the first. shown_from_history: it was opened, not asked. shown_typed:
    the text it was asked with, where white space was left out of that.
    asked: the last question. asked_at: when it was asked, on the monotonic clock. is_waiting: its answer takes long
    enough to say so. opened_meanwhile: another lookup was opened since. typed: the text of the code field.

    Signals:

    asking(LookupRequest): a question is on its way. waiting_changed(bool): `is_waiting`, or the question that it is
    about. answered(Lookup): the outcome of the question, once it is shown. shown_changed(Lookup): another lookup is
    shown. note_changed(str): the shown one's.
    around_found(ServerTime | None, tuple[TrendPoint]): the `time` of the lookup before the shown one with the same
    token, and the last ones of its code, oldest first.

    saved(HistoryRow): it is on disk. saved_many(rows): so are these, made elsewhere. not_saved(): it is not; the
    history's state says why. said(str, bool): a sentence for the status bar, aloud if so.

    own_window_wanted(int): a kept lookup is to have a window of its own. comparison_wanted((int, int)): two of them are
    to stand side by side.

    code_given(str): the code field is to hold this. code_wanted(): another code is expected, for another portal.
    typing(): the person changes the code. codes_wanted(): the person wants to see the portal's codes.
    completions_changed(badges, epoch seconds | None): whose codes to complete from, and when the portal listed them.
    """

    asking = Signal(object)
    waiting_changed = Signal(bool)
    answered = Signal(object)
    shown_changed = Signal(object)
    note_changed = Signal(str)
    around_found = Signal(object, object)
    saved = Signal(object)
    saved_many = Signal(object)
    not_saved = Signal()
    said = Signal(str, bool)
    own_window_wanted = Signal(int)
    comparison_wanted = Signal(object)
    code_given = Signal(str)
    code_wanted = Signal()
    typing = Signal()
    codes_wanted = Signal()
    completions_changed = Signal(object, object)

    def __init__(self, tasks: Tasks, backend: Backend, portals: PortalSession) -> None:
        super().__init__()
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._portal_id = ""
        self._numbers = itertools.count()
        self._takes_its_time = QTimer(self)
        self._takes_its_time.setSingleShot(True)
        self._takes_its_time.setInterval(_QUICK_MS)
        self._takes_its_time.timeout.connect(self._begin_waiting)
        self.asked: LookupRequest | None = None
        self.asked_at = 0.0
        self.is_waiting = False
        self.opened_meanwhile = False
        self.shown: Lookup | None = None
        self.shown_from_history = False
        self.shown_typed = ""
        self.typed = ""
        tasks.busy_changed.connect(self._busy_changed)
        portals.portal_changed.connect(self._portal_changed)

    @property
    def shows_opened(self) -> bool:
        """Tell whether the person opened the shown lookup while another one is being asked."""
        return self.opened_meanwhile and self._tasks.is_busy(LOOKUP)

    @property
    def code(self) -> str:
        """The code that the person has before them: typed, or else that of the lookup shown; "" for none."""
        return self.typed.strip() or (self.shown.code if self.shown is not None else "")

    def shown_with(self, lookup: Lookup) -> ShownWith:
        """Settings that a lookup is shown with, from its portal's settings now."""
        profile = self._portals.profile(lookup.profile_id)
        return ShownWith(
            self._portals.called(lookup),
            self._portals.shown_name(lookup),
            (profile.display_language if profile else "") or language.current(),
            profile.operating_limit_s if profile else 0.0,
        )

    # Asking

    def ask(self, request: LookupRequest, moved_from: Collection[str] = ()) -> None:
        """Ask; the same question again while it is under way changes nothing, another one supersedes it.
        `moved_from` names the hosts that redirects led away from."""
        if self._tasks.is_busy(LOOKUP) and request == self.asked:
            return
        self.asked = request
        self.asked_at = time.monotonic()
        self.opened_meanwhile = False
        self._tasks.cancel(OPEN)
        self.said.emit("", False)  # it was about another one
        self.asking.emit(request)
        if self.is_waiting:
            self.waiting_changed.emit(True)
        self._tasks.start(LOOKUP, self._look_up(request, moved_from), cancelled=self._cancelled)

    def ask_again(self, profile: PortalProfile, code: str) -> None:
        """Ask what was asked before, code and portal as they were then; the focus stays where it is."""
        self._portal_id = profile.id
        if self._portals.current is None or self._portals.current.id != profile.id:
            self._portals.use(profile)
        self.code_given.emit(code)
        self.ask(LookupRequest(profile, code))

    def ask_as_typed(self) -> None:
        """Ask for the shown one's code with the white space around it."""
        profile = self._portals.profile(self.shown.profile_id) if self.shown is not None else None
        if profile is not None and self.shown_typed:
            self.ask_again(profile, self.shown_typed)

    def cancel(self) -> None:
        """Stop asking. The same question may be asked anew at once, before this one has come to its end."""
        if self._tasks.cancel(LOOKUP):
            self.asked = None

    async def _look_up(self, request: LookupRequest, moved_from: Collection[str]) -> None:
        lookup = await (await self._backend.opened()).calls.look_up(request, moved_from)
        self._end_waiting()
        if self.opened_meanwhile and self.shown is not None and self.typed == self.shown.code:
            self._announce_question(lookup)
        self._show(lookup, from_history=False, typed=request.typed)
        self.answered.emit(lookup)
        self._tasks.start(f"save {next(self._numbers)}", self._keep(lookup))

    def _cancelled(self) -> None:
        self.asked = None
        self.said.emit(self.tr("Cancelled. Nothing was saved."), True)

    # Keeping

    async def _keep(self, lookup: Lookup) -> None:
        """Save what was asked just now, and say so: once it is painted."""
        self.said.emit(self.tr("Saving to history…"), False)
        if not self._portals.preferences.private_mode:
            _log.info("%s: %s after %.0f ms", lookup.portal, _outcome(lookup), lookup.exchange.timeline.total_s * 1000)
        await self.save(lookup)

    async def save(self, lookup: Lookup) -> None:
        """Save a lookup in the history, and mark the shown one as saved."""
        row = await (await self._backend.opened()).history.save(lookup)
        if row is None:
            self.not_saved.emit()
            if lookup is self.shown:
                self._look_around(lookup)
            return
        if lookup is self.shown and not self._tasks.is_busy(LOOKUP):
            self.said.emit(self.tr("Saved to history"), False)
        self.kept(row, lookup)

    def kept(self, row: HistoryRow, lookup: Lookup) -> None:
        """A lookup is in the history, at once or after it had to wait."""
        if self.shown is not None and self.shown.exchange is lookup.exchange:
            expected = self.shown.expected
            self.shown = replace(lookup, history_id=row.id)
            if expected != lookup.expected:  # typed while it waited
                self.expect(self.shown, expected)
            self._look_around(self.shown)
        self.saved.emit(row)

    async def save_all(self, lookups: Sequence[Lookup]) -> Sequence[Lookup]:
        """Keep lookups in the history that are shown elsewhere than in the main window: the same by their place in it,
        or as they were where nothing is recorded. Cancelling keeps them still."""
        history = (await self._backend.opened()).history
        rows = await asyncio.shield(history.save_all(lookups))
        if not rows:
            return lookups
        self.saved_many.emit(rows)
        return [replace(lookup, history_id=row.id) for lookup, row in zip(lookups, rows, strict=True)]

    def annotate(self, row: HistoryRow) -> None:
        """A kept lookup got a note, or lost its pin: if it is the one in the window, it says so."""
        if self.shown is not None and self.shown.history_id == row.id:
            self.shown = replace(self.shown, note=row.note, pinned=row.pinned)
            self.note_changed.emit(row.note)

    def expect(self, lookup: Lookup, text: str) -> Lookup:
        """Store the result that a person expected with a lookup; "" removes it. Returns the lookup with that text."""
        expecting = replace(lookup, expected=text)
        shown = self.shown
        if shown is not None and (shown is lookup or (lookup.history_id and shown.history_id == lookup.history_id)):
            self.shown = expecting = replace(shown, expected=text)
        if expecting.history_id is not None:
            self._tasks.start(f"expect {expecting.history_id}", self._save_expectation(expecting.history_id, text))
        return expecting

    async def _save_expectation(self, history_id: int, text: str) -> None:
        await (await self._backend.opened()).history.expect(history_id, text)

    def prefer_language(self, picked: str) -> None:
        """Show the texts of the shown lookup's portal in this language from now on."""
        profile = self._portals.profile(self.shown.profile_id) if self.shown is not None else None
        if profile is not None:
            self._portals.save_profile(replace(profile, display_language=picked))

    # Showing

    def open(self, history_id: int) -> None:
        """Show a kept lookup exactly as it was, without a request."""
        if self.shown is not None and self.shown.history_id == history_id:
            self._tasks.cancel(OPEN)  # another one was wanted a moment ago, and is not any more
            self._announce_question(self.shown)
        else:
            self._tasks.start(OPEN, self.show_kept(history_id))

    def show(self, lookup: Lookup) -> None:
        """Show a lookup that was made elsewhere in this run: as the history has it, where it is there."""
        if lookup.history_id is not None:
            self.open(lookup.history_id)
        else:
            self._open(lookup, from_history=False)

    async def read(self, history_id: int) -> Lookup | None:
        """A kept lookup; None, and a sentence that says so, when it is no longer there."""
        lookup = await (await self._backend.opened()).history.reading.lookup(history_id)
        if lookup is None:
            self.said.emit(self.tr("That lookup is no longer in the history."), True)
        return lookup

    async def show_kept(self, history_id: int) -> None:
        """Show a kept lookup, and return once it is shown."""
        lookup = await self.read(history_id)
        if lookup is not None:
            self._open(lookup, from_history=True)

    def _open(self, lookup: Lookup, from_history: bool) -> None:
        """Show a lookup because the person wants to see it, and not because it was asked just now."""
        self.opened_meanwhile = self._tasks.is_busy(LOOKUP)
        self.said.emit("", False)  # it was about another one
        self._announce_question(lookup)
        self._show(lookup, from_history)

    def _announce_question(self, lookup: Lookup) -> None:
        """Put code and portal of a lookup where they are asked for, so that they say the same as what is shown."""
        self.code_given.emit(lookup.code)
        profile = self._portals.profile(lookup.profile_id)
        if profile is not None:
            self._portal_id = profile.id  # the focus stays with whoever chooses among lookups
            self._portals.show_in_use(profile)

    def _show(self, lookup: Lookup, from_history: bool, typed: str = "") -> None:
        left = _large_parts(self.shown)
        self.shown = lookup
        self.shown_from_history = from_history
        self.shown_typed = typed
        self.shown_changed.emit(lookup)
        if left:
            QTimer.singleShot(_LEFT_MS, lambda: free_elsewhere(left))
        if lookup.history_id is not None:
            self._look_around(lookup)

    def _look_around(self, lookup: Lookup) -> None:
        self._tasks.start(AROUND, self._find_around(lookup))

    async def _find_around(self, lookup: Lookup) -> None:
        history = (await self._backend.opened()).history
        previous = await history.reading.previous_time(lookup)
        trend = await history.reading.trend(lookup.profile_id, lookup.code)
        if lookup is self.shown:
            self.around_found.emit(previous, trend)

    # Waiting

    def _portal_changed(self, profile: PortalProfile | None) -> None:
        if profile is not None and profile.id != self._portal_id:
            self.code_wanted.emit()
        self._portal_id = profile.id if profile is not None else ""

    def _busy_changed(self, slot: str, busy: bool) -> None:
        if slot == LOOKUP and busy:
            self._takes_its_time.start()
        elif slot == LOOKUP:
            self._end_waiting()

    def _begin_waiting(self) -> None:
        self.is_waiting = True
        self.waiting_changed.emit(True)

    def _end_waiting(self) -> None:
        self._takes_its_time.stop()
        self.is_waiting = False
        self.waiting_changed.emit(False)


def _large_parts(lookup: Lookup | None) -> list[object]:
    """All that is large of a lookup, each for itself, and the lookup; nothing of a small one."""
    response = lookup.exchange.response if lookup is not None else None
    if lookup is None or response is None or len(response.body) <= _LARGE_BYTES:
        return []
    return [response.body, *(lookup.document.parts() if lookup.document is not None else ()), lookup]


def _outcome(lookup: Lookup) -> str:
    return "found" if lookup.failure is None else lookup.failure.kind.value
