"""Megabytes in steps give what one call gives."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain import long_text
from badge_inspector.domain.long_text import LongText, decoded, joined


@pytest.mark.parametrize("size", [0, 1, 100_000, 700_001])
@pytest.mark.parametrize("letter", ["a", "é", "ж", "😀"])
def test_joined_and_decoded(size: int, letter: str) -> None:
    text = f"x{letter * size}y"
    assert joined([text[at : at + 70_001] for at in range(0, len(text), 70_001)]) == text
    for encoding in ("utf-8", "utf-16-le", "utf-32-be"):
        assert decoded(text.encode(encoding), encoding) == text


@pytest.mark.parametrize(
    ("size", "steps"),
    [(1 << 18, []), ((1 << 18) + 1, [1 << 18, 1]), (1 << 23, [1 << 19] * 16), ((1 << 23) + 16, [(1 << 19) + 1] * 16)],
)
def test_a_step_is_a_quarter_of_a_million_bytes_or_a_sixteenth(
    monkeypatch: pytest.MonkeyPatch, size: int, steps: list[int]
) -> None:
    taken: list[int] = []
    original = codecs.getincrementaldecoder

    def getincrementaldecoder(encoding: str) -> Callable[[str], SimpleNamespace]:
        def make(errors: str) -> SimpleNamespace:
            decoder = original(encoding)(errors)

            def decode(data: bytes, final: bool) -> str:
                taken.append(len(data))
                return decoder.decode(data, final)

            return SimpleNamespace(decode=decode)

        return make

    monkeypatch.setattr(codecs, "getincrementaldecoder", getincrementaldecoder)
    assert decoded(b"a" * size, "utf-8") == "a" * size
    assert taken == steps


@pytest.mark.parametrize("end", [b"\xd0", b"\xff", b"\xed\xa0\x80"])
def test_what_is_no_text_is_refused(end: bytes) -> None:
    for before in (b"", b"a" * 600_000):
        with pytest.raises(UnicodeDecodeError):
            decoded(before + end, "utf-8")


@given(st.binary(max_size=24))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be", "gb18030", "shift_jis", "euc_kr", "big5"])
def test_what_is_no_text_is_replaced_as_by_one_call(encoding: str, data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_text, "_STEP", 1)
        assert decoded(data, encoding, "replace") == data.decode(encoding, "replace")


def test_a_byte_order_mark_inside_stays() -> None:
    text = "\ufeff" * 400_000
    assert decoded(text.encode(), "utf-8") == text


@pytest.mark.parametrize(
    ("pieces", "start", "place"),
    [
        (["xxa", "bc"], 0, 2),
        (["xxab", "cx"], 0, 2),
        (["xa", "", "b", "cx"], 0, 1),
        (["abc", "abc"], 1, 3),
        (["abca", "bc"], 1, 3),
        (["ab", "c"], 1, -1),
        (["ab", "cabc"], 1, 3),
        (["ab"], 0, -1),
    ],
)
def test_a_text_is_found_across_the_seams_of_pieces(pieces: list[str], start: int, place: int) -> None:
    assert LongText(pieces).find("abc", start) == place


@given(st.lists(st.text("abAİ\u0301", max_size=5), max_size=8), st.text("abA", min_size=1, max_size=7), st.data())
def test_a_text_in_pieces_reads_like_one(pieces: list[str], wanted: str, data: st.DataObject) -> None:
    text, long = "".join(pieces), LongText(pieces)
    places = st.integers(0, len(text) + 2)
    start, end = data.draw(places), data.draw(places)
    assert len(long) == len(text)
    assert long.part(start, end) == text[start:end]
    assert long.part(-1, end) == text[:end]
    assert long.find(wanted, start) == text.find(wanted, start)
    assert long.is_ascii is text.isascii()
    assert [long[at] for at in range(len(text))] == list(text)
    folded = long.in_lower_case()
    assert str(folded) == text.replace("İ", "i").lower()
    whole = str(long)
    assert whole == text
    assert str(long) is whole  # made once
    assert (len(long), long.part(start, end), long.find(wanted)) == (len(text), text[start:end], text.find(wanted))
