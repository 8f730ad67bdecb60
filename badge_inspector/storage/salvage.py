"""Recovery of all readable rows of a damaged history. The file itself is only read.

Where its header or schema is damaged, a copy is read in which both were written anew: they lie in the same pages of
every history, and are the same in each.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.exchange import Exchange
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.storage import files, records, schema
from badge_inspector.storage.database import COMPANIONS, uri_of
from badge_inspector.storage.records import UNREADABLE, Evidence, StoredLookup

_CHUNK = 200
_LAST_ID = 2_000_000_000_000
_MOST_TRIES = 20_000
"""Limit of the reads of a file whose every page is damaged."""

_PAGE = 4096
"""Bytes of a page: SQLite's default on every system, which this program leaves as it is."""

_ROWS = (
    "SELECT lookups.id, asked_at, lookups.code, portal_id, status, total_s, pinned, note, run, record, body, packed"
    " FROM lookups CROSS JOIN evidence ON lookup_id = lookups.id"
    # What was retired may still be taken back; what a person deleted is gone.
    " WHERE lookups.id BETWEEN ? AND ? AND deleted <= 0 ORDER BY lookups.id LIMIT ?"
)
_RUNS = (
    "SELECT id, key, asked_at, portal_id, (SELECT json_group_array(hex(code)) FROM (SELECT code FROM run_codes"
    " WHERE run_id = runs.id ORDER BY place)) FROM runs WHERE id BETWEEN ? AND ? AND deleted <= 0 ORDER BY id LIMIT ?"
)
_PORTALS = "SELECT id, profile_id, authority, name FROM portals WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
_IDS = "SELECT id, deleted FROM lookups WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
_EVIDENCE = (
    "SELECT lookup_id, record, body, packed FROM evidence WHERE lookup_id BETWEEN ? AND ? ORDER BY lookup_id LIMIT ?"
)

_EXPECTED = "SELECT lookup_id, text FROM expectations WHERE lookup_id BETWEEN ? AND ? ORDER BY lookup_id LIMIT ?"

_Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Entries that could be read, oldest first, the runs they were parts of, and how many are known to have been there
    that could not."""

    lookups: tuple[StoredLookup, ...] = ()
    runs: tuple[CodeRun, ...] = ()
    lost: int = 0


def salvage(file: Path) -> Iterator[Salvaged]:
    """Read a chunk at a time, and count the lost rows at the end; yields nothing for a file that is not a history.
    Blocks.
    """
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(closing(_opened(file)))
            is_whole = _is_whole(connection)
            if not is_whole:
                copy = file.with_name(f".{file.name}.{os.urandom(4).hex()}.new")
                stack.callback(_remove, copy)
                _repair(file, copy)
                connection = stack.enter_context(closing(_opened(copy)))
            connection.execute("SELECT 1 FROM lookups JOIN evidence LIMIT 0").fetchall()
        except (sqlite3.Error, UnicodeDecodeError, OSError):
            return
        # In a copy whose tables were written anew that of a version 1 may lie elsewhere.
        expected = _expectations(connection) if is_whole else {}
        for salvaged in _read(connection):
            kept = (replace(each, expected=expected.get(each.row.id, "")) for each in salvaged.lookups)
            yield replace(salvaged, lookups=tuple(kept))


def _expectations(connection: sqlite3.Connection) -> dict[object, str]:
    return {row[0]: _text(row[1]) for chunk in _readable(connection, _EXPECTED) for row in chunk}


def _read(connection: sqlite3.Connection) -> Iterator[Salvaged]:
    portals = {row[0]: row[1:] for chunk in _readable(connection, _PORTALS) for row in chunk}
    runs: dict[object, CodeRun] = {}
    for chunk in _readable(connection, _RUNS):
        runs |= {row[0]: run for row in chunk if (run := _run(row, portals)) is not None}
    yield Salvaged(runs=tuple(runs.values()))
    taken: set[object] = set()
    for chunk in _readable(connection, _ROWS):
        found = [stored for row in chunk if (stored := _stored(row, portals, runs)) is not None]
        taken.update(stored.row.id for stored in found)
        yield Salvaged(tuple(found))
    known: set[object] = set()
    for chunk in _readable(connection, _IDS):
        for row_id, deleted in chunk:
            (taken if isinstance(deleted, int) and deleted > 0 else known).add(row_id)
    for chunk in _readable(connection, _EVIDENCE):  # whose rows cannot be read
        left = [row for row in chunk if row[0] not in taken]
        found = [stored for row in left if (stored := _by_evidence(row, portals, runs)) is not None]
        known.update(row[0] for row in left)
        taken.update(stored.row.id for stored in found)
        yield Salvaged(tuple(found))
    yield Salvaged(lost=len(known - taken))


def _readable(connection: sqlite3.Connection, sql: str) -> Iterator[list[_Row]]:
    """The rows of a query over spans of ids, a chunk at a time; a span is halved where it cannot be read."""
    spans = [(1, _LAST_ID)]
    for _ in range(_MOST_TRIES):
        if not spans:
            return
        low, high = spans.pop()
        try:
            rows: list[_Row] = connection.execute(sql, (low, high, _CHUNK)).fetchall()
        except (sqlite3.Error, MemoryError):
            if low < high:
                middle = (low + high) // 2
                spans += [(middle + 1, high), (low, middle)]
            continue
        if len(rows) == _CHUNK and isinstance(last := rows[-1][0], int):
            spans.append((last + 1, high))
        if rows:
            yield rows


def _run(row: _Row, portals: dict[object, _Row]) -> CodeRun | None:
    """A run with its codes."""
    _, key, asked_at, portal_id, listed = row
    with suppress(*UNREADABLE):
        profile_id, authority, name = map(_text, portals[portal_id])
        codes = tuple(records.code_of_bytes(bytes.fromhex(code)) for code in json.loads(_text(listed)))
        if _text(key) and codes:
            return CodeRun(_text(key), records.a_moment(asked_at), profile_id, name, authority, codes)
    return None


def _stored(row: _Row, portals: dict[object, _Row], runs: dict[object, CodeRun]) -> StoredLookup | None:
    """An entry by what the evidence says of it; the columns of the row are what the history makes of that."""
    row_id, asked_at, asked_code, portal_id, status, total_s, pinned, note, run, *kept = row
    with suppress(*UNREADABLE):
        code, exchange, failure, capture = records.read_evidence(Evidence(*kept))  # type: ignore[arg-type] - any value may be there
        if isinstance(asked_code, str) and records.storable(code) != asked_code and "\ufffd" not in asked_code:
            return None  # the evidence is another one's
        profile_id, authority, name = map(_text, portals.get(portal_id) or _portal_of(exchange, portals))
        if failure is None:
            found = RowStatus.FOUND
        else:
            found = RowStatus.REFUSED if status == RowStatus.REFUSED else RowStatus.FAILED
        history_row = HistoryRow(
            id=cast("int", row_id),  # as every rowid
            asked_at=records.a_moment(asked_at),
            code=code,
            profile_id=profile_id,
            portal_name=name,
            portal=authority,
            status=found,
            total_s=records.a_duration(total_s),
            pinned=pinned == 1,
            note=_text(note),
        )
        return StoredLookup(history_row, code, exchange, failure, capture, run=runs[run].key if run in runs else "")
    return None


def _by_evidence(row: _Row, portals: dict[object, _Row], runs: dict[object, CodeRun]) -> StoredLookup | None:
    """An entry whose own row cannot be read: without its pin and its note."""
    row_id, *kept = row
    with suppress(*UNREADABLE):
        _, exchange, failure, _ = records.read_evidence(Evidence(*kept))  # type: ignore[arg-type] - any value may be there
        status = RowStatus.REFUSED if failure is not None and failure.code else RowStatus.FAILED
        timeline = exchange.timeline
        rebuilt = (row_id, timeline.started_at, None, None, status, timeline.total_s, None, "", None, *kept)
        return _stored(rebuilt, portals, runs)
    return None


def _portal_of(exchange: Exchange, portals: dict[object, _Row]) -> _Row:
    """The portal that was asked last under the request's address."""
    authority = urlsplit(exchange.request.url).netloc
    return next((each for each in reversed(portals.values()) if each[1] == authority), ("", authority, ""))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _opened(file: Path) -> sqlite3.Connection:
    # A log beside it is part of it; without one, nothing is written beside it either.
    mode = "mode=ro" if Path(f"{file}-wal").exists() else "mode=ro&immutable=1"
    connection = sqlite3.connect(uri_of(file, mode), uri=True, isolation_level=None, check_same_thread=False)
    connection.text_factory = _decoded
    try:
        # A file shorter than its head says is refused as a whole, unless this is set.
        connection.execute("PRAGMA writable_schema=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_whole(connection: sqlite3.Connection) -> bool:
    try:
        return schema.is_whole(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _repair(file: Path, copy: Path) -> None:
    """Copy a history with its log, and write its head and what it says of its tables anew. Raises OSError and
    sqlite3.Error."""
    for end in ("", "-wal"):
        with suppress(FileNotFoundError):
            files.create_private(Path(f"{copy}{end}"))
            shutil.copyfile(f"{file}{end}", f"{copy}{end}")
    pages = _schema_pages(copy)
    _write_pages(copy, pages)
    with closing(sqlite3.connect(copy)) as connection:  # takes in the log, which may hold the damage as well
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    _write_pages(copy, pages)


def _schema_pages(copy: Path) -> dict[int, bytes]:
    """By their numbers, the pages of a fresh history that hold no table."""
    fresh = copy.with_name(f"{copy.name}.fresh")
    try:
        files.create_private(fresh)
        connection = sqlite3.connect(fresh, isolation_level=None)
        for pragma in (f"page_size={_PAGE}", "auto_vacuum=INCREMENTAL", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        schema.make(connection)
        with closing(sqlite3.connect(fresh)) as connection:
            roots = {root for (root,) in connection.execute("SELECT rootpage FROM sqlite_master")}
        data = fresh.read_bytes()
    finally:
        _remove(fresh)
    pages = enumerate((data[at : at + _PAGE] for at in range(0, len(data), _PAGE)), 1)
    return {number: page for number, page in pages if number not in roots}


def _write_pages(file: Path, pages: dict[int, bytes]) -> None:
    with file.open("r+b") as stream:
        for number, page in pages.items():
            stream.seek((number - 1) * _PAGE)
            stream.write(page)
        stream.seek(28)
        stream.write(b"\0\0\0\0")  # the number of pages: SQLite goes by the file's size


def _remove(file: Path) -> None:
    for end in ("", *COMPANIONS):
        Path(f"{file}{end}").unlink(missing_ok=True)
