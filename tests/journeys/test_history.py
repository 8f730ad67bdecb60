"""A history that is searched, written on, weeded out, exported, imported, and shared between windows."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history import HistoryService
from badge_inspector.storage.paths import find_paths
from badge_inspector.ui.words.portals import names_here
from tests.support import lookups
from tests.support.builders import NOON, failed, found, refused
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages.history import ExportFormat, ExportScope, History
from tests.support.pages.menu_bar import MenuEntry
from tests.support.pages.portals import Portals
from tests.support.pages.request_bar import RequestBar

DAY = 86_400.0


async def keeps(person: Person, *several: Lookup) -> None:
    """Lookups of old in the history, as if made in this window."""
    before = len(person.history())
    await person.has_kept(several)
    await person.until(lambda: len(person.history()) == before + len(several), "the lookups of old")
    await person.idle()


def old(code: str, asked_at: float, portal: str = "acme.bitrix24.com") -> Lookup:
    return replace(found(code), asked_at=asked_at, portal=portal, portal_name=portal.partition(".")[0])


def test_search_finds_counts_and_says_what_it_did_not_understand(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, old("missedCall", NOON), old("vipClient", NOON + 60), replace(refused(), asked_at=NOON + 9))
        history.searches("edCal")
        await person.until(lambda: history.codes == ["misedCall", "missedCall"], "both calls")
        await person.sees("2 found")
        history.searches("edCal error:NOT_FOUND after:yesterdy slower:soon")
        await person.until(lambda: history.codes == ["misedCall"], "the refused one")
        await person.sees("1 found")
        await person.sees("Not understood, left out: after:yesterdy")  # the other one is being typed
        history.presses_in_search(Qt.Key.Key_Return)
        await person.sees("Not understood, left out: after:yesterdy and slower:soon")
        history.searches("nothing so")
        await person.sees("0 found")
        await person.sees("No matches.")
        history.searches("")
        await person.sees("3 lookups · 0 pinned")
        assert history.not_understood == ""
        history.narrows_to(HistoryFilter.ERRORS)
        await person.until(lambda: history.codes == ["misedCall"], "the errors")
        await person.sees("1 found")

    desktop.run(journey)


def test_the_demos_lookups_are_found_by_its_name_in_the_windows_language(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        person.prefers(language="ru")
        page = Portals.opens(person)
        assert [line.rpartition(", ")[0] for line in page.lines] == [seen for seen, _ in names_here()]
        page.closes()
        await person.looks_up("missedCall")
        await keeps(person, old("vipClient", NOON))
        history.searches("демо-портал")
        await person.until(lambda: history.codes == ["missedCall"], "the demo's lookup")
        person.prefers(language="en")
        history.searches("демо")
        await person.until(lambda: not history.codes, "what is seen under no such name")

    desktop.run(journey, language=None, demo=True)


def test_filters_are_completed_with_what_the_history_knows(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, old("missedCall", NOON), replace(refused(), asked_at=NOON + 9))
        history.types_into_search("mis err", leaves_offered=False)
        await history.is_offered("error:")
        await history.takes_first_offered()
        await person.until(lambda: history.search == "mis error:", "the filter's name")
        await history.is_offered("error:NOT_FOUND")
        await history.takes_first_offered()
        await person.until(lambda: history.search == "mis error:NOT_FOUND", "the value")
        await person.until(lambda: history.codes == ["misedCall"], "automatic")
        for typed, offered in (
            ("portal:acm", ["portal:acme", "portal:acme.bitrix24.com", 'portal:"Acme support"']),
            ("code:missed", ["code:missedCall"]),
            ("type:fa", ["type:failure"]),
        ):
            history.searches(typed)
            await history.is_offered(*offered)

    desktop.run(journey)


def test_an_entry_of_another_day_opens_as_it_was_and_is_asked_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await person.looks_up("missedCall")
        kept = person.history()[0]
        lookup = person.shown
        assert lookup is not None
        assert lookup.history_id == kept.id
        await keeps(person, replace(lookup, asked_at=1_793_707_200.0, history_id=None))  # 3 November 2026
        assert history.heading_places == [0, 2]
        person.click_history(1)
        await person.sees("3 Nov 2026 ")
        shown = person.shown
        assert shown is not None
        assert (shown.outcome, shown.exchange) == (lookup.outcome, lookup.exchange)
        assert len(person.history()) == 2  # nothing was asked
        choose(history.menu_of(1), "Look up again")
        await person.until(lambda: len(person.history()) == 3, "the new answer")
        assert {row.code for row in person.history()} == {"missedCall"}

    desktop.run(journey, demo=True)


def test_a_note_is_written_shown_and_found(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.click_history(1)
        await person.sees("From history")
        await history.writes_note("Заявка 4711")
        await person.sees("Note: Заявка 4711")
        assert person.history()[1].note == "Заявка 4711"
        history.searches("заявка")
        await person.until(lambda: history.codes == ["missedCall"], "what has the note")
        history.searches("")
        await person.until(lambda: len(person.history()) == 2, "all again")

    async def later(person: Person) -> None:
        await person.until(person.history, "the history")
        person.click_history(1)
        await person.sees("Note: Заявка 4711")

    desktop.run(journey, demo=True)
    desktop.run(later)


def test_codes_and_reports_are_copied_from_the_list(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, old("missedCall", NOON), old("vipClient", NOON + 60))
        history.selects([0, 1])
        history.presses(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "vipClient\nmissedCall"
        history.selects([1])
        choose(history.menu_of(1), "Copy report")
        await person.sees("The report is on the clipboard.")
        assert "missedCall" in QGuiApplication.clipboard().text()

    desktop.run(journey)


def test_a_day_a_portal_and_all_are_deleted_and_come_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        several = [old("one", NOON), old("two", NOON + 60), old("three", NOON + DAY)]
        await keeps(person, *several, old("four", NOON + 2 * DAY, "beta.bitrix24.ru"))
        person.trigger("private")  # deleting has nothing to do with recording
        history.selects([2])
        person.trigger("pin")
        await person.until(lambda: person.history()[2].pinned, "the pin")
        history.selects([2])
        person.trigger("delete_day")
        await person.until(lambda: history.codes == ["four", "three", "two"], "the day without what is pinned")
        await person.sees("1 lookup deleted. Pinned ones stay.")
        history.selects([0])
        person.trigger("delete_portal")
        await person.until(lambda: history.codes == ["three", "two"], "the portal's gone")
        await history.deletes_all()
        await person.until(lambda: history.codes == ["two"], "only what is pinned")
        person.trigger("delete_all")
        await person.sees("Nothing to delete; pinned lookups stay.")
        history.selects([0])
        history.presses(Qt.Key.Key_Delete)
        await person.until(lambda: history.codes == [], "nothing left")
        for expected in (["two"], ["three", "two"], ["four", "three", "two"], ["four", "three", "two", "one"]):
            person.trigger("undo_delete")
            await person.until(lambda: history.codes == expected, f"{expected}")  # noqa: B023
        assert not MenuEntry(person, "undo_delete").can_be_chosen

    desktop.run(journey)


def test_a_days_heading_has_a_menu(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, old("one", NOON), old("two", NOON + DAY))
        choose(history.menu_of_top(), "Delete the whole day, 2 Nov 2026")
        await person.until(lambda: history.codes == ["one"], "the other day")

    desktop.run(journey)


def test_a_rows_menu_copies_it_as_a_table_and_shows_only_its_like(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, old("one", NOON), old("two", NOON + DAY))
        choose(history.menu_of(1), "Copy as", "Markdown")
        head, _, row = QGuiApplication.clipboard().text().splitlines()
        assert head == "| When | Portal | Code | Outcome | Round trip |"
        assert "| one |" in row
        choose(history.menu_of(1), "Show only", 'code:"one"')
        assert history.search == 'code:"one"'
        await person.until(lambda: history.codes == ["one"], "the rows with that code")

    desktop.run(journey)


def test_what_was_deleted_gives_its_space_back(desktop: Desktop) -> None:
    big = "".join(chr(33 + (n * 7919 + n // 90) % 90) for n in range(3_000_000)).encode()

    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, *(replace(found(f"c{n}", body=big), asked_at=NOON + n) for n in range(3)))
        await history.deletes_all()
        await person.until(lambda: history.codes == [], "nothing left")

    desktop.run(journey)
    (file,) = desktop.config_dir.rglob("history.sqlite3")
    assert file.stat().st_size < 1_000_000


def test_a_selection_is_exported_as_a_report_and_a_search_as_a_table(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        formula = replace(old("=1+1", NOON + 60), note="<b>customer</b>")
        await keeps(person, old("one", NOON), formula, old("three", NOON + DAY), replace(failed(), asked_at=NOON + 5))
        history.selects([0, 1])
        export = await history.opens_export()
        assert export.chosen == (ExportScope.SELECTED, ExportFormat.HTML)
        await export.writes(tmp_path / "report.html")
        await person.sees("2 lookups written to report.html.")
        page = (tmp_path / "report.html").read_text("utf-8")
        assert "three" in page
        assert "&lt;b&gt;customer&lt;/b&gt;" in page
        assert "missedCall" not in page

        history.searches("1+1")
        await person.sees("1 found")
        export = await history.opens_export()
        export.chooses(ExportScope.FOUND)
        export.chooses(ExportFormat.CSV)
        await export.writes(tmp_path / "table.csv")
        await person.sees("1 lookup written to table.csv.")
        assert ",'=1+1," in (tmp_path / "table.csv").read_text("utf-8-sig")

    desktop.run(journey)


def test_a_history_moves_to_another_computer_by_file(desktop: Desktop, tmp_path: Path) -> None:
    file, kept = tmp_path / "all.jsonl", [old("one", NOON), replace(refused("two"), asked_at=NOON + 9, note="seen")]

    async def one(person: Person) -> None:
        history = History(person)
        await keeps(person, *kept)
        export = await history.opens_export()
        assert export.chosen == (ExportScope.ALL, ExportFormat.LINES)
        await export.writes(file)
        await person.sees("2 lookups written to all.jsonl.")

    async def other(person: Person) -> None:
        history = History(person)
        lines = file.read_bytes().splitlines(keepends=True)
        assert len(lines) == 2
        json.loads(lines[0])
        file.write_bytes(lines[0] + b"{broken\n" + lines[1] + b'{"code":1}\n')
        await keeps(person, kept[0])
        await history.imports(file)
        told = await history.import_told()
        assert told.summary == "all.jsonl: 1 new lookup; 1 there already, skipped; 2 broken lines, skipped."
        assert [line.partition(": ")[0] for line in told.lines[:2]] == ["Line 2", "Line 4"]
        await told.closes()
        await person.until(lambda: history.codes == ["two", "one"], "the imported one")
        assert person.history()[0].note == "seen"
        await history.imports(file)
        await person.sees("all.jsonl: 0 new lookups; 2 there already")

    desktop.run(one)
    Desktop(desktop.qt, tmp_path / "other").run(other)


@pytest.mark.slow
def test_an_export_is_cancelled_and_leaves_what_was_there(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_bytes(b"before")

    async def journey(person: Person) -> None:
        history = History(person)
        await keeps(person, *(replace(lookups.lookup(f"c{n}"), asked_at=NOON + n) for n in range(90)))
        for n in range(1, 30):
            more = [replace(lookups.lookup(f"c{n}-{m}"), asked_at=NOON + n * 1000 + m) for m in range(90)]
            await person.has_kept(more)
        export = await history.opens_export()
        export.chooses(ExportScope.ALL)
        await export.writes(file)
        await person.until(lambda: " of 2,700" in history.progress, "how far it is")
        history.cancels_transfer()
        await person.sees("The export was cancelled; no file was written.")
        assert not history.is_transferring
        assert file.read_bytes() == b"before"
        assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]
        export = await history.opens_export()
        await export.writes(tmp_path / "no" / "folder.jsonl")
        await person.sees("folder.jsonl cannot be written: No such file or directory")

    desktop.run(journey)


@pytest.mark.slow
def test_two_windows_see_each_others_lookups(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await person.looks_up("missedCall")
        other = HistoryService(find_paths(desktop.config_dir).history)
        await other.open()
        row = await other.save(replace(found("elsewhere"), asked_at=time.time()))
        assert row is not None
        await person.until(lambda: history.codes == ["elsewhere", "missedCall"], "the other window's lookup")
        await other.pin(row.id, True)
        await person.until(lambda: person.history()[0].pinned, "its pin")
        await person.looks_up("vipClient")
        assert (await other.reading.page("", HistoryFilter.ALL)).lookups[0].code == "vipClient"
        await other.removal.delete([row.id])
        await person.until(lambda: history.codes == ["vipClient", "missedCall"], "that it is gone")
        await other.close()

    desktop.run(journey, demo=True)


def test_a_list_that_is_scrolled_stays_where_it_is(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        for n in range(3):
            some = [replace(found(f"c{n}-{m}"), asked_at=NOON + n * 1000 + m) for m in range(90)]
            await person.has_kept(some)
        await history.scrolls_to(3000)
        seen = history.top
        await person.has_kept([replace(found("newest"), asked_at=NOON + DAY)])
        await person.until(lambda: history.codes[0] == "newest", "the newest")
        assert history.top == seen

    desktop.run(journey)


def test_letters_typed_onto_the_list_search(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("missedCall", NOON), old("vipClient", NOON + 60))
        history = History(person)
        history.types("vip")
        await person.until(lambda: history.search, "the letter in the field")
        await person.until(lambda: history.search.startswith("v"), "that letter first")

    desktop.run(journey)


def test_private_mode_is_switched_in_the_menu_and_said(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await person.looks_up("missedCall")
        person.trigger("private")
        await person.sees("Private mode: nothing is recorded.")
        RequestBar(person).asks("vipClient")
        await person.sees("VIP")
        await person.idle()
        assert history.notice == "Private mode: nothing is recorded."
        person.click("Record again")
        await history.tells_nothing()
        assert not MenuEntry(person, "private").is_ticked
        await person.looks_up("vipClient")
        assert history.codes == ["vipClient", "missedCall"]

    desktop.run(journey, demo=True)
