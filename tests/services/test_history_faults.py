"""Faults of a history file: they are said, nothing is destroyed, and saving resumes by itself."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.keeping import HistoryTrouble, Keeping
from badge_inspector.services.history import HistoryService
from badge_inspector.storage import database, schema
from badge_inspector.storage.history_writer import HistoryWriter
from tests.services.conftest import QUICK, Kept, kept, until
from tests.support import lookups
from tests.support.modes import is_for_its_owner
from tests.support.small_disk import small_disk

lookup = lookups.lookup


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 30)


def a_history(file: Path, codes: int = 40) -> None:
    """A closed file with so many lookups."""

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save_all([lookup(f"c{n}") for n in range(codes)])

    asyncio.run(story())


def truncated(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def scribbled(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def foreign(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE lookups (id INTEGER PRIMARY KEY, asked_at)")
    connection.commit()
    connection.close()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "text": lambda file: file.write_bytes(b"not a database, but long enough" * 40),
    "short": lambda file: file.write_bytes(b"x"),
    "header only": lambda file: file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000),
    "truncated": truncated,
    "scribbled": scribbled,
    "foreign": foreign,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_an_unusable_file_is_kept_aside_to_the_byte(file: Path, damage: Callable[[Path], object]) -> None:
    a_history(file)
    damage(file)
    before = file.read_bytes()

    async def story() -> str:
        async with kept(file) as history:
            await history.codes()
            await until(lambda: not history.service.file.rescuing, "the end of the rescue")
            assert await history.service.save(lookup("fresh")) is not None
            assert history.state.keeping is Keeping.SAVING
            codes = await history.codes()
            assert codes[0] == "fresh"
            assert len(codes) == 1 + history.state.rescued
            assert history.states[-1].put_aside
            return history.state.put_aside

    aside = asyncio.run(story())
    assert aside.startswith("history.unreadable-")
    assert file.with_name(aside).read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(("name", "least"), [("truncated", 100), ("a page", 300), ("text", 0)])
def test_what_can_be_read_of_a_damaged_file_is_taken_over(file: Path, name: str, least: int) -> None:
    async def prepare() -> None:
        async with kept(file) as history:
            rows = await history.service.save_all([lookup(f"c{n}") for n in range(400)])
            await history.service.pin(rows[5].id, True)
            await history.service.note(rows[5].id, "precious")
            await history.service.removal.retire()  # the clock is written down: nothing else will be

    asyncio.run(prepare())
    data = bytearray(file.read_bytes())
    if name == "truncated":
        del data[-len(data) // 3 :]
    elif name == "a page":
        (page,) = page_of(file, "words_data")
        data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
        (page,) = page_of(file, "evidence")
        data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    else:
        data[:] = b"no database at all" * 100
    file.write_bytes(bytes(data))

    async def story() -> None:
        async with kept(file) as history:
            await history.codes("missed")
            for row_id in range(1793534400, 1793534800, 20):
                await history.service.reading.lookup(row_id)
            await until(lambda: history.state.put_aside and not history.service.file.rescuing, "the end of the rescue")
            assert history.state.rescued >= least
            page = await history.service.reading.page("", HistoryFilter.ALL, None, 1000)
            assert len(page.rows) == history.state.rescued
            assert [row.code for row in page.lookups] == sorted(
                (row.code for row in page.lookups), key=lambda code: -int(code[1:])
            )
            assert file.with_name(history.state.put_aside).read_bytes() == bytes(data)
            pinned = await history.service.reading.page("", HistoryFilter.PINNED)
            assert [(row.code, row.note) for row in pinned.lookups] in ([("c5", "precious")], [])

    asyncio.run(story())
    assert sound(file)


def test_closing_waits_until_nothing_looks_through_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look has a connection of its own: while it is open the log is not folded into the file."""
    begun, ended = threading.Event(), threading.Event()
    damage = HistoryWriter.damage

    def slow(writer: HistoryWriter, is_over: Callable[[], bool]) -> str:
        begun.set()
        while not is_over():
            ended.wait(0.001)
        found = damage(writer, is_over)
        ended.set()
        return found

    monkeypatch.setattr(HistoryWriter, "damage", slow)

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save(lookup("a"))
            await until(begun.is_set, "a look through the file")

    asyncio.run(story())
    assert ended.is_set()
    assert not file.with_name(f"{file.name}-wal").exists()


def page_of(file: Path, table: str) -> list[int]:
    """A page in the middle of a table, by its number."""
    connection = sqlite3.connect(file)
    try:
        pages = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno", (table,)
        ).fetchall()
    finally:
        connection.close()
    return [pages[len(pages) // 2][0]]


def test_damage_met_while_the_window_is_open(file: Path) -> None:
    """A page that is read for the first time turns out to be rubbish."""
    a_history(file, 400)
    data = bytearray(file.read_bytes())
    data[len(data) // 2 :] = b"\xa5" * (len(data) - len(data) // 2)
    file.write_bytes(bytes(data))

    async def story() -> None:
        async with kept(file) as history:
            for text in ("", "c1", "missed", "portal:acme"):
                await history.service.reading.page(text, HistoryFilter.ALL, None, 1000)
            assert await history.service.save(lookup("fresh")) is not None
            assert "fresh" in await history.codes()
            assert file.with_name(history.state.put_aside).read_bytes() == bytes(data)

    asyncio.run(story())


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_no_file_and_an_empty_one_are_a_fresh_start(file: Path, content: bytes | None) -> None:
    if content is not None:
        file.parent.mkdir()
        file.write_bytes(content)

    async def story() -> None:
        async with kept(file) as history:
            assert await history.service.save(lookup()) is not None
            assert history.states == []

    asyncio.run(story())
    assert is_for_its_owner(file) or content is not None


def test_a_log_whose_database_is_gone_is_not_thrown_away(file: Path) -> None:
    file.parent.mkdir()
    log = Path(f"{file}-wal")
    log.write_bytes(b"saved lookups" * 100)

    async def story() -> str:
        async with kept(file) as history:
            assert await history.service.save(lookup()) is not None
            return history.state.put_aside

    aside = asyncio.run(story())
    assert Path(f"{file.with_name(aside)}-wal").read_bytes() == b"saved lookups" * 100


def test_a_broken_index_of_words_is_made_anew(file: Path) -> None:
    a_history(file, 3)
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM words_data WHERE id > 10")
    connection.commit()
    connection.close()

    async def story() -> None:
        async with kept(file) as history:
            assert await history.codes("c1") == ["c1"]
            assert await history.codes("missed") == ["c2", "c1", "c0"]
            assert history.state.put_aside == ""
            assert history.state.keeping is Keeping.SAVING

    asyncio.run(story())


def test_a_lock_of_another_program_is_said_and_waited_for(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            await history.service.save(lookup("before"))
            other = sqlite3.connect(file, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            assert await history.service.save(lookup("one")) is None
            assert await history.service.save_all([lookup("two"), lookup("three")]) == []
            state = history.state
            assert (state.keeping, state.trouble, state.waiting) == (Keeping.NOT_SAVING, HistoryTrouble.LOCKED, 3)
            assert state.reason
            assert await history.codes() == ["before"]
            other.execute("ROLLBACK")
            other.close()
            await until(lambda: history.state.keeping is Keeping.SAVING and len(history.late) == 3, "saving")
            assert [row.code for row in history.late] == ["one", "two", "three"]
            assert await history.codes() == ["three", "two", "one", "before"]

    asyncio.run(story())


def test_a_file_locked_from_the_start(file: Path) -> None:
    a_history(file, 1)

    async def story() -> None:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        async with kept(file) as history:
            assert history.state.trouble is HistoryTrouble.LOCKED
            assert await history.codes() == []
            assert await history.service.save(lookup("waits")) is None
            other.execute("ROLLBACK")
            other.close()
            await until(lambda: history.late, "the lookup that waited")
            assert await history.codes() == ["waits", "c0"]
            assert history.news

    asyncio.run(story())


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = disk.root / "config" / "history.sqlite3"

        async def story() -> None:
            async with kept(file) as history:
                saved = [row.code for row in await history.service.save_all([lookup(f"c{n}") for n in range(5)])]
                disk.fill()
                number = 0
                while history.state.keeping is Keeping.SAVING:
                    row = await history.service.save(lookup(f"d{number}"))
                    if row is not None:
                        saved.append(row.code)
                    number += 1
                assert history.state.trouble is HistoryTrouble.DISK_FULL
                assert history.state.waiting >= 1
                # what is there can be read, and a change that cannot be made is told
                assert await history.codes() == saved[::-1]
                assert (
                    await history.service.pin(
                        (await history.service.reading.page("", HistoryFilter.ALL)).rows[0].id, True
                    )
                    is None
                )
                assert await history.service.save(lookup("last")) is None
                disk.empty()
                await until(lambda: history.state.waiting == 0 and history.late, "saving")
                saved += [row.code for row in history.late]
                assert saved[-1] == "last"
                assert await history.codes() == saved[::-1]

        asyncio.run(story())
        assert sound(file)


def test_a_disk_too_full_to_begin(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        disk.fill()
        file = disk.root / "config" / "history.sqlite3"

        async def story() -> None:
            async with kept(file) as history:
                assert await history.service.save(lookup()) is None
                assert history.state.trouble is HistoryTrouble.DISK_FULL
                assert await history.codes() == []
                disk.empty()
                await until(lambda: history.late, "the lookup that waited")
                assert await history.codes() == ["missedCall"]

        asyncio.run(story())


def test_a_read_only_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = disk.root / "config" / "history.sqlite3"
        a_history(file, 3)
        disk.set_read_only(True)
        before = file.read_bytes()

        async def story() -> None:
            async with kept(file) as history:
                assert history.state.keeping is Keeping.NOT_SAVING
                assert history.state.trouble is HistoryTrouble.READ_ONLY
                assert await history.codes() == ["c2", "c1", "c0"]
                assert await history.codes("c1") == ["c1"]
                assert await history.service.save(lookup("new")) is None
                assert file.read_bytes() == before
                disk.set_read_only(False)
                await until(lambda: history.late, "the lookup that waited")
                assert await history.codes() == ["new", "c2", "c1", "c0"]

        asyncio.run(story())


def test_a_folder_that_vanished_before_the_file_was_opened_is_not_made_again(tmp_path: Path) -> None:
    """As of a window that records nothing until then. Whoever moved it away moves it back, and what waited is kept."""
    folder, away = tmp_path / "config", tmp_path / "away"
    folder.mkdir()

    async def story() -> None:
        history = Kept(folder / "history.sqlite3", replace(QUICK, gone_s=60))
        folder.rename(away)
        await history.service.open()
        try:
            assert await history.service.save(lookup("c1")) is None
            assert history.state.trouble is HistoryTrouble.GONE
            assert not folder.exists()
            away.rename(folder)
            await until(lambda: [row.code for row in history.late] == ["c1"], "the lookup that waited")
        finally:
            await history.service.close()

    asyncio.run(story())


def test_a_folder_that_vanishes_and_comes_back(file: Path, tmp_path: Path) -> None:
    async def story() -> None:
        async with kept(file, replace(QUICK, gone_s=600.0)) as history:
            await history.service.save(lookup("before"))
            away = tmp_path / "away"
            file.parent.rename(away)
            assert await history.service.save(lookup("meanwhile")) is None
            assert history.state.trouble is HistoryTrouble.GONE
            assert await history.codes() == ["before"]
            assert not file.parent.exists()
            away.rename(file.parent)
            await until(lambda: history.late, "the lookup that waited")
            assert await history.codes() == ["meanwhile", "before"]

    asyncio.run(story())
    assert sound(file)


def test_a_folder_that_stays_away_is_made_anew_with_all_that_was_in_it(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            rows = await history.service.save_all([lookup(f"c{n}") for n in range(10)])
            await history.service.pin(rows[3].id, True)
            shutil.rmtree(file.parent)
            assert await history.service.save(lookup("meanwhile")) is None
            assert history.state.trouble is HistoryTrouble.GONE
            await until(lambda: history.late, "the lookup that waited")
            assert await history.codes() == ["meanwhile", *(f"c{n}" for n in range(9, -1, -1))]
            assert await history.service.reading.totals() == (11, 1)
            assert await history.codes("c3") == ["c3"]
            assert history.state.keeping is Keeping.SAVING

    asyncio.run(story())
    assert sound(file)
    assert file.stat().st_mode & 0o077 == 0


def test_a_folder_whose_place_is_gone_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "share" / "config" / "history.sqlite3"
    file.parent.parent.mkdir()

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save(lookup("before"))
            shutil.rmtree(tmp_path / "share")
            assert await history.service.save(lookup("meanwhile")) is None
            looked = asyncio.create_task(asyncio.sleep(10 * QUICK.gone_s))
            await looked
            assert history.state.trouble is HistoryTrouble.GONE
            assert not (tmp_path / "share").exists()
            (tmp_path / "share").mkdir()
            await until(lambda: history.late, "the lookup that waited")
            assert await history.codes() == ["meanwhile", "before"]

    asyncio.run(story())


def test_a_file_that_was_replaced_is_read_anew(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "history.sqlite3"
    a_history(other, 2)

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save(lookup("mine"))
            replace_file(file, other)
            assert await history.codes() == ["c1", "c0"]
            assert await history.service.save(lookup("next")) is not None
            assert await history.codes() == ["next", "c1", "c0"]

    asyncio.run(story())


def replace_file(file: Path, other: Path) -> None:
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink()
    other.replace(file)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")

    async def story() -> None:
        async with kept(tmp_path / "config" / "history.sqlite3") as history:
            assert history.state.trouble is HistoryTrouble.NO_ACCESS
            assert await history.service.save(lookup()) is None
            assert await history.codes() == []
            assert await history.service.reading.lookup(1) is None
            (tmp_path / "config").unlink()
            await until(lambda: history.late, "the lookup that waited")

    asyncio.run(story())


@pytest.mark.skipif(sys.platform == "win32", reason="no folder of Windows holds a named pipe")
@pytest.mark.parametrize("end", ["", "-wal", "-journal"])
def test_a_pipe_in_the_place_of_a_file(file: Path, end: str) -> None:
    """Opening one never ends: neither side does, and the lookup waits until it is gone."""
    pipe = Path(f"{file}{end}")
    pipe.parent.mkdir()
    os.mkfifo(pipe)

    async def story() -> None:
        async with kept(file) as history:
            assert history.state.trouble is HistoryTrouble.NO_ACCESS
            assert await history.service.save(lookup()) is None
            assert await history.codes() == []
            os.unlink(pipe)
            await until(lambda: history.late, "the lookup that waited")

    asyncio.run(story())


def newer(file: Path, change: str = "") -> None:
    connection = sqlite3.connect(file)
    connection.executescript(f"{change}; PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()


def test_an_older_program_reads_a_newer_file_and_says_so(file: Path) -> None:
    a_history(file, 3)
    newer(file)
    before = file.read_bytes()

    async def story() -> None:
        async with kept(file) as history:
            assert (history.state.keeping, history.state.trouble) == (Keeping.READ_ONLY, HistoryTrouble.NEWER)
            assert history.state.reason == f"version {schema.VERSION + 1}"
            assert await history.codes() == ["c2", "c1", "c0"]
            assert await history.service.reading.lookup(
                (await history.service.reading.page("", HistoryFilter.ALL)).rows[0].id
            )
            assert await history.service.save(lookup()) is None
            await history.service.removal.delete_all()
            assert history.state.waiting == 0

    asyncio.run(story())
    assert file.read_bytes() == before


def test_a_newer_file_whose_tables_are_others_is_left_alone(file: Path) -> None:
    a_history(file, 3)
    newer(file, "ALTER TABLE lookups RENAME TO questions")
    before = file.read_bytes()

    async def story() -> None:
        async with kept(file) as history:
            assert await history.codes() == []
            assert history.state.keeping is Keeping.READ_ONLY
            assert history.state.put_aside == ""

    asyncio.run(story())
    assert file.read_bytes() == before


def test_a_newer_window_migrates_while_an_older_one_is_open(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            await history.service.save(lookup("before"))
            newer(file)
            assert await history.service.save(lookup("after")) is None
            assert history.state.keeping is Keeping.READ_ONLY
            assert await history.codes() == ["before"]

    asyncio.run(story())


def test_a_migration_keeps_a_copy_and_runs_once(file: Path) -> None:
    a_history(file, 3)
    steps = (*schema.STEPS, "ALTER TABLE lookups ADD COLUMN mood TEXT;\nCREATE INDEX moods ON lookups (mood);")
    for _ in range(2):
        connection = sqlite3.connect(file, isolation_level=None)
        schema.migrate(connection, file, steps)
        assert schema.version_of(connection) == schema.VERSION + 1
        assert connection.execute("SELECT count(mood), count(*) FROM lookups").fetchone() == (0, 3)
        connection.close()
    (copy,) = file.parent.glob(f"history.version-{schema.VERSION}-*.sqlite3")
    assert is_for_its_owner(copy)
    connection = sqlite3.connect(copy)
    assert schema.version_of(connection) == schema.VERSION
    assert connection.execute("SELECT count(*) FROM lookups").fetchone() == (3,)
    connection.close()


def test_a_new_history_is_migrated_without_a_copy_of_nothing(file: Path) -> None:
    a_history(file, 1)
    assert list(file.parent.glob("history.version-*")) == []


def test_a_migration_that_fails_changes_nothing(file: Path) -> None:
    a_history(file, 3)
    connection = sqlite3.connect(file, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, file, (*schema.STEPS, "CREATE TABLE moods (x);\nSELECT nothing FROM nowhere;"))
    assert schema.version_of(connection) == schema.VERSION
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'moods'").fetchone() == (0,)
    connection.close()


def test_what_waits_is_bounded_and_what_is_dropped_is_counted(file: Path) -> None:
    file.parent.mkdir()
    file.mkdir()
    big = lookups.response(b"x" * 1000)

    async def story() -> None:
        async with kept(file, replace(QUICK, look_s=600.0, most_waiting=3, most_waiting_bytes=2500)) as history:
            for n in range(5):
                await history.service.save(lookup(f"c{n}"))
            assert (history.state.waiting, history.state.dropped) == (3, 2)
            await history.service.save(lookup("big", big))
            await history.service.save(lookup("bigger", big))
            await history.service.save(lookup("biggest", big))
            assert (history.state.waiting, history.state.dropped) == (2, 6)
            shutil.rmtree(file)
        assert [row.code for row in history.late] == ["bigger", "biggest"]
        assert history.state.waiting == 0

    asyncio.run(story())


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (sqlite3.SQLITE_IOERR_LOCK, HistoryTrouble.NO_LOCKS),
        (sqlite3.SQLITE_IOERR_SHMLOCK, HistoryTrouble.NO_LOCKS),
        (sqlite3.SQLITE_PROTOCOL, HistoryTrouble.NO_LOCKS),
        (sqlite3.SQLITE_IOERR_WRITE, HistoryTrouble.DISK_ERROR),
        (sqlite3.SQLITE_IOERR_SHMSIZE, HistoryTrouble.DISK_FULL),
        (sqlite3.SQLITE_READONLY_DBMOVED, HistoryTrouble.GONE),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, HistoryTrouble.LOCKED),
        (sqlite3.SQLITE_CORRUPT_INDEX, HistoryTrouble.DAMAGED),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, HistoryTrouble.NO_ACCESS),
        (sqlite3.SQLITE_ERROR, None),
        (sqlite3.SQLITE_MISUSE, None),
    ],
)
def test_troubles_are_told_apart(code: int, trouble: HistoryTrouble | None) -> None:
    error = sqlite3.OperationalError("so it was")
    error.sqlite_errorcode = code
    assert database.trouble_of_sqlite(error) is trouble


def test_a_share_without_locks_is_said_and_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As SQLite reports it where fcntl() says ENOLCK."""
    broken = [True]
    real = database.Database._connect

    def connect(self: database.Database, mode: str) -> sqlite3.Connection:
        if broken:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_LOCK
            raise error
        return real(self, mode)

    monkeypatch.setattr(database.Database, "_connect", connect)

    async def story() -> None:
        async with kept(file) as history:
            assert history.state.trouble is HistoryTrouble.NO_LOCKS
            assert await history.service.save(lookup()) is None
            broken.clear()
            await until(lambda: history.late, "the lookup that waited")

    asyncio.run(story())


def save_many(file: str, name: str, count: int) -> None:
    async def story() -> None:
        service = HistoryService(Path(file))
        await service.open()
        for n in range(count):
            assert await service.save(lookup(f"{name}{n}")) is not None
        await service.close()

    asyncio.run(story())


def test_two_programs_write_at_once_and_lose_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    context = multiprocessing.get_context("spawn")
    programs = [context.Process(target=save_many, args=(str(file), name, 60)) for name in ("a", "b")]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
        assert program.exitcode == 0

    async def story() -> None:
        async with kept(file) as history:
            page = await history.service.reading.page("", HistoryFilter.ALL, None, 500)
            codes = [row.code for row in page.lookups]
            assert sorted(codes) == sorted(f"{name}{n}" for name in "ab" for n in range(60))
            for name in "ab":
                assert [code for code in codes if code[0] == name] == [f"{name}{n}" for n in range(59, -1, -1)]

    asyncio.run(story())
    assert sound(file)


def sound(file: Path) -> bool:
    connection = sqlite3.connect(file)
    try:
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.rollback()
        connection.close()
