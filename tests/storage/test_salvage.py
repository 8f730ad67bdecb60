"""Recovery of a damaged history: each row that is there, and how many are known to be lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.history import RowStatus
from badge_inspector.storage import salvage as module
from badge_inspector.storage.records import StoredLookup
from badge_inspector.storage.salvage import salvage
from tests.storage.conftest import HistoryPair
from tests.support.builders import NOON, code_run, failed, found, refused

SECOND = int(NOON)
CODES = [f"c{n}" for n in range(9)]


def taken(file: Path) -> tuple[list[StoredLookup], list[CodeRun], int]:
    lookups: list[StoredLookup] = []
    runs: list[CodeRun] = []
    lost = 0
    for chunk in salvage(file):
        lookups += chunk.lookups
        runs += chunk.runs
        lost += chunk.lost
    return lookups, runs, lost


@pytest.fixture
def kept(history: HistoryPair, file: Path) -> list[StoredLookup]:
    """Nine lookups of a closed history, as they are read while it is sound; the sixth is refused, the seventh failed,
    the last two were parts of a run."""
    lookups = [found(code) for code in CODES]
    lookups[5], lookups[6] = refused("c5"), failed("c6")
    lookups[4] = replace(lookups[4], portal="beta.example", profile_id="beta", portal_name="Beta")
    lookups[7:] = [replace(each, run="one") for each in lookups[7:]]
    rows = history.writer.save(lookups, [code_run("one", ["c7", "c8", "late"])])
    history.writer.pin(rows[1].id, True)
    history.writer.note(rows[2].id, "of c2")
    history.writer.expect(rows[3].id, "more")
    stored = history.reader.entries_after(0, 99)
    history.close()
    assert file.exists()
    return list(stored)


def plain(stored: StoredLookup) -> StoredLookup:
    """An entry without the columns that the history makes anew of the answer."""
    row = replace(stored.row, code=stored.code, value=None, badge_type=None, error="", run=0)
    return replace(stored, row=row)


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("chunk", [200, 1, 3, 4, 9])
def test_a_sound_history_is_read_whole(
    kept: list[StoredLookup], file: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(module, "_CHUNK", chunk)
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    assert taken(file) == ([plain(each) for each in kept], [code_run("one", ["c7", "c8", "late"])], 0)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == before


def test_what_a_person_deleted_is_gone_and_what_was_retired_is_not(kept: list[StoredLookup], file: Path) -> None:
    change(
        file, "UPDATE lookups SET deleted = 1 WHERE code = 'c0'", "UPDATE lookups SET deleted = -1 WHERE code = 'c1'"
    )
    assert len(kept) == 9
    lookups, _, lost = taken(file)
    assert ([each.code for each in lookups], lost) == (CODES[1:], 0)


@pytest.mark.parametrize("gone", [1, 3])
def test_evidence_that_is_damaged_is_lost_and_counted(kept: list[StoredLookup], file: Path, gone: int) -> None:
    change(file, f"UPDATE evidence SET record = x'00' WHERE lookup_id < {kept[gone].row.id}")  # noqa: S608
    lookups, _, lost = taken(file)
    assert ([each.code for each in lookups], lost) == (CODES[gone:], gone)


def test_evidence_without_its_row_is_read_for_what_it_says(kept: list[StoredLookup], file: Path) -> None:
    """Without pin and note, and as of the portal that was asked last under its address."""
    change(file, "INSERT INTO portals SELECT NULL, 'renamed', authority, 'Renamed' FROM portals ORDER BY id LIMIT 1")
    triggers = ("count_removed", "words_removed")
    change(file, *(f"DROP TRIGGER {name}" for name in triggers), "DELETE FROM lookups WHERE run = 0")
    lookups, _, lost = taken(file)
    assert ([each.code for each in lookups], lost) == ([*CODES[7:], *CODES[:7]], 0)
    statuses = {each.code: each.row.status for each in lookups}
    assert (statuses["c5"], statuses["c6"], statuses["c0"]) == (RowStatus.REFUSED, RowStatus.FAILED, RowStatus.FOUND)
    first = next(each for each in lookups if each.code == "c1")
    assert (first.row.id, first.row.asked_at, first.row.total_s) == (kept[1].row.id, NOON, kept[1].row.total_s)
    assert (first.row.pinned, first.row.note, first.run) == (False, "", "")
    assert (first.row.profile_id, first.row.portal, first.row.portal_name) == (
        "renamed",
        "acme.bitrix24.com",
        "Renamed",
    )


def test_rows_whose_portal_is_lost_are_of_the_address_they_were_sent_to(kept: list[StoredLookup], file: Path) -> None:
    change(file, "PRAGMA foreign_keys = OFF", "DELETE FROM portals")
    lookups, runs, lost = taken(file)
    assert {(each.row.profile_id, each.row.portal, each.row.portal_name) for each in lookups} == {
        ("", "acme.bitrix24.com", "")
    }
    assert (len(lookups), runs, lost) == (9, [], 0)
    assert {each.run for each in lookups} == {""}


@pytest.mark.parametrize(
    "column",
    ["code = 'another'", "asked_at = 1e300", "total_s = -1.0"],
)
def test_a_row_that_cannot_be_right_is_read_by_its_evidence(kept: list[StoredLookup], file: Path, column: str) -> None:
    change(file, f"UPDATE lookups SET {column} WHERE pinned = 1")  # noqa: S608
    lookups, _, lost = taken(file)
    assert [each.code for each in lookups] == [each.code for each in (kept[0], *kept[2:], kept[1])]
    assert not any(each.row.pinned for each in lookups)
    assert lost == 0


@pytest.mark.parametrize("column", ["code = 'half \ufffd'", "status = 'refused'", "status = 'failed'", "value = 'odd'"])
def test_a_row_that_may_be_right_is_read_as_it_is(kept: list[StoredLookup], file: Path, column: str) -> None:
    """Half a pair of surrogates is one such sign there; what the answer says counts for the rest."""
    change(file, f"UPDATE lookups SET {column} WHERE pinned = 1")  # noqa: S608
    lookups, _, lost = taken(file)
    assert (lookups, lost) == ([plain(each) for each in kept], 0)


def test_a_failure_is_refused_where_its_row_says_so(kept: list[StoredLookup], file: Path) -> None:
    change(file, "UPDATE lookups SET status = 'failed' WHERE code = 'c5'")
    change(file, "UPDATE lookups SET status = 'refused' WHERE code = 'c6'")
    statuses = {each.code: each.row.status for each in taken(file)[0]}
    assert len(statuses) == len(kept)
    assert (statuses["c5"], statuses["c6"]) == (RowStatus.FAILED, RowStatus.REFUSED)


def test_a_lookup_without_evidence_is_lost_and_counted(kept: list[StoredLookup], file: Path) -> None:
    change(file, "DELETE FROM evidence WHERE lookup_id IN (SELECT id FROM lookups WHERE code IN ('c0', 'c1'))")
    lookups, _, lost = taken(file)
    assert (lookups, lost) == ([plain(each) for each in kept[2:]], 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE runs SET key = ''",
        "UPDATE runs SET asked_at = 1e300",
        "UPDATE run_codes SET code = x'ff'  WHERE place = 0",
        "DELETE FROM run_codes",
    ],
)
def test_a_run_that_cannot_be_right_is_none_and_its_lookups_stay(
    kept: list[StoredLookup], file: Path, statement: str
) -> None:
    change(file, statement)
    lookups, runs, lost = taken(file)
    assert ([each.code for each in lookups], runs, lost) == ([each.code for each in kept], [], 0)
    assert {each.run for each in lookups} == {""}


def first_page(data: bytearray) -> None:
    data[:4096] = bytes(4096)


def page_size(data: bytearray) -> None:
    data[16:18] = b"\x02\x00"


def size_in_pages(data: bytearray) -> None:
    data[28:32] = (3).to_bytes(4, "big")


def a_name_of_the_schema(data: bytearray) -> None:
    at = data.index(b"tablelookupslookups")
    data[at : at + 5] = b"t\xffble"


def pages_of_pointers(data: bytearray) -> None:
    data[4096:8192] = bytes(4096)


def all_of_the_schema(data: bytearray) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(data[:18]) + b"\1\1" + bytes(data[20:]))  # a database in memory has no log
        pages = connection.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").fetchall()
    assert len(pages) > 2
    for (number,) in pages:
        data[(number - 1) * 4096 : number * 4096] = bytes(4096)


@pytest.mark.parametrize(
    "damage", [first_page, page_size, size_in_pages, a_name_of_the_schema, all_of_the_schema, pages_of_pointers]
)
def test_a_damaged_head_or_schema_loses_nothing(
    history: HistoryPair, file: Path, damage: Callable[[bytearray], None]
) -> None:
    body = bytes(range(256)) * 40
    history.writer.save([found(f"c{n}", body=body + bytes([n])) for n in range(60)])
    stored = history.reader.entries_after(0, 99)
    history.close()
    data = bytearray(file.read_bytes())
    damage(data)
    file.write_bytes(data)
    lookups, _, lost = taken(file)
    assert (lookups, lost) == ([plain(each) for each in stored], 0)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert file.read_bytes() == data


def test_each_chunk_may_be_read_in_another_thread(kept: list[StoredLookup], file: Path) -> None:
    chunks = salvage(file)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(next, chunks).result().runs
    assert sum(len(chunk.lookups) for chunk in chunks) == len(kept)


@pytest.mark.parametrize("content", [b"", b"x", b"no database" * 1000])
def test_of_what_is_no_history_nothing_is_read(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert taken(file) == ([], [], 0)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)), st.integers(1, 7))
def test_all_rows_are_read_but_those_that_cannot_be(there: set[int], damaged: set[int], chunk: int) -> None:
    """In whatever order they lie."""

    def checked(number: int) -> int:
        if number in damaged:
            raise ValueError(number)
        return number

    with closing(sqlite3.connect(":memory:")) as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        connection.create_function("checked", 1, checked)
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO t VALUES (?)", [(number,) for number in there])
        sql = "SELECT checked(id) FROM t WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
        read = [row[0] for rows in module._readable(connection, sql) for row in rows]
    assert read == sorted(there - damaged)
