"""Conversion of any text for display: on one line, and as a tooltip."""

from __future__ import annotations


def tooltip(*texts: str) -> str:
    """Lines for a tooltip: escaped, since Qt takes what looks like markup for markup, and cut to fit a screen."""
    from html import escape  # noqa: PLC0415 - a table of entities: nothing for the first paint

    shown = "<br>".join(escape(visible(text[:1000])) for text in texts if text)
    return f"<qt>{shown}</qt>" if shown else ""


def visible(text: str) -> str:
    """The text on one line with control characters as symbols (U+2400 block), for labels and lists."""
    return text.translate(_SYMBOLS)


_SYMBOLS = {code: 0x2400 + code for code in range(0x20)} | {
    0x7F: 0x2421,
    0x0A: 0x21B5,
    0x85: 0x21B5,
    0x2028: 0x21B5,
    0x2029: 0x21B5,
    **{code: 0xFFFD for code in range(0x80, 0xA0) if code != 0x85},
    **{
        code: f"[U+{code:04X}]"
        for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
    },
}
