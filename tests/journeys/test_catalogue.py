"""The badges of a portal: completed while typing, listed, and held against another portal's."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from badge_inspector.domain.catalogue_diff import Standing
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal, answer
from tests.support.pages.catalogue import Catalogue
from tests.support.pages.request_bar import RequestBar


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


def test_the_demos_codes_are_offered_from_the_first_key(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        await bar.knows("missedCall")
        person.type_code("mis")
        await person.until(lambda: bar.age, "their age")
        assert bar.age.startswith("8 known codes, as of ")
        bar.hides_list()

    desktop.run(journey, demo=True)


@pytest.mark.slow
def test_codes_are_kept_and_refreshed_quietly(desktop: Desktop) -> None:
    with Listing("alpha", "beta") as portal:
        profile = replace(portal.profile(), id="kept")

        async def first(person: Person) -> None:
            bar = RequestBar(person)
            await person.uses(profile, WEBHOOK)
            await person.looks_up("alpha")
            assert portal.listed == 0
            person.type_code("b")
            await person.until(lambda: bar.known == ["alpha", "beta"], "the codes")
            person.type_code("be")
            await person.idle()
            assert portal.listed == 1
            bar.hides_list()

        async def second(person: Person) -> None:
            await person.uses(profile, WEBHOOK)
            await person.until(lambda: RequestBar(person).known == ["alpha", "beta"], "the codes as they were")
            assert portal.listed == 1

        async def elsewhere(person: Person) -> None:
            await person.uses(replace(profile, address=profile.address._replace(rest_path="/other/rest")), WEBHOOK)
            await person.idle()
            assert RequestBar(person).known == []

        desktop.run(first)
        desktop.run(second)
        desktop.run(elsewhere)
    (file,) = (desktop.config_dir / "catalogues").iterdir()
    assert WEBHOOK.secret.reveal().encode() not in file.read_bytes()


def test_a_portal_is_compared_with_another(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        badges = Catalogue.opens(person)
        await badges.lists("8 badges")
        assert len(badges.others) == 3
        await badges.compares_with(badges.others[2])
        assert badges.chips == {
            None: "All 9",
            Standing.ONLY_HERE: "Only here 4",
            Standing.ONLY_THERE: "Only there 1",
            Standing.DIFFERENT: "Different 2",
            Standing.SAME: "The same 2",
        }
        badges.narrows_to(Standing.DIFFERENT)
        assert badges.differences() == ["missedCall", "slaRisk"]
        assert badges.differences(1)[0] == "≠ Value and Type"
        badges.narrows_to(Standing.ONLY_THERE)
        assert badges.differences(1) == ["only on Demo portal, OAuth"]
        badges.narrows_to(None)
        badges.searches("oldd")
        assert badges.differences() == ["oldDeal"]
        badges.chooses_other(badges.others[0])
        assert not badges.is_comparing
        badges.searches("vip")
        badges.picks_first()
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "the lookup")
        await person.idle()

    desktop.run(journey, demo=True)


def test_a_portal_that_does_not_list_is_told(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with FaultyPortal(answer(401, '{"error":"INVALID_CREDENTIALS","error_description":"no"}')) as portal:
            await person.has(portal.profile(), WEBHOOK)
            badges = Catalogue.opens(person)
            await badges.lists("8 badges")
            badges.chooses_other("Test")
            await person.until(lambda: badges.state.startswith("Test: "), "the reason")
            assert badges.shows_list
            badges.closes()
            await person.idle()

    desktop.run(journey, demo=True)


def test_a_listed_badge_is_asked_of_the_portal_that_listed_it(desktop: Desktop) -> None:
    with Listing("alpha") as portal, Listing("beta") as other:
        profile, second = replace(portal.profile(), id="one"), replace(other.profile(), id="two")

        async def journey(person: Person) -> None:
            await person.uses(profile, WEBHOOK)
            badges = Catalogue.opens(person)
            await badges.lists("1 badge")
            await person.uses(second, WEBHOOK)
            badges.picks_first()
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
            first = Catalogue.opens(person)
            await person.is_in_front(first.window)
            await person.comes_to_the_front()
            person.trigger("list_badges")
            await person.is_in_front(first.window)
            await first.lists("8 badges")
            await person.uses(portal.profile(), WEBHOOK)
            second = Catalogue.opens(person)
            assert second.title == "Badges of the portal"  # and not of the one before
            await second.lists("1 badge,")
            second.closes()
            await person.idle()

        desktop.run(journey, demo=True)


def test_a_badge_of_one_of_two_portals_is_asked_of_that_one(desktop: Desktop) -> None:
    with Listing("alpha") as portal, Listing("beta") as other:
        here, there = replace(portal.profile(), id="here"), replace(other.profile(), id="there")

        async def journey(person: Person) -> None:
            await person.uses(there, WEBHOOK)
            await person.uses(here, WEBHOOK)
            for standing, asked in ((Standing.ONLY_HERE, "here"), (Standing.ONLY_THERE, "there")):
                badges = Catalogue.opens(person)
                await badges.lists("1 badge")
                await badges.compares_with(badges.others[1])
                badges.narrows_to(standing)
                badges.picks_first()
                await person.until(lambda asked=asked: (shown := person.shown) and shown.profile_id == asked, asked)
                assert person.portal is not None
                assert person.portal.id == asked
                await person.idle()

        desktop.run(journey)
