"""Reading of the history: pages of the list, entries, and the lookups of one code on one portal."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from badge_inspector.domain.code_run import KeptRun
from badge_inspector.domain.history import HistoryEntry, HistoryFilter, RunRow
from badge_inspector.domain.history_query import HistoryQuery
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.storage import records, schema
from badge_inspector.storage.database import Access, Database, translated
from badge_inspector.storage.records import ROW_COLUMNS, RUN_COLUMNS, Evidence, StoredLookup
from badge_inspector.storage.search import TIMED, Search, run_conditions, search_of, short_texts, times_of

COUNT_LIMIT = 10_000
"""Matches are counted up to this number; beyond it the count reads "more than"."""

_STRETCH = 20_000
"""Rows examined one by one in one query: some 20 ms."""

_RARE = 5_000
"""A value that at most so many lookups have is found by its index, and those are then looked at."""

_LATELY = 500
"""Number of the newest lookups that completions of a search are taken from."""

_RUNS = "runs CROSS JOIN portals ON portals.id = portal_id"

_ENTRY_COLUMNS = (
    f"{ROW_COLUMNS}, record, body, packed,"
    " coalesce((SELECT text FROM expectations WHERE expectations.lookup_id = lookups.id), ''),"
    " coalesce((SELECT key FROM runs WHERE id = lookups.run), '')"
)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows newest first. `next_below` is where to go on reading, None when there is nothing left to read; there may be
    fewer rows than were asked for, even none, and yet more to read."""

    rows: tuple[HistoryEntry, ...]
    next_below: int | None


@dataclass(frozen=True, slots=True)
class CountSlice:
    """Number of matches in the part that was read, and the place to go on counting; None when that is all or enough."""

    count: int
    next_below: int | None


class HistoryReader(Database):
    """Every method opens the file if need be and raises HistoryUnavailableError."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, Access.READ)

    def page(self, query: HistoryQuery, kind: HistoryFilter, below: int | None, limit: int) -> Slice:
        """The newest `limit` lookups that fit, or the next ones with ids `below`; a part of them where each row has to
        be looked at."""
        connection = self.open()
        with translated():
            stretch = _Stretch(connection, query, kind, below)
            rows: list[HistoryEntry] = [records.history_row(row) for row in stretch.rows(ROW_COLUMNS, limit)]
            runs = stretch.runs(limit, rows[-1].id if len(rows) == limit else stretch.lowest)
            rows = sorted((*rows, *runs), key=lambda row: row.id, reverse=True)[:limit]
        return Slice(tuple(rows), rows[-1].id if len(rows) == limit else stretch.next_below)

    def matches(self, query: HistoryQuery, kind: HistoryFilter, below: int | None, most: int) -> CountSlice:
        """Number of matches, counted up to `most`; a part of them where each row has to be looked at."""
        connection = self.open()
        with translated():
            stretch = _Stretch(connection, query, kind, below)
            count = min(most, stretch.count(most) + (stretch.count_runs() if below is None else 0))
        return CountSlice(count, None if count == most else stretch.next_below)

    def explain(self, query: HistoryQuery, kind: HistoryFilter) -> list[str]:
        """SQLite's plan for a page."""
        connection = self.open()
        with translated():
            return _Stretch(connection, query, kind, None).explain(ROW_COLUMNS)

    def totals(self) -> tuple[int, int]:
        """Number of lookups kept, and of those pinned; counted as they come, not here."""
        connection = self.open()
        with translated():
            found = dict(connection.execute("SELECT name, count FROM counters").fetchall())
        return found.get("kept", 0), found.get("pinned", 0)

    def in_runs(self) -> tuple[int, int]:
        """Count the runs that are kept, and the lookups that were parts of any."""
        connection = self.open()
        with translated():
            (runs,) = connection.execute("SELECT count(*) FROM runs WHERE deleted = 0").fetchone()
            found = connection.execute("SELECT count FROM counters WHERE name = 'in_runs'").fetchone()
        return runs, found[0] if found is not None else 0

    def run(self, run_id: int) -> KeptRun | None:
        """A run with its codes; None when it is not there."""
        connection = self.open()
        with translated():
            found = connection.execute(
                f"SELECT {RUN_COLUMNS} FROM {_RUNS} WHERE runs.id = ? AND deleted = 0",
                (run_id,),
            ).fetchone()
            return None if found is None else _with_codes(connection, found)

    def runs(self, ids: Sequence[int] | None) -> tuple[KeptRun, ...]:
        """Runs with their codes, oldest first: all of them, or those of which one of these ids is, or is a part of."""
        connection = self.open()
        condition, values = "deleted = 0", ()
        if ids is not None:
            condition += (
                " AND runs.id IN (SELECT value FROM json_each(?1) UNION"
                " SELECT run FROM lookups WHERE id IN (SELECT value FROM json_each(?1)))"
            )
            values = (json.dumps(list(ids)),)
        with translated():
            found = connection.execute(f"SELECT {RUN_COLUMNS} FROM {_RUNS} WHERE {condition} ORDER BY runs.id", values)
            return tuple(_with_codes(connection, row) for row in found.fetchall())

    def lookups_of(self, run_ids: Sequence[int]) -> tuple[int, ...]:
        """The ids of the lookups of runs, oldest first."""
        connection = self.open()
        with translated():
            found = connection.execute(
                "SELECT id FROM lookups WHERE run <> 0 AND run IN (SELECT value FROM json_each(?)) AND deleted = 0"
                " ORDER BY id",
                (json.dumps(list(run_ids)),),
            )
            return tuple(row_id for (row_id,) in found)

    def known(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Names and addresses of the portals, error codes and codes of late, each once, the newest first; none
        of what was a part of a run."""
        connection = self.open()
        with translated():
            by_errors = _by(connection, "lookups_errors")
            asked = (
                "SELECT name, authority FROM portals ORDER BY id DESC LIMIT ?",
                f"SELECT error FROM lookups{by_errors} WHERE status <> 'found' AND deleted = 0 AND run = 0"
                " ORDER BY id DESC LIMIT ?",
                "SELECT code FROM lookups WHERE deleted = 0 AND run = 0 ORDER BY id DESC LIMIT ?",
            )
            portals, errors, codes = (
                tuple(dict.fromkeys(text for row in connection.execute(sql, (_LATELY,)) for text in row if text))
                for sql in asked
            )
        return portals, errors, codes

    def lookup(self, row_id: int) -> StoredLookup | None:
        """An entry; None when it does not exist or this version cannot read it."""
        return next(iter(self.entries([row_id])), None)

    def entries(self, ids: Sequence[int]) -> tuple[StoredLookup, ...]:
        """Entries by their ids, in the order of the ids."""
        marks = ", ".join("?" * len(ids))
        return self._entries(f"lookups.id IN ({marks}) AND deleted = 0 ORDER BY lookups.id", ids)

    def entries_after(self, row_id: int, limit: int) -> tuple[StoredLookup, ...]:
        """The next entries, oldest first."""
        return self._entries("lookups.id > ? AND deleted = 0 ORDER BY lookups.id LIMIT ?", [row_id, limit])

    def previous_id(self, profile_id: str, code: str | None, before_id: int | None) -> int | None:
        """The newest lookup of a portal (and a code) before another one."""
        condition = "code = ? AND portal_id = ?" if code is not None else "portal_id = ?"
        values = [records.storable(code)] if code is not None else []
        return max(self._newest(profile_id, condition, values, before_id), default=None)

    def last_found_id(self, profile_id: str) -> int | None:
        """The newest lookup of a portal that brought a badge."""
        return max(self._newest(profile_id, "portal_id = ? AND status = 'found'", [], None), default=None)

    def trend(self, profile_id: str, code: str, most: int) -> tuple[TrendPoint, ...]:
        """The last lookups of a code on a portal, oldest first. Those in runs are left out: theirs is the round trip of
        fifty codes."""
        connection = self.open()
        points: list[TrendPoint] = []
        with translated():
            for portal_id in _portal_ids(connection, profile_id):
                found = connection.execute(
                    "SELECT id, asked_at, status = 'found', total_s, duration_s, processing_s FROM lookups"
                    f" WHERE code = ? AND portal_id = ? AND deleted = 0 AND run = 0 AND {TIMED}"
                    " ORDER BY id DESC LIMIT ?",
                    (records.storable(code), portal_id, most),
                )
                points += [records.trend_point(row) for row in found]
        return tuple(sorted(points, key=lambda point: point.history_id)[-most:])

    def _newest(self, profile_id: str, condition: str, values: Sequence[Any], before_id: int | None) -> Iterable[int]:
        """The newest id that fits, for each name and address the profile had."""
        connection = self.open()
        below = _LAST_ID if before_id is None else before_id
        sql = f"SELECT id FROM lookups WHERE {condition} AND deleted = 0 AND id < ? ORDER BY id DESC LIMIT 1"
        with translated():
            found = (
                connection.execute(sql, (*values, portal_id, below)).fetchone()
                for portal_id in _portal_ids(connection, profile_id)
            )
            return [row[0] for row in found if row is not None]

    def _entries(self, condition: str, values: Sequence[Any]) -> tuple[StoredLookup, ...]:
        connection = self.open()
        with translated():
            found = connection.execute(
                f"SELECT {_ENTRY_COLUMNS} FROM lookups"
                " CROSS JOIN portals ON portals.id = portal_id"
                f" CROSS JOIN evidence ON lookup_id = lookups.id WHERE {condition}",
                values,
            ).fetchall()
            return tuple(
                records.stored_lookup(records.history_row(row[:-5]), Evidence(*row[-5:-2]), *row[-2:]) for row in found
            )


_LAST_ID = (1 << 63) - 1


class _Stretch:
    """The part of the ids that one reading covers: all below `below`, or a stretch of them where rows have to be looked
    at one by one.

    Attributes:

    lowest: the least id that it covers. next_below: where the next reading begins, None after the last.
    """

    def __init__(
        self, connection: sqlite3.Connection, query: HistoryQuery, kind: HistoryFilter, below: int | None
    ) -> None:
        self._connection = connection
        self._search = _search(connection, query, kind)
        self._runs = run_conditions(query, kind)
        self._up_to = below
        highest = self._search.highest
        self._below = min(_LAST_ID if below is None else below, _LAST_ID if highest is None else highest + 1)
        self.lowest = self._search.lowest
        self.next_below: int | None = None
        if self._search.reads_rows:
            found = connection.execute(
                "SELECT id FROM lookups WHERE id < ? AND id >= ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                (self._below, self.lowest, _STRETCH),
            ).fetchone()
            if found is not None:
                self.lowest = self.next_below = found[0] + 1

    def runs(self, limit: int, lowest: int) -> list[RunRow]:
        """The newest runs that fit, among the ids from `lowest` on."""
        if self._runs is None:
            return []
        condition, values = self._runs
        found = self._connection.execute(
            f"SELECT {RUN_COLUMNS} FROM {_RUNS} WHERE {condition} AND runs.id < ? AND runs.id >= ?"
            " ORDER BY runs.id DESC LIMIT ?",
            (*values, _LAST_ID if self._up_to is None else self._up_to, lowest, limit),
        )
        return [records.run_row(row) for row in found]

    def count_runs(self) -> int:
        """Count the runs that fit, in all that can be read."""
        if self._runs is None:
            return 0
        condition, values = self._runs
        return self._connection.execute(f"SELECT count(*) FROM {_RUNS} WHERE {condition}", values).fetchone()[0]

    def count(self, most: int) -> int:
        sql, values = self._statement("1", most, "ASC")
        return self._connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]

    def explain(self, columns: str) -> list[str]:
        sql, values = self._statement(columns, 1, "DESC")
        return [row[3] for row in self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]

    def rows(self, columns: str, limit: int) -> sqlite3.Cursor:
        return self._connection.execute(*self._statement(columns, limit, "DESC"))

    def _statement(self, columns: str, limit: int, order: Literal["ASC", "DESC"]) -> tuple[str, tuple[Any, ...]]:
        search = self._search
        # CROSS JOIN keeps the order of the tables: the planner would start at the portals and sort.
        tables, row_id = (
            f"lookups{_by(self._connection, search.index)} CROSS JOIN portals ON portals.id = portal_id",
            "lookups.id",
        )
        conditions, values = [search.where], list(search.values)
        if search.match:
            tables = "words CROSS JOIN lookups ON lookups.id = words.rowid CROSS JOIN portals ON portals.id = portal_id"
            row_id = "words.rowid"
            conditions.insert(0, "words MATCH ?")
            values.insert(0, search.match)
        sql = (
            f"SELECT {columns} FROM {tables}"
            f" WHERE {' AND '.join(conditions)} AND {row_id} < ? AND {row_id} >= ?"
            f" ORDER BY {row_id} {order} LIMIT ?"
        )
        return sql, (*values, self._below, self.lowest, limit)


def _search(connection: sqlite3.Connection, query: HistoryQuery, kind: HistoryFilter) -> Search:
    skew = 0
    if query.before is not None:
        (skew,) = connection.execute("SELECT count FROM counters WHERE name = 'skew'").fetchone()
    return search_of(query, kind, skew, _rare_ids(connection, query))


def _by(connection: sqlite3.Connection, index: str) -> str:
    """The clause that makes SQLite use an index, "" for none; files of version 1 are read through a view."""
    return f" INDEXED BY {index}" if index and schema.version_of(connection) > 1 else ""


def _with_codes(connection: sqlite3.Connection, row: tuple[Any, ...]) -> KeptRun:
    found = records.run_row(row)
    codes = connection.execute("SELECT code, lookup_id FROM run_codes WHERE run_id = ? ORDER BY place", (found.id,))
    return records.kept_run(found, codes)


def _rare_ids(connection: sqlite3.Connection, query: HistoryQuery) -> list[int] | None:
    """The only lookups that can fit, where a short text or a length of time is rare; None where nothing is."""
    asked: list[tuple[str, tuple[Any, ...]]] = [
        # Trigrams that begin so; each character of a text begins one.
        ("SELECT doc FROM temp.trigrams WHERE term >= ? AND term < ?", (text, text + chr(sys.maxunicode)))
        for text in short_texts(query)
    ]
    times = times_of(query)
    if times is not None:
        asked.append(("SELECT id FROM lookups WHERE total_s > ? AND total_s < ?", times))
    for sql, values in asked:
        found = connection.execute(f"{sql} LIMIT {_RARE + 1}", values).fetchall()
        if len(found) <= _RARE:
            return [row_id for (row_id,) in found]
    return None


def _portal_ids(connection: sqlite3.Connection, profile_id: str) -> list[int]:
    found = connection.execute("SELECT id FROM portals WHERE profile_id = ?", (profile_id,)).fetchall()
    return [portal_id for (portal_id,) in found]
