"""The `time` block as sent, and its readings.

Fields and their quirks: bitrix24/README.md, "The time block". Contradictions in it are found by `findings.py`; the
waterfall over it and the client's own clock is in `waterfall.py`; the method's budget (`operating`) is in `budget.py`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from badge_inspector.domain.jsontext import JsonKind, JsonNode

MAX_TEXT = 1_200
"""Characters of a readable value: the exact decimal form of any double is shorter."""

EARLIEST = -62_135_596_800.0
LATEST = 253_402_300_800.0
"""Epoch seconds of the years 1 (included) and 10000 (excluded), between which a calendar has a name for a moment."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]{1,9})?")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(?P<zone>Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)


class Flaw(StrEnum):
    """Reasons why a field's value cannot be used in calculations."""

    NOT_SENT = "not_sent"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_MOMENT = "not_a_moment"
    """Neither epoch seconds nor an ISO 8601 date and time."""
    NO_OFFSET = "no_offset"
    """A date and time of an unknown zone."""
    TOO_LARGE = "too_large"
    """A number that no double holds."""
    OUT_OF_CALENDAR = "out_of_calendar"
    """A moment before the year 1 or after 9999."""
    NEGATIVE = "negative"
    """A span of time below zero; `number` still has it."""


class Reads(StrEnum):
    """Meanings of the block's fields."""

    SPAN = "span"
    MOMENT = "moment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TimeField:
    """One member of the block.

    `source` is its JSON text as sent, None where it was not sent; `path` is its JSONPath. `number` is seconds (SPAN) or
    epoch seconds UTC (MOMENT), None where unreadable. `offset_s` is the zone of an ISO date, in seconds east of UTC.
    `flaw` says why `seconds` is None. `is_integer` tells a number sent without point and exponent.
    """

    name: str
    path: str
    reads: Reads
    source: str | None = None
    number: float | None = None
    offset_s: int | None = None
    is_integer: bool = False
    flaw: Flaw | None = None

    @property
    def is_sent(self) -> bool:
        return self.source is not None

    @property
    def seconds(self) -> float | None:
        """`number` where it can be used in calculations, else None."""
        return None if self.flaw else self.number


FIELDS: tuple[tuple[str, Reads], ...] = (
    ("duration", Reads.SPAN),
    ("processing", Reads.SPAN),
    ("start", Reads.MOMENT),
    ("finish", Reads.MOMENT),
    ("date_start", Reads.MOMENT),
    ("date_finish", Reads.MOMENT),
    ("operating", Reads.SPAN),
    ("operating_reset_at", Reads.MOMENT),
)
"""The members that the method documents, in the order in which people read them."""


@dataclass(frozen=True, slots=True)
class ServerTime:
    """The block as sent.

    `fields` holds every member of `FIELDS`, sent or not, then whatever else came, in the order sent. `kind`, `source`
    and `path` are the block's own: PHP sends an empty block as `[]`, and a block may be any JSON value at all.
    """

    fields: tuple[TimeField, ...]
    kind: JsonKind = JsonKind.OBJECT
    source: str = "{}"
    path: str = "$.time"

    def field(self, name: str) -> TimeField:
        """A documented field (KeyError for any other name)."""
        for field in self.fields[: len(FIELDS)]:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def is_block(self) -> bool:
        """Tell whether there is anything to list: an object that is not empty."""
        return any(field.is_sent for field in self.fields)

    @property
    def is_rounded(self) -> bool:
        """Tell whether this portal truncates its clock to whole seconds (server builds since autumn 2025): `duration`
        may then be up to 1 s too long, and `processing` is not a measurement."""
        return self.field("start").is_integer and self.field("processing").is_integer

    @property
    def duration_s(self) -> float | None:
        return self.field("duration").seconds

    @property
    def processing_s(self) -> float | None:
        return self.field("processing").seconds

    @property
    def operating_s(self) -> float | None:
        return self.field("operating").seconds

    @property
    def operating_reset_at(self) -> float | None:
        """Epoch seconds UTC at which the oldest minute of `operating` expires."""
        return self.field("operating_reset_at").seconds

    @property
    def start(self) -> float | None:
        return self.field("start").seconds

    @property
    def finish(self) -> float | None:
        return self.field("finish").seconds

    @property
    def offset_s(self) -> int | None:
        """The portal's zone, in seconds east of UTC, as its dates tell it."""
        for name in ("date_start", "date_finish"):
            offset = self.field(name).offset_s
            if offset is not None:
                return offset
        return None

    @property
    def duration_range(self) -> tuple[float, float] | None:
        """Least and most seconds that `duration` stands for; both the same where the portal does not round."""
        duration = self.duration_s
        if duration is None:
            return None
        return (max(0.0, duration - 1.0), duration) if self.is_rounded else (duration, duration)


def read_time(node: JsonNode | None) -> ServerTime | None:
    """Read `time`; None when the answer has no such member. Never raises, whatever the node is."""
    if node is None:
        return None
    sent: dict[str, JsonNode] = {}
    if node.kind is JsonKind.OBJECT:
        for child in node.children():
            sent[child.key or ""] = child
    fields: list[TimeField] = []
    for name, reads in FIELDS:
        member = sent.pop(name, None)
        if member is None:
            fields.append(TimeField(name, f"{node.path}.{name}", reads, flaw=Flaw.NOT_SENT))
        else:
            fields.append(_read(name, reads, member))
    fields += (TimeField(name, member.path, Reads.UNKNOWN, member.source) for name, member in sent.items())
    return ServerTime(tuple(fields), node.kind, node.source, node.path)


def read_value(node: JsonNode) -> TimeField | None:
    """The reading of a single value: of a documented field of a `time` block or of a batch's `result_time`, or of a
    date and time in ISO 8601 anywhere; None for any other."""
    block = node.parent
    around = block.parent if block is not None else None
    if block is not None and (block.key == "time" or (around is not None and around.key == "result_time")):
        reads = dict(FIELDS).get(node.key or "")
        if reads is not None:
            return _read(node.key or "", reads, node)
    start, end = node.span
    if node.kind is JsonKind.STRING and end - start <= MAX_TEXT and _ISO.fullmatch((node.string or "").strip()):
        return _read(node.key or "", Reads.MOMENT, node)
    return None


def _read(name: str, reads: Reads, node: JsonNode) -> TimeField:
    """A number may come as a string: the quotes are all that is forgiven."""
    source = node.source
    text = ""
    if len(source) <= MAX_TEXT and node.kind in (JsonKind.NUMBER, JsonKind.STRING):
        quoted = node.string
        text = source if quoted is None else quoted.strip()
    read = _read_span if reads is Reads.SPAN else _read_moment
    number, offset_s, flaw = read(text)
    integer = number is not None and _INTEGER.fullmatch(text) is not None
    return TimeField(name, node.path, reads, source, number, offset_s, integer, flaw)


_Parsed = tuple[float | None, int | None, Flaw | None]


def _read_number(text: str, unreadable: Flaw) -> _Parsed:
    if not _NUMBER.fullmatch(text):
        return None, None, unreadable
    number = float(text)
    return (number, None, None) if math.isfinite(number) else (None, None, Flaw.TOO_LARGE)


def _read_span(text: str) -> _Parsed:
    number, _, flaw = _read_number(text, Flaw.NOT_A_NUMBER)
    return number, None, Flaw.NEGATIVE if number is not None and number < 0 else flaw


def _read_moment(text: str) -> _Parsed:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _read_iso(text.replace(",", "."), has_offset=iso["zone"] is not None)
    number, _, flaw = _read_number(text, Flaw.NOT_A_MOMENT)
    return _in_calendar(number, None) if number is not None else (None, None, flaw)


def _read_iso(text: str, *, has_offset: bool) -> _Parsed:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None, None, Flaw.NOT_A_MOMENT
    if not has_offset:
        return None, None, Flaw.NO_OFFSET
    offset = moment.utcoffset() or timedelta()
    return _in_calendar((moment - _EPOCH).total_seconds(), round(offset.total_seconds()))


def _in_calendar(epoch: float, offset_s: int | None) -> _Parsed:
    return (epoch, offset_s, None) if EARLIEST <= epoch < LATEST else (None, None, Flaw.OUT_OF_CALENDAR)
