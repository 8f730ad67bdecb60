"""The tables of a history: those of files that were written so far never change."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from badge_inspector.storage import schema
from badge_inspector.storage.schema import DamagedSchemaError, ForeignFileError, NewerSchemaError


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        yield made


def test_the_tables_of_each_version_are_what_they_were(connection: sqlite3.Connection, tmp_path: Path) -> None:
    """A file whose tables differ in a letter counts as damaged: another version is another step."""
    schema.migrate(connection, tmp_path / "h")
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"BDGI"),)
    digests = [hashlib.sha256(step.encode()).hexdigest()[:16] for step in schema.STEPS]
    assert digests == ["01347bf5f68e3da9", "44ef4fc374c7d1ae"]


@pytest.mark.parametrize(
    ("moment", "second"),
    [(-5.0, 0), (0.0, 0), (0.9, 0), (1.0, 1), (1.9, 1), (1e12, 10**12), (1e12 + 1, 10**12), (1e300, 10**12)],
)
def test_seconds_of_moments(moment: float, second: int) -> None:
    assert schema.second_of(moment) == second


@pytest.mark.parametrize(
    ("changes", "readable", "writable"),
    [
        ("", None, None),
        ("PRAGMA user_version = 3", None, NewerSchemaError),
        ("PRAGMA user_version = 3; DROP TABLE evidence", NewerSchemaError, NewerSchemaError),
        ("PRAGMA user_version = -1", DamagedSchemaError, DamagedSchemaError),
        ("PRAGMA user_version = 0", DamagedSchemaError, DamagedSchemaError),
        ("PRAGMA application_id = 7", ForeignFileError, ForeignFileError),
        ("DROP TRIGGER words_added", DamagedSchemaError, DamagedSchemaError),
        ("CREATE TABLE another (x)", None, None),
    ],
)
def test_whose_tables_can_be_read_and_written(
    connection: sqlite3.Connection,
    tmp_path: Path,
    changes: str,
    readable: type[Exception] | None,
    writable: type[Exception] | None,
) -> None:
    schema.migrate(connection, tmp_path / "h")
    connection.executescript(changes)
    for check, error in ((schema.check_readable, readable), (schema.check_writable, writable)):
        if error is None:
            check(connection)
        else:
            with pytest.raises(error):
                check(connection)


def test_an_empty_file_can_be_written_but_there_is_nothing_to_read_yet(connection: sqlite3.Connection) -> None:
    schema.check_writable(connection)
    with pytest.raises(FileNotFoundError):
        schema.check_readable(connection)


def test_a_database_of_another_program_without_tables_is_as_good_as_empty(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA application_id = 7")
    schema.check_writable(connection)
    connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(ForeignFileError):
        schema.check_writable(connection)


def test_a_newer_file_is_not_migrated(connection: sqlite3.Connection, tmp_path: Path) -> None:
    schema.migrate(connection, tmp_path / "h")
    schema.migrate(connection, tmp_path / "h")
    connection.execute("PRAGMA user_version = 3")
    with pytest.raises(NewerSchemaError, match="3"):
        schema.migrate(connection, tmp_path / "h")
    assert list(tmp_path.iterdir()) == []


def test_two_migrations_in_one_second_keep_one_copy_of_each_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "strftime", lambda _form: "2026-11-03-102211")
    file = tmp_path / "history.sqlite3"
    steps = ("CREATE TABLE a (x);", "CREATE TABLE b (x);", "CREATE TABLE c (x);")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        schema.migrate(connection, file, steps[:1])
        schema.migrate(connection, file, steps)
        connection.executescript("DROP TABLE b; DROP TABLE c; PRAGMA user_version = 1")
        schema.migrate(connection, file, steps)
    assert [path.name for path in sorted(tmp_path.glob("*.version-*"))] == [
        f"history.version-{version}-2026-11-03-102211.sqlite3" for version in (1, 2)
    ]


@pytest.mark.parametrize("counters", ["", "DELETE FROM counters WHERE name = 'in_runs'"])
def test_counters_of_a_file_before_runs(connection: sqlite3.Connection, tmp_path: Path, counters: str) -> None:
    schema.migrate(connection, tmp_path / "h", schema.STEPS[:1])
    assert schema.counts_well(connection)
    schema.migrate(connection, tmp_path / "h")
    assert schema.counts_well(connection)
    if counters:
        connection.execute(counters)
        assert not schema.counts_well(connection)


def test_a_file_of_version_1_is_read_as_one_without_runs(connection: sqlite3.Connection, tmp_path: Path) -> None:
    schema.migrate(connection, tmp_path / "h", schema.STEPS[:1])
    connection.execute("CREATE TABLE captures (lookup_id INTEGER PRIMARY KEY, timed INTEGER, mark INTEGER)")
    schema.stand_in(connection)
    assert connection.execute("SELECT * FROM runs JOIN run_codes JOIN expectations JOIN contracts").fetchall() == []
    assert connection.execute("SELECT run, mark FROM lookups JOIN captures").fetchall() == []


def test_a_file_of_this_version_needs_no_stand_in(connection: sqlite3.Connection, tmp_path: Path) -> None:
    schema.migrate(connection, tmp_path / "h")
    schema.stand_in(connection)
    assert connection.execute("SELECT name FROM temp.sqlite_master").fetchall() == []
