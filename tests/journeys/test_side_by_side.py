"""Two lookups side by side: compared, or each in a window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.ui.compare.compare_window import CompareWindow
from badge_inspector.ui.compare.sides import FIRST
from badge_inspector.ui.shell.entries import EntryWindow
from tests.journeys.test_history import DAY, keeps
from tests.support import hand, lookups
from tests.support.builders import NOON, failed
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages.history import History


async def compared(person: Person) -> CompareWindow:
    person.trigger("compare_previous")
    await person.until(lambda: person.find_all(CompareWindow), "the comparison")
    await person.idle()
    return person.find(CompareWindow)


def table(window: CompareWindow) -> dict[str, tuple[str, str, str]]:
    """Sign, left and right by field."""
    model = window.sides.table.model()
    rows = ([str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount()))
    return {name: (sign, left, right) for sign, name, left, right in rows}


def test_two_that_are_selected_are_compared(desktop: Desktop) -> None:
    not_found = lookups.response(b'{"error":"NOT_FOUND","error_description":"Not found."}', 400, "Bad Request")

    async def journey(person: Person) -> None:
        refusal = replace(lookups.lookup("misedCall", not_found), asked_at=NOON + DAY)
        await keeps(person, lookups.lookup(), refusal, replace(failed(), asked_at=NOON + 2 * DAY))
        History(person).selects([1, 2])
        window = await compared(person)
        shown = table(window)
        assert shown["Outcome"] == ("≠", "found", "NOT_FOUND · No badge has the code “misedCall”")
        assert shown["Type"] == ("≠", "failure — red", "not there")
        assert shown["Code"] == ("≠", "missedCall", "misedCall")
        assert "differences" in window.summary.text()
        QTest.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
        History(person).selects([0, 2])
        shown = table(await compared(person))
        assert shown["Outcome"][1] == "found"
        assert "_" not in shown["Outcome"][2]

    desktop.run(journey)


def test_what_is_identical_is_said_to_be(desktop: Desktop) -> None:
    other_times = lookups.SAMPLE.replace(b"1724068028", b"1724069999").replace(b"13:47:08", b"14:19:59")

    async def journey(person: Person) -> None:
        again = replace(lookups.lookup(), asked_at=NOON + DAY)
        later = replace(lookups.lookup(answer=lookups.response(other_times)), asked_at=NOON + 2 * DAY)
        await keeps(person, lookups.lookup(), again, later)
        History(person).selects([1, 2])
        window = await compared(person)
        assert window.summary.text() == "Identical"
        assert not [sign for sign, _, _ in table(window).values() if sign]
        QTest.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
        History(person).selects([0, 1])
        window = await compared(person)
        assert window.summary.text() == "Same badge, only timing differs"

    desktop.run(journey)


def test_slower_is_no_difference_and_a_language_that_differs_is_named(desktop: Desktop) -> None:
    title = b'"title":{"en":"Call","ru":"\xd0\x97\xd0\xb2\xd0\xbe\xd0\xbd\xd0\xbe\xd0\xba"}'
    in_two = lookups.response(lookups.SAMPLE.replace(b'"title":"Call Status"', title))
    other = lookups.response(lookups.SAMPLE.replace(b'"title":"Call Status"', title.replace(b"\xd0\xba", b"\xd0\xb3")))

    async def journey(person: Person) -> None:
        first = lookups.lookup(answer=in_two)
        timeline = replace(first.exchange.timeline, total_s=9.0)
        slower = replace(first, asked_at=NOON + DAY, exchange=replace(first.exchange, timeline=timeline))
        await keeps(person, first, slower, replace(lookups.lookup(answer=other), asked_at=NOON + 2 * DAY))
        History(person).selects([1, 2])
        window = await compared(person)
        assert window.summary.text() in ("Identical", "Same badge, only timing differs")
        assert table(window)["Round trip"][0] == ""
        QTest.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
        History(person).selects([0, 1])
        window = await compared(person)
        assert window.summary.text().startswith("1 difference")
        assert table(window)["Title · русский (ru)"][0] == "≠"
        cells = window.sides.table
        for at, card in enumerate(window.sides.cards):
            left = cells.viewport().mapToGlobal(cells.visualRect(cells.rows.index(0, FIRST + at)).topLeft()).x()
            assert card.mapToGlobal(card.rect().topLeft()).x() == left

    desktop.run(journey)


def test_an_entry_is_opened_beside_another(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        await person.looks_up("nothing.so")
        person.click_history(1)
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "one of them")
        await person.idle()
        choose(History(person).menu_of(2), "Open beside")
        window = await person.comes(EntryWindow)
        assert window.windowTitle().startswith("missedCall · ")
        assert window.cards.badge.isVisible()
        shown = person.shown
        assert shown is not None
        assert shown.code == "vipClient"
        await person.idle()
        QTest.mouseClick(window.compare, Qt.MouseButton.LeftButton)
        await person.until(lambda: person.find_all(CompareWindow), "the comparison of both")
        await person.idle()
        comparison = person.find(CompareWindow)
        assert table(comparison)["Code"] == ("≠", "missedCall", "vipClient")
        QTest.mouseClick(comparison.close_button, Qt.MouseButton.LeftButton)
        QTest.mouseClick(window.again, Qt.MouseButton.LeftButton)
        await person.until(lambda: len(person.history()) == 4, "the new answer")
        assert person.history()[0].code == "missedCall"
        QTest.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
        await person.until(lambda: not person.find_all(EntryWindow), "the window closed")
        await person.idle()
        # One that failed: its buttons lead to the main window, where they do what they say.
        choose(History(person).menu_of(1), "Open beside")
        window = await person.comes(EntryWindow)
        hand.click(hand.button_of(window, "List all badges"))
        await person.until(lambda: (shown := person.shown) and shown.code == "nothing.so", "it here")

    desktop.run(journey, demo=True)
