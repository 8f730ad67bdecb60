"""Many codes: the window, the run through the portal's bucket, and what becomes of the outcomes."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from badge_inspector.background import in_background
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.export_codes import ExportForm, as_table_text, write_outcomes
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.look import language
from badge_inspector.ui.many.code_list import ManyList
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.meant_codes import MeantCodes
from badge_inspector.ui.many.source_bar import Stage
from badge_inspector.ui.many.table import without_exchange
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.portals import portal_name

if TYPE_CHECKING:
    from badge_inspector.domain.codelist import CodeTable
    from badge_inspector.services.look_up_many import ManyLookups

MANY = "many"
FILE = "many file"


class ManyController(Controller):
    """Attributes: window_ (None while it is closed)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._numbers = itertools.count()
        self._saving: list[str] = []
        self._profile: PortalProfile | None = None
        self._asked_id = ""
        self._list = ManyList(context.tasks, self)
        self._meant = MeantCodes(context.backend)
        self._start_when_read = False
        self._many: ManyLookups | None = None
        self._began = (0.0, 0)
        self.window_: ManyWindow | None = None
        context.portals.portal_changed.connect(self._portals_changed)
        context.portals.preferences_changed.connect(self._show_recording)
        self._list.read.connect(self._show_list)
        self._list.refused.connect(self._refuse_list)

    def open(self) -> None:
        """Open the window on the portal in use."""
        profile = self._portals.in_use()
        if profile is None:
            return
        if self.window_ is None:
            window = self.window_ = ManyWindow(self._window)
            self._profile = profile
            self._list.clear()
            self._many = None
            window.show_portal(self._portals.profiles, profile)
            window.finished.connect(self._closed)
            window.source.portal_picked.connect(self._pick_portal)
            window.source.text_given.connect(self._list.take_text)
            window.source.file_given.connect(self._list.take_file)
            window.source.reading_changed.connect(self._read_again)
            window.start_requested.connect(self._start)
            window.go_on_requested.connect(self._go_on)
            window.pause_requested.connect(self._pause)
            window.cancel_requested.connect(self._cancel)
            window.export_requested.connect(self._export)
            window.copy_requested.connect(self._copy)
            window.lookup_opened.connect(self._open_lookup)
            self._show_recording(self._portals.preferences)
        bring_to_front(self.window_)
        self.window_.source.codes.setFocus()

    def open_with(self, data: QMimeData) -> None:
        """Open the window with a list of codes: a text, or a file's address. One that is at work is left to it."""
        self.open()
        if self.window_ is None:
            return
        if self.window_.stage in (Stage.IDLE, Stage.STOPPED):
            self.window_.source.codes.insertFromMimeData(data)
        else:
            self._shell.tell(self.tr("Codes are being looked up: drop the next ones when that has finished."))

    def _portals_changed(self, _profile: PortalProfile | None) -> None:
        if self.window_ is not None and self._profile is not None:
            self._profile = self._portals.profile(self._profile.id) or self._profile
            self.window_.show_portal(self._portals.profiles, self._profile)

    def _pick_portal(self, profile: PortalProfile) -> None:
        self._profile = profile
        self._meant.forget_portal()
        if self.window_ is not None:
            self.window_.show_portal(self._portals.profiles, profile)
            self.window_.let_go_on(profile.id == self._asked_id)

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
        self._tell(why)

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
            self.window_.source.say(self.tr("Paste some codes first."))
            self.window_.source.codes.setFocus()
            return
        self._meant.begin()
        self._asked_id = self._profile.id
        self.window_.let_go_on(True)
        self.window_.show_start(codes.codes)
        self._tasks.start(MANY, self._run(self._profile, codes.codes), cancelled=self._cancelled)

    def _go_on(self) -> None:
        if self.window_ is None or self._profile is None or self._many is None or self._tasks.is_busy(MANY):
            return
        self.window_.show_stage(Stage.RUNNING)
        self._tasks.start(MANY, self._run(self._profile, None), cancelled=self._cancelled)

    async def _run(self, profile: PortalProfile, codes: Sequence[str] | None) -> None:
        """Ask for a list, or for what remains of the last one."""
        backend = await self._backend.opened()
        if codes is not None or self._many is None:
            self._many = backend.calls.many(codes or ())
        many = self._many
        many.resume()
        self._began = time.monotonic(), len(many.remaining)
        await self._end(await backend.calls.look_up_many(profile, many, self._take))

    def _take(self, lookups: Sequence[Lookup]) -> None:
        """Keep what came, then show it. Not in the run's own slot: cancelling ends that, and what came is kept."""
        self._show_pace()
        slot = f"save many {next(self._numbers)}"
        self._saving = [*filter(self._tasks.is_busy, self._saving), slot]
        self._tasks.start(slot, self._keep(tuple(lookups)))

    async def _keep(self, came: Sequence[Lookup]) -> None:
        kept = await self._lookups.save_all(came)
        lookups = [each if each.history_id is None else without_exchange(each) for each in kept]
        if self.window_ is None:
            return
        self.window_.show_outcomes(lookups)
        missing = [
            lookup.code
            for lookup in lookups
            if isinstance(lookup.outcome, Refused) and lookup.outcome.failure.kind is FailureKind.BADGE_NOT_FOUND
        ]
        if missing and self._profile is not None:
            slot = f"many near {next(self._numbers)}"
            self._tasks.start(slot, self._meant.of(self._profile, missing), self.window_.show_meant)

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
        """Say how the run ended, once what came is saved and shown."""
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
        left = len(self._many.remaining) if self._many is not None else 0

        def said() -> str:
            waiting = self.tr("%n code(s) not answered yet.", "", left)
            return f"{why()} {waiting}"

        if self.window_ is not None:
            self.window_.show_stopped(said)

    def _cancel(self) -> None:
        self._tasks.cancel(MANY)

    def _closed(self) -> None:
        self.window_ = None
        self._tasks.cancel(MANY)
        self._many = None
        self._start_when_read = False
        self._meant.forget_portal()
        self._list.clear()

    # The outcomes

    def _open_lookup(self, lookup: Lookup) -> None:
        self._lookups.show(lookup)

    def _export(self, file: Path, form: str, lookups: Sequence[Lookup]) -> None:
        self._tasks.start(FILE, self._write(file, form, lookups))

    async def _write(self, file: Path, form: str, lookups: Sequence[Lookup]) -> None:
        spoken = language.current()
        try:
            await in_background(lambda: write_outcomes(file, lookups, ExportForm(form), spoken))
        except OSError as error:
            self._tell(self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror))
        else:
            self._tell(self.tr("Written to {file}").format(file=file.name))

    def _copy(self, lookups: Sequence[Lookup]) -> None:
        self._tasks.start(FILE, self._copy_table(lookups))

    async def _copy_table(self, lookups: Sequence[Lookup]) -> None:
        spoken = language.current()
        QGuiApplication.clipboard().setText(await in_background(lambda: as_table_text(lookups, spoken)))
        self._tell(self.tr("The table is on the clipboard."))

    def _tell(self, text: str) -> None:
        if self.window_ is not None:
            self.window_.source.say(text)
