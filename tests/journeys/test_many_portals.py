"""One code on several portals at once."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from badge_inspector.domain.compare import Field, Mark
from badge_inspector.ui.compare.compare_window import CompareWindow
from badge_inspector.ui.compare.many_portals_window import ManyPortalsWindow
from badge_inspector.ui.compare.sides import FIRST
from badge_inspector.ui.shell.entries import EntryWindow
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal, always, answer
from tests.support.menus import choose, menu_by_key, menu_of_cell, words


async def opened(person: Person) -> ManyPortalsWindow:
    person.trigger("many_portals")
    window = person.find(ManyPortalsWindow)
    await person.until(window.isVisible, "the window")
    return window


def came(window: ManyPortalsWindow) -> int:
    return sum(lookup is not None for lookup in window.lookups)


def marks(window: ManyPortalsWindow, field: Field) -> list[Mark]:
    return next([cell.mark for cell in row.cells] for row in window.sides.fields if row.field is field)


def test_portals_answer_side_by_side(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        window = await opened(person)
        assert window.code.text() == "missedCall"
        assert all(chip.isChecked() for chip in window.portals.values())
        assert len(window.portals) == 3
        QTest.mouseClick(window.ask, Qt.MouseButton.LeftButton)
        assert window.cancel.isVisible()
        await person.until(lambda: came(window) == 3, "the answers")
        await person.idle()
        assert window.ask.isVisible()
        assert marks(window, Field.TYPE) == [Mark.SAME, Mark.SAME, Mark.DIFFERENT]
        assert "differ" in window.summary.whole
        names = [side.name for side in window.sides.sides]
        assert names == ["Demo portal", "Demo portal, new build", "Demo portal, OAuth"]
        assert len(person.history()) == 4
        hand.click(window.slowest)
        totals = [side.lookup for side in window.sides.sides]
        times = [each.exchange.timeline.total_s for each in totals if each is not None]
        assert times == sorted(times, reverse=True)
        QTest.mouseClick(window.copy, Qt.MouseButton.LeftButton)
        assert "| ≠ | Type |" in QGuiApplication.clipboard().text()
        hand.open_row(window.sides.table, window.sides.table.rows.index(0, FIRST + 2))
        profile = window.sides.sides[2].profile
        assert profile is not None
        opened_id = profile.id
        await person.until(lambda: (shown := person.shown) and shown.profile_id == opened_id, "that portal's answer")
        window.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_a_badge_that_one_portal_lacks_and_portals_of_choice(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await opened(person)
        hand.click(window.ask)
        assert "Type a badge code first." in window.summary.whole
        hand.type_over(window.code, "oldDeal")
        hand.click(window.all_portals)
        hand.click(window.ask)
        assert "Choose a portal to ask." in window.summary.whole
        hand.click(window.portals["demo"])
        hand.click(window.portals["demo-oauth"])
        QTest.keyClick(window.code, Qt.Key.Key_Return)
        await person.until(lambda: came(window) == 2, "the answers")
        assert marks(window, Field.TITLE) == [Mark.MISSING, Mark.SAME]
        assert marks(window, Field.OUTCOME) == [Mark.SAME, Mark.DIFFERENT]
        window.close()
        window = await opened(person)
        assert [chip.isChecked() for chip in window.portals.values()] == [True, False, True]
        window.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_one_that_hangs_holds_nobody_up_and_can_be_cancelled(desktop: Desktop) -> None:
    def hang(conversation: Conversation) -> None:
        if conversation.read_request() is not None:
            conversation.hold()

    async def journey(person: Person) -> None:
        with FaultyPortal(hang) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            window = await opened(person)
            hand.type_over(window.code, "missedCall")
            hand.click(window.ask)
            await person.until(lambda: came(window) == 3, "the others")
            assert window.summary.whole == "3 of 4 portals answered"
            await person.until(lambda: window.clicks.is_settled, "buttons that are settled")
            QTest.mouseClick(window.cancel, Qt.MouseButton.LeftButton)
            assert "1 portal did not answer" in window.summary.whole
            outcomes = [str(window.sides.table.rows.index(0, FIRST + at).data()) for at in range(4)]
            assert sorted(outcomes) == ["found", "found", "found", "not answered"]
            assert window.ask.isVisible()
            await person.idle()
            window.close()

    desktop.run(journey, demo=True)


def test_a_portals_menu_asks_it_again_and_compares_it_line_by_line(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await opened(person)
        hand.type_over(window.code, "missedCall")
        QTest.keyClick(window.code, Qt.Key.Key_Return)
        await person.until(lambda: came(window) == 3, "the answers")
        await person.idle()
        before = window.lookups
        table = window.sides.table
        menu = menu_of_cell(table, 3, FIRST + 2)
        assert words(menu)[:5] == [
            *("Open", "Open in its own window", "Look up again"),
            *("Compare with Demo portal", "Compare with Demo portal, new build"),
        ]
        choose(menu, "Look up again")
        assert came(window) == 2
        assert window.summary.whole == "2 of 3 portals answered"
        await person.until(lambda: came(window) == 3, "the new answer")
        await person.idle()
        assert [one is other for one, other in zip(before, window.lookups, strict=True)] == [True, True, False]
        assert len(person.history()) == 4
        # By keys, on the cell that has the focus.
        hand.pick(table, table.rows.index(0, FIRST))
        choose(menu_by_key(table), "Compare with Demo portal, OAuth")
        await person.until(lambda: person.find_all(CompareWindow), "the comparison")
        await person.idle()
        comparison = person.find(CompareWindow)
        assert [side.name for side in comparison.sides.sides] == ["Demo portal", "Demo portal, OAuth"]
        choose(menu_of_cell(comparison.sides.table, 0, FIRST + 1), "Open in its own window")
        await person.until(lambda: person.find_all(EntryWindow), "the window")
        person.find_all(EntryWindow)[0].close()
        comparison.close()
        window.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_only_timing_differs_is_said_of_many_too(desktop: Desktop) -> None:
    body = '{"result":{"badge":{"code":"a","title":"T","value":"V","type":"primary"}},"time":{"start":%d}}'

    async def journey(person: Person) -> None:
        with contextlib.ExitStack() as stack:
            for number in (1, 2, 3):
                portal = stack.enter_context(FaultyPortal(always(answer(200, body % number))))
                profile = replace(portal.profile(), id=f"p{number}", name=f"Portal {number}")
                await person.uses(profile, WEBHOOK)
            window = await opened(person)
            hand.type_over(window.code, "a")
            hand.click(window.ask)
            await person.until(lambda: None not in window.lookups, "the answers")
            await person.until(lambda: window.summary.whole == "Same badge, only timing differs", "the sentence")
            window.close()
            await person.idle()

    desktop.run(journey)
