"""PHP's parameters and JSON. The tables were recorded from PHP 8.2."""

from __future__ import annotations

import json
import math
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.demo.php import (
    MAX_INPUT_VARS,
    MAX_JSON_DEPTH,
    PhpValue,
    RawJson,
    array_key,
    as_int,
    as_text,
    is_true,
    items,
    json_decode,
    json_encode,
    parse_str,
)

PARSED_BY_PHP = [
    ("", "[]"),
    ("a=1&b=2", '{"a":"1","b":"2"}'),
    ("a=1&a=2", '{"a":"2"}'),
    ("cmd[b0]=x&cmd[b1]=y", '{"cmd":{"b0":"x","b1":"y"}}'),
    ("cmd[]=x&cmd[]=y", '{"cmd":["x","y"]}'),
    ("cmd[0]=x&cmd[1]=y", '{"cmd":["x","y"]}'),
    ("cmd[1]=x&cmd[]=y", '{"cmd":{"1":"x","2":"y"}}'),
    ("a[b][c]=1&a[b][d]=2", '{"a":{"b":{"c":"1","d":"2"}}}'),
    ("a[b][]=1&a[b][]=2", '{"a":{"b":["1","2"]}}'),
    ("a.b=1&c d=2&e+f=3", '{"a_b":"1","c_d":"2","e_f":"3"}'),
    ("a[b.c]=1", '{"a":{"b.c":"1"}}'),
    ("a[b=1", '{"a_b":"1"}'),
    ("a[b[c]=1", '{"a":{"b[c":"1"}}'),
    ("a]b=1", '{"a]b":"1"}'),
    ("[a]=1", "[]"),
    ("=1", "[]"),
    ("a", '{"a":""}'),
    ("a=", '{"a":""}'),
    ("&&a=1&&", '{"a":"1"}'),
    ("a=1=2", '{"a":"1=2"}'),
    ("a=%D0%9F%D1%80&b=%2B+%26", '{"a":"Пр","b":"+ \\u0026"}'),
    ("a=%zz%4", '{"a":"%zz%4"}'),
    ("a=%ff", '{"a":"�"}'),
    ("a=1&a[b]=2", '{"a":{"b":"2"}}'),
    ("a[b]=1&a=2", '{"a":"2"}'),
    ("a[b]c=1", '{"a":{"b":"1"}}'),
    ("a[b]c[d]=1", '{"a":{"b":"1"}}'),
    ("a[01]=1&a[1]=2&a[-0]=3&a[-5]=4&a[]=5", '{"a":{"01":"1","1":"2","-0":"3","-5":"4","2":"5"}}'),
    ("%61%5Bb%5D=1", '{"a":{"b":"1"}}'),
    ("a%00b=1", '{"a":"1"}'),
    ("  a=1", '{"a":"1"}'),
    ("a[ ]=1&a[ b]=2", '{"a":{"0":"1"," b":"2"}}'),
    ("a[b][c=1", '{"a":{"b":"1"}}'),
    ("a[9223372036854775807]=1", '{"a":{"9223372036854775807":"1"}}'),
    ("a[9223372036854775808]=1", '{"a":{"9223372036854775808":"1"}}'),
    ("a;b=1", '{"a;b":"1"}'),
    ("code=$result[x][y]", '{"code":"$result[x][y]"}'),
]


@pytest.mark.parametrize(("query", "expected"), PARSED_BY_PHP, ids=[query for query, _ in PARSED_BY_PHP])
def test_a_query_is_read_as_php_reads_it(query: str, expected: str) -> None:
    assert json_encode(parse_str(query)) == expected


def test_variables_beyond_the_limit_are_dropped() -> None:
    assert len(parse_str("&".join(f"v{number}=1" for number in range(MAX_INPUT_VARS + 5)))) == MAX_INPUT_VARS


def test_a_variable_nested_too_deep_is_dropped() -> None:
    assert parse_str("a" + "[b]" * 65 + "=1&c=2") == {"c": "2"}


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_query_makes_the_parser_raise(query: str | bytes) -> None:
    json.loads(json_encode(parse_str(query)))


@given(st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True), st.text(max_size=20), max_size=8))
def test_an_encoded_form_reads_back(form: dict[str, str]) -> None:
    plain = {key: text for key, text in form.items() if not any("\ud800" <= c <= "\udfff" for c in text)}
    assert parse_str(urlencode(plain)) == plain


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=20))
def test_an_encoded_list_reads_back(values: list[str]) -> None:
    parsed = parse_str(urlencode([("cmd[]", value) for value in values]))
    assert [value for _, value in items(parsed.get("cmd"))] == values


WRITTEN_BY_PHP = [
    pytest.param({}, "[]", id="empty array"),
    pytest.param([], "[]", id="empty list"),
    pytest.param({0: "a", 1: "b"}, '["a","b"]', id="keys in sequence"),
    pytest.param({1: "b", 0: "a"}, '{"1":"b","0":"a"}', id="keys out of sequence"),
    pytest.param({0: "a", 2: "b"}, '{"0":"a","2":"b"}', id="a gap"),
    pytest.param({"a": {}, "b": None, "c": True, "d": False}, '{"a":[],"b":null,"c":true,"d":false}', id="constants"),
    pytest.param(
        "<a href='x'>\"&\"</a>", '"\\u003Ca href=\\u0027x\\u0027\\u003E\\u0022\\u0026\\u0022\\u003C\\/a\\u003E"'
    ),
    pytest.param("Пропущен 🦊", '"Пропущен 🦊"', id="unescaped letters"),
    pytest.param("\b\f\n\r\t\\ \x00\x1f\x7f", '"\\b\\f\\n\\r\\t\\\\ \\u0000\\u001f\x7f"', id="control characters"),
    pytest.param("\u2028\u2029", '"\\u2028\\u2029"', id="line separators"),
    pytest.param("\ud800x", '"\ufffdx"', id="lone surrogate"),
    pytest.param(0.0, "0", id="zero"),
    pytest.param(1724068028.331234, "1724068028.331234", id="clock"),
    pytest.param(0.3953571319580078, "0.3953571319580078", id="duration"),
    pytest.param(1e-5, "1.0e-5", id="small"),
    pytest.param(0.0001, "0.0001", id="not yet small"),
    pytest.param(1.5e-7, "1.5e-7", id="smaller"),
    pytest.param(1e16, "10000000000000000", id="not yet large"),
    pytest.param(-1.2345678901234568e16, "-12345678901234568", id="not yet large, seventeen digits"),
    pytest.param(1e17, "1.0e+17", id="large"),
    pytest.param(1.7976931348623157e308, "1.7976931348623157e+308", id="largest"),
    pytest.param(RawJson("NaN"), "NaN", id="raw"),
]


@pytest.mark.parametrize(("value", "expected"), WRITTEN_BY_PHP)
def test_json_is_written_as_the_portal_writes_it(value: PhpValue, expected: str) -> None:
    assert json_encode(value) == expected


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_json_has_no_odd_numbers(number: float) -> None:
    with pytest.raises(ValueError, match="NaN"):
        json_encode(number)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
whole = st.integers(-(2**53), 2**53)
names = texts.map("n".__add__)
json_values = st.recursive(
    st.none() | st.booleans() | whole | st.floats(-1e6, 1e6) | texts,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(names, inner, min_size=1, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_json_reads_back_as_what_was_written(value: PhpValue) -> None:
    assert json.loads(json_encode(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_reads_back(number: float) -> None:
    assert float(json_encode(number)) == number


@given(st.text())
def test_json_texts_are_safe_inside_html(text: str) -> None:
    assert not set(json_encode(text)[1:-1]) & set("<>&'\"")


@given(json_values)
def test_json_is_decoded_into_arrays(value: PhpValue) -> None:
    assert json.loads(json_encode(json_decode(json.dumps(value).encode()))) == value


def test_integers_beyond_64_bits_become_floats() -> None:
    assert dict(items(json_decode(b"[9223372036854775806, 12345678901234567890, 1e999]"))) == {
        0: 9223372036854775806.0,
        1: 12345678901234567890.0,
        2: math.inf,
    }


@given(st.binary(max_size=100))
def test_no_bytes_make_the_decoder_raise_anything_else(body: bytes) -> None:
    try:
        json_decode(body)
    except ValueError:
        return


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b'{"a":NaN}', id="NaN"),
        pytest.param(b'{"a":-Infinity}', id="infinity"),
        pytest.param(b'{"a":"\\ud800"}', id="lone surrogate"),
        pytest.param(b'{"\\ud800":1}', id="lone surrogate in a name"),
        pytest.param(b"\xef\xbb\xbf{}", id="byte order mark"),
        pytest.param(b'{"a":"\xff"}', id="not UTF-8"),
        pytest.param(b'{"a":1}x', id="more after the end"),
        pytest.param(b"[" * (MAX_JSON_DEPTH + 1) + b"]" * (MAX_JSON_DEPTH + 1), id="too deep"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="far too deep"),
    ],
)
def test_json_that_php_refuses_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json, codecs and this module raise their own kinds of it
        json_decode(body)


def test_json_is_decoded_as_deep_as_php_goes() -> None:
    json_decode(b"[" * MAX_JSON_DEPTH + b"]" * MAX_JSON_DEPTH)


@pytest.mark.parametrize(
    ("name", "key"),
    [("0", 0), ("12", 12), ("-5", -5), ("-0", "-0"), ("01", "01"), ("", ""), ("1.5", "1.5"), ("9" * 19, "9" * 19)],
)
def test_whole_numbers_are_integer_keys(name: str, key: str | int) -> None:
    assert array_key(name) == key


@pytest.mark.parametrize(
    ("value", "text", "number", "truth"),
    [
        (None, "", 0, False),
        (True, "1", 1, True),
        (False, "", 0, False),
        (0, "0", 0, False),
        (12, "12", 12, True),
        (1.5, "1.5", 1, True),
        (math.inf, "INF", 0, True),
        ("", "", 0, False),
        ("0", "0", 0, False),
        ("false", "false", 0, True),
        ("-1", "-1", -1, True),
        (" 12 apples", " 12 apples", 12, True),
        ([], "Array", 0, False),
        ({"a": 1}, "Array", 1, True),
    ],
)
def test_values_turn_into_texts_numbers_and_truths(value: PhpValue, text: str, number: int, truth: bool) -> None:
    assert (as_text(value), as_int(value), is_true(value)) == (text, number, truth)
