"""A click on a field of the badge or of the time block marks its place in the answer, in whichever view is open."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.desktop import Desktop, Person
from tests.support.pages.answer import Answer, AnswerTab
from tests.support.pages.cards import VALUE, Cards
from tests.support.pages.timing import Timing


def test_from_the_cards_to_the_text_and_to_the_tree(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        answer, cards, timing = Answer(person), Cards(person), Timing(person)
        await person.looks_up("slaRisk")
        cards.clicks_fact("slaRisk")
        assert answer.marked == "$.result.badge.code"
        language = cards.clicks_text(1, VALUE)
        assert answer.marked == f"$.result.badge.value.{language}"
        timing.clicks_field("processing")
        assert answer.marked == "$.time.processing"

        answer.opens(AnswerTab.TREE)
        assert answer.marked == "$.time.processing"
        timing.clicks_phase("server setup")
        assert answer.tab is AnswerTab.TREE
        assert answer.marked == "$.time.duration"
        answer.opens(AnswerTab.HEADERS)
        timing.clicks_field("finish")
        assert answer.tab is AnswerTab.JSON
        assert answer.marked == "$.time.finish"

    desktop.run(journey, demo=True)


def test_text_and_tree_follow_each_other(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        answer = Answer(person)
        await person.looks_up("missedCall")
        answer.opens(AnswerTab.TREE)
        for _ in range(4):
            answer.presses(Qt.Key.Key_Down)
        chosen = answer.marked
        answer.opens(AnswerTab.JSON)
        assert answer.marked == chosen
        answer.presses(Qt.Key.Key_Down)
        chosen = answer.marked
        answer.opens(AnswerTab.TREE)
        assert answer.marked == chosen

    desktop.run(journey, demo=True)
