"""The answer at the right: its tabs, the JSON as text and as a tree, finding in both, and copying."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.ui.result.answer_panel import AnswerPanel, AnswerTab
from badge_inspector.ui.result.find_bar import FindBar
from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.result.tree_page import TreePage
from tests.support import hand, menus
from tests.support.desktop import Person

__all__ = ["Answer", "AnswerTab"]


class Answer:
    """Attributes: panel."""

    def __init__(self, person: Person, window: QWidget | None = None) -> None:
        """In the main window, or in that of a lookup."""
        self._person = person
        (self.panel,) = (window or person.window).findChildren(AnswerPanel)

    def opens(self, tab: AnswerTab) -> None:
        """Click a tab, or go there by keys where the window is too narrow for it."""
        tabs = self.panel.tabs
        place = tabs.tabRect(tab).center()
        if tabs.rect().contains(place) and tabs.childAt(place) is None:  # a button to scroll them may lie there
            QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=place)
        while tabs.currentIndex() != tab:
            QTest.keyClick(tabs, Qt.Key.Key_Right if tabs.currentIndex() < tab else Qt.Key.Key_Left)

    @property
    def tab(self) -> AnswerTab:
        return AnswerTab(self.panel.tabs.currentIndex())

    # The text

    @property
    def marked(self) -> str:
        """The path of the value that the caret is on in the text, or that is chosen in the tree."""
        in_tree = self.tab is AnswerTab.TREE
        node = self._tree.tree.current_node() if in_tree else self._layout.node_at(self._text.caret)
        return node.path if node is not None else ""

    @property
    def marked_line(self) -> str:
        """The line of the text that the caret is on."""
        return self._layout.line(self._layout.line_at(self._text.caret))

    def presses(self, key: Qt.Key) -> None:
        """In the text or the tree."""
        view = self._tree.tree if self.tab is AnswerTab.TREE else self._text
        view.setFocus()
        QTest.keyClick(view, key)

    @property
    def has_focus(self) -> bool:
        """Tell whether the keyboard is in the text."""
        return self._text.hasFocus()

    @property
    def lines(self) -> int:
        """Lines of the text that are not folded away."""
        return self._text.folds.rows

    @property
    def is_wrapped(self) -> bool:
        """Tell whether a line is broken into several rows."""
        return self._text.rows.count > self._text.folds.rows

    @property
    def is_wider_than_its_view(self) -> bool:
        return self._text.horizontalScrollBar().maximum() > 0

    @property
    def writing(self) -> float:
        """Size of the writing, in points."""
        return self._text.font().pointSizeF()

    def menu(self) -> QMenu:
        """Of the text."""
        return menus.menu_at(self._text.viewport(), QPoint(120, 40))

    @property
    def _text(self) -> JsonTextView:
        (text,) = (each for each in self.panel.findChildren(JsonTextView) if each.isVisible())
        return text

    @property
    def _layout(self) -> Layout:
        layout = self._text.layout_
        assert layout is not None
        return layout

    # Finding

    async def finds(self, text: str) -> None:
        """Type into the field that Ctrl+F opened."""
        await self._person.until(self.find_field.hasFocus, "the field to find with")
        hand.type_text(self.find_field, text)

    @property
    def find_field(self) -> QWidget:
        """The one of the tab that is open."""
        if self.tab is AnswerTab.TREE:
            return self._tree.filter
        return self._find_bar.field

    def presses_in_find(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.find_field, key, modifier)

    @property
    def is_finding(self) -> bool:
        return self._find_bar.isVisible()

    @property
    def _find_bar(self) -> FindBar:
        (bar,) = self.panel.findChildren(FindBar)
        return bar

    # The tree

    def filters(self, text: str) -> None:
        """Type over what the tree is filtered by."""
        hand.type_over(self._tree.filter, text)

    @property
    def filter(self) -> str:
        return self._tree.filter.text()

    @property
    def branches(self) -> int:
        """Of the tree, at its root."""
        return self._tree.tree.model().rowCount()

    @property
    def _tree(self) -> TreePage:
        (page,) = self.panel.findChildren(TreePage)
        return page

    # Copying

    def copies(self) -> None:
        """Of what the tab shows."""
        hand.click(self.panel.copy)

    @property
    def copy_button(self) -> QAbstractButton:
        return self.panel.copy

    async def copies_as(self, steps: int) -> None:
        """Open the other forms by keys, and take the one that so many presses of Down lead to."""
        self.panel.copy.setFocus()
        QTest.keyClick(self.panel.copy, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        choices = self.panel.copy.choices
        await self._person.until(choices.isVisible, "the other forms")
        for _ in range(steps):
            QTest.keyClick(choices, Qt.Key.Key_Down)
        QTest.keyClick(choices, Qt.Key.Key_Return)
