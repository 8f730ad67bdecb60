"""Items of an array that are alike are taken by the hundred: the rows are those of one by one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain import jsonscan
from badge_inspector.domain.jsonscan import NO_NODE, JsonFault, NodeKind, NodeTable, scan
from tests.domain.test_jsontext import json_values

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
HOLE = "\x00hole"

shapes = st.recursive(
    st.just(HOLE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
).filter(lambda shape: shape != HOLE)


@st.composite
def lists_of_records(draw: st.DrawFn) -> str:
    """Records of one shape, a few others among them, perhaps one character of the text taken out or put in."""
    shape = draw(shapes)

    def filled(part: Any) -> Any:
        if isinstance(part, list):
            return [filled(each) for each in part]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(part, dict):
            return {name: filled(each) for name, each in part.items()}  # pyright: ignore[reportUnknownVariableType]
        return draw(SCALARS)

    records = [filled(shape) for _ in range(draw(st.integers(2, 12)))]
    for odd in draw(st.lists(json_values, max_size=2)):
        records.insert(draw(st.integers(0, len(records))), odd)
    indent = draw(st.sampled_from([None, 0, 2]))
    text = json.dumps(
        draw(st.sampled_from([records, {"result": records, "time": {}}, [records, records]])), indent=indent
    )
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(["", " ", ",", "}", "]", "0", "NaN", "\\", '"'])) + text[at:]


def columns(table: NodeTable) -> dict[str, list[int]]:
    return {name: list(getattr(table, name)) for name in NodeTable.__slots__}


def scanned(text: str, alike_from: int, alike_items: int = 2) -> tuple[dict[str, list[int]], tuple[JsonFault, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonscan, "ALIKE_FROM", alike_from)
        patch.setattr(jsonscan, "ALIKE_ITEMS", alike_items)
        table, faults = scan(text)
    return columns(table), faults


def test_the_rows_of_a_document() -> None:
    table, _ = scan('{"a": [NaN, 1, {}], "b": "x"}')
    kinds = ["OBJECT", "ARRAY", "NOT_A_NUMBER", "NUMBER", "OBJECT", "STRING"]
    assert columns(table) == {
        "kind": [NodeKind[kind] for kind in kinds],
        "start": [0, 6, 7, 12, 15, 25],
        "end": [29, 18, 10, 13, 17, 28],
        "name": [0, 1, 7, 12, 15, 20],
        "parent": [NO_NODE, 0, 1, 1, 1, 0],
        "next": [6, 5, 3, 4, 5, 6],
        "ordinal": [0, 0, 0, 1, 2, 1],
        "count": [2, 3, 0, 0, 0, 0],
    }


@given(lists_of_records())
@example('[{"a":1},{"a":2},{"a":3} ,{"a":4}]')
@example('[{"a":1},{"a":2},{"a":3},{"b":4}]')
@example('[{"a":1},{"a":2},{"a":NaN},{"a":4},{"a":5}]')
@example('[{"a":NaN},{"a":NaN},{"a":1},{"a":NaN}]')
@example('[{"a":1},{"a":2},{"a":03}]')
@example('[{"a":1},{"a":2},{"a":"x}]')
@example("[[],[],[],[[]],[],[]]")
@example('[{"# a":[]},{"# a":[]},{"# a":[]},{"# a":[ ]}]')
def test_alike_or_not_the_rows_are_the_same(text: str) -> None:
    assert scanned(text, 0) == scanned(text, len(text) + 1)


def test_thousands_of_records_with_odd_ones_among_them() -> None:
    records = [
        {"id": number, "name": f"Сделка {number}", "sum": number / 7, "tags": ["a", None, True], "more": {"of": []}}
        | ({"odd": number} if number % 700 == 5 else {})
        for number in range(3000)
    ]
    text = json.dumps({"result": {"items": records}, "time": {"start": 1.5}}, ensure_ascii=False)
    assert scanned(text, 0, 32) == scanned(text, len(text) + 1)


def comparisons(text: str, alike_from: int, alike_items: int = jsonscan.ALIKE_ITEMS) -> list[tuple[int, int]]:
    """Places where a pattern of the last item was tried, and the number of items it took at once."""
    tried: list[tuple[int, int]] = []
    take = jsonscan._Alike.append_from

    def recorded(alike: Any, text: str, nodes: NodeTable, children: int, position: int) -> tuple[int, int]:
        number, end = take(alike, text, nodes, children, position)
        tried.append((position, number))
        return number, end

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonscan._Alike, "append_from", recorded)
        scanned(text, alike_from, alike_items)
    return tried


RECORD = '{"a":[1,2],"b":3}'


@pytest.mark.parametrize(
    ("items", "taken"),
    [
        pytest.param([RECORD] * 32, [0], id="a pattern from 32 items on"),
        pytest.param([RECORD] * 31, [], id="none from 31"),
        pytest.param([RECORD] * 1000, [256, 256, 256, 200], id="256 at once"),
        pytest.param([RECORD] * 288, [256, 0], id="a whole batch"),
        pytest.param(["[" + "1," * 62 + "1]"] * 33, [1], id="64 values in an item"),
        pytest.param(["[" + "1," * 63 + "1]"] * 33, [], id="65 values in an item"),
        pytest.param(['["' + "x" * 4091 + '"]'] * 33, [1], id="4,096 characters with the comma"),
        pytest.param(['["' + "x" * 4092 + '"]'] * 33, [], id="4,097 characters with the comma"),
        pytest.param(["[1]", "[1,2]"] * 32, [], id="two kinds in turn"),
        pytest.param(["[1]"] * 62 + ["[1,2]"] * 2, [30], id="only the last two alike"),
        pytest.param(["[1]"] * 33 + ["[1,2]"] * 63, [1, 0], id="32 of another kind further on"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_items_alike_are_taken_by_the_hundred_as_far_as_they_go(items: list[str], taken: list[int]) -> None:
    assert [number for _, number in comparisons(f"[{','.join(items)}]", 0)] == taken


def test_the_last_256_ki_characters_of_a_text_are_read_one_by_one() -> None:
    read, left = "[" + ",".join(["[1]"] * 32), ",[1]]"
    assert comparisons(read + left.ljust((1 << 18) + 1), jsonscan.ALIKE_FROM) == [(len(read), 1)]
    assert comparisons(read + left.ljust(1 << 18), jsonscan.ALIKE_FROM) == []


def test_a_comparison_that_takes_as_many_characters_as_the_pause_is_followed_by_no_pause() -> None:
    text = f'[{"[1]," * 6}{{"":1}},{{"":1}},{" " * 128}1]'
    assert comparisons(text, 8 * len(",[1]" * 4), 2) == [(8, 4), (8 + 16 + 14, 0)]
    assert comparisons(text, 8 * len(",[1]" * 4) + 8, 2) == [(8, 4)]


def test_items_that_are_seldom_alike_are_compared_less_and_less_often() -> None:
    """After a comparison that takes fewer characters than the pause (at first an eighth of what must be left for any)
    the next is not made before the pause is over, and the pause is doubled."""
    kinds = '{"a":1},{"a":1},{"b":1},{"b":1}'  # each second item is like the one before it and unlike the next
    text = f"[{','.join([kinds] * 40)}]"
    pause, width, tried = 20, len('{"a":1},{"a":1},'), [len('[{"a":1},{"a":1}')]
    while (after := tried[-1] + pause) < len(text) - 8 * 20:
        tried.append(tried[0] + -(-(after - tried[0]) // width) * width)
        pause *= 2
    assert comparisons(text, 8 * 20, 2) == [(position, 0) for position in tried]
