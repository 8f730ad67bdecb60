"""Find in the response by keys alone, in the text and in the tree."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from badge_inspector.ui.result.find_bar import FindBar
from badge_inspector.ui.result.tree_page import TreePage
from tests.support import hand
from tests.support.desktop import Desktop, Person


def test_find_go_on_and_leave(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        QTest.keyClick(person.window.request.code, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        (bar,) = person.window.findChildren(FindBar)
        await person.until(bar.field.hasFocus, "the field to find with")
        person.type(bar.field, "missed")
        await person.sees("1 of 2")
        person.press(Qt.Key.Key_F3, bar.field)
        await person.sees("2 of 2")
        QTest.keyClick(bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
        await person.sees("1 of 2")
        person.press(Qt.Key.Key_Escape, bar.field)
        await person.until(bar.isHidden, "the bar to close")
        assert isinstance(QApplication.focusWidget(), type(bar.parentWidget().text))  # type: ignore[attr-defined]

    desktop.run(journey, demo=True)


def test_the_trees_filter_goes_on_and_is_taken_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("show_tree")
        person.trigger("find")
        (page,) = person.window.findChildren(TreePage)
        await person.until(page.filter.hasFocus, "the filter")
        person.type(page.filter, "missed")
        await person.sees("2 values found")

        def path() -> str:
            node = page.tree.current_node()
            return node.path if node else ""

        await person.until(lambda: path() == "$.result.badge.code", "the first that was found")
        person.press(Qt.Key.Key_F3, page.filter)
        assert path() == "$.result.badge.value"
        person.press(Qt.Key.Key_F3, page.filter)
        assert path() == "$.result.badge.code"
        person.press(Qt.Key.Key_Escape, page.filter)
        await person.until(lambda: not page.filter.text(), "the filter to be taken back")

    desktop.run(journey, demo=True)


def test_a_filter_left_from_another_answer_says_why_the_tree_is_empty(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("show_tree")
        (page,) = person.window.findChildren(TreePage)
        hand.type_over(page.filter, "missed")
        await person.sees("2 values found")
        await person.looks_up("vipClient")
        await person.sees("Nothing in this response matches the filter. Esc clears it.")
        page.filter.setFocus()
        person.press(Qt.Key.Key_Escape, page.filter)
        await person.until(lambda: page.tree.model().rowCount() > 0, "the tree")
        assert not any("fits the filter" in text for text in person.texts())

    desktop.run(journey, demo=True)
