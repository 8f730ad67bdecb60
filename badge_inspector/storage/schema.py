"""The history's tables, and the way from one version of them to the next.

`user_version` says which version a file has; before each step a copy is made beside it. `lookups` holds what lists,
search and the trend need; `evidence` what only an opened entry needs, so that a page of the list reads no bodies.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

VERSION = 1

_FIRST = """
CREATE TABLE lookups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    asked_at REAL NOT NULL,
    code TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    portal_name TEXT NOT NULL,
    portal TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('found', 'refused', 'failed')),
    error TEXT NOT NULL,
    title TEXT NOT NULL,
    value TEXT NOT NULL,
    value_field TEXT,
    badge_type TEXT,
    total_s REAL NOT NULL,
    duration_s REAL,
    processing_s REAL,
    size INTEGER NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX lookups_ok ON lookups (id) WHERE status = 'found' AND deleted = 0;
CREATE INDEX lookups_errors ON lookups (id) WHERE status <> 'found' AND deleted = 0;
CREATE INDEX lookups_pinned ON lookups (id) WHERE pinned = 1 AND deleted = 0;
CREATE INDEX lookups_deleted ON lookups (id) WHERE deleted = 1;
CREATE INDEX lookups_code ON lookups (profile_id, code, id);
CREATE INDEX lookups_asked ON lookups (asked_at);

CREATE TABLE evidence (
    lookup_id INTEGER PRIMARY KEY REFERENCES lookups (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    body BLOB,
    packed INTEGER NOT NULL CHECK (packed IN (0, 1))
) STRICT;

CREATE TABLE counters (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('kept', 0), ('pinned', 0);
CREATE TRIGGER count_added AFTER INSERT ON lookups WHEN NEW.deleted = 0 BEGIN
    UPDATE counters SET count = count + CASE name WHEN 'kept' THEN 1 ELSE NEW.pinned END;
END;
CREATE TRIGGER count_removed AFTER DELETE ON lookups WHEN OLD.deleted = 0 BEGIN
    UPDATE counters SET count = count - CASE name WHEN 'kept' THEN 1 ELSE OLD.pinned END;
END;
CREATE TRIGGER count_changed AFTER UPDATE OF pinned, deleted ON lookups BEGIN
    UPDATE counters SET count = count + CASE name
        WHEN 'kept' THEN OLD.deleted - NEW.deleted
        ELSE (1 - NEW.deleted) * NEW.pinned - (1 - OLD.deleted) * OLD.pinned END;
END;

CREATE VIRTUAL TABLE words USING fts5 (
    code, title, value, note, portal_name, portal, error,
    content = 'lookups', content_rowid = 'id', tokenize = 'trigram'
);
CREATE TRIGGER words_added AFTER INSERT ON lookups BEGIN
    INSERT INTO words (rowid, code, title, value, note, portal_name, portal, error)
    VALUES (NEW.id, NEW.code, NEW.title, NEW.value, NEW.note, NEW.portal_name, NEW.portal, NEW.error);
END;
CREATE TRIGGER words_removed AFTER DELETE ON lookups BEGIN
    INSERT INTO words (words, rowid, code, title, value, note, portal_name, portal, error)
    VALUES ('delete', OLD.id, OLD.code, OLD.title, OLD.value, OLD.note, OLD.portal_name, OLD.portal, OLD.error);
END;
CREATE TRIGGER words_changed AFTER UPDATE OF note ON lookups BEGIN
    INSERT INTO words (words, rowid, code, title, value, note, portal_name, portal, error)
    VALUES ('delete', OLD.id, OLD.code, OLD.title, OLD.value, OLD.note, OLD.portal_name, OLD.portal, OLD.error);
    INSERT INTO words (rowid, code, title, value, note, portal_name, portal, error)
    VALUES (NEW.id, NEW.code, NEW.title, NEW.value, NEW.note, NEW.portal_name, NEW.portal, NEW.error);
END;
"""

STEPS: Sequence[str] = (_FIRST,)
"""The script that leads from version N to N + 1, at index N."""


class NewerSchemaError(Exception):
    """A newer version of this program wrote the file; its number is the argument."""


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Bring a file to VERSION. Raises NewerSchemaError, sqlite3.Error, OSError."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise NewerSchemaError(version)
    for number in range(version, VERSION):
        if number > 0:
            stamp = time.strftime("%Y%m%d-%H%M%S")
            backup = file.with_name(f"{file.stem}.version-{number}-{stamp}{file.suffix}")
            connection.execute("VACUUM INTO ?", (str(backup),))
        connection.executescript(f"BEGIN IMMEDIATE; {STEPS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
