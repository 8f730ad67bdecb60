"""A body that comes coded, in pieces of any size, never beyond its limit."""

from __future__ import annotations

import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.content_coding import STEP, ContentDecoder

BODY = b'{"result":{"badge":{"code":"missedCall"}}}' * 30
LIMIT = 1 << 20


def coded(body: bytes, wbits: int) -> bytes:
    return zlib.compress(body, wbits=wbits)


WAYS = [
    ("gzip", coded(BODY, 31)),
    ("x-gzip", coded(BODY, 31)),
    ("GZIP , identity", coded(BODY, 31)),
    ("gzip", coded(BODY[:100], 31) + coded(BODY[100:], 31)),
    ("gzip", coded(BODY, 31) + b"\0" * 20),
    ("gzip", BODY),
    ("deflate", coded(BODY, 15)),
    ("deflate", coded(BODY, -15)),
    ("identity", BODY),
    ("", BODY),
    (None, BODY),
]


def fed(decoder: ContentDecoder, *pieces: bytes) -> list[bool]:
    return [more for piece in pieces for more in decoder.feed(piece)]


@pytest.mark.parametrize(("coding", "data"), WAYS)
@given(st.lists(st.integers(0, 3000), max_size=6))
def test_pieces_of_any_size_make_the_body(coding: str | None, data: bytes, cuts: list[int]) -> None:
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    decoder = ContentDecoder(coding, LIMIT)
    told = fed(decoder, *(data[start:end] for start, end in pairwise(places)))
    decoder.finish()
    assert (bytes(decoder.body), decoder.truncated) == (BODY, "")
    assert all(told)


@pytest.mark.parametrize(
    ("coding", "wbits"), [("br", 15), ("compress", 31), ("gzip, gzip", 31), ("deflate, gzip", 15), ("gzip, br", 31)]
)
def test_a_coding_that_is_not_known_leaves_the_bytes_as_they_are(coding: str, wbits: int) -> None:
    decoder, data = ContentDecoder(coding, LIMIT), coded(BODY, wbits)
    assert fed(decoder, data) == [True]
    decoder.finish()
    assert (bytes(decoder.body), decoder.truncated) == (data, "encoding")


@pytest.mark.parametrize(("coding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15), (None, 0)])
@pytest.mark.parametrize(("short_by", "truncated"), [(-1, ""), (0, ""), (1, "limit"), (1000, "limit")])
def test_the_limit_is_of_the_bytes_made(coding: str | None, wbits: int, short_by: int, truncated: str) -> None:
    limit = len(BODY) - short_by
    decoder = ContentDecoder(coding, limit)
    told = fed(decoder, BODY if coding is None else coded(BODY, wbits))
    assert told[-1] is not bool(truncated)
    decoder.finish()
    assert (bytes(decoder.body), decoder.truncated) == (BODY[:limit], truncated)


@pytest.mark.parametrize(("coding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_stream_that_breaks_off_says_so(coding: str, wbits: int, cut: int) -> None:
    decoder = ContentDecoder(coding, LIMIT)
    fed(decoder, coded(BODY, wbits)[:-cut])
    decoder.finish()
    assert decoder.truncated == "closed"
    assert BODY.startswith(bytes(decoder.body))


@pytest.mark.parametrize(("coding", "wbits"), [("gzip", 31), ("deflate", 15)])
def test_two_bytes_are_enough_to_know_a_stream_by(coding: str, wbits: int) -> None:
    decoder = ContentDecoder(coding, LIMIT)
    fed(decoder, coded(BODY, wbits)[:2])
    decoder.finish()
    assert (bytes(decoder.body), decoder.truncated) == (b"", "closed")


@pytest.mark.parametrize(
    ("data", "body"),
    [
        pytest.param(b"\x08\x02\x00\xfd\xffab\x01\x00\x00\xff\xff", b"ab", id="the method's number"),
        pytest.param(b"K\xce\x00\x00", b"ch", id="the check sum"),
    ],
)
def test_a_bare_stream_that_has_half_of_a_header_is_bare(data: bytes, body: bytes) -> None:
    """RFC 1950, 2.2: a header has the method 8 and is a multiple of 31. Padding of a stored block may be anything."""
    decoder = ContentDecoder("deflate", LIMIT)
    fed(decoder, data)
    decoder.finish()
    assert (bytes(decoder.body), decoder.truncated) == (body, "")


@pytest.mark.parametrize("byte", [b"", b"\x1f", b"x"])
def test_a_single_byte_is_a_body(byte: bytes) -> None:
    decoder = ContentDecoder("gzip", LIMIT)
    fed(decoder, byte)
    assert not decoder.body
    decoder.finish()
    assert (bytes(decoder.body), decoder.truncated) == (byte, "")


def test_broken_data_is_kept_raw_from_its_beginning_and_left_once_some_was_made() -> None:
    at_once = ContentDecoder("gzip", LIMIT)
    broken = b"\x1f\x8b\x08" + b"\xff" * 20
    assert all(fed(at_once, broken))
    assert (bytes(at_once.body), at_once.truncated) == (broken, "encoding")
    later = ContentDecoder("gzip", LIMIT)
    whole = coded(BODY, 31)
    assert fed(later, whole[:-8], b"\0" * 8)[-1] is False
    assert (bytes(later.body), later.truncated) == (BODY, "encoding")


@pytest.mark.parametrize("coding", ["gzip", None])
def test_megabytes_are_made_in_steps(coding: str | None) -> None:
    body = b"x" * (2 * STEP + 1)
    decoder = ContentDecoder(coding, 1 << 30)
    sizes = [0]
    for more in decoder.feed(body if coding is None else coded(body, 31)):
        assert more
        sizes.append(len(decoder.body))
    assert max(after - before for before, after in pairwise(sizes)) == STEP == 1 << 18
    assert sizes[-1] == len(body)


def test_nothing_more_is_wanted_of_a_bomb() -> None:
    decoder = ContentDecoder("gzip", 1000)
    assert fed(decoder, coded(b"\0" * 10_000_000, 31)) == [False]
    assert (len(decoder.body), decoder.truncated) == (1000, "limit")
