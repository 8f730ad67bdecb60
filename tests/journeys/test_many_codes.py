"""A list of codes: read, looked up through batches, shown, filtered, kept and exported."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from badge_inspector.bitrix24.batch import MAX_COMMANDS
from badge_inspector.services.look_up_many import IN_FLIGHT
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, answer
from tests.support.menus import choose, words
from tests.support.pages import files
from tests.support.pages.compare import Comparison
from tests.support.pages.entry import Entry
from tests.support.pages.many_codes import BADGE, CODE, TITLE, TYPE, ManyCodes, OutcomeKind
from tests.support.registry import Registry


async def kept(person: Person, count: int) -> None:
    """Wait until the one run at the left has so many lookups."""
    await person.until(lambda: [run.found for run in person.runs()] == [count], f"{count} kept")


def test_a_list_is_looked_up_filtered_kept_and_exported(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        many.pastes("missedCall, vipClient\nmisedCall\nmissedCall\n=1+1\ndemo.ACCESS_DENIED")
        await many.is_told("5 codes, 1 duplicate removed")
        many.starts()
        await many.ends()
        assert many.progress == "Done · 5 of 5"
        assert many.column() == ["missedCall", "vipClient", "misedCall", "=1+1", "demo.ACCESS_DENIED"]
        assert many.chip(OutcomeKind.FOUND) == "Found 2"
        assert many.chip(OutcomeKind.NOT_FOUND) == "Not found 2"
        assert many.chip(OutcomeKind.FAILED) == "Failed 1"
        assert many.column(BADGE)[2:] == ["⊖ NOT_FOUND", "⊖ NOT_FOUND", "⊖ ACCESS_DENIED"]  # as in the history
        many.narrows_to(OutcomeKind.NOT_FOUND)
        assert sorted(many.column()) == ["=1+1", "misedCall"]
        many.sorts_by(CODE)
        many.sorts_by(CODE)
        assert many.column() == ["misedCall", "=1+1"]
        assert many.column(TITLE)[0] == "did you mean missedCall? (“s” is missing)"
        (run,) = person.runs()
        assert (run.total, run.found, run.not_found, run.failed) == (5, 2, 2, 1)
        assert person.history() == []
        for entry, name in (
            ("CSV for a spreadsheet…", "out.csv"),
            ("CSV, every cell as it is…", "plain.csv"),
            ("JSON Lines…", "out.jsonl"),
        ):
            await many.exports_to(entry, tmp_path / name)
        many.exports("Copy as a table")
        await many.is_told("on the clipboard")
        assert QGuiApplication.clipboard().text().splitlines()[1].startswith("misedCall\trefused")
        many.filters("NOT_F")
        assert len(many.column()) == 2
        many.filters("=1")
        assert many.column() == ["=1+1"]
        many.opens_row(0)
        await person.until(lambda: (shown := person.shown) and shown.code == "=1+1", "the lookup")

    desktop.run(journey, demo=True)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)] == ["code", "misedCall", "'=1+1"]
    with (tmp_path / "plain.csv").open(encoding="utf-8", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)] == ["code", "misedCall", "=1+1"]
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["failure"]["error"] for line in lines] == ["NOT_FOUND"] * 2


def test_cancel_keeps_what_came_and_going_on_asks_for_the_rest_only(desktop: Desktop) -> None:
    codes = [f"code{number}" for number in range(400)]

    async def journey(person: Person) -> None:
        with Registry() as portal:
            await person.uses(portal.profile(), WEBHOOK)
            many = ManyCodes.opens(person)
            many.pastes("\n".join(codes))
            many.starts()
            await person.until(lambda: len(portal.asked) >= 2, "some requests")
            portal.gate.clear()
            await many.cancels()
            portal.gate.set()
            await person.idle()
            assert "Cancelled. Results so far are kept." in many.why_stopped
            assert many.column() == codes
            came = [code for code, title in zip(codes, many.column(TITLE), strict=True) if title == "T"]
            assert many.chip(OutcomeKind.FOUND) == f"Found {len(came)}"
            await kept(person, len(came))
            assert f"{400 - len(came)} codes not answered yet." in many.why_stopped
            asked_before = len(portal.codes())
            await many.goes_on()
            await many.ends()
            assert many.column() == codes
            asked_again = portal.codes()[asked_before:]
            assert not set(asked_again) & set(came)
            await kept(person, 400)
            assert person.history() == []
            await many.closes()

    desktop.run(journey)


def test_pause_stops_asking_until_it_goes_on(desktop: Desktop) -> None:
    codes = [f"code{number}" for number in range(1000)]

    async def journey(person: Person) -> None:
        with Registry() as portal:
            portal.gate.clear()
            portal.hold_after = 2
            await person.uses(portal.profile(), WEBHOOK)
            many = ManyCodes.opens(person)
            many.pastes("\n".join(codes))
            many.starts()
            await person.until(lambda: portal.begun == 2 + IN_FLIGHT, "two requests answered and the others under way")
            await many.pauses()
            portal.gate.set()
            assert "paused" in many.pace
            came = (2 + IN_FLIGHT) * MAX_COMMANDS
            await person.until(lambda: len(many.column()) == came, "what was under way")
            person.type_code("another")  # is asked and answered meanwhile
            person.press(Qt.Key.Key_Return)
            await person.until(lambda: (shown := person.shown) and shown.code == "another", "another lookup")
            assert len(portal.codes()) == came < len(codes)
            await many.resumes()
            await many.ends()
            assert sorted(portal.codes()) == sorted(codes)

    desktop.run(journey)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (answer(401, '{"error":"expired_token","error_description":"expired"}'), "token"),
        (answer(503, "<html><title>503 Service Unavailable</title>", content_type="text/html"), "busy"),
    ],
    ids=["expired token", "busy for good"],
)
def test_a_refusal_in_the_middle_loses_nothing(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, refusal: bytes, words: str
) -> None:
    monkeypatch.setattr("badge_inspector.services.look_up_many.BUSY_PAUSE_S", 0.001)
    codes = [f"code{number}" for number in range(300)]

    async def journey(person: Person) -> None:
        with Registry() as portal:
            portal.refuse, portal.refuse_after = refusal, 2
            await person.uses(portal.profile(), WEBHOOK)
            many = ManyCodes.opens(person)
            many.pastes("\n".join(codes))
            many.starts()
            await many.stops()
            await person.idle()
            assert words in many.why_stopped.casefold()
            assert "200 codes not answered yet." in many.why_stopped
            assert many.chip(OutcomeKind.FOUND) == "Found 100"
            assert many.chip(OutcomeKind.UNANSWERED) == "Not answered 200"
            portal.refuse = None
            await many.goes_on()
            await many.ends()
            assert sorted(portal.codes()) == sorted(codes)
            assert sorted(many.column()) == sorted(codes)
            await kept(person, 300)

    desktop.run(journey)


def test_files_are_read_or_refused_with_the_reason(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\x7fELF\0\0\0")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04....")
    (tmp_path / "utf16.csv").write_text("missedCall;vipClient\n", encoding="utf-16")
    (tmp_path / "long.txt").write_text("\n".join(f"code{number % 60_000}" for number in range(100_000)))
    (tmp_path / "table.csv").write_text(
        'Title,"Badge code"\n"Call\nStatus",missedCall\n"a, ""b""",vipClient\nx,missedCall\n',
        encoding="utf-8",
        newline="",
    )

    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        for name, said in (
            ("binary", "binary is not a text file"),
            ("empty.txt", "empty.txt is empty."),
            ("book.xlsx", "save it as CSV"),
            ("gone.txt", "gone.txt cannot be read"),
            ("utf16.csv", "utf16.csv · 2 codes"),
            ("long.txt", "long.txt · 60,000 codes, 40,000 duplicates removed · takes"),
            ("table.csv", "table.csv · 2 codes, 1 duplicate removed"),
        ):
            if (tmp_path / name).exists():
                await many.opens_file(tmp_path / name)
            else:  # which the dialog would not take
                many.drops(tmp_path / name)
            await many.is_told(said)
        assert many.chosen_column == "Badge code"
        assert many.has_head
        many.chooses_column("Title")
        await many.is_told("3 codes")
        many.starts()
        await many.ends()
        assert sorted(many.column()) == sorted(["Call␊Status".replace("␊", "↵"), 'a, "b"', "x"])

    desktop.run(journey, demo=True)


def test_dropped_files_and_large_pastes_do_not_go_through_the_field(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "codes.txt").write_text("missedCall\nvipClient\n")

    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        many.drops(tmp_path / "codes.txt")
        await many.is_told("codes.txt · 2 codes")
        many.pastes("\n".join(f"code{number}" for number in range(20_000)))
        await many.is_told("20,000 codes")
        assert many.pasted == ""
        await many.closes()

    desktop.run(journey, demo=True)


def test_nothing_to_look_up_is_said_and_typing_is_not_waited_for(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        many.starts()
        await many.is_told("Paste some codes first.")
        many.pastes("missedCall")
        many.starts()
        await many.ends()
        assert many.column() == ["missedCall"]

    desktop.run(journey, demo=True)


def test_what_is_left_is_asked_of_the_portal_that_began(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Registry() as portal:
            portal.refuse = answer(401, '{"error":"expired_token","error_description":"expired"}')
            await person.uses(portal.profile(), WEBHOOK)
            many = ManyCodes.opens(person)
            many.pastes("alpha beta")
            many.starts()
            await many.stops()
            assert many.can_go_on
            for name, can in (("Demo portal", False), ("Test", True)):
                many.chooses_portal(name)
                assert many.can_go_on is can
            await many.closes()

    desktop.run(journey, demo=True)


def test_a_refused_file_starts_nothing_later(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04....")

    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        await many.opens_file(tmp_path / "book.xlsx")
        many.starts()
        await many.is_told("save it as CSV")
        many.pastes("missedCall")
        await many.is_told("1 code")
        await person.idle()
        assert not many.is_at_work
        assert person.history() == []

    desktop.run(journey, demo=True)


def test_private_mode_is_not_called_kept(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("private")
        many = ManyCodes.opens(person)
        assert many.says("Private mode: nothing is recorded.")
        person.trigger("private")
        assert many.says("Every result is kept in the history")
        await many.closes()

    desktop.run(journey, demo=True)


def test_the_tables_menu_by_mouse_and_keys(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        many.pastes("missedCall\nmisedCall\nvipClient\nslaRisk")
        many.starts()
        await many.ends()
        menu = many.menu_of(1, TYPE)
        assert words(menu)[:5] == [
            *("Open", "Open in its own window", "Look up again", "Look up missedCall", "Copy code"),
        ]
        choose(menu, "Look up missedCall")
        await person.until(lambda: (shown := person.shown) and shown.code == "missedCall", "that code")
        await person.idle()
        assert [row.code for row in person.history()] == ["missedCall"]
        choose(many.menu_of(2, CODE), "Open in its own window")
        own = await Entry.comes(person)
        assert own.title.startswith("vipClient · ")
        own.closes()
        choose(many.menu_of(0, TYPE), "Show only “failure”")
        assert many.filter == "failure"
        assert many.column() == ["missedCall"]
        many.filters("")
        # Two rows by keys: put side by side, copied, exported.
        many.selects_by_keys(2, 2)
        menu = many.menu_of_selection()
        assert words(menu)[:3] == ["Compare", "Copy 2 codes", "Export 2 rows…"]
        choose(menu, "Copy selected rows as", "Markdown")
        assert "| vipClient | VIP |" in QGuiApplication.clipboard().text()
        choose(many.menu_of_selection(), "Export 2 rows…")
        await files.chooses(person, tmp_path / "two.csv")
        await many.is_told("Written to two.csv")
        assert len((tmp_path / "two.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
        choose(many.menu_of_selection(), "Compare")
        (await Comparison.comes(person)).closes()
        await many.closes()

    desktop.run(journey, demo=True)
