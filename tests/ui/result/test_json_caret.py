"""Moves of the caret, and the words that a double click selects: without a widget."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.jsonlayout import Layout, as_received, lay_out
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.ui.result.json_caret import Move, continues, target, word_at
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_syntax import PLAIN, spans
from tests.domain.test_jsontext import VALID

FAMILY = "👨\u200d👩\u200d👧"
ACCENTED = "e\u0301"


def received(text: str) -> Layout:
    return as_received(JsonDocument.parse(text))


def walk(layout: Layout, folds: Folds, caret: int, move: Move, times: int = 1) -> int:
    for _ in range(times):
        caret = target(layout, folds, caret, move, column=0, page=10)
    return caret


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("ab", [0, 1, 2]),
        (f"x{ACCENTED}y", [0, 1, 3, 4]),
        (f"{FAMILY}!", [0, 5, 6]),
        ("👍🏽!", [0, 2, 3]),
        ("a\r\nb", [0, 1, 3, 4]),
        ("a\u0000b", [0, 1, 2, 3]),
    ],
    ids=["letters", "accent", "family", "skin", "line end", "NUL"],
)
def test_a_step_is_a_character_as_seen(text: str, stops: list[int]) -> None:
    layout = received(text)
    folds = Folds(layout)
    ahead = [walk(layout, folds, 0, Move.RIGHT, times) for times in range(len(stops))]
    assert ahead == stops
    assert [walk(layout, folds, len(text), Move.LEFT, times) for times in range(len(stops))] == stops[::-1]
    assert walk(layout, folds, len(text), Move.RIGHT) == len(text)
    assert walk(layout, folds, 0, Move.LEFT) == 0


@given(st.text(max_size=200), st.sampled_from(Move), st.integers(0, 200))
def test_no_move_leaves_the_text(text: str, move: Move, caret: int) -> None:
    layout = received(text)
    to = target(layout, Folds(layout), min(caret, len(text)), move, column=7, page=3)
    assert 0 <= to <= len(text)
    assert to == layout.line_end(layout.line_at(to)) or not continues(text, to)


def test_a_hundred_thousand_accents_are_walked_in_steps() -> None:
    layout = received("a" + "\u0301" * 100_000)
    folds = Folds(layout)
    assert 0 < walk(layout, folds, 0, Move.RIGHT) <= 64
    assert walk(layout, folds, 100_001, Move.LEFT) == 100_000 - 64


@pytest.mark.parametrize(
    ("move", "start", "end"),
    [
        (Move.WORD_RIGHT, '|"one two"', '"|one two"'),
        (Move.WORD_RIGHT, '"|one two"', '"one| two"'),
        (Move.WORD_RIGHT, '"one| two"', '"one two|"'),
        (Move.WORD_LEFT, '"one two|"', '"one |two"'),
        (Move.WORD_LEFT, '"one |two"', '"|one two"'),
        (Move.LINE_START, '  "on|e"', '  |"one"'),
        (Move.LINE_START, '  |"one"', '|  "one"'),
        (Move.LINE_END, '  |"one"', '  "one"|'),
        (Move.START, "[\n|1]", "|[\n1]"),
        (Move.END, "[|\n1]", "[\n1]|"),
        (Move.WORD_RIGHT, "[|\n1]", "[\n|1]"),
        (Move.WORD_LEFT, "[\n|1]", "[|\n1]"),
    ],
)
def test_moves(move: Move, start: str, end: str) -> None:
    layout = received(start.replace("|", ""))
    assert walk(layout, Folds(layout), start.index("|"), move) == end.index("|")


def test_what_is_folded_is_stepped_over() -> None:
    layout = lay_out(JsonDocument.parse('{"a":[1,2],"b":3}'))
    folds = Folds(layout)
    folds.toggle(1)
    end = layout.line_end(1)
    assert layout.line_at(walk(layout, folds, end, Move.RIGHT)) == 5
    assert layout.line_at(walk(layout, folds, end, Move.DOWN)) == 5
    assert walk(layout, folds, layout.starts[5], Move.LEFT) == end
    folds.toggle(0)
    assert walk(layout, folds, 0, Move.END) == layout.line_end(0)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ('"missed call"', 3, "missed"),
        ('{"a":-1.5e+3}', 7, "-1.5e+3"),
        ('{"a":-1.5e+3}', 5, "-1.5e+3"),
        ('"2025-01-21"', 6, "2025-01-21"),
        (f'"x{ACCENTED}y z"', 2, f"x{ACCENTED}y"),
        ("{}", 0, "{"),
        ("{}", 2, ""),
        ("", 0, ""),
    ],
)
def test_a_double_click_takes(text: str, at: int, word: str) -> None:
    start, end = word_at(received(text), at)
    assert text[start:end] == word


@pytest.mark.parametrize("text", [*VALID, '{"a": [1, "b', "<html>", '["x" "y"]'], ids=lambda text: text[:20])
def test_spans_make_up_each_line(text: str) -> None:
    document = JsonDocument.parse(text)
    for layout in (lay_out(document), as_received(document)):
        for line in range(layout.line_count):
            first, last = layout.starts[line], layout.line_end(line)
            found = spans(layout, line, first, last)
            assert "".join(layout.text[start:end] for start, end, _ in found) == layout.line(line)
            middle = (first + last) // 2
            assert sum(end - start for start, end, _ in spans(layout, line, middle, last)) == last - middle


def test_colours_follow_the_document_not_the_looks() -> None:
    text = '{"a":"\\"b\\": 1 true","c":[-1.5,true,null,NaN],"d":{}}'
    coloured = {
        text[start:end]: colour for start, end, colour in spans(received(text), 0, 0, len(text)) if colour != PLAIN
    }
    assert coloured == {
        '"a"': "json_key",
        '"\\"b\\": 1 true"': "json_string",
        '"c"': "json_key",
        "-1.5": "json_number",
        "true": "json_literal",
        "null": "json_literal",
        "NaN": "json_literal",
        '"d"': "json_key",
    }
