"""Find in the response by keys alone, in the text and in the tree."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.desktop import Desktop, Person
from tests.support.pages.answer import Answer


def test_find_go_on_and_leave(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        answer = Answer(person)
        await person.uses_shortcut(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        await answer.finds("missed")
        await person.sees("1 of 2")
        answer.presses_in_find(Qt.Key.Key_F3)
        await person.sees("2 of 2")
        answer.presses_in_find(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
        await person.sees("1 of 2")
        answer.presses_in_find(Qt.Key.Key_Escape)
        await person.until(lambda: not answer.is_finding, "the bar to close")
        assert answer.has_focus

    desktop.run(journey, demo=True)


def test_the_trees_filter_goes_on_and_is_taken_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        answer = Answer(person)
        person.trigger("show_tree")
        person.trigger("find")
        await answer.finds("missed")
        await person.sees("2 values found")
        await person.until(lambda: answer.marked == "$.result.badge.code", "the first that was found")
        answer.presses_in_find(Qt.Key.Key_F3)
        assert answer.marked == "$.result.badge.value"
        answer.presses_in_find(Qt.Key.Key_F3)
        assert answer.marked == "$.result.badge.code"
        answer.presses_in_find(Qt.Key.Key_Escape)
        await person.until(lambda: not answer.filter, "the filter to be taken back")

    desktop.run(journey, demo=True)


def test_a_filter_left_from_another_answer_says_why_the_tree_is_empty(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        answer = Answer(person)
        person.trigger("show_tree")
        answer.filters("missed")
        await person.sees("2 values found")
        await person.looks_up("vipClient")
        await person.sees("Nothing in this response matches the filter. Esc clears it.")
        person.trigger("find")
        answer.presses_in_find(Qt.Key.Key_Escape)
        await person.until(lambda: answer.branches > 0, "the tree")
        assert not any("fits the filter" in text for text in person.texts())

    desktop.run(journey, demo=True)
