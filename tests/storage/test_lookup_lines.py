"""A lookup as a line of text, which people read and other programs write."""

from __future__ import annotations

import base64
import json

import pytest

from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.storage.lookup_lines import from_line, to_line
from badge_inspector.storage.records import StoredLookup
from tests.support import lookups
from tests.support.builders import NOON


def stored(body: bytes) -> StoredLookup:
    exchange = lookups.lookup("a", lookups.response(body)).exchange
    row = HistoryRow(7, NOON, "a", "p", "Acme", "a.example", RowStatus.FOUND, 0.5)
    return StoredLookup(row, "a", exchange, None, None, "", "")


@pytest.mark.parametrize("body", [b"", lookups.SAMPLE, "Звонок".encode()])
def test_a_body_of_text_can_be_read_in_the_line(body: bytes) -> None:
    data = json.loads(to_line(stored(body)))
    assert data["body"] == body.decode()
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
