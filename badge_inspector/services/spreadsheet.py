"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

_BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠")
"""Excel takes the full-width forms for the others in some locales."""


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet could take for a formula: white space and control
    characters in front of it do not stop some of them. NULs, which no spreadsheet reads past, become U+FFFD."""
    begun = text.lstrip()
    is_formula = begun[:1] in _BEGINS_A_FORMULA if begun else False
    shown = text.replace("\0", "\ufffd")
    return f"'{shown}" if is_formula or text[:1] in ("\t", "\r", "\n") else shown
