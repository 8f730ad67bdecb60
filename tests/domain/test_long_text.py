"""Megabytes in steps give what one call gives."""

from __future__ import annotations

import pytest

from badge_inspector.domain.long_text import decoded, joined


@pytest.mark.parametrize("size", [0, 1, 100_000, 700_001])
@pytest.mark.parametrize("letter", ["a", "é", "ж", "😀"])
def test_joined_and_decoded(size: int, letter: str) -> None:
    text = f"x{letter * size}y"
    assert joined([text[at : at + 70_001] for at in range(0, len(text), 70_001)]) == text
    for encoding in ("utf-8", "utf-16-le", "utf-32-be"):
        assert decoded(text.encode(encoding), encoding) == text


@pytest.mark.parametrize("end", [b"\xd0", b"\xff", b"\xed\xa0\x80"])
def test_what_is_no_text_is_refused(end: bytes) -> None:
    for before in (b"", b"a" * 600_000):
        with pytest.raises(UnicodeDecodeError):
            decoded(before + end, "utf-8")


def test_a_byte_order_mark_inside_stays() -> None:
    text = "\ufeff" * 400_000
    assert decoded(text.encode(), "utf-8") == text
