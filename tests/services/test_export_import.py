"""The history out to a file and in again: nothing lost, nothing twice, nothing run by who opens it."""

from __future__ import annotations

import asyncio
import csv
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.capture import Capture
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.keeping import HistoryUnavailableError
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services import export_history, import_history
from badge_inspector.services.export_history import export_csv, export_html, export_lines
from badge_inspector.services.history import HistoryService
from badge_inspector.services.html_report import Labels
from badge_inspector.services.import_history import BrokenLine, Imported, import_lines
from badge_inspector.services.table_text import safe_cell
from tests.services.conftest import kept
from tests.support import lookups
from tests.support.builders import NOON
from tests.support.small_disk import small_disk

EVIL = '=HYPERLINK("http://evil.example")'


def some() -> list[Lookup]:
    """One of each kind, with all that is hard to carry."""
    evil = json.dumps(
        {"result": {"badge": {"code": "x", "title": EVIL, "value": {"en": "+1", "ru": "Пропущен"}, "type": "failure"}}}
    )
    made = [
        lookups.lookup(),
        lookups.lookup("half \ud83d", lookups.response(evil.encode())),
        lookups.lookup("bytes", lookups.response(bytes(range(256)) * 9, 502, truncated="closed")),
        lookups.lookup("misedCall", lookups.response(b'{"error":"NOT_FOUND","error_description":"<b>no</b>"}', 404)),
        lookups.failed(Failure(FailureKind.READ_TIMEOUT, detail="no response"), "новый\n=код"),
        lookups.lookup("bom", lookups.response(b"\xef\xbb\xbf" + lookups.SAMPLE)),
    ]
    return [replace(lookup, asked_at=NOON + n / 7) for n, lookup in enumerate(made)]


async def filled(service: HistoryService) -> list[Lookup]:
    """The kept lookups, oldest first."""
    rows = await service.save_all(some())
    await service.pin(rows[0].id, True)
    await service.note(rows[1].id, "line one\nline two ё")
    await service.expect(rows[2].id, "A red badge, ё")
    return [lookup for row in rows if (lookup := await service.reading.lookup(row.id)) is not None]


async def everything(service: HistoryService) -> list[Lookup]:
    rows = (await service.reading.page("", HistoryFilter.ALL, None, 1000)).rows
    return [lookup for row in reversed(rows) if (lookup := await service.reading.lookup(row.id)) is not None]


def test_what_goes_out_comes_in_again_exactly_and_once(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "history.jsonl"

    async def story() -> None:
        async with kept(file) as one:
            before = await filled(one.service)
            assert await export_lines(one.service, out) == len(before)
            assert await import_lines(one.service, out) == Imported(known=len(before))
            assert await everything(one.service) == before
        async with kept(tmp_path / "other" / "history.sqlite3") as other:
            newest = await other.service.save(replace(lookups.lookup("mine"), asked_at=NOON + 1e6))
            assert newest is not None
            assert await import_lines(other.service, out) == Imported(new=len(before))
            assert await import_lines(other.service, out) == Imported(known=len(before))
            after = await everything(other.service)
            assert after[:-1] == before
            assert after[-1].code == "mine"
            assert other.news == 2
            assert await other.codes("пропущ") == ["half \ufffd"]

    asyncio.run(story())


def test_what_is_imported_falls_into_its_place(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    async def story() -> None:
        async with kept(tmp_path / "a" / "h.sqlite3") as one:
            await one.service.save_all([replace(lookups.lookup(f"a{n}"), asked_at=NOON + 10 * n) for n in range(5)])
            await one.service.save_all([replace(lookups.lookup(f"burst{n}"), asked_at=NOON + 50) for n in range(5)])
            await export_lines(one.service, out)
        async with kept(file) as other:
            await other.service.save_all(
                [replace(lookups.lookup(f"b{n}"), asked_at=NOON + 5 + 10 * n) for n in range(9)]
            )
            assert (await import_lines(other.service, out)).new == 10
            codes = (await other.codes())[::-1]
            assert codes[:10] == ["a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4"]
            assert [code for code in codes if code.startswith("burst")] == [f"burst{n}" for n in range(5)]
            newest = await other.service.save(replace(lookups.lookup("newest"), asked_at=NOON - 1))
            assert newest is not None
            assert (await other.codes())[0] == "newest"

    asyncio.run(story())


def test_a_selection_goes_out_alone(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    async def story() -> None:
        async with kept(file) as history:
            lookups_kept = await filled(history.service)
            ids = [lookups_kept[4].history_id, lookups_kept[0].history_id]
            assert await export_lines(history.service, out, [row_id for row_id in ids if row_id]) == 2

    asyncio.run(story())
    assert [json.loads(line)["record"]["code"] for line in out.read_text("utf-8").splitlines()] == [
        "missedCall",
        "новый\n=код",
    ]


def test_broken_lines_are_skipped_counted_and_listed(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    async def story() -> None:
        async with kept(file) as history:
            await filled(history.service)
            await export_lines(history.service, out)
        good = out.read_bytes().splitlines()
        first = json.loads(good[0])

        def line(**changes: object) -> bytes:
            return json.dumps({**first, **changes}).encode()

        broken = [
            b"{",
            b"7",
            b'{"format":"something/1"}',
            line(format="badge-inspector-lookup/2"),
            line(record={}),
            line(record={**first["record"], "timeline": {**first["record"]["timeline"], "total_s": "long"}}),
            line(record={**first["record"], "response": None}),
            line(asked_at="noon"),
            line(asked_at=1e300),
            line(asked_at=float("nan")),
            line(status="refused"),
            line(status="lost"),
            line(portal=7),
            line(pinned="yes"),
            line(body_base64="!"),
            line(body=7),
            line(record=[]),
            b'{"format":"badge-inspector-lookup/1","record":' + b"[" * 100_000,
            b"\xff\xfe\x00",
            b"\xed\xa0\x80",
        ]
        out.write_bytes(b"\xef\xbb\xbf" + b"\n".join([good[0], b"", *broken, *good[1:], good[2][:-9]]) + b"\r\n\n")
        async with kept(tmp_path / "other.sqlite3") as other:
            seen = await import_lines(other.service, out)
            assert (seen.new, seen.known, seen.broken) == (len(good), 0, len(broken) + 1)
            assert [each.number for each in seen.listed] == [*range(3, 3 + len(broken)), 2 + len(broken) + len(good)]
            assert all(each.reason for each in seen.listed)
            assert seen.listed[2] == BrokenLine(5, "not a lookup")
            assert seen.listed[3] == BrokenLine(6, "written by a newer version")
            assert len(await other.codes()) == len(good)

    asyncio.run(story())


def test_long_lines_and_long_lists_have_an_end(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"x" * 5000 + b"\n" + b"{\n" * 250 + b"y" * 2000)
    monkeypatch.setattr(import_history, "LONGEST_LINE", 1000)

    async def story() -> None:
        async with kept(file) as history:
            seen = await import_lines(history.service, out)
            assert (seen.broken, len(seen.listed)) == (252, import_history.MOST_LISTED)
            assert seen.listed[0] == BrokenLine(1, "too long")

    asyncio.run(story())


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    async def story() -> None:
        async with kept(file) as history:
            await filled(history.service)
            assert await export_csv(history.service, out, "ru") == 6

    asyncio.run(story())
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["outcome"] for row in rows] == ["found", "found", "failed", "refused", "failed", "found"]
    assert rows[0]["asked_at"] == "2026-11-01T12:00:00.000+00:00"
    assert rows[0]["duration_s"] == "0.3953571319580078"
    assert rows[0]["pinned"] == "yes"
    assert rows[1]["title"] == f"'{EVIL}"
    assert rows[1]["value"] == "Пропущен"
    assert rows[1]["note"] == "line one\nline two ё"
    assert rows[3]["error"] == "NOT_FOUND"
    assert rows[4]["code"] == "новый\n=код"
    assert rows[4]["http_status"] == ""
    assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for row in rows for cell in row.values())


def test_what_a_file_did_not_record_is_no_figure_of_a_table_or_a_page(file: Path, tmp_path: Path) -> None:
    untimed = replace(lookups.lookup(), capture=Capture("a.har", is_timed=False), expected="two languages")

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save_all([untimed])
            await export_csv(history.service, tmp_path / "out.csv", "en")
            await export_html(history.service, tmp_path / "out.html", "en", labels=Labels())

    asyncio.run(story())
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["round_trip_ms"], row["expected"]) == ("", "two languages")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert re.search("<tr><th>.*Expected.*</th><td>.*two languages.*</td></tr>", page)
    assert "Round trip" not in page


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n\t +1", "\ufeff=1"[1:], "＝1", "\u00a0=1"]
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@given(st.text())
def test_a_cell_shows_what_it_holds(text: str) -> None:
    assert safe_cell(text).removeprefix("'").replace("\ufffd", "\0").lstrip("'") in text.replace("\ufffd", "\0")
    assert safe_cell(text).lstrip()[:1] not in {"=", "+", "-", "@"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_report_is_one_page_in_which_a_portal_says_nothing(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    evil = lookups.lookup("<script>alert(1)</script>\u202e", lookups.response(b'{"error":"<img src=x>"}', 400))

    async def story() -> None:
        async with kept(file) as history:
            rows = await history.service.save_all(
                [*some(), evil, lookups.lookup("big", lookups.response(b"y" * 300_000))]
            )
            ids = [row.id for row in rows]
            labels = Labels(title="Отчёт", cut="дальше не показано")
            assert await export_html(history.service, out, "ru", ids, labels=labels) == len(rows)

    asyncio.run(story())
    page = Tags()
    page.feed(out.read_text("utf-8"))
    assert not page.tags & {"script", "img", "link", "iframe", "a", "b"}
    text = "".join(page.texts)
    for shown in ("Отчёт", "<script>alert(1)</script>\\u202e", "<img src=x>", "Пропущен", "дальше не показано", EVIL):
        assert shown in text
    assert "default-src 'none'" in out.read_text("utf-8")


def list_parts(file: Path) -> list[Path]:
    return list(file.parent.glob(f".{file.name}*"))


Export = Callable[[HistoryService, Path, Callable[[int, int], None]], Awaitable[int]]
EXPORTS: list[Export] = [
    lambda service, file, tell: export_lines(service, file, on_progress=tell),
    lambda service, file, tell: export_csv(service, file, "en", on_progress=tell),
]


@pytest.mark.parametrize("export", EXPORTS)
def test_progress_is_told_and_cancelling_leaves_what_was_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export: Export
) -> None:
    monkeypatch.setattr(export_history, "CHUNK", 3)
    out = tmp_path / "out"
    out.write_text("precious")

    async def story() -> None:
        async with kept(file) as history:
            await history.service.save_all([lookups.lookup(f"c{n}") for n in range(10)])
            told: list[tuple[int, int]] = []

            def cancel(done: int, total: int) -> None:
                told.append((done, total))
                if done >= 3:
                    running.cancel()

            running = asyncio.ensure_future(export(history.service, out, cancel))
            with pytest.raises(asyncio.CancelledError):
                await running
            assert told[-1] == (3, 10)
            assert out.read_text("utf-8") == "precious"
            assert not list_parts(out)
            told.clear()
            assert await export(history.service, out, lambda done, total: told.append((done, total))) == 10
            assert [each for each in told if each[0]] == [(3, 10), (6, 10), (9, 10), (10, 10)]

    asyncio.run(story())


def test_an_import_tells_progress_and_goes_on_where_it_was_cancelled(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_history, "_CHUNK_LINES", 3)
    out = tmp_path / "out"

    async def story() -> None:
        async with kept(tmp_path / "one.sqlite3") as one:
            await one.service.save_all([lookups.lookup(f"c{n}") for n in range(10)])
            await export_lines(one.service, out)
        async with kept(file) as history:

            def cancel() -> None:
                running.cancel()

            running = asyncio.ensure_future(import_lines(history.service, out, lambda _done, _total: cancel()))
            with pytest.raises(asyncio.CancelledError):
                await running
            assert len(await history.codes()) == 3
            told: list[tuple[int, int]] = []
            seen = await import_lines(history.service, out, lambda done, total: told.append((done, total)))
            assert (seen.new, seen.known) == (7, 3)
            assert told[-1][0] == told[-1][1] > told[0][0]

    asyncio.run(story())


def test_a_full_disk_leaves_what_was_there(file: Path, tmp_path: Path) -> None:
    async def story(out: Path, fill: Callable[[], None]) -> None:
        async with kept(file) as history:
            await history.service.save_all([lookups.lookup(f"c{n}") for n in range(100)])
            fill()
            with pytest.raises(OSError, match="No space left"):
                await export_lines(history.service, out)

    with small_disk(tmp_path / "disk") as disk:
        out = disk.root / "out.jsonl"
        out.write_text("precious")
        asyncio.run(story(out, disk.fill))
        assert sorted(path.name for path in disk.root.iterdir()) == ["ballast", "out.jsonl"]
        assert out.read_text() == "precious"


def test_what_cannot_be_written_is_not_imported_and_not_forgotten(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    async def story() -> None:
        async with kept(tmp_path / "one.sqlite3") as one:
            await filled(one.service)
            await export_lines(one.service, out)
        (tmp_path / "config").write_text("in the way")
        async with kept(file) as history:
            with pytest.raises(HistoryUnavailableError):
                await import_lines(history.service, out)
            assert history.state.waiting == 0

    asyncio.run(story())
