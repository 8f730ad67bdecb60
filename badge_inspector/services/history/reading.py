"""Reads of the history: pages and searches, entries, and the lookups around one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from badge_inspector.domain.code_run import KeptRun
from badge_inspector.domain.history import HistoryEntry, HistoryFilter, HistoryRow, RunRow
from badge_inspector.domain.history_query import HistoryQuery, parse_query
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.services.history.facts import HistoryRows, Known
from badge_inspector.services.history.file import HistoryFile
from badge_inspector.services.history.understanding import understood
from badge_inspector.storage.history_reader import COUNT_LIMIT
from badge_inspector.storage.records import StoredLookup

PAGE = 100
_TIMES_KEPT = 50
_IDS_AT_ONCE = 2_000
_COUNTING_S = 0.1
"""So long the matches of a search are counted where each row has to be looked at; then it is "more than"."""


class HistoryReading:
    """A file that cannot be read answers with nothing; the state says why.

    Attributes: called: asked at each search for the portals that a person sees under another name than the one that is
    kept, as (seen, kept).
    """

    def __init__(self, file: HistoryFile) -> None:
        self._file, self._reader = file, file.reader
        file.on_fresh = self.forget_times
        self.called: Callable[[], tuple[tuple[str, str], ...]] = tuple
        self._times: dict[int, ServerTime | None] = {}

    async def page(
        self, text: str, kind: HistoryFilter, before_id: int | None = None, limit: int = PAGE
    ) -> HistoryRows:
        """The newest lookups that fit, or the next ones below `before_id`. Empty when the file cannot be read."""
        query = self._query(text)
        rows: tuple[HistoryEntry, ...] = ()
        below = before_id
        while True:
            found = await self._file.read(partial(self._reader.page, query, kind, below, limit - len(rows)), None)
            if found is None:
                return HistoryRows(rows, complete=True, wrong=query.wrong, unreadable=True)
            rows += found.rows
            below = found.next_below
            if below is None or len(rows) == limit:
                break
        page = HistoryRows(rows, below is None, wrong=query.wrong)
        if before_id is not None or (query.is_empty and kind is HistoryFilter.ALL):
            return page
        if page.complete:
            return HistoryRows(rows, True, len(rows), wrong=query.wrong)
        count, counted_all = await self._count(query, kind)
        return HistoryRows(rows, False, count, counted_all, query.wrong)

    async def found_ids(self, text: str, kind: HistoryFilter) -> tuple[int, ...]:
        """The ids of all lookups that fit, newest first, those of runs that fit among them."""
        ids: list[int] = []
        page = await self.page(text, kind, limit=_IDS_AT_ONCE)
        while page.rows:
            for row in page.rows:
                ids += await self.lookups_of([row.id]) if isinstance(row, RunRow) else (row.id,)
            if page.complete:
                break
            page = await self.page(text, kind, page.rows[-1].id, _IDS_AT_ONCE)
        return tuple(ids)

    async def known(self) -> Known:
        """Values to complete a search with."""
        return Known(*await self._file.read(self._reader.known, ((), (), ())))

    async def totals(self) -> tuple[int, int]:
        """Number of lookups kept, and of those pinned."""
        return await self._file.read(self._reader.totals, (0, 0))

    async def in_runs(self) -> tuple[int, int]:
        """Count the runs that are kept, and the lookups that were parts of any."""
        return await self._file.read(self._reader.in_runs, (0, 0))

    async def run(self, run_id: int) -> KeptRun | None:
        """A run with its codes; None when it is not there."""
        return await self._file.read(lambda: self._reader.run(run_id), None)

    async def runs(self, ids: Sequence[int] | None = None) -> tuple[KeptRun, ...]:
        """Runs with their codes, oldest first: all of them, or those that lookups with these ids were parts of."""
        wanted = None if ids is None else tuple(ids)
        return await self._file.read(lambda: self._reader.runs(wanted), ())

    async def lookups_of(self, run_ids: Sequence[int]) -> tuple[int, ...]:
        """The ids of the lookups of runs, oldest first."""
        wanted = tuple(run_ids)
        return await self._file.read(lambda: self._reader.lookups_of(wanted), ())

    async def lookup(self, history_id: int) -> Lookup | None:
        """A lookup exactly as it was; None when it is not there."""
        stored = await self._file.read(lambda: self._reader.lookup(history_id), None)
        return None if stored is None else await understood(stored)

    async def previous(self, lookup: Lookup) -> Lookup | None:
        """The lookup of the same code before this one on the same portal."""
        asked = lookup.profile_id, lookup.code, lookup.history_id
        found = await self._file.read(lambda: self._reader.previous_id(*asked), None)
        return None if found is None else await self.lookup(found)

    async def previous_time(self, lookup: Lookup) -> ServerTime | None:
        """The `time` block of the lookup before this one on the same portal, of whichever code."""
        found = await self._file.read(
            lambda: self._reader.previous_id(lookup.profile_id, None, lookup.history_id), None
        )
        return await self._time(found)

    async def last_time(self, profile_id: str) -> ServerTime | None:
        """The `time` block of the last good answer of a portal."""
        return await self._time(await self._file.read(lambda: self._reader.last_found_id(profile_id), None))

    async def trend(self, profile_id: str, code: str, most: int = 24) -> tuple[TrendPoint, ...]:
        """The last lookups of a code on a portal, oldest first."""
        return await self._file.read(lambda: self._reader.trend(profile_id, code, most), ())

    async def entries(self, ids: Sequence[int]) -> tuple[StoredLookup, ...]:
        """Kept lookups as they lie there, oldest first."""
        wanted = tuple(ids)
        return await self._file.read(lambda: self._reader.entries(wanted), ())

    async def entries_after(self, history_id: int, limit: int) -> tuple[StoredLookup, ...]:
        """The next ones, oldest first."""
        return await self._file.read(lambda: self._reader.entries_after(history_id, limit), ())

    def _query(self, text: str) -> HistoryQuery:
        return replace(parse_query(text), called=self.called())

    async def _count(self, query: HistoryQuery, kind: HistoryFilter) -> tuple[int, bool]:
        count, below = 0, None
        deadline = time.monotonic() + _COUNTING_S
        while True:
            most = COUNT_LIMIT + 1 - count
            found = await self._file.read(partial(self._reader.matches, query, kind, below, most), None)
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

    async def _time(self, history_id: int | None) -> ServerTime | None:
        """The block of a kept answer. Those of this run are remembered: megabytes would have to be parsed for it."""
        if history_id is None:
            return None
        if history_id not in self._times:
            lookup = await self.lookup(history_id)
            self._remember_time(history_id, lookup.outcome.time if lookup is not None else None)
        return self._times[history_id]

    def remember_times(self, rows: Sequence[HistoryRow], lookups: Sequence[Lookup]) -> None:
        for row, lookup in zip(rows, lookups, strict=True):
            self._remember_time(row.id, lookup.outcome.time)

    def _remember_time(self, history_id: int, time_block: ServerTime | None) -> None:
        self._times[history_id] = time_block
        if len(self._times) > _TIMES_KEPT:
            del self._times[next(iter(self._times))]

    def forget_times(self) -> None:
        """Read the blocks anew: ids stand for other lookups now."""
        self._times.clear()
