"""Codes out of whatever was pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.codelist import CodeList, read_codes


@pytest.mark.parametrize(
    ("text", "codes", "repeated"),
    [
        ("", (), 0),
        (" \n,;\t\n", (), 0),
        ("a\nb\r\nc\n", ("a", "b", "c"), 0),
        ("a, b;c\td", ("a", "b", "c", "d"), 0),
        ("a\na\n a ", ("a",), 2),
        ("two words\nb", ("two words", "b"), 0),
        ('"a,b",c', ("a,b", "c"), 0),
        ('"line\nbreak";x', ("line\nbreak", "x"), 0),
        ('"unclosed\nx', ("unclosed\nx",), 0),
        ("\0a\0", ("a",), 0),
        ("код,код 2", ("код", "код 2"), 0),
    ],
)
def test_read_codes(text: str, codes: tuple[str, ...], repeated: int) -> None:
    assert read_codes(text) == CodeList(codes, repeated)


@given(st.text())
def test_nothing_makes_it_raise(text: str) -> None:
    found = read_codes(text)
    assert len(set(found.codes)) == len(found.codes)
    assert all(code == code.strip() and code for code in found.codes)


def test_a_hundred_thousand_lines() -> None:
    found = read_codes("\n".join(f"code{number % 60_000}" for number in range(100_000)))
    assert (len(found.codes), found.repeated) == (60_000, 40_000)
