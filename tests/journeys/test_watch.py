"""A lookup that is repeated, and what is said when it has another outcome."""

from __future__ import annotations

import json
import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.ui.watch.watch_dialog import WatchDialog
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal, answer

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
    person.trigger("watch")
    dialog = person.find(WatchDialog)
    assert dialog.code.text() == "vip"
    assert dialog.minutes.minimum() == 1
    hand.enter(dialog.minutes, str(minutes))
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    await person.sees("Watching vip on Test, every minute")


def test_one_question_is_watched_once_and_quitting_ends_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Changing() as portal:
            await person.uses(portal.profile(), WEBHOOK)
            await watches_vip(person)
            await watches_vip(person)
            await person.until(person.history, "the first lookup")
            assert len(person.window.watches.lines) == 1

    assert desktop.run(journey) == 0
    seen: list[object] = []

    async def afterwards(person: Person) -> None:
        await person.idle()
        seen.extend(person.window.watches.lines)

    desktop.run(afterwards)
    assert seen == []


def test_without_a_portal_one_is_asked_for(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("watch")
        assert not person.find_all(WatchDialog)

    desktop.run(journey)


def test_nothing_is_shown_before_there_is_an_answer(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Changing() as portal:
            portal.opened.clear()
            await person.uses(portal.profile(), WEBHOOK)
            await watches_vip(person)
            (line,) = person.window.watches.lines.values()
            assert not line.look.isEnabled()
            portal.opened.set()
            await person.until(line.look.isEnabled, "the first answer")
            person.click("Show")
            await person.until(lambda: person.shown, "the lookup")
            person.click("Stop watching")
            await person.idle()

    desktop.run(journey)
