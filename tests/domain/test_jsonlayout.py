"""Lines to look at: white space moves, nothing else does."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from badge_inspector.domain import jsonlayout
from badge_inspector.domain.jsonlayout import as_received, lay_out
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.layout_alike import AlikeItems, AlikeLines
from tests.domain.test_jsontext import VALID, json_values

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+|[{}\[\],:]')


def pretty(text: str) -> str:
    return lay_out(JsonDocument.parse(text)).text


def test_as_a_person_would_indent_it() -> None:
    assert pretty('{"a":{"b":[1,{}],"c":[]},"d" : null}') == (
        '{\n  "a": {\n    "b": [\n      1,\n      {}\n    ],\n    "c": []\n  },\n  "d": null\n}'
    )


@pytest.mark.parametrize("text", VALID, ids=lambda text: text[:20])
def test_token_for_token(text: str) -> None:
    assert _TOKENS.findall(pretty(text)) == _TOKENS.findall(text)


@given(json_values)
def test_what_the_standard_library_writes_is_laid_out_alike(value: Any) -> None:
    compact = json.dumps(value, ensure_ascii=False)
    assert pretty(compact) == json.dumps(value, ensure_ascii=False, indent=2)


@given(json_values)
def test_lines_and_nodes_know_each_other(value: Any) -> None:
    know_each_other(value)


def renewed(value: Any, number: int) -> Any:
    """A value of the same form, with the same names and other scalars."""
    if isinstance(value, dict):
        return {name: renewed(one, number) for name, one in value.items()}
    if isinstance(value, list):
        return [renewed(one, number) for one in value]
    return (number, str(number) * (number % 5), None, True, 0.5)[number % 5]


@settings(max_examples=40)
@given(
    form=st.dictionaries(st.text(max_size=3), json_values, max_size=3) | st.lists(json_values, max_size=3),
    odd=json_values,
    at=st.integers(0, 19),
    items=st.integers(7, 20),
)
@example(form={"a": {"b": [1, {}, []]}}, odd={"a": {"c": [1, {}, []]}}, at=19, items=20)
@example(form=[[1], [1]], odd=[[1, 1], []], at=19, items=20)
@example(form={"a": 1}, odd=0, at=0, items=20)
@example(form=[[], 1], odd=[[1]], at=19, items=20)  # the same kinds in the same order
@example(form=[1], odd={"a": 1}, at=19, items=20)  # as many values in each
@example(form=[{}, []], odd=0, at=0, items=20)
def test_items_that_are_alike_are_laid_out_as_one_by_one(form: Any, odd: Any, at: int, items: int) -> None:
    """`odd` stands among them. Items are compared again at once where few were alike, as in a long answer."""
    alike = [renewed(form, number) for number in range(items)]
    value = {"first": [*alike[:at], odd, *alike[at:]], "second": [alike, 1]}
    compact = json.dumps(value, ensure_ascii=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonlayout, "_ALIKE_AGAIN", 0)
        assert pretty(compact) == json.dumps(value, ensure_ascii=False, indent=2)
        know_each_other(value)


def test_records_are_laid_out_together(monkeypatch: pytest.MonkeyPatch) -> None:
    together: list[AlikeLines | None] = []
    lines_of = AlikeItems.lines_of

    def counted(*asked: Any, **places: int) -> AlikeLines | None:
        together.append(lines_of(*asked, **places))
        return together[-1]

    monkeypatch.setattr(AlikeItems, "lines_of", counted)
    pretty(json.dumps([{"id": number, "tags": ["a", None]} for number in range(300)]))
    assert sum(some.rows for some in together if some is not None) == 5 * 299  # the last one has no comma


def know_each_other(value: Any) -> None:
    document = JsonDocument.parse(json.dumps(value))
    layout = lay_out(document)
    assert "\n".join(layout.line(number) for number in range(layout.line_count)) == layout.text
    for index in range(len(document.nodes)):
        node = document.node(index)
        start, end = layout.span_of(node)
        assert node.source.startswith(layout.text[start:end])
        assert layout.node_at(start) == node
        if not node.kind.is_container:
            assert layout.text[start:end] == node.source
        else:
            assert layout.text[start:end] in (("{", "[") if list(node.children()) else ("{}", "[]"))
        assert layout.offset_of(node.span[0]) == start
    assert layout.widest == max(map(len, layout.text.split("\n")))
    closing, opened = [0] * layout.line_count, list[int]()
    for line, text in enumerate(layout.text.split("\n")):
        if text.lstrip(" ").rstrip(",") in ("}", "]"):
            closing[opened.pop()] = line
        elif text.endswith(("{", "[")):
            opened.append(line)
    assert list(layout.closing) == closing
    assert all(layout.nodes[line] == layout.nodes[closed] for line, closed in enumerate(closing) if closed)
    assert len(layout.folded) == len(layout.pieces)


@pytest.mark.parametrize("text", ["", "<html>\r\n<b>", '{"a":', "a\rb\nc\r\n", "{}\n"])
def test_as_received_is_to_the_letter(text: str) -> None:
    layout = as_received(JsonDocument.parse(text))
    assert layout.text == text
    assert [layout.line(number) for number in range(layout.line_count)] == re.split(r"\r\n|\n|\r", text)
    assert layout.exact
    assert layout.offset_of(len(text)) == len(text)


@pytest.mark.parametrize("empty", ["{}", "[]"])
def test_nothing_within_brackets_is_written_without_white_space(empty: str) -> None:
    assert pretty(f"{empty[0]} \n {empty[1]}") == empty


@pytest.mark.parametrize("widest", [0, 1, 1_022, 1_023, 1_024, 1_025, 8_192, 9_999])
def test_the_longest_line_is_known_wherever_it_is(widest: int) -> None:
    lines = ["1"] * 10_000
    lines[widest] = "12345"
    assert as_received(JsonDocument.parse("\n".join(lines))).widest == 5


def test_the_longest_of_two_lines_and_of_one() -> None:
    assert [as_received(JsonDocument.parse(text)).widest for text in ("12345\n1", "1\n12345", "12345", "")] == [
        5,
        5,
        5,
        0,
    ]


def test_what_is_no_json_shows_as_received() -> None:
    assert pretty('{"a": [1,}') == '{"a": [1,}'


def test_depth_costs_no_gigabytes() -> None:
    layout = lay_out(JsonDocument.parse("[" * 20_000 + "1" + "]" * 20_000))
    assert layout.line_count == 40_001
    assert max(len(layout.line(number)) for number in range(layout.line_count)) == 2 * 60 + 1


def test_lower_case_keeps_the_length() -> None:
    layout = lay_out(JsonDocument.parse('["İSTANBUL", "ẞ"]'))
    assert len(layout.folded) == len(layout.pieces)
    assert "istanbul" in str(layout.folded)


@pytest.mark.parametrize("lines", [8_191, 8_192, 8_193, 16_384])
def test_lines_are_joined_by_the_thousand(lines: int) -> None:
    values = list(range(lines - 2))
    layout = lay_out(JsonDocument.parse(json.dumps(values)))
    assert layout.text == json.dumps(values, indent=2)
    assert layout.line_count == lines


def test_a_text_of_one_line_is_whole_however_long() -> None:
    text = json.dumps("x" * 300_000)
    assert pretty(text) == text


def test_pieces_have_8_192_lines_or_256_ki_characters() -> None:
    short = lay_out(JsonDocument.parse(json.dumps([1] * 20_000)))
    assert [part.count("\n") for part in short.pieces.parts] == [8_192, 8_192, 20_002 - 2 * 8_192 - 1]
    begin, others = "x" * 504, "x" * 506  # lines of 512 characters, but for the first bracket's
    long = lay_out(JsonDocument.parse(json.dumps([begin] + [others] * 1_600)))
    assert [len(part) for part in long.pieces.parts] == [1 << 18, 1 << 18, 1 << 18, 65 * 512]


def test_what_is_large_can_be_given_back_part_by_part() -> None:
    document = JsonDocument.parse(json.dumps([{"a": "x" * 200}] * 3_000))
    layout = lay_out(document)
    large = {id(part) for part in (*layout.parts(), *document.parts())}
    held = (layout.starts, layout.nodes, layout.closing, layout.values, document.text, document.nodes.start)
    assert {id(part) for part in held} <= large
    sizes = [len(part) for part in layout.parts() if isinstance(part, str)]
    assert sum(sizes) == 2 * len(layout.pieces)
    assert max(sizes) < 600_000  # in one go it takes no longer than that
