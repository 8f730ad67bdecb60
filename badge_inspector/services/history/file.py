"""The history's file: two threads that use it, its troubles, and the repair of damage."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from badge_inspector.background import in_background
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.keeping import HistoryTrouble, HistoryUnavailableError
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history.facts import Intervals
from badge_inspector.services.history.understanding import understood
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.history_remover import HistoryRemover
from badge_inspector.storage.history_writer import HistoryWriter
from badge_inspector.storage.records import UNREADABLE
from badge_inspector.storage.salvage import salvage

T = TypeVar("T")


class HistoryFile:
    """One thread that reads and one that writes, which the parts of the history share.

    Attributes: reader, writer, remover: of the file, for `read` and `write`. trouble: why it cannot be used;
    gone_since: the monotonic moment at which it vanished. put_aside: name of the last damaged file; rescued, lost:
    numbers of its lookups; rescuing: tasks that still read it. mended: how often damage was dealt with. stop_looking: a
    look through the whole file ends early.
    on_change: called when the lists are no longer what they were: another window wrote, or the file can be read again.
    on_state: trouble came or went, or a file was put aside. on_fresh: what ids stood for is gone.
    """

    def __init__(self, file: Path, intervals: Intervals) -> None:
        self.intervals = intervals
        self._write_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-write")
        self._read_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-read")
        self.writer = HistoryWriter(file)
        self.remover = HistoryRemover(self.writer)
        self.reader = HistoryReader(file)
        self.trouble: HistoryUnavailableError | None = None
        self.gone_since: float | None = None
        self.put_aside = ""
        self.rescued = 0
        self.lost = 0
        self._reported: set[str] = set()
        self.rescuing: set[asyncio.Task[None]] = set()
        self._mending = asyncio.Lock()
        self.mended = 0
        self._looking = asyncio.Lock()
        self._look: asyncio.Future[str] | None = None
        self.stop_looking = False
        self.on_change: Callable[[], None] = lambda: None
        self.on_state: Callable[[], None] = lambda: None
        self.on_fresh: Callable[[], None] = lambda: None

    async def read(self, question: Callable[[], T], otherwise: T) -> T:
        """Read; a file that cannot be read gives `otherwise`, and the state says why."""
        return await self._tried(self._read_thread, question, otherwise)

    async def write(self, change: Callable[[], T], otherwise: T) -> T:
        """Write, if the file may be written."""
        if self.is_newer:
            return otherwise
        return await self._tried(self._write_thread, change, otherwise)

    async def write_or_raise(self, change: Callable[[], T]) -> T:
        """Write what does not wait for a better time. Raises HistoryUnavailableError."""
        return await run(self._write_thread, change)

    async def _tried(self, executor: ThreadPoolExecutor, call: Callable[[], T], otherwise: T) -> T:
        mended = self.mended
        try:
            try:
                found = await self._run(executor, call)
            except HistoryUnavailableError as error:
                if error.trouble is not HistoryTrouble.DAMAGED:
                    raise
                await self.repair_once(error, mended)
                found = await self._run(executor, call)
        except HistoryUnavailableError as error:
            if executor is self._read_thread and self.trouble is not None:
                return otherwise  # the writer says it better
            self.trouble = error
            if error.trouble is not HistoryTrouble.GONE:
                self.gone_since = None
            elif self.gone_since is None:
                self.gone_since = time.monotonic()
            self.on_state()
            return otherwise
        if executor is self._write_thread and self.trouble is not None:
            self.trouble = self.gone_since = None
            self.on_state()
        return found

    async def _run(self, executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        """Run a call on the file. Raises HistoryUnavailableError, whatever went wrong: damage nobody foresaw shows in
        all kinds of exceptions; one without damage is a mistake of this program, and reported."""
        try:
            return await run(executor, call)
        except HistoryUnavailableError:
            raise
        except Exception as error:
            if damage := await self.find_damage():
                raise HistoryUnavailableError(HistoryTrouble.DAMAGED, damage) from error
            self._report(error)
            raise HistoryUnavailableError(HistoryTrouble.UNEXPECTED, repr(error)) from error

    async def find_damage(self) -> str:
        """Look through the whole file, unless it has to be moved meanwhile: a connection that is closed after that
        would delete the log of the file in its place."""
        async with self._looking:
            self.stop_looking = False
            self._look = asyncio.ensure_future(in_background(lambda: self.writer.damage(lambda: self.stop_looking)))
            return await asyncio.shield(self._look)

    def _report(self, error: Exception) -> None:
        """Report a bug of this program, once."""
        if repr(error) not in self._reported:
            self._reported.add(repr(error))
            loop = asyncio.get_running_loop()
            loop.call_exception_handler({"message": "the history could not be used", "exception": error})

    async def repair_once(self, error: HistoryUnavailableError, mended: int) -> None:
        """Mend, unless the other thread, which met the same damage, has done so since `mended`."""
        async with self._mending:
            if mended == self.mended:
                await self._repair(error)
                self.mended += 1

    async def _repair(self, error: HistoryUnavailableError) -> None:
        """Move a file that is not a history aside and start a fresh one; make a broken index of words anew."""
        if error.index_only:
            await run(self._write_thread, self.writer.rebuild_words)
            return
        self.stop_looking = True
        async with self._looking:
            kept = await run(self._read_thread, self._start_afresh)
        if kept is not None:
            self.put_aside = kept.name
            self.on_fresh()
            self.on_state()
            task = asyncio.get_running_loop().create_task(self._rescue(kept))
            self.rescuing.add(task)
            task.add_done_callback(self.rescuing.discard)

    def _start_afresh(self) -> Path | None:
        """In the reading thread, so that nothing opens the damaged file once more while it is moved."""
        self.reader.close()
        return self._write_thread.submit(self.writer.start_afresh).result()

    async def _rescue(self, damaged: Path) -> None:
        """Take over what can still be read of a file that was put aside."""
        chunks = salvage(damaged)
        while found := await in_background(lambda: next(chunks, None)):
            lookups: list[Lookup] = []
            for stored in found.lookups:
                with suppress(*UNREADABLE):
                    lookups.append(await understood(stored))
            self.lost += found.lost + len(found.lookups) - len(lookups)
            await self._merge_rescued(lookups, found.runs)
            self.on_state()
        if self.rescued:
            self.on_change()

    async def _merge_rescued(self, lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> None:
        """Store rescued lookups as soon as the fresh file can be written; one by one if a mistake of this program
        prevents it together."""
        while (new := await self.write(lambda: self.writer.merge(lookups, runs), None)) is None:
            if self.trouble is None or self.trouble.trouble is not HistoryTrouble.UNEXPECTED:
                await asyncio.sleep(self.intervals.look_s)
            elif len(lookups) + len(runs) <= 1:
                self.lost += len(lookups)
                return
            else:
                for run in runs:
                    await self._merge_rescued((), [run])
                for lookup in lookups:
                    await self._merge_rescued([lookup])
                return
        self.rescued += sum(each.is_new for each in new)

    @property
    def is_newer(self) -> bool:
        return self.trouble is not None and self.trouble.trouble is HistoryTrouble.NEWER

    async def close(self) -> None:
        self.stop_looking = True
        if self._look is not None:  # whoever awaited it may be cancelled; its connection is still open
            await asyncio.gather(self._look, return_exceptions=True)
        # The writer last: only it can fold the write-ahead log into the file.
        await run(self._read_thread, self.reader.close)
        await run(self._write_thread, self.writer.close)
        self._write_thread.shutdown(wait=False)
        self._read_thread.shutdown(wait=False)


async def run(executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    def called() -> T:
        try:
            return call()
        except BaseException as error:
            _clear_frames(error)
            raise

    return await asyncio.wrap_future(executor.submit(called))


def _clear_frames(error: BaseException | None) -> None:
    """Free what the frames of an exception hold. A cursor among it keeps its connection open behind `close()`; once
    another file has taken the damaged one's place SQLite would delete that one's log, by its name."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
