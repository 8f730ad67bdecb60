"""Two lookups side by side: compared, or each in a window."""

from __future__ import annotations

from dataclasses import replace

from tests.journeys.test_history import DAY, keeps
from tests.support import lookups
from tests.support.builders import NOON, failed
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages.compare import Comparison
from tests.support.pages.entry import Entry
from tests.support.pages.history import History


def test_two_that_are_selected_are_compared(desktop: Desktop) -> None:
    not_found = lookups.response(b'{"error":"NOT_FOUND","error_description":"Not found."}', 400, "Bad Request")

    async def journey(person: Person) -> None:
        refusal = replace(lookups.lookup("misedCall", not_found), asked_at=NOON + DAY)
        await keeps(person, lookups.lookup(), refusal, replace(failed(), asked_at=NOON + 2 * DAY))
        History(person).selects([1, 2])
        comparison = await Comparison.opens(person)
        table = comparison.table
        assert table.row("Outcome") == ["≠", "found", "NOT_FOUND · No badge has the code “misedCall”"]
        assert table.row("Type") == ["≠", "failure — red", "not there"]
        assert table.row("Code") == ["≠", "missedCall", "misedCall"]
        assert "differences" in comparison.summary
        comparison.closes()
        History(person).selects([0, 2])
        _, left, right = (await Comparison.opens(person)).table.row("Outcome")
        assert left == "found"
        assert "_" not in right

    desktop.run(journey)


def test_what_is_identical_is_said_to_be(desktop: Desktop) -> None:
    other_times = lookups.SAMPLE.replace(b"1724068028", b"1724069999").replace(b"13:47:08", b"14:19:59")

    async def journey(person: Person) -> None:
        again = replace(lookups.lookup(), asked_at=NOON + DAY)
        later = replace(lookups.lookup(answer=lookups.response(other_times)), asked_at=NOON + 2 * DAY)
        await keeps(person, lookups.lookup(), again, later)
        History(person).selects([1, 2])
        comparison = await Comparison.opens(person)
        assert comparison.summary == "Identical"
        assert comparison.table.signs == []
        comparison.closes()
        History(person).selects([0, 1])
        comparison = await Comparison.opens(person)
        assert comparison.summary == "Same badge, only timing differs"

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
        comparison = await Comparison.opens(person)
        assert comparison.summary in ("Identical", "Same badge, only timing differs")
        assert comparison.table.row("Round trip")[0] == ""
        comparison.closes()
        History(person).selects([0, 1])
        comparison = await Comparison.opens(person)
        assert comparison.summary.startswith("1 difference")
        assert comparison.table.row("Title · русский (ru)")[0] == "≠"
        comparison.table.cards_stand_over_columns()

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
        entry = await Entry.comes(person)
        assert entry.title.startswith("missedCall · ")
        assert entry.shows_badge
        shown = person.shown
        assert shown is not None
        assert shown.code == "vipClient"
        await person.idle()
        entry.compares()
        comparison = await Comparison.comes(person)
        assert comparison.table.row("Code") == ["≠", "missedCall", "vipClient"]
        comparison.closes()
        entry.asks_again()
        await person.until(lambda: len(person.history()) == 4, "the new answer")
        assert person.history()[0].code == "missedCall"
        entry.closes()
        await person.until(lambda: not Entry.is_open(person), "the window closed")
        await person.idle()
        # One that failed: its buttons lead to the main window, where they do what they say.
        choose(History(person).menu_of(1), "Open beside")
        (await Entry.comes(person)).clicks("List all badges")
        await person.until(lambda: (shown := person.shown) and shown.code == "nothing.so", "it here")

    desktop.run(journey, demo=True)
