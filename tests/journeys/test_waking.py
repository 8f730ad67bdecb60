"""A computer that slept finds its kept connection closed: the next lookup works as if nothing had been."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from badge_inspector.domain.history import RowStatus
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, Script, answer

FOUND = answer(200, GOOD)


def closed_while_asleep(conversation: Conversation) -> None:
    """One answer a connection."""
    conversation.read_request()
    conversation.send(FOUND)


def closed_at_the_question(conversation: Conversation) -> None:
    """The first connection is gone just as the second question is on its way."""
    conversation.read_request()
    conversation.send(FOUND)
    if conversation.portal.connections == 1:
        conversation.read_request()


def reset_at_the_question(conversation: Conversation) -> None:
    """The same by a router that forgot about the connection."""
    closed_at_the_question(conversation)
    if conversation.portal.connections == 1:
        conversation.reset()


@pytest.mark.parametrize("script", [closed_while_asleep, closed_at_the_question, reset_at_the_question])
def test_a_stale_connection_is_replaced_and_nothing_said(desktop: Desktop, script: Script) -> None:
    async def journey(person: Person) -> None:
        await person.uses(portal.profile(), WEBHOOK)
        await person.looks_up("first")
        await person.looks_up("second")
        await person.sees("Missed")
        await person.sees("connection new")
        assert [row.status for row in person.history()] == [RowStatus.FOUND, RowStatus.FOUND]

    with FaultyPortal(script) as portal:
        desktop.run(journey)
    assert portal.connections == 2


def test_an_answer_that_broke_off_is_not_asked_for_again(desktop: Desktop) -> None:
    """Once a byte of the answer came, the portal has done its work: asking again is the person's decision."""

    def script(conversation: Conversation) -> None:
        conversation.read_request()
        conversation.send(FOUND)
        conversation.read_request()
        conversation.send(FOUND[:40])

    async def journey(person: Person) -> None:
        await person.uses(portal.profile(), WEBHOOK)
        await person.looks_up("first")
        person.type_code("second")
        person.press(Qt.Key.Key_Return)
        await person.until(lambda: len(person.history()) == 2, "the failure")
        assert person.history()[0].status is RowStatus.FAILED

    with FaultyPortal(script) as portal:
        desktop.run(journey)
    assert len(portal.received) == 2
