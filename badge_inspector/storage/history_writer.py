"""Writing the history. What a method wrote is on disk when it returns."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from badge_inspector.domain import clock
from badge_inspector.domain.clock import ClockWait
from badge_inspector.domain.history import CodeRun, HistoryEntry, HistoryRow, RunRow
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.retention import Retention
from badge_inspector.storage import records
from badge_inspector.storage.database import Access, Database, translated
from badge_inspector.storage.schema import second_of

UNDO_S = 3_600.0
"""Seconds after which lookups deleted in a run that did not end well can no longer be brought back."""

RETIRED_S = 7 * clock.DAY_S
"""Seconds for which lookups removed by the limits can be brought back."""

_CHUNK = 500
"""Rows removed in one transaction: some 50 ms, so that a lookup never waits long to be saved."""

_READING_S = 600.0
"""So old the last reading of the clock may be, in seconds, before it is written anew."""

_TAKE_OUT = 2_000
_MERGED_PAGES = 500
_FREE_PAGES = 2_000
_MOST_SKEW = 1_000_000
_CODE_COLUMNS = "code = ? AND portal_id = ? AND asked_at = ? AND total_s = ? AND deleted = 0"


@dataclass(frozen=True, slots=True)
class Swath:
    """Lookups to take out together, pinned ones apart: of a portal (its authority), of a span of time (epoch seconds,
    `before` not included), up to an id; all of them where nothing is named. Those that were parts of a run go with it,
    by a swath of that `run` alone."""

    portal: str | None = None
    after: float | None = None
    before: float | None = None
    up_to_id: int | None = None
    run: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """Place of a lookup of another history, and whether it was not there before."""

    id: int
    is_new: bool


class HistoryWriter(Database):
    """Every method opens the file if need be and raises HistoryUnavailableError."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, Access.WRITE)

    def save(
        self,
        lookups: Sequence[Lookup],
        runs: Sequence[CodeRun] = (),
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> list[HistoryRow]:
        """Keep lookups in one transaction: all of them or none. `runs` are those that they are parts of, made where
        they are not there yet. `is_wanted` is asked when the file may be written at last, for which another program
        may have had this one wait; at a no nothing is kept."""
        prepared = [_prepared(lookup) for lookup in lookups]
        with self.transaction() as connection:
            if not is_wanted():
                return []
            for run in runs:
                _make_run(connection, run, _next_id(connection, run.asked_at))
            known = _run_ids(connection, lookups)
            ids = [_insert(connection, _next_id(connection, each.lookup.asked_at), each, known) for each in prepared]
        in_runs = [known.get(lookup.run, (0, 0))[0] for lookup in lookups]
        return [records.row_of(*each) for each in zip(ids, lookups, in_runs, strict=True)]

    def start_run(self, run: CodeRun) -> RunRow | None:
        """Keep a run of which nothing is answered yet, unless it is there already. None where it was deleted."""
        with self.transaction() as connection:
            _make_run(connection, run, _next_id(connection, run.asked_at))
            found = connection.execute("SELECT id FROM runs WHERE key = ?", (run.key,)).fetchone()
            return _run_row(connection, found[0])

    def merge(self, lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> list[Merged]:
        """Keep lookups of another history, each where its time belongs, and the runs they are parts of; those that are
        here already are left out."""
        prepared = [_prepared(lookup) for lookup in lookups]
        taken: list[Merged] = []
        with self.transaction() as connection:
            for run in runs:
                _make_run(connection, run, _free_id(connection, run.asked_at, 0))
            known = _run_ids(connection, lookups)
            for each in prepared:
                kept = _kept_id(connection, each)
                if kept is None:
                    free = _free_id(connection, each.lookup.asked_at, each.lookup.history_id or 0)
                    taken.append(Merged(_insert(connection, free, each, known), True))
                else:
                    taken.append(Merged(kept, False))
        return taken

    def pin(self, row_id: int, pinned: bool) -> HistoryEntry | None:
        """Pin a lookup or a run, or unpin it."""
        with self.transaction() as connection:
            connection.execute("UPDATE runs SET pinned = ? WHERE id = ?", (int(pinned), row_id))
            run = _run_row(connection, row_id)
        return run or self._change(row_id, "pinned = ?", int(pinned))

    def note(self, row_id: int, text: str) -> HistoryRow | None:
        return self._change(row_id, "note = ?", records.storable(text))

    def expect(self, row_id: int, text: str) -> None:
        """Keep what a person expected of a lookup; "" for nothing. One that is gone takes nothing."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM expectations WHERE lookup_id = ?", (row_id,))
            if text:
                connection.execute(
                    "INSERT INTO expectations SELECT id, ? FROM lookups WHERE id = ?", (records.storable(text), row_id)
                )

    def new_batch(self, *, retired: bool = False) -> int:
        """A number for what is taken out together: this millisecond, or the next one no batch has; negative for what
        is `retired` because it goes beyond what is to be kept."""
        connection = self.open()
        sign = -1 if retired else 1
        batch = max(1, _milliseconds())
        with translated():
            taken = (
                "SELECT 1 FROM lookups WHERE deleted = ?1 AND deleted <> 0 UNION SELECT 1 FROM runs WHERE deleted = ?1"
            )
            while connection.execute(taken, (sign * batch,)).fetchone():
                batch += 1
        return sign * batch

    def delete(self, ids: Sequence[int], batch: int) -> None:
        """Take lookups, and runs without their lookups, out of every list."""
        marks = [(batch, row_id) for row_id in ids]
        with self.transaction() as connection:
            connection.executemany("UPDATE lookups SET deleted = ? WHERE id = ? AND deleted = 0", marks)
            connection.executemany("UPDATE runs SET deleted = ? WHERE id = ? AND deleted = 0", marks)

    def runs_in(self, swath: Swath) -> tuple[int, ...]:
        """The runs in a swath, pinned ones apart."""
        connection = self.open()
        with translated():
            condition, values = _condition(connection, swath)
            return tuple(row[0] for row in connection.execute(f"SELECT id FROM runs WHERE {condition}", values))

    def runs_among(self, ids: Sequence[int]) -> tuple[int, ...]:
        """The runs among lookups and runs."""
        connection = self.open()
        with translated():
            found = connection.execute(
                "SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0",
                (_json(ids),),
            )
            return tuple(row[0] for row in found)

    def delete_swath(self, swath: Swath, batch: int, above: int = 0) -> int | None:
        """Take out a chunk of the lookups in a swath, those with ids `above`. Returns the last id taken out, None when
        there is none."""
        with self.transaction() as connection:
            condition, values = _condition(connection, swath)
            condition += " AND run = ?" + (" AND run <> 0" if swath.run else "")
            values.append(swath.run)
            found = connection.execute(
                f"SELECT id FROM lookups WHERE {condition} AND id > ? ORDER BY id LIMIT ?",
                (*values, above, _TAKE_OUT),
            ).fetchall()
            connection.executemany(
                "UPDATE lookups SET deleted = ? WHERE id = ?", [(batch, row_id) for (row_id,) in found]
            )
        return found[-1][0] if found else None

    def count_of(self, batch: int) -> int:
        """Number of lookups that a batch took out, and of runs that have none."""
        connection = self.open()
        with translated():
            return connection.execute(
                "SELECT (SELECT count(*) FROM lookups WHERE deleted = ?1 AND deleted <> 0)"
                " + (SELECT count(*) FROM runs WHERE deleted = ?1 AND NOT EXISTS"
                " (SELECT 1 FROM lookups WHERE run = runs.id AND run <> 0))",
                (batch,),
            ).fetchone()[0]

    def undelete(self, batch: int) -> bool:
        """Bring back a chunk of a batch; what was purged meanwhile is gone. False when there is nothing more."""
        with self.transaction() as connection:
            return _bring_back(connection, "deleted = ? AND deleted <> 0", (batch,)) > 0

    def beyond(self, keep: Retention, now: float) -> tuple[Swath, ...]:
        """Lookups beyond the limits; `now` is epoch seconds."""
        swaths: list[Swath] = []
        connection = self.open()
        with translated():
            if keep.days:
                swaths.append(Swath(before=now - keep.days * 86_400))
            if keep.count:
                newest = "SELECT id FROM lookups WHERE deleted = 0 AND run = 0 ORDER BY id DESC LIMIT 1 OFFSET ?"
                swaths += _up_to(connection, newest, keep.count)
            (held,) = connection.execute("SELECT count FROM counters WHERE name = 'bytes'").fetchone()
            if keep.size and held > keep.size:
                sums = "SELECT id, sum(size) OVER (ORDER BY id DESC) AS held FROM lookups WHERE deleted = 0"
                swaths += _up_to(connection, f"SELECT max(id) FROM ({sums}) WHERE held > ?", keep.size)
        return tuple(swaths)

    def purge(self, batch: int | None = None) -> bool:
        """Remove a chunk of what was deleted, for good: of a batch, or of those whose time is over by this computer's
        clock. False when there is nothing more to remove."""
        now = _milliseconds()
        condition, values = "deleted = ? AND deleted <> 0", (batch,)
        if batch is None:
            condition = "deleted BETWEEN 1 AND ? OR deleted BETWEEN ? AND -1"
            values = (now - int(UNDO_S * 1000), int(RETIRED_S * 1000) - now)
        with self.transaction() as connection:
            gone = 0
            for table, chunk in (("lookups", _CHUNK), ("runs", 1)):
                gone = (
                    gone
                    or connection.execute(
                        f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {condition} LIMIT {chunk})",
                        values,
                    ).rowcount
                )
        return gone > 0

    def retired(self) -> int:
        """Number of lookups that were retired and can still be brought back."""
        connection = self.open()
        with translated():
            return connection.execute("SELECT count(*) FROM lookups WHERE deleted < 0").fetchone()[0]

    def bring_back_retired(self) -> int:
        """Bring back a chunk of what was retired. Returns how many; 0 when there is nothing more."""
        with self.transaction() as connection:
            return _bring_back(connection, "deleted < 0", ())

    def check_clock(self) -> ClockWait | None:
        """Read this computer's clock against its last reading, the newest lookup and the file's own time. Returns why
        nothing is to be removed by age yet; None when the clock can be trusted."""
        now = time.time()
        with translated():
            written = self.file.stat().st_mtime
        with self.transaction() as connection:
            kept = dict(connection.execute("SELECT name, at FROM clock").fetchall())
            read = dict(kept)
            newest = connection.execute("SELECT asked_at FROM lookups ORDER BY id DESC LIMIT 1").fetchone()
            before = clock.jumped_from(now, read.get("seen"), (newest[0], written) if newest else ())
            read["seen"] = now
            if before is not None:
                spared = now if "before" in read else min(read.get("until", now), now + RETIRED_S)
                read |= {"until": max(spared, now + clock.SETTLE_S), "before": before, "after": now}
            elif now >= read.get("until", now):
                for name in ("until", "before", "after"):
                    read.pop(name, None)
            # Other windows take every write for news.
            if read.keys() != kept.keys() or abs(now - kept["seen"]) >= _READING_S:
                _keep_clock(connection, read)
        return ClockWait(read["until"], read.get("before"), read.get("after")) if "until" in read else None

    def is_check_due(self) -> bool:
        """Tell whether a day has passed since the whole file was looked through."""
        connection = self.open()
        with translated():
            found = connection.execute("SELECT at FROM clock WHERE name = 'checked'").fetchone()
        return found is None or not 0 <= time.time() - found[0] < clock.DAY_S

    def checked(self) -> None:
        """The whole file was looked through."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO clock VALUES ('checked', ?)", (time.time(),))

    def retire_not_before(self, until: float | None) -> None:
        """Remove nothing by age before a moment (epoch seconds); None ends such a wait, though not one for the
        clock."""
        with self.transaction() as connection:
            read = dict(connection.execute("SELECT name, at FROM clock").fetchall())
            if until is not None:
                read["until"] = max(until, read.get("until", until))
            elif "before" not in read:
                read.pop("until", None)
            _keep_clock(connection, read)

    def settle_batches(self) -> bool:
        """See to a chunk of what a clock that was ahead took out, once the clock can be trusted: what it retired comes
        back, what a person deleted is as if it were deleted now. False when there is nothing more of it."""
        now = _milliseconds()
        ahead = now + int(clock.BEHIND_S * 1000)
        with self.transaction() as connection:
            back = _bring_back(connection, "deleted < ?", (-ahead,))
            again = connection.execute(
                "UPDATE lookups SET deleted = ? WHERE id IN (SELECT id FROM lookups WHERE deleted > ? LIMIT ?)",
                (now, ahead, _TAKE_OUT),
            ).rowcount
            connection.execute("UPDATE runs SET deleted = ? WHERE deleted > ?", (now, ahead))
        return back + again > 0

    def tidy_words(self) -> bool:
        """Take a part of what was removed out of the index of words, too. False when that is done."""
        with self.transaction() as connection:
            before = connection.total_changes
            connection.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (-_MERGED_PAGES,))
            # One change is the command itself (sqlite.org/fts5.html, "The 'merge' command").
            return connection.total_changes - before > 1

    def give_back(self) -> bool:
        """Give a part of the free space back to the system. False when there is none left."""
        connection = self.open()
        with translated():
            free: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
            if not free:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                return False
            connection.execute(f"PRAGMA incremental_vacuum({_FREE_PAGES})").fetchall()
            left: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
        return left < free

    def mend_words(self) -> None:
        """Make the index of words anew."""
        with self.transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('rebuild')")

    def others_version(self) -> int:
        """Another number whenever another window has written."""
        connection = self.open()
        with translated():
            return connection.execute("PRAGMA data_version").fetchone()[0]

    def check(self) -> None:
        """Raises HistoryUnavailableError when nothing can be written."""
        with self.transaction() as connection:
            connection.execute("UPDATE counters SET count = count WHERE name = 'skew'")

    def _change(self, row_id: int, assignment: str, value: object) -> HistoryRow | None:
        with self.transaction() as connection:
            connection.execute(f"UPDATE lookups SET {assignment} WHERE id = ?", (value, row_id))
            found = connection.execute(
                f"SELECT {records.ROW_COLUMNS} FROM lookups JOIN portals ON portals.id = portal_id"
                " WHERE lookups.id = ? AND deleted = 0",
                (row_id,),
            ).fetchone()
        return records.history_row(found) if found else None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A lookup packed before the transaction begins: it need not wait for zlib."""

    lookup: Lookup
    portal: tuple[str, str, str]
    columns: dict[str, Any]
    evidence: records.Evidence


_Runs = Mapping[str, tuple[int, int]]
"""By their keys, the ids of runs and the batches they were deleted with, 0 for one that is there."""


def _prepared(lookup: Lookup) -> _Prepared:
    evidence = records.evidence(lookup)
    return _Prepared(lookup, records.portal(lookup), records.columns(lookup, evidence.size), evidence)


def _insert(connection: sqlite3.Connection, row_id: int, each: _Prepared, runs: _Runs) -> int:
    run, deleted = runs.get(each.lookup.run, (0, 0))
    portal = _portal_id(connection, each.portal)
    values = {"id": row_id, "portal_id": portal, "run": run, "deleted": deleted, **each.columns}
    connection.execute(
        f"INSERT INTO lookups ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )
    evidence = each.evidence
    connection.execute(
        "INSERT INTO evidence (lookup_id, record, body, packed) VALUES (?, ?, ?, ?)",
        (row_id, evidence.record, evidence.body, evidence.packed),
    )
    if each.lookup.contract is not None:
        connection.execute("INSERT INTO contracts VALUES (?, ?)", (row_id, len(each.lookup.contract)))
    if each.lookup.capture is not None:
        connection.execute("INSERT INTO captures VALUES (?, ?)", (row_id, int(each.lookup.capture.is_timed)))
    if each.lookup.expected:
        connection.execute("INSERT INTO expectations VALUES (?, ?)", (row_id, records.storable(each.lookup.expected)))
    if run:
        _answer(connection, run, row_id, each.lookup)
    return row_id


def _make_run(connection: sqlite3.Connection, run: CodeRun, row_id: int) -> None:
    """Keep a run unless it is there, or was deleted."""
    if connection.execute("SELECT 1 FROM runs WHERE key = ?", (run.key,)).fetchone():
        return
    portal = _portal_id(connection, (run.profile_id, run.portal, records.storable(run.portal_name)))
    connection.execute(
        "INSERT INTO runs (id, key, asked_at, portal_id, total) VALUES (?, ?, ?, ?, ?)",
        (row_id, run.key, run.asked_at, portal, len(run.codes)),
    )
    connection.executemany(
        "INSERT INTO run_codes (run_id, code, place) VALUES (?, ?, ?)",
        [(row_id, records.code_bytes(code), place) for place, code in enumerate(run.codes)],
    )
    # Lookups and runs are numbered together: what is saved next comes after it.
    beyond = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'lookups'"
    if not connection.execute(beyond, (row_id,)).rowcount:
        connection.execute("INSERT INTO sqlite_sequence VALUES ('lookups', ?)", (row_id,))


def _run_ids(connection: sqlite3.Connection, lookups: Sequence[Lookup]) -> _Runs:
    """The runs that lookups are parts of. What comes for one that was deleted meanwhile is deleted with it."""
    keys = {lookup.run for lookup in lookups if lookup.run}
    sql = "SELECT key, id, deleted FROM runs WHERE key IN (SELECT value FROM json_each(?))"
    return {key: (row_id, deleted) for key, row_id, deleted in connection.execute(sql, (_json(keys),))} if keys else {}


def _answer(connection: sqlite3.Connection, run: int, row_id: int, lookup: Lookup) -> None:
    """A code of a run has its outcome now."""
    is_first = connection.execute(
        "UPDATE run_codes SET lookup_id = ? WHERE run_id = ? AND code = ? AND lookup_id IS NULL",
        (row_id, run, records.code_bytes(lookup.code)),
    ).rowcount
    if is_first:
        column = records.outcome_column(lookup)
        connection.execute(f"UPDATE runs SET {column} = {column} + 1 WHERE id = ?", (run,))


def _run_row(connection: sqlite3.Connection, row_id: int) -> RunRow | None:
    found = connection.execute(
        f"SELECT {records.RUN_COLUMNS} FROM runs JOIN portals ON portals.id = portal_id"
        " WHERE runs.id = ? AND deleted = 0",
        (row_id,),
    ).fetchone()
    return records.run_row(found) if found else None


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values))


def _portal_id(connection: sqlite3.Connection, portal: tuple[str, str, str]) -> int:
    sql = "SELECT id FROM portals WHERE profile_id = ? AND authority = ? AND name = ?"
    found = connection.execute(sql, portal).fetchone()
    if found is None:
        connection.execute("INSERT INTO portals (profile_id, authority, name) VALUES (?, ?, ?)", portal)
        found = connection.execute(sql, portal).fetchone()
    return found[0]


def _next_id(connection: sqlite3.Connection, asked_at: float) -> int:
    """Beyond every id there ever was: what is newest stays on top when the clock goes back."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'lookups'").fetchone()
    return max(1, second_of(asked_at), found[0] + 1 if found else 1)


def _free_id(connection: sqlite3.Connection, asked_at: float, stood_at: int) -> int:
    """The first free id at a lookup's own time; `stood_at` is its id in the history it comes from, or 0."""
    second = max(1, second_of(asked_at))
    wanted = stood_at if second <= stood_at <= second + _MOST_SKEW else second
    taken = connection.execute(
        "SELECT id FROM lookups WHERE id >= ?1 UNION ALL SELECT id FROM runs WHERE id >= ?1 ORDER BY id", (wanted,)
    )
    for (row_id,) in taken:
        if row_id != wanted:
            break
        wanted += 1
    return wanted


def _kept_id(connection: sqlite3.Connection, each: _Prepared) -> int | None:
    """The id of the same lookup, None where there is none. One that was edited in its file is another one."""
    columns = each.columns
    asked = (columns["code"], _portal_id(connection, each.portal), columns["asked_at"], columns["total_s"])
    capture = each.lookup.capture
    if capture is None:
        found = connection.execute(f"SELECT id FROM lookups WHERE {_CODE_COLUMNS}", asked).fetchone()
        return found[0] if found is not None else None
    rows = connection.execute(
        f"SELECT id, record FROM lookups JOIN evidence ON lookup_id = id WHERE {_CODE_COLUMNS}",
        asked,
    )
    return next((row_id for row_id, record in rows if records.edited_in(record) == capture.edited), None)


def _bring_back(connection: sqlite3.Connection, condition: str, values: tuple[int, ...]) -> int:
    back = connection.execute(
        f"UPDATE lookups SET deleted = 0 WHERE id IN (SELECT id FROM lookups WHERE {condition} LIMIT ?)",
        (*values, _TAKE_OUT),
    ).rowcount
    return back or connection.execute(f"UPDATE runs SET deleted = 0 WHERE {condition}", values).rowcount


def _keep_clock(connection: sqlite3.Connection, read: dict[str, float]) -> None:
    connection.execute("DELETE FROM clock")
    connection.executemany("INSERT INTO clock VALUES (?, ?)", read.items())


def _milliseconds() -> int:
    return int(time.time() * 1000)


def _condition(connection: sqlite3.Connection, swath: Swath) -> tuple[str, list[Any]]:
    parts, values = ["deleted = 0", "pinned = 0"], list[Any]()
    if swath.portal is not None:
        parts.append("portal_id IN (SELECT id FROM portals WHERE authority = ?)")
        values.append(swath.portal)
    if swath.after is not None:
        parts.append("id >= ? AND asked_at >= ?")
        values += [second_of(swath.after), swath.after]
    if swath.before is not None:
        (skew,) = connection.execute("SELECT count FROM counters WHERE name = 'skew'").fetchone()
        parts.append("id <= ? AND asked_at < ?")
        values += [second_of(swath.before) + skew, swath.before]
    if swath.up_to_id is not None:
        parts.append("id <= ?")
        values.append(swath.up_to_id)
    return " AND ".join(parts), values


def _up_to(connection: sqlite3.Connection, sql: str, limit: int) -> list[Swath]:
    found = connection.execute(sql, (limit,)).fetchone()
    return [] if found is None or found[0] is None else [Swath(up_to_id=found[0])]
