"""A click on a field of the badge or of the time block marks its place in the answer, in whichever view is open."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.result.badge_facts import BadgeFacts
from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.result.language_model import VALUE
from badge_inspector.ui.result.language_table import LanguageTable
from badge_inspector.ui.result.tree_view import TreeView
from badge_inspector.ui.timing.fields_view import FieldsView
from badge_inspector.ui.timing.waterfall_view import WaterfallView
from badge_inspector.ui.widgets.plain_label import PlainLabel
from tests.support.desktop import Desktop, Person

LEFT = Qt.MouseButton.LeftButton


def marked_in_text(person: Person) -> str:
    """The path of the value that the caret is on."""
    (text,) = person.window.answer.findChildren(JsonTextView)
    assert text.isVisible()
    assert text.layout_ is not None
    node = text.layout_.node_at(text.caret)
    assert node is not None
    return node.path


def marked_in_tree(person: Person) -> str:
    (tree,) = person.window.answer.findChildren(TreeView)
    assert tree.isVisible()
    node = tree.current_node()
    assert node is not None
    return node.path


def click_row(view: QListView, label: str) -> None:
    row = next(row for row in range(view.model().rowCount()) if label in str(view.model().index(row, 0).data()))
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(row, 0)).center())


def click_fact(person: Person, text: str) -> None:
    (facts,) = person.window.result.cards.badge.findChildren(BadgeFacts)
    (label,) = [each for each in facts.findChildren(PlainLabel) if each.isVisible() and each.whole == text]
    QTest.mouseClick(label, LEFT, pos=QPoint(4, 4))


def test_from_the_cards_to_the_text_and_to_the_tree(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        answer = person.window.answer
        await person.looks_up("slaRisk")
        click_fact(person, "slaRisk")
        assert marked_in_text(person) == "$.result.badge.code"
        (table,) = person.window.result.cards.badge.findChildren(LanguageTable)
        cell = table.model().index(1, VALUE)
        QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(cell).center())
        assert marked_in_text(person) == f"$.result.badge.value.{table.model().index(1, 0).data()}"
        (fields,) = person.window.result.cards.timing.findChildren(FieldsView)
        click_row(fields, "processing")
        assert marked_in_text(person) == "$.time.processing"

        answer.show_tab(AnswerTab.TREE)
        assert marked_in_tree(person) == "$.time.processing"
        (waterfall,) = person.window.result.cards.timing.findChildren(WaterfallView)
        click_row(waterfall, "server setup")
        assert marked_in_tree(person) == "$.time.duration"
        answer.show_tab(AnswerTab.HEADERS)
        click_row(fields, "finish")
        assert answer.tabs.currentIndex() == AnswerTab.JSON
        assert marked_in_text(person) == "$.time.finish"

    desktop.run(journey, demo=True)


def test_text_and_tree_follow_each_other(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        answer = person.window.answer
        await person.looks_up("missedCall")
        answer.show_tab(AnswerTab.TREE)
        (tree,) = answer.findChildren(TreeView)
        tree.setFocus()
        for _ in range(4):
            QTest.keyClick(tree, Qt.Key.Key_Down)
        chosen = marked_in_tree(person)
        answer.show_tab(AnswerTab.JSON)
        assert marked_in_text(person) == chosen
        (text,) = answer.findChildren(JsonTextView)
        QTest.keyClick(text, Qt.Key.Key_Down)
        chosen = marked_in_text(person)
        answer.show_tab(AnswerTab.TREE)
        assert marked_in_tree(person) == chosen

    desktop.run(journey, demo=True)
