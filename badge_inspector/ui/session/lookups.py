"""From a question to what is shown and kept: the one place where a lookup's life is written down."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend
from badge_inspector.ui.kit.accessible import announce, is_listened_to
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.look import language
from badge_inspector.ui.session.portals import PortalController
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.words.portals import portal_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from badge_inspector.domain.history import HistoryRow
    from badge_inspector.domain.jsontext import JsonDocument
    from badge_inspector.domain.lookup import Lookup, LookupRequest
    from badge_inspector.domain.server_time import ServerTime
    from badge_inspector.domain.trend import TrendPoint

LOOKUP = "lookup"
OPEN = "open"
ANSWER = "answer"
LAYOUT = "layout"
CONTEXT = "context"

_QUICK_MS = 100
"""An answer within this is there at once; a button that becomes another and back would only flicker."""

_log = logging.getLogger(__name__)


class LookupController(QObject):
    """Attributes:

    shown: the lookup in the window, None before the first. shown_from_history: it was opened, not asked.

    Signals:

    shown_changed(Lookup): another lookup, or the same after it was saved, is in the window.
    answered(Lookup): an answer, or why there is none, came and is painted next.
    saved(HistoryRow): it is on disk. saved_many(rows): so are these, made elsewhere.
    not_saved(): it is not; the history's state says why.
    """

    shown_changed = Signal(object)
    answered = Signal(object)
    saved = Signal(object)
    saved_many = Signal(object)
    not_saved = Signal()

    def __init__(self, window: MainWindow, tasks: Tasks, backend: Backend, portals: PortalController) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._asked: LookupRequest | None = None
        self._since = 0.0
        self._is_waiting = self._opened_meanwhile = False
        self._portal_id = ""
        self._numbers = itertools.count()
        self._takes_its_time = QTimer(self)
        self._takes_its_time.setSingleShot(True)
        self._takes_its_time.setInterval(_QUICK_MS)
        self._takes_its_time.timeout.connect(partial(self._show_running, True))
        self.shown: Lookup | None = None
        self.shown_from_history = False
        window.request.look_up_requested.connect(self.look_up)
        window.result.cancel_requested.connect(self.cancel)
        tasks.busy_changed.connect(self._busy_changed)
        portals.portal_changed.connect(self._portal_changed)
        window.language_changed.connect(self._name_again)
        window.answer.layout_needed.connect(self._lay_out)
        window.result.field_activated.connect(window.answer.reveal_path)
        window.result.language_picked.connect(self._remember_language)

    @property
    def shows_opened(self) -> bool:
        """Whether the person opened what is shown while another one is being asked."""
        return self._opened_meanwhile and self._tasks.is_busy(LOOKUP)

    def look_up(self, request: LookupRequest, moved_from: Collection[str] = ()) -> None:
        """Ask; the same question again while it is under way changes nothing, another one supersedes it.
        `moved_from` names the hosts that redirects led away from."""
        if self._tasks.is_busy(LOOKUP) and request == self._asked:
            return
        self._asked = request
        self._since = time.monotonic()
        self._opened_meanwhile = False
        self._tasks.cancel(OPEN)
        self._window.tell("", aloud=False)  # it was about another one
        if self._is_waiting:
            self._show_waiting()
        self._tasks.start(LOOKUP, self._backend.look_up(request, moved_from), self._answered, self._cancelled)

    def ask_again(self, profile: PortalProfile, code: str) -> None:
        """Ask what was asked before, code and portal as they were then; the focus stays where it is."""
        from badge_inspector.domain.lookup import LookupRequest  # noqa: PLC0415 - on first use

        self._portal_id = profile.id
        if self._portals.current is None or self._portals.current.id != profile.id:
            self._portals.use(profile)
        self._window.request.show_code(code)
        self.look_up(LookupRequest(profile, code))

    def cancel(self) -> None:
        self._tasks.cancel(LOOKUP)

    def open(self, history_id: int) -> None:
        """Show a kept lookup exactly as it was, without a request."""
        if self.shown is not None and self.shown.history_id == history_id:
            self._ask_for(self.shown)
        else:
            self._tasks.start(OPEN, self._read(history_id), self._opened)

    def annotate(self, row: HistoryRow) -> None:
        """A kept lookup got a note, or lost its pin: if it is the one in the window, it says so."""
        if self.shown is not None and self.shown.history_id == row.id:
            self.shown = replace(self.shown, note=row.note, pinned=row.pinned)
            self._window.result.strip.show_note(row.note)

    async def _read(self, history_id: int) -> Lookup | None:
        return await (await self._backend.opened()).history.lookup(history_id)

    def _opened(self, lookup: Lookup | None) -> None:
        if lookup is None:
            self._window.tell(self.tr("That lookup is no longer in the history."))
        else:
            self._open(lookup, from_history=True)

    def _open(self, lookup: Lookup, from_history: bool) -> None:
        """Show a lookup because the person wants to see it, and not because it was asked just now."""
        self._opened_meanwhile = self._tasks.is_busy(LOOKUP)
        self._window.tell("", aloud=False)  # it was about another one
        self._ask_for(lookup)
        self._show(lookup, from_history)

    def _ask_for(self, lookup: Lookup) -> None:
        """Put code and portal of a lookup where they are asked for, so that they say the same as what is shown."""
        self._window.request.show_code(lookup.code)
        profile = self._portals.profile(lookup.profile_id)
        if profile is not None:
            self._portal_id = profile.id  # the focus stays with whoever chooses among lookups
            self._portals.show_in_use(profile)

    def _answered(self, lookup: Lookup) -> None:
        if not self._portals.preferences.private_mode:
            _log.info("%s: %s after %.0f ms", lookup.portal, _outcome(lookup), lookup.exchange.timeline.total_s * 1000)
        if self._opened_meanwhile and self.shown is not None and self._window.request.code.code == self.shown.code:
            self._ask_for(lookup)
        self._show(lookup, from_history=False)
        if is_listened_to():
            from badge_inspector.ui.words.spoken import outcome_text  # noqa: PLC0415 - few runs need it

            announce(self._window, outcome_text(lookup, self._portals.shown_name(lookup), language.current()))
        self.answered.emit(lookup)
        self._window.tell(self.tr("Saving to history…"), aloud=False)
        self._tasks.start(f"save {next(self._numbers)}", self.save(lookup))

    async def save(self, lookup: Lookup) -> None:
        """Keep a lookup in the history, and say so."""
        row = await (await self._backend.opened()).history.save(lookup)
        if row is None:
            self.not_saved.emit()
            if lookup is self.shown:
                self._tasks.start(CONTEXT, self._around(lookup), self._show_around)
            return
        if lookup is self.shown and not self._tasks.is_busy(LOOKUP):
            self._window.tell(self.tr("Saved to history"), aloud=False)
        self.kept(row, lookup)

    def kept(self, row: HistoryRow, lookup: Lookup) -> None:
        """A lookup is in the history, at once or after it had to wait."""
        if lookup is self.shown:
            self.shown = replace(lookup, history_id=row.id)
            self._tasks.start(CONTEXT, self._around(self.shown), self._show_around)
        self.saved.emit(row)

    def _cancelled(self) -> None:
        self._asked = None
        self._window.tell(self.tr("Cancelled. Nothing was saved."))

    def show_finished(self, lookup: Lookup) -> None:
        """Show a lookup that was made elsewhere in this run."""
        self._open(lookup, from_history=False)

    def _show(self, lookup: Lookup, from_history: bool) -> None:
        self.shown = lookup
        self.shown_from_history = from_history
        profile = self._portals.profile(lookup.profile_id)
        window = self._window
        focused = cast("QWidget | None", window.focusWidget())
        in_failure = focused is not None and window.result.cards.failure.isAncestorOf(focused)
        window.result.show_lookup(
            lookup,
            self._portals.called(lookup),
            self._portals.shown_name(lookup),
            (profile.display_language if profile else "") or language.current(),
            profile.operating_limit_s if profile else 0.0,
            over_old=not self._opened_meanwhile,
        )
        self._show_origin()
        if in_failure and lookup.failure is None:
            window.request.code.setFocus()  # what had it is gone
        self._tasks.start(ANSWER, self._show_answer())
        if lookup.history_id is not None:
            self._tasks.start(CONTEXT, self._around(lookup), self._show_around)
        self.shown_changed.emit(lookup)

    async def _show_answer(self) -> None:
        """What the portal sent, a turn later than the cards: they are painted by then, and are what a person waits
        for."""
        if self.shown is not None:
            self._window.answer.show_lookup(self.shown)

    def _lay_out(self, document: JsonDocument, exact: bool) -> None:
        from badge_inspector.domain.jsonlayout import as_received, lay_out  # noqa: PLC0415 - not at every start

        make = as_received if exact else lay_out
        self._tasks.start(LAYOUT, asyncio.to_thread(make, document), self._window.answer.show_layout)

    async def _around(self, lookup: Lookup) -> tuple[Lookup, ServerTime | None, tuple[TrendPoint, ...]]:
        history = (await self._backend.opened()).history
        previous = await history.previous_time(lookup)
        return lookup, previous, await history.trend(lookup.profile_id, lookup.code)

    def _show_around(self, found: tuple[Lookup, ServerTime | None, tuple[TrendPoint, ...]]) -> None:
        lookup, previous, trend = found
        if lookup is self.shown:
            self._window.result.cards.show_around(lookup, previous, trend)

    def _portal_changed(self, profile: PortalProfile | None) -> None:
        if self.shown is None:
            self._window.result.show_nothing(profile)
        else:
            self._name_again()
        if profile is not None and profile.id != self._portal_id:
            self._window.request.code.setFocus()
        self._portal_id = profile.id if profile is not None else ""

    def _name_again(self) -> None:
        """Portals go by other names: one was renamed, or the language changed."""
        if self.shown is not None:
            self._window.result.name_lookup(self.shown, self._portals.called(self.shown))
            self._show_origin()
        if self._is_waiting:
            self._show_waiting()

    def _show_origin(self) -> None:
        """Whether what is shown is of the history, and of the portal that is in use."""
        shown, current = self.shown, self._portals.current
        if shown is None:
            return
        is_gone = self._portals.profile(shown.profile_id) is None
        is_elsewhere = not is_gone and current is not None and current.id != shown.profile_id
        elsewhere = portal_name(current) if is_elsewhere and current is not None else ""
        self._window.result.show_origin(self.shown_from_history, elsewhere=elsewhere, is_gone=is_gone)

    def _remember_language(self, picked: str) -> None:
        """The person wants to see this portal's texts in this language, from now on."""
        profile = self._portals.profile(self.shown.profile_id) if self.shown is not None else None
        if profile is not None:
            self._portals.keep(replace(profile, display_language=picked))

    def _busy_changed(self, slot: str, busy: bool) -> None:
        if slot == LOOKUP and busy:
            self._takes_its_time.start()
        elif slot == LOOKUP:
            self._takes_its_time.stop()
            self._show_running(False)

    def _show_running(self, running: bool) -> None:
        window = self._window
        self._is_waiting = running
        window.request.set_running(running)
        if running:
            self._show_waiting()
        elif window.result.end_wait():
            window.request.code.setFocus()

    def _show_waiting(self) -> None:
        if self._asked is not None:
            name = portal_name(self._asked.profile)
            over_old = not self._opened_meanwhile
            self._window.result.show_wait(self._asked.code, name, self._since, over_old=over_old)


def _outcome(lookup: Lookup) -> str:
    return "found" if lookup.failure is None else lookup.failure.kind.value
