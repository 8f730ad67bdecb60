from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.body_text import BodyText, read_body

TEXT = '{"a":"Звонок"}'


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (TEXT.encode(), None, BodyText(TEXT, "utf-8")),
        (TEXT.encode(), "application/json; charset=windows-1251", BodyText(TEXT, "utf-8")),
        (codecs.BOM_UTF8 + TEXT.encode(), None, BodyText(TEXT, "utf-8")),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None, BodyText(TEXT, "utf-16-le")),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "charset=utf-8", BodyText(TEXT, "utf-16-be")),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), None, BodyText(TEXT, "utf-32-le")),
        (TEXT.encode("cp1251"), "application/json; charset=windows-1251", BodyText(TEXT, "cp1251")),
        (TEXT.encode("cp1251"), 'application/json; charset = "Windows-1251"', BodyText(TEXT, "cp1251")),
        (TEXT.encode("koi8-r"), "text/html;charset=KOI8-R", BodyText(TEXT, "koi8-r")),
        (b"a\xffb", None, BodyText("a\ufffdb", "utf-8", 1)),
        (b"a\xffb", "charset=no-such-thing", BodyText("a\ufffdb", "utf-8", 1)),
        (b"a\xffb", "charset=punycode", BodyText("a\ufffdb", "utf-8", 1)),
        (b"a\xffb", "charset=unicode_escape", BodyText("a\ufffdb", "utf-8", 1)),
        (b"a\xff", "text/html; charset=utf-16", BodyText("\uff61", "utf-16-le")),
        (b"a\xff" * 200_000, "text/html; charset=utf-16", BodyText("\uff61" * 200_000, "utf-16-le")),
        (b"a\xff\x00\x00" * 100_000, "charset=utf-32", BodyText("\uff61" * 100_000, "utf-32-le")),
        (b"\xff" + b"\xd0\x96" * 200_000, None, BodyText("\ufffd" + "Ж" * 200_000, "utf-8", 1)),
        (codecs.BOM_UTF16_LE + b"a", None, BodyText("\ufffd", "utf-16-le", 1)),
        (b"", None, BodyText("", "utf-8")),
        (codecs.BOM_UTF8, None, BodyText("", "utf-8")),
    ],
)
def test_reads(body: bytes, content_type: str | None, expected: BodyText) -> None:
    assert read_body(body, content_type) == expected


def test_nothing_is_replaced_in_a_text_that_can_be_read() -> None:
    assert read_body(TEXT.encode()).replaced == 0


@given(st.binary(max_size=60), st.text(max_size=20) | st.sampled_from(["idna", "utf-7", "base64", "zlib", "rot13"]))
def test_never_raises(body: bytes, charset: str) -> None:
    read_body(body, f"text/html; charset={charset}")
