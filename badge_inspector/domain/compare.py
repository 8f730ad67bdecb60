"""Two lookups side by side: field by field, and line by line."""

from __future__ import annotations

import difflib
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


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both. Values are texts, badge fields as sent, names of languages, or seconds; None is "not there".

    Times always differ a little: they count as different when they are more than 20 ms and more than a quarter apart.
    """

    field: Field
    left: Value
    right: Value
    differs: bool

    @property
    def counts(self) -> bool:
        """Tell whether it makes another answer: times are others each time, and do not."""
        return self.differs and self.field not in SECONDS

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a title or value differs, in the order sent; none where both are one text for all."""
        if not self.differs or not isinstance(self.left, LocalizedText | PlainText | None):
            return ()
        if not isinstance(self.right, LocalizedText | PlainText | None):
            return ()
        texts = [side for side in (self.left, self.right) if isinstance(side, LocalizedText)]
        known = dict.fromkeys(language for side in texts for language in side.languages)
        return tuple(each for each in known if _in(self.left, each) != _in(self.right, each))


def _in(value: LocalizedText | PlainText | None, language: str) -> str | None:
    return value.get(language) if isinstance(value, LocalizedText) else value.text if value is not None else None


class Sign(StrEnum):
    SAME = " "
    LEFT_ONLY = "-"
    RIGHT_ONLY = "+"


@dataclass(frozen=True, slots=True)
class DiffLine:
    sign: Sign
    text: str


def compare_fields(left: Lookup, right: Lookup) -> tuple[ComparedField, ...]:
    """Field by field, fields that neither has left out."""
    pairs = ((name, field_value(left, name), field_value(right, name)) for name in Field)
    return tuple(
        ComparedField(name, one, other, differ(one, other))
        for name, one, other in pairs
        if one is not None or other is not None
    )


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


def same_but_for_time(left: Lookup, right: Lookup) -> bool:
    """Tell whether both answers are equal apart from the `time` member, which differs each time."""
    sides = [
        sorted((node.key or "", node.source) for node in side.document.root.children() if node.key != "time")
        for side in (left, right)
        if side.document is not None and side.document.root is not None
    ]
    return len(sides) == 2 and sides[0] == sides[1]


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
        return lookup.code if name is Field.CODE else None
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
