"""A list of codes: looked up through batches, shown, filtered, kept and exported."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.table import Kind
from tests.support.desktop import Desktop, Person


def window(person: Person) -> ManyWindow:
    opened = person.app.many.window_
    assert opened is not None
    return opened


def shown_codes(many: ManyWindow) -> list[str]:
    model = many.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_list_is_looked_up_filtered_kept_and_exported(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        person.click("Many codes…")
        many = window(person)
        many.codes.setPlainText("missedCall, vipClient\nmisedCall\nmissedCall\n=1+1\ndemo.ACCESS_DENIED")
        await person.until(lambda: "5 codes, 1 repeated one folded" in many.note.text(), "the count")
        QTest.mouseClick(many.start, Qt.MouseButton.LeftButton)
        await person.until(lambda: many.left.text() == "Done", "the end")
        assert sorted(shown_codes(many)) == ["=1+1", "demo.ACCESS_DENIED", "misedCall", "missedCall", "vipClient"]
        assert many.chips[Kind.FOUND].text() == "Found 2"
        assert many.chips[Kind.NOT_FOUND].text() == "Not found 2"
        assert many.chips[Kind.FAILED].text() == "Failed 1"
        QTest.mouseClick(many.chips[Kind.NOT_FOUND], Qt.MouseButton.LeftButton)
        assert sorted(shown_codes(many)) == ["=1+1", "misedCall"]
        await person.app.tasks.idle()
        assert len(person.history()) == 5
        many._export_to(str(tmp_path / "out.csv"))
        await person.until(lambda: "Written to out.csv" in many.note.text(), "the export")

    desktop.run(journey, demo=True)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert sorted(row[0] for row in rows[1:]) == ["'=1+1", "misedCall"]


def test_cancel_keeps_what_came(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.click("Many codes…")
        many = window(person)
        many.codes.setPlainText("\n".join(f"code{number}" for number in range(4000)))
        QTest.mouseClick(many.start, Qt.MouseButton.LeftButton)
        await person.until(lambda: many.outcomes.rowCount() > 0, "the first outcomes")
        QTest.mouseClick(many.cancel, Qt.MouseButton.LeftButton)
        await person.until(lambda: "Cancelled" in many.left.text(), "the end")
        await person.app.tasks.idle()
        kept, _ = await person.app.backend.history.totals()
        assert kept == many.outcomes.rowCount()
        many.close()

    desktop.run(journey, demo=True)


def test_a_file_that_is_no_list_is_refused(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\x7fELF\0\0\0")
    (tmp_path / "codes.csv").write_text("missedCall;vipClient\n", encoding="utf-16")

    async def journey(person: Person) -> None:
        person.click("Many codes…")
        many = window(person)
        many.file_dropped.emit(tmp_path / "binary")
        await person.until(lambda: "no list of codes" in many.note.text(), "the refusal")
        many.file_dropped.emit(tmp_path / "codes.csv")
        await person.until(lambda: "2 codes" in many.note.text(), "the codes")

    desktop.run(journey, demo=True)
