"""The answer as text: what is seen, selected, copied, folded and found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from badge_inspector.domain.jsonlayout import as_received, lay_out
from badge_inspector.domain.jsontext import JsonDocument, JsonNode
from badge_inspector.ui.result.find_bar import FindBar, find_all
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_text import JsonTextView

SAMPLE = '{"a":{"b":[1e400,0.3953571319580078],"c":"x\\u0000"},"d":null}'


@pytest.fixture
def view(qtbot: QtBot) -> JsonTextView:
    view = JsonTextView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show_layout(lay_out(JsonDocument.parse(SAMPLE)))
    view.show()
    return view


def caret_line(view: JsonTextView) -> str:
    assert view.layout_ is not None
    return view.layout_.line(view.layout_.line_at(view.caret)).strip()


def test_every_number_and_escape_is_as_sent(view: JsonTextView) -> None:
    assert '      1e400,\n      0.3953571319580078\n    ],\n    "c": "x\\u0000"' in view.shown_text()


def test_a_selection_is_copied_exactly(view: JsonTextView) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == '  "a": {'
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '  "a": {'
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_text() == lay_out(JsonDocument.parse(SAMPLE)).text


def test_keys_walk_the_lines(view: JsonTextView) -> None:
    view.setFocus()
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        QTest.keyClick(view, key)
        seen.append(caret_line(view))
    assert seen == ['"a": {', '"b": [', "1e400,", '"b": [', "}"]


def test_the_caret_tells_the_value_it_is_on(view: JsonTextView) -> None:
    told: list[JsonNode] = []
    view.node_selected.connect(told.append)
    view.setFocus()
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert [node.path for node in told] == ["$.a", "$.a.b", "$.a.b[0]"]


def test_a_fold_hides_its_lines_and_a_reveal_opens_it(view: JsonTextView) -> None:
    height = view._line_height()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, height + height // 2))
    assert view.shown_text() == '{\n  "a": {\n  "d": null\n}'
    node = JsonDocument.at(view.layout_.document, "a", "b", 1)  # type: ignore[union-attr]
    assert node is not None
    view.reveal(node)
    assert "0.3953571319580078" in view.shown_text()


def test_a_double_click_takes_a_word(view: JsonTextView) -> None:
    height = view._line_height()
    x = round(view._gutter() + 8 + view._cell() * 8)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 3 * height + height // 2))
    assert view.selected_text() == "1e400"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "<html>\r\n<b>",
        '"\u202eabc"',
        '["\x00\x1b"]',
        '"' + "x" * 300_000 + '"',
        "[" * 5000,
        '"' + "ש" * 9000 + '"',
    ],
    ids=["empty", "cut", "html", "rtl", "control", "long line", "deep", "hebrew"],
)
def test_anything_is_painted(view: JsonTextView, text: str) -> None:
    view.show_layout(as_received(JsonDocument.parse(text)))
    assert not view.grab().isNull()
    view.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.caret == len(text)
    assert not view.grab().isNull()


def test_folds_count_rows_and_lines_alike() -> None:
    layout = lay_out(JsonDocument.parse('[[1,[2,3],4],[5],{"a":6}]'))
    folds = Folds(layout)
    lines = [number for number in range(layout.line_count) if folds.can_fold(number)]
    for line in lines[1:]:
        folds.toggle(line)
    seen = [folds.line(row) for row in range(folds.rows)]
    assert [layout.line(line).strip() for line in seen] == ["[", "[", "[", "{", "]"]
    assert [folds.row(line) for line in seen] == list(range(folds.rows))
    assert folds.row(3) == 1
    for line in lines[1:]:
        folds.toggle(line)
    assert folds.rows == layout.line_count


def test_find_counts_wraps_and_ignores_case(view: JsonTextView, qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    told: list[tuple[list[int], int, int]] = []
    bar.found.connect(lambda *what: told.append(what))
    layout = lay_out(JsonDocument.parse('["Aa","aA","b"]'))
    bar.open_on(layout, 0, "")
    QTest.keyClicks(bar.field, "AA")
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 2"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "2 of 2"
    assert told[-1] == (find_all(layout, "aa"), 2, 1)
    bar.field.setText("zzz")
    assert bar.count.text() == "Nothing found"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert told[-1] == ([], 0, -1)
