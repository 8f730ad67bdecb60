"""The entries of a file, whatever is in them and however its bytes come in."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badge_inspector.domain.har import scanner as scanning
from badge_inspector.domain.har.scanner import EntryScanner, HarFault, RawEntry

TEXTS = st.text(max_size=20) | st.sampled_from(['"', "\\", '\\"', "}]", "{[", "entries", "log", "badge", '"}],"'])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=12,
)
ENTRIES = st.dictionaries(TEXTS, VALUES, max_size=4)


def scanned(pieces: Iterable[bytes]) -> tuple[list[RawEntry], EntryScanner]:
    scanner = EntryScanner()
    found = [entry for piece in pieces for entry in scanner.feed(piece)]
    scanner.finish()
    return found, scanner


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(ENTRIES, max_size=4), VALUES, VALUES, st.integers(1, 40), st.booleans())
def test_each_entry_is_found_wherever_the_bytes_are_parted(
    entries: list[dict[str, object]], before: object, behind: object, size: int, is_ascii: bool
) -> None:
    log = {"pages": before, "creator": {"name": "x"}, "entries": entries, "more": behind}
    data = json.dumps({"first": before, "log": log}, ensure_ascii=is_ascii, indent=size % 3 or None)
    found, scanner = scanned(cut(data.encode("utf-8", "replace"), size))
    assert scanner.fault is None
    assert len(found) == len(entries)
    assert json.loads(scanner.facts["creator"]) == {"name": "x"}
    for raw, entry in zip(found, entries, strict=True):
        is_hinted = any(word in json.dumps(entry, ensure_ascii=is_ascii).lower() for word in ("badge", "batch"))
        assert (raw.text is not None) == is_hinted
        if raw.text is not None and is_ascii:
            assert json.loads(raw.text) == entry


@given(st.binary(max_size=300) | st.text(alphabet='{}[]":,\\ log', max_size=300).map(str.encode), st.integers(1, 50))
def test_nothing_makes_it_raise(data: bytes, size: int) -> None:
    _, scanner = scanned(cut(data, size))
    assert scanner.fault is None or scanner.fault in HarFault


WHOLE = json.dumps({"log": {"entries": [{"a": "badge é😀"}, {"b": 1}, {"c": ["BATCH"]}]}}, ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_byte_order_mark_says_the_encoding(encoding: str, size: int) -> None:
    data = WHOLE.encode(encoding)
    if encoding == "utf-16-be":
        data = codecs.BOM_UTF16_BE + data
    found, scanner = scanned(cut(data, size))
    assert scanner.fault is None
    assert [raw.text for raw in found] == ['{"a": "badge é😀"}', None, '{"c": ["BATCH"]}']


ESCAPES = r"""{"log":{"entries":[{"badge":"\\\"}]\\"},{"a\\\\":"\"batch"},{"b":"\\"}]}}"""


@pytest.mark.parametrize("size", range(1, 12))
def test_an_escape_may_be_parted_from_what_it_escapes(size: int) -> None:
    found, scanner = scanned(cut(ESCAPES.encode(), size))
    assert scanner.fault is None
    assert [raw.text for raw in found] == [r'{"badge":"\\\"}]\\"}', r'{"a\\\\":"\"batch"}', None]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_facts_stand_in_the_log_and_are_objects(size: int) -> None:
    log = r"""{"creator":{"name":"outside"},"log":{"creator":{"name":"x"},"browser":[{"name":"y"}],
    "pages":[{"creator":{}}],"other":{"a":1},"_badgeInspector":{"b":[{}]},"entries":[{"creator":{"badge":1}}]}}"""
    found, scanner = scanned(cut(log.encode(), size))
    assert scanner.facts == {"creator": '{"name":"x"}', "_badgeInspector": '{"b":[{}]}'}
    assert [raw.text for raw in found] == ['{"creator":{"badge":1}}']


@pytest.mark.parametrize(("size", "is_kept"), [(1 << 16, True), ((1 << 16) + 1, False)])
def test_a_fact_is_kept_up_to_64_kib(size: int, is_kept: bool) -> None:
    fact = '{"name":""}'.replace('""', '"' + "x" * (size - 11) + '"')
    _, scanner = scanned([f'{{"log":{{"creator":{fact},"entries":[]}}}}'.encode()])
    assert scanner.fault is None
    assert scanner.facts == ({"creator": fact} if is_kept else {})


def test_behind_what_is_no_json_nothing_is_read() -> None:
    found, scanner = scanned([b"<html>", b'{"log":{"entries":[{"badge":1}]}}'])
    assert (found, scanner.fault) == ([], HarFault.NOT_JSON)


@pytest.mark.parametrize(
    ("text", "fault", "count"),
    [
        ("", HarFault.NOT_JSON, 0),
        ("   \n", HarFault.NOT_JSON, 0),
        ("<html>", HarFault.NOT_JSON, 0),
        ("a,b,c", HarFault.NOT_JSON, 0),
        ("[]", HarFault.NOT_HAR, 0),
        ("{}", HarFault.NOT_HAR, 0),
        ('{"log":[]}', HarFault.NOT_HAR, 0),
        ('{"log":{"entries":{}}}', HarFault.NOT_HAR, 0),
        ('[{"log":{"entries":[{"badge":1}]}}]', HarFault.NOT_HAR, 0),
        ('{"log":{"entries":[]}}', None, 0),
        ('{"log":{"entries":[1,"x",null,[{"badge":1}],{"badge":1}]}}', None, 1),
        ('{"log":{"entries":[{"badge":1},{"badge":"bro', HarFault.CUT_OFF, 1),
        ('{"log":{"entries":[{"badge":1}', HarFault.CUT_OFF, 1),
        ('{"lo', HarFault.CUT_OFF, 0),
        ('{"log":{"entries":[{"badge":1}]}} and more', None, 1),
    ],
)
def test_what_is_wrong_with_a_file_is_told(text: str, fault: HarFault | None, count: int) -> None:
    found, scanner = scanned([text.encode()])
    assert scanner.fault is fault
    assert sum(raw.text is not None for raw in found) == count


def test_an_entry_beyond_all_measure_is_passed_over_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "LONGEST_ENTRY", 500)
    longest = {"badge": "x" * 487}
    entries = [{"badge": 1}, {"badge": "x" * 488}, longest]
    found, scanner = scanned([json.dumps({"log": {"entries": entries}}).encode()])
    assert scanner.fault is None
    assert found == [RawEntry('{"badge": 1}'), RawEntry(None, too_long=True), RawEntry(json.dumps(longest))]
