"""Comparing, pinning, deleting with a way back, the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from badge_inspector.ui.compare.compare_window import CompareWindow
from badge_inspector.ui.shell.help import GuideWindow
from badge_inspector.ui.shell.palette import Palette
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose, menu_at


def test_a_lookup_is_compared_with_the_one_before(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("compare_previous")
        await person.sees("There is no earlier lookup to compare with.")
        await person.looks_up("missedCall")
        person.trigger("compare_previous")
        window = await person.comes(CompareWindow)
        model = window.sides.table.model()
        fields = [str(model.index(row, 1).data()) for row in range(model.rowCount())]
        assert fields[:3] == ["Outcome", "Code", "Title"]
        QTest.mouseClick(window.copy, Qt.MouseButton.LeftButton)
        copied = QGuiApplication.clipboard().text()
        assert "| Code | missedCall | missedCall |" in copied
        assert "```diff" in copied
        choose(menu_at(window.diff.viewport(), QPoint(40, 10)), "Copy changed lines")
        lines = QGuiApplication.clipboard().text().splitlines()
        assert {line[0] for line in lines} == {"-", "+"}
        window.diff.setFocus()
        window.diff.setCurrentIndex(window.diff.lines.index(0))
        QTest.keyClick(window.diff, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "  {"
        person.window.activateWindow()
        person.trigger("compare_previous")
        await person.until(window.isActiveWindow, "the comparison in front again")
        QTest.mouseClick(window.swap, Qt.MouseButton.LeftButton)
        await person.idle()
        QTest.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
        assert not person.find_all(CompareWindow)

    desktop.run(journey, demo=True)


def test_pin_delete_and_take_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.trigger("pin")
        await person.until(lambda: person.history()[0].pinned, "the pin")
        await person.sees("2 lookups · 1 pinned")
        person.click_history(1)
        person.trigger("delete")
        await person.sees("1 lookup deleted.")
        assert [row.code for row in person.history()] == ["vipClient"]
        person.click("Undo")
        await person.until(lambda: len(person.history()) == 2, "the lookup again")

    desktop.run(journey, demo=True)


def test_the_palette_does_what_is_picked(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.trigger("palette")
        palette = person.window.findChild(Palette)
        assert palette is not None
        QTest.keyClicks(palette.field, "missedc")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        await person.until(lambda: len(person.history()) == 3, "the third lookup")
        await person.idle()
        assert person.history()[0].code == "missedCall"

    desktop.run(journey, demo=True)


def test_the_guide_is_one_window(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("guide")
        person.window.activateWindow()
        person.trigger("guide")
        (guide,) = person.window.findChildren(GuideWindow)
        await person.until(guide.isActiveWindow, "the guide in front")
        guide.close()

    desktop.run(journey, demo=True)


@pytest.mark.parametrize("action", ["watch", "report"])
def test_what_is_open_comes_to_the_front_when_asked_for_again(desktop: Desktop, action: str) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger(action)
        dialog = next(each for each in person.window.findChildren(QDialog) if each.isVisible())
        await person.until(dialog.isActiveWindow, "the dialog in front")
        person.window.activateWindow()
        await person.until(person.window.isActiveWindow, "the main window in front")
        person.trigger(action)
        await person.until(dialog.isActiveWindow, "the same dialog in front")
        dialog.close()
        await person.idle()

    desktop.run(journey, demo=True)
