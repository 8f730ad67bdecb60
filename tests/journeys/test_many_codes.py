"""A list of codes: read, looked up through batches, shown, filtered, kept and exported."""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from badge_inspector.ui.compare.compare_window import CompareWindow
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.outcome_bar import CSV, LINES, SAFE_CSV
from badge_inspector.ui.many.source_bar import Stage
from badge_inspector.ui.many.table import CODE, TITLE, TYPE, OutcomeKind
from badge_inspector.ui.shell.entry_window import EntryWindow
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal, answer
from tests.support.menus import choose, menu_by_key, menu_of_cell, words


class Registry(FaultyPortal):
    """Answers batches: every code is registered. `refuse` answers in place of that while it is set; `asked` has the
    codes of each request that was answered. While the `gate` is closed requests wait, or those after so many."""

    def __init__(self) -> None:
        super().__init__(self._talk)
        self.asked: list[list[str]] = []
        self.refuse: bytes | None = None
        self.refuse_after = 0
        self.gate = threading.Event()
        self.gate.set()
        self.hold_after: int | None = None
        self._begun = 0
        self._counting = threading.Lock()  # each connection has a thread of its own

    def codes(self) -> list[str]:
        return [code for codes in self.asked for code in codes]

    def _talk(self, conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            with self._counting:
                self._begun += b'"cmd"' in request.body
                holds = self.hold_after is None or self._begun > self.hold_after
            if holds:
                self.gate.wait(20)
            commands = json.loads(request.body).get("cmd")
            if commands is None:
                conversation.send(answer(200, '{"result":{"badges":[]}}'))
                continue
            codes = {name: parse_qs(urlsplit(each).query)["code"][0] for name, each in commands.items()}
            with self._counting:
                refused = self.refuse if len(self.asked) >= self.refuse_after else None
                if refused is None:
                    self.asked.append(list(codes.values()))
            if refused is not None:
                conversation.send(refused)
                continue
            badges = {
                name: {"badge": {"code": code, "title": "T", "value": "V", "type": "primary"}}
                for name, code in codes.items()
            }
            conversation.send(answer(200, json.dumps({"result": {"result": badges, "result_error": []}})))


def window(person: Person) -> ManyWindow:
    return person.find(ManyWindow)


def shown_codes(many: ManyWindow) -> list[str]:
    model = many.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


async def clicks(person: Person, many: ManyWindow, button: object) -> None:
    """A click that is no slip: the buttons have meant the same for a while."""
    await person.until(lambda: many.clicks.is_settled, "buttons that are settled")
    click(button)


async def opened(person: Person) -> ManyWindow:
    person.click("Many codes…")
    many = window(person)
    await person.until(many.isVisible, "the window")
    return many


async def ends(person: Person, many: ManyWindow) -> None:
    await person.until(lambda: many.run.left.text().startswith("Done"), "the end")
    await person.idle()


def test_a_list_is_looked_up_filtered_kept_and_exported(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        many = await opened(person)
        many.source.codes.setPlainText("missedCall, vipClient\nmisedCall\nmissedCall\n=1+1\ndemo.ACCESS_DENIED")
        await person.until(lambda: "5 codes, 1 duplicate removed" in many.source.note.text(), "the count")
        click(many.source.start)
        await ends(person, many)
        assert many.run.left.text() == "Done · 5 of 5"
        assert shown_codes(many) == ["missedCall", "vipClient", "misedCall", "=1+1", "demo.ACCESS_DENIED"]
        assert many.bar.chips[OutcomeKind.FOUND].text() == "Found 2"
        assert many.bar.chips[OutcomeKind.NOT_FOUND].text() == "Not found 2"
        assert many.bar.chips[OutcomeKind.FAILED].text() == "Failed 1"
        click(many.bar.chips[OutcomeKind.NOT_FOUND])
        assert sorted(shown_codes(many)) == ["=1+1", "misedCall"]
        many.table.sortByColumn(CODE, Qt.SortOrder.DescendingOrder)
        assert shown_codes(many) == ["misedCall", "=1+1"]
        titles = [str(many.outcomes.index(row, TITLE).data()) for row in range(2)]
        assert titles[0] == "did you mean missedCall? (“s” is missing)"
        (run,) = person.runs()
        assert (run.total, run.found, run.not_found, run.failed) == (5, 2, 2, 1)
        assert person.history() == []
        for form, name in ((SAFE_CSV, "out.csv"), (CSV, "plain.csv"), (LINES, "out.jsonl")):
            many.export_to(tmp_path / name, form)
            await person.until(lambda name=name: f"Written to {name}" in many.source.note.text(), name)
        many.copy_requested.emit([row.outcome for row in many.outcomes.shown])
        await person.until(lambda: "on the clipboard" in many.source.note.text(), "the copy")
        assert QGuiApplication.clipboard().text().splitlines()[1].startswith("misedCall\trefused")
        many.bar.filter.setText("NOT_F")
        assert len(shown_codes(many)) == 2
        many.bar.filter.setText("=1")
        assert shown_codes(many) == ["=1+1"]
        many.table.activated.emit(many.outcomes.index(0, 0))
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
            many = await opened(person)
            many.source.codes.setPlainText("\n".join(codes))
            click(many.source.start)
            await person.until(lambda: len(portal.asked) >= 2, "some requests")
            portal.gate.clear()
            await clicks(person, many, many.source.cancel)
            await person.until(lambda: many.stage is Stage.STOPPED, "the end")
            portal.gate.set()
            await person.idle()
            assert "Cancelled. Results so far are kept." in many.stopped.whole
            came = [row.code for row in many.outcomes.all if row.lookup is not None]
            assert shown_codes(many) == codes
            assert await person.app.backend.history.reading.in_runs() == (1, len(came))
            assert f"{400 - len(came)} codes not answered yet." in many.stopped.whole
            asked_before = len(portal.codes())
            await clicks(person, many, many.go_on)
            await ends(person, many)
            assert shown_codes(many) == codes
            asked_again = portal.codes()[asked_before:]
            assert not set(asked_again) & set(came)
            assert await person.app.backend.history.reading.in_runs() == (1, 400)
            assert await person.app.backend.history.reading.totals() == (0, 0)
            many.close()
            await person.idle()

    desktop.run(journey)


def test_pause_stops_asking_until_it_goes_on(desktop: Desktop) -> None:
    codes = [f"code{number}" for number in range(1000)]

    async def journey(person: Person) -> None:
        with Registry() as portal:
            await person.uses(portal.profile(), WEBHOOK)
            many = await opened(person)
            many.source.codes.setPlainText("\n".join(codes))
            click(many.source.start)
            await person.until(lambda: len(portal.asked) >= 2, "some requests")
            await clicks(person, many, many.source.pause)
            await person.until(lambda: many.stage is Stage.PAUSED, "the pause")
            assert many.source.pause.text() == "Resume"
            assert "paused" in many.run.pace.text()
            await person.until(lambda: many.outcomes.rowCount() == len(portal.codes()), "what was under way")
            asked = len(portal.asked)
            for _ in range(20):
                await person.until(lambda: True)
            assert len(portal.asked) == asked
            await clicks(person, many, many.source.pause)
            await ends(person, many)
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
            many = await opened(person)
            many.source.codes.setPlainText("\n".join(codes))
            click(many.source.start)
            await person.until(lambda: many.stage is Stage.STOPPED, "the stop")
            await person.idle()
            assert words in many.stopped.whole.casefold()
            assert "200 codes not answered yet." in many.stopped.whole
            assert sum(row.lookup is not None for row in many.outcomes.shown) == 100
            assert many.bar.chips[OutcomeKind.UNANSWERED].text() == "Not answered 200"
            portal.refuse = None
            await clicks(person, many, many.go_on)
            await ends(person, many)
            assert sorted(portal.codes()) == sorted(codes)
            assert sorted(shown_codes(many)) == sorted(codes)
            assert len(await person.app.backend.history.reading.entries_after(0, 1000)) == 300

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
        many = await opened(person)
        for name, said in (
            ("binary", "binary is not a text file"),
            ("empty.txt", "empty.txt is empty."),
            ("book.xlsx", "save it as CSV"),
            ("gone.txt", "gone.txt cannot be read"),
            ("utf16.csv", "utf16.csv · 2 codes"),
            ("long.txt", "long.txt · 60,000 codes, 40,000 duplicates removed · takes"),
            ("table.csv", "table.csv · 2 codes, 1 duplicate removed"),
        ):
            many.source.file_given.emit(tmp_path / name)
            await person.until(lambda said=said: said in many.source.note.accessibleName(), said)
        assert many.source.column.currentText() == "Badge code"
        assert many.source.header.isChecked()
        many.source.column.setCurrentIndex(1)
        many.source.column.activated.emit(1)
        await person.until(lambda: "3 codes" in many.source.note.text(), "the other column")
        click(many.source.start)
        await ends(person, many)
        assert sorted(shown_codes(many)) == sorted(["Call␊Status".replace("␊", "↵"), 'a, "b"', "x"])

    desktop.run(journey, demo=True)


def test_dropped_files_and_large_pastes_do_not_go_through_the_field(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "codes.txt").write_text("missedCall\nvipClient\n")

    async def journey(person: Person) -> None:
        many = await opened(person)
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "codes.txt"))])
        many.source.codes.insertFromMimeData(dropped)
        await person.until(lambda: "codes.txt · 2 codes" in many.source.note.text(), "the file")
        pasted = QMimeData()
        pasted.setText("\n".join(f"code{number}" for number in range(20_000)))
        many.source.codes.insertFromMimeData(pasted)
        await person.until(lambda: "20,000 codes" in many.source.note.text(), "the paste")
        assert many.source.codes.toPlainText() == ""
        many.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_nothing_to_look_up_is_said_and_typing_is_not_waited_for(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        many = await opened(person)
        click(many.source.start)
        await person.until(lambda: "Paste some codes first." in many.source.note.text(), "the word")
        many.source.codes.setPlainText("missedCall")
        click(many.source.start)
        await ends(person, many)
        assert shown_codes(many) == ["missedCall"]

    desktop.run(journey, demo=True)


def test_what_is_left_is_asked_of_the_portal_that_began(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Registry() as portal:
            portal.refuse = answer(401, '{"error":"expired_token","error_description":"expired"}')
            await person.uses(portal.profile(), WEBHOOK)
            many = await opened(person)
            many.source.codes.setPlainText("alpha beta")
            click(many.source.start)
            await person.until(lambda: many.stage is Stage.STOPPED, "the stop")
            assert many.go_on.isVisible()
            for name, can in (("Demo portal", False), ("Test", True)):
                row = next(at for at in range(3) if many.source.portal.itemText(at) == name)
                many.source.portal.setCurrentIndex(row)
                many.source.portal.activated.emit(row)
                assert many.go_on.isVisible() is can
            many.close()
            await person.idle()

    desktop.run(journey, demo=True)


def test_a_refused_file_starts_nothing_later(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04....")

    async def journey(person: Person) -> None:
        many = await opened(person)
        many.source.file_given.emit(tmp_path / "book.xlsx")
        many.source.start.click()
        await person.until(lambda: "save it as CSV" in many.source.note.accessibleName(), "the refusal")
        many.source.codes.setPlainText("missedCall")
        await person.until(lambda: "1 code" in many.source.note.text(), "the count")
        await person.idle()
        assert many.stage is Stage.IDLE
        assert person.history() == []

    desktop.run(journey, demo=True)


def test_private_mode_is_not_called_kept(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.window.actions_["private"].trigger()
        many = await opened(person)
        assert many._foot.text() == "Private mode: nothing is recorded."
        person.window.actions_["private"].trigger()
        assert many._foot.text() == "Every result is kept in the history"
        many.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_the_tables_menu_by_mouse_and_keys(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        many = await opened(person)
        many.source.codes.setPlainText("missedCall\nmisedCall\nvipClient\nslaRisk")
        click(many.source.start)
        await ends(person, many)
        table = many.table
        menu = menu_of_cell(table, 1, TYPE)
        assert words(menu)[:5] == [
            *("Open", "Open in its own window", "Look up again", "Look up missedCall", "Copy code"),
        ]
        choose(menu, "Look up missedCall")
        await person.until(lambda: (shown := person.shown) and shown.code == "missedCall", "that code")
        await person.idle()
        assert [row.code for row in person.history()] == ["missedCall"]
        choose(menu_of_cell(table, 2, CODE), "Open in its own window")
        await person.until(lambda: person.find_all(EntryWindow), "the window")
        [own] = person.find_all(EntryWindow)
        assert own.windowTitle().startswith("vipClient · ")
        own.close()
        choose(menu_of_cell(table, 0, TYPE), "Show only “failure”")
        assert many.bar.filter.text() == "failure"
        assert shown_codes(many) == ["missedCall"]
        many.bar.filter.clear()
        # Two rows by keys: put side by side, copied, exported.
        table.setFocus()
        table.setCurrentIndex(many.outcomes.index(2, CODE))
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        menu = menu_by_key(table)
        assert words(menu)[:3] == ["Compare", "Copy 2 codes", "Export 2 rows…"]
        choose(menu, "Copy selected rows as", "Markdown")
        assert "| vipClient | VIP |" in QGuiApplication.clipboard().text()
        choose(menu_by_key(table), "Export 2 rows…")
        [dialog] = many.findChildren(QFileDialog)
        dialog.selectFile(str(tmp_path / "two.csv"))
        dialog.accept()
        await person.until(lambda: "Written to two.csv" in many.source.note.text(), "the file")
        assert len((tmp_path / "two.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
        choose(menu_by_key(table), "Compare")
        await person.until(lambda: person.find_all(CompareWindow), "the comparison")
        await person.idle()
        comparison = person.find(CompareWindow)
        comparison.close()
        many.close()
        await person.idle()

    desktop.run(journey, demo=True)
