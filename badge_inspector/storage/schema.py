"""The history's tables, and the way from one version of them to the next.

`user_version` says which version a file has; before each step a copy is made beside it. `lookups` holds what lists,
search and the trend need; `evidence` what only an opened entry needs, so that a page of the list reads no bodies.

    portals     a profile as it was when asked: a name that was changed since stays what it was
    lookups     `id` is the order of the list: the second of the question or, where that is taken or the clock went
                back, the next after the newest. So what is imported falls into its place, and a span of time is a
                span of ids. `deleted` is 0 or the batch that took the row out, until it is purged: epoch milliseconds,
                negative where that was not a person but what is to be kept
    evidence    `record` is JSON in zlib; `body` is the answer's, byte for byte, in zlib where `packed` is 1
    words       trigrams, so that parts of words are found, in any letter case; `marks` are private-use characters for
                status, type and pin, so that one index answers a search with filters
    clock       moments in epoch seconds: `seen`, the last reading of this computer's clock; `until`, before which
                nothing is removed by age, and where that is because the clock jumped, `before` and `after`;
                `checked`, when the whole file was looked through last
    contracts   how many differences from the documentation an answer had when it was saved; no row where that could not
                be judged, or an older version saved it
    captures    the lookups that come from a HAR file, and whether they have a length of time
    expectations    what a person expected of a lookup instead of what came
    runs        many codes looked up as one, from version 2 on. `id` is out of the same numbers as those of `lookups`,
                among which a run is one row of the list; `key` names it in every history. The lookups of a run name it
                in their own `run`, which is 0 for those asked one by one
    run_codes   the codes of a run (UTF-8, surrogates passed, to be exact) with their places in the list; `lookup_id` is
                NULL until a code is answered, and stays when its lookup is removed
    counters    kept (outside of runs), in_runs, pinned, bytes (of evidence), and skew: the most that an id is ahead of
                its second
"""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from badge_inspector.storage import files

APPLICATION_ID = 0x42444749
"""In the file's head, for `file` and for us: "BDGI"."""

_LAST_SECOND = 1e12

VERSION = 2
"""The schema that this version of the program makes and reads: the number of STEPS."""

MARKS = {
    "found": "\ue001",
    "refused": "\ue002",
    "failed": "\ue003",
    "success": "\ue011",
    "failure": "\ue012",
    "warning": "\ue013",
    "primary": "\ue014",
    "secondary": "\ue015",
    "pinned": "\ue021",
}
"""One character for a status, a type, a pin; it stands three times in a row, which is one trigram."""


def second_of(moment: float) -> int:
    """The least id of what was asked at a moment (epoch seconds)."""
    return int(min(max(moment, 0.0), _LAST_SECOND))


def mark(name: str) -> str:
    return MARKS[name] * 3


def _searched(expression: str) -> str:
    """SQL of a text as it is indexed: ё as е, which people write for it, and two line ends behind, so that every
    character is the first of a trigram.
    """
    return f"replace(replace({expression}, 'ё', 'е'), 'Ё', 'Е') || char(10, 10)"


def _words_of(row: str) -> dict[str, str]:
    """The columns of `words` and their values for a row of `lookups` (NEW, OLD or the table)."""
    portal = f"(SELECT name || char(10) || authority FROM portals WHERE id = {row}.portal_id)"
    status, kind = (
        " ".join(f"WHEN '{name}' THEN '{mark(name)}'" for name in names)
        for names in (("found", "refused", "failed"), ("success", "failure", "warning", "primary", "secondary"))
    )
    return {
        "code": _searched(f"substr({row}.code, 1, 2000)"),
        "badge": _searched(f"{row}.title || char(10) || {row}.value"),
        "note": _searched(f"{row}.note"),
        "portal": _searched(portal),
        "error": _searched(f"{row}.error || char(10) || {row}.error_text"),
        "marks": f"CASE {row}.status {status} END || CASE {row}.badge_type {kind} ELSE '' END"
        f" || CASE {row}.pinned WHEN 1 THEN '{mark('pinned')}' ELSE '' END",
    }


_WORD_NAMES = ", ".join(_words_of("NEW"))
_ADD_WORDS = f"INSERT INTO words (rowid, {_WORD_NAMES}) VALUES (NEW.id, {', '.join(_words_of('NEW').values())});"
_REMOVE_WORDS = (
    f"INSERT INTO words (words, rowid, {_WORD_NAMES})"
    f" VALUES ('delete', OLD.id, {', '.join(_words_of('OLD').values())});"
)
_WORDS_SOURCE = ", ".join(f"{value} AS {name}" for name, value in _words_of("lookups").items())

_FIRST = f"""
CREATE TABLE portals (
    id INTEGER PRIMARY KEY,
    profile_id TEXT NOT NULL,
    authority TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (profile_id, authority, name)
) STRICT;

CREATE TABLE lookups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_at REAL NOT NULL,
    code TEXT NOT NULL,
    portal_id INTEGER NOT NULL REFERENCES portals (id),
    status TEXT NOT NULL CHECK (status IN ('found', 'refused', 'failed')),
    error TEXT NOT NULL,
    error_text TEXT NOT NULL,
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
    deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX lookups_ok ON lookups (id) WHERE status = 'found' AND deleted = 0;
CREATE INDEX lookups_errors ON lookups (id) WHERE status <> 'found' AND deleted = 0;
CREATE INDEX lookups_pinned ON lookups (id) WHERE pinned = 1 AND deleted = 0;
CREATE INDEX lookups_deleted ON lookups (deleted, id) WHERE deleted <> 0;
CREATE INDEX lookups_portal ON lookups (portal_id, id) WHERE deleted = 0;
CREATE INDEX lookups_code ON lookups (code, portal_id, id) WHERE deleted = 0;
CREATE INDEX lookups_total ON lookups (total_s);

CREATE TABLE evidence (
    lookup_id INTEGER PRIMARY KEY REFERENCES lookups (id) ON DELETE CASCADE,
    record BLOB NOT NULL,
    body BLOB,
    packed INTEGER NOT NULL CHECK (packed IN (0, 1))
) STRICT;

CREATE TABLE counters (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('kept', 0), ('pinned', 0), ('bytes', 0), ('skew', 0);
CREATE TRIGGER count_added AFTER INSERT ON lookups BEGIN
    UPDATE counters SET count = CASE name
        WHEN 'kept' THEN count + (NEW.deleted = 0)
        WHEN 'pinned' THEN count + (NEW.deleted = 0 AND NEW.pinned = 1)
        WHEN 'bytes' THEN count + NEW.size
        ELSE max(count, NEW.id - CAST(NEW.asked_at AS INTEGER)) END;
END;
CREATE TRIGGER count_removed AFTER DELETE ON lookups BEGIN
    UPDATE counters SET count = count - CASE name
        WHEN 'kept' THEN OLD.deleted = 0
        WHEN 'pinned' THEN OLD.deleted = 0 AND OLD.pinned = 1
        WHEN 'bytes' THEN OLD.size
        ELSE 0 END;
END;
CREATE TRIGGER count_changed AFTER UPDATE OF pinned, deleted ON lookups BEGIN
    UPDATE counters SET count = count + CASE name
        WHEN 'kept' THEN (NEW.deleted = 0) - (OLD.deleted = 0)
        WHEN 'pinned' THEN (NEW.deleted = 0 AND NEW.pinned = 1) - (OLD.deleted = 0 AND OLD.pinned = 1)
        ELSE 0 END;
END;

CREATE VIEW words_source AS SELECT id, {_WORDS_SOURCE} FROM lookups;
CREATE VIRTUAL TABLE words USING fts5 (
    {_WORD_NAMES}, content = 'words_source', content_rowid = 'id', tokenize = 'trigram', columnsize = 0
);
CREATE TRIGGER words_added AFTER INSERT ON lookups BEGIN {_ADD_WORDS} END;
CREATE TRIGGER words_removed AFTER DELETE ON lookups BEGIN {_REMOVE_WORDS} END;
CREATE TRIGGER words_changed AFTER UPDATE OF note, pinned ON lookups BEGIN {_REMOVE_WORDS} {_ADD_WORDS} END;
"""

_SECOND = """
CREATE TABLE IF NOT EXISTS clock (name TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contracts (lookup_id INTEGER PRIMARY KEY REFERENCES lookups (id) ON DELETE CASCADE, \
differences INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS captures (lookup_id INTEGER PRIMARY KEY REFERENCES lookups (id) ON DELETE CASCADE, \
timed INTEGER NOT NULL CHECK (timed IN (0, 1))) STRICT;
CREATE TABLE IF NOT EXISTS expectations (lookup_id INTEGER PRIMARY KEY REFERENCES lookups (id) ON DELETE CASCADE, \
text TEXT NOT NULL) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    asked_at REAL NOT NULL,
    portal_id INTEGER NOT NULL REFERENCES portals (id),
    total INTEGER NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    not_found INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE run_codes (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    code BLOB NOT NULL,
    place INTEGER NOT NULL,
    lookup_id INTEGER,
    PRIMARY KEY (run_id, code)
) STRICT, WITHOUT ROWID;

ALTER TABLE lookups ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
CREATE INDEX lookups_run ON lookups (run, id) WHERE run <> 0;
DROP INDEX lookups_ok;
DROP INDEX lookups_errors;
CREATE INDEX lookups_ok ON lookups (id) WHERE status = 'found' AND deleted = 0 AND run = 0;
CREATE INDEX lookups_errors ON lookups (id) WHERE status <> 'found' AND deleted = 0 AND run = 0;
CREATE INDEX lookups_own ON lookups (id) WHERE deleted = 0 AND run = 0;

INSERT INTO counters VALUES ('in_runs', 0);
DROP TRIGGER count_added;
DROP TRIGGER count_removed;
DROP TRIGGER count_changed;
CREATE TRIGGER count_added AFTER INSERT ON lookups BEGIN
    UPDATE counters SET count = CASE name
        WHEN 'kept' THEN count + (NEW.deleted = 0 AND NEW.run = 0)
        WHEN 'in_runs' THEN count + (NEW.deleted = 0 AND NEW.run <> 0)
        WHEN 'pinned' THEN count + (NEW.deleted = 0 AND NEW.pinned = 1)
        WHEN 'bytes' THEN count + NEW.size
        ELSE max(count, NEW.id - CAST(NEW.asked_at AS INTEGER)) END;
END;
CREATE TRIGGER count_removed AFTER DELETE ON lookups BEGIN
    UPDATE counters SET count = count - CASE name
        WHEN 'kept' THEN OLD.deleted = 0 AND OLD.run = 0
        WHEN 'in_runs' THEN OLD.deleted = 0 AND OLD.run <> 0
        WHEN 'pinned' THEN OLD.deleted = 0 AND OLD.pinned = 1
        WHEN 'bytes' THEN OLD.size
        ELSE 0 END;
END;
CREATE TRIGGER count_changed AFTER UPDATE OF pinned, deleted ON lookups BEGIN
    UPDATE counters SET count = count + CASE name
        WHEN 'kept' THEN ((NEW.deleted = 0) - (OLD.deleted = 0)) * (NEW.run = 0)
        WHEN 'in_runs' THEN ((NEW.deleted = 0) - (OLD.deleted = 0)) * (NEW.run <> 0)
        WHEN 'pinned' THEN (NEW.deleted = 0 AND NEW.pinned = 1) - (OLD.deleted = 0 AND OLD.pinned = 1)
        ELSE 0 END;
END;
"""
"""Files of version 1 may have the first four, to the letter. They come first here, so that each table's root lies in
the same page of every file: `salvage` counts on that."""

_BEFORE_RUNS = """
CREATE TEMP VIEW lookups AS SELECT *, 0 AS run FROM main.lookups;
CREATE TEMP TABLE runs (
    id INTEGER, key TEXT, asked_at REAL, portal_id INTEGER, total INTEGER, found INTEGER, not_found INTEGER,
    failed INTEGER, pinned INTEGER, deleted INTEGER
);
CREATE TEMP TABLE run_codes (run_id INTEGER, code BLOB, place INTEGER, lookup_id INTEGER);
"""
_MAYBE_MISSING = {
    "contracts": "lookup_id INTEGER, differences INTEGER",
    "captures": "lookup_id INTEGER, timed INTEGER",
    "expectations": "lookup_id INTEGER, text TEXT",
}
"""Tables that a file of version 1 has or has not, with their columns."""

_COUNTERS = {"kept", "in_runs", "pinned", "bytes", "skew"}

STEPS: Sequence[str] = (_FIRST, _SECOND)
"""The script that leads from version N to N + 1, at index N."""


class NewerSchemaError(Exception):
    """A newer version of this program made the file; its number is the argument."""


class ForeignFileError(Exception):
    """The file is a database, and not a history."""


class DamagedSchemaError(Exception):
    """The file's schema is not the one that this program wrote."""


def version_of(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def check_readable(connection: sqlite3.Connection) -> None:
    """Raises ForeignFileError, DamagedSchemaError, NewerSchemaError for one whose tables this version cannot read,
    FileNotFoundError for an empty one, sqlite3.Error."""
    _check_ours(connection)
    _check_undamaged(connection)
    try:
        connection.execute("SELECT * FROM lookups JOIN portals JOIN evidence JOIN counters LIMIT 0")
    except sqlite3.OperationalError as error:
        version = version_of(connection)
        if version > VERSION:
            raise NewerSchemaError(version) from error
        if version == 0:
            raise FileNotFoundError(errno.ENOENT, "the history is not made yet") from error
        raise


def check_writable(connection: sqlite3.Connection) -> None:
    """Raises ForeignFileError, DamagedSchemaError, NewerSchemaError, sqlite3.Error; changes nothing."""
    _check_ours(connection)
    _check_undamaged(connection)
    version = version_of(connection)
    if version > VERSION:
        raise NewerSchemaError(version)


def stand_in(connection: sqlite3.Connection) -> None:
    """Let a file of version 1 that cannot be migrated be read as one of this version, in which there are no runs."""
    if version_of(connection) == 1:
        connection.executescript(_BEFORE_RUNS)
        for name, table in _MAYBE_MISSING.items():
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is None:
                connection.execute(f"CREATE TEMP TABLE {name} ({table})")


def is_whole(connection: sqlite3.Connection) -> bool:
    """Tell whether the file's tables, indexes and triggers are there unchanged. Others may be there as well."""
    return _expected() <= _statements_in(connection)


@cache
def _expected() -> frozenset[tuple[str, str, str, str]]:
    return make(sqlite3.connect(":memory:", isolation_level=None))


def counts_well(connection: sqlite3.Connection) -> bool:
    """Tell whether the counters are there, and the next id is beyond all there are and not beyond what an id can be."""
    counts = dict(connection.execute("SELECT name, count FROM counters").fetchall())
    expected = _COUNTERS if version_of(connection) > 1 else _COUNTERS - {"in_runs"}
    if counts.keys() != expected or not all(type(each) is int for each in counts.values()):
        return False
    (highest,) = connection.execute("SELECT coalesce(max(id), 0) FROM lookups").fetchone()
    sequence = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'lookups'").fetchall()
    if not sequence:
        return not highest
    ((last,),) = sequence if len(sequence) == 1 else ((None,),)
    return type(last) is int and highest <= last <= _LAST_SECOND * 2


def make(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str, str]]:
    """Make the tables of this version in an empty database, and close it. Returns them as (type, name, table, SQL)."""
    with closing(connection):
        for script in STEPS:
            connection.executescript(script)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        return _statements_in(connection)


def _statements_in(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str, str]]:
    return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())


def _check_undamaged(connection: sqlite3.Connection) -> None:
    version = version_of(connection)
    if (
        version < 0
        or (version == 0 and _statements_in(connection))
        or (version == VERSION and not is_whole(connection))
    ):
        raise DamagedSchemaError("what it says of its tables is damaged")


def _check_ours(connection: sqlite3.Connection) -> None:
    try:
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # of a question that is well-formed
            raise DamagedSchemaError(str(error)) from error
        raise
    if application != APPLICATION_ID and has_tables:
        raise ForeignFileError("a database of another program")


def migrate(connection: sqlite3.Connection, file: Path, steps: Sequence[str] = STEPS) -> None:
    """Migrate a file to the newest version, with a copy beside it before each step; of a new file there is nothing to
    copy. Another window may be doing the same. Raises NewerSchemaError, sqlite3.Error, OSError.
    """
    is_new = version_of(connection) == 0
    while (version := version_of(connection)) < len(steps):
        if not is_new:
            _back_up(connection, file, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:
                for statement in _statements(steps[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    if version > len(steps):
        raise NewerSchemaError(version)


def _back_up(connection: sqlite3.Connection, file: Path, version: int) -> None:
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    backup = file.with_name(f"{file.stem}.version-{version}-{stamp}{file.suffix}")
    if not backup.exists():
        files.create_private(backup)
        connection.execute("VACUUM INTO ?", (str(backup),))


def _statements(script: str) -> Iterator[str]:
    """A script's statements one by one, each of which begins a line: `executescript` would end their transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
