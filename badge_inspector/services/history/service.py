"""The history for the window: coroutines over two threads, and a callback whenever saving stops or resumes.

Lookups that cannot be written now wait in memory and are written as soon as that works again; until then the state
says why.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.history import HistoryEntry, HistoryRow, RunRow
from badge_inspector.domain.keeping import HistoryState, HistoryTrouble, HistoryUnavailableError, Keeping
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history.facts import Intervals
from badge_inspector.services.history.file import HistoryFile
from badge_inspector.services.history.reading import HistoryReading
from badge_inspector.services.history.removal import HistoryRemoval
from badge_inspector.services.history.rescue import RescueFiles, lines_of
from badge_inspector.services.history.understanding import understood
from badge_inspector.services.history.waiting import WaitingRoom
from badge_inspector.storage.files import write_private
from badge_inspector.storage.history_writer import Merged

_log = logging.getLogger(__name__)


class HistoryService:
    """Saving, and what has to be done from time to time; reading and removal have parts of their own.

    Attributes: file, reading, removal: the parts. state: how it stands with saving.
    on_state: called with every change of it. on_saved: called with the row of a lookup that had to
    wait, and that lookup.
    """

    def __init__(self, file: Path, intervals: Intervals | None = None, log_folder: Path | None = None) -> None:
        """Create the service. Lookups that cannot be saved before the end go to a rescue file in `log_folder`, if
        given."""
        self._intervals = intervals or Intervals()
        self.file = HistoryFile(file, self._intervals)
        self.file.on_state = self._notify
        self._writer = self.file.writer
        self.reading, self.removal = HistoryReading(self.file), HistoryRemoval(self.file)
        self._rescue_files = RescueFiles(file, log_folder) if log_folder is not None else None
        self._private = False
        self._waiting = WaitingRoom(self._intervals)
        self._looked_through = False
        self._seen_version: int | None = None
        self._unsure: list[Lookup] = []
        self._runs: dict[str, CodeRun] = {}
        self._tending: asyncio.Task[None] | None = None
        self.state = HistoryState()
        self.on_state: Callable[[HistoryState], None] = lambda _state: None
        self.on_saved: Callable[[HistoryRow, Lookup], None] = lambda _row, _lookup: None

    async def open(self) -> HistoryState:
        """Open the file, making it if need be. An unreadable one is put aside and a fresh one started."""
        await self.file.write(self._writer.open, None)
        self._notify()  # of a log that was damaged
        await self.file.read(self.file.reader.open, None)
        # From here on: what another window writes before the first look is news as well.
        self._seen_version = await self.file.write(self._writer.others_version, None)
        await self._merge_rescue_files()
        self._tending = asyncio.get_running_loop().create_task(self._tend())
        return self.state

    async def close(self) -> None:
        """Finish the write under way, and close the file. Waiting lookups get one last try; those not saved go to a
        rescue file."""
        self.file.stop_looking = True
        running = [*self.file.rescuing, *([self._tending] if self._tending is not None else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._make_sure()
        await self._flush()
        await self._write_rescue()
        await self.removal.remove_before_closing()
        await self.file.close()

    async def _make_sure(self) -> None:
        """Save the lookups whose saving was cancelled half-way, unless they are in the file."""
        unsure, self._unsure = tuple(self._unsure), []
        if unsure:
            try:
                await self.merge(unsure)
            except HistoryUnavailableError:
                self._waiting.add(unsure)

    def set_private(self, private: bool) -> None:
        """Record nothing, or record again."""
        self._private = private
        self._notify()

    async def save(self, lookup: Lookup) -> HistoryRow | None:
        """Keep a lookup. Its row once it is on disk; None when it is not: the state says why, and `on_saved` tells
        when it is after all."""
        rows = await self.save_all([lookup])
        return rows[0] if rows else None

    async def save_all(self, lookups: Sequence[Lookup]) -> list[HistoryRow]:
        """Keep many in one transaction; an empty list when they have to wait."""
        if not lookups or self._private or self.file.is_newer:
            return []
        kept = tuple(lookups)
        runs = self._runs_of(kept)
        try:
            rows = [] if self._waiting else await self.file.write(lambda: self._writer.save(kept, runs), [])
        except asyncio.CancelledError:  # at the end of a run: whether they were written is not known yet
            self._unsure += kept
            raise
        if rows:
            self.removal.saved += len(rows)
            self.reading.remember_times(rows, kept)
        elif not self.file.is_newer:
            self._waiting.add(kept)
            self._notify()
        return rows

    async def start_run(self, run: CodeRun) -> RunRow | None:
        """Keep a run before anything of it is answered. Its lookups name it by its key, and it is made with the first
        of them where it cannot be written now. None then, and in private mode."""
        self._runs[run.key] = run
        if self._private:
            return None
        return await self.file.write(lambda: self._writer.start_run(run), None)

    def _runs_of(self, lookups: Sequence[Lookup]) -> tuple[CodeRun, ...]:
        """The runs of this session that lookups are parts of."""
        return tuple(self._runs[key] for key in {lookup.run for lookup in lookups} if key in self._runs)

    async def pin(self, history_id: int, pinned: bool) -> HistoryEntry | None:
        return await self.file.write(lambda: self._writer.pin(history_id, pinned), None)

    async def note(self, history_id: int, text: str) -> HistoryRow | None:
        return await self.file.write(lambda: self._writer.note(history_id, text), None)

    async def expect(self, history_id: int, text: str) -> None:
        """Keep what a person expected of a kept lookup; "" for nothing."""
        await self.file.write(lambda: self._writer.expect(history_id, text), None)

    async def merge(self, lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> list[Merged]:
        """Keep lookups and runs of another history, each where its time belongs, those left out that are here already.
        Returns where each lookup is. Raises HistoryUnavailableError: what is imported does not wait."""
        new, all_runs = tuple(lookups), (*runs, *self._runs_of(lookups))
        taken = await self.file.write_or_raise(lambda: self._writer.merge(new, all_runs))
        self.reading.forget_times()
        self.file.on_change()
        return taken

    def unsaved(self) -> tuple[Lookup, ...]:
        """Lookups that wait to be saved, oldest first."""
        return self._waiting.lookups

    def drop(self, lookups: Sequence[Lookup]) -> None:
        """Let go of lookups that wait: they were saved elsewhere, or a person does not want them."""
        self._waiting.leave(lookups)
        self._notify()

    async def save_elsewhere(self, file: Path) -> None:
        """Write what waits to a file as an export has it, and let go of it. Raises OSError."""
        waiting = self._waiting.lookups
        runs = self._runs_of(waiting)
        await in_background(lambda: write_private(file, lines_of(waiting, runs)))
        self.drop(waiting)

    async def _write_rescue(self) -> None:
        """Write what still waits to a rescue file."""
        waiting, rescue = self._waiting.lookups, self._rescue_files
        if not waiting or rescue is None:
            return
        runs = self._runs_of(waiting)
        file = await in_background(lambda: rescue.write(waiting, runs))
        if file is None:
            _log.error("%d lookups could not be saved anywhere", len(waiting))
        else:
            _log.warning("%d lookups are not saved; the next start takes them in from %s", len(waiting), file)
            self._waiting.leave(waiting)

    async def _merge_rescue_files(self) -> None:
        """Take in what an earlier run could not save."""
        rescue = self._rescue_files
        if rescue is None or self.file.trouble is not None:
            return
        for file in await in_background(rescue.found):
            try:
                stored, runs, broken = await in_background(partial(rescue.read, file))
                lookups = tuple([await understood(each) for each in stored])
                taken = await self.file.write(partial(self._writer.merge, lookups, runs), None)
                if taken is not None:
                    count = sum(each.is_new for each in taken)
                    _log.info("%d lookups that an earlier run could not save are saved now", count)
                    await in_background(partial(rescue.done, file, broken))
            except OSError as error:
                _log.warning("Unsaved lookups stay in %s: %s", file, error)

    async def _flush(self) -> None:
        """Try to write what waits."""
        waiting = self._waiting.lookups
        if not waiting:
            return
        if await self._flush_some(waiting) or len(waiting) == 1:
            return
        if self.file.trouble is not None and self.file.trouble.trouble is HistoryTrouble.UNEXPECTED:
            for lookup in waiting:  # one of them holds up the others
                await self._flush_some((lookup,))

    async def _flush_some(self, waiting: Sequence[Lookup]) -> bool:
        runs = self._runs_of(waiting)
        rows = await self.file.write(lambda: self._writer.save(waiting, runs, lambda: self._waiting.holds(waiting)), [])
        written = waiting[: len(rows)]
        self.reading.remember_times(rows, written)
        self._waiting.leave(written)
        self._notify()
        for row, lookup in zip(rows, written, strict=True):
            self.on_saved(row, lookup)
        return bool(rows)

    async def _tend(self) -> None:
        """Do the periodic work."""
        quiet = 0
        while True:
            await asyncio.sleep(self._intervals.look_s * min(1 + quiet, self._intervals.longest_look))
            quiet += 1
            await self._check_for_damage()
            if self.file.trouble is not None:
                await self._recover()
            if self.file.trouble is None:
                await self._flush()
                if await self._look_at_others():
                    quiet = 0
                await self.removal.retire()
                await self.removal.remove_due()
            if self.file.trouble is not None or self._waiting:
                quiet = 0

    async def _check_for_damage(self) -> None:
        """Look through the whole file once a day: what is damaged there may simply be passed over by SQLite."""
        if self._looked_through or self.file.trouble is not None:
            return
        if not await self.file.write(self._writer.is_check_due, False):
            self._looked_through = self.file.trouble is None
            return
        damage, mended = "", -1
        while mended != self.file.mended:  # what was mended meanwhile was not all of it, perhaps
            mended = self.file.mended
            damage = await self.file.find_damage()
        if damage:
            try:
                await self.file.repair_once(HistoryUnavailableError(HistoryTrouble.DAMAGED, damage), mended)
            except HistoryUnavailableError as still:
                self.file.trouble = still
            self._notify()
        else:
            await self.file.write(self._writer.checked, None)
        self._looked_through = True

    async def _recover(self) -> None:
        if self.file.gone_since is not None and time.monotonic() - self.file.gone_since >= self._intervals.gone_s:
            await self.file.write(self._writer.recreate, None)
        elif self.file.trouble is not None and self.file.trouble.trouble is HistoryTrouble.DAMAGED:
            await self._repair_again(self.file.trouble)
        elif self._waiting:
            await self._flush()
        else:
            await self.file.write(self._writer.check, None)
        if self.file.trouble is None:
            self.file.on_change()

    async def _repair_again(self, error: HistoryUnavailableError) -> None:
        """Try again to put a damaged file aside that another window had open."""
        try:
            await self.file.repair_once(error, self.file.mended)
        except HistoryUnavailableError as still:
            self.file.trouble = still
            self._notify()
        else:
            await self.file.write(self._writer.check, None)

    async def _look_at_others(self) -> bool:
        """Tell what is new of them; False for nothing."""
        version = await self.file.write(self._writer.others_version, None)
        is_new = version is not None and self._seen_version not in (None, version)
        if is_new:
            self.file.on_change()
        self._seen_version = version
        return is_new

    def _notify(self) -> None:
        trouble = self.file.trouble
        keeping = Keeping.SAVING
        if trouble is not None:
            keeping = Keeping.READ_ONLY if trouble.trouble is HistoryTrouble.NEWER else Keeping.NOT_SAVING
        elif self._private:
            keeping = Keeping.PRIVATE
        elif self._waiting:
            keeping = Keeping.NOT_SAVING
        state = HistoryState(
            keeping,
            trouble.trouble if trouble else None,
            str(trouble) if trouble else "",
            self.file.put_aside,
            len(self._waiting),
            self._waiting.dropped,
            self.file.rescued,
            self.file.lost,
            log_aside=self._writer.log_aside.name if self._writer.log_aside is not None else "",
            clock_wait=self.removal.clock_wait,
        )
        if state != self.state:
            self.state = state
            self.on_state(state)
