"""Packed bytes come back, and only those that are all there."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.storage.packing import pack, pack_body, unpack, unpack_body

BODY = b'{"result":{"badge":{"code":"missedCall","type":"success"}}}' * 20


@given(st.binary() | st.sampled_from([BODY, BODY[:50], b'{"error":"NOT_FOUND"}']))
def test_whatever_is_packed_comes_back(body: bytes) -> None:
    assert unpack(pack(body)) == body
    kept, packed = pack_body(body)
    assert unpack_body(kept, packed) == body
    saves_a_tenth = len(pack(body)) < 0.9 * len(body)
    assert (packed, len(kept)) == ((1, len(pack(body))) if saves_a_tenth else (0, len(body)))


def test_a_body_is_packed_where_that_saves_a_tenth() -> None:
    """0 and 1 are in the files that were written so far."""
    noise = random.Random(1).randbytes(1000)  # noqa: S311 - bytes without order, nothing secret
    assert pack_body(noise) == (noise, 0)
    assert pack_body(BODY)[1] == 1
    for blanks, packed in ((80, 0), (200, 1)):
        assert pack_body(noise[: 1000 - blanks] + b" " * blanks)[1] == packed
    bodies = (noise[: 1000 - blanks] + b" " * blanks for blanks in range(1000))
    assert pack_body(next(body for body in bodies if len(pack(body)) == 900))[1] == 0


@pytest.mark.parametrize("end", range(0, len(pack(BODY)), 7))
def test_packed_bytes_that_break_off_are_an_error(end: int) -> None:
    with pytest.raises(zlib.error):
        unpack(pack(BODY)[:end])


def test_what_a_lookup_usually_says_takes_little() -> None:
    assert len(pack(b'"headers":[["Server","nginx/1.24.0"],["Content-Type","application/json; charset=utf-8"]]')) < 30
