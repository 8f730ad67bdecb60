"""The history file. One `HistoryFile` writes and another reads, each in a thread of its own (`services/history.py`).

A lookup is saved once its COMMIT has returned: WAL with `synchronous=FULL`, so that neither a killed process nor a
power cut takes it away. Newest means the greatest id, whatever the clock says.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.history_query import HistoryQuery
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.storage import records, schema
from badge_inspector.storage.records import ROW_COLUMNS, StoredLookup

T = TypeVar("T")
BUSY_MS = 5000
TRIGRAM = 3
_RECENT = 5_000
"""Words shorter than a trigram are looked for among so many of the newest lookups."""
COUNT_LIMIT = 10_000
"""Matches are counted up to here; more are "more than"."""


class Access(StrEnum):
    WRITE = "write"
    READ = "read"


class HistoryFile:
    """One connection to the file. Opened on first use, and again when the file was replaced under it. Every method
    raises sqlite3.Error or OSError where the file cannot be used, and NewerSchemaError from `open()`."""

    def __init__(self, file: Path, access: Access) -> None:
        self._file = file
        self._access = access
        self._connection: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None

    def open(self) -> None:
        """Open, making or migrating the file when this is the writing side."""
        if self._connection is not None and self._inode == _inode(self._file):
            return
        self.close()
        writes = self._access is Access.WRITE
        if writes:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Read-only by URI: a plain path would make the file, and immutable=1 takes a left-over WAL for damage.
        mode = "rwc" if writes else "ro"
        uri = f"{self._file.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.create_function("folded", 1, _folded, deterministic=True)
            if writes:
                self._prepare(connection)
            else:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._inode = _inode(self._file)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self._file.stat().st_size == 0:
            self._file.chmod(0o600)
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        schema.migrate(connection, self._file)
        connection.execute("DELETE FROM lookups WHERE deleted = 1")

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    # Writing

    def save(self, lookup: Lookup) -> HistoryRow:
        """Keep a lookup; it is on disk when this returns."""
        return self.save_all([lookup])[0]

    def save_all(self, lookups: Sequence[Lookup]) -> list[HistoryRow]:
        """Keep lookups in one transaction: all of them or none."""
        self.open()
        ids: list[int] = []
        with _Transaction(self._db):
            for lookup in lookups:
                values = records.columns(lookup)
                names = ", ".join(values)
                marks = ", ".join("?" * len(values))
                cursor = self._db.execute(
                    f"INSERT INTO lookups ({names}) VALUES ({marks})",  # noqa: S608 - names of our own columns
                    tuple(values.values()),
                )
                row_id = cursor.lastrowid or 0
                self._db.execute(
                    "INSERT INTO evidence (lookup_id, record, body, packed) VALUES (?, ?, ?, ?)",
                    (row_id, *records.evidence(lookup)),
                )
                ids.append(row_id)
        rows = {row.id: row for row in self._rows(f"id IN ({', '.join('?' * len(ids))})", ids)}
        return [rows[row_id] for row_id in ids]

    def pin(self, row_id: int, pinned: bool) -> HistoryRow | None:
        return self._change(row_id, "pinned = ?", int(pinned))

    def note(self, row_id: int, text: str) -> HistoryRow | None:
        return self._change(row_id, "note = ?", text)

    def _change(self, row_id: int, assignment: str, value: object) -> HistoryRow | None:
        self.open()
        with _Transaction(self._db):
            self._db.execute(f"UPDATE lookups SET {assignment} WHERE id = ?", (value, row_id))  # noqa: S608
        return next(iter(self._rows("id = ? AND deleted = 0", [row_id])), None)

    def delete(self, ids: Sequence[int]) -> None:
        """Take lookups out of every list; `restore()` brings them back until the file is opened again."""
        self._mark_deleted(ids, 1)

    def restore(self, ids: Sequence[int]) -> None:
        self._mark_deleted(ids, 0)

    def _mark_deleted(self, ids: Sequence[int], deleted: int) -> None:
        self.open()
        with _Transaction(self._db):
            self._db.executemany("UPDATE lookups SET deleted = ? WHERE id = ?", [(deleted, row_id) for row_id in ids])

    def delete_where(
        self, *, portal: str | None = None, after: float | None = None, before: float | None = None
    ) -> tuple[int, ...]:
        """Take out all lookups of a portal, of a span of time (epoch seconds, `before` not included), or both; pinned
        ones stay. Returns their ids, for `restore()`."""
        self.open()
        conditions, values = ["deleted = 0", "pinned = 0"], list[Any]()
        for condition, value in (("portal = ?", portal), ("asked_at >= ?", after), ("asked_at < ?", before)):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        with _Transaction(self._db):
            found = self._db.execute(
                f"UPDATE lookups SET deleted = 1 WHERE {' AND '.join(conditions)} RETURNING id",  # noqa: S608
                values,
            ).fetchall()
        return tuple(row_id for (row_id,) in found)

    def retain(self, *, days: int, count: int, size_bytes: int, now: float) -> int:
        """Drop what is older than `days`, beyond the newest `count`, or beyond the newest `size_bytes` of bodies; 0 is
        no limit; pinned ones stay. Returns how many went, and gives the space back."""
        self.open()
        rules: list[tuple[str, float]] = []
        if days:
            rules.append(("asked_at < ?", now - days * 86_400))
        if count:
            newest = "SELECT id FROM lookups WHERE deleted = 0 ORDER BY id DESC LIMIT 1 OFFSET ?"
            rules.append((f"id <= ({newest})", count))
        if size_bytes:
            held = "(SELECT id, sum(size) OVER (ORDER BY id DESC) AS held FROM lookups)"
            rules.append(("id IN (SELECT id FROM " + held + " WHERE held > ?)", size_bytes))  # noqa: S608
        with _Transaction(self._db):
            gone = sum(
                self._db.execute(f"DELETE FROM lookups WHERE pinned = 0 AND {rule}", (value,)).rowcount  # noqa: S608
                for rule, value in rules
            )
        if gone:
            self._give_back()
        return gone

    def purge(self) -> None:
        """Remove what was deleted for good, and give the space back."""
        self.open()
        with _Transaction(self._db):
            gone = self._db.execute("DELETE FROM lookups WHERE deleted = 1").rowcount
        if gone:
            self._give_back()

    def _give_back(self) -> None:
        self._db.execute("PRAGMA incremental_vacuum").fetchall()
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # Reading

    def page(
        self, query: HistoryQuery, kind: HistoryFilter, before_id: int | None, limit: int
    ) -> tuple[HistoryRow, ...]:
        """The newest `limit` lookups that fit, or the next ones below `before_id`."""
        self.open()
        condition, values = _condition(query, kind)
        if before_id is not None:
            condition, values = f"{condition} AND id < ?", [*values, before_id]
        return self._rows(f"{condition} ORDER BY id DESC LIMIT ?", [*values, limit])

    def matches(self, query: HistoryQuery, kind: HistoryFilter) -> int:
        """How many fit, counted up to COUNT_LIMIT + 1."""
        self.open()
        condition, values = _condition(query, kind)
        return self._db.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM lookups WHERE {condition} LIMIT ?)",  # noqa: S608
            [*values, COUNT_LIMIT + 1],
        ).fetchone()[0]

    def totals(self) -> tuple[int, int]:
        """How many are kept, and how many of them pinned; counted as they come, not here."""
        self.open()
        found = dict(self._db.execute("SELECT name, count FROM counters").fetchall())
        return found.get("kept", 0), found.get("pinned", 0)

    def lookup(self, row_id: int) -> StoredLookup | None:
        self.open()
        row = next(iter(self._rows("id = ? AND deleted = 0", [row_id])), None)
        if row is None:
            return None
        found = self._db.execute("SELECT record, body, packed FROM evidence WHERE lookup_id = ?", (row_id,)).fetchone()
        return records.stored_lookup(row, *found) if found else None

    def previous_id(self, profile_id: str, code: str | None, before_id: int | None) -> int | None:
        """The newest lookup of a portal (and a code) before another one."""
        self.open()
        condition, values = "profile_id = ? AND deleted = 0", list[Any]([profile_id])
        for part, value in (("code = ?", code), ("id < ?", before_id)):
            if value is not None:
                condition, values = f"{condition} AND {part}", [*values, value]
        found = self._db.execute(
            f"SELECT id FROM lookups WHERE {condition} ORDER BY id DESC LIMIT 1",  # noqa: S608
            values,
        ).fetchone()
        return found[0] if found else None

    def last_found_id(self, profile_id: str) -> int | None:
        """The newest lookup of a portal that brought a badge."""
        self.open()
        found = self._db.execute(
            "SELECT id FROM lookups WHERE status = 'found' AND deleted = 0 AND profile_id = ? ORDER BY id DESC LIMIT 1",
            (profile_id,),
        ).fetchone()
        return found[0] if found else None

    def trend(self, profile_id: str, code: str, most: int) -> tuple[TrendPoint, ...]:
        """The last lookups of a code on a portal, oldest first."""
        self.open()
        found = self._db.execute(
            "SELECT id, asked_at, status, total_s, duration_s, processing_s FROM lookups"
            " WHERE profile_id = ? AND code = ? AND deleted = 0 ORDER BY id DESC LIMIT ?",
            (profile_id, code, most),
        ).fetchall()
        return tuple(
            TrendPoint(row_id, asked_at, status == "found", total_s, duration_s, processing_s)
            for row_id, asked_at, status, total_s, duration_s, processing_s in reversed(found)
        )

    def data_version(self) -> int:
        """Another number whenever another connection has written."""
        self.open()
        return self._db.execute("PRAGMA data_version").fetchone()[0]

    @property
    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the history is not open")
        return self._connection

    def _rows(self, rest: str, values: Sequence[Any]) -> tuple[HistoryRow, ...]:
        found = self._db.execute(f"SELECT {ROW_COLUMNS} FROM lookups WHERE {rest}", values)  # noqa: S608
        return tuple(records.history_row(row) for row in found)


class _Transaction:
    """BEGIN IMMEDIATE to COMMIT: a deferred BEGIN fails half of the time when two windows write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                self._roll_back()
                raise
        else:
            self._roll_back()

    def _roll_back(self) -> None:
        # A full disk may have rolled back already.
        with suppress(sqlite3.OperationalError):
            self._connection.execute("ROLLBACK")


def put_aside(file: Path) -> Path:
    """Move an unreadable history out of the way, with all that belongs to it; returns its new name. Raises OSError."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = file.with_name(f"{file.stem}.unreadable-{stamp}{file.suffix}")
    for suffix in ("", "-wal", "-shm", "-journal"):
        part = file.with_name(file.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


class HistoryUnavailableError(Exception):
    """The file cannot be used now, in the words of SQLite or the system. `damaged` means that it is no history at all,
    rather than out of reach."""

    def __init__(self, reason: str, damaged: bool) -> None:
        super().__init__(reason)
        self.damaged = damaged


def attempt(call: Callable[[], T]) -> T:
    """Call something of a HistoryFile, what SQLite and the system raise translated to HistoryUnavailableError."""
    try:
        return call()
    except (sqlite3.Error, OSError) as error:
        raise HistoryUnavailableError(str(error), _is_damage(error)) from error


def _is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or (
        isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error)
    )


def _condition(query: HistoryQuery, kind: HistoryFilter) -> tuple[str, list[Any]]:
    """SQL for what to show, and its values."""
    parts: list[tuple[str, tuple[Any, ...]]] = [("deleted = 0", ())]
    if kind is HistoryFilter.OK:
        parts.append(("status = 'found'", ()))
    elif kind is HistoryFilter.ERRORS:
        parts.append(("status <> 'found'", ()))
    elif kind is HistoryFilter.PINNED:
        parts.append(("pinned = 1", ()))
    long_words = [word for word in query.words if len(word) >= TRIGRAM]
    if long_words:
        phrases = " AND ".join('"' + word.replace('"', '""') + '"' for word in long_words)
        parts.append(("id IN (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC)", (phrases,)))
    for word in query.words:
        if len(word) < TRIGRAM:
            haystack = "folded(code || char(10) || title || char(10) || value || char(10) || note)"
            recent = "id > (SELECT max(id) FROM lookups) - ?"
            parts.append((f"{recent} AND instr({haystack}, ?) > 0", (_RECENT, word.casefold())))
    for condition, value in (
        ("(instr(folded(portal), ?) > 0 OR instr(folded(portal_name), ?) > 0)", query.portal.casefold()),
        ("instr(folded(code), ?) > 0", query.code.casefold()),
        ("badge_type = ?", query.type.casefold()),
        ("instr(folded(error), ?) > 0", query.error.casefold()),
    ):
        if value:
            parts.append((condition, (value,) * condition.count("?")))
    if query.status:
        parts.append(("status <> 'found'", ()) if query.status == "errors" else ("status = ?", (query.status,)))
    for condition, bound in (
        ("asked_at >= ?", query.after),
        ("asked_at < ?", query.before),
        ("total_s > ?", query.slower_s),
        ("total_s < ?", query.faster_s),
        ("pinned = ?", None if query.pinned is None else int(query.pinned)),
    ):
        if bound is not None:
            parts.append((condition, (bound,)))
    return " AND ".join(part for part, _ in parts), [value for _, values in parts for value in values]


def _folded(text: object) -> str:
    return text.casefold() if isinstance(text, str) else ""


def _inode(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
