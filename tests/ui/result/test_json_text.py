"""The answer as text: what is seen, selected, copied, folded and found."""

from __future__ import annotations

import json
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from badge_inspector.domain.jsonlayout import as_received, lay_out
from badge_inspector.domain.jsontext import JsonDocument, JsonNode
from badge_inspector.ui.kit import accessible
from badge_inspector.ui.kit.accessible_text import TextReader
from badge_inspector.ui.result import json_lines
from badge_inspector.ui.result.find_bar import FindBar, find_all
from badge_inspector.ui.result.json_caret import Move
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_page import JsonPage
from badge_inspector.ui.result.json_syntax import PLAIN
from badge_inspector.ui.result.json_text import JsonTextView
from tests.support.front import bring_to_front
from tests.support.lookups import lookup

SAMPLE = '{"a":{"b":[1e400,0.3953571319580078],"c":"x\\u0000"},"d":null}'


@pytest.fixture
def view(qtbot: QtBot) -> JsonTextView:
    view = JsonTextView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show_layout(lay_out(JsonDocument.parse(SAMPLE)))
    bring_to_front(view, qtbot)
    return view


def caret_line(view: JsonTextView) -> str:
    assert view.layout_ is not None
    return view.layout_.line(view.layout_.line_at(view.caret)).strip()


def test_every_number_and_escape_is_as_sent(view: JsonTextView) -> None:
    assert '      1e400,\n      0.3953571319580078\n    ],\n    "c": "x\\u0000"' in view.shown_text()


def test_the_lines_in_view_are_laid_out_in_a_turn_before_they_are_painted(
    view: JsonTextView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_layout(lay_out(JsonDocument.parse(SAMPLE)))
    qtbot.wait_until(lambda: bool(view._lines and view._lines._pieces))
    laid_out: list[object] = []
    monkeypatch.setattr(json_lines, "spans", lambda *asked: laid_out.append(asked) or [])
    view.grab()
    assert laid_out == []


def test_characters_that_are_shaped_as_they_are_have_no_other_form() -> None:
    ordinary = [chr(code) for code in range(sys.maxunicode + 1) if json_lines._ORDINARY.fullmatch(chr(code))]
    assert len(ordinary) > 500
    assert [json_lines._shown(char, colour) for colour in (PLAIN, "json_text") for char in ordinary] == 2 * ordinary


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


def x_of(view: JsonTextView, text: str) -> float:
    """Left edge of a text in the view."""
    assert view.layout_ is not None
    assert view._lines is not None
    left = view._gutter() + 8 - view.horizontalScrollBar().value()
    return left + view._lines.x_of(view.layout_.text.index(text))


def point_of(view: JsonTextView, text: str) -> QPoint:
    assert view.layout_ is not None
    row = view.folds.row(view.layout_.line_at(view.layout_.text.index(text))) - view.verticalScrollBar().value()
    return QPoint(round(x_of(view, text)) + 1, round((row + 0.5) * view._line_height()))


def show(view: JsonTextView, text: str, exact: bool = False) -> None:
    document = JsonDocument.parse(text)
    view.show_layout(as_received(document) if exact else lay_out(document))


@pytest.mark.parametrize(
    "before",
    ["😀😀😀", "e\u0301e\u0301", "\u202e\u200b\x85", "漢字かな", "👨\u200d👩\u200d👧", "\ud800"],
    ids=["emoji", "accents", "hidden", "wide", "family", "half"],
)
def test_what_is_clicked_is_what_is_selected(view: JsonTextView, before: str) -> None:
    show(view, f'["{before}abc","next"]')
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "abc"))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == "a"
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == 'abc",'
    assert not view.grab().isNull()


def test_a_right_to_left_name_stays_left_of_its_value(view: JsonTextView) -> None:
    show(view, '{"שלום":"עולם","x":1}')
    assert x_of(view, '"שלום"') < x_of(view, ": ") < x_of(view, '"עולם"') < x_of(view, ",")


@pytest.mark.parametrize(
    "char", ["x", "漢", "ש", "😀", "e\u0301", "\x01"], ids=["x", "wide", "rtl", "emoji", "accent", "SOH"]
)
@pytest.mark.parametrize("exact", [True, False], ids=["received", "indented"])
def test_a_place_in_a_very_long_line_is_brought_into_view(view: JsonTextView, char: str, exact: bool) -> None:
    length = 100_000 // len(char)
    show(view, f'["{char * length}needle{char * length}"]', exact)
    assert view.layout_ is not None
    view.show_matches([view.layout_.text.index("needle")], 6, 0)
    assert not view.grab().isNull()
    assert view._gutter() <= x_of(view, "needle") < view.viewport().width() - 20
    point = point_of(view, "needle")
    assert view._offset_at(point) == view.layout_.text.index("needle")
    QTest.keyClick(view, Qt.Key.Key_End)
    assert not view.grab().isNull()
    assert view.caret == view.layout_.line_end(view.layout_.line_at(view.caret))
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.horizontalScrollBar().value() == 0


@pytest.mark.parametrize("char", ["x", "\u05d5", "\u2024"], ids=["cell", "narrow letter", "narrow sign"])
def test_painting_moves_nothing_for_a_fault_out_of_sight(view: JsonTextView, char: str) -> None:
    """Its wave is far to the left, where the widths of what was never seen are a guess."""
    show(view, f'["\x01{char * 100_000}needle{char * 100_000}"]', True)
    assert view.layout_ is not None
    view.show_matches([view.layout_.text.index("needle")], 6, 0)
    before = x_of(view, "needle")
    assert not view.grab().isNull()
    assert x_of(view, "needle") == before


def test_a_fault_in_sight_has_its_wave_wherever_it_begins(view: JsonTextView) -> None:
    """One in a long line, longer than what is in view."""
    show(view, "[" + "x" * 30_000 + "]", True)
    plain = JsonTextView(view)
    plain.resize(view.size())
    plain.show_layout(view.layout_)
    plain._faults = []
    for offset in (1, 15_000, 29_900):
        for each in (view, plain):
            each.go_to(offset)
        assert view.grab().toImage() != plain.grab().toImage()


def test_a_third_click_takes_the_line(view: JsonTextView) -> None:
    at = point_of(view, "1e400")
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "1e400"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "      1e400,"


def test_dragging_selects(view: JsonTextView) -> None:
    start, end = point_of(view, "0.39"), point_of(view, '"c"')
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(view.viewport().mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(view.viewport(), move)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_text() == "0.3953571319580078\n    ],\n    "


def test_dragging_out_of_the_view_scrolls_on(view: JsonTextView, qtbot: QtBot) -> None:
    show(view, str(list(range(500))))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 5))
    below = QPointF(100, view.viewport().height() + 50)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        below,
        view.viewport().mapToGlobal(below),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(view.viewport(), move)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 3)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=below.toPoint())
    assert not view._dragging.isActive()
    assert view.selected_text().count("\n") > 3


def test_keys_fold_outwards_and_open_again(view: JsonTextView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_BracketLeft, both)
    assert view.shown_text().splitlines()[2:4] == ['    "b": [', '    "c": "x\\u0000"']
    QTest.keyClick(view, Qt.Key.Key_BracketLeft, both)
    assert view.shown_text() == '{\n  "a": {\n  "d": null\n}'
    assert caret_line(view) == '"a": {'
    QTest.keyClick(view, Qt.Key.Key_BracketRight, both)
    assert len(view.shown_text().splitlines()) == 7
    assert not view.grab().isNull()


def test_the_caret_keeps_its_column_across_short_lines(view: JsonTextView) -> None:
    show(view, '{"long name":1,"a":[],"another":2}')
    view.go_to(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert view.layout_ is not None
    line = view.layout_.line_at(view.caret)
    assert view.caret - view.layout_.starts[line] == len('  "another": 2')
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.caret == view.layout_.line_end(1)


def test_value_and_path_are_copied(view: JsonTextView) -> None:
    told: list[str] = []
    view.copied.connect(told.append)
    show(view, '{"a b":"x\\"\\n","c":[1e400]}')
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, '"x'))
    view.copy_value.trigger()
    assert QGuiApplication.clipboard().text() == 'x"\n'
    view.copy_path.trigger()
    assert QGuiApplication.clipboard().text() == "$['a b']"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "1e400"))
    view.copy_value.trigger()
    assert QGuiApplication.clipboard().text() == "1e400"
    assert told == ["Value", "JSON path", "Value"]


def test_the_menu_is_for_what_was_clicked(view: JsonTextView, qtbot: QtBot) -> None:
    at = point_of(view, "0.39")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    view.contextMenuEvent(event)
    (menu,) = view.findChildren(QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Copy", "Copy value", "Copy JSON path", "Select all", "Fold", "Unfold", "Fold all", "Unfold all"]
    assert caret_line(view) == "0.3953571319580078"
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_a_screen_reader_is_told_the_line(view: JsonTextView) -> None:
    accessible.install()
    QAccessible.setActive(True)
    try:
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Right)
    finally:
        QAccessible.setActive(False)
    assert view.accessibleDescription() == '"a": {'


@pytest.mark.parametrize(
    ("text", "exact", "places"),
    [
        ('{"a": [1, 2,', True, [(12, 12)]),
        ('{"a": tru, 1}', True, [(6, 9)]),
        ('["a" "b"]', True, [(5, 6)]),
        ("[1, NaN, -Infinity]", True, [(4, 7), (9, 18)]),
        ("[1,NaN]", False, [(9, 12)]),
        ("\ufeff{}", True, [(0, 1)]),
        ("\ufeff{}", False, []),
        ("[1]", True, []),
    ],
    ids=["end", "word", "sign", "mild", "mild, indented", "mark", "mark, indented", "none"],
)
def test_faults_are_marked_where_they_are(
    view: JsonTextView, text: str, exact: bool, places: list[tuple[int, int]]
) -> None:
    show(view, text, exact)
    assert view._faults == places
    assert not view.grab().isNull()


def test_an_empty_pair_of_brackets_is_marked_as_it_is_shown(view: JsonTextView) -> None:
    show(view, '{"a":{  },"b":[\n]}')
    document = JsonDocument.at(view.layout_.document, "a")  # type: ignore[union-attr]
    assert document is not None
    view.reveal(document)
    assert view.layout_ is not None
    start, end = view._marked or (0, 0)
    assert view.layout_.text[start:end] == "{}"


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


def test_find_minds_letter_case_when_told(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.open_on(lay_out(JsonDocument.parse('["Ab","ab","AB"]')), 0, "")
    bar.field.setText("ab")
    assert bar.count.text() == "1 of 3"
    bar.match_case.click()
    assert bar.count.text() == "1 of 1"
    bar.match_case.click()
    assert bar.count.text() == "1 of 3"


@pytest.fixture
def page(qtbot: QtBot) -> JsonPage:
    page = JsonPage()
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show_lookup(lookup())
    page.show()
    return page


def test_find_next_asks_first_and_then_goes_on(page: JsonPage) -> None:
    page.find_next()
    assert page.find_bar.isVisible()
    page.find_bar.field.setText("missed")
    places = [page.text.caret]
    for backwards in (False, True, True):
        page.find_next(backwards)
        places.append(page.text.caret)
    assert places[0] < places[1]
    assert places[2] == places[0]
    assert places[3] == places[1]


def test_the_other_form_shows_the_same_place(page: JsonPage) -> None:
    told: list[JsonNode] = []
    page.node_selected.connect(told.append)
    page.text._move(Move.DOWN, keep_anchor=False)
    page.text._move(Move.DOWN, keep_anchor=False)
    page.text._move(Move.DOWN, keep_anchor=False)
    assert told[-1].path == "$.result.badge.code"
    page.exact.click()
    assert page.text.layout_ is not None
    assert page.text.layout_.exact
    start, end = page.text._marked or (0, 0)
    assert page.text.layout_.text[start:end] == '"missedCall"'


def test_a_tooltip_reads_times_out(view: JsonTextView, qtbot: QtBot) -> None:
    view.show_layout(lay_out(JsonDocument.parse('{"time":{"start":1724068028.331234,"duration":0.395},"n":5}')))
    assert view.layout_ is not None
    assert view._lines is not None

    def hover(text: str) -> None:
        assert view.layout_ is not None
        assert view._lines is not None
        offset = view.layout_.text.index(text)
        row = view.folds.row(view.layout_.line_at(offset))
        x = view._gutter() + 8 + view._lines.x_of(offset) + 2
        point = QPoint(round(x), round((row + 0.5) * view._line_height()))
        QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point)))

    hover("1724068028")
    assert "11:47:08" in QToolTip.text()
    hover("0.395")
    assert "395" in QToolTip.text()
    hover('"n"')
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_screen_reader_finds_the_caret_behind_an_emoji(view: JsonTextView) -> None:
    view.show_layout(as_received(JsonDocument.parse('{"a":"\U0001f600","b":1}')))
    reader = TextReader(view)
    assert reader.characterCount() == len(view.read_text()) + 1
    at = view.read_text().index('"b"')
    reader.setCursorPosition(at + 1)
    assert (view.caret, reader.cursorPosition()) == (at, at + 1)
    assert reader.text(at + 1, at + 4) == '"b"'
    assert reader.offsetAtPoint(reader.characterRect(at + 1).center()) in (at + 1, at + 2)


def test_long_lines_are_broken_and_walked_through_by_what_is_seen(view: JsonTextView, qtbot: QtBot) -> None:
    words = "word " * 40
    view.show_layout(lay_out(JsonDocument.parse(json.dumps({"a": words, "b": 1}))))
    assert view.horizontalScrollBar().maximum() > 0
    view.wrap(True)
    assert view.horizontalScrollBar().maximum() == 0
    assert view.rows.count > 4
    assert words in view.shown_text()
    assert view.layout_ is not None
    seen = []
    for _ in range(view.rows.count - 1):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        seen.append(view.rows.row(view.layout_.line_at(view.caret), view.caret))
    assert seen == list(range(1, view.rows.count))
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text()
    middle = view.layout_.text.index("word", 60)
    view.go_to(middle)
    place = view.read_place(middle)
    assert view.read_offset(place.center() - QPoint(place.width() // 4, 0)) == middle
    view.resize(view.width() * 2, view.height())
    assert view.rows.count < len(seen) + 1


def test_a_note_stands_where_the_text_will_be(view: JsonTextView) -> None:
    view.show_layout(None)
    view.show_note("Formatting 8.0 MiB…")
    assert view.shown_text() == "Formatting 8.0 MiB…"
    assert view.accessibleDescription() == "Formatting 8.0 MiB…"
    view.show_layout(lay_out(JsonDocument.parse("1")))
    assert view.shown_text() == "1"
