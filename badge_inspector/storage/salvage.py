"""What can still be read of a damaged history. The file is only read."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from badge_inspector.storage import records
from badge_inspector.storage.records import ROW_COLUMNS, Evidence, StoredLookup

_CHUNK = 200
_LAST_ID = 1 << 41
_MOST_TRIES = 20_000
"""A file whose every page is rubbish comes to an end."""

_SQL = (
    f"SELECT {ROW_COLUMNS}, record, body, packed FROM lookups"  # noqa: S608 - names of our own columns
    " CROSS JOIN portals ON portals.id = portal_id CROSS JOIN evidence ON lookup_id = lookups.id"
    " WHERE lookups.id BETWEEN ? AND ? AND deleted = 0 ORDER BY lookups.id LIMIT ?"
)


def salvage(file: Path) -> Iterator[list[StoredLookup]]:
    """The entries that can be read, oldest first, a chunk at a time; nothing of a file that is no history. Blocks."""
    # A log beside it is part of it; without one, nothing is written beside it either.
    mode = "mode=ro" if Path(f"{file}-wal").exists() else "mode=ro&immutable=1"
    uri = f"{file.absolute().as_uri()}?{mode}"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)) as connection:
            # A file shorter than its head says is refused as a whole, unless this is set.
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute(_SQL, (0, 0, 0)).fetchall()
            yield from _readable(connection)
    except sqlite3.Error:
        return


def _readable(connection: sqlite3.Connection) -> Iterator[list[StoredLookup]]:
    """Spans of ids, halved where a page in them cannot be read."""
    spans, tries = [(0, _LAST_ID)], 0
    while spans and tries < _MOST_TRIES:
        low, high = spans.pop()
        tries += 1
        try:
            rows = connection.execute(_SQL, (low, high, _CHUNK)).fetchall()
        except sqlite3.DatabaseError:
            if low < high:
                middle = (low + high) // 2
                spans += [(middle + 1, high), (low, middle)]
            continue
        if len(rows) == _CHUNK:
            spans.append((rows[-1][0] + 1, high))
        found = [stored for row in rows if (stored := _stored(row)) is not None]
        if found:
            yield found


def _stored(row: tuple[object, ...]) -> StoredLookup | None:
    try:
        return records.stored_lookup(records.history_row(row[:-3]), Evidence(*row[-3:]))  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error):
        return None
