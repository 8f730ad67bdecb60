"""The file behind the history: two threads over it, what is wrong with it, and how damage is mended."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from badge_inspector.background import in_background
from badge_inspector.domain.keeping import HistoryTrouble
from badge_inspector.services.history.pace import Pace
from badge_inspector.services.history.understanding import understood
from badge_inspector.storage.database import HistoryUnavailableError
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.history_writer import HistoryWriter
from badge_inspector.storage.salvage import salvage

T = TypeVar("T")


class HistoryFile(ABC):
    """Attributes: on_change: called when the lists are no longer what they were: another window wrote, or the file can
    be read again."""

    def __init__(self, file: Path, pace: Pace) -> None:
        self._pace = pace
        self._write = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-write")
        self._read = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-read")
        self._writer = HistoryWriter(file)
        self._reader = HistoryReader(file)
        self._trouble: HistoryUnavailableError | None = None
        self._gone_since: float | None = None
        self._put_aside = ""
        self._rescued = 0
        self._rescuing: set[asyncio.Task[None]] = set()
        self._mending = asyncio.Lock()
        self._mended = 0
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
                found = await run(executor, call)
            except HistoryUnavailableError as error:
                if error.trouble is not HistoryTrouble.DAMAGED:
                    raise
                async with self._mending:
                    if mended == self._mended:  # the other thread may have met the same damage
                        await self._mend(error)
                        self._mended += 1
                found = await run(executor, call)
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

    async def _mend(self, error: HistoryUnavailableError) -> None:
        """A file that is no history goes aside and a fresh one is started; a broken index of words is made anew."""
        if error.index_only:
            await run(self._write, self._writer.mend_words)
            return
        await run(self._read, self._reader.close)
        kept = await run(self._write, self._writer.start_afresh)
        if kept is not None:
            self._put_aside = kept.name
            self._tell()
            task = asyncio.get_running_loop().create_task(self._rescue(kept))
            self._rescuing.add(task)
            task.add_done_callback(self._rescuing.discard)

    async def _rescue(self, damaged: Path) -> None:
        """Take over what can still be read of a file that was put aside."""
        chunks = salvage(damaged)
        while chunk := await in_background(lambda: next(chunks, None)):
            lookups = [await understood(stored) for stored in chunk]
            self._rescued += await self._order(lambda: self._writer.take_in(lookups), 0)  # noqa: B023
            self._tell()
        if self._rescued:
            self.on_change()

    def _is_newer(self) -> bool:
        return self._trouble is not None and self._trouble.trouble is HistoryTrouble.NEWER

    async def _close_file(self) -> None:
        # The writer last: only it can fold the write-ahead log into the file.
        await run(self._read, self._reader.close)
        await run(self._write, self._writer.close)
        self._write.shutdown(wait=False)
        self._read.shutdown(wait=False)


async def run(executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    return await asyncio.wrap_future(executor.submit(call))
