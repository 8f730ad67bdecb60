"""A slip of the hand, or of the eye, destroys and misleads nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.portal import AccessKind, PortalAddress, PortalProfile
from tests.support import menus
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, FaultyPortal, silence
from tests.support.pages.help import Explanations
from tests.support.pages.history import History
from tests.support.pages.many_portals import ManyPortals
from tests.support.pages.menu_bar import MenuEntry
from tests.support.pages.portals import Portals
from tests.support.pages.questions import Question
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.request_tab import RequestTab
from tests.support.pages.result import Result
from tests.support.pages.status_bar import StatusBar
from tests.support.pages.timing import Timing


def test_deleting_everything_asks_with_the_count_and_escape_keeps_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.trigger("delete_all")
        question = await Question.comes(person)
        assert "Delete 2 lookups?" in question.text
        await question.escapes()
        assert len(person.history()) == 2
        person.trigger("delete_all")
        (await Question.comes(person)).answers("Delete all")
        await person.sees("2 lookups deleted.")
        await person.until(lambda: person.history() == [], "nothing left")

    desktop.run(journey, demo=True)


def test_private_mode_has_a_tick_and_stays_in_sight(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        entry = MenuEntry(person, "private")
        assert not entry.has_icon  # it would stand where the tick belongs
        entry.chooses()
        await person.sees("Private mode")
        assert entry.is_ticked
        RequestBar(person).asks("missedCall")
        await person.sees("Call Status")
        assert StatusBar(person).is_private
        person.click("Record again")
        assert not StatusBar(person).is_private

    desktop.run(journey, demo=True)


def test_escape_closes_what_has_the_focus_and_no_more(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar, history = RequestBar(person), History(person)
        await bar.knows("missedCall")
        await person.looks_up("missedCall")
        # completions, while a request is under way that goes on
        bar.asks("demo.silent")
        person.type_code("miss")
        await bar.is_offering()
        bar.presses_in_list(Qt.Key.Key_Escape)
        assert not bar.offers
        assert person.is_asking
        # the history's search
        history.types_into_search("vip")
        await person.until(lambda: person.history() == [], "what was searched for")
        history.presses_in_search(Qt.Key.Key_Escape)
        await person.until(lambda: len(person.history()) == 1, "all of the history")
        assert bar.has_focus
        assert person.is_asking
        # the secret's question
        request = RequestTab(person)
        request.asks_with_secret()
        assert request.is_asked
        request.escapes()
        assert not request.is_asked
        assert person.is_asking
        bar.cancels()
        await person.sees("Cancelled. Nothing was saved.")

    desktop.run(journey, demo=True)


def test_repeating_leaves_the_focus_where_it_was(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar, timing = RequestBar(person), Timing(person)
        await person.looks_up("missedCall")
        await timing.has_trend()
        timing.types_times(2)
        bar.takes_focus()
        timing.clicks_repeat()
        assert bar.has_focus
        await person.until(lambda: len(person.history()) == 3, "two more")
        await person.idle()
        assert bar.has_focus
        timing.presses_repeat()
        assert timing.has_focus_on == "Cancel"
        await person.until(lambda: len(person.history()) == 5, "two more")
        await person.idle()
        assert timing.has_focus_on == "Repeat"

    desktop.run(journey, demo=True)


def test_rows_and_bars_explain_themselves_by_mouse(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("missedCall")
        timing, explanations = Timing(person), Explanations(person)
        await timing.has_trend()
        RequestBar(person).takes_focus()  # which has an explanation too
        for place in (*timing.places, timing.bar(0), timing.bar(1), History(person).place_of(1)):
            await explanations.of_place(*place)
        await explanations.of_focus()

    desktop.run(journey, demo=True)


def test_a_filter_is_not_wrong_while_it_is_being_typed(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        history = History(person)
        for character in "after:20":
            history.types_into_search(character)
            await history.searched()
            assert history.not_understood == "", history.search
        history.types_into_search(" ")
        await person.sees("Not understood, left out: after:20")

    desktop.run(journey, demo=True)


def test_a_double_click_is_one_click(desktop: Desktop) -> None:
    """A second click would find the next thing to delete, another button, or the same question to ask."""

    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        await person.sees("The demo portal is ready")
        person.type_code("missedCall")
        bar.double_clicks_look_up()
        await person.until(lambda: person.shown is not None and not person.is_asking, "the answer")
        await person.idle()
        bar.double_clicks_look_up()
        await person.until(lambda: len(person.history()) == 2, "the next answer")
        await person.idle()
        assert len(person.history()) == 2
        # of two portals one stays
        for name in ("one", "two", "three"):
            await person.has(PortalProfile(name, name, PortalAddress(f"{name}.example"), AccessKind.WEBHOOK))
        page = Portals.opens(person)
        page.picks(0)
        page.double_clicks_delete()
        assert [portal.name for portal in person.portals] == ["two", "three"]
        page.double_clicks_duplicate()
        assert len(person.portals) == 3
        page.closes()
        # many portals are asked, and not cancelled at once
        portals = await ManyPortals.opens(person)
        portals.double_clicks_ask()
        assert portals.is_running
        await portals.gives_up()
        portals.closes()
        # what was given up opens no menu of the languages
        bar.asks("demo.silent")
        await Result(person).waits()
        Result(person).double_clicks_cancel()
        assert menus.open_menus() == []
        # the secret is not copied by the click that asks for it
        request = RequestTab(person)
        QGuiApplication.clipboard().setText("before")
        request.double_clicks_with_secret()
        await person.idle()
        assert request.is_asked
        assert QGuiApplication.clipboard().text() == "before"

    desktop.run(journey, demo=True)


def test_enter_right_behind_escape_asks_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with FaultyPortal(silence) as portal:
            bar, result = RequestBar(person), Result(person)
            await person.uses(portal.profile(), WEBHOOK)
            bar.asks("missedCall")
            await result.waits()
            bar.cancels()
            bar.asks()  # before anything else has its turn
            await person.until(lambda: len(portal.received) == 2, "the second question")
            assert result.is_waiting
            assert not any("Cancelled" in text for text in person.texts())
            bar.cancels()
            await person.sees("Cancelled. Nothing was saved.")
            await person.idle()

    desktop.run(journey)
