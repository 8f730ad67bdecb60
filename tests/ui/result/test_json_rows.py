"""Long lines are broken at the pane's width: every character stands in one row, and every row in its line."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.jsonlayout import Layout, as_received, lay_out
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_rows import Rows

WORDS = st.text(st.sampled_from("ab яЖ 漢字 👍🏽e\u0301\t"), max_size=120)
ANYTHING = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4))


def laid(value: object) -> Layout:
    return lay_out(JsonDocument.parse(json.dumps(value, ensure_ascii=False)))


def parts(rows: Rows, layout: Layout) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows.count):
        line, part = rows.place(row)
        found.setdefault(line, []).append(rows.span(line, part))
        assert len(found[line]) == part + 1
    return found


@given(ANYTHING, st.integers(0, 80), st.booleans())
def test_rows_are_the_lines_and_lines_are_whole(value: object, columns: int, exact: bool) -> None:
    document = JsonDocument.parse(json.dumps(value, ensure_ascii=False))
    layout = as_received(document) if exact else lay_out(document)
    rows = Rows(layout, Folds(layout), columns)
    found = parts(rows, layout)
    assert list(found) == list(range(layout.line_count))
    for line, spans in found.items():
        assert spans[0][0] == layout.starts[line]
        assert spans[-1][1] == layout.line_end(line)
        assert all(one[1] == other[0] for one, other in pairwise(spans))
        assert len(spans) == 1 or all(start < end for start, end in spans)
        for start, end in spans:
            for offset in range(start, end):
                at = rows.row(line, offset)
                assert rows.span(*rows.place(at)) == (start, end)


def test_a_line_is_broken_behind_a_space_and_goes_on_deeper() -> None:
    layout = laid({"words": "one two three four five six seven eight"})
    rows = Rows(layout, Folds(layout), 24)
    texts = [layout.text[slice(*rows.span(*rows.place(row)))] for row in range(rows.count)]
    assert texts == ["{", '  "words": "one two ', "three four five ", 'six seven eight"', "}"]
    assert [rows.indent(*rows.place(row)) for row in range(rows.count)] == [0, 0, 6, 6, 0]


def test_what_is_written_from_the_right_is_left_whole() -> None:
    layout = laid(["שלום " * 30])
    assert Rows(layout, Folds(layout), 20).count == layout.line_count


def test_a_closed_fold_hides_its_rows() -> None:
    layout = laid({"a": {"b": "word " * 30}, "c": "word " * 30})
    folds = Folds(layout)
    rows = Rows(layout, folds, 30)
    folds.toggle(1)
    closed = Rows(layout, folds, 30)
    assert closed.count == folds.rows + 7
    assert rows.count > closed.count
    assert closed.place(1) == (1, 0)
    assert closed.row(2, layout.starts[2] + 60) == 1  # a hidden line is where its fold is


@pytest.mark.parametrize("length", [20_001, 8_000_000])
def test_a_line_of_megabytes_is_broken_by_arithmetic(length: int) -> None:
    layout = as_received(JsonDocument.parse(json.dumps("x" * length)))
    rows = Rows(layout, Folds(layout), 100)
    assert rows.count == 1 + -(-(length + 2 - 100) // 96)
    line, part = rows.place(rows.count - 1)
    assert rows.span(line, part)[1] == length + 2
    assert rows.row(0, 100) == 1
    assert rows.row(0, 99) == 0
    assert rows.row(0, length + 2) == rows.count - 1


def test_too_many_lines_are_not_looked_at() -> None:
    layout = laid(["word " * 30] * 6_000)
    assert Rows(layout, Folds(layout), 30).count == layout.line_count


def test_of_many_long_lines_none_is_looked_at() -> None:
    layout = laid(["word " * 30] * 301)
    rows = Rows(layout, Folds(layout), 50)
    assert rows.count == 2 + 301 * 4
    line, _ = rows.place(5)
    assert [rows.span(line, part)[0] - layout.starts[line] for part in range(4)] == [0, 50, 94, 138]
    layout = laid(["слово " * 30] * 301)
    assert Rows(layout, Folds(layout), 50).count == layout.line_count
