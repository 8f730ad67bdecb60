from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.bitrix24.batch import batch_params, command, must_go_singly, name_of, read_batch
from badge_inspector.domain.jsontext import JsonDocument, JsonNode


def node(value: object) -> JsonNode | None:
    return JsonDocument.parse(json.dumps(value)).root


@pytest.mark.parametrize(
    "code", ["a b", "a&b=c", "a#b", "a+b", "100%", "Звонок", "🎉", "a\nb", "", "a?b", "a/b", "'\""]
)
def test_a_command_is_encoded_once(code: str) -> None:
    """As PHP's parse_url and parse_str read it."""
    parts = urlsplit(command("crm.activity.badge.get", {"code": code}))
    assert parts.path == "crm.activity.badge.get"
    assert parse_qs(parts.query, keep_blank_values=True, strict_parsing=True) == {"code": [code]}
    assert "+" not in parts.query


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_names_are_letters_and_differ(one: int, other: int) -> None:
    assert name_of(one).isalpha()
    assert (name_of(one) == name_of(other)) is (one == other)


@pytest.mark.parametrize(("number", "name"), [(0, "a"), (25, "z"), (26, "ba"), (51, "bz"), (675, "zz"), (676, "baa")])
def test_names_count_in_letters(number: int, name: str) -> None:
    assert name_of(number) == name


@pytest.mark.parametrize(
    ("value", "singly"),
    [("$result[a]", True), ("x$ERROR[b][c]", True), ("$time[a]", True), ("$result", False), ("a[b]", False)],
)  # fmt: skip
def test_references_go_singly(value: str, singly: bool) -> None:
    assert must_go_singly(value) is singly


@pytest.mark.parametrize("count", [0, 51])
def test_a_batch_has_its_size(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 50"):
        batch_params({name_of(number): "profile" for number in range(count)})


@pytest.mark.parametrize("count", [1, 50])
def test_a_batch_goes_on_after_an_error(count: int) -> None:
    commands = {name_of(number): "profile" for number in range(count)}
    assert batch_params(commands) == {"halt": 0, "cmd": commands}


def test_commands_that_others_numbered_come_as_a_list() -> None:
    items = read_batch(node({"result": ["first", "second"], "result_error": []}), ["0", "1", "2", "a", "0000", "²"])
    assert items is not None
    results = {name: item.result.string for name, item in items.items() if item.result is not None}
    assert results == {"0": "first", "1": "second"}


def test_each_command_gets_its_own_answer_in_whatever_order() -> None:
    result = {
        "result": {"b": {"badge": {"code": "2"}}, "a": {"badge": {"code": "1"}}},
        "result_error": {"c": {"error": "NOT_FOUND", "error_description": ""}},
        "result_time": {"a": {"duration": 0.5}},
    }
    items = read_batch(node(result), ["a", "b", "c", "d"])
    assert items is not None
    found = {name: item.result.source for name, item in items.items() if item.result is not None}
    assert found == {"a": '{"badge": {"code": "1"}}', "b": '{"badge": {"code": "2"}}'}
    assert items["c"].error is not None
    assert items["a"].time is not None
    assert items["b"].time is None
    assert (items["d"].result, items["d"].error) == (None, None)


@pytest.mark.parametrize(
    "result",
    [
        {"result": [], "result_error": [], "result_time": []},
        {"result": []},
        {"result_error": []},
        {"result": {"x": 1}},
        {"result": None, "result_error": None},
        {"result": {}, "result_error": "x", "result_time": 7},
        {"result": [1, 2], "result_error": []},
    ],
)
def test_empty_maps_of_php_say_nothing_of_anyone(result: object) -> None:
    items = read_batch(node(result), ["a", "b"])
    assert items is not None
    assert all(item.result is None and item.error is None for item in items.values())


@pytest.mark.parametrize("result", [None, [], {}, {"x": 1}, "x", 7])
def test_what_is_no_batch(result: object) -> None:
    assert read_batch(node(result), ["a"]) is None
    assert read_batch(None, ["a"]) is None
