"""Removal from the history's file: by hand and with undo, and by the limits of what is kept."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from badge_inspector.domain import clock
from badge_inspector.domain.clock import ClockWait
from badge_inspector.domain.keeping import Retention
from badge_inspector.storage.database import Database, translated
from badge_inspector.storage.schema import second_of

UNDO_S = 3_600.0
"""Seconds after which lookups deleted in a run that did not end well can no longer be brought back."""

RETIRED_S = 7 * clock.DAY_S
"""Seconds for which lookups removed by the limits can be brought back."""

_CHUNK = 500
"""Rows removed in one transaction: some 50 ms, so that a lookup never waits long to be saved."""

_READING_S = 600.0
"""Age of the last reading of the clock, in seconds, from which it is written anew."""

_TAKE_OUT = 2_000
_MERGED_PAGES = 500
_FREE_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class Swath:
    """Selection of lookups to delete together, without pinned ones: of a portal (its authority), of a span of time
    (epoch seconds, `before` not included), up to an id; all of them where nothing is named. Those that were parts of a
    run go with it, by a swath of that `run` alone.
    """

    portal: str | None = None
    after: float | None = None
    before: float | None = None
    up_to_id: int | None = None
    run: int = 0


class HistoryRemover:
    """Removal over the writer's connection. Every method opens the file if need be and raises
    HistoryUnavailableError."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def new_batch(self, *, retired: bool = False) -> int:
        """A number for what is taken out together: this millisecond, or the next one no batch has; negative for what
        is `retired` because it goes beyond what is to be kept."""
        connection = self._file.open()
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
        """Mark lookups, and runs without their lookups, as deleted."""
        marks = [(batch, row_id) for row_id in ids]
        with self._file.transaction() as connection:
            connection.executemany("UPDATE lookups SET deleted = ? WHERE id = ? AND deleted = 0", marks)
            connection.executemany("UPDATE runs SET deleted = ? WHERE id = ? AND deleted = 0", marks)

    def runs_in(self, swath: Swath) -> tuple[int, ...]:
        """The runs in a swath, pinned ones apart."""
        connection = self._file.open()
        with translated():
            condition, values = _condition(connection, swath)
            return tuple(row[0] for row in connection.execute(f"SELECT id FROM runs WHERE {condition}", values))

    def runs_among(self, ids: Sequence[int]) -> tuple[int, ...]:
        """The runs among lookups and runs."""
        connection = self._file.open()
        with translated():
            found = connection.execute(
                "SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0",
                (json.dumps(list(ids)),),
            )
            return tuple(row[0] for row in found)

    def delete_swath(self, swath: Swath, batch: int, above: int) -> int | None:
        """Take out a chunk of the lookups in a swath, those with ids `above`. Returns the last id taken out, None when
        there is none."""
        with self._file.transaction() as connection:
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
        connection = self._file.open()
        with translated():
            return connection.execute(
                "SELECT (SELECT count(*) FROM lookups WHERE deleted = ?1 AND deleted <> 0)"
                " + (SELECT count(*) FROM runs WHERE deleted = ?1 AND NOT EXISTS"
                " (SELECT 1 FROM lookups WHERE run = runs.id AND run <> 0))",
                (batch,),
            ).fetchone()[0]

    def undelete(self, batch: int) -> bool:
        """Bring back a chunk of a batch; what was purged meanwhile is gone. False when there is nothing more."""
        with self._file.transaction() as connection:
            return _restore(connection, "deleted = ? AND deleted <> 0", (batch,)) > 0

    def beyond(self, keep: Retention, now: float) -> tuple[Swath, ...]:
        """Lookups beyond the limits; `now` is epoch seconds."""
        swaths: list[Swath] = []
        connection = self._file.open()
        with translated():
            if keep.days:
                swaths.append(Swath(before=now - keep.days * clock.DAY_S))
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
        with self._file.transaction() as connection:
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
        connection = self._file.open()
        with translated():
            return connection.execute("SELECT count(*) FROM lookups WHERE deleted < 0").fetchone()[0]

    def restore_retired(self) -> int:
        """Bring back a chunk of what was retired. Returns how many; 0 when there is nothing more."""
        with self._file.transaction() as connection:
            return _restore(connection, "deleted < 0", ())

    def check_clock(self) -> ClockWait | None:
        """Read this computer's clock against its last reading, the newest lookup and the file's own time. Returns why
        nothing is to be removed by age yet; None when the clock can be trusted."""
        now = time.time()
        with translated():
            written = self._file.file.stat().st_mtime
        with self._file.transaction() as connection:
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
                _save_clock(connection, read)
        return ClockWait(read["until"], read.get("before"), read.get("after")) if "until" in read else None

    def retire_not_before(self, until: float | None) -> None:
        """Remove nothing by age before a moment (epoch seconds); None ends such a wait, though not one for the
        clock."""
        with self._file.transaction() as connection:
            read = dict(connection.execute("SELECT name, at FROM clock").fetchall())
            if until is not None:
                read["until"] = max(until, read.get("until", until))
            elif "before" not in read:
                read.pop("until", None)
            _save_clock(connection, read)

    def settle_batches(self) -> bool:
        """Correct a chunk of the batches made under a clock that was ahead, once the clock can be trusted: retired
        lookups come back, and a person's deletions count as made now. False when nothing is left to correct.
        """
        now = _milliseconds()
        ahead = now + int(clock.BEHIND_S * 1000)
        with self._file.transaction() as connection:
            back = _restore(connection, "deleted < ?", (-ahead,))
            again = connection.execute(
                "UPDATE lookups SET deleted = ? WHERE id IN (SELECT id FROM lookups WHERE deleted > ? LIMIT ?)",
                (now, ahead, _TAKE_OUT),
            ).rowcount
            connection.execute("UPDATE runs SET deleted = ? WHERE deleted > ?", (now, ahead))
        return back + again > 0

    def tidy_words(self) -> bool:
        """Remove a part of the deleted rows from the index of words. False when that is done."""
        with self._file.transaction() as connection:
            before = connection.total_changes
            connection.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (-_MERGED_PAGES,))
            # One change is the command itself (sqlite.org/fts5.html, "The 'merge' command").
            return connection.total_changes - before > 1

    def free_space(self) -> bool:
        """Give a part of the free space back to the system. False when there is none left."""
        connection = self._file.open()
        with translated():
            free: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
            if not free:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                return False
            connection.executescript(f"PRAGMA incremental_vacuum({_FREE_PAGES})")  # `execute` ends after one page
            left: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
        return left < free


def _restore(connection: sqlite3.Connection, condition: str, values: tuple[int, ...]) -> int:
    back = connection.execute(
        f"UPDATE lookups SET deleted = 0 WHERE id IN (SELECT id FROM lookups WHERE {condition} LIMIT ?)",
        (*values, _TAKE_OUT),
    ).rowcount
    return back or connection.execute(f"UPDATE runs SET deleted = 0 WHERE {condition}", values).rowcount


def _save_clock(connection: sqlite3.Connection, read: dict[str, float]) -> None:
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
