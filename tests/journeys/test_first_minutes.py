"""The first minutes: what the portal has, which portals there are, and a code typed on the wrong layout."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal
from tests.support.pages.cards import Cards
from tests.support.pages.portal_menu import PortalMenu
from tests.support.pages.portals import Portals
from tests.support.pages.request_bar import RequestBar


def test_down_lists_what_the_portal_has_and_what_begins_so_comes_first(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        await bar.knows("missedCall")
        known = bar.offered
        await person.comes_to_the_front()
        bar.takes_focus()
        bar.presses(Qt.Key.Key_Down)
        await bar.is_offering()
        assert bar.offered == known
        assert bar.offered_first_is_marked  # and painted, with pill and title
        bar.presses_in_list(Qt.Key.Key_Return)
        assert bar.code == known[0]
        person.type_code("l")
        await bar.is_offering()
        begin = [code.casefold().startswith("l") for code in bar.offered]
        assert begin == sorted(begin, reverse=True)
        assert not all(begin)
        bar.hides_list()

    desktop.run(journey, demo=True)


def test_the_wrong_keyboard_layout_is_recognised_and_offered(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        await bar.knows("missedCall")
        person.type_code("ьшыувСфдд")
        await person.sees("Typed in another keyboard layout?")
        assert "missedCall" in bar.note
        bar.takes_offer()
        await person.until(lambda: (shown := person.shown) and shown.code == "missedCall", "its badge")
        assert bar.code == "missedCall"
        assert "Typed in another keyboard layout?" not in person.texts()
        await person.looks_up("мшзСдшуте")  # asked all the same: the card offers it
        cards = Cards(person)
        await person.until(
            lambda: "vipClient" in [each.text() for each in cards.failure_buttons], "the code that was meant"
        )

    desktop.run(journey, demo=True)


def test_the_portals_menu_adds_one_and_has_the_demo(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        menu = await PortalMenu.opens(person)  # no portal yet: two ways to one
        assert menu.offers_demo
        await menu.takes_demo()
        with FaultyPortal(GOOD) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            menu = await PortalMenu.opens(person)
            assert not menu.offers_demo  # it is in the list
            menu.adds_portal()
            page = await Portals.comes(person)
            assert page.is_new
            page.closes()

    desktop.run(journey)


def test_a_portals_form_asks_for_five_things_first(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = Portals.adds(person)
        await person.until(lambda: page.has_row("paste"), "the form")
        first = ["paste", "name", "address", "access", "secret", "test"]
        more = ["webhook_user", "colour", "display_language", "operating_limit_s", "notes", "ca_file"]
        assert page.rows == first
        await page.comes_to_the_front()
        page.toggles_more(Qt.Key.Key_Space)
        assert page.rows == [*first, *more]
        page.toggles_more()
        assert page.rows == first
        page.chooses_oauth()
        assert page.rows == ["paste", "name", "address", "access", "token", "test"]
        page.closes()

    desktop.run(journey, demo=True)


def test_what_is_wrong_under_more_opens_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = Portals.adds(person)
        page.enter("address", "https://acme.bitrix24.com")
        assert not page.has_row("webhook_user")
        page.tests()  # a webhook without its user's number
        await person.until(lambda: page.has_row("webhook_user"), "the field that is missing")
        assert page.remark("webhook_user")
        page.closes()

    desktop.run(journey, demo=True)
