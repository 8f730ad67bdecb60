"""While nothing is recorded, nothing says that lookups are kept."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer, in_turn
from tests.support.pages.history import History
from tests.support.pages.many_portals import ManyPortals
from tests.support.pages.timing import Timing
from tests.support.pages.watches import WatchForm

PRIVATE = "Private mode: nothing is recorded."


def says_so_while_it_is_so(person: Person, said: Callable[[], str], kept: str) -> None:
    """In private mode when it is opened, and for as long as it stays open."""
    assert PRIVATE in said()
    assert kept not in said()
    person.trigger("private")
    assert PRIVATE not in said()
    assert kept in said()
    person.trigger("private")
    assert PRIVATE in said()


def test_an_empty_history_promises_nothing(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        history = History(person)
        await person.until(lambda: history.empty == "Every lookup is kept here, newest first.", "what comes here")
        person.trigger("private")
        await person.until(
            lambda: history.empty == "Nothing is recorded now: lookups do not come here.", "that none do"
        )
        await person.idle()

    desktop.run(journey)


def test_neither_do_the_watch_and_the_portals_side_by_side(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("private")
        portals = await ManyPortals.opens(person)
        says_so_while_it_is_so(person, lambda: portals.hint, "Every lookup is kept in the history.")
        portals.closes()
        form = WatchForm.opens(person)
        says_so_while_it_is_so(person, lambda: form.about, "Every lookup is kept in the history.")
        form.closes()
        await person.idle()

    desktop.run(journey, demo=True)


def test_repeating_that_was_cancelled_left_nothing(desktop: Desktop) -> None:
    with FaultyPortal(in_turn(answer(200, GOOD), answer(200, GOOD)[:-20], repeat=True)) as faulty:

        async def journey(person: Person) -> None:
            await person.uses(faulty.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            person.trigger("private")
            timing = Timing(person)
            await timing.repeats(50)
            await person.until(lambda: len(faulty.received) == 2, "the first repetition")
            timing.cancels()
            await person.sees("Repeating was cancelled. Nothing is recorded.")
            await person.idle()

        desktop.run(journey)
