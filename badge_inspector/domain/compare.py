"""Lookups side by side: two or more field by field, and two line by line."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from badge_inspector.domain.badge import Badge, FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.server_time import ServerTime


class Field(StrEnum):
    """The fields compared, in the order shown."""

    OUTCOME = "outcome"
    CODE = "code"
    TITLE = "title"
    VALUE = "value"
    TYPE = "type"
    LANGUAGES = "languages"
    EXTRA = "extra"
    HTTP_STATUS = "http_status"
    ROUND_TRIP = "round_trip"
    DURATION = "duration"
    PROCESSING = "processing"
    OPERATING = "operating"


SECONDS = frozenset({Field.ROUND_TRIP, Field.DURATION, Field.PROCESSING, Field.OPERATING})
"""The fields whose values are seconds."""

_NOTABLE_SHARE = 0.25
_NOTABLE_S = 0.02

Value = str | float | FieldValue | tuple[str, ...]


class Mark(StrEnum):
    """Relation of a cell to the others of its row."""

    SAME = "same"
    DIFFERENT = "different"
    """Not the value that most have; of two, not the first's."""
    MISSING = "missing"
    """Not there, though others have it."""
    SLOWER = "slower"
    """A time notably longer than the shortest. Times vary with each answer and do not count as a difference."""
    WAITING = "waiting"
    """No answer yet."""


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """Value of a field in one lookup: a text, a badge field as sent, names of languages, or seconds; None is "not
    there"."""

    value: Value
    mark: Mark


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of two lookups or more, in their order."""

    field: Field
    cells: tuple[ComparedCell, ...]

    @property
    def differs(self) -> bool:
        """Tell whether a lookup has something else there, or nothing."""
        return any(cell.mark in (Mark.DIFFERENT, Mark.MISSING) for cell in self.cells)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a title or value differs, in the order sent; none where all are one text for all, or
        only one is there at all."""
        values = [cell.value for cell in self.cells if cell.value is not None]
        texts = [value for value in values if isinstance(value, LocalizedText | PlainText)]
        if not self.differs or len(texts) < len(values):
            return ()
        localized = [text for text in texts if isinstance(text, LocalizedText)]
        known = dict.fromkeys(language for text in localized for language in text.languages)
        return tuple(each for each in known if len({_in(text, each) for text in texts}) > 1)


def _in(value: LocalizedText | PlainText, language: str) -> str | None:
    return value.get(language) if isinstance(value, LocalizedText) else value.text


class Sign(StrEnum):
    SAME = " "
    LEFT_ONLY = "-"
    RIGHT_ONLY = "+"


@dataclass(frozen=True, slots=True)
class DiffLine:
    sign: Sign
    text: str


def compare_fields(lookups: Sequence[Lookup | None]) -> tuple[ComparedField, ...]:
    """Field by field, lookups in this order, None where no answer has come; fields that none has are left out."""
    rows = (_compared(name, lookups) for name in Field)
    return tuple(row for row in rows if any(cell.value is not None for cell in row.cells))


def slowest_first(lookups: Sequence[Lookup | None]) -> list[int]:
    """The places of the lookups by their round trip, the longest first, those without an answer last."""
    return sorted(range(len(lookups)), key=lambda at: -_total(lookups[at]))


def _total(lookup: Lookup | None) -> float:
    return -math.inf if lookup is None or lookup.round_trip_s is None else lookup.round_trip_s


def _compared(name: Field, lookups: Sequence[Lookup | None]) -> ComparedField:
    values = [(lookup, None if lookup is None else field_value(lookup, name)) for lookup in lookups]
    present = [value for _, value in values if value is not None]
    cells: list[ComparedCell] = []
    for lookup, value in values:
        if lookup is None:
            mark = Mark.WAITING
        elif name in SECONDS:
            mark = Mark.SLOWER if value is not None and differ(_shortest(present), value) else Mark.SAME
        elif value is None:
            mark = Mark.MISSING if present else Mark.SAME
        else:
            mark = Mark.DIFFERENT if differ(_usual(present), value) else Mark.SAME
        cells.append(ComparedCell(value, mark))
    return ComparedField(name, tuple(cells))


def _usual(present: Sequence[Value]) -> Value:
    """The value that others are compared with: the most frequent one; the first of them when several are equally
    frequent.
    """
    ((value, _),) = Counter(present).most_common(1)
    return value


def _shortest(present: Sequence[Value]) -> Value:
    return min(value for value in present if isinstance(value, float | int))


def diff_lines(left: Sequence[str], right: Sequence[str]) -> Iterator[DiffLine]:
    """The lines of both in one column, what only one has marked. Common ends are cut first, so that two long answers
    with one change cost no more than the change."""
    head = 0
    shorter = min(len(left), len(right))
    while head < shorter and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    yield from (DiffLine(Sign.SAME, line) for line in left[:head])
    middle_left, middle_right = left[head : len(left) - tail], right[head : len(right) - tail]
    matcher = difflib.SequenceMatcher(None, middle_left, middle_right, autojunk=len(middle_left) > 2000)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            yield from (DiffLine(Sign.SAME, line) for line in middle_left[i1:i2])
        else:
            yield from (DiffLine(Sign.LEFT_ONLY, line) for line in middle_left[i1:i2])
            yield from (DiffLine(Sign.RIGHT_ONLY, line) for line in middle_right[j1:j2])
    yield from (DiffLine(Sign.SAME, line) for line in left[len(left) - tail :])


def same_but_for_time(lookups: Sequence[Lookup]) -> bool:
    """Tell whether all answers are equal apart from the `time` member, which differs each time."""
    sides = [
        sorted((node.key or "", node.source) for node in side.document.root.children() if node.key != "time")
        for side in lookups
        if side.document is not None and side.document.root is not None
    ]
    return len(sides) == len(lookups) and all(side == sides[0] for side in sides[1:])


def differ(one: Value, other: Value) -> bool:
    """Tell whether two values count as different; times only when the difference is notable."""
    if isinstance(one, float) and isinstance(other, float):
        gap = abs(one - other)
        return gap > _NOTABLE_S and gap > _NOTABLE_SHARE * max(abs(one), abs(other))
    return one != other


def field_value(lookup: Lookup, name: Field) -> Value:
    """Value of that field in a lookup; None where it has none."""
    outcome = lookup.outcome
    badge = outcome.badge if isinstance(outcome, Found) else None
    if name in SECONDS:
        return _seconds(lookup, outcome.time, name)
    if name is Field.OUTCOME:
        return "found" if isinstance(outcome, Found) else outcome.failure.name
    if name is Field.HTTP_STATUS:
        response = lookup.exchange.response
        return str(response.status) if response is not None else None
    if badge is None:
        return PlainText(lookup.code) if name is Field.CODE else None
    return _badge_value(badge, name)


def _badge_value(badge: Badge, name: Field) -> Value:
    if name is Field.LANGUAGES:
        texts = (badge.title, badge.value)
        return badge.languages if any(isinstance(text, LocalizedText) for text in texts) else ()
    if name is Field.EXTRA:
        return ", ".join(f"{key}: {json}" for key, json in badge.extra) or None
    return {Field.CODE: badge.code, Field.TITLE: badge.title, Field.VALUE: badge.value, Field.TYPE: badge.type}[name]


def _seconds(lookup: Lookup, time: ServerTime | None, name: Field) -> float | None:
    if name is Field.ROUND_TRIP:
        return lookup.round_trip_s
    if time is None:
        return None
    return {
        Field.DURATION: time.duration_s,
        Field.PROCESSING: time.processing_s,
        Field.OPERATING: time.operating_s,
    }[name]


def plain(value: FieldValue) -> str:
    """A badge field on one line: its text, or texts by language in the order sent."""
    if isinstance(value, PlainText):
        return value.text
    if isinstance(value, LocalizedText):
        return "; ".join(f"{language}: {text}" for language, text in value.texts)
    return value.json if isinstance(value, OddValue) else ""
