"""HAR files of others into the history, and one's own lookups out to a colleague."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.failures import FailureKind
from tests.services.test_har_in import entry, har
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages import files
from tests.support.pages.entry import Entry
from tests.support.pages.history import ExportFormat, ExportScope, History
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.timing import Timing

FIXTURES = Path(__file__).parents[1] / "fixtures" / "har"


def said(person: Person, text: str) -> bool:
    return any(text in shown for shown in person.texts())


def test_a_customers_file_is_opened_by_the_menu_and_inspected(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("open_har")
        await files.chooses(person, FIXTURES / "chromium.har")
        await person.until(lambda: len(person.history()) == 16, "the calls in the history")
        await person.sees("Call Status")
        await person.sees("From a HAR file")
        await person.sees("chromium.har, recorded by WebInspector 537.36.")
        await person.sees("16 calls of the method")
        await person.until(lambda: said(person, "2 other requests passed over"), "what was passed over")
        assert all(row.is_captured for row in person.history())
        figures = Timing(person).figures
        assert (figures["DNS"], figures["Connect"], figures["TLS"]) == ("not recorded",) * 3
        assert figures["Blocked"] not in ("not recorded", "0 ms")
        History(person).searches("source:har code:nobody")
        await person.until(lambda: {row.code for row in person.history()} == {"nobody"}, "the filter")

    desktop.run(journey)


def test_a_dropped_file_with_mistakes_says_what_is_wrong(desktop: Desktop, tmp_path: Path) -> None:
    broken = tmp_path / "broken.har"
    broken.write_text(har(entry(), {"badge": 1})[:-30] + "…", encoding="utf-8")
    nothing = tmp_path / "nothing.har"
    nothing.write_text(har(entry(method="profile")), encoding="utf-8")

    async def journey(person: Person) -> None:
        bar, history = RequestBar(person), History(person)
        bar.drops("", broken)
        told = await history.import_told()
        assert "breaks off in the middle" in " ".join(told.lines)
        await told.closes()
        await person.sees("broken.har")  # the first file is done with: two are not read at once
        bar.drops("", nothing)
        told = await history.import_told()
        assert "crm.activity.badge.get" in " ".join(told.lines)
        await told.closes()

    desktop.run(journey)


def test_a_text_is_pasted_into_the_code_field_or_taken_from_the_clipboard(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        bar.pastes(har(entry()))
        await person.until(lambda: len(person.history()) == 1, "the pasted call")
        await person.sees("From a HAR file")
        await person.until(lambda: bar.code == "missedCall", "the code of the call, not the text")
        person.trigger("open_clipboard")
        await person.sees("1 already in the history")
        QGuiApplication.clipboard().setText("no HAR")
        person.trigger("open_clipboard")
        await person.sees("The clipboard contains no HAR file.")

    desktop.run(journey)


def test_a_large_file_is_cancelled_by_its_button(desktop: Desktop, tmp_path: Path) -> None:
    large = tmp_path / "large.har"
    filler = json.dumps(entry("x" * 500_000, method="profile"))
    with large.open("w", encoding="utf-8") as stream:
        stream.write('{"log":{"entries":[')
        stream.writelines(f"{filler}," for _ in range(60))
        stream.write(f"{json.dumps(entry())}]}}}}")

    async def journey(person: Person) -> None:
        history = History(person)
        RequestBar(person).drops("", large)
        await person.until(lambda: history.is_transferring, "the progress")
        history.cancels_transfer()
        await person.sees("The import was cancelled.")
        await person.until(lambda: not history.is_transferring, "the end of the progress")
        assert person.history() == []

    desktop.run(journey)


def test_a_case_file_goes_to_a_colleague_and_an_edit_is_told(desktop: Desktop, tmp_path: Path) -> None:
    case = tmp_path / "case.har"
    edited = tmp_path / "edited.har"

    async def journey(person: Person) -> None:
        await person.looks_up("demo.NOT_FOUND")
        person.trigger("save_case")
        await files.chooses(person, case)
        await person.sees("1 lookup saved to case.har.")
        text = case.read_text("utf-8")
        assert "demonotasecret01" not in text
        edited.write_text(text.replace("Badge not found", "Badge was found", 1), encoding="utf-8")
        bar, history = RequestBar(person), History(person)
        bar.drops("", case)
        await person.sees("From a case file")
        shown = person.shown
        assert shown is not None
        assert shown.failure is not None
        assert shown.failure.kind is FailureKind.BADGE_NOT_FOUND
        await person.idle()  # the next file is refused while one is still taken in
        bar.drops("", edited)
        await person.sees("Edited since it was saved")
        await (await history.import_told()).closes()
        await person.until(
            lambda: person.history()[0].id == (person.shown and person.shown.history_id), "its row on top"
        )
        choose(history.menu_of(0), "Open beside")
        entry_window = await Entry.comes(person)
        assert "From a case file" in entry_window.origin
        assert "Edited since it was saved" in entry_window.origin

    desktop.run(journey, demo=True)


def test_a_selection_of_the_history_goes_out_as_one_file(desktop: Desktop, tmp_path: Path) -> None:
    case = tmp_path / "all.har"

    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        export = await History(person).opens_export()
        export.chooses(ExportFormat.CASE)
        assert export.chosen == (ExportScope.ALL, ExportFormat.CASE)
        await export.writes(case)
        await person.sees("2 lookups saved to all.har.")
        entries = json.loads(case.read_bytes())["log"]["entries"]
        assert [json.loads(each["request"]["postData"]["text"])["code"] for each in entries] == [
            "missedCall",
            "vipClient",
        ]

    desktop.run(journey, demo=True)


def test_a_secret_in_a_lookup_keeps_the_file_from_being_written(desktop: Desktop, tmp_path: Path) -> None:
    case = tmp_path / "case.har"

    async def journey(person: Person) -> None:
        await person.looks_up("demonotasecret01")
        person.trigger("save_case")
        await files.chooses(person, case)
        await person.sees("a portal’s secret is in a lookup")
        assert not case.exists()

    desktop.run(journey, demo=True)
