"""Registered codes similar to a mistyped one, with the difference of each."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.codehints import hints, plain_form

MOST = 4
_LIKENESS = 0.7


class Apart(StrEnum):
    """Kinds of difference between two codes."""

    CASE = "case"
    LOOK_ALIKE = "look_alike"
    INVISIBLE = "invisible"
    """White space at the ends, a character that is not drawn, another way to write the same."""
    MISSING = "missing"
    EXTRA = "extra"
    OTHER = "other"
    SWAPPED = "swapped"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Difference:
    """`text` is the character in question, or several: those that are missing, too many, or that look alike; `meant`
    is what stands there in the other code."""

    apart: Apart
    text: str = ""
    meant: str = ""


def difference(code: str, meant: str) -> Difference:
    """The change that turns `code` into `meant`, another code."""
    mended = plain_form(code)
    if mended == meant or mended.casefold() == meant.casefold() != code.casefold():
        look_alikes = [hint for hint in hints(code) if hint.char and hint.looks_like.strip()]
        if look_alikes:
            return Difference(Apart.LOOK_ALIKE, look_alikes[0].char, look_alikes[0].looks_like)
        return Difference(Apart.INVISIBLE)
    if code.casefold() == meant.casefold():
        return Difference(Apart.CASE)
    if unicodedata.normalize("NFKC", code).strip() == unicodedata.normalize("NFKC", meant).strip():
        return Difference(Apart.INVISIBLE)
    return _edit(code, meant)


def _edit(code: str, meant: str) -> Difference:
    changes = [
        (code[i1:i2], meant[j1:j2])
        for operation, i1, i2, j1, j2 in difflib.SequenceMatcher(None, code, meant, autojunk=False).get_opcodes()
        if operation != "equal"
    ]
    if len(changes) == 1:
        ((removed, added),) = changes
        if not removed:
            return Difference(Apart.MISSING, added, added)
        if not added:
            return Difference(Apart.EXTRA, removed)
        return Difference(Apart.OTHER, removed, added)
    if len(changes) == 2 and len(code) == len(meant) and sorted(code) == sorted(meant):
        return Difference(Apart.SWAPPED)
    return Difference(Apart.SEVERAL)


class Nearest:
    """The codes of a portal, laid out once to be searched for each code of a list."""

    def __init__(self, badges: Iterable[Badge]) -> None:
        self._badges = [
            (_folded(badge.code.text), badge.code.text, badge) for badge in badges if isinstance(badge.code, PlainText)
        ]
        self._by_folded: dict[str, Badge] = {}
        for folded, _, badge in self._badges:
            self._by_folded.setdefault(folded, badge)

    def same_but_for_looks(self, code: str) -> Badge | None:
        """The badge whose code differs in letter case or look-alikes only. Takes constant time, however many badges
        there are.
        """
        badge = self._by_folded.get(_folded(code))
        return None if badge is None or badge.plain_code == code else badge

    def to(self, code: str) -> tuple[Badge, ...]:
        """The badges whose codes are near `code`, the nearest first: letter case, look-alike letters and a slip of a
        few characters are forgiven."""
        wanted = _folded(code)
        scored: list[tuple[float, Badge]] = []
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        for folded, text, badge in self._badges:
            if text == code:
                continue
            matcher.set_seq1(folded)
            bounds = matcher.real_quick_ratio, matcher.quick_ratio  # from above, in less time
            if all(bound() >= _LIKENESS for bound in bounds) and (likeness := matcher.ratio()) >= _LIKENESS:
                scored.append((likeness, badge))
        scored.sort(key=itemgetter(0), reverse=True)  # which keeps the order of the equally near
        return tuple(badge for _, badge in scored[:MOST])


def nearest(code: str, badges: Iterable[Badge]) -> tuple[Badge, ...]:
    """`Nearest(badges).to(code)`, for one code."""
    return Nearest(badges).to(code)


def _folded(code: str) -> str:
    return plain_form(code).casefold()
