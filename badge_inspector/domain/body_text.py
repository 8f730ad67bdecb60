"""Decoding of an answer's bytes to text. Never raises; the encoding used and the bytes replaced are reported."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from badge_inspector.domain.long_text import decoded

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FAMILIES = ("utf-8", "utf-16", "utf-32", "cp", "iso8859", "koi8", "mac-", "gb", "big5", "euc_", "shift_jis", "ascii")
_CHARSET = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([\w.:+-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyText:
    """A body as text, its byte order mark taken off.

    `encoding` is Python's name of what it was read as; `replaced` counts the U+FFFD that stand for bytes that are not
    text in it.
    """

    text: str
    encoding: str
    replaced: int = 0


def read_body(body: bytes, content_type: str | None = None) -> BodyText:
    """Read a body as text: by its byte order mark, else as UTF-8, else by the charset of `Content-Type`, else as UTF-8
    with replacements. UTF-8 goes before the header because JSON is UTF-8 and headers of proxies err."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _read(body[len(bom) :], encoding)
    try:
        return BodyText(decoded(body, "utf-8"), "utf-8")
    except UnicodeDecodeError:
        declared = _declared(content_type)
    return _read(body, declared or "utf-8")


def _read(body: bytes, encoding: str) -> BodyText:
    try:
        return BodyText(decoded(body, encoding), encoding)
    except UnicodeDecodeError:
        text = decoded(body, encoding, "replace")
        return BodyText(text, encoding, text.count("\ufffd"))


def _declared(content_type: str | None) -> str | None:
    """The declared charset when it is one that pages are written in: Python also knows codecs for other ends
    ("punycode", "unicode_escape") that a server has no business choosing."""
    match = _CHARSET.search(content_type or "")
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1]).name
    except LookupError:
        return None
    # Without a byte order mark, of which there is none here, browsers take the two for the little-endian ones.
    name = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)
    return name if name.startswith(_FAMILIES) else None
