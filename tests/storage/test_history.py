"""The history file: what is kept comes back as it was, and is told in the right order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.badge import FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.history import HistoryFilter, HistoryRow, RowStatus
from badge_inspector.domain.keeping import Retention
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage import packing, records
from badge_inspector.storage.history_remover import Swath
from tests.storage.conftest import HistoryPair
from tests.support.builders import NOON, failed, found, refused
from tests.support.modes import is_for_its_owner


def test_evidence_comes_back_to_the_byte(history: HistoryPair) -> None:
    body = b'{"result":{"badge":' + b"[" * 2000 + bytes(range(256))
    for lookup in (found(), found(body=body), found(body=b""), refused(), failed()):
        row = history.save(lookup)
        stored = history.reader.lookup(row.id)
        assert stored is not None
        assert stored.exchange == lookup.exchange
        assert stored.code == lookup.code
        assert (stored.failure is None) == (row.status is RowStatus.FOUND)
        assert stored.row == row


@pytest.mark.parametrize(
    "code", ["a\nb", "\x00", "\ud800", "значок 📞", "x" * 10_000, "' OR 1=1 --", '"', "%"], ids=ascii
)
def test_any_code_is_kept_to_the_letter(history: HistoryPair, code: str) -> None:
    row = history.save(found(code=code))
    stored = history.reader.lookup(row.id)
    assert stored is not None
    assert stored.code == code
    assert history.reader.previous_id(row.profile_id, code, None) == row.id
    assert len(history.reader.trend(row.profile_id, code, 5)) == 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        PlainText(""),
        PlainText("Missed"),
        PlainText("x" * 5_000),
        PlainText("half a \ud83d"),
        LocalizedText((("en", "Missed"), ("ru", "Пропущен"))),
        LocalizedText((("en", "a"),), (("de", "7"),)),
        LocalizedText(()),
        OddValue('{"a":[1]}'),
    ],
    ids=repr,
)
def test_a_row_shows_its_value_in_any_language(history: HistoryPair, value: FieldValue) -> None:
    row = history.save(found(value=value))
    assert row.value == value
    assert history.rows()[0] == row


def test_a_row_has_what_the_list_shows(history: HistoryPair) -> None:
    assert history.save(refused()).error == "NOT_FOUND"
    assert history.save(failed()).error == FailureKind.NAME_NOT_RESOLVED.value
    assert [row.status for row in history.rows()] == [RowStatus.FAILED, RowStatus.REFUSED]


def test_newest_first_whatever_the_clock_says(history: HistoryPair) -> None:
    for code, asked_at in (
        ("a", NOON),
        ("b", NOON - 86_400),
        ("c", NOON - 1),
        ("d", NOON + 5),
        ("e", 0.0),
        ("f", -1.0),
    ):
        history.save(replace(found(code=code), asked_at=asked_at))
    assert history.codes() == ["f", "e", "d", "c", "b", "a"]


def test_an_id_is_never_used_twice(history: HistoryPair) -> None:
    first = history.save(found())
    history.delete([first.id])
    history.purge_all()
    assert history.save(found()).id > first.id


def test_pages_go_on_where_the_last_one_ended(history: HistoryPair) -> None:
    history.writer.save([found(code=f"c{number}") for number in range(25)])
    codes: list[str] = []
    below: int | None = None
    while True:
        found_slice = history.page(below=below, limit=10)
        codes += [row.code for row in found_slice.rows if isinstance(row, HistoryRow)]
        below = found_slice.next_below
        if below is None:
            break
    assert codes == [f"c{number}" for number in reversed(range(25))]


def test_all_of_a_transaction_or_none(history: HistoryPair) -> None:
    bad = replace(found(code="bad"), asked_at=float("nan"))
    with pytest.raises(ValueError, match=r"nan|NaN"):
        history.writer.save([found(code="good"), bad])
    assert history.codes() == []
    history.save(found())
    assert history.codes() == ["missedCall"]


def test_filters_and_totals(history: HistoryPair) -> None:
    one, two, three = (history.save(lookup) for lookup in (found(), refused(), failed()))
    history.writer.pin(two.id, True)
    assert history.codes(kind=HistoryFilter.OK) == ["missedCall"]
    assert len(history.codes(kind=HistoryFilter.ERRORS)) == 2
    assert [row.id for row in history.rows(kind=HistoryFilter.PINNED)] == [two.id]
    assert history.reader.totals() == (3, 1)
    batch = history.delete([two.id, three.id])
    assert history.reader.totals() == (1, 0)
    assert history.remover.undelete(batch)
    assert history.reader.totals() == (3, 1)
    history.delete([three.id])
    history.purge_all()
    assert history.reader.totals() == (2, 1)
    assert history.reader.lookup(three.id) is None
    assert history.reader.lookup(one.id) is not None


def test_a_deleted_lookup_cannot_be_opened_or_changed(history: HistoryPair) -> None:
    row = history.save(found())
    history.delete([row.id])
    assert history.reader.lookup(row.id) is None
    assert history.writer.pin(row.id, True) is None
    assert history.writer.note(row.id, "x") is None
    assert history.reader.previous_id(row.profile_id, row.code, None) is None
    assert history.reader.trend(row.profile_id, row.code, 5) == ()


def test_a_second_window_leaves_what_the_first_can_still_bring_back(history: HistoryPair, file: Path) -> None:
    row = history.save(found())
    batch = history.delete([row.id])
    other = HistoryPair(file)
    assert not other.remover.purge()
    other.close()
    assert history.remover.undelete(batch)
    assert history.codes() == ["missedCall"]


def test_what_was_deleted_long_ago_is_removed(history: HistoryPair) -> None:
    row = history.save(found())
    history.remover.delete([row.id], 1)
    assert history.remover.purge()
    assert not history.remover.purge()
    assert not history.remover.undelete(1)


def test_previous_and_trend(history: HistoryPair) -> None:
    rows = [history.save(lookup) for lookup in (found(), found(code="other"), refused(code="missedCall"), found())]
    profile_id, reader = rows[0].profile_id, history.reader
    assert reader.previous_id(profile_id, "missedCall", rows[3].id) == rows[2].id
    assert reader.previous_id(profile_id, None, rows[2].id) == rows[1].id
    assert reader.previous_id(profile_id, "missedCall", rows[0].id) is None
    assert reader.last_found_id(profile_id) == rows[3].id
    assert reader.last_found_id("nobody") is None
    points = reader.trend(profile_id, "missedCall", 2)
    assert [(point.history_id, point.ok) for point in points] == [(rows[2].id, False), (rows[3].id, True)]


def test_a_portal_that_was_renamed_or_moved_is_still_the_same(history: HistoryPair) -> None:
    rows = [
        history.save(lookup)
        for lookup in (
            found(),
            replace(found(), portal_name="Acme"),
            replace(found(), portal="moved.bitrix24.com"),
            replace(found(), profile_id="another"),
        )
    ]
    assert history.reader.previous_id("acme", "missedCall", None) == rows[2].id
    assert [point.history_id for point in history.reader.trend("acme", "missedCall", 9)] == [row.id for row in rows[:3]]
    assert [row.portal_name for row in history.rows()] == ["Acme support", "Acme support", "Acme", "Acme support"]


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        (Retention(days=5), ["c1", "c2", "c3", "c4", "c5", "c10"]),
        (Retention(count=2), ["c1", "c2", "c10"]),
        (Retention(count=100), [f"c{n}" for n in range(1, 11)]),
        (Retention(size=1), ["c10"]),
        (Retention(size=1 << 30), [f"c{n}" for n in range(1, 11)]),
        (Retention(days=8, count=3), ["c1", "c2", "c3", "c10"]),
        (Retention(), [f"c{n}" for n in range(1, 11)]),
    ],
    ids=repr,
)
def test_retention_never_touches_pinned_ones(history: HistoryPair, keep: Retention, left: list[str]) -> None:
    lookups = [replace(found(code=f"c{n}"), asked_at=NOON - n * 86_400) for n in range(10, 0, -1)]
    rows = history.writer.save(lookups)
    history.writer.pin(rows[0].id, True)
    history.retire(keep, NOON)
    assert history.codes() == left
    assert history.reader.totals() == (len(left), 1)


def test_retention_by_size_keeps_the_newest_that_fit(history: HistoryPair) -> None:
    rows = history.writer.save([found(code=f"c{n}", body=bytes([n]) + Path(__file__).read_bytes()) for n in range(10)])
    with history.writer.transaction() as connection:
        newest = connection.execute("SELECT sum(size) FROM lookups WHERE id >= ?", (rows[-3].id,)).fetchone()[0]
    history.retire(Retention(size=newest), NOON)
    assert history.codes() == ["c9", "c8", "c7"]


@pytest.mark.parametrize(
    ("swath", "left"),
    [
        (Swath(portal="beta"), ["old", "missedCall"]),
        (Swath(before=NOON - 1e6), ["b", "missedCall"]),
        (Swath(after=NOON), ["old"]),
        (Swath(portal="beta", before=NOON - 1), ["old", "b", "missedCall"]),
        (Swath(), []),
    ],
    ids=repr,
)
def test_what_is_deleted_together_can_be_brought_back(history: HistoryPair, swath: Swath, left: list[str]) -> None:
    lookups = (found(), replace(found(code="b"), portal="beta"), replace(found(code="old"), asked_at=NOON - 9e6))
    history.writer.save(lookups)
    batch = history.remover.new_batch()
    history.delete_swath(swath, batch)
    assert history.codes() == left
    while history.remover.undelete(batch):
        pass
    assert history.codes() == ["old", "b", "missedCall"]
    pinned = history.rows()[0]
    history.writer.pin(pinned.id, True)
    history.delete_swath(Swath(), batch)
    assert history.codes() == [pinned.code]


@pytest.mark.slow
def test_much_is_deleted_in_chunks_and_the_space_given_back(history: HistoryPair, file: Path) -> None:
    body = Path(packing.__file__).read_bytes() * 3
    history.writer.save([found(code=f"c{n}", body=bytes([n % 256, n // 256]) + body) for n in range(3_000)])
    history.close()
    before = file.stat().st_size
    batch = history.remover.new_batch()
    assert history.delete_swath(Swath(), batch) > 1
    chunks = 0
    while history.remover.purge(batch):
        chunks += 1
    assert chunks > 1
    for part in (history.remover.tidy_words, history.remover.free_space):
        while part():
            pass
    history.close()
    assert file.stat().st_size < before / 10
    assert history.reader.totals() == (0, 0)


def test_two_windows_write_one_file(history: HistoryPair, file: Path) -> None:
    history.save(found())
    other = HistoryPair(file)
    seen = history.writer.others_version()
    history.save(found(code="mine"))
    assert history.writer.others_version() == seen
    other.save(found(code="other"))
    assert history.writer.others_version() != seen
    assert history.codes() == ["other", "mine", "missedCall"]
    other.close()


def test_the_file_is_sound_and_its_owners_alone(history: HistoryPair, file: Path) -> None:
    history.writer.save([found(), refused(), failed()])
    history.close()
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    connection.close()
    assert is_for_its_owner(file)
    assert is_for_its_owner(file.parent)


def test_counters_agree_with_what_is_there(history: HistoryPair, file: Path) -> None:
    rows = history.writer.save([found(code=f"c{n}") for n in range(20)])
    for n, row in enumerate(rows):
        history.writer.pin(row.id, n % 3 == 0)
    batch = history.delete([row.id for row in rows[:9]])
    history.writer.pin(rows[0].id, False)
    history.remover.undelete(batch)
    history.delete([row.id for row in rows[5:15]])
    history.purge_all()
    history.close()
    connection = sqlite3.connect(file)
    counters = dict(connection.execute("SELECT name, count FROM counters").fetchall())
    counted = connection.execute("SELECT count(*), sum(pinned), sum(size) FROM lookups WHERE deleted = 0").fetchone()
    connection.close()
    assert (counters["kept"], counters["pinned"], counters["bytes"]) == counted


LOOKUPS: list[Callable[[], Lookup]] = [found, refused, failed]


@pytest.mark.parametrize("make", LOOKUPS)
def test_a_record_of_a_newer_version_is_read(make: Callable[[], Lookup]) -> None:
    lookup = make()
    data = json.loads(json.dumps(records.record_of(lookup)))
    data["aura"] = data["request"]["aura"] = data["timeline"]["aura"] = 1
    if data["failure"]:
        data["failure"] |= {"kind": "eaten_by_a_grue", "aura": 1}
    body = lookup.exchange.response.body if lookup.exchange.response else b""
    exchange, failure = records.read_record(data, body)
    assert exchange == lookup.exchange
    assert (failure is None) == (data["failure"] is None)


@given(st.binary(max_size=5_000))
def test_packing_is_exact(data: bytes) -> None:
    assert packing.unpack(packing.pack(data)) == data
    assert packing.unpack_body(*packing.pack_body(data)) == data
    assert len(packing.pack_body(data)[0]) <= len(data) or not data
