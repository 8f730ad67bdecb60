"""The connection to the history's file: what is opened, what is refused, and what two windows do with damage."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from badge_inspector.domain.keeping import HistoryTrouble, HistoryUnavailableError
from badge_inspector.storage import database as database_module
from badge_inspector.storage import locks
from badge_inspector.storage.database import Access, Database, trouble_of_sqlite
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.history_writer import HistoryWriter
from tests.storage.conftest import HistoryPair
from tests.support.builders import found
from tests.support.modes import is_for_its_owner
from tests.support.small_disk import small_disk


@pytest.fixture
def windows(file: Path) -> Iterator[tuple[Database, Database]]:
    with closing(Database(file, Access.WRITE)) as one, closing(Database(file, Access.WRITE)) as other:
        one.open()
        other.open()
        yield one, other


def kept(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.glob("*.unreadable-*.sqlite3"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that another window has open")
def test_the_first_moves_it_aside_and_the_second_only_opens_what_is_new(
    file: Path, windows: tuple[Database, Database]
) -> None:
    one, other = windows
    aside = one.start_afresh()
    assert aside is not None
    assert kept(file) == [aside.name]
    made = file.stat().st_ino
    assert other.start_afresh() is None
    assert kept(file) == [aside.name]
    assert file.stat().st_ino == made
    assert one.is_open
    assert other.is_open


def test_a_sound_file_of_another_window_is_not_moved(file: Path, windows: tuple[Database, Database]) -> None:
    one, _ = windows
    one.close()
    assert one.start_afresh() is None
    assert kept(file) == []


def test_a_file_that_is_damaged_before_it_is_open_is_moved(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database" * 500)
    with closing(Database(file, Access.WRITE)) as window:
        aside = window.start_afresh()
        assert aside is not None
        assert aside.read_bytes() == b"no database" * 500
        assert window.is_open


def test_a_window_waits_three_seconds_for_another_ones_transaction(file: Path) -> None:
    with closing(Database(file, Access.WRITE)) as writer, closing(Database(file, Access.READ)) as reader:
        for each in (writer, reader):
            assert each.open().execute("PRAGMA busy_timeout").fetchone() == (3000,)


def test_a_start_afresh_waits_as_long_for_another_window_and_says_who_holds_the_file(
    file: Path, windows: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr(locks, "time", SimpleNamespace(monotonic=lambda: now, sleep=sleep))
    with locks.exclusive(Path(f"{file}.lock"), 0), pytest.raises(HistoryUnavailableError) as caught:
        windows[0].start_afresh()
    assert caught.value.trouble is HistoryTrouble.LOCKED
    assert 103 <= now < 103.1
    assert kept(file) == []


@pytest.mark.parametrize("access", Access)
def test_a_connection_is_kept_until_the_file_is_another_one(history: HistoryPair, file: Path, access: Access) -> None:
    history.save(found("before"))
    history.close()
    shutil.copy(file, other := file.with_name("other"))
    with closing(Database(file, access)) as database:
        assert not database.is_open
        first = database.open()
        assert database.is_open
        assert database.open() is first
        if sys.platform != "win32":
            os.replace(other, file)
            second = database.open()
            assert second is not first
            assert second.execute("SELECT code FROM lookups").fetchall() == [("before",)]
    assert not database.is_open


def test_a_connection_may_be_closed_by_another_thread(file: Path) -> None:
    writer = Database(file, Access.WRITE)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(writer.open).result()
    writer.close()
    assert not Path(f"{file}-wal").exists()


def with_bytes(file: Path, at: int, data: bytes) -> None:
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(data)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "one byte": (lambda file: file.write_bytes(b"x"), "file is not a database"),
    "less than a page": (lambda file: file.write_bytes(b"x" * 511), "file is not a database"),
    "no database": (lambda file: file.write_bytes(b"x" * 512), "file is not a database"),
    "an unknown way of writing": (lambda file: with_bytes(file, 18, b"\x12"), "file is not a database"),
    "an unknown way of reading": (lambda file: with_bytes(file, 19, b"\x03"), "file is not a database"),
    "two ways": (lambda file: with_bytes(file, 18, b"\1\2"), "file is not a database"),
    "a log without its database": (lambda file: file.rename(f"{file}-wal"), "history.sqlite3-wal is there"),
    "a log of one byte": (
        lambda file: (file.unlink(), Path(f"{file}-wal").write_bytes(b"x")),
        "history.sqlite3-wal is there",
    ),
}


@pytest.mark.parametrize(("damage", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_sqlite_would_write_over_is_refused_and_left_as_it_is(
    history: HistoryPair, file: Path, damage: Callable[[Path], object], reason: str
) -> None:
    history.save(found())
    history.close()
    damage(file)
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    with closing(Database(file, Access.WRITE)) as database, pytest.raises(HistoryUnavailableError) as caught:
        database.open()
    assert caught.value.trouble is HistoryTrouble.DAMAGED
    assert str(caught.value).startswith(reason)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == before


def test_the_smallest_database_there_is_becomes_a_history(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in ("PRAGMA page_size = 512", "CREATE TABLE a (b)", "DROP TABLE a", "VACUUM"):
            connection.execute(statement)
    assert file.stat().st_size == 512
    with closing(HistoryWriter(file)) as writer:
        assert writer.save([found()])


def test_another_journal_than_sqlites_log_is_no_damage(history: HistoryPair, file: Path) -> None:
    """As on a share, where there is no shared memory."""
    history.save(found())
    history.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    assert file.read_bytes()[18:20] == b"\1\1"
    assert history.codes() == ["missedCall"]


def sql(statement: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(statement)

    return change


def zeros_in(name: str) -> Callable[[Path], None]:
    """The first page of a table made zeros."""

    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        with_bytes(file, (root - 1) * 4096, bytes(4096))

    return change


COUNTER, SOME_PAGE = "a counter is damaged", "a page"


@pytest.mark.parametrize(
    ("damage", "found_damage"),
    [
        (lambda _file: None, ""),
        (sql("DELETE FROM counters WHERE name = 'kept'"), COUNTER),
        (sql("INSERT INTO counters VALUES ('odd', 1)"), COUNTER),
        (sql("DELETE FROM sqlite_sequence"), COUNTER),
        (sql("INSERT INTO sqlite_sequence SELECT * FROM sqlite_sequence"), COUNTER),
        (sql("UPDATE sqlite_sequence SET seq = seq - 1"), COUNTER),
        (sql("UPDATE sqlite_sequence SET seq = 'many'"), COUNTER),
        (sql("UPDATE sqlite_sequence SET seq = 2000000000000"), ""),
        (sql("UPDATE sqlite_sequence SET seq = 2000000000001"), COUNTER),
        (zeros_in("evidence"), SOME_PAGE),
        (zeros_in("counters"), SOME_PAGE),
        (zeros_in("words_data"), SOME_PAGE),
        (zeros_in("lookups_code"), SOME_PAGE),
        (sql("PRAGMA application_id = 7"), "a database of another program"),
        (sql("DROP TRIGGER count_added"), "what it says of its tables is damaged"),
        (sql("DROP TABLE evidence; PRAGMA user_version = 1"), "no such table: evidence"),
        (sql("DROP TABLE evidence; PRAGMA user_version = 3"), ""),
        (lambda file: file.unlink(), ""),
        (lambda file: file.write_bytes(b""), ""),
    ],
)  # fmt: skip
def test_damage_is_told_in_the_words_of_sqlite(
    history: HistoryPair, file: Path, damage: Callable[[Path], object], found_damage: str
) -> None:
    history.save(found())
    history.close()
    damage(file)
    told = Database(file, Access.WRITE).damage(lambda: False)
    assert told if found_damage == SOME_PAGE else told == found_damage
    assert Database(file, Access.WRITE).damage(lambda: True) in ("", told)


def test_a_new_history_has_no_damage_and_a_look_can_be_stopped(
    history: HistoryPair, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.writer.open()
    assert history.writer.damage(lambda: False) == ""
    history.close()
    zeros_in("evidence")(file)
    monkeypatch.setattr(database_module, "_STOP_STEPS", 1)
    assert history.writer.damage(lambda: False)
    assert history.writer.damage(lambda: True) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
@pytest.mark.parametrize("gone", ["the file", "its folder"])
def test_a_file_that_vanished_is_made_again_of_what_is_still_open(history: HistoryPair, file: Path, gone: str) -> None:
    history.save(found())
    history.page()
    shutil.rmtree(file.parent)
    if gone == "the file":
        file.parent.mkdir(mode=0o700)
    with pytest.raises(HistoryUnavailableError) as caught:
        history.writer.open()
    assert caught.value.trouble is HistoryTrouble.GONE
    assert [each.code for each in history.reader.entries_after(0, 9)] == ["missedCall"]
    history.writer.recreate()
    history.save(found("next"))
    history.reader.close()
    assert history.codes() == ["next", "missedCall"]
    assert is_for_its_owner(file)
    assert is_for_its_owner(file.parent)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_file_that_another_window_made_again_is_taken_as_it_is(history: HistoryPair, file: Path) -> None:
    history.save(found("mine"))
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    other = HistoryPair(file)
    other.save(found("other"))
    history.writer.recreate()
    history.save(found("next"))
    other.close()
    assert history.codes() == ["next", "other"]


def test_a_file_that_never_was_there_is_made(file: Path) -> None:
    with closing(Database(file, Access.WRITE)) as database:
        database.recreate()
        assert database.is_open


@pytest.mark.parametrize("size", [8, 32, 4096])
def test_a_log_that_nobody_can_read_is_kept_aside_and_the_file_looked_through(
    history: HistoryPair, file: Path, size: int
) -> None:
    history.save(found())
    history.close()
    Path(f"{file}-wal").write_bytes(b"x" * size)
    history.writer.open()
    assert (history.writer.log_aside is not None) is (size >= 32)
    history.writer.close()
    zeros_in("evidence")(file)
    Path(f"{file}-wal").write_bytes(b"x" * size)
    with closing(Database(file, Access.WRITE)) as database:
        if size < 32:
            database.open()
        else:
            with pytest.raises(HistoryUnavailableError, match=r"[Pp]age ") as caught:
                database.open()
            assert caught.value.trouble is HistoryTrouble.DAMAGED


@pytest.mark.parametrize(
    ("at", "is_kept"),
    [(-1, True), (-4_000, True), (32 + 8, True), (32 + 100, True), (16, True), (None, False)],
    ids=["the last frame", "its page", "a salt", "the first frame", "the head", "none"],
)
def test_a_log_of_which_sqlite_reads_less_than_was_written_is_kept_aside(
    history: HistoryPair, file: Path, tmp_path: Path, at: int | None, is_kept: bool
) -> None:
    for n in range(3):
        history.save(found(f"c{n}"))
    (other := tmp_path / "other").mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{file}{end}", other)
    log = other / f"{file.name}-wal"
    data = bytearray(log.read_bytes())
    if at is not None:
        data[at] ^= 1
    log.write_bytes(data)
    with closing(HistoryWriter(other / file.name)) as writer:
        writer.save([found("fresh")])
        aside = writer.log_aside
    assert (aside is not None) is is_kept
    assert aside is None or aside.read_bytes() == data


def test_a_log_that_another_program_still_reads_is_no_damage(history: HistoryPair, file: Path) -> None:
    """The part that it reads cannot be taken into the file meanwhile."""
    history.save(found("before"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT code FROM lookups").fetchall()
        history.save(found("after"))
        with closing(Database(file, Access.WRITE)) as database:
            database.open()
            assert database.log_aside is None


def test_a_disk_that_cannot_be_written_is_read_until_it_can(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = disk.root / "history.sqlite3"
        with closing(HistoryWriter(file)) as writer:
            writer.save([found("before")])
        disk.set_read_only(True)
        with closing(HistoryReader(file)) as reader:
            first = reader.open()
            assert reader.open() is first
            assert [each.code for each in reader.entries_after(0, 9)] == ["before"]
            disk.set_read_only(False)
            with closing(HistoryWriter(file)) as writer:
                writer.save([found("after")])
                assert [each.code for each in reader.entries_after(0, 9)] == ["before", "after"]
                second = reader.open()
                assert reader.open() is second


def test_a_log_on_a_disk_that_cannot_be_written_is_not_passed_over(tmp_path: Path) -> None:
    """Without it the file is what it was before."""
    with small_disk(tmp_path / "disk") as disk:
        file = tmp_path / "history.sqlite3"
        with closing(HistoryWriter(file)) as writer:
            writer.save([found("before")])
            writer.open().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            writer.save([found("after")])
            for end in ("", "-wal"):
                shutil.copy(f"{file}{end}", disk.root)
        disk.set_read_only(True)
        with closing(HistoryReader(disk.root / file.name)) as reader, pytest.raises(HistoryUnavailableError):
            reader.open()


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (sqlite3.OperationalError("Could not decode to UTF-8 column 'code'"), HistoryTrouble.DAMAGED),
        (sqlite3.ProgrammingError("Incorrect number of bindings supplied"), None),
    ],
)
def test_an_error_of_pythons_own_is_damage_or_a_bug(error: sqlite3.Error, trouble: HistoryTrouble | None) -> None:
    assert trouble_of_sqlite(error) is trouble


@pytest.mark.parametrize("index_only", [True, False])
def test_damage_of_the_index_of_words_alone_is_told_apart(history: HistoryPair, file: Path, index_only: bool) -> None:
    history.writer.save([found(f"c{n}") for n in range(9)])
    history.close()
    (sql("DELETE FROM words_data WHERE id > 10") if index_only else zeros_in("lookups"))(file)
    with pytest.raises(HistoryUnavailableError) as caught:
        history.page("missed")
    assert (caught.value.trouble, caught.value.index_only) == (HistoryTrouble.DAMAGED, index_only)
