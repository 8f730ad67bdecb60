"""Colours for a piece of JSON text, told by its looks: what is in view needs no parser."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCharFormat, QTextLayout

from badge_inspector.ui import theme

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))'
    r'|(?P<string>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?[0-9][0-9.eE+\-]*)"
    r"|(?P<literal>true|false|null|NaN|-?Infinity)"
)
_COLOURS = {"key": "json_key", "string": "json_string", "number": "json_number", "literal": "json_literal"}
# A tab is white space to look at, not a symbol; what turns the writing direction would turn the whole line.
_CONTROLS = (
    {code: 0x2400 + code for code in range(0x20)}
    | {0x7F: 0x2421, 0x2028: 0x21B5, 0x2029: 0x21B5, 0x09: 0x20}
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
)


def formats(line: str) -> list[QTextLayout.FormatRange]:
    """The coloured ranges of a line or of a piece of one."""
    found: list[QTextLayout.FormatRange] = []
    for match in _TOKEN.finditer(line):
        found.append(coloured(match.start(), match.end() - match.start(), _COLOURS[match.lastgroup or "string"]))
    return found


def coloured(start: int, length: int, text: str = "", background: str = "") -> QTextLayout.FormatRange:
    """A range in the theme's colours of those names."""
    piece = QTextLayout.FormatRange()
    piece.start = start  # pyright: ignore[reportAttributeAccessIssue] - the stub leaves the members out
    piece.length = length  # pyright: ignore[reportAttributeAccessIssue]
    style = QTextCharFormat()
    if text:
        style.setForeground(theme.colour(text))
    if background:
        style.setBackground(theme.colour(background))
    piece.format = style  # pyright: ignore[reportAttributeAccessIssue]
    return piece


def shown(line: str) -> str:
    """The line as painted: control characters as symbols, of the same length."""
    return line.translate(_CONTROLS)
