"""Owner of a result or a wait: always one line, and never another one than what is asked for and seen."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer
from tests.support.pages.history import History
from tests.support.pages.portal_menu import PortalMenu
from tests.support.pages.portals import Portals
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.result import Result
from tests.support.pages.status_bar import StatusBar

SLOW = "demo.silent"


async def waits(person: Person, code: str) -> None:
    RequestBar(person).asks(code)
    await Result(person).waits()


def test_result_and_wait_say_whose_they_are(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        result = Result(person)
        await person.looks_up("missedCall")
        assert result.identity.startswith("missedCall Demo portal  · today ")
        assert result.identity.endswith(" ms")
        assert person.title == "missedCall · Demo portal"
        before = time.monotonic()
        await waits(person, SLOW)
        assert result.identity == ""
        height, height_of_wait = result.heights
        assert height_of_wait == height  # nothing jumps
        assert result.wait.startswith(f"{SLOW} Demo portal  · waiting ")
        begun = result.waited_s
        assert begun <= time.monotonic() - before + 0.1
        await person.until(lambda: result.waited_s >= begun + 0.3, "the time to be counted")
        assert person.title == f"{SLOW} · Demo portal"
        await result.is_dimmed(True)
        person.click("Cancel")
        await person.sees("Cancelled. Nothing was saved.")
        assert result.identity.startswith("missedCall Demo portal")
        assert person.title == "missedCall · Demo portal"
        assert not result.is_waiting
        await result.is_dimmed(False)
        await waits(person, SLOW)
        assert "Cancelled. Nothing was saved." not in person.texts()  # that was about the one before
        RequestBar(person).cancels()
        await person.sees("Cancelled. Nothing was saved.")
        await person.looks_up("nothing.so")
        assert result.identity.startswith("nothing.so Demo portal  · today ")

    desktop.run(journey, demo=True)


def test_the_next_paste_takes_the_place_of_the_code_that_was_asked(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        await person.looks_up("missedCall")
        bar.pastes("vipClient")
        assert bar.code == "vipClient"
        bar.asks()
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "the next one")

    desktop.run(journey, demo=True)


def test_ctrl_l_begins_another_code_from_within_the_field_too(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        person.type_code("newLead")
        await person.uses_shortcut(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        bar.types("vipClient")
        assert bar.code == "vipClient"

    desktop.run(journey, demo=True)


def test_a_first_click_takes_the_whole_code_and_a_second_a_place_in_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        await person.looks_up("missedCall")
        bar.presses(Qt.Key.Key_End)
        History(person).takes_focus()
        bar.clicks_code()
        assert bar.selected == "missedCall"
        bar.clicks_code()
        assert bar.selected == ""

    desktop.run(journey, demo=True)


def test_an_entry_of_the_history_is_what_is_asked_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar, result = RequestBar(person), Result(person)
        await person.looks_up("missedCall")
        await (await PortalMenu.opens(person)).picks("new build")
        await person.looks_up("vipClient")
        person.click_history(1)
        await person.sees("From history")
        assert bar.code == "missedCall"
        assert bar.portal == "Demo portal"
        assert result.identity.startswith("missedCall Demo portal")
        await result.is_dimmed(False)
        assert "Saved to history" not in person.texts()  # that was about the one before
        person.click("Look up again")
        await person.until(lambda: len(person.history()) == 3, "the answer")
        assert [row.code for row in person.history()] == ["missedCall", "vipClient", "missedCall"]
        # The row that is shown, clicked again, takes back what was typed meanwhile.
        person.type_code("something")
        person.click_history(0)
        assert bar.code == "missedCall"

    desktop.run(journey, demo=True)


def test_back_on_the_shown_entry_before_the_next_one_came_is_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar, history = RequestBar(person), History(person)
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        await person.until(lambda: len(history.selected) == 1, "the marked row")
        history.presses(Qt.Key.Key_Down)
        assert bar.code == "vipClient"  # the other one is being read
        person.click_history(0)
        await person.idle()
        assert Result(person).identity.startswith("vipClient")
        assert bar.code == "vipClient"

    desktop.run(journey, demo=True)


def test_another_portal_dims_what_was_not_its_own_and_f5_asks_what_the_line_says(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        result = Result(person)
        await person.looks_up("missedCall")
        await (await PortalMenu.opens(person)).picks("new build")
        await person.sees("Another portal is in use: Demo portal, new build")
        await result.is_dimmed(True)
        assert result.identity.startswith("missedCall Demo portal  ·")
        person.type_code("something else")
        await person.uses_shortcut(Qt.Key.Key_F5)
        await person.until(lambda: len(person.history()) == 2, "the answer")
        await person.idle()
        assert {(row.code, row.profile_id) for row in person.history()} == {("missedCall", "demo")}
        assert RequestBar(person).code == "missedCall"
        await result.is_dimmed(False)
        assert result.strip == []

    desktop.run(journey, demo=True)


def test_what_is_opened_during_a_wait_has_a_line_of_its_own(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        result = Result(person)
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        await waits(person, SLOW)
        person.click_history(1)
        await person.sees("From history")
        assert result.wait.startswith(SLOW)
        assert result.identity.startswith("missedCall")
        await result.is_dimmed(False)
        await waits(person, "demo.slow")  # another one still
        await result.is_dimmed(True)
        assert result.identity == ""
        person.click("Cancel")
        await person.sees("Cancelled. Nothing was saved.")
        assert result.identity.startswith("missedCall")

    desktop.run(journey, demo=True)


def test_undo_stands_beside_its_own_message_only(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.click_history(1)
        await person.idle()
        History(person).presses(Qt.Key.Key_Delete)
        await person.sees("1 lookup deleted.")
        assert StatusBar(person).offer == "Undo"
        await person.looks_up("vipClient")
        assert StatusBar(person).offer == ""

    desktop.run(journey, demo=True)


def test_a_portal_deleted_while_its_lookup_is_shown_is_said(desktop: Desktop) -> None:
    with FaultyPortal(answer(200, GOOD)) as faulty:

        async def journey(person: Person) -> None:
            await person.uses(faulty.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            name = person.portals[0].name
            await Portals.deletes_all(person)
            await person.sees("Its portal is no longer in the settings.")
            assert Result(person).identity.startswith(f"missedCall {name}")
            assert "Look up again" not in Result(person).strip
            await person.uses_shortcut(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
            await person.sees("The portal of that lookup is no longer in the settings.")
            assert len(faulty.received) == 1

        desktop.run(journey)


def test_a_huge_code_with_direction_marks_has_its_line_and_title(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        code = "\u202e[*]" + "x" * 10_000
        result = Result(person)
        person.window.resize(900, 600)
        RequestBar(person).pastes(code)
        RequestBar(person).asks()
        await person.until(lambda: (shown := person.shown) and shown.code == code, "the answer")
        await person.idle()
        assert result.identity.startswith("[U+202E][*]x")
        # in so narrow a window the portal's name has the room of that word
        assert "Demo portal" in result.identity
        assert "today" in result.spoken
        assert person.title.startswith("[U+202E][*][*]x")  # one of the two is what Qt shows
        assert len(person.title) < 250
        assert person.window.width() == 900

    desktop.run(journey, demo=True)
