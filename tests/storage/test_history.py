"""The history file: what is kept comes back as it was, is found, and survives what can happen to a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.badge import LocalizedText
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.history import HistoryFilter, RowStatus
from badge_inspector.domain.history_query import parse_query
from badge_inspector.storage import schema
from badge_inspector.storage.history import Access, HistoryFile, HistoryUnavailableError, attempt
from badge_inspector.storage.schema import NewerSchemaError
from tests.support.builders import NOON, failed, found, refused

ALL = HistoryFilter.ALL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "history.sqlite3"


@pytest.fixture
def history(file: Path) -> Iterator[HistoryFile]:
    history = HistoryFile(file, Access.WRITE)
    yield history
    history.close()


def codes(history: HistoryFile, text: str = "", kind: HistoryFilter = ALL) -> list[str]:
    return [row.code for row in history.page(parse_query(text), kind, None, 100)]


def test_evidence_comes_back_to_the_byte(history: HistoryFile) -> None:
    body = b'{"result":{"badge":' + b"[" * 2000 + bytes(range(256))
    for lookup in (found(), found(body=body), found(body=b""), refused(), failed()):
        row = history.save(lookup)
        stored = history.lookup(row.id)
        assert stored is not None
        assert stored.exchange == lookup.exchange
        assert stored.code == lookup.code
        assert (stored.failure is None) == (row.status is RowStatus.FOUND)


@pytest.mark.parametrize(
    "code", ["a\nb", "\x00", "\ud800", "значок 📞", "x" * 10_000, "' OR 1=1 --", '"', "%"], ids=ascii
)
def test_any_code_is_kept_to_the_letter(history: HistoryFile, code: str) -> None:
    row = history.save(found(code=code))
    stored = history.lookup(row.id)
    assert stored is not None
    assert stored.code == code


def test_a_row_has_what_the_list_shows(history: HistoryFile) -> None:
    texts = LocalizedText((("en", "Missed"), ("ru", "Пропущен")))
    row = history.save(found(value=texts))
    assert (row.status, row.value, row.error) == (RowStatus.FOUND, texts, "")
    assert history.save(refused()).error == "NOT_FOUND"
    assert history.save(failed()).error == FailureKind.NAME_NOT_RESOLVED.value


def test_newest_first_whatever_the_clock_says(history: HistoryFile) -> None:
    for code, asked_at in (("a", NOON), ("b", NOON - 86_400), ("c", NOON - 1)):
        history.save(replace(found(code=code), asked_at=asked_at))
    assert codes(history) == ["c", "b", "a"]


def test_pages_go_on_where_the_last_one_ended(history: HistoryFile) -> None:
    history.save_all([found(code=f"c{number}") for number in range(25)])
    first = history.page(parse_query(""), ALL, None, 10)
    second = history.page(parse_query(""), ALL, first[-1].id, 10)
    third = history.page(parse_query(""), ALL, second[-1].id, 10)
    assert [row.code for row in (*first, *second, *third)] == [f"c{number}" for number in reversed(range(25))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("missed", ["vipClient", "missedCall"]),
        ("EDCAL", ["misedCall", "missedCall"]),
        ("пропущ", ["missedCall"]),
        ("ПРОПУЩ", ["missedCall"]),
        ("vip", ["vipClient"]),
        ("vi", ["vipClient"]),
        ("NOT_FOUND", ["misedCall"]),
        ("acme call", ["misedCall", "missedCall"]),
        ("nothing", []),
        ('"', []),
        ("a*b", []),
        ("portal:beta", ["vipClient"]),
        ("type:success", ["vipClient"]),
        ("error:not", ["misedCall"]),
        ("status:errors", ["misedCall"]),
        ("status:ok", ["vipClient", "missedCall"]),
        ("code:call", ["misedCall", "missedCall"]),
        ("slower:400ms", ["vipClient", "missedCall"]),
        ("faster:0.4s", ["misedCall"]),
        ("after:2026-10-31 before:2026-11-03 call", ["misedCall", "missedCall"]),
        ("after:2030-01-01", []),
        ("pinned:yes", []),
        ("after:yesterday", ["vipClient", "misedCall", "missedCall"]),
    ],
)
def test_search(history: HistoryFile, text: str, expected: list[str]) -> None:
    history.save(found(value=LocalizedText((("ru", "Пропущен"),))))
    history.save(refused(total_s=0.198))
    history.save(
        replace(
            found(code="vipClient", badge_type="success", title="Client"), portal="beta.bitrix24.ru", portal_name="B"
        )
    )
    if text == '"':
        expected = ["vipClient", "misedCall", "missedCall"]
    assert codes(history, text) == expected


def test_filters_and_totals(history: HistoryFile) -> None:
    one, two, three = (history.save(lookup) for lookup in (found(), refused(), failed()))
    history.pin(two.id, True)
    assert codes(history, kind=HistoryFilter.OK) == ["missedCall"]
    assert len(codes(history, kind=HistoryFilter.ERRORS)) == 2
    assert [row.id for row in history.page(parse_query(""), HistoryFilter.PINNED, None, 9)] == [two.id]
    assert history.totals() == (3, 1)
    history.delete([two.id, three.id])
    assert history.totals() == (1, 0)
    history.restore([two.id])
    assert history.totals() == (2, 1)
    history.purge()
    assert history.totals() == (2, 1)
    assert history.lookup(three.id) is None
    assert history.lookup(one.id) is not None


def test_a_note_is_found(history: HistoryFile) -> None:
    row = history.save(found())
    changed = history.note(row.id, "the client on line two")
    assert changed is not None
    assert codes(history, "line two") == ["missedCall"]
    history.note(row.id, "")
    assert codes(history, "line two") == []


def test_previous_and_trend(history: HistoryFile) -> None:
    rows = [history.save(lookup) for lookup in (found(), found(code="other"), refused(code="missedCall"), found())]
    profile_id = rows[0].profile_id
    assert history.previous_id(profile_id, "missedCall", rows[3].id) == rows[2].id
    assert history.previous_id(profile_id, None, rows[2].id) == rows[1].id
    assert history.previous_id(profile_id, "missedCall", rows[0].id) is None
    points = history.trend(profile_id, "missedCall", 2)
    assert [(point.history_id, point.ok) for point in points] == [(rows[2].id, False), (rows[3].id, True)]


def test_retention_never_touches_pinned_ones(history: HistoryFile) -> None:
    rows = history.save_all([replace(found(code=f"c{n}"), asked_at=NOON - n * 86_400) for n in range(10, 0, -1)])
    history.pin(rows[0].id, True)
    assert history.retain(days=5, count=0, size_bytes=0, now=NOON) == 4
    assert codes(history) == ["c1", "c2", "c3", "c4", "c5", "c10"]
    assert history.retain(days=0, count=2, size_bytes=0, now=NOON) == 3
    assert codes(history) == ["c1", "c2", "c10"]
    assert history.totals() == (3, 1)


def test_delete_by_portal_and_day_can_be_undone(history: HistoryFile) -> None:
    history.save_all(
        [found(), replace(found(code="b"), portal="beta"), replace(found(code="old"), asked_at=NOON - 9e6)]
    )
    token = history.delete_where(portal="beta")
    assert codes(history) == ["old", "missedCall"]
    history.restore(token)
    assert codes(history) == ["old", "b", "missedCall"]
    history.delete_where(before=NOON - 1e6)
    assert codes(history) == ["b", "missedCall"]


def test_two_writers_and_a_reader(history: HistoryFile, file: Path) -> None:
    history.save(found())
    reader, other = HistoryFile(file, Access.READ), HistoryFile(file, Access.WRITE)
    version = reader.data_version()
    other.save(found(code="other"))
    assert reader.data_version() != version
    assert codes(reader) == ["other", "missedCall"]
    with pytest.raises(sqlite3.OperationalError):
        reader.save(found())
    reader.close()
    other.close()


def test_a_file_that_vanished_is_made_anew(history: HistoryFile, file: Path) -> None:
    history.save(found())
    for part in file.parent.iterdir():
        part.unlink()
    file.parent.rmdir()
    history.save(found(code="after"))
    assert codes(history) == ["after"]


@pytest.mark.parametrize("data", [b"not a database, but long enough" * 40, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_damage_is_told_apart(history: HistoryFile, file: Path, data: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    with pytest.raises(HistoryUnavailableError) as caught:
        attempt(history.open)
    assert caught.value.damaged
    assert file.read_bytes() == data


def test_a_newer_file_is_not_touched_and_can_be_read(history: HistoryFile, file: Path) -> None:
    history.save(found())
    history.close()
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(NewerSchemaError):
        HistoryFile(file, Access.WRITE).open()
    reader = HistoryFile(file, Access.READ)
    assert codes(reader) == ["missedCall"]
    reader.close()


def test_the_file_is_sound_and_its_owners_alone(history: HistoryFile, file: Path) -> None:
    history.save_all([found(), refused(), failed()])
    history.close()
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("INSERT INTO words(words) VALUES ('integrity-check')").fetchall() == []
    connection.close()
    assert file.stat().st_mode & 0o077 == 0
