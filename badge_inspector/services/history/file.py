"""The file behind the history: two threads over it, what is wrong with it, and how damage is mended."""

from __future__ import annotations

import asyncio
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from badge_inspector.background import in_background
from badge_inspector.domain.history import CodeRun
from badge_inspector.domain.keeping import HistoryTrouble
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history.intervals import Intervals
from badge_inspector.services.history.understanding import understood
from badge_inspector.storage.database import HistoryUnavailableError
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.history_writer import HistoryWriter
from badge_inspector.storage.records import UNREADABLE
from badge_inspector.storage.salvage import salvage

T = TypeVar("T")


class HistoryFile(ABC):
    """Attributes: on_change: called when the lists are no longer what they were: another window wrote, or the file can
    be read again."""

    def __init__(self, file: Path, intervals: Intervals) -> None:
        self._intervals = intervals
        self._write = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-write")
        self._read = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-read")
        self._writer = HistoryWriter(file)
        self._reader = HistoryReader(file)
        self._trouble: HistoryUnavailableError | None = None
        self._gone_since: float | None = None
        self._put_aside = ""
        self._rescued = 0
        self._lost = 0
        self._reported: set[str] = set()
        self._rescuing: set[asyncio.Task[None]] = set()
        self._mending = asyncio.Lock()
        self._mended = 0
        self._looking = asyncio.Lock()
        self._stop_looking = False
        self.on_change: Callable[[], None] = lambda: None

    @abstractmethod
    def _tell(self) -> None:
        """Trouble came or went, or a file was put aside."""

    async def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        """Read; a file that cannot be read gives `otherwise`, and the state says why."""
        return await self._tried(self._read, question, otherwise)

    async def _order(self, change: Callable[[], T], otherwise: T) -> T:
        """Write, if the file may be written."""
        if self._is_newer():
            return otherwise
        return await self._tried(self._write, change, otherwise)

    async def _tried(self, executor: ThreadPoolExecutor, call: Callable[[], T], otherwise: T) -> T:
        mended = self._mended
        try:
            try:
                found = await self._run(executor, call)
            except HistoryUnavailableError as error:
                if error.trouble is not HistoryTrouble.DAMAGED:
                    raise
                await self._mend_once(error, mended)
                found = await self._run(executor, call)
        except HistoryUnavailableError as error:
            if executor is self._read and self._trouble is not None:
                return otherwise  # the writer says it better
            self._trouble = error
            if error.trouble is not HistoryTrouble.GONE:
                self._gone_since = None
            elif self._gone_since is None:
                self._gone_since = time.monotonic()
            self._tell()
            return otherwise
        if executor is self._write and self._trouble is not None:
            self._trouble = self._gone_since = None
            self._tell()
        return found

    async def _run(self, executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        """Run a call on the file. Raises HistoryUnavailableError, whatever went wrong: damage nobody foresaw shows in
        all kinds of exceptions; one without damage is a mistake of this program, and reported."""
        try:
            return await run(executor, call)
        except HistoryUnavailableError:
            raise
        except Exception as error:
            if damage := await self._find_damage():
                raise HistoryUnavailableError(HistoryTrouble.DAMAGED, damage) from error
            self._report(error)
            raise HistoryUnavailableError(HistoryTrouble.UNEXPECTED, repr(error)) from error

    async def _find_damage(self) -> str:
        """Look through the whole file, unless it has to be moved meanwhile: a connection that is closed after that
        would delete the log of the file in its place."""
        async with self._looking:
            self._stop_looking = False
            return await in_background(lambda: self._writer.damage(lambda: self._stop_looking))

    def _report(self, error: Exception) -> None:
        """Hand a mistake of this program to whoever shows them, once."""
        if repr(error) not in self._reported:
            self._reported.add(repr(error))
            loop = asyncio.get_running_loop()
            loop.call_exception_handler({"message": "the history could not be used", "exception": error})

    async def _mend_once(self, error: HistoryUnavailableError, mended: int) -> None:
        """Mend, unless the other thread, which met the same damage, has done so since `mended`."""
        async with self._mending:
            if mended == self._mended:
                await self._mend(error)
                self._mended += 1

    async def _mend(self, error: HistoryUnavailableError) -> None:
        """A file that is no history goes aside and a fresh one is started; a broken index of words is made anew."""
        if error.index_only:
            await run(self._write, self._writer.mend_words)
            return
        self._stop_looking = True
        async with self._looking:
            kept = await run(self._read, self._start_afresh)
        if kept is not None:
            self._put_aside = kept.name
            self._tell()
            task = asyncio.get_running_loop().create_task(self._rescue(kept))
            self._rescuing.add(task)
            task.add_done_callback(self._rescuing.discard)

    def _start_afresh(self) -> Path | None:
        """In the reading thread, so that nothing opens the damaged file once more while it is moved."""
        self._reader.close()
        return self._write.submit(self._writer.start_afresh).result()

    async def _rescue(self, damaged: Path) -> None:
        """Take over what can still be read of a file that was put aside."""
        chunks = salvage(damaged)
        while found := await in_background(lambda: next(chunks, None)):
            lookups: list[Lookup] = []
            for stored in found.lookups:
                with suppress(*UNREADABLE):
                    lookups.append(await understood(stored))
            self._lost += found.lost + len(found.lookups) - len(lookups)
            await self._take_over(lookups, found.runs)
            self._tell()
        if self._rescued:
            self.on_change()

    async def _take_over(self, lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> None:
        """Keep what was rescued, however long the fresh file cannot be written; one by one what a mistake of this
        program makes impossible together."""
        while (new := await self._order(lambda: self._writer.take_in(lookups, runs), None)) is None:
            if self._trouble is None or self._trouble.trouble is not HistoryTrouble.UNEXPECTED:
                await asyncio.sleep(self._intervals.look_s)
            elif len(lookups) + len(runs) <= 1:
                self._lost += len(lookups)
                return
            else:
                for run in runs:
                    await self._take_over((), [run])
                for lookup in lookups:
                    await self._take_over([lookup])
                return
        self._rescued += sum(each.is_new for each in new)

    def _is_newer(self) -> bool:
        return self._trouble is not None and self._trouble.trouble is HistoryTrouble.NEWER

    async def _close_file(self) -> None:
        # The writer last: only it can fold the write-ahead log into the file.
        await run(self._read, self._reader.close)
        await run(self._write, self._writer.close)
        self._write.shutdown(wait=False)
        self._read.shutdown(wait=False)


async def run(executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    def called() -> T:
        try:
            return call()
        except BaseException as error:
            _let_go(error)
            raise

    return await asyncio.wrap_future(executor.submit(called))


def _let_go(error: BaseException | None) -> None:
    """Free what the frames of an exception hold. A cursor among it keeps its connection open behind `close()`; once
    another file has taken the damaged one's place SQLite would delete that one's log, by its name."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
