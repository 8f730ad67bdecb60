"""Comparing, pinning, deleting with a way back, the palette."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages.compare import Comparison
from tests.support.pages.help import Guide
from tests.support.pages.palette import Commands
from tests.support.pages.report import Report
from tests.support.pages.watches import WatchForm


def test_a_lookup_is_compared_with_the_one_before(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("compare_previous")
        await person.sees("There is no earlier lookup to compare with.")
        await person.looks_up("missedCall")
        person.trigger("compare_previous")
        comparison = await Comparison.comes(person)
        assert comparison.table.fields[:3] == ["Outcome", "Code", "Title"]
        comparison.copies()
        copied = QGuiApplication.clipboard().text()
        assert "| Code | missedCall | missedCall |" in copied
        assert "```diff" in copied
        choose(comparison.menu_of_lines(), "Copy changed lines")
        lines = QGuiApplication.clipboard().text().splitlines()
        assert {line[0] for line in lines} == {"-", "+"}
        comparison.copies_first_line()
        assert QGuiApplication.clipboard().text() == "  {"
        person.window.activateWindow()
        person.trigger("compare_previous")
        await person.is_in_front(comparison.window)
        comparison.swaps()
        await person.idle()
        comparison.closes()
        assert not Comparison.is_open(person)

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
        palette = Commands.opens(person)
        palette.types("missedc")
        palette.runs()
        await person.until(lambda: len(person.history()) == 3, "the third lookup")
        await person.idle()
        assert person.history()[0].code == "missedCall"

    desktop.run(journey, demo=True)


def test_the_guide_is_one_window(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        guide = Guide.opens(person)
        person.window.activateWindow()
        person.trigger("guide")
        await person.is_in_front(guide.window)
        assert Guide.opens(person).window is guide.window
        guide.closes()

    desktop.run(journey, demo=True)


def test_what_is_open_comes_to_the_front_when_asked_for_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        for action, page in (("watch", WatchForm.opens(person)), ("report", await Report.opens(person))):
            person.trigger(action)
            await person.is_in_front(page.window)
            await person.comes_to_the_front()
            person.trigger(action)
            await person.is_in_front(page.window)
            page.window.close()
            await person.idle()

    desktop.run(journey, demo=True)
