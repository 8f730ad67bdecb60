"""The history as the window uses it: coroutines over two threads, and a word whenever saving stops or resumes.

What cannot be written now waits in memory and is written as soon as that works again; until then the state says why.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from badge_inspector.background import in_background
from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.history_query import parse_query
from badge_inspector.domain.keeping import HistoryState, HistoryTrouble, Keeping
from badge_inspector.domain.lookup import Failed, Lookup, Refused
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.services.look_up import decoded_off_loop
from badge_inspector.storage.database import HistoryUnavailableError
from badge_inspector.storage.history_reader import COUNT_LIMIT, HistoryReader
from badge_inspector.storage.history_writer import HistoryWriter, Retention, Swath
from badge_inspector.storage.records import StoredLookup
from badge_inspector.storage.salvage import salvage

T = TypeVar("T")
PAGE = 100
_TIMES_KEPT = 50
_IDS_AT_ONCE = 2_000
_COUNTING_S = 0.1
"""So long the matches of a search are counted where each row has to be looked at; then it is "more than"."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often what is looked at, and how long what waits: seconds, lookups and bytes.

    `look_s`: whether another window wrote, whether writing works again. `gone_s`: a folder that vanished (a share, a
    stick) may come back, after that it is made anew. `undo_s`: what was deleted can be asked back, after that it is
    removed. `retire_s`, `retire_saves`: retention. `close_s`: a last removal may hold up quitting.
    """

    look_s: float = 2.0
    gone_s: float = 10.0
    undo_s: float = 120.0
    retire_s: float = 3600.0
    retire_saves: int = 500
    close_s: float = 0.3
    most_waiting: int = 5_000
    most_waiting_bytes: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Rows newest first; `complete` when there are no more; `matches` is how many fit a search or a kind, None where
    all are shown, and `counted_all` is False where there are more than that; `wrong` are filters that could not be
    read; `unreadable` that the file could not."""

    rows: tuple[HistoryRow, ...]
    complete: bool
    matches: int | None = None
    counted_all: bool = True
    wrong: tuple[str, ...] = ()
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class UndoToken:
    """What was deleted together, and how many; none where the file cannot be written."""

    batch: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What a search can be completed with: names and addresses of portals, error codes and codes seen lately."""

    portals: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class HistoryService:
    """Attributes:

    state: how it stands with saving.
    on_state: called with every change of it. on_saved: called with the row of a lookup that had to wait.
    on_change: called when the lists are no longer what they were: another window wrote, or the file can be read again.
    """

    def __init__(self, file: Path, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._write = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-write")
        self._read = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-history-read")
        self._writer = HistoryWriter(file)
        self._reader = HistoryReader(file)
        self._private = False
        self._trouble: HistoryUnavailableError | None = None
        self._gone_since: float | None = None
        self._put_aside = ""
        self._rescued = 0
        self._rescuing: set[asyncio.Task[None]] = set()
        self._mending = asyncio.Lock()
        self._mended = 0
        self._waiting: list[Lookup] = []
        self._dropped = 0
        self._times: dict[int, ServerTime | None] = {}
        self._seen_version: int | None = None
        self._batches: dict[int, float] = {}
        self._keep = Retention()
        self._retired_at: float | None = None
        self._saves = 0
        self._tending: asyncio.Task[None] | None = None
        self.state = HistoryState()
        self.on_state: Callable[[HistoryState], None] = lambda _state: None
        self.on_saved: Callable[[HistoryRow], None] = lambda _row: None
        self.on_change: Callable[[], None] = lambda: None

    async def open(self) -> HistoryState:
        """Open the file, making it if need be. An unreadable one is put aside and a fresh one started."""
        await self._order(self._writer.open, None)
        await self._ask(self._reader.open, None)
        # From here on: what another window writes before the first look is news as well.
        self._seen_version = await self._order(self._writer.others_version, None)
        self._tending = asyncio.get_running_loop().create_task(self._tend())
        return self.state

    async def close(self) -> None:
        """Finish what is being written, and close the file. One last try for what waits; `state.waiting` says what
        could not be saved."""
        running = [*self._rescuing, *([self._tending] if self._tending is not None else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._flush()
        deadline = time.monotonic() + self._pace.close_s
        while self._batches and time.monotonic() < deadline and not self._trouble:
            await self._purge(next(iter(self._batches)))
        # The writer last: only it can fold the write-ahead log into the file.
        await asyncio.wrap_future(self._read.submit(self._reader.close))
        await asyncio.wrap_future(self._write.submit(self._writer.close))
        self._write.shutdown(wait=False)
        self._read.shutdown(wait=False)

    def set_private(self, private: bool) -> None:
        """Record nothing, or record again."""
        self._private = private
        self._tell()

    def keep(self, retention: Retention) -> None:
        """What to keep from now on; looked after now and then."""
        if retention != self._keep:
            self._keep = retention
            self._retired_at = None

    async def save(self, lookup: Lookup) -> HistoryRow | None:
        """Keep a lookup. Its row once it is on disk; None when it is not: the state says why, and `on_saved` tells
        when it is after all."""
        rows = await self.save_all([lookup])
        return rows[0] if rows else None

    async def save_all(self, lookups: Sequence[Lookup]) -> list[HistoryRow]:
        """Keep many in one transaction; an empty list when they have to wait."""
        if not lookups or self._private or self._is_newer():
            return []
        kept = tuple(lookups)
        rows = [] if self._waiting else await self._order(lambda: self._writer.save(kept), [])
        if rows:
            self._saves += len(rows)
            self._remember_times(rows, kept)
        elif not self._is_newer():
            self._wait_with(kept)
        return rows

    async def page(
        self, text: str, kind: HistoryFilter, before_id: int | None = None, limit: int = PAGE
    ) -> HistoryPage:
        """The newest lookups that fit, or the next ones below `before_id`. Empty when the file cannot be read."""
        query = parse_query(text)
        rows: tuple[HistoryRow, ...] = ()
        below = before_id
        while True:
            found = await self._ask(lambda: self._reader.page(query, kind, below, limit - len(rows)), None)  # noqa: B023
            if found is None:
                return HistoryPage(rows, complete=True, wrong=query.wrong, unreadable=True)
            rows += found.rows
            below = found.next_below
            if below is None or len(rows) == limit:
                break
        page = HistoryPage(rows, below is None, wrong=query.wrong)
        if before_id is not None or (query.is_empty and kind is HistoryFilter.ALL):
            return page
        if page.complete:
            return HistoryPage(rows, True, len(rows), wrong=query.wrong)
        count, counted_all = await self._count(text, kind)
        return HistoryPage(rows, False, count, counted_all, query.wrong)

    async def found_ids(self, text: str, kind: HistoryFilter) -> tuple[int, ...]:
        """The ids of all that fits, newest first."""
        ids: list[int] = []
        page = await self.page(text, kind, limit=_IDS_AT_ONCE)
        while page.rows:
            ids += (row.id for row in page.rows)
            if page.complete:
                break
            page = await self.page(text, kind, ids[-1], _IDS_AT_ONCE)
        return tuple(ids)

    async def known(self) -> Known:
        """What a search can be completed with."""
        return Known(*await self._ask(self._reader.known, ((), (), ())))

    async def totals(self) -> tuple[int, int]:
        """How many are kept, and how many of them pinned."""
        return await self._ask(self._reader.totals, (0, 0))

    async def lookup(self, history_id: int) -> Lookup | None:
        """A lookup exactly as it was; None when it is not there."""
        stored = await self._ask(lambda: self._reader.lookup(history_id), None)
        return None if stored is None else await understood(stored)

    async def previous(self, lookup: Lookup) -> Lookup | None:
        """The lookup of the same code before this one on the same portal."""
        asked = lookup.profile_id, lookup.code, lookup.history_id
        found = await self._ask(lambda: self._reader.previous_id(*asked), None)
        return None if found is None else await self.lookup(found)

    async def previous_time(self, lookup: Lookup) -> ServerTime | None:
        """The `time` block of the lookup before this one on the same portal, of whichever code."""
        found = await self._ask(lambda: self._reader.previous_id(lookup.profile_id, None, lookup.history_id), None)
        return await self._time(found)

    async def last_time(self, profile_id: str) -> ServerTime | None:
        """The `time` block of the last good answer of a portal."""
        return await self._time(await self._ask(lambda: self._reader.last_found_id(profile_id), None))

    async def trend(self, profile_id: str, code: str, most: int = 24) -> tuple[TrendPoint, ...]:
        """The last lookups of a code on a portal, oldest first."""
        return await self._ask(lambda: self._reader.trend(profile_id, code, most), ())

    async def pin(self, history_id: int, pinned: bool) -> HistoryRow | None:
        return await self._order(lambda: self._writer.pin(history_id, pinned), None)

    async def note(self, history_id: int, text: str) -> HistoryRow | None:
        return await self._order(lambda: self._writer.note(history_id, text), None)

    async def delete(self, ids: Sequence[int]) -> UndoToken:
        """Take lookups out; what is returned brings them back through `undo()`, for two minutes at least."""
        batch, doomed = await self._new_batch(), tuple(ids)
        await self._order(lambda: self._writer.delete(doomed, batch), None)
        return await self._token(batch)

    async def delete_all(
        self, *, portal: str | None = None, after: float | None = None, before: float | None = None
    ) -> UndoToken:
        """The same for a portal (its authority), a span of time (epoch seconds), or everything; pinned ones stay."""
        batch = await self._new_batch()
        await self._take_out(Swath(portal, after, before), batch)
        return await self._token(batch)

    async def undo(self, token: UndoToken) -> None:
        self._batches.pop(token.batch, None)
        while await self._order(lambda: self._writer.undelete(token.batch), False):
            pass

    async def purge(self, token: UndoToken) -> None:
        """Remove what was deleted together, for good and now, and give the space back."""
        while token.batch in self._batches and not self._trouble:
            await self._purge(token.batch)

    async def entries(self, ids: Sequence[int]) -> tuple[StoredLookup, ...]:
        """Kept lookups as they lie there, oldest first."""
        wanted = tuple(ids)
        return await self._ask(lambda: self._reader.entries(wanted), ())

    async def entries_after(self, history_id: int, limit: int) -> tuple[StoredLookup, ...]:
        """The next ones, oldest first."""
        return await self._ask(lambda: self._reader.entries_after(history_id, limit), ())

    async def take_in(self, lookups: Sequence[Lookup]) -> int:
        """Keep lookups of another history, each where its time belongs, those left out that are here already. Returns
        how many were new. Raises HistoryUnavailableError: what is imported does not wait."""
        new = tuple(lookups)
        count = await _run(self._write, lambda: self._writer.take_in(new))
        self._times.clear()
        self.on_change()
        return count

    async def _count(self, text: str, kind: HistoryFilter) -> tuple[int, bool]:
        query = parse_query(text)
        count, below = 0, None
        deadline = time.monotonic() + _COUNTING_S
        while True:
            most = COUNT_LIMIT + 1 - count
            found = await self._ask(lambda: self._reader.matches(query, kind, below, most), None)  # noqa: B023
            if found is None:
                return count, False
            count += found.count
            below = found.next_below
            if count > COUNT_LIMIT:
                return COUNT_LIMIT, False
            if below is None:
                return count, True
            if time.monotonic() > deadline:
                return count, False

    async def _new_batch(self) -> int:
        batch = await self._order(self._writer.new_batch, 0)
        if batch:
            self._batches[batch] = time.monotonic() + self._pace.undo_s
        return batch

    async def _token(self, batch: int) -> UndoToken:
        return UndoToken(batch, await self._order(lambda: self._writer.count_of(batch), 0))

    async def _take_out(self, swath: Swath, batch: int) -> None:
        """A chunk at a time, so that a lookup can be saved in between."""
        above: int | None = 0
        while above is not None:
            above = await self._order(lambda: self._writer.delete_swath(swath, batch, above or 0), None)  # noqa: B023

    async def _purge(self, batch: int) -> None:
        """Remove a chunk of a batch; after the last one give the space back."""
        if not await self._order(lambda: self._writer.purge(batch), False):
            self._batches.pop(batch, None)
            for part in (self._writer.tidy_words, self._writer.give_back):
                while await self._order(part, False):
                    pass

    async def _time(self, history_id: int | None) -> ServerTime | None:
        """The block of a kept answer. Those of this run are remembered: megabytes would have to be parsed for it."""
        if history_id is None:
            return None
        if history_id not in self._times:
            lookup = await self.lookup(history_id)
            self._remember_time(history_id, lookup.outcome.time if lookup is not None else None)
        return self._times[history_id]

    def _remember_times(self, rows: Sequence[HistoryRow], lookups: Sequence[Lookup]) -> None:
        for row, lookup in zip(rows, lookups, strict=True):
            self._remember_time(row.id, lookup.outcome.time)

    def _remember_time(self, history_id: int, time_block: ServerTime | None) -> None:
        self._times[history_id] = time_block
        if len(self._times) > _TIMES_KEPT:
            del self._times[next(iter(self._times))]

    def _wait_with(self, lookups: Sequence[Lookup]) -> None:
        """Keep lookups in memory; the oldest give way when there are too many."""
        self._waiting += lookups
        size = sum(map(_weight, self._waiting))
        while len(self._waiting) > self._pace.most_waiting or (
            size > self._pace.most_waiting_bytes and len(self._waiting) > 1
        ):
            size -= _weight(self._waiting.pop(0))
            self._dropped += 1
        self._tell()

    async def _flush(self) -> None:
        """Try to write what waits."""
        waiting = tuple(self._waiting)
        if not waiting:
            return
        rows = await self._order(lambda: self._writer.save(waiting), [])
        self._remember_times(rows, waiting[: len(rows)])
        del self._waiting[: len(rows)]
        self._tell()
        for row in rows:
            self.on_saved(row)

    async def _tend(self) -> None:
        """What has to be looked at now and then."""
        while await self._order(self._writer.purge, False):
            pass  # left over from a run that did not end well
        while True:
            await asyncio.sleep(self._pace.look_s)
            if self._trouble is not None:
                await self._recover()
            if self._trouble is None:
                await self._flush()
                await self._look_at_others()
                await self._retire()
                for batch, until in tuple(self._batches.items()):
                    if time.monotonic() >= until:
                        await self.purge(UndoToken(batch))

    async def _recover(self) -> None:
        if self._gone_since is not None and time.monotonic() - self._gone_since >= self._pace.gone_s:
            await self._order(self._writer.bring_back, None)
        elif self._waiting:
            await self._flush()
        else:
            await self._order(self._writer.check, None)
        if self._trouble is None:
            self.on_change()

    async def _look_at_others(self) -> None:
        version = await self._order(self._writer.others_version, None)
        if version is not None and self._seen_version not in (None, version):
            self.on_change()
        self._seen_version = version

    async def _retire(self) -> None:
        """Remove what goes beyond what is to be kept."""
        now = time.monotonic()
        due = self._retired_at is None or now - self._retired_at >= self._pace.retire_s
        if not self._keep or not (due or self._saves >= self._pace.retire_saves):
            return
        self._retired_at, self._saves = now, 0
        swaths = await self._order(lambda: self._writer.beyond(self._keep, time.time()), ())
        if swaths:
            batch = await self._new_batch()
            for swath in swaths:
                await self._take_out(swath, batch)
            await self.purge(UndoToken(batch))
            self.on_change()

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
                found = await _run(executor, call)
            except HistoryUnavailableError as error:
                if error.trouble is not HistoryTrouble.DAMAGED:
                    raise
                async with self._mending:
                    if mended == self._mended:  # the other thread may have met the same damage
                        await self._mend(error)
                        self._mended += 1
                found = await _run(executor, call)
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
            await _run(self._write, self._writer.mend_words)
            return
        await _run(self._read, self._reader.close)
        self._times.clear()
        kept = await _run(self._write, self._writer.start_afresh)
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

    def _tell(self) -> None:
        trouble = self._trouble
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
            self._put_aside,
            len(self._waiting),
            self._dropped,
            self._rescued,
        )
        if state != self.state:
            self.state = state
            self.on_state(state)


async def understood(stored: StoredLookup) -> Lookup:
    """A kept lookup with its body read again: what was a badge is one, and a failure is the one it was."""
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


async def _run(executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    return await asyncio.wrap_future(executor.submit(call))


def _weight(lookup: Lookup) -> int:
    response = lookup.exchange.response
    return len(response.body) if response else 0
