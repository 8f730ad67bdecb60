"""Lossless JSON: what parses, what does not and where, and that nothing is re-valued."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain.jsonscan import MAX_MILD_FAULTS
from badge_inspector.domain.jsontext import MOST_CLIMBED, FaultReason, JsonDocument, JsonKind, JsonNode

VALID = [
    "{}", "[]", "null", "true", "false", "0", "-0", "-0.0e-0", "1e400", "123456789012345678901234567890",
    "0.3953571319580078", "1E+2", '""', '"a"', '"\\u0041\\n\\/\\""', '"\\ud800"', '"\\ud83d\\ude00"', '"é😀\u2028"',
    '"' + " " * 20_000 + '"', "[" + "1" * 300 + ".5,1]", "[" + "1" * 300 + "e5,1]", "[" + "1" * 300 + "E-5,1]",
    ' [ 1 , 2 ] ', '{"a":{"b":[{}]}}', '{"a":1,"a":2}', '{"":0}', "[[],[[]],{}]", '"\x7f"', "\t\r\n1\n",
    '["' + "x" * 20_000 + '"]', '["' + "\\n" * 20_000 + '"]', "1" * 5_000, "0." + "3" * 5_000 + "e" + "1" * 5_000,
    " " * 20_000 + "1" + " " * 20_000, '{"a\\"b":1}',
    '{"' + "\\n" * 300 + '":"' + "y" * 5_000 + '","b":' + " " * 5_000 + "1" + " " * 5_000 + ',"c":[' + "1" * 300 + ']}',
]  # fmt: skip

R = FaultReason
BROKEN = [
    ("", R.EMPTY, 0),
    (" \n ", R.EMPTY, 3),
    ("{", R.UNEXPECTED_END, 1),
    ("[1,", R.UNEXPECTED_END, 3),
    ('{"a"', R.UNEXPECTED_END, 4),
    ('{"a":', R.UNEXPECTED_END, 5),
    ('{"a":1', R.UNEXPECTED_END, 6),
    ("-", R.UNEXPECTED_END, 1),
    ("1.", R.UNEXPECTED_END, 2),
    ("1e+", R.UNEXPECTED_END, 3),
    ("[-", R.UNEXPECTED_END, 2),
    ("[1.", R.UNEXPECTED_END, 3),
    ('["abc', R.UNTERMINATED_STRING, 1),
    ('["ab\\', R.UNTERMINATED_STRING, 1),
    ('["ab\\u', R.UNTERMINATED_STRING, 1),
    ('["ab\\u12', R.UNTERMINATED_STRING, 1),
    ('["ab\\u12aF', R.UNTERMINATED_STRING, 1),
    ('["ab\\u12g', R.BAD_UNICODE_ESCAPE, 4),
    ('["ab\\u12"', R.BAD_UNICODE_ESCAPE, 4),
    ('["a\nb"]', R.CONTROL_CHARACTER, 3),
    ('["\x00"]', R.CONTROL_CHARACTER, 2),
    ('["\\x"]', R.BAD_ESCAPE, 2),
    ('["' + "\\n" * 5_000 + '\\x"]', R.BAD_ESCAPE, 10_002),
    ('["' + "\\n" * 5_000 + '\\u00g0"]', R.BAD_UNICODE_ESCAPE, 10_002),
    ('["' + "\\n" * 5_000 + '\n"]', R.CONTROL_CHARACTER, 10_002),
    ('["' + "\\n" * 5_000, R.UNTERMINATED_STRING, 1),
    ('["\\u12G4"]', R.BAD_UNICODE_ESCAPE, 2),
    ("[012]", R.LEADING_ZERO, 1),
    ("[-012]", R.LEADING_ZERO, 1),
    ("[1.]", R.BAD_NUMBER, 1),
    ("[.5]", R.BAD_NUMBER, 1),
    ("[+1]", R.BAD_NUMBER, 1),
    ("[0x1F]", R.BAD_NUMBER, 1),
    ("[1.2.3]", R.BAD_NUMBER, 1),
    ("[-]", R.BAD_NUMBER, 1),
    ("[1e]", R.BAD_NUMBER, 1),
    ("[1_0]", R.BAD_NUMBER, 1),
    ("[1-2]", R.BAD_NUMBER, 1),
    ("[1е5]", R.BAD_NUMBER, 1),
    ("[１]", R.BAD_LITERAL, 1),
    ("[True]", R.BAD_LITERAL, 1),
    ("[nul]", R.BAD_LITERAL, 1),
    ("[undefined]", R.BAD_LITERAL, 1),
    ("['a']", R.SINGLE_QUOTES, 1),
    ("{'a':1}", R.SINGLE_QUOTES, 1),
    ("{a:1}", R.UNQUOTED_NAME, 1),
    ("{1:1}", R.EXPECTED_NAME, 1),
    ("[/* x */1]", R.COMMENT, 1),
    ("[1 // x\n]", R.COMMENT, 3),
    ("{// x\n}", R.COMMENT, 1),
    ("[// x\n]", R.COMMENT, 1),
    ("[/]", R.EXPECTED_VALUE, 1),
    ("[1 /]", R.MISSING_COMMA, 3),
    ("[,1]", R.EXPECTED_VALUE, 1),
    ("[1,,2]", R.EXPECTED_VALUE, 3),
    ('{"a":}', R.EXPECTED_VALUE, 5),
    ('{"a":1,"b":}', R.EXPECTED_VALUE, 11),
    ('{"a":1,"b"}', R.MISSING_COLON, 10),
    ("<html>", R.EXPECTED_VALUE, 0),
    ("{,}", R.EXPECTED_NAME, 1),
    ('{"a" 1}', R.MISSING_COLON, 5),
    ("[1 2]", R.MISSING_COMMA, 3),
    ('{"a":1 "b":2}', R.MISSING_COMMA, 7),
    ("[1,]", R.TRAILING_COMMA, 2),
    ('{"a":1 , }', R.TRAILING_COMMA, 7),
    ("[1}", R.WRONG_BRACKET, 2),
    ('{"a":1]', R.WRONG_BRACKET, 6),
    ("{} x", R.TRAILING_TEXT, 3),
    ("1 2", R.TRAILING_TEXT, 2),
    ("]", R.EXPECTED_VALUE, 0),
]


def value_of(node: JsonNode) -> Any:
    """Value as json.loads(parse_int=str, parse_float=str) gives it, from the nodes."""
    if node.kind is JsonKind.OBJECT:
        return {child.key: value_of(child) for child in node.children()}
    if node.kind is JsonKind.ARRAY:
        return [value_of(child) for child in node.children()]
    if node.kind is JsonKind.STRING:
        return node.string
    return {"true": True, "false": False, "null": None}.get(node.source, node.source)


@pytest.mark.parametrize("text", VALID, ids=lambda text: text[:20])
def test_valid(text: str) -> None:
    document = JsonDocument.parse(text)
    assert document.faults == ()
    assert document.root is not None
    expected = json.loads(text, parse_int=str, parse_float=str)
    if "\\ud800" not in text:
        assert value_of(document.root) == expected
    assert text.strip() == document.root.source


@pytest.mark.parametrize(("text", "reason", "offset"), BROKEN, ids=[repr(text) for text, *_ in BROKEN])
def test_broken(text: str, reason: FaultReason, offset: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        json.loads(text)
    fault = JsonDocument.parse(text).fault
    assert fault is not None
    assert (fault.reason, fault.offset, fault.fatal) == (reason, offset, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{}", JsonKind.OBJECT),
        ("[]", JsonKind.ARRAY),
        ('"x"', JsonKind.STRING),
        ("1", JsonKind.NUMBER),
        ("true", JsonKind.TRUE),
        ("false", JsonKind.FALSE),
        ("null", JsonKind.NULL),
        ("NaN", JsonKind.NOT_A_NUMBER),
    ],
)
def test_a_value_has_its_kind_wherever_it_stands(text: str, kind: JsonKind) -> None:
    alone = JsonDocument.parse(text)
    within = JsonDocument.parse(f'{{"a":[{text},{text}]}}')
    assert [alone.node(0).kind, *(within.node(row).kind for row in (2, 3))] == [kind] * 3


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{\r\n "a": 1,\r "b": x\n}', 3, 7),
        ("x", 1, 1),
        ("\nx", 2, 1),
        ("\rx", 2, 1),
        ("\r\nx", 2, 1),
        ("\n\r x", 3, 2),
    ],
)
def test_a_fault_has_a_line_and_a_column(text: str, line: int, column: int) -> None:
    fault = JsonDocument.parse(text).fault
    assert fault is not None
    assert (fault.line, fault.column) == (line, column)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_no_number_is_survived_and_told(word: str) -> None:
    document = JsonDocument.parse(f'{{"a": {word}, "b": 1}}')
    assert document.fault is None
    assert [(fault.reason, fault.offset) for fault in document.faults] == [(R.NOT_A_NUMBER, 6)]
    found = document.at("a")
    assert found is not None
    assert (found.kind, found.source) == (JsonKind.NOT_A_NUMBER, word)


def test_of_faults_that_are_stepped_over_a_hundred_are_told() -> None:
    document = JsonDocument.parse(json.dumps([float("nan")] * (MAX_MILD_FAULTS + 1)))
    assert document.fault is None
    assert len(document.faults) == 100


def test_a_byte_order_mark_is_survived_and_told() -> None:
    document = JsonDocument.parse("\ufeff[1]")
    assert [(fault.reason, fault.offset) for fault in document.faults] == [(R.BYTE_ORDER_MARK, 0)]
    assert document.at(0) is not None


def test_a_broken_document_gives_what_came() -> None:
    document = JsonDocument.parse('{"a": {"b": [1, 2], "c": "x", "d": {"e": 1, "f')
    found = document.at("a", "b", 1)
    assert found is not None
    assert found.source == "2"
    inner = document.at("a", "d", "e")
    assert inner is not None
    assert document.root is not None
    assert [child.key for child in document.root.children()] == ["a"]


def test_what_is_never_closed_ends_at_the_fault() -> None:
    text = '{"a": [1, {"b": []}, {  x'
    document = JsonDocument.parse(text)
    ends = [document.node(index).span[1] for index in range(len(document.nodes))]
    assert [text[:end] for end in ends] == [
        '{"a": [1, {"b": []}, {  ', '{"a": [1, {"b": []}, {  ', '{"a": [1', '{"a": [1, {"b": []}', '{"a": [1, {"b": []',
        '{"a": [1, {"b": []}, {  ',
    ]  # fmt: skip


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_costs_no_recursion(opening: str) -> None:
    depth = 100_000
    closing = "]" if opening == "[" else "}"
    document = JsonDocument.parse(opening * depth + "1" + closing * depth)
    assert document.faults == ()
    deepest = document.node(depth)
    assert deepest.source == "1"
    assert deepest.path.startswith("$[0][0]" if opening == "[" else "$.a.a")
    cut = JsonDocument.parse(opening * depth)
    assert cut.fault is not None


def test_duplicates_the_last_one_counts_and_all_are_there() -> None:
    document = JsonDocument.parse('{"a":1,"b":2,"a":3}')
    assert document.root is not None
    assert [child.source for child in document.root.children()] == ["1", "2", "3"]
    assert document.root.duplicate_names == ("a",)
    found = document.at("a")
    assert found is not None
    assert found.source == "3"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('{"result":{"badge":{"title":{"en":"x"}}}}', ("result", "badge", "title", "en"), "$.result.badge.title.en"),
        ('{"l":[0,[1]]}', ("l", 1, 0), "$.l[1][0]"),
        ('{"odd name":{"":1}}', ("odd name", ""), "$['odd name']['']"),
        ('{"it\'s":1}', ("it's",), "$['it\\'s']"),
        ('{"é \\u0436":1}', ("é ж",), "$['é ж']"),
        ('{"значок":1}', ("значок",), "$.значок"),
    ],
)
def test_paths(text: str, path: tuple[str | int, ...], expected: str) -> None:
    node = JsonDocument.parse(text).at(*path)
    assert node is not None
    assert node.path == expected


def test_every_offset_belongs_to_the_innermost_value() -> None:
    text = '{"a": [10, "b"], "c": null}'
    document = JsonDocument.parse(text)

    def at(part: str) -> str:
        node = document.node_at(text.index(part))
        return node.path if node else ""

    assert [at(part) for part in ('{"a"', '"a"', "10", '"b"', '"c"', "null")] == [
        "$",
        "$.a",
        "$.a[0]",
        "$.a[1]",
        "$.c",
        "$.c",
    ]
    assert document.node_at(len(text)) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)


@given(json_values, st.sampled_from([None, 0, 2]), st.booleans())
def test_values_are_those_of_the_standard_library(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = JsonDocument.parse(text)
    assert document.faults == ()
    assert document.root is not None
    assert document.root.source == text
    if "\\ud8" not in text and not any("\ud800" <= character <= "\udfff" for character in text):
        assert value_of(document.root) == json.loads(text, parse_int=str, parse_float=str)


@given(st.text() | st.text(alphabet='{}[]",:\\0123456789.eE+-truefalsn/u \n\x00'))
@example('{"a":1')
@example("\ud800")
def test_no_text_makes_it_raise(text: str) -> None:
    document = JsonDocument.parse(text)
    try:
        json.loads(text, parse_constant=lambda _: 0)
    except ValueError:
        valid = False
    else:
        valid = True
    assert (document.fault is None) == valid or text.startswith("\ufeff")
    spans = [document.node(index).span for index in range(len(document.nodes))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    if document.root is not None:
        assert sum(1 for _ in document.root.children()) == document.root.child_count


@given(
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))
)
def test_a_path_leads_back_to_its_node(value: object) -> None:
    document = JsonDocument.parse(json.dumps(value))
    nodes = [document.root] if document.root else []
    while nodes:
        node = nodes.pop()
        assert document.find(node.path) == node
        nodes += node.children()


@pytest.mark.parametrize(
    "path", ["", "result", "$.", "$.1a", "$[", "$[x]", "$['a]", "$['a\\x']", "$.a b", "$['']x", "$.missing", "$[0]"]
)
def test_other_paths_lead_nowhere(path: str) -> None:
    assert JsonDocument.parse('{"a": 1, "1a": 2, "": 3}').find(path) is None


@given(json_values)
def test_a_child_is_found_by_its_place(value: Any) -> None:
    document = JsonDocument.parse(json.dumps(value))
    for index in range(len(document.nodes)):
        children = [child.index for child in document.node(index).children()]
        assert [document.nodes.child(index, place) for place in range(len(children))] == children


@pytest.mark.parametrize(
    ("token", "most", "beginning"),
    [
        ('"abcdef"', 8, "abcdef"),
        ('"abcdef"', 4, "abcd…"),
        ('"abcdef"', 6, "abcdef"),
        (r'"\u0041\n\"\\bc"', 4, 'A\n"\\…'),
        (r'"\ud83d\ude00\ud83d\ude00x"', 2, "😀😀…"),
        ("123456", 3, "123…"),
        ("123456", 6, "123456"),
    ],
)
def test_the_beginning_of_a_value(token: str, most: int, beginning: str) -> None:
    name = token if token.startswith('"') else '"k"'
    document = JsonDocument.parse(f"{{{name}:{token}}}")
    node = document.node(1)
    assert node.beginning(most) == beginning
    assert node.key_beginning(most) == (beginning if name == token else "k")


def test_a_place_in_the_deepest_nesting_is_told_without_climbing_for_ever() -> None:
    deep = JsonDocument.parse("[" * MOST_CLIMBED * 2 + "]" * MOST_CLIMBED * 2)
    middle, end = 2 * MOST_CLIMBED, 4 * MOST_CLIMBED
    assert deep.node_at(middle) == deep.node(middle - 1)
    assert deep.node_at(middle + 1_000) == deep.node(middle - 1_001)
    assert deep.node_at(end - 1) is None
    shallow = JsonDocument.parse("[" * 100_000 + "]" * 100_000)
    assert shallow.node_at(199_999) == shallow.root


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("0", True),
        ("-0", True),
        ("10", True),
        ("0.1", True),
        ("0e1", True),
        ("01", False),
        ("-01", False),
        ("00", False),
    ],
)
def test_no_number_begins_with_a_zero_and_another_digit(text: str, is_number: bool) -> None:
    assert (JsonDocument.parse(text).fault is None) is is_number


def test_a_node_is_its_document_and_its_place_in_it() -> None:
    document, again = JsonDocument.parse("[1,2]"), JsonDocument.parse("[1,2]")
    assert document.node(1) == document.node(1)
    assert hash(document.node(1)) == hash(document.node(1))
    assert document.node(1) != document.node(2)
    assert document.node(1) != again.node(1)
    assert document.node(1) != 1
