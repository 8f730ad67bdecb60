"""The badges of a portal: completed while typing, listed, and held against another portal's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter

from badge_inspector.domain.catalogue_diff import Standing
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal, answer


class Listing(FaultyPortal):
    """Knows these codes, and counts how often it was asked for the list."""

    def __init__(self, *codes: str) -> None:
        super().__init__(self._talk)
        self.codes = list(codes)
        self.listed = 0

    def _talk(self, conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            badges = [{"code": code, "title": "T", "value": code.upper(), "type": "success"} for code in self.codes]
            if request.path.endswith("badge.list"):
                self.listed += 1
                conversation.send(answer(200, json.dumps({"result": {"badges": badges}, "total": len(badges)})))
                continue
            asked = json.loads(request.body)["code"]
            badge = next(badge for badge in badges if badge["code"] == asked)
            conversation.send(answer(200, json.dumps({"result": {"badge": badge}})))


def completions(person: Person) -> list[str]:
    completer = cast("QCompleter | None", person.window.request.code.completer())
    model = completer.model() if completer is not None else None
    return [] if model is None else [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def hide_completions(person: Person) -> None:
    popup = person.window.request.code.completer().popup()
    assert popup is not None
    popup.hide()


def column(window: CatalogueWindow, at: int) -> list[str]:
    model = window.differences.table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_demos_codes_are_offered_from_the_first_key(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.until(lambda: "missedCall" in completions(person), "the codes")
        person.type_code("mis")
        await person.until(person.window.request.code._age.isVisible, "their age")
        assert person.window.request.code._age.text().startswith("8 known codes, as of ")
        hide_completions(person)

    desktop.run(journey, demo=True)


@pytest.mark.slow
def test_codes_are_kept_and_refreshed_quietly(desktop: Desktop) -> None:
    with Listing("alpha", "beta") as portal:
        profile = replace(portal.profile(), id="kept")

        async def first(person: Person) -> None:
            await person.uses(profile, WEBHOOK)
            await person.looks_up("alpha")
            assert portal.listed == 0
            person.type_code("b")
            await person.until(lambda: completions(person) == ["alpha", "beta"], "the codes")
            person.type_code("be")
            await person.idle()
            assert portal.listed == 1
            hide_completions(person)

        async def second(person: Person) -> None:
            await person.uses(profile, WEBHOOK)
            await person.until(lambda: completions(person) == ["alpha", "beta"], "the codes as they were")
            assert portal.listed == 1

        async def elsewhere(person: Person) -> None:
            await person.uses(replace(profile, address=profile.address._replace(rest_path="/other/rest")), WEBHOOK)
            await person.idle()
            assert completions(person) == []

        desktop.run(first)
        desktop.run(second)
        desktop.run(elsewhere)
    (file,) = (desktop.config_dir / "catalogues").iterdir()
    assert WEBHOOK.secret.reveal().encode() not in file.read_bytes()


def test_a_portal_is_compared_with_another(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("list_badges")
        window = person.find(CatalogueWindow)
        await person.until(lambda: "8 badges" in window.count.text(), "the list")
        assert window.other.count() == 3
        hand.choose(window.other, window.other.itemText(2))
        await person.until(window.differences.isVisible, "the comparison")
        chips = {standing: chip.text() for standing, chip in window.differences.chips.items()}
        assert chips == {
            None: "All 9",
            Standing.ONLY_HERE: "Only here 4",
            Standing.ONLY_THERE: "Only there 1",
            Standing.DIFFERENT: "Different 2",
            Standing.SAME: "The same 2",
        }
        hand.click(window.differences.chips[Standing.DIFFERENT])
        assert column(window, 0) == ["missedCall", "slaRisk"]
        assert column(window, 1)[0] == "≠ Value and Type"
        hand.click(window.differences.chips[Standing.ONLY_THERE])
        assert column(window, 1) == ["only on Demo portal, OAuth"]
        hand.click(window.differences.chips[None])
        hand.type_over(window.filter, "oldd")
        assert column(window, 0) == ["oldDeal"]
        hand.choose(window.other, window.other.itemText(0))
        assert not window.differences.isVisible()
        hand.type_over(window.filter, "vip")
        QTest.keyClick(window.filter, Qt.Key.Key_Return)
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "the lookup")
        await person.idle()

    desktop.run(journey, demo=True)


def test_a_portal_that_does_not_list_is_told(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with FaultyPortal(answer(401, '{"error":"INVALID_CREDENTIALS","error_description":"no"}')) as portal:
            await person.has(portal.profile(), WEBHOOK)
            person.trigger("list_badges")
            window = person.find(CatalogueWindow)
            await person.until(lambda: "8 badges" in window.count.text(), "the list")
            row = next(at for at in range(window.other.count()) if window.other.itemText(at) == "Test")
            hand.choose(window.other, window.other.itemText(row))
            await person.until(lambda: window.count.accessibleName().startswith("Test: "), "the reason")
            assert window.table.isVisible()
            window.close()
            await person.idle()

    desktop.run(journey, demo=True)


def test_a_listed_badge_is_asked_of_the_portal_that_listed_it(desktop: Desktop) -> None:
    with Listing("alpha") as portal, Listing("beta") as other:
        profile, second = replace(portal.profile(), id="one"), replace(other.profile(), id="two")

        async def journey(person: Person) -> None:
            await person.uses(profile, WEBHOOK)
            person.trigger("list_badges")
            listed = person.find(CatalogueWindow)
            await person.until(lambda: "1 badge" in listed.count.text(), "the list")
            await person.uses(second, WEBHOOK)
            QTest.keyClick(listed.filter, Qt.Key.Key_Return)
            await person.until(lambda: (shown := person.shown) and shown.code == "alpha", "the lookup")
            assert person.shown is not None
            assert person.shown.profile_id == "one"
            assert person.portal is not None
            assert person.portal.id == "one"
            await person.idle()

        desktop.run(journey)


def test_the_list_is_asked_for_again_where_it_is_open(desktop: Desktop) -> None:
    with Listing("alpha") as portal:

        async def journey(person: Person) -> None:
            person.trigger("list_badges")
            first = person.find(CatalogueWindow)
            await person.until(first.isActiveWindow, "the list in front")
            person.window.activateWindow()
            await person.until(person.window.isActiveWindow, "the main window in front")
            person.trigger("list_badges")
            await person.until(first.isActiveWindow, "the same list in front")
            await person.until(lambda: "8 badges" in first.count.text(), "the list")
            await person.uses(portal.profile(), WEBHOOK)
            person.trigger("list_badges")
            second = person.find(CatalogueWindow)
            assert second.windowTitle() == "Badges of the portal"  # and not of the one before
            await person.until(lambda: "1 badge," in second.count.text(), "the other portal's list")
            second.close()
            await person.idle()

        desktop.run(journey, demo=True)


@pytest.mark.parametrize(("standing", "asked"), [(Standing.ONLY_HERE, "here"), (Standing.ONLY_THERE, "there")])
def test_a_badge_of_one_of_two_portals_is_asked_of_that_one(desktop: Desktop, standing: Standing, asked: str) -> None:
    with Listing("alpha") as portal, Listing("beta") as other:
        here, there = replace(portal.profile(), id="here"), replace(other.profile(), id="there")

        async def journey(person: Person) -> None:
            await person.uses(there, WEBHOOK)
            await person.uses(here, WEBHOOK)
            person.trigger("list_badges")
            window = person.find(CatalogueWindow)
            await person.until(lambda: "1 badge" in window.count.text(), "the list")
            hand.choose(window.other, window.other.itemText(1))
            await person.until(window.differences.isVisible, "the comparison")
            hand.click(window.differences.chips[standing])
            QTest.keyClick(window.filter, Qt.Key.Key_Return)
            await person.until(lambda: (shown := person.shown) and shown.profile_id == asked, asked)
            assert person.portal is not None
            assert person.portal.id == asked
            await person.idle()

        desktop.run(journey)
