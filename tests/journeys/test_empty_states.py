"""An empty view says what to do, and one that waits says so."""

from __future__ import annotations

from PySide6.QtCore import QSize

from badge_inspector.domain.history import HistoryFilter
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.pages.catalogue import Catalogue
from tests.support.pages.history import History
from tests.support.pages.many_codes import ManyCodes
from tests.support.pages.many_portals import ManyPortals
from tests.support.pages.palette import Commands
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.settings import Settings


def test_a_first_lookup_that_takes_time_says_whom_it_asks(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.sees("The demo portal is ready")
        RequestBar(person).asks("demo.silent")
        await person.sees("Asking Demo portal…")
        person.trigger("cancel")
        await person.sees("The demo portal is ready")

    desktop.run(journey, demo=True)


def test_a_history_without_a_match_says_what_finds_more(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        history = History(person)
        for kind, words in ((HistoryFilter.PINNED, "Ctrl+D pins"), (HistoryFilter.ERRORS, "“All” shows every")):
            history.narrows_to(kind)
            await person.until(lambda words=words: words in history.empty, words)
        history.narrows_to(HistoryFilter.ALL)
        history.searches("no such thing")
        await person.until(lambda: "Try fewer words" in history.empty, "what finds more")

    desktop.run(journey, demo=True)


def test_lists_say_what_fills_them(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        many = ManyCodes.opens(person)
        assert "Paste codes above" in hand.empty_note(many.window)
        many.pastes("missedCall\nvipClient\nmisedCall\nmissedCall\n")
        await many.is_told("3 codes")
        many.starts()
        await many.ends()
        assert hand.empty_note(many.window) == ""
        many.filters("no such thing")
        assert "No matching outcomes" in hand.empty_note(many.window)
        await many.closes()
        badges = Catalogue.opens(person)
        await person.until(lambda: badges.codes, "the badges")
        badges.searches("no such thing")
        assert "fewer letters" in hand.empty_note(badges.window)
        badges.closes()
        portals = await ManyPortals.opens(person)
        assert "choose the portals" in hand.empty_note(portals.window)

    desktop.run(journey, demo=True)


def test_in_a_narrow_window_the_code_has_the_room(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.window.resize(QSize(900, 600))
        portal, _, code, *_ = RequestBar(person).parts
        await person.until(lambda: portal.width() < code.width(), "room for the code")

    desktop.run(journey, demo=True)


def test_what_cannot_be_done_yet_says_why(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        for action in ("pin", "note", "open_in_window", "delete", "delete_day"):
            person.trigger(action)
            await person.sees("Choose a lookup in the history first.")
            person.trigger("compare_previous")  # has other words take their place
            await person.sees("Look up a badge first.")
        person.trigger("pin")
        await person.sees("Choose a lookup in the history first.")
        person.trigger("look_up_again")
        await person.sees("Look up a badge first.")
        palette = Commands.opens(person)
        palette.types("undo")
        assert palette.lines[0].startswith("No matches.")
        palette.closes()
        person.trigger("list_badges")
        (await Settings.comes(person)).closes()

    desktop.run(journey)
