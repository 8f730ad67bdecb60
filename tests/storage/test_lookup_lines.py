"""A lookup as a line of text, which people read and other programs write."""

from __future__ import annotations

import base64
import json
import math
import re
from dataclasses import asdict

import pytest

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.storage.lookup_lines import BrokenLineError, from_line, to_line
from badge_inspector.storage.records import StoredLookup
from tests.support import lookups
from tests.support.builders import NOON


def stored(body: bytes) -> StoredLookup:
    exchange = lookups.lookup("a", lookups.response(body)).exchange
    row = HistoryRow(7, NOON, "a", "p", "Acme", "a.example", RowStatus.FOUND, 0.5)
    return StoredLookup(row, "a", exchange, None, None, "", "")


@pytest.mark.parametrize("body", [b"", lookups.SAMPLE, "Звонок".encode()])
def test_a_body_of_text_can_be_read_in_the_line(body: bytes) -> None:
    data = json.loads(line := to_line(stored(body)))
    assert data["body"] == body.decode()
    assert "Звонок" not in data["body"] or body in line
    assert "body_base64" not in data


@pytest.mark.parametrize("body", [b"\xff", "Звонок".encode("cp1251"), b"\x00\x80"])
def test_any_other_is_in_base64(body: bytes) -> None:
    data = json.loads(to_line(stored(body)))
    assert base64.b64decode(data["body_base64"]) == body
    assert "body" not in data


@pytest.mark.parametrize("body", [b"", lookups.SAMPLE, b"\xff\x00"])
def test_a_line_is_read_as_what_was_written(body: bytes) -> None:
    line = to_line(stored(body))
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    read = from_line(line)
    assert isinstance(read, StoredLookup)
    assert read.exchange == stored(body).exchange
    assert (read.code, read.row.portal_name, read.row.asked_at) == ("a", "Acme", NOON)


@pytest.mark.parametrize(
    ("number", "kept"), [(1, 1), (2**53 - 1, 2**53 - 1), (2**53, 0), (0, 0), (-1, 0), ("7", 0), (7.0, 0), (None, 0)]
)
def test_a_number_that_is_none_of_a_row_is_left_out(number: object, kept: int) -> None:
    data = json.loads(to_line(stored(b"")))
    read = from_line(json.dumps({**data, "id": number}).encode())
    assert isinstance(read, StoredLookup)
    assert read.row.id == kept


def test_a_line_without_a_number_is_of_no_row() -> None:
    data = json.loads(to_line(stored(b"")))
    del data["id"]
    read = from_line(json.dumps(data).encode())
    assert isinstance(read, StoredLookup)
    assert read.row.id == 0


WITHOUT_ANSWER = {"record": json.loads(to_line(stored(b"")))["record"] | {"response": None}}
FAILURE = asdict(Failure(FailureKind.NAME_NOT_RESOLVED))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": "badge-inspector-lookup/2"}, "written by a newer version"),
        ({"format": "other/1"}, "not a lookup"),
        ({"status": "failed"}, "status and failure do not agree"),
        (WITHOUT_ANSWER, "status and failure do not agree"),
        ({"record": {**WITHOUT_ANSWER["record"], "failure": FAILURE}}, "status and failure do not agree"),
        ({"expected": 7}, "expected is no text"),
        ({"pinned": 1}, "pinned is neither true nor false"),
        ({"note": None}, "note is no text"),
        ({"run": 1}, "run is no text"),
        ({"asked_at": 1e300}, "a time is out of bounds"),
        ({"body_base64": "?!"}, "body_base64: "),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_line_that_is_no_lookup_says_why(changes: dict[str, object], reason: str) -> None:
    data = json.loads(to_line(stored(b"{}")))
    with pytest.raises(BrokenLineError, match=re.escape(reason)):
        from_line(json.dumps(data | changes).encode())


def test_a_time_without_end_is_none() -> None:
    data = json.loads(to_line(stored(b"{}")))
    data["record"]["timeline"]["total_s"] = math.inf
    with pytest.raises(BrokenLineError, match="a time is out of bounds"):
        from_line(json.dumps(data).encode())


def test_a_lookup_that_failed_without_an_answer_is_read() -> None:
    data = json.loads(to_line(stored(b"")))
    data |= {"status": "failed", "record": {**WITHOUT_ANSWER["record"], "failure": FAILURE}}
    read = from_line(json.dumps(data).encode())
    assert isinstance(read, StoredLookup)
    assert (read.failure, read.exchange.response) == (Failure(FailureKind.NAME_NOT_RESOLVED), None)


RUN = {
    "format": "badge-inspector-run/1",
    "key": "k",
    "asked_at": NOON,
    "portal": "a.example",
    "portal_name": "Acme",
    "profile_id": "p",
    "codes": ["a", "b"],
}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": "badge-inspector-run/2"}, "written by a newer version"),
        ({"key": ""}, "a run has a key and codes, each once"),
        ({"codes": []}, "a run has a key and codes, each once"),
        ({"codes": ["a", "a"]}, "a run has a key and codes, each once"),
        ({"codes": ["a", 7]}, "code 1 is no text"),
        ({"key": None}, "key is no text"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_line_that_is_no_run_says_why(changes: dict[str, object], reason: str) -> None:
    assert from_line(json.dumps(RUN).encode()) == CodeRun("k", NOON, "p", "Acme", "a.example", ("a", "b"))
    with pytest.raises(BrokenLineError, match=re.escape(reason)):
        from_line(json.dumps(RUN | changes).encode())
