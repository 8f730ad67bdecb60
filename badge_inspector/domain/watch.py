"""A lookup repeated every few minutes, and the comparison of two outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.domain.lookup import Found, Lookup

SHORTEST_MIN = 1
LONGEST_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Watch:
    """`profile_id` and `code` are the question, asked every `minutes`; `number` tells watches apart."""

    number: int
    profile_id: str
    code: str
    minutes: int


def is_changed(before: Lookup, after: Lookup) -> bool:
    """Tell whether the outcome changed: another badge, another failure, or one in place of the other. Durations
    and the words of a technical reason do not count."""
    return _essence(before) != _essence(after)


def _essence(lookup: Lookup) -> object:
    if isinstance(lookup.outcome, Found):
        return lookup.outcome.badge
    failure = lookup.outcome.failure
    return failure.kind, failure.code
