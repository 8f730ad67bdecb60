"""One code on several portals at once."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.compare import Mark
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, FaultyPortal, always, answer, silence
from tests.support.menus import choose, words
from tests.support.pages.compare import Comparison
from tests.support.pages.entry import Entry
from tests.support.pages.many_portals import ManyPortals


def test_portals_answer_side_by_side(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        portals = await ManyPortals.opens(person)
        assert portals.code == "missedCall"
        assert list(portals.chosen.values()) == [True, True, True]
        portals.asks()
        assert portals.is_running
        await portals.answered(3)
        await person.idle()
        assert not portals.is_running
        assert portals.table.marks("Type") == [Mark.SAME, Mark.SAME, Mark.DIFFERENT]
        assert "differ" in portals.summary
        assert portals.table.names == ["Demo portal", "Demo portal, new build", "Demo portal, OAuth"]
        assert len(person.history()) == 4
        portals.sorts_slowest_first()
        times = [each.exchange.timeline.total_s for each in portals.table.lookups]
        assert len(times) == 3
        assert times == sorted(times, reverse=True)
        portals.copies()
        assert "| ≠ | Type |" in QGuiApplication.clipboard().text()
        opened_id = portals.table.lookups[2].profile_id
        portals.table.opens(2)
        await person.until(lambda: (shown := person.shown) and shown.profile_id == opened_id, "that portal's answer")
        portals.closes()
        await person.idle()

    desktop.run(journey, demo=True)


def test_a_badge_that_one_portal_lacks_and_portals_of_choice(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        portals = await ManyPortals.opens(person)
        portals.asks()
        assert "Type a badge code first." in portals.summary
        portals.toggles_all()
        portals.asks("oldDeal")
        assert "Choose a portal to ask." in portals.summary
        portals.toggles("Demo portal")
        portals.toggles("Demo portal, OAuth")
        portals.presses_enter()
        await portals.answered(2)
        assert portals.table.marks("Title") == [Mark.MISSING, Mark.SAME]
        assert portals.table.marks("Outcome") == [Mark.SAME, Mark.DIFFERENT]
        portals.closes()
        portals = await ManyPortals.opens(person)
        assert list(portals.chosen.values()) == [True, False, True]
        portals.closes()
        await person.idle()

    desktop.run(journey, demo=True)


def test_one_that_hangs_holds_nobody_up_and_can_be_cancelled(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with FaultyPortal(silence) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            portals = await ManyPortals.opens(person)
            portals.asks("missedCall")
            await portals.answered(3)
            assert portals.summary == "3 of 4 portals answered"
            await portals.cancels()
            assert "1 portal did not answer" in portals.summary
            _, *outcomes = portals.table.row("Outcome")
            assert sorted(outcomes) == ["found", "found", "found", "not answered"]
            assert not portals.is_running
            await person.idle()
            portals.closes()

    desktop.run(journey, demo=True)


def test_a_portals_menu_asks_it_again_and_compares_it_line_by_line(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        portals = await ManyPortals.opens(person)
        portals.types("missedCall")
        portals.presses_enter()
        await portals.answered(3)
        await person.idle()
        before = portals.lookups
        menu = portals.table.menu_of(2, row=3)
        assert words(menu)[:5] == [
            *("Open", "Open in its own window", "Look up again"),
            *("Compare with Demo portal", "Compare with Demo portal, new build"),
        ]
        choose(menu, "Look up again")
        assert portals.came == 2
        assert portals.summary == "2 of 3 portals answered"
        await portals.answered(3)
        await person.idle()
        assert [one is other for one, other in zip(before, portals.lookups, strict=True)] == [True, True, False]
        assert len(person.history()) == 4
        # By keys, on the cell that has the focus.
        portals.table.picks(0)
        choose(portals.table.menu_by_key(), "Compare with Demo portal, OAuth")
        comparison = await Comparison.comes(person)
        assert comparison.table.names == ["Demo portal", "Demo portal, OAuth"]
        choose(comparison.table.menu_of(1), "Open in its own window")
        (await Entry.comes(person)).closes()
        comparison.closes()
        portals.closes()
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
            portals = await ManyPortals.opens(person)
            portals.asks("a")
            await portals.all_answered()
            await person.until(lambda: portals.summary == "Same badge, only timing differs", "the sentence")
            portals.closes()
            await person.idle()

    desktop.run(journey)
