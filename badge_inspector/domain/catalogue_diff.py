"""Comparison of the badges of two portals: only here, only there, different, the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.compare import Field, plain


class Standing(StrEnum):
    """Result of comparing one code on two portals."""

    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"
    DIFFERENT = "different"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class CodeOnTwo:
    """One code; `fields` are those that differ where both have it."""

    code: str
    here: Badge | None
    there: Badge | None
    fields: tuple[Field, ...] = ()

    @property
    def standing(self) -> Standing:
        if self.there is None:
            return Standing.ONLY_HERE
        if self.here is None:
            return Standing.ONLY_THERE
        return Standing.DIFFERENT if self.fields else Standing.SAME


def compare_catalogues(here: Sequence[Badge], there: Sequence[Badge]) -> tuple[CodeOnTwo, ...]:
    """Codes in the order of `here`, then those that only `there` has. Codes that differ in letter case are one code,
    as they are for a portal that looks one up, and differ in their code.
    """
    others: dict[str, list[Badge]] = {}
    for badge in there:
        others.setdefault(_key(badge), []).append(badge)
    found: list[CodeOnTwo] = []
    for badge in here:
        waiting = others.get(_key(badge))
        twin = waiting.pop(0) if waiting else None
        found.append(CodeOnTwo(plain(badge.code), badge, twin, _differing(badge, twin) if twin else ()))
    left = {id(badge) for waiting in others.values() for badge in waiting}
    found += [CodeOnTwo(plain(badge.code), None, badge) for badge in there if id(badge) in left]
    return tuple(found)


def _key(badge: Badge) -> str:
    return plain(badge.code).casefold()


def _differing(one: Badge, other: Badge) -> tuple[Field, ...]:
    pairs = (
        (Field.CODE, one.code, other.code),
        (Field.TITLE, one.title, other.title),
        (Field.VALUE, one.value, other.value),
        (Field.TYPE, one.type, other.type),
        (Field.EXTRA, one.extra, other.extra),
    )
    return tuple(field for field, left, right in pairs if left != right)
