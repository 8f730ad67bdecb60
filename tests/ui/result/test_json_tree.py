"""The answer as a tree: what is shown, opened, filtered, copied, and how it and the text follow each other."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from badge_inspector.domain.jsonsearch import MOST_HITS, Hits, search
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.ui.result.answer_panel import AnswerPanel, AnswerTab
from badge_inspector.ui.result.json_page import JsonPage
from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.result.json_tree import RANGE, JsonTreeModel
from badge_inspector.ui.result.tree_page import TreePage
from badge_inspector.ui.result.tree_view import MOST_ROWS, TreeView
from badge_inspector.ui.words.format import format_moment
from tests.support.front import bring_to_front
from tests.support.lookups import lookup, response

SAMPLE = """{"result":{"badge":{"code":"a","title":{"en":"Call","ru":"\\u0417\\u0432\\u043e\\u043d\\u043e\\u043a"},\
"value":"<b>x</b>\\u0007\\n\\u202e","n":1e400}},"time":{"start":1724068028.331234,"duration":0.3953571319580078,\
"date_start":"2024-08-19T13:47:08+02:00"},"seen":"2025-01-21T10:00:00Z","none":[]}"""
LONG = json.dumps({"list": list(range(2_500)), "objects": [{"id": n, "in": [n]} for n in range(1_200)]})


def model_of(text: str) -> JsonTreeModel:
    model = JsonTreeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_document(JsonDocument.parse(text))
    return model


def below(model: JsonTreeModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from below(model, index)


def rows(model: JsonTreeModel) -> list[str]:
    """Every row, as a person reads it."""
    return [f"{index.data()}: {index.siblingAtColumn(1).data()}" for index in below(model, QModelIndex())]


@pytest.fixture(autouse=True)
def _figures_without_groups() -> None:
    QLocale.setDefault(QLocale.c())


def hits(model: JsonTreeModel, text: str) -> Hits:
    found = Hits()
    document = model.node(model.index(0, 0)).document  # type: ignore[union-attr]
    for _ in search(document, text, found):
        pass
    return found


def test_rows_are_the_values_as_sent() -> None:
    assert rows(model_of(SAMPLE)) == [
        "$: 4 member(s)",
        "result: 1 member(s)",
        "badge: 4 member(s)",
        'code: "a"',
        "title: 2 member(s)",
        'en: "Call"',
        'ru: "Звонок"',
        'value: "<b>x</b>␇↵[U+202E]"',
        "n: 1e400",
        "time: 3 member(s)",
        "start: 1724068028.331234",
        "duration: 0.3953571319580078",
        'date_start: "2024-08-19T13:47:08+02:00"',
        'seen: "2025-01-21T10:00:00Z"',
        "none: []",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", []),
        ("7", ["$: 7"]),
        ('{"":{"":0}}', ["$: 1 member(s)", ": 1 member(s)", ": 0"]),
        ('{"a":1,"a":2}', ["$: 2 member(s)", "a: 1", "a: 2"]),
        ('{"a": [1, NaN', ["$: 1 member(s)", "a: 2 item(s)", "[0]: 1", "[1]: NaN"]),
        (f'["{"x" * 400}"]', ["$: 1 item(s)", f'[0]: "{"x" * 300}…"']),
        (f'{{"{"k" * 400}":"{chr(92)}u0041{"y" * 400}"}}', ["$: 1 member(s)", f'{"k" * 300}…: "A{"y" * 299}…"']),
    ],
    ids=["nothing", "scalar", "no names", "duplicates", "cut off", "long", "long name"],
)
def test_any_document(text: str, shown: list[str]) -> None:
    assert rows(model_of(text)) == shown


def test_long_containers_come_in_ranges() -> None:
    model = model_of(LONG)
    root = model.index(0, 0)
    ranges = model.index(0, 0, root)
    assert [model.index(row, 0, ranges).data() for row in range(model.rowCount(ranges))] == [
        "[0 … 999]",
        "[1000 … 1999]",
        "[2000 … 2499]",
    ]
    last = model.index(2, 0, ranges)
    assert model.rowCount(last) == 500
    assert model.index(499, 1, last).data() == "2499"
    document = model.node(root).document  # type: ignore[union-attr]
    for path in ("$.list[1999]", "$.objects[0]", "$.objects[999].in[0]", "$.objects[1000]", "$.objects[1199].id"):
        node = document.find(path)
        assert node is not None
        index = model.index_of(node)
        assert model.node(index) == node
        assert model.index(index.row(), 0, index.parent()) == index


def test_depth_costs_no_recursion() -> None:
    model = model_of("[" * 50_000 + "1" + "]" * 50_000)
    deepest = model.node(model.index(0, 0)).document.node(50_000)  # type: ignore[union-attr]
    assert model.index_of(deepest).siblingAtColumn(1).data() == "1"


def test_a_filter_leaves_what_is_found_and_around_and_inside_it() -> None:
    model = model_of(SAMPLE)
    model.show_only(hits(model, "e"))
    assert "none: []" in rows(model)
    model.show_only(hits(model, "title"))
    left = [row.partition(":")[0] for row in rows(model)]
    assert left == ["$", "result", "badge", "title", "en", "ru"]
    document = model.node(model.index(0, 0)).document  # type: ignore[union-attr]
    for index in below(model, QModelIndex()):
        node = model.node(index)
        assert node is not None
        assert model.index_of(node) == index
    gone = document.find("$.time.start")
    assert gone is not None
    assert not model.index_of(gone).isValid()
    model.show_only(hits(model, "nowhere"))
    assert rows(model) == []
    model.show_only(None)
    assert len(rows(model)) == 15


def test_a_filter_has_a_limit_and_says_so() -> None:
    model = model_of(LONG)
    found = hits(model, "id")
    assert (len(found.rows), found.more) == (MOST_HITS, True)
    model.show_only(found)
    assert model.rowCount(model.index(0, 0, model.index(0, 0))) == MOST_HITS


# The page, by keys and clicks


@pytest.fixture
def panel(qtbot: QtBot) -> AnswerPanel:
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    panel.resize(520, 600)
    bring_to_front(panel, qtbot)
    panel.show_lookup(lookup(answer=response(SAMPLE.encode())))
    return panel


def page_of(panel: AnswerPanel, qtbot: QtBot, body: str = "") -> TreePage:
    """The tree's page, opened by a click on its tab."""
    if body:
        panel.show_lookup(lookup(answer=response(body.encode())))
    tab = panel.tabs.tabRect(AnswerTab.TREE).center()
    qtbot.mouseClick(panel.tabs, Qt.MouseButton.LeftButton, pos=tab)
    (page,) = panel.findChildren(TreePage)
    return page


def visible_rows(tree: TreeView) -> list[str]:
    found: list[str] = []
    index = tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = tree.indexBelow(index)
    return found


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def click(page: TreePage, path: str, qtbot: QtBot) -> QPoint:
    node = page.model.node(page.model.index(0, 0)).document.find(path)  # type: ignore[union-attr]
    assert node is not None
    at = page.tree.visualRect(page.model.index_of(node)).center()
    qtbot.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    return at


def filter_by(page: TreePage, text: str, qtbot: QtBot) -> None:
    page.filter.setFocus()
    page.filter.selectAll()
    qtbot.keyClicks(page.filter, text)
    qtbot.waitUntil(lambda: not page.slices.running and not page._delay.isActive())


def test_a_usual_answer_is_open_and_named_for_a_screen_reader(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    assert len(visible_rows(page.tree)) == 15
    assert page.tree.accessibleName() == "Response as a tree"
    assert page.filter.accessibleName() == "Filter the tree"


def test_value_and_path_are_copied_by_keys(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    told: list[str] = []
    panel.copied.connect(told.append)
    click(page, "$.result.badge.title.en", qtbot)
    qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    qtbot.keyClick(page.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "Звонок"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(page.tree, Qt.Key.Key_C, both)
    assert clipboard() == "$.result.badge.title.ru"
    click(page, "$.time", qtbot)
    qtbot.keyClick(page.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().startswith('{"start":1724068028.331234,')
    assert told == ["Value", "JSON path", "Value"]


def test_the_menu_copies_as_well(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    at = click(page, "$.result.badge.n", qtbot)
    page.tree.customContextMenuRequested.emit(at)
    (menu,) = page.tree.findChildren(QMenu)
    for action, copied in ((page.tree.copy_value, "1e400"), (page.tree.copy_path, "$.result.badge.n")):
        assert action in menu.actions()
        action.trigger()
        assert clipboard() == copied
    menu.close()


def test_the_text_follows_the_tree_and_the_tree_the_text(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    click(page, "$.result.badge.title.en", qtbot)
    panel.show_tab(AnswerTab.JSON)
    (text,) = panel.findChildren(JsonTextView)
    assert text.layout_ is not None
    assert text.layout_.line(text.layout_.line_at(text.caret)).strip() == '"en": "Call",'
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Down)
    panel.show_tab(AnswerTab.TREE)
    current = page.tree.current_node()
    assert current is not None
    assert current.path == "$.result.badge.value"


def test_a_path_is_marked_in_the_open_tab(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    for path in ("$.time.start", "$.result.badge", "$.time.start"):
        panel.reveal_path(path)
        assert panel.tabs.currentIndex() == AnswerTab.TREE
        current = page.tree.current_node()
        assert current is not None
        assert current.path == path
    panel.show_tab(AnswerTab.HEADERS)
    panel.reveal_path("$.seen")
    assert panel.tabs.currentIndex() == AnswerTab.JSON


def test_a_filter_is_typed_and_taken_back(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    filter_by(page, "call", qtbot)
    assert visible_rows(page.tree) == ["$", "result", "badge", "title", "en"]
    assert page.told.text() == "1 value(s) found"
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert page.tree.hasFocus()
    current = page.tree.current_node()
    assert current is not None
    assert current.key == "en"
    qtbot.keyClick(page.tree, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(visible_rows(page.tree)) == 15)
    filter_by(page, "nowhere", qtbot)
    assert visible_rows(page.tree) == []
    assert page.told.text() == "Nothing found"


def test_typing_in_the_tree_filters(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    page.tree.setFocus()
    qtbot.keyClicks(page.tree, "t")
    assert page.filter.hasFocus()
    qtbot.keyClicks(page.filter, "itle")
    qtbot.waitUntil(lambda: visible_rows(page.tree) == ["$", "result", "badge", "title"])


def test_revealing_what_a_filter_hides_drops_it(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    filter_by(page, "call", qtbot)
    panel.reveal_path("$.time.start")
    assert page.filter.text() == ""
    assert len(visible_rows(page.tree)) == 15
    current = page.tree.current_node()
    assert current is not None
    assert current.path == "$.time.start"


def test_find_goes_to_the_filter(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    panel.open_find()
    assert panel.tabs.currentIndex() == AnswerTab.TREE
    assert page.filter.hasFocus()
    panel.show_tab(AnswerTab.HEADERS)
    panel.open_find()
    (text_page,) = panel.findChildren(JsonPage)
    assert text_page.find_bar.isVisible()


def test_expanding_all_stops_at_a_limit_and_says_so(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot, json.dumps([{"id": n, "in": [n, {"a": n}]} for n in range(5_000)]))
    qtbot.mouseClick(page.expand_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.slices.running)
    shown = visible_rows(page.tree)
    assert len(shown) == page.tree.opened_rows <= MOST_ROWS
    assert len(shown) > MOST_ROWS - RANGE
    assert page.told.text() == f"Opened {page.tree.opened_rows} rows; the rest stays closed."
    qtbot.mouseClick(page.collapse_all, Qt.MouseButton.LeftButton)
    assert visible_rows(page.tree) == ["$", *(f"[{n} … {n + 999}]" for n in range(0, 5_000, RANGE))]


def test_escape_stops_expanding(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot, json.dumps([{"id": n, "in": [n, {"a": n}]} for n in range(5_000)]))
    page.tree.setFocus()
    page.tree.expand_requested.emit(QModelIndex())
    assert page.slices.running
    qtbot.keyClick(page.tree, Qt.Key.Key_Escape)
    assert not page.slices.running
    assert page.told.text() == ""


def test_a_star_expands_what_is_below(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    qtbot.mouseClick(page.collapse_all, Qt.MouseButton.LeftButton)
    click(page, "$.result", qtbot)
    qtbot.keyClicks(page.tree, "*")
    qtbot.waitUntil(lambda: "en" in visible_rows(page.tree))
    assert "start" not in visible_rows(page.tree)


def test_a_place_deep_inside_is_revealed_at_once(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot, LONG)
    panel.reveal_path("$.objects[1150].in[0]")
    current = page.tree.current_node()
    assert current is not None
    assert current.path == "$.objects[1150].in[0]"
    assert page.tree.visualRect(page.tree.currentIndex()).isValid()


def test_a_very_deep_place_reveals_what_is_around_it(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot, "[" * 3_000 + "1" + "]" * 3_000)
    panel.reveal_path("$" + "[0]" * 3_000)
    current = page.tree.current_node()
    assert current is not None
    assert "$[0][0]" in current.path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("$.time.start", 1724068028.331234),
        ("$.time.date_start", 1724068028.0),
        ("$.seen", 1737453600.0),
        ("$.time.duration", "395\xa0ms"),
        ("$.result.badge.value", "&lt;b&gt;x&lt;/b&gt;␇↵[U+202E]"),
        ("$.result.badge", ""),
    ],
)
def test_times_are_read_out(path: str, words: str | float) -> None:
    if isinstance(words, float):  # in the application's language, which is chosen after the tests are collected
        words = format_moment(words)
    model = model_of(SAMPLE)
    node = model.node(model.index(0, 0)).document.find(path)  # type: ignore[union-attr]
    assert node is not None
    index = model.index_of(node)
    tip = index.siblingAtColumn(1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == (f"<qt>{words}</qt>" if words else "")
    assert path in index.data(Qt.ItemDataRole.ToolTipRole).replace("<qt>", "")


def test_another_answer_keeps_the_filter(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    filter_by(page, "en", qtbot)
    panel.show_lookup(lookup(answer=response(b'{"result":{"en":1,"ru":2}}')))
    qtbot.waitUntil(lambda: visible_rows(page.tree) == ["$", "result", "en"])


def test_another_interface_language_keeps_what_is_open(panel: AnswerPanel, qtbot: QtBot) -> None:
    page = page_of(panel, qtbot)
    before = visible_rows(page.tree)
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert visible_rows(page.tree) == before
