"""A history that is searched, written on, weeded out, exported, imported, and shared between windows."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QMessageBox, QPushButton

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history import HistoryService
from badge_inspector.ui.history.export_box import ExportBox, ExportFormat, ExportScope
from badge_inspector.ui.history.import_box import ImportBox
from badge_inspector.ui.history.menu import HistoryMenu
from badge_inspector.ui.history.model import HEADING_ROLE
from badge_inspector.ui.history.note_box import NoteBox
from badge_inspector.ui.words.portals import names_here
from tests.support import lookups
from tests.support.builders import NOON, failed, found, refused
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose as choose_from
from tests.support.menus import menu_at

DAY = 86_400.0
D = TypeVar("D", bound=QDialog)


async def keeps(person: Person, *several: Lookup) -> None:
    """Lookups of old in the history, as if made in this window."""
    history = (await person.app.backend.opened()).history
    before = len(person.history())
    await history.merge(several)
    await person.until(lambda: len(person.history()) == before + len(several), "the lookups of old")
    await person.idle()


def codes(person: Person) -> list[str]:
    return [row.code for row in person.history()]


async def searches(person: Person, text: str) -> None:
    field = person.window.history.search
    field.setFocus()
    field.clear()
    person.type(field, text)
    popup = field.completer_.popup()
    assert popup is not None
    popup.hide()


async def dialog(person: Person, kind: type[D]) -> D:
    await person.until(lambda: person.window.findChildren(kind), kind.__name__)
    return person.window.findChildren(kind)[-1]


async def names_file(person: Person, file: Path) -> None:
    """Type a name into the file dialog and confirm."""
    await person.until(lambda: person.window.findChildren(QFileDialog), "the file dialog")
    box = person.window.findChildren(QFileDialog)[-1]
    field = box.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(file))
    box.accept()


def press(box: QDialog, label: str) -> None:
    (button,) = [each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == label]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def select(person: Person, rows: Sequence[int]) -> None:
    """Select rows by their place in the list, newest first."""
    panel = person.window.history
    selection = panel.list.selectionModel()
    selection.clear()
    for at in rows:
        index = panel.model.index_of(person.history()[at].id)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)


def old(code: str, asked_at: float, portal: str = "acme.bitrix24.com") -> Lookup:
    return replace(found(code), asked_at=asked_at, portal=portal, portal_name=portal.partition(".")[0])


def test_search_finds_counts_and_says_what_it_did_not_understand(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("missedCall", NOON), old("vipClient", NOON + 60), replace(refused(), asked_at=NOON + 9))
        await searches(person, "edCal")
        await person.until(lambda: codes(person) == ["misedCall", "missedCall"], "both calls")
        await person.sees("2 found")
        await searches(person, "edCal error:NOT_FOUND after:yesterdy slower:soon")
        await person.until(lambda: codes(person) == ["misedCall"], "the refused one")
        await person.sees("1 found")
        await person.sees("Not understood, left out: after:yesterdy")  # the other one is being typed
        person.press(Qt.Key.Key_Return, person.window.history.search)
        await person.sees("Not understood, left out: after:yesterdy and slower:soon")
        await searches(person, "nothing so")
        await person.sees("0 found")
        await person.sees("No matches.")
        person.window.history.search.clear()
        await person.sees("3 lookups · 0 pinned")
        assert not person.window.history.wrong.isVisible()
        QTest.mouseClick(person.window.history.chips[HistoryFilter.ERRORS], Qt.MouseButton.LeftButton)
        await person.until(lambda: codes(person) == ["misedCall"], "the errors")
        await person.sees("1 found")

    desktop.run(journey)


def test_the_demos_lookups_are_found_by_its_name_in_the_windows_language(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.prefers(language="ru")
        assert {kept for _, kept in names_here()} == {profile.name for profile in person.app.portals.profiles}
        await person.looks_up("missedCall")
        await keeps(person, old("vipClient", NOON))
        await searches(person, "демо-портал")
        await person.until(lambda: codes(person) == ["missedCall"], "the demo's lookup")
        person.prefers(language="en")
        await searches(person, "демо")
        await person.until(lambda: not codes(person), "what is seen under no such name")

    desktop.run(journey, language=None, demo=True)


def test_filters_are_completed_with_what_the_history_knows(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("missedCall", NOON), replace(refused(), asked_at=NOON + 9))
        field = person.window.history.search
        field.setFocus()
        person.type(field, "mis err")
        await person.until(lambda: field.offered() == ["error:"], "the filter's name offered")
        popup = field.completer_.popup()
        assert popup is not None
        await person.until(popup.isVisible, "what is offered")
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        await person.until(lambda: field.text() == "mis error:", "the filter's name")
        await person.until(lambda: field.offered() == ["error:NOT_FOUND"], "its values")
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        await person.until(lambda: field.text() == "mis error:NOT_FOUND", "the value")
        await person.until(lambda: codes(person) == ["misedCall"], "automatic")
        for typed, offered in (
            ("portal:acm", ["portal:acme", "portal:acme.bitrix24.com", 'portal:"Acme support"']),
            ("code:missed", ["code:missedCall"]),
            ("type:fa", ["type:failure"]),
        ):
            await searches(person, typed)
            wanted = sorted(offered)  # the history's thread names them, perhaps later than the keys
            await person.until(lambda wanted=wanted: sorted(field.offered()) == wanted, typed)

    desktop.run(journey)


def test_an_entry_of_another_day_opens_as_it_was_and_is_asked_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        kept = person.history()[0]
        lookup = await person.app.backend.history.reading.lookup(kept.id)
        assert lookup is not None
        await keeps(person, replace(lookup, asked_at=1_793_707_200.0, history_id=None))  # 3 November 2026
        headings = [person.window.history.model.index(at).data(HEADING_ROLE) is not None for at in range(4)]
        assert headings == [True, False, True, False]
        person.click_history(1)
        await person.sees("3 Nov 2026 ")
        shown = person.shown
        assert shown is not None
        assert (shown.outcome, shown.exchange) == (lookup.outcome, lookup.exchange)
        assert len(person.history()) == 2  # nothing was asked
        menu = HistoryMenu(person.window.history)
        menu.offer_rows(person.history()[1:])
        choose(menu, "Look up again")
        await person.until(lambda: len(person.history()) == 3, "the new answer")
        assert {row.code for row in person.history()} == {"missedCall"}

    desktop.run(journey, demo=True)


def choose(menu: QMenu, label: str) -> None:
    (action,) = [each for each in menu.actions() if each.text().replace("&", "") == label]
    action.trigger()
    menu.close()


def test_a_note_is_written_shown_and_found(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.click_history(1)
        await person.sees("From history")
        person.trigger("note")
        box = await dialog(person, NoteBox)
        person.type(box.edit, "Заявка 4711")
        press(box, "Save")
        await person.sees("Note: Заявка 4711")
        assert person.history()[1].note == "Заявка 4711"
        await searches(person, "заявка")
        await person.until(lambda: codes(person) == ["missedCall"], "what has the note")
        person.window.history.search.clear()
        await person.until(lambda: len(person.history()) == 2, "all again")

    async def later(person: Person) -> None:
        await person.until(person.history, "the history")
        person.click_history(1)
        await person.sees("Note: Заявка 4711")

    desktop.run(journey, demo=True)
    desktop.run(later)


def test_codes_and_reports_are_copied_from_the_list(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("missedCall", NOON), old("vipClient", NOON + 60))
        select(person, [0, 1])
        QTest.keyClick(person.window.history.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "vipClient\nmissedCall"
        select(person, [1])
        menu = HistoryMenu(person.window.history)
        menu.offer_rows(person.window.history.selected_rows())
        choose(menu, "Copy report")
        await person.sees("The report is on the clipboard.")
        assert "missedCall" in QGuiApplication.clipboard().text()

    desktop.run(journey)


def test_a_day_a_portal_and_all_are_deleted_and_come_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        several = [old("one", NOON), old("two", NOON + 60), old("three", NOON + DAY)]
        await keeps(person, *several, old("four", NOON + 2 * DAY, "beta.bitrix24.ru"))
        person.trigger("private")  # deleting has nothing to do with recording
        select(person, [2])
        person.trigger("pin")
        await person.until(lambda: person.history()[2].pinned, "the pin")
        select(person, [2])
        person.trigger("delete_day")
        await person.until(lambda: codes(person) == ["four", "three", "two"], "the day without what is pinned")
        await person.sees("1 lookup deleted. Pinned ones stay.")
        select(person, [0])
        person.trigger("delete_portal")
        await person.until(lambda: codes(person) == ["three", "two"], "the portal's gone")
        person.trigger("delete_all")
        press(await dialog(person, QMessageBox), "Delete all")
        await person.until(lambda: codes(person) == ["two"], "only what is pinned")
        person.trigger("delete_all")
        await person.sees("Nothing to delete; pinned lookups stay.")
        select(person, [0])
        QTest.keyClick(person.window.history.list, Qt.Key.Key_Delete)
        await person.until(lambda: codes(person) == [], "nothing left")
        for expected in (["two"], ["three", "two"], ["four", "three", "two"], ["four", "three", "two", "one"]):
            person.trigger("undo_delete")
            await person.until(lambda: codes(person) == expected, f"{expected}")  # noqa: B023
        assert not person.window.actions_["undo_delete"].isEnabled()

    desktop.run(journey)


def test_a_days_heading_has_a_menu(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("one", NOON), old("two", NOON + DAY))
        view = person.window.history.list
        view.customContextMenuRequested.emit(
            QPoint(20, view.visualRect(person.window.history.model.index(0)).top() + 3)
        )
        (menu,) = person.window.history.findChildren(HistoryMenu)
        choose(menu, "Delete the whole day, 2 Nov 2026")
        await person.until(lambda: codes(person) == ["one"], "the other day")

    desktop.run(journey)


def test_a_rows_menu_copies_it_as_a_table_and_shows_only_its_like(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("one", NOON), old("two", NOON + DAY))
        select(person, [1])
        view = person.window.history.list
        at = view.visualRect(view.selectedIndexes()[0]).center()
        choose_from(menu_at(view.viewport(), at), "Copy as", "Markdown")
        head, _, row = QGuiApplication.clipboard().text().splitlines()
        assert head == "| When | Portal | Code | Outcome | Round trip |"
        assert "| one |" in row
        choose_from(menu_at(view.viewport(), at), "Show only", 'code:"one"')
        assert person.window.history.search.text() == 'code:"one"'
        await person.until(lambda: codes(person) == ["one"], "the rows with that code")

    desktop.run(journey)


def test_what_was_deleted_gives_its_space_back(desktop: Desktop) -> None:
    big = "".join(chr(33 + (n * 7919 + n // 90) % 90) for n in range(3_000_000)).encode()

    async def journey(person: Person) -> None:
        await keeps(person, *(replace(found(f"c{n}", body=big), asked_at=NOON + n) for n in range(3)))
        person.trigger("delete_all")
        press(await dialog(person, QMessageBox), "Delete all")
        await person.until(lambda: codes(person) == [], "nothing left")

    desktop.run(journey)
    (file,) = desktop.config_dir.rglob("history.sqlite3")
    assert file.stat().st_size < 1_000_000


def test_a_selection_is_exported_as_a_report_and_a_search_as_a_table(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        formula = replace(old("=1+1", NOON + 60), note="<b>customer</b>")
        await keeps(person, old("one", NOON), formula, old("three", NOON + DAY), replace(failed(), asked_at=NOON + 5))
        select(person, [0, 1])
        person.trigger("export")
        box = await dialog(person, ExportBox)
        assert (box.scope, box.format) == (ExportScope.SELECTED, ExportFormat.HTML)
        press(box, "Choose a file…")
        await names_file(person, tmp_path / "report.html")
        await person.sees("2 lookups written to report.html.")
        page = (tmp_path / "report.html").read_text("utf-8")
        assert "three" in page
        assert "&lt;b&gt;customer&lt;/b&gt;" in page
        assert "missedCall" not in page

        await searches(person, "1+1")
        await person.sees("1 found")
        person.trigger("export")
        box = await dialog(person, ExportBox)
        box.scopes[ExportScope.FOUND].click()
        box.formats[ExportFormat.CSV].click()
        press(box, "Choose a file…")
        await names_file(person, tmp_path / "table.csv")
        await person.sees("1 lookup written to table.csv.")
        assert ",'=1+1," in (tmp_path / "table.csv").read_text("utf-8-sig")

    desktop.run(journey)


def test_a_history_moves_to_another_computer_by_file(desktop: Desktop, tmp_path: Path) -> None:
    file, kept = tmp_path / "all.jsonl", [old("one", NOON), replace(refused("two"), asked_at=NOON + 9, note="seen")]

    async def one(person: Person) -> None:
        await keeps(person, *kept)
        person.trigger("export")
        box = await dialog(person, ExportBox)
        assert (box.scope, box.format) == (ExportScope.ALL, ExportFormat.LINES)
        press(box, "Choose a file…")
        await names_file(person, file)
        await person.sees("2 lookups written to all.jsonl.")

    async def other(person: Person) -> None:
        lines = file.read_bytes().splitlines(keepends=True)
        assert len(lines) == 2
        json.loads(lines[0])
        file.write_bytes(lines[0] + b"{broken\n" + lines[1] + b'{"code":1}\n')
        await keeps(person, kept[0])
        person.trigger("import")
        await names_file(person, file)
        box = await dialog(person, ImportBox)
        summary = "all.jsonl: 1 new lookup; 1 there already, skipped; 2 broken lines, skipped."
        assert box.summary.whole == summary
        assert box.lines.toPlainText().splitlines()[0].startswith("Line 2: ")
        assert box.lines.toPlainText().splitlines()[1].startswith("Line 4: ")
        box.accept()
        await person.until(lambda: codes(person) == ["two", "one"], "the imported one")
        assert person.history()[0].note == "seen"
        person.app.features.transfer.import_(file)
        await person.sees("all.jsonl: 0 new lookups; 2 there already")

    desktop.run(one)
    Desktop(desktop.qt, tmp_path / "other").run(other)


@pytest.mark.slow
def test_an_export_is_cancelled_and_leaves_what_was_there(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_bytes(b"before")

    async def journey(person: Person) -> None:
        await keeps(person, *(replace(lookups.lookup(f"c{n}"), asked_at=NOON + n) for n in range(90)))
        for n in range(1, 30):
            more = [replace(lookups.lookup(f"c{n}-{m}"), asked_at=NOON + n * 1000 + m) for m in range(90)]
            await person.app.backend.history.merge(more)
        bar = person.window.history.transfer
        person.app.features.transfer.export(ExportScope.ALL, ExportFormat.LINES, file)
        await person.until(lambda: bar.isVisible() and " of 2,700" in bar.label.text(), "how far it is")
        QTest.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
        await person.sees("The export was cancelled; no file was written.")
        assert not bar.isVisible()
        assert file.read_bytes() == b"before"
        assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]
        person.app.features.transfer.export(ExportScope.ALL, ExportFormat.CSV, tmp_path / "no" / "such" / "folder.csv")
        await person.sees("folder.csv cannot be written: No such file or directory")
        person.app.features.transfer.import_(tmp_path / "none.jsonl")
        await person.sees("none.jsonl cannot be read: ")

    desktop.run(journey)


@pytest.mark.slow
def test_two_windows_see_each_others_lookups(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        other = HistoryService(person.app.backend.paths.history)
        await other.open()
        row = await other.save(replace(found("elsewhere"), asked_at=time.time()))
        assert row is not None
        await person.until(lambda: codes(person) == ["elsewhere", "missedCall"], "the other window's lookup")
        await other.pin(row.id, True)
        await person.until(lambda: person.history()[0].pinned, "its pin")
        await person.looks_up("vipClient")
        assert (await other.reading.page("", HistoryFilter.ALL)).lookups[0].code == "vipClient"
        await other.removal.delete([row.id])
        await person.until(lambda: codes(person) == ["vipClient", "missedCall"], "that it is gone")
        await other.close()

    desktop.run(journey, demo=True)


def test_a_list_that_is_scrolled_stays_where_it_is(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        for n in range(3):
            some = [replace(found(f"c{n}-{m}"), asked_at=NOON + n * 1000 + m) for m in range(90)]
            await (await person.app.backend.opened()).history.merge(some)
        view = person.window.history.list
        await person.until(lambda: view.verticalScrollBar().maximum() > 4000, "the pages")
        view.verticalScrollBar().setValue(3000)
        await person.idle()
        top, hidden = view.top_row()
        seen = person.window.history.model.id_at(top)
        await person.app.backend.history.merge([replace(found("newest"), asked_at=NOON + DAY)])
        await person.until(lambda: codes(person)[0] == "newest", "the newest")
        top, still_hidden = view.top_row()
        assert (person.window.history.model.id_at(top), still_hidden) == (seen, hidden)

    desktop.run(journey)


def test_letters_typed_onto_the_list_search(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await keeps(person, old("missedCall", NOON), old("vipClient", NOON + 60))
        view = person.window.history.list
        view.setFocus()
        person.type(view, "vip")
        await person.until(person.window.history.search.text, "the letter in the field")
        QApplication.sendPostedEvents()
        assert person.window.history.search.text().startswith("v")

    desktop.run(journey)


def test_private_mode_is_switched_in_the_menu_and_said(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("private")
        await person.sees("Private mode: nothing is recorded.")
        person.type_code("vipClient")
        person.press(Qt.Key.Key_Return)
        await person.sees("VIP")
        await person.idle()
        assert person.window.history.notice.label.whole == "Private mode: nothing is recorded."
        person.click("Record again")
        await person.until(lambda: not person.window.history.notice.isVisible(), "the notice gone")
        assert not person.window.actions_["private"].isChecked()
        await person.looks_up("vipClient")
        assert codes(person) == ["vipClient", "missedCall"]

    desktop.run(journey, demo=True)
