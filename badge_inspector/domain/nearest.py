"""Which registered codes a mistyped one was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.codehints import plain_form

MOST = 4
_LIKENESS = 0.7


def nearest(code: str, badges: Iterable[Badge]) -> tuple[Badge, ...]:
    """The badges whose codes are near `code`, the nearest first: letter case, look-alike letters and a slip of a few
    characters are forgiven."""
    wanted = _folded(code)
    scored: list[tuple[float, int, Badge]] = []
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for at, badge in enumerate(badges):
        if not isinstance(badge.code, PlainText) or badge.code.text == code:
            continue
        matcher.set_seq1(_folded(badge.code.text))
        if matcher.real_quick_ratio() >= _LIKENESS and matcher.quick_ratio() >= _LIKENESS:
            likeness = matcher.ratio()
            if likeness >= _LIKENESS:
                scored.append((-likeness, at, badge))
    return tuple(badge for _, _, badge in sorted(scored, key=lambda entry: entry[:2])[:MOST])


def _folded(code: str) -> str:
    return plain_form(code).casefold()
