"""The main job from an empty folder: look up, refuse, cancel, quit, start again."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.history import RowStatus
from tests.support.desktop import Desktop, Person
from tests.support.pages.cards import Cards
from tests.support.pages.regions import Regions
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.result import Result
from tests.support.pages.timing import Timing


def test_first_run_offers_the_demo_and_a_lookup_is_found_again(desktop: Desktop) -> None:
    async def first(person: Person) -> None:
        await person.sees("What does this badge say?")
        assert not person.window.windowIcon().isNull()
        person.click("Try the demo portal")
        await person.sees("The demo portal is ready")
        await person.looks_up("missedCall")
        await person.sees("Call Status")
        await person.sees("Saved to history")
        assert [row.code for row in person.history()] == ["missedCall"]

    async def second(person: Person) -> None:
        await person.until(person.history, "the history of the first run")
        assert [row.code for row in person.history()] == ["missedCall"]
        person.click_history(0)
        await person.sees("From history")
        await person.sees("Call Status")

    assert desktop.run(first) == 0
    assert desktop.run(second) == 0


def test_an_error_is_a_card_and_is_kept(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("misedCall")
        await person.sees("No badge has the code “misedCall”")
        await person.sees("Badge not found for code")
        assert [(row.status, row.error) for row in person.history()] == [(RowStatus.REFUSED, "NOT_FOUND")]

    desktop.run(journey, demo=True)


def test_a_slow_lookup_is_cancelled_and_the_next_one_works(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        RequestBar(person).asks("demo.slow")
        assert person.is_asking
        assert not Result(person).offers_cancel  # it would only flicker if the answer were quick
        await Result(person).can_be_cancelled()
        person.click("Cancel")
        await person.sees("Cancelled. Nothing was saved.")
        assert person.history() == []
        await person.looks_up("vipClient")
        await person.sees("vipClient")

    desktop.run(journey, demo=True)


def test_ten_enters_give_one_lookup(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.type_code("missedCall")
        for _ in range(10):
            RequestBar(person).asks()
        await person.until(person.history, "the lookup")
        await person.idle()
        assert len(person.history()) == 1

    desktop.run(journey, demo=True)


def test_closing_in_mid_request_ends_cleanly(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        RequestBar(person).asks("demo.slow")
        await person.until(lambda: person.is_asking, "the request")
        person.window.close()

    assert desktop.run(journey, demo=True) == 0


def test_the_window_comes_back_where_it_was(desktop: Desktop) -> None:
    screen = QGuiApplication.primaryScreen().size()
    width, height = (1000, 700) if screen.width() > 1000 else (900, 600)

    async def first(person: Person) -> None:
        person.window.resize(width, height)
        await person.until(lambda: person.window.width() == width, "the size")
        Regions(person).drags(277, 341)  # about as wide as the smallest window lets it be

    async def second(person: Person) -> None:
        assert (person.window.width(), person.window.height()) == (width, height)
        assert Regions(person).widths[0] == before[0] == 277

    before: list[int] = []

    async def measured(person: Person) -> None:
        await first(person)
        before.extend(Regions(person).widths)

    desktop.run(measured)
    desktop.run(second)


def test_the_history_is_read_while_a_portal_takes_its_time(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        RequestBar(person).asks("demo.silent")
        await Result(person).can_be_cancelled()
        person.click_history(1)
        await person.until(lambda: (shown := person.shown) and shown.code == "missedCall", "the kept one")
        await person.sees("From history")
        assert Result(person).offers_cancel
        person.click("Cancel")
        await person.sees("Cancelled. Nothing was saved.")

    desktop.run(journey, demo=True)


def test_what_fits_is_not_scrolled(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.window.resize(1320, 860)
        await person.looks_up("misedCall")
        await person.sees("Did you mean")
        cards = Cards(person)
        await Timing(person).has_trend()  # the last of the cards
        await person.idle()
        await person.until(lambda: not cards.is_scrolled, "all of it in sight")
        person.window.resize(900, 600)
        await person.until(lambda: cards.is_scrolled, "the way to the lower cards")
        assert 0 < cards.room_below_the_last_card() < 30

    desktop.run(journey, demo=True)
