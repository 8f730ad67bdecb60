"""The history as the window uses it: saved, found, opened as it was, taken back, and told about."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.history_query import parse_query
from badge_inspector.domain.keeping import Keeping, Retention
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.services.history import HistoryService, Intervals, reading
from badge_inspector.storage import history_reader, records, schema
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.history_writer import HistoryWriter
from tests.services.conftest import QUICK, kept, until
from tests.support import lookups
from tests.support.builders import NOON

ALL = HistoryFilter.ALL

MAKERS: list[Callable[[], Lookup]] = [
    lookups.lookup,
    lambda: lookups.lookup(
        "misedCall", lookups.response(b'{"error":"NOT_FOUND","error_description":"Not found."}', 400)
    ),
    lambda: lookups.lookup("page", lookups.response(b"<html>busy</html>", 503)),
    lambda: lookups.lookup("cut", lookups.response(b'{"result":{"badge":{"code":"x"', truncated="closed")),
    lambda: lookups.lookup("odd", lookups.response(b'\xef\xbb\xbf{"result":{"badge":{"title":[],"value":{"en":1}}}}')),
    lambda: lookups.failed(Failure(FailureKind.NAME_NOT_RESOLVED, detail="no such host")),
]


@pytest.mark.parametrize("make", MAKERS)
def test_an_entry_opens_as_it_was(file: Path, make: Callable[[], Lookup]) -> None:
    async def story() -> None:
        lookup = make()
        async with kept(file) as history:
            row = await history.service.save(lookup)
            assert row is not None
            await history.service.note(row.id, "seen")
        async with kept(file) as history:
            opened = await history.service.reading.lookup(row.id)
            assert opened is not None
            assert opened == replace(lookup, history_id=row.id, note="seen")
            assert opened.document is None or lookup.document is not None
            assert (opened.document and opened.document.text) == (lookup.document and lookup.document.text)

    asyncio.run(story())


EXTRA = lookups.SAMPLE.replace(b'"code"', b'"sort":1,"code"')
REFUSED = b'{"error":"NOT_FOUND","error_description":"Not found."}'


def test_lookups_are_found_by_what_the_documentation_says(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            for lookup in (
                lookups.lookup("fine"),
                lookups.lookup("extra", lookups.response(EXTRA)),
                lookups.lookup("none", lookups.response(REFUSED, 400)),
                lookups.failed(Failure(FailureKind.NAME_NOT_RESOLVED), "unjudged"),
            ):
                await history.service.save(lookup)
            for text, expected in (
                ("contract:differs", ["extra"]),
                ("contract:documented", ["none", "fine"]),
                ("contract:documented status:ok", ["fine"]),
                ("contract:differs call type:failure", ["extra"]),
                ("contract:documented fine", ["fine"]),
                ("contract:perhaps", ["unjudged", "none", "extra", "fine"]),
            ):
                page = await history.service.reading.page(text, HistoryFilter.ALL)
                assert [row.code for row in page.rows if isinstance(row, HistoryRow)] == expected, text
            ids = [row.id for row in (await history.service.reading.page("contract:differs", HistoryFilter.ALL)).rows]
            opened = await history.service.reading.lookup(ids[0])
            assert opened is not None
            assert opened.contract == lookups.lookup("extra", lookups.response(EXTRA)).contract

    asyncio.run(story())


def test_a_history_of_version_1_is_read_as_it_is_and_migrated_by_who_may_write(file: Path) -> None:
    first_version(file)
    with closing(HistoryReader(file)) as reader:
        for text in ("", "status:ok", "contract:differs", "run:yes", "fine", "pinned:yes", "qz"):
            for kind in HistoryFilter:
                expected = ["fine"] if text in ("", "status:ok", "fine") and kind in (ALL, HistoryFilter.OK) else []
                rows = reader.page(parse_query(text), kind, None, 9).rows
                assert [row.code for row in rows if isinstance(row, HistoryRow)] == expected, (text, kind)
        assert reader.known()[2] == ("fine",)
        assert [each.expected for each in reader.entries([1])] == [""]
        assert (reader.in_runs(), reader.runs(None), reader.totals()) == ((0, 0), (), (1, 0))

    async def story() -> None:
        async with kept(file) as history:
            assert await history.codes() == ["fine"]
            await history.service.save(lookups.lookup("new", lookups.response(EXTRA)))
            assert await history.codes("contract:differs") == ["new"]
            assert await history.service.reading.totals() == (2, 0)
            await history.service.expect(1, "A badge")
            opened = await history.service.reading.lookup(1)
            assert opened is not None
            assert opened.expected == "A badge"

    asyncio.run(story())
    with closing(sqlite3.connect(file)) as connection:
        assert schema.version_of(connection) == schema.VERSION
        assert schema.is_whole(connection)


@pytest.mark.parametrize("extra", ["", "clock", "clock and contracts"])
def test_a_migrated_history_lies_as_a_fresh_one_does(file: Path, extra: str) -> None:
    first_version(file, extra)
    with closing(HistoryWriter(file)) as writer:
        writer.open()
    fresh = file.with_name("fresh.sqlite3")
    with closing(HistoryWriter(fresh)) as writer:
        writer.open()
    roots = "SELECT name, rootpage, sql FROM sqlite_master WHERE rootpage > 0 ORDER BY rootpage"
    with closing(sqlite3.connect(file)) as migrated, closing(sqlite3.connect(fresh)) as made:
        assert migrated.execute(roots).fetchall() == made.execute(roots).fetchall()


def first_version(file: Path, extra: str = "clock and contracts") -> None:
    """A history as version 1 of its tables has it, with one lookup."""
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        schema.migrate(connection, file, schema.STEPS[:1])
        if extra:
            connection.execute("CREATE TABLE clock (name TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID")
        if "contracts" in extra:
            connection.execute(
                "CREATE TABLE contracts (lookup_id INTEGER PRIMARY KEY REFERENCES lookups (id) ON DELETE CASCADE,"
                " differences INTEGER NOT NULL) STRICT"
            )
        connection.execute("INSERT INTO portals VALUES (1, 'acme', 'acme.bitrix24.com', 'Acme support')")
        lookup = lookups.lookup("fine")
        kept_as = records.evidence(lookup)
        values = {"id": 1, "portal_id": 1, **records.columns(lookup, kept_as.size)}
        connection.execute(
            f"INSERT INTO lookups ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608
            tuple(values.values()),
        )
        connection.execute("INSERT INTO evidence VALUES (1, ?, ?, ?)", (kept_as.record, kept_as.body, kept_as.packed))


def test_an_expectation_is_kept_with_its_lookup_and_goes_with_it(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            service = history.service
            expecting = replace(lookups.lookup("a"), expected="A red badge \ud800")
            rows = await service.save_all([expecting, lookups.lookup("b")])
            opened = [await service.reading.lookup(row.id) for row in rows]
            assert [one.expected for one in opened if one is not None] == ["A red badge \ufffd", ""]
            await service.expect(rows[1].id, "Nothing")
            await service.expect(rows[0].id, "")
            await service.expect(12345, "of a lookup that is not there")
            opened = [await service.reading.lookup(row.id) for row in rows]
            assert [one.expected for one in opened if one is not None] == ["", "Nothing"]
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            assert connection.execute("SELECT text FROM expectations").fetchall() == [("Nothing",)]
            connection.execute("DELETE FROM lookups")
            assert connection.execute("SELECT text FROM expectations").fetchall() == []

    asyncio.run(story())


def test_a_row_comes_only_once_it_is_on_disk(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as one, kept(file) as other:
            row = await one.service.save(lookups.lookup())
            assert row is not None
            assert await other.service.reading.lookup(row.id) is not None

    asyncio.run(story())


def test_many_are_kept_in_one_go(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            rows = await history.service.save_all([lookups.lookup(f"c{n}") for n in range(300)])
            assert await history.service.save_all([]) == []
            assert [row.code for row in rows] == [f"c{n}" for n in range(300)]
            first = await history.service.reading.page("", HistoryFilter.ALL)
            assert (len(first.rows), first.complete, first.matches) == (100, False, None)
            rest = await history.service.reading.page("", HistoryFilter.ALL, first.rows[-1].id, 500)
            assert (len(rest.rows), rest.complete) == (200, True)
            assert await history.service.reading.totals() == (300, 0)

    asyncio.run(story())


def test_a_search_says_how_many_fit_and_what_it_could_not_read(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            await history.service.save_all([lookups.lookup(f"c{n}") for n in range(150)])
            page = await history.service.reading.page("missed pinned:perhaps", HistoryFilter.ALL)
            assert (len(page.rows), page.complete, page.matches, page.wrong) == (100, False, 150, ("pinned:perhaps",))
            page = await history.service.reading.page("c149", HistoryFilter.ALL)
            assert (page.matches, page.complete, page.counted_all) == (1, True, True)

    asyncio.run(story())


def test_counting_stops_where_it_is_enough(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with kept(file) as history:
            await history.service.save_all([lookups.lookup(f"c{n}") for n in range(150)])
            monkeypatch.setattr(reading, "COUNT_LIMIT", 120)
            page = await history.service.reading.page("missed", HistoryFilter.ALL)
            assert (page.matches, page.counted_all) == (120, False)
            monkeypatch.setattr(history_reader, "_STRETCH", 105)
            monkeypatch.setattr(history_reader, "_RARE", 3)
            monkeypatch.setattr(reading, "_COUNTING_S", -1.0)
            page = await history.service.reading.page("is", HistoryFilter.ALL)
            assert (page.matches, page.counted_all) == (105, False)

    asyncio.run(story())


def test_a_page_is_read_stretch_by_stretch_until_it_is_full(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_reader, "_STRETCH", 7)
    monkeypatch.setattr(history_reader, "_RARE", 3)

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save_all([lookups.lookup(f"zq{n}" if n % 5 == 0 else "other") for n in range(60)])
            page = await history.service.reading.page("zq", HistoryFilter.ALL, None, 10)
            assert [row.code for row in page.lookups] == [f"zq{n}" for n in range(55, 5, -5)]
            page = await history.service.reading.page("zq", HistoryFilter.ALL, page.rows[-1].id, 10)
            assert [row.code for row in page.lookups] == ["zq5", "zq0"]
            assert page.complete

    asyncio.run(story())


def test_what_belongs_around_an_answer(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            service = history.service
            first = await service.save(lookups.lookup())
            between = await service.save(lookups.lookup("other"))
            third = await service.save(lookups.lookup())
            assert between is not None
            assert first is not None
            assert third is not None
            shown = await service.reading.lookup(third.id)
            assert shown is not None
            before = await service.reading.previous(shown)
            assert before is not None
            assert before.history_id == first.id
            fresh = await service.reading.previous(lookups.lookup())
            assert fresh is not None
            assert fresh.history_id == third.id
            assert [point.history_id for point in await service.reading.trend("acme", "missedCall")] == [
                first.id,
                third.id,
            ]
            time = await service.reading.last_time("acme")
            assert time is not None
            assert isinstance(shown.outcome, Found)
            assert time == shown.outcome.time
            assert await service.reading.last_time("nobody") is None
            assert await service.reading.lookup(7) is None
            await service.removal.delete([between.id])
            assert await service.reading.previous_time(shown) == lookups.lookup().outcome.time

    asyncio.run(story())


@pytest.mark.parametrize("again", [False, True], ids=["of this run", "of a run before"])
def test_the_time_of_the_answer_before(file: Path, again: bool) -> None:
    """Whatever its code; None where it had none, where there was none, and on another portal."""
    without = lookups.lookup("none", lookups.response(b'{"error":"NOT_FOUND"}', 400))

    async def story() -> None:
        async with kept(file) as history:
            rows = await history.service.save_all([lookups.lookup("one"), without, lookups.lookup("three")])
            ids = [row.id for row in rows]
            if not again:
                await ask(history.service, ids)
        if again:
            async with kept(file) as history:
                await ask(history.service, ids)

    async def ask(service: HistoryService, ids: list[int]) -> None:
        asked = [replace(lookups.lookup(), history_id=each) for each in ids]
        times = [await service.reading.previous_time(each) for each in asked]
        assert times == [None, lookups.lookup().outcome.time, None]
        assert await service.reading.previous_time(replace(asked[2], profile_id="elsewhere")) is None

    asyncio.run(story())


def test_deleting_can_be_taken_back(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            service = history.service
            rows = await service.save_all([lookups.lookup(f"c{n}") for n in range(5)])
            one = await service.removal.delete([rows[0].id])
            two = await service.removal.delete([rows[1].id, rows[2].id])
            assert await history.codes() == ["c4", "c3"]
            await service.removal.undo(one)
            assert await history.codes() == ["c4", "c3", "c0"]
            everything = await service.removal.delete_all()
            assert await history.codes() == []
            await service.removal.undo(everything)
            await service.removal.undo(two)
            assert await history.codes() == ["c4", "c3", "c2", "c1", "c0"]
            await service.pin(rows[3].id, True)
            await service.removal.delete_all(portal="acme.bitrix24.com", after=NOON, before=NOON + 1)
            assert await history.codes() == ["c3"]

    asyncio.run(story())


def test_what_was_deleted_is_removed_in_time_and_cannot_be_taken_back_then(file: Path) -> None:
    async def story() -> None:
        intervals = replace(QUICK, undo_s=0.0)
        async with kept(file, intervals) as history:
            row = await history.service.save(lookups.lookup())
            assert row is not None
            token = await history.service.removal.delete([row.id])
            await until(lambda: not history.service.removal._batches, "the removal")
            await history.service.removal.undo(token)
            assert await history.codes() == []

    asyncio.run(story())


def test_closing_removes_what_was_deleted(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            row = await history.service.save(lookups.lookup())
            assert row is not None
            token = await history.service.removal.delete([row.id])
        async with kept(file) as history:
            await history.service.removal.undo(token)
            assert await history.codes() == []

    asyncio.run(story())
    assert not any(Path(f"{file}{end}").exists() for end in ("-wal", "-shm"))


def test_own_writes_are_no_news_and_others_are(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as mine:
            await mine.service.removal.retire()  # the clock is read, and that is written down
            await until(lambda: mine.service._looked_through, "a look through the file")
            async with kept(file) as other:
                await mine.service.save(lookups.lookup())
                looks = _count_looks(mine.service)
                await until(lambda: looks[0] > 2, "two more looks")
                assert mine.news == 0
                await other.service.save(lookups.lookup("other"))
                await until(lambda: mine.news, "the news")
                assert await mine.codes() == ["other", "missedCall"]

    asyncio.run(story())


def _count_looks(service: HistoryService) -> list[int]:
    looks = [0]
    look = service._writer.others_version

    def counted() -> int:
        looks[0] += 1
        return look()

    service._writer.others_version = counted  # type: ignore[method-assign]
    return looks


def test_private_mode_records_nothing_and_says_so(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            history.service.set_private(True)
            assert history.state.keeping is Keeping.PRIVATE
            assert await history.service.save(lookups.lookup()) is None
            assert await history.service.save_all([lookups.lookup()]) == []
            history.service.set_private(False)
            assert history.state.keeping is Keeping.SAVING
            assert await history.service.save(lookups.lookup("after")) is not None
            assert await history.codes() == ["after"]
            assert [state.keeping for state in history.states] == [Keeping.PRIVATE, Keeping.SAVING]
            # what is there can still be worked on
            history.service.set_private(True)
            row = (await history.service.reading.page("", HistoryFilter.ALL)).rows[0]
            assert await history.service.pin(row.id, True) is not None

    asyncio.run(story())


def test_retention_is_looked_after(file: Path) -> None:
    async def story() -> None:
        intervals = replace(QUICK, retire_saves=10)
        async with kept(file, intervals) as history:
            service = history.service
            rows = await service.save_all([lookups.lookup(f"c{n}") for n in range(9)])
            await service.pin(rows[0].id, True)
            service.removal.set_limits(Retention(count=3))
            await until(lambda: history.news, "the first removal")
            assert await history.codes() == ["c8", "c7", "c6", "c0"]
            await service.save_all([lookups.lookup(f"d{n}") for n in range(10)])
            await until(lambda: history.news > 1, "the next removal")
            assert await history.codes() == ["d9", "d8", "d7", "c0"]

    asyncio.run(story())


def test_leaving_while_work_waits_takes_no_longer_than_it_should(file: Path) -> None:
    async def story() -> None:
        intervals = Intervals(close_s=0.0)
        async with kept(file, intervals) as history:
            await history.service.save_all([lookups.lookup(f"c{n}") for n in range(50)])
            token = await history.service.removal.delete_all()
        async with kept(file, intervals) as history:
            # not removed yet, so it can still be taken back
            await history.service.removal.undo(token)
            assert len(await history.codes()) == 50

    asyncio.run(story())
