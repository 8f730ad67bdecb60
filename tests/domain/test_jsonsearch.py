"""Finds of a filter in a document, as sent or as escaped, and what it leaves around it."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from badge_inspector.domain import jsonsearch
from badge_inspector.domain.jsonsearch import Hits, search
from badge_inspector.domain.jsontext import JsonDocument
from tests.domain.test_jsontext import json_values

SAMPLE = r"""{"result":{"badge":{"code":"a","title":{"en":"Call","ru":"\u0417\u0432\u043e\u043d\u043e\u043a"},
"value":"<b>x</b>\u0007\n\ud83d\ude00","path":"a\/b\\c","n":1e400}},"time":{"start":1724068028.331234,
"duration":0.3953571319580078,"date_start":"2024-08-19T13:47:08+02:00"},"list":[1,{"en":2}]}"""


def found(document: JsonDocument, text: str) -> Hits:
    hits = Hits()
    for _ in search(document, text, hits):
        pass
    return hits


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("call", ["$.result.badge.title.en"]),
        ("звон", ["$.result.badge.title.ru"]),
        ("TIT", ["$.result.badge.title"]),
        ("1e400", ["$.result.badge.n"]),
        ("\n😀", ["$.result.badge.value"]),
        ("a/b\\c", ["$.result.badge.path"]),
        ("title.ru", ["$.result.badge.title.ru"]),
        ("list[1].en", ["$.list[1].en"]),
        ("time.d", ["$.time.duration", "$.time.date_start"]),
        ("$.time", ["$.time"]),
        ("$.result.badge.title['en']", ["$.result.badge.title.en"]),
        ("$.result.badge.ti", ["$.result.badge.title"]),
        ("$.ti", ["$.time"]),
        ("$ti", []),
        ("$.list[", ["$.list[0]", "$.list[1]"]),
        ("$.nothing.at.all", []),
        ("$", ["$"]),
        (":47", ["$.time.date_start"]),
        ("{", []),
        ('":"', []),
        ("nowhere", []),
        ("", []),
    ],
)
def test_names_values_and_paths_are_found(text: str, paths: list[str]) -> None:
    document = JsonDocument.parse(SAMPLE)
    assert [document.node(row).path for row in found(document, text).rows] == paths


def test_what_lies_across_a_pause_is_found_once() -> None:
    words = [f"word{n}" for n in range(60_000)]
    document = JsonDocument.parse(json.dumps(words))
    for wanted in ("word9999", "word47123"):
        rows = found(document, wanted).rows
        assert [document.node(row).string for row in rows if document.node(row).string == wanted] == [wanted]
    assert [document.node(row).string for row in found(document, "d1234").rows] == [
        "word1234", *(f"word1234{n}" for n in range(10))
    ]  # fmt: skip


@pytest.mark.parametrize("wanted", ["\uffff", "Q", "q", '"', "b\uffff"])
def test_the_quotes_around_a_text_are_no_part_of_it(wanted: str) -> None:
    assert found(JsonDocument.parse('{"a": ["b", "ß"]}'), wanted).rows == []


def test_neighbours_are_all_shown_and_nothing_inside_of_what_was_found() -> None:
    hits = found(JsonDocument.parse('[{"ab": {"ab": 1}}, "ab", "ab", {"c": "ab"}]'), "ab")
    assert hits.rows == [2, 3, 4, 5, 7]
    assert hits.shown == {0: [1, 4, 5, 6], 1: [2], 6: [7]}


@pytest.mark.parametrize("path", ["a", "$["])
def test_a_thousand_are_found(path: str) -> None:
    hits = found(JsonDocument.parse(json.dumps(["a"] * 1_001)), path)
    assert (len(hits.rows), hits.more) == (1_000, True)
    hits = found(JsonDocument.parse(json.dumps(["a"] * 1_000)), path)
    assert (len(hits.rows), hits.more) == (1_000, False)


@pytest.mark.parametrize(
    ("text", "wanted", "rows"),
    [
        pytest.param("12", "1", [0], id="a document that is one value"),
        pytest.param('{"en":{"a":{"en":1}}}', "a.en", [3], id="a path inside of a value whose name is no such path"),
        pytest.param('["ß ß", "ab"]', "ab", [2], id="behind letters that grow without their case"),
        pytest.param('["ß\u00df ab", "b"]', "b", [1, 2], id="after an escaped one"),
    ],
)
def test_places_that_are_found(text: str, wanted: str, rows: list[int]) -> None:
    assert found(JsonDocument.parse(text), wanted).rows == rows


def test_two_hundred_characters_of_a_filter_count() -> None:
    document = JsonDocument.parse(json.dumps(["x" * 1_000]))
    assert found(document, "x" * 200 + "y").rows == [1]
    assert found(document, "x" * 199 + "y").rows == []


@given(json_values, st.text(max_size=3))
def test_the_way_to_every_hit_is_shown(value: object, text: str) -> None:
    document = JsonDocument.parse(json.dumps(value))
    nodes, hits = document.nodes, found(document, text)
    assert hits.rows == sorted(set(hits.rows))
    for children in hits.shown.values():
        assert children == sorted(set(children))
    for hit_row in hits.rows:
        row = hit_row
        while (parent := nodes.parent[row]) < len(nodes) and parent in hits.shown:
            assert row in hits.shown[parent]
            row = parent
        assert parent >= len(nodes) or any(hit <= parent < nodes.next[hit] for hit in hits.rows)


characters = st.sampled_from([*'ab"\\/\nßẞÄäİ\u0007é', "\U0001f600", "\ud83d", "\ude00"]) | st.characters()
texts = st.text(characters, max_size=30)


@pytest.mark.parametrize("ascii_only", [True, False])
@given(texts, st.data())
def test_a_text_is_found_in_any_form_and_across_any_border(ascii_only: bool, text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    inside = text[first : first + data.draw(st.integers(1, 6))]
    wanted = data.draw(st.just(inside) | st.text(characters, min_size=1, max_size=3))
    assume(not wanted.startswith("$"))  # that is a path
    source = json.dumps([text], ensure_ascii=ascii_only).encode(errors="replace").decode()  # no half arrives unescaped
    meant = JsonDocument.parse(source).node(1).string  # a pair of halves is one character
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonsearch, "_WINDOW", data.draw(st.integers(1, 40)))
        hits = found(JsonDocument.parse(source), wanted)
    is_there = bool(wanted) and (meant is not None and wanted.casefold() in meant.casefold())
    assert hits.rows == ([1] if is_there else [])
