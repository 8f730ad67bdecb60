"""The history as the window uses it: coroutines over two threads, and a word whenever saving stops or resumes.

What cannot be written now waits in memory and is written as soon as that works again; until then the state says why.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.history_query import parse_query
from badge_inspector.domain.lookup import Failed, Lookup, Refused
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.services.look_up import decoded_off_loop
from badge_inspector.storage.history import Access, HistoryFile, HistoryUnavailableError, attempt, put_aside
from badge_inspector.storage.records import StoredLookup
from badge_inspector.storage.schema import NewerSchemaError

T = TypeVar("T")
RETRY_S = 3.0
POLL_S = 2.0
MOST_WAITING = 1_000
PAGE = 100


class Keeping(StrEnum):
    """How it stands with saving."""

    SAVING = "saving"
    NOT_SAVING = "not_saving"
    """The file cannot be written now; what comes waits in memory."""
    READ_ONLY = "read_only"
    """A newer version of the program wrote the file: it is read, not written."""
    PRIVATE = "private"
    """The person wants nothing recorded."""


@dataclass(frozen=True, slots=True)
class HistoryState:
    """`reason` is the system's; `put_aside` names the file an unreadable history was moved to; `waiting` counts lookups
    that are in memory only."""

    keeping: Keeping = Keeping.SAVING
    reason: str = ""
    put_aside: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Rows newest first; `complete` when there are no more; `matches` is how many fit a search (counted up to 10,001),
    None without one; `wrong` are filters in it that could not be read."""

    rows: tuple[HistoryRow, ...]
    complete: bool
    matches: int | None = None
    wrong: tuple[str, ...] = ()


UndoToken = tuple[int, ...]


class HistoryService:
    """Attributes:

    state: how it stands with saving.
    on_state: called with every change of it. on_saved: called with the row of a lookup that had to wait.
    on_change: called when another window wrote.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._write = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-write")
        self._read = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-read")
        self._writer = HistoryFile(file, Access.WRITE)
        self._reader = HistoryFile(file, Access.READ)
        self._waiting: list[Lookup] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.state = HistoryState()
        self.on_state: Callable[[HistoryState], None] = lambda _state: None
        self.on_saved: Callable[[HistoryRow], None] = lambda _row: None
        self.on_change: Callable[[], None] = lambda: None

    async def open(self) -> HistoryState:
        """Open the file, making it if need be. An unreadable one is put aside and a fresh one started."""
        await self._opened()
        self._keep(self._watch())
        return self.state

    async def close(self) -> None:
        """Finish what is being written, and close the file. One last try for what waits."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._waiting:
            await self._flush()
        # The writer last: only it can fold the write-ahead log into the file.
        await _run(self._read, self._reader.close)
        await _run(self._write, lambda: _quietly(self._writer))
        self._write.shutdown(wait=False)
        self._read.shutdown(wait=False)

    def set_private(self, private: bool) -> None:
        """Record nothing, or record again."""
        if private:
            self._tell(HistoryState(Keeping.PRIVATE))
        elif self.state.keeping is Keeping.PRIVATE:
            self._tell(HistoryState())

    async def save(self, lookup: Lookup) -> HistoryRow | None:
        """Keep a lookup. Its row once it is on disk; None when it is not: the state says why, and `on_saved` tells
        when it is after all."""
        if self.state.keeping in (Keeping.PRIVATE, Keeping.READ_ONLY):
            return None
        if self._waiting:
            self._wait_with(lookup)
            return None
        try:
            return await _run(self._write, lambda: self._writer.save(lookup))
        except HistoryUnavailableError as error:
            await self._failed(error)
            self._wait_with(lookup)
            self._tell(HistoryState(Keeping.NOT_SAVING, str(error), self.state.put_aside, len(self._waiting)))
            return None

    async def save_all(self, lookups: Sequence[Lookup]) -> list[HistoryRow]:
        """Keep many in one transaction; an empty list when they have to wait."""
        if self.state.keeping in (Keeping.PRIVATE, Keeping.READ_ONLY) or not lookups:
            return []
        try:
            return await _run(self._write, lambda: self._writer.save_all(lookups))
        except HistoryUnavailableError as error:
            for lookup in lookups:
                self._wait_with(lookup)
            self._tell(HistoryState(Keeping.NOT_SAVING, str(error), self.state.put_aside, len(self._waiting)))
            return []

    async def page(
        self, text: str, kind: HistoryFilter, before_id: int | None = None, limit: int = PAGE
    ) -> HistoryPage:
        """The newest lookups that fit, or the next ones below `before_id`. Empty when the file cannot be read."""
        query = parse_query(text)
        counted = before_id is None and not query.is_empty

        def read() -> HistoryPage:
            rows = self._reader.page(query, kind, before_id, limit)
            matches = self._reader.matches(query, kind) if counted else None
            return HistoryPage(rows, len(rows) < limit, matches, query.wrong)

        return await self._ask(read, HistoryPage((), complete=True, matches=0 if counted else None))

    async def totals(self) -> tuple[int, int]:
        """How many are kept, and how many of them pinned."""
        return await self._ask(self._reader.totals, (0, 0))

    async def lookup(self, history_id: int) -> Lookup | None:
        """A lookup exactly as it was; None when it is not there."""
        stored = await self._ask(lambda: self._reader.lookup(history_id), None)
        return None if stored is None else await _understood(stored)

    async def previous(self, lookup: Lookup, same_code: bool = True) -> Lookup | None:
        """The lookup before this one on the same portal, of the same code or of any."""
        code = lookup.code if same_code else None
        found = await self._ask(lambda: self._reader.previous_id(lookup.profile_id, code, lookup.history_id), None)
        return None if found is None else await self.lookup(found)

    async def last_time(self, profile_id: str) -> ServerTime | None:
        """The `time` block of the last good answer of a portal."""
        found = await self._ask(lambda: self._reader.last_found_id(profile_id), None)
        lookup = None if found is None else await self.lookup(found)
        return lookup.outcome.time if lookup is not None else None

    async def trend(self, profile_id: str, code: str, most: int = 24) -> tuple[TrendPoint, ...]:
        """The last lookups of a code on a portal, oldest first."""
        return await self._ask(lambda: self._reader.trend(profile_id, code, most), ())

    async def pin(self, history_id: int, pinned: bool) -> HistoryRow | None:
        return await self._order(lambda: self._writer.pin(history_id, pinned), None)

    async def note(self, history_id: int, text: str) -> HistoryRow | None:
        return await self._order(lambda: self._writer.note(history_id, text), None)

    async def delete(self, ids: Sequence[int]) -> UndoToken:
        """Take lookups out; what is returned brings them back through `undo()` until the program ends."""
        token = tuple(ids)
        await self._order(lambda: self._writer.delete(token), None)
        return token

    async def delete_all(
        self, *, portal: str | None = None, after: float | None = None, before: float | None = None
    ) -> UndoToken:
        """The same for a portal, a span of time (epoch seconds), or everything; pinned ones stay."""
        return await self._order(lambda: self._writer.delete_where(portal=portal, after=after, before=before), ())

    async def undo(self, token: UndoToken) -> None:
        await self._order(lambda: self._writer.restore(token), None)

    async def retain(self, days: int, count: int, size_bytes: int) -> int:
        """Drop what goes beyond the limits (0 is none); returns how many went."""
        if not (days or count or size_bytes):
            return 0
        return await self._order(
            lambda: self._writer.retain(days=days, count=count, size_bytes=size_bytes, now=time.time()), 0
        )

    async def _opened(self) -> None:
        try:
            await _run(self._write, self._writer.open)
            await _run(self._read, self._reader.open)
        except NewerSchemaError as newer:
            self._tell(HistoryState(Keeping.READ_ONLY, str(newer)))
        except HistoryUnavailableError as error:
            await self._failed(error)

    async def _failed(self, error: HistoryUnavailableError) -> None:
        """A file that is no history goes aside and a fresh one is started; for other troubles the state says why."""
        if error.damaged:
            try:
                await _run(self._write, self._writer.close)
                await _run(self._read, self._reader.close)
                aside = await _run(self._write, lambda: put_aside(self._file))
                await _run(self._write, self._writer.open)
                await _run(self._read, self._reader.open)
            except HistoryUnavailableError as again:
                self._tell(HistoryState(Keeping.NOT_SAVING, str(again), waiting=len(self._waiting)))
            else:
                self._tell(HistoryState(put_aside=aside.name, waiting=len(self._waiting)))
        else:
            self._tell(HistoryState(Keeping.NOT_SAVING, str(error), self.state.put_aside, len(self._waiting)))

    def _wait_with(self, lookup: Lookup) -> None:
        """Keep a lookup in memory; the oldest give way when there are too many."""
        if not self._waiting:
            self._keep(self._retry())
        self._waiting.append(lookup)
        del self._waiting[:-MOST_WAITING]

    async def _retry(self) -> None:
        while self._waiting:
            await asyncio.sleep(RETRY_S)
            await self._flush()

    async def _flush(self) -> None:
        waiting = tuple(self._waiting)
        try:
            rows = await _run(self._write, lambda: self._writer.save_all(waiting))
        except HistoryUnavailableError as error:
            self._tell(HistoryState(Keeping.NOT_SAVING, str(error), self.state.put_aside, len(self._waiting)))
            return
        del self._waiting[: len(waiting)]
        self._tell(HistoryState(put_aside=self.state.put_aside, waiting=len(self._waiting)))
        for row in rows:
            self.on_saved(row)

    async def _watch(self) -> None:
        """Look now and then whether another window wrote: the writer's connection counts all writes but its own."""
        seen: int | None = None
        while True:
            version = await self._order(self._writer.data_version, None)
            if seen is not None and version is not None and version != seen:
                self.on_change()
            seen = version
            await asyncio.sleep(POLL_S)

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, state: HistoryState) -> None:
        if state != self.state:
            self.state = state
            self.on_state(state)

    async def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        """Read; a file that cannot be read gives `otherwise`, and the state says why."""
        try:
            return await _run(self._read, question)
        except HistoryUnavailableError as error:
            await self._failed(error)
            return otherwise

    async def _order(self, change: Callable[[], T], otherwise: T) -> T:
        """Write, if the file may be written."""
        if self.state.keeping is Keeping.READ_ONLY:
            return otherwise
        try:
            return await _run(self._write, change)
        except HistoryUnavailableError as error:
            await self._failed(error)
            return otherwise


async def _run(executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    return await asyncio.wrap_future(executor.submit(attempt, call))


def _quietly(writer: HistoryFile) -> None:
    """Remove what was deleted, then close; a file that cannot be written any more is only closed."""
    try:
        attempt(writer.purge)
    except (HistoryUnavailableError, NewerSchemaError):
        pass  # the next start removes it
    finally:
        writer.close()


async def _understood(stored: StoredLookup) -> Lookup:
    row, exchange = stored.row, stored.exchange
    response = exchange.response
    decoded = None
    if response is not None:
        decoded = await decoded_off_loop(response, PortalAddress(row.portal))
    time_block = decoded.outcome.time if decoded else None
    if stored.failure is None and decoded is not None:
        outcome = decoded.outcome
    elif row.status == "refused" and stored.failure is not None:
        outcome = Refused(stored.failure, time_block)
    elif stored.failure is not None:
        outcome = Failed(stored.failure, time_block)
    else:
        raise ValueError("a found badge without a response")
    return Lookup(
        code=stored.code,
        profile_id=row.profile_id,
        portal_name=row.portal_name,
        portal=row.portal,
        asked_at=row.asked_at,
        outcome=outcome,
        exchange=exchange,
        document=decoded.document if decoded else None,
        history_id=row.id,
        note=row.note,
        pinned=row.pinned,
    )
