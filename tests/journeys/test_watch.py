"""A lookup that is repeated, and what is said when it has another outcome."""

from __future__ import annotations

import json
import threading

from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal, answer
from tests.support.pages.watches import Watches, WatchForm

NOT_FOUND = answer(400, '{"error":"NOT_FOUND","error_description":"Badge not found"}')


def badge(value: str) -> bytes:
    fields = {"code": "vip", "title": "Client", "value": value, "type": "success"}
    return answer(200, json.dumps({"result": {"badge": fields}}))


class Changing(FaultyPortal):
    """Answers with `now`, whatever it is, once it is `opened`."""

    def __init__(self) -> None:
        super().__init__(self._talk)
        self.now = badge("VIP")
        self.opened = threading.Event()
        self.opened.set()

    def _talk(self, conversation: Conversation) -> None:
        while conversation.read_request() is not None:
            self.opened.wait(10)
            conversation.send(self.now)


async def watches_vip(person: Person, minutes: int = 1) -> None:
    person.type_code("vip")
    form = WatchForm.opens(person)
    assert form.code == "vip"
    assert form.shortest == 1
    form.every(minutes)
    form.starts()
    await person.sees("Watching vip on Test, every minute")


def test_one_question_is_watched_once_and_quitting_ends_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Changing() as portal:
            await person.uses(portal.profile(), WEBHOOK)
            await watches_vip(person)
            await watches_vip(person)
            await person.until(person.history, "the first lookup")
            assert len(Watches(person).lines) == 1

    assert desktop.run(journey) == 0
    seen: list[object] = []

    async def afterwards(person: Person) -> None:
        await person.idle()
        seen.extend(Watches(person).lines)

    desktop.run(afterwards)
    assert seen == []


def test_without_a_portal_one_is_asked_for(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("watch")
        assert not WatchForm.is_open(person)

    desktop.run(journey)


def test_nothing_is_shown_before_there_is_an_answer(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Changing() as portal:
            portal.opened.clear()
            await person.uses(portal.profile(), WEBHOOK)
            await watches_vip(person)
            assert not Watches(person).can_show
            portal.opened.set()
            await person.until(lambda: Watches(person).can_show, "the first answer")
            person.click("Show")
            await person.until(lambda: person.shown, "the lookup")
            person.click("Stop watching")
            await person.idle()

    desktop.run(journey)
