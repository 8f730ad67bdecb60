"""Many codes: the window, the run through the portal's bucket, and what becomes of the outcomes."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QMimeData

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.codelist import CodeTable
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.history import understood
from badge_inspector.services.look_up_many import ManyLookups
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.many.code_list import ManyList, MeantCodes
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.outcome_files import OutcomeFiles
from badge_inspector.ui.many.source_bar import Stage
from badge_inspector.ui.many.table import without_exchange
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import format_count, format_moment
from badge_inspector.ui.words.portals import portal_name

MANY = "many"
OPEN_RUN = "many open"

_READ_AT_ONCE = 100
"""Lookups of a run that are read from the history in one go."""


class ManyController(Controller):
    """Attributes: window_ (None while it is closed)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._files = OutcomeFiles(context, self._show_note)
        self._numbers = itertools.count()
        self._saving: list[str] = []
        self._profile: PortalProfile | None = None
        self._asked_id = ""
        self._list = ManyList(context.tasks, self)
        self._meant = MeantCodes(context.backend)
        self._start_when_read = False
        self._many: ManyLookups | None = None
        self._run: CodeRun | None = None
        self._run_id: int | None = None
        self._left: tuple[str, ...] = ()
        self._why: Callable[[], str] = str
        self._began = (0.0, 0)
        self.window_: ManyWindow | None = None
        context.portals.portal_changed.connect(self._portals_changed)
        context.portals.preferences_changed.connect(self._show_recording)
        self._list.read.connect(self._show_list)
        self._list.refused.connect(self._refuse_list)

    def open(self) -> None:
        """Open the window on the portal in use."""
        if self.window_ is None:
            profile = self._portals.in_use()
            if profile is None:
                return
            self._make_window(profile)
        self._bring_to_front()

    def open_run(self, run_id: int) -> None:
        """Open a run of the history: its outcomes, the codes that were not answered, and Resume for those."""
        if self.window_ is not None and run_id == self._run_id:
            self._bring_to_front()
        elif self._tasks.is_busy(MANY):
            self._shell.tell(self.tr("Codes are being looked up: open the other run when that has finished."))
            self._bring_to_front()
        else:
            self._tasks.start(OPEN_RUN, self._open_run(run_id))

    def _make_window(self, profile: PortalProfile | None) -> ManyWindow:
        window = self.window_ = ManyWindow(self._window)
        self._profile = profile
        self._list.clear()
        self._forget_run()
        window.show_portal(self._portals.profiles, profile)
        window.finished.connect(self._closed)
        window.source.portal_picked.connect(self._pick_portal)
        window.source.text_given.connect(self._list.read_text)
        window.source.file_given.connect(self._list.read_file)
        window.source.reading_changed.connect(self._read_again)
        window.start_requested.connect(self._start)
        window.resume_requested.connect(self._resume)
        window.pause_requested.connect(self._pause)
        window.cancel_requested.connect(self._cancel)
        window.export_requested.connect(self._files.export)
        window.copy_requested.connect(self._files.copy)
        window.lookup_opened.connect(self._open_lookup)
        window.own_window_requested.connect(self._lookups.own_window_wanted)
        window.compare_requested.connect(self._lookups.comparison_wanted)
        window.code_asked.connect(self._ask_one)
        self._show_recording(self._portals.preferences)
        return window

    def _bring_to_front(self) -> None:
        if self.window_ is not None:
            bring_to_front(self.window_)
            self.window_.source.codes.setFocus()

    def _forget_run(self) -> None:
        self._many = self._run = self._run_id = None
        self._left = ()

    def open_with(self, data: QMimeData) -> None:
        """Open the window with a list of codes: a text, or a file's address. One that is at work is left to it."""
        self.open()
        if self.window_ is None:
            return
        if self.window_.stage in (Stage.IDLE, Stage.STOPPED):
            self.window_.source.codes.insertFromMimeData(data)
        else:
            self._shell.tell(self.tr("Codes are being looked up: drop the next ones when that has finished."))

    def look_up_all(self, text: str) -> None:
        """Open the window with a list of codes and look them up at once. One that is at work is left to it."""
        data = QMimeData()
        data.setText(text)
        if self.window_ is not None:
            self.window_.source.codes.selectAll()
        self.open_with(data)
        if self.window_ is not None and self.window_.stage in (Stage.IDLE, Stage.STOPPED):
            self.window_.begin()

    def _portals_changed(self, _profile: PortalProfile | None) -> None:
        if self.window_ is not None and self._profile is not None:
            self._profile = self._portals.profile(self._profile.id) or self._profile
            self.window_.show_portal(self._portals.profiles, self._profile)

    def _pick_portal(self, profile: PortalProfile) -> None:
        self._profile = profile
        self._meant.forget_portal()
        if self.window_ is not None:
            self.window_.show_portal(self._portals.profiles, profile)
            self.window_.allow_resume(profile.id == self._asked_id)

    def _show_recording(self, preferences: Preferences) -> None:
        if self.window_ is not None:
            self.window_.show_recording(not preferences.private_mode)

    # The list

    def _read_again(self) -> None:
        """The person says how the text is to be read."""
        if self.window_ is not None:
            source = self.window_.source
            self._list.read_as(source.separator_chosen, source.column_chosen, source.header_chosen)

    def _show_list(self, table: CodeTable, column: int | None, has_header: bool) -> None:
        codes = self._list.codes
        if self.window_ is None or codes is None:
            return
        self.window_.source.show_table(table, column, has_header)
        self.window_.source.show_list(codes, self._list.name, self._takes_s())
        if self._start_when_read:
            self._start()

    def _refuse_list(self, why: str) -> None:
        self._start_when_read = False
        self._show_note(why)

    def _takes_s(self) -> float | None:
        """Time that the bucket takes for the list, in seconds; None before there is a client."""
        codes = self._list.codes
        if not self._backend.is_open or self._profile is None or codes is None:
            return None
        return self._backend.calls.many_s(self._profile, len(codes.codes))

    # The run

    def _start(self) -> None:
        if self.window_ is None or self._profile is None or self._tasks.is_busy(MANY):
            return
        if self._list.is_being_read:
            self._start_when_read = True
            return
        self._start_when_read = False
        codes = self._list.codes
        if codes is None or not codes.codes:
            self.window_.source.show_note(self.tr("Paste some codes first."))
            self.window_.source.codes.setFocus()
            return
        self._tasks.cancel(OPEN_RUN)
        self._meant.begin()
        self._forget_run()
        self._asked_id = self._profile.id
        self._run = _as_run(self._profile, codes.codes)
        self._left = codes.codes
        self.window_.hide_on_close(False)
        self.window_.allow_resume(True)
        self.window_.show_codes(codes.codes, len(codes.codes))
        self._ask(self._profile)

    def _resume(self) -> None:
        if self.window_ is not None and self._profile is not None and not self._tasks.is_busy(MANY):
            self.window_.show_unanswered(())
            self._ask(self._profile)

    def _ask(self, profile: PortalProfile) -> None:
        if self.window_ is not None:
            self.window_.show_stage(Stage.RUNNING)
            self._tasks.start(MANY, self._look_up(profile), cancelled=self._cancelled)

    async def _look_up(self, profile: PortalProfile) -> None:
        """Ask for all of a run, or for what is left of it."""
        backend = await self._backend.opened()
        if self._run is not None and self._run_id is None:
            row = await backend.history.start_run(self._run)
            self._run_id = row.id if row is not None else None
            self._lookups.saved_many.emit(())
        many = self._many = self._many or backend.calls.many(self._left)
        many.resume()
        self._began = time.monotonic(), len(many.remaining)
        key = self._run.key if self._run is not None else ""
        await self._end(await backend.calls.look_up_many(profile, many, partial(self._save_and_show, key)))

    def _save_and_show(self, key: str, lookups: Sequence[Lookup]) -> None:
        """Save the outcomes of a run, then show them. Not in the run's own slot: cancelling or closing ends that, and
        the answers are stored all the same.
        """
        self._show_pace()
        slot = f"save many {next(self._numbers)}"
        self._saving = [*filter(self._tasks.is_busy, self._saving), slot]
        self._tasks.start(slot, self._save(key, [replace(lookup, run=key) for lookup in lookups]))

    async def _save(self, key: str, came: Sequence[Lookup]) -> None:
        kept = await self._lookups.save_all(came)
        lookups = [each if each.history_id is None else without_exchange(each) for each in kept]
        if self.window_ is None or self._run is None or self._run.key != key:
            return
        if any(each.history_id is None for each in lookups):
            self.window_.hide_on_close(True)
        self.window_.show_outcomes(lookups)
        if self.window_.stage is Stage.STOPPED:  # it was under way when the run was cancelled
            self._stop(self._why)
        missing = [
            lookup.code
            for lookup in lookups
            if isinstance(lookup.outcome, Refused) and lookup.outcome.failure.kind is FailureKind.BADGE_NOT_FOUND
        ]
        if missing and self._profile is not None:
            slot = f"many near {next(self._numbers)}"
            self._tasks.start(slot, self._meant.of(self._profile, missing), partial(self._show_meant, key))

    def _show_meant(self, key: str, meant: Mapping[str, str]) -> None:
        """Show suggestions for a run, unless its window was closed meanwhile."""
        if self.window_ is not None and self._run is not None and self._run.key == key:
            self.window_.show_meant(meant)

    def _show_pace(self) -> None:
        many = self._many
        if self.window_ is None or many is None or self._profile is None:
            return
        since, waiting = self._began
        left = len(many.remaining)
        elapsed = time.monotonic() - since
        by_bucket = many.remaining_s if left else 0.0
        by_clock = elapsed / max(1, waiting - left) * left
        rate = self._backend.client.pacer.rate(self._profile.address.authority) if by_bucket > 0 else None
        self.window_.show_pace(max(by_bucket, by_clock), rate)

    def _pause(self, pause: bool) -> None:
        if self.window_ is None or self._many is None:
            return
        if pause:
            self._many.pause()
        else:
            self._many.resume()
            self._began = time.monotonic(), len(self._many.remaining)
        self.window_.show_stage(Stage.PAUSED if pause else Stage.RUNNING)

    async def _end(self, failure: Failure | None) -> None:
        """Show how the run ended, once its outcomes are saved and shown."""
        await self._tasks.ended(self._saving)
        if self.window_ is None or self._profile is None:
            return
        if failure is None:
            self.window_.show_done()
            return
        profile = self._profile

        def why() -> str:
            said = words(failure, "", portal_name(profile))
            return f"{said.title}. {said.advice}"

        self._stop(why)

    def _cancelled(self) -> None:
        if self._many is not None and not self._many.remaining:
            self._tasks.start("many end", self._end(None))
        else:
            self._stop(lambda: self.tr("Cancelled. Results so far are kept."))

    def _stop(self, why: Callable[[], str]) -> None:
        self._why = why
        remaining = self._remaining()
        left = len(remaining)

        def said() -> str:
            waiting = self.tr("{count} code(s) not answered yet.", "", left).format(count=format_count(left))
            return f"{why()} {waiting}"

        if self.window_ is not None:
            self.window_.show_unanswered(remaining)
            self.window_.show_stopped(said)

    def _remaining(self) -> tuple[str, ...]:
        """The codes of the run that have no outcome."""
        return self._many.remaining if self._many is not None else self._left

    def _cancel(self) -> None:
        self._tasks.cancel(MANY)

    def _closed(self) -> None:
        window, left = self.window_, len(self._remaining())
        was_running = self._tasks.cancel(MANY)
        self._tasks.cancel(OPEN_RUN)
        self._start_when_read = False
        if window is not None and window.stays:
            self._shell.tell(self.tr("The results are not recorded. “Many codes” shows them again."))
            return
        run_id = self._run_id
        self.window_ = None
        self._forget_run()
        self._meant.forget_portal()
        self._list.clear()
        if was_running and run_id is not None:
            words = self.tr("{count} code(s) not answered yet. The run is in the history.", "", left)
            said = words.format(count=format_count(left))
            self._shell.offer(said, self.tr("Open the run"), partial(self.open_run, run_id))

    # A run of the history

    async def _open_run(self, run_id: int) -> None:
        history = (await self._backend.opened()).history
        kept = await history.reading.run(run_id)
        if kept is None:
            self._shell.tell(self.tr("That run is no longer in the history."))
            return
        profile = self._portals.profile(kept.row.profile_id)
        window = self.window_ or self._make_window(profile or self._portals.current)
        self._forget_run()
        if profile is not None:
            self._profile = profile
            window.show_portal(self._portals.profiles, profile)
        self._asked_id = kept.row.profile_id
        window.hide_on_close(False)
        window.allow_resume(profile is not None)
        window.show_codes(kept.codes, len(kept.codes))
        window.show_stage(Stage.READING)
        self._bring_to_front()
        ids = sorted(kept.answers.values())
        for at in range(0, len(ids), _READ_AT_ONCE):
            stored = await history.reading.entries(ids[at : at + _READ_AT_ONCE])
            window.show_outcomes([without_exchange(await understood(each)) for each in stored])
        self._run, self._run_id, self._left = kept.as_asked(), run_id, kept.unanswered
        if not self._left:
            window.show_done()
            return
        gone = self.tr("Its portal is no longer in the settings.") if profile is None else ""
        asked = format_moment(kept.row.asked_at)
        self._stop(lambda: " ".join(part for part in (self.tr("Asked {when}.").format(when=asked), gone) if part))

    # The outcomes

    def _open_lookup(self, lookup: Lookup) -> None:
        self._lookups.show(lookup)

    def _ask_one(self, code: str) -> None:
        """Ask for one code alone, of the portal that the run asked, in the main window."""
        profile = self._portals.profile(self._asked_id)
        if profile is None:
            self._show_note(self.tr("Its portal is no longer in the settings."))
        else:
            self._lookups.ask_again(profile, code)

    def _show_note(self, text: str) -> None:
        if self.window_ is not None:
            self.window_.source.show_note(text)


def _as_run(profile: PortalProfile, codes: Sequence[str]) -> CodeRun:
    """A list that is asked now as a run of the history."""
    return CodeRun(uuid4().hex, time.time(), profile.id, profile.name, profile.address.authority, tuple(codes))
