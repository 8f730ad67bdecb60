"""Damage of every kind, on every kind of page: there is always a history to work with, what was lost is told, and the
old file is kept to the byte."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.keeping import HistoryState, HistoryTrouble, Keeping
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage.history_writer import HistoryWriter
from tests.services.conftest import QUICK, kept, until
from tests.support import lookups
from tests.support.damage import PAGE, ROWS, cases, is_sound, write_sound

CASES = 300
PARTS = 10
lookup = lookups.lookup


@pytest.fixture(scope="session")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sound") / "history.sqlite3"
    write_sound(file, QUICK)
    return file


class Seen(NamedTuple):
    """Result of one run with a damaged file. `early`: the damage was found before anything was saved, so that the
    file put aside is the damaged one to the letter."""

    early: bool
    codes: set[str]
    state: HistoryState
    mistakes: list[object]


async def work(file: Path, *, saves_first: bool) -> Seen:
    """Start, look around, save, have the file looked through, and open entries."""
    mistakes: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: mistakes.append(context))
    async with kept(file) as history:
        service = history.service
        await history.codes()
        for text in ("c1", "note", "status:refused", "portal:acme", "slower:100ms", "contract:differs"):
            await service.reading.page(text, HistoryFilter.ALL, None, 1000)
        if saves_first:
            assert await service.save(lookup("fresh")) is not None or history.state.trouble is HistoryTrouble.NEWER
        is_newer = history.state.trouble is HistoryTrouble.NEWER  # a bit of the version: it is only read
        await until(
            lambda: (service._looked_through or is_newer) and not service.file.rescuing, "a look through the file"
        )
        page = await service.reading.page("", HistoryFilter.ALL, None, 1000)
        early = not saves_first and bool(history.state.put_aside)
        if not saves_first:
            assert await service.save(lookup("fresh")) is not None or history.state.trouble is HistoryTrouble.NEWER
        for row in page.rows[::25]:
            # The entry that the damage is in does not open, and is told of.
            assert await service.reading.lookup(row.id) is not None or history.state.put_aside
        await until(lambda: not service.file.rescuing, "the end of the rescue")
        page = await service.reading.page("", HistoryFilter.ALL, None, 1000)
        await service.reading.trend("acme", "c1")
        await service.pin(page.rows[0].id, True)
        return Seen(early, {row.code for row in page.rows if isinstance(row, HistoryRow)}, history.state, mistakes)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_damage_ends_the_program_or_goes_untold(sound_file: Path, tmp_path: Path, part: int) -> None:
    for number, case in enumerate(cases(sound_file, CASES)):
        if number % PARTS != part:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        file = folder / "history.sqlite3"
        file.write_bytes(case.data)
        saves_first = number // PARTS % 2 == 0
        try:
            seen = asyncio.run(work(file, saves_first=saves_first))
        except BaseException as error:
            error.add_note(case.name)
            raise
        assert seen.mistakes == [], case.name
        assert "fresh" in seen.codes or seen.state.trouble is HistoryTrouble.NEWER, case.name
        assert seen.state.keeping is Keeping.SAVING or seen.state.trouble is HistoryTrouble.NEWER, case.name
        missing = {f"c{n}" for n in range(ROWS)} - seen.codes
        if seen.state.put_aside:
            aside = file.with_name(seen.state.put_aside).read_bytes()
            assert not seen.early or aside == case.data, case.name
            assert len(aside) >= len(case.data), case.name
            # Of what was cut off nobody knows how much it was.
            assert len(missing) <= seen.state.lost or "a cut" in case.name, case.name
        else:
            assert len(missing) <= 1 or is_sound(case.data, folder), f"{case.name}: {len(missing)} missing"
        shutil.rmtree(folder)


def with_schema(file: Path, old: bytes, new: bytes) -> None:
    data = file.read_bytes()
    assert old in data
    assert len(old) == len(new)
    file.write_bytes(data.replace(old, new, 1 if b"\0" in old else -1))  # pages that are free have texts, too


REWORD = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'lookups'"


def with_unknown_writing(file: Path) -> None:
    """A flipped bit in the head's write version: SQLite takes such a file for one that may only be read."""
    with file.open("r+b") as stream:
        stream.seek(18)
        stream.write(b"\x12")


def with_note(file: Path) -> None:
    """An integer where a note should be: what a damaged head of a row comes to."""
    words = (("note TEXT", "note INT "), (") STRICT", ")       "))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.executemany(REWORD, words)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE lookups SET note = 7 WHERE code = 'c7'")
        connection.execute("PRAGMA writable_schema=ON")
        connection.executemany(REWORD, [(old, new) for new, old in words])


SINGLE: dict[str, Callable[[Path], None]] = {
    "a name of the schema is not UTF-8": lambda file: with_schema(
        file, b"tablelookupslookups", b"tablelookup\xfflookups"
    ),
    "the text of a trigger": lambda file: with_schema(
        file, b"CREATE TRIGGER count_added AFTER", b"CREATE TRIGGER count_added AFTRE"
    ),
    "a word in a trigger": lambda file: with_schema(
        file, b"WHEN 'bytes' THEN count + NEW.size", b"WHEN 'bytes' THEN count - NEW.size"
    ),
    "the encoding": lambda file: with_schema(
        file, file.read_bytes()[48:64], file.read_bytes()[48:59] + b"\x03" + file.read_bytes()[60:64]
    ),
    "the version": lambda file: with_schema(file, file.read_bytes()[48:64], file.read_bytes()[48:63] + b"\x00"),
    "a negative version": lambda file: with_schema(
        file, file.read_bytes()[48:64], file.read_bytes()[48:60] + b"\xff\xff\xff\xfe"
    ),
    "a code that is not UTF-8": lambda file: with_schema(file, b"c77found", b"c\xff7found"),
    "a note that is a number": with_note,
    "a way of writing that nobody knows": with_unknown_writing,
}


def failing(monkeypatch: pytest.MonkeyPatch, codes: set[str]) -> None:
    """A mistake of the program: some lookups cannot be written."""
    save = HistoryWriter.save

    def mistaken(
        self: HistoryWriter, found: Sequence[Lookup], runs: Sequence[CodeRun] = (), *still: Callable[[], bool]
    ) -> list[HistoryRow]:
        if codes & {each.code for each in found}:
            raise LookupError("a mistake")
        return save(self, found, runs, *still)

    monkeypatch.setattr(HistoryWriter, "save", mistaken)


def test_a_mistake_of_the_program_is_reported_once_and_holds_up_no_other_lookup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = {"b"}
    failing(monkeypatch, codes)

    async def story() -> None:
        mistakes: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: mistakes.append(context["exception"]))
        async with kept(tmp_path / "history.sqlite3") as history:
            assert await history.service.save(lookup("a")) is not None
            assert await history.service.save(lookup("b")) is None
            assert history.state.trouble is HistoryTrouble.UNEXPECTED
            assert "a mistake" in history.state.reason
            await history.service.save(lookup("c"))
            await until(lambda: any(row.code == "c" for row in history.late), "the other lookup")
            assert history.state.waiting == 1
            assert history.state.keeping is Keeping.NOT_SAVING
            codes.clear()
            await until(lambda: history.state.waiting == 0, "the lookup that waited")
            assert history.state.keeping is Keeping.SAVING
            assert [str(error) for error in mistakes] == ["a mistake"]

    asyncio.run(story())


@pytest.mark.parametrize("where", ["a frame in the middle", "the last frame", "the head", "a salt"])
def test_a_log_that_is_damaged_is_kept_aside_and_told(tmp_path: Path, where: str) -> None:
    file, log = tmp_path / "history.sqlite3", tmp_path / "history.sqlite3-wal"

    async def prepare() -> tuple[bytes, bytes]:
        async with kept(file, replace(QUICK, look_s=3_600.0)) as history:  # nothing else is written
            for n in range(8):
                await history.service.save(lookup(f"c{n}"))
            return file.read_bytes(), log.read_bytes()

    content, written = asyncio.run(prepare())
    data = bytearray(written)
    frames = (len(data) - 32) // (PAGE + 24)
    begin = 32 + {"a frame in the middle": frames // 2, "the last frame": frames - 1}.get(where, 1) * (PAGE + 24)
    data[{"the head": 20, "a salt": begin + 9}.get(where, begin + 100)] ^= 1
    file.write_bytes(content)
    log.write_bytes(data)

    async def story() -> None:
        async with kept(file) as history:
            assert history.state.log_aside.startswith("history.damaged-")
            assert (tmp_path / history.state.log_aside).read_bytes() == bytes(data)
            assert await history.service.save(lookup("fresh")) is not None
            assert "fresh" in await history.codes()

    asyncio.run(story())


@pytest.mark.parametrize("cut", [0, 1, 24, 4000, PAGE + 24, PAGE + 30])
def test_a_log_that_breaks_off_as_after_a_crash_is_nothing_to_tell(tmp_path: Path, cut: int) -> None:
    file, log = tmp_path / "history.sqlite3", tmp_path / "history.sqlite3-wal"

    async def prepare() -> tuple[bytes, bytes]:
        async with kept(file, replace(QUICK, look_s=3_600.0)) as history:  # nothing else is written
            for n in range(3):
                await history.service.save(lookup(f"c{n}"))
            return file.read_bytes(), log.read_bytes()

    content, written = asyncio.run(prepare())
    file.write_bytes(content)
    log.write_bytes(written[: len(written) - cut])

    async def story() -> None:
        async with kept(file) as history:
            assert history.state.log_aside == ""
            assert await history.codes() == ["c2", "c1", "c0"][1 if cut else 0 :]

    asyncio.run(story())


@pytest.mark.parametrize("damage", SINGLE.values(), ids=SINGLE)
def test_damage_in_one_place_loses_nothing(sound_file: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    file = tmp_path / "history.sqlite3"
    shutil.copy(sound_file, file)
    damage(file)
    before = file.read_bytes()
    seen = asyncio.run(work(file, saves_first=False))
    assert seen.mistakes == []
    assert seen.codes == {"fresh", *(f"c{n}" for n in range(ROWS))}
    assert seen.state.keeping is Keeping.SAVING
    assert file.with_name(seen.state.put_aside).read_bytes() == before
    assert (seen.state.rescued, seen.state.lost) == (ROWS, 0)
    assert sorted(left.name for left in tmp_path.iterdir() if ".new" in left.name) == []
