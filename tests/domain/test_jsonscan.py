"""Items of an array that are alike are taken by the hundred: the rows are those of one by one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain import jsonscan
from badge_inspector.domain.jsonscan import JsonFault, NodeTable, scan
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
