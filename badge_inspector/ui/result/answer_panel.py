"""The right side of the window: the answer as JSON, as a tree, its headers, and the request that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, StrEnum
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.look.theme import restyle
from badge_inspector.ui.widgets.labels import ElidedLabel, role_label
from badge_inspector.ui.widgets.split_button import SplitButton
from badge_inspector.ui.words.format import format_bytes

if TYPE_CHECKING:
    from badge_inspector.domain.jsonlayout import Layout
    from badge_inspector.domain.jsontext import JsonNode
    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.ui.result.answer_pages import AnyPage, JsonPage, TreePage


_STATUS_ROOM = 150
"""Pixels beside the tabs for status and size: with less, they go below."""

_TAB_SIDE = 7
"""Pixels beside a tab's words."""
_TIGHT_BELOW = 320
"""Pixels of the panel below which the tabs stand closer."""


class AnswerTab(IntEnum):
    """The tabs, in their order."""

    JSON = 0
    TREE = 1
    HEADERS = 2
    REQUEST = 3


class _Kind(StrEnum):
    """Pages. A response that is not JSON has one page for both of the first tabs."""

    JSON = "json"
    TREE = "tree"
    TEXT = "text"
    HEADERS = "headers"
    REQUEST = "request"


class AnswerPanel(QFrame):
    """A page is made when its tab is opened first, and filled when it is looked at.

    Attributes: tabs: the tab bar, by AnswerTab. copy: the button that copies what the tab shows. menu_actions: what the
    JSON's context menu offers besides its own.

    Signals:

    copied(str): what went to the clipboard, in the person's words. secret_copy_requested(SnippetKind, SentRequest):
    the person was asked, and wants the command with its secret.
    layout_needed(JsonDocument, exact): answer with `show_layout()`.
    """

    copied = Signal(str)
    layout_needed = Signal(object, bool)
    secret_copy_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._lookup: Lookup | None = None
        self._pages: dict[_Kind, tuple[AnyPage, QWidget]] = {}
        self._filled: set[_Kind] = set()
        self._node: JsonNode | None = None  # what is selected
        self._at: dict[_Kind, JsonNode] = {}  # where each page is
        self.tabs = QTabBar(self)
        self.tabs.setProperty("density", "compact")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for _ in AnswerTab:
            self.tabs.addTab("")
        self._status = ElidedLabel(self)
        self._status.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._size = role_label(self, "muted")
        self.copy = SplitButton(self)
        self.copy.setEnabled(False)
        self.copy.opening.connect(self._fill_choices)
        self.menu_actions: tuple[QAction, ...] = ()
        self._copies = QAction(self), QAction(self)
        for action, slot in zip(self._copies, (self._copy_formatted, self._copy_received), strict=True):
            action.triggered.connect(slot)
        self._stack = QStackedWidget(self)
        self._empty = role_label(self._stack, "muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(24)
        self._stack.addWidget(self._empty)

        facts = self._facts = hbox(margins=(0, 0, 0, 4), spacing=6)
        facts.addStretch(1)
        facts.addWidget(self._status)
        facts.addWidget(self._size)
        facts.addStretch(0)
        facts.addWidget(self.copy)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(2, 4, 6, 0)
        self._head.setSpacing(0)
        self._head.addWidget(self.tabs)
        self._head.addLayout(facts, 1)
        line = QFrame(self)
        line.setProperty("line", "true")
        column = vbox(self, margins=1, spacing=0)
        column.addLayout(self._head)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._show_page)
        self.copy.clicked.connect(self.copy_shown)
        self._retranslate()

    def prepare(self) -> None:
        """Make the page of the JSON ahead of its first use."""
        if _Kind.JSON not in self._pages:
            self._pages[_Kind.JSON] = self._make(_Kind.JSON)

    def rehearse(self, lookup: Lookup) -> Iterator[None]:
        """Lay out and paint an example off screen, a part a step, to load and measure the fonts."""
        self.prepare()
        yield
        page, _ = self._pages[_Kind.JSON]
        if self._lookup is None:
            page.show_lookup(lookup)
            yield
        if self._lookup is None:
            page.grab()
            yield

    def show_lookup(self, lookup: Lookup) -> None:
        """Show a lookup's answer in the tab that is open."""
        self._lookup = lookup
        self.copy.setEnabled(True)
        self.copy.end()
        self._filled.clear()
        self._node = None
        self._at.clear()
        self._show_facts()
        self._show_page()

    def show_layout(self, layout: Layout) -> None:
        """A large document's lines, made elsewhere."""
        page = self._pages.get(_Kind.JSON)
        if page is not None:
            cast("JsonPage", page[0]).show_layout(layout)

    def reveal_path(self, path: str) -> None:
        """Mark the value at a path as `JsonNode.path` writes it (`$.result.badge.title`) in the JSON or the tree,
        whichever is open; in the JSON if neither is."""
        document = self._lookup.document if self._lookup else None
        node = document.find(path) if document else None
        if node is not None:
            self._node = node
            self._at.clear()
            if self.tabs.currentIndex() not in (AnswerTab.JSON, AnswerTab.TREE):
                self.show_tab(AnswerTab.JSON)
            else:
                self._follow()

    def open_find(self) -> None:
        """Open the bar to find with, or go to the tree's filter."""
        if self.tabs.currentIndex() != AnswerTab.TREE:
            self.show_tab(AnswerTab.JSON)
        page = self._following()
        if page is not None:
            page.open_find()

    def find_next(self) -> None:
        self._find_on(backwards=False)

    def find_previous(self) -> None:
        self._find_on(backwards=True)

    def _find_on(self, backwards: bool) -> None:
        page = self._following()
        if page is None:
            self.open_find()
        else:
            page.find_next(backwards)

    def _following(self) -> JsonPage | TreePage | None:
        """The open page, if it is one of the two that follow each other."""
        kind = self._kind(AnswerTab(self.tabs.currentIndex()))
        if kind not in (_Kind.JSON, _Kind.TREE) or kind not in self._pages:
            return None
        return cast("JsonPage | TreePage", self._pages[kind][0])

    def _selected(self, kind: _Kind, node: JsonNode) -> None:
        self._node = self._at[kind] = node

    def _follow(self) -> None:
        """Mark on the open page what was selected on the other one."""
        kind, page = self._kind(AnswerTab(self.tabs.currentIndex())), self._following()
        if page is not None and self._node is not None and self._at.get(kind) != self._node:
            self._at[kind] = self._node
            page.reveal(self._node)

    def show_tab(self, tab: AnswerTab) -> None:
        self.tabs.setCurrentIndex(tab)

    def copy_choices(self) -> list[QAction]:
        """Actions that copy the shown request as a command or as code, the last choice first; each named by its
        language."""
        if self._lookup is None:
            return []
        kind = self._kind(AnswerTab.REQUEST)
        if kind not in self._pages:
            self._pages[kind] = self._make(kind)
        page, _ = self._pages[kind]
        page.show_lookup(self._lookup)
        return page.findChildren(QMenu)[0].actions()

    def copy_shown(self) -> None:
        """Copy what the tab shows: the JSON in the form that is seen, the body, the head, or the request."""
        if self._lookup is None:
            return
        page, _ = self._pages[self._kind(AnswerTab(self.tabs.currentIndex()))]
        self._copy_text(page.copied_text(), self.tabs.tabText(self.tabs.currentIndex()))

    def _copy_text(self, text: str, words: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copy.show_done()
        self.copied.emit(words)

    def _fill_choices(self) -> None:
        """The forms of the response, whichever is shown."""
        formatted, received = self._copies
        formatted.setEnabled(self._formatted() is not None)
        received.setEnabled(self._lookup is not None and self._lookup.document is not None)
        self.copy.choices.clear()
        self.copy.choices.addActions(self._copies)

    def _copy_formatted(self) -> None:
        text = self._formatted()
        if text is not None:
            self._copy_text(text, self.tr("Response"))

    def _copy_received(self) -> None:
        document = self._lookup.document if self._lookup else None
        if document is not None:
            self._copy_text(document.text, self.tr("Response"))

    def _formatted(self) -> str | None:
        """The JSON re-indented; None for a response that is not JSON, or is too large to do this at once."""
        document = self._lookup.document if self._lookup else None
        if document is None or document.root is None:
            return None
        self.prepare()
        return cast("JsonPage", self._pages[_Kind.JSON][0]).formatted(document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_facts()
            self._arrange()

    def _arrange(self) -> None:
        """Status and Copy beside the tabs where there is room, else below them: by the width alone, so that one answer
        after another does not move what is below."""
        is_narrow = self.width() < self.tabs.sizeHint().width() + self.copy.sizeHint().width() + _STATUS_ROOM
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._head.direction() is not way:
            self._head.setDirection(way)
            # Below the tabs the row begins where they do, and ends with the button.
            self._facts.setContentsMargins(_TAB_SIDE if is_narrow else 0, 0, 0, 4)
            self._facts.setStretch(0, 0 if is_narrow else 1)
            self._facts.setStretch(3, 1 if is_narrow else 0)
        restyle(self.tabs, "density", "tight" if self.width() < _TIGHT_BELOW else "compact")
        taken = self._status.sizeHint().width() + self.copy.sizeHint().width() + 2 * _TAB_SIDE
        self._size.setVisible(not is_narrow or taken + self._size.sizeHint().width() + 12 <= self.width())

    def _show_facts(self) -> None:
        lookup = self._lookup
        if lookup is None:
            return
        response = lookup.exchange.response
        if response is None:
            self._status.show_text(self.tr("no response"))
            self._size.setText("")
        else:
            self._status.show_text(f"{response.status} {response.reason}".rstrip())
            self._size.setText(format_bytes(len(response.body)))
        restyle(self._status, "role", "good-status" if lookup.failure is None else "bad-status")
        self._arrange()

    def _show_page(self) -> None:
        if self._lookup is None:
            return
        kind = self._kind(AnswerTab(self.tabs.currentIndex()))
        if kind not in self._pages:
            self._pages[kind] = self._make(kind)
            self._retranslate()
        page, holder = self._pages[kind]
        if kind not in self._filled:
            self._filled.add(kind)
            page.show_lookup(self._lookup)
        self._stack.setCurrentWidget(holder)
        self._follow()

    def _kind(self, tab: AnswerTab) -> _Kind:
        """The page that shows a tab of this lookup."""
        match tab:
            case AnswerTab.HEADERS:
                return _Kind.HEADERS
            case AnswerTab.REQUEST:
                return _Kind.REQUEST
            case AnswerTab.JSON | AnswerTab.TREE:
                document = self._lookup.document if self._lookup else None
                if document is None or document.root is None:
                    return _Kind.TEXT
                return _Kind.JSON if tab is AnswerTab.JSON else _Kind.TREE

    def _make(self, kind: _Kind) -> tuple[AnyPage, QWidget]:
        """A page and the widget that holds it in the stack. Pages are imported here: a start-up shows none of them."""
        from badge_inspector.ui.result import answer_pages as pages  # noqa: PLC0415

        match kind:
            case _Kind.HEADERS:
                page = pages.HeadersPage()
                holder = _scrolling(page)
            case _Kind.REQUEST:
                page = pages.RequestPage()
                page.copied.connect(self.copied)
                page.secret_copy_requested.connect(self.secret_copy_requested)
                holder = _scrolling(page)
            case _Kind.JSON:
                page = holder = pages.JsonPage()
                page.layout_needed.connect(self.layout_needed)
                page.offer(*self.menu_actions, None, *self._copies)
                page.copied.connect(self.copied)
                page.node_selected.connect(partial(self._selected, kind))
            case _Kind.TREE:
                page = holder = pages.TreePage()
                page.copied.connect(self.copied)
                page.node_selected.connect(partial(self._selected, kind))
            case _Kind.TEXT:
                page = holder = pages.BodyPage()
        self._stack.addWidget(holder)
        return page, holder

    def _retranslate(self) -> None:
        for tab, text in (
            (AnswerTab.JSON, self.tr("JSON")),
            (AnswerTab.TREE, self.tr("Tree")),
            (AnswerTab.HEADERS, self.tr("Headers")),
            (AnswerTab.REQUEST, self.tr("Request")),
        ):
            self.tabs.setTabText(tab, text)
        self.tabs.setAccessibleName(self.tr("Response"))
        for kind, name in ((_Kind.HEADERS, self.tr("Headers")), (_Kind.REQUEST, self.tr("Request"))):
            if kind in self._pages:
                self._pages[kind][1].setAccessibleName(name)
        for action, words in zip(self._copies, (self.tr("Copy formatted"), self.tr("Copy as received")), strict=True):
            action.setText(words)
        self.copy.show_texts(self.tr("Copy"), self.tr("Copied"))
        self._empty.setText(self.tr("The portal’s response appears here exactly as it was sent, with its headers."))


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setProperty("plain", "true")
    area.setWidget(page)
    return area
