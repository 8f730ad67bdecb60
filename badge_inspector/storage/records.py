"""Conversion of a lookup to the history's columns, and back. Pure."""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from typing import Any

from badge_inspector.domain.badge import FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.capture import Capture
from badge_inspector.domain.clock import EARLIEST, LATEST
from badge_inspector.domain.code_run import KeptRun
from badge_inspector.domain.exchange import Certificate, Exchange, Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryRow, RowStatus, RunRow
from badge_inspector.domain.lookup import Found, Lookup, Refused
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.storage.packing import PLAIN, pack, pack_body, unpack, unpack_body

_SEARCHED_CHARACTERS = 2_000
"""Characters of a text that are indexed: the rest of a title of a megabyte is not searched."""

ROW_COLUMNS = (
    "lookups.id, asked_at, lookups.code, profile_id, name, authority, status, total_s, value, value_field, badge_type,"
    " lookups.error, pinned, lookups.note, lookups.run, (SELECT timed FROM captures WHERE lookup_id = lookups.id)"
)
"""Of `lookups JOIN portals`, for `history_row()`."""

RUN_COLUMNS = "runs.id, key, asked_at, profile_id, name, authority, total, found, not_found, failed, pinned"
"""Of `runs JOIN portals`, for `run_row()`."""


_LONGEST_S = 1e9

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, zlib.error)
"""Exceptions of reading a record that was never written so."""


class DamagedRowError(Exception):
    """A row holds values that this program never writes; the argument names the column, without its value."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The columns of `evidence`."""

    record: bytes
    body: bytes | None
    packed: int

    @property
    def size(self) -> int:
        return len(self.record) + len(self.body or b"")


@dataclass(frozen=True, slots=True)
class StoredLookup:
    """A kept lookup before its body is understood again: `failure` is None for a found badge; `code` is exact, where
    the row's may have lost half a surrogate pair. `expected` is what a person expected instead; `run` is the key of the
    run it is a part of, "" where it is none."""

    row: HistoryRow
    code: str
    exchange: Exchange
    failure: Failure | None
    capture: Capture | None = None
    expected: str = ""
    run: str = ""


def portal(lookup: Lookup) -> tuple[str, str, str]:
    """The values of `portals`: profile_id, authority, name."""
    return lookup.profile_id, lookup.portal, storable(lookup.portal_name)


def columns(lookup: Lookup, size: int) -> dict[str, Any]:
    """The values of `lookups` by column, those apart that depend on what is kept already. `size` is the evidence's."""
    outcome = lookup.outcome
    badge = outcome.badge if isinstance(outcome, Found) else None
    failure = None if isinstance(outcome, Found) else outcome.failure
    time = outcome.time
    measured = time if time is not None and not time.is_rounded else None
    return {
        "asked_at": lookup.asked_at,
        "code": storable(lookup.code),
        "status": status_of(lookup).value,
        "error": storable(_error(failure)),
        "error_text": storable(failure.description[:_SEARCHED_CHARACTERS]) if failure else "",
        "title": _words(badge.title) if badge else "",
        "value": _words(badge.value) if badge else "",
        "value_field": field_to_json(badge.value) if badge else None,
        "badge_type": badge.known_type.value if badge and badge.known_type else None,
        "total_s": lookup.exchange.timeline.total_s,
        "duration_s": measured.duration_s if measured else None,
        "processing_s": measured.processing_s if measured else None,
        "size": size,
        "pinned": int(lookup.pinned),
        "note": storable(lookup.note),
    }


def status_of(lookup: Lookup) -> RowStatus:
    if isinstance(lookup.outcome, Found):
        return RowStatus.FOUND
    return RowStatus.REFUSED if isinstance(lookup.outcome, Refused) else RowStatus.FAILED


def record_of(lookup: Lookup) -> dict[str, Any]:
    """Members of a lookup that have no column of their own, without its body, as JSON values."""
    failure = None if isinstance(lookup.outcome, Found) else lookup.outcome.failure
    return record_of_parts(lookup.code, lookup.exchange, failure, lookup.capture)


def record_of_parts(
    code: str, exchange: Exchange, failure: Failure | None, capture: Capture | None = None
) -> dict[str, Any]:
    """The same of a lookup that was kept before."""
    response = exchange.response
    head = None
    if response is not None:
        head = {
            "status": response.status,
            "reason": response.reason,
            "http_version": response.http_version,
            "headers": response.headers,
            "wire_size": response.wire_size,
            "truncated": response.truncated,
            "certificate": asdict(response.certificate) if response.certificate else None,
        }
    return {
        "code": code,
        "request": asdict(exchange.request),
        "timeline": asdict(exchange.timeline),
        "response": head,
        "failure": asdict(failure) if failure else None,
        "excess": exchange.excess,
        **({"capture": asdict(capture)} if capture is not None else {}),
    }


def read_record(data: dict[str, Any], body: bytes) -> tuple[Exchange, Failure | None]:
    """Inverse of `record_of()`. Members that only a newer version knows are passed over. Raises ValueError,
    KeyError or TypeError for what was never such a record."""
    request, timeline, head, failure = data["request"], data["timeline"], data["response"], data["failure"]
    spans = tuple(PhaseSpan(**_facts(PhaseSpan, span, phase=Phase(span["phase"]))) for span in timeline["spans"])
    response = None
    if head is not None:
        shown = head["certificate"]
        certificate = None if shown is None else Certificate(**_facts(Certificate, shown))
        headers = _pairs(head["headers"])
        response = Response(**_facts(Response, head, headers=headers, body=body, certificate=certificate))
    exchange = Exchange(
        **_facts(
            Exchange,
            {"excess": data.get("excess", 0)},  # records of version 0.1 have none
            request=SentRequest(**_facts(SentRequest, request, headers=_pairs(request["headers"]))),
            timeline=Timeline(**_facts(Timeline, timeline, spans=spans)),
            response=response,
        )
    )
    if failure is None:
        return exchange, None
    phase = None if failure["phase"] is None else Phase(failure["phase"])
    return exchange, Failure(**_facts(Failure, failure, kind=_kind(failure["kind"]), phase=phase))


def read_capture(data: dict[str, Any]) -> Capture | None:
    """Origin that a record tells. Raises ValueError, KeyError or TypeError."""
    found = data.get("capture")
    if found is None:
        return None
    timings = tuple((str(name), a_duration(float(value))) for name, value in found["timings"])
    return Capture(**_facts(Capture, found, timings=timings))


def edited_in(record: bytes) -> str | None:
    """The edit that a kept lookup's file had; None where that cannot be told."""
    try:
        capture = read_capture(json.loads(unpack(record)))
    except UNREADABLE:
        return None
    return capture.edited if capture is not None else None


def evidence(lookup: Lookup) -> Evidence:
    record = pack(json.dumps(record_of(lookup), separators=(",", ":")).encode())
    response = lookup.exchange.response
    if response is None:
        return Evidence(record, None, PLAIN)
    return Evidence(record, *pack_body(response.body))


def stored_lookup(row: HistoryRow, kept: Evidence, expected: str = "", run: str = "") -> StoredLookup:
    """Inverse of `evidence()`. Raises DamagedRowError for data that it never made."""
    with _damage_found(row.id):
        code, exchange, failure, capture = read_evidence(kept)
        if (row.status is RowStatus.FOUND) != (failure is None):
            raise ValueError("status and failure do not agree")
        if storable(code) != row.code:
            raise ValueError("the evidence is another one's")
        if not isinstance(expected, str):  # pyright: ignore[reportUnnecessaryIsInstance] - from the file
            raise TypeError("the expectation is no text")
        return StoredLookup(row, code, exchange, failure, capture, expected, run)


def read_evidence(kept: Evidence) -> tuple[str, Exchange, Failure | None, Capture | None]:
    """The code, exactly as it was asked, and its evidence. Raises one of UNREADABLE."""
    data: dict[str, Any] = json.loads(unpack(kept.record))
    exchange, failure = read_record(data, unpack_body(kept.body or b"", kept.packed))
    code = data["code"]
    if not isinstance(code, str):
        raise TypeError("the code is no text")
    if failure is None and exchange.response is None:
        raise ValueError("a found badge without a response")
    return code, exchange, failure, read_capture(data)


def row_of(row_id: int, lookup: Lookup, run: int = 0) -> HistoryRow:
    """The row of a lookup that was saved under that id, as a part of a run (by its id)."""
    outcome = lookup.outcome
    badge = outcome.badge if isinstance(outcome, Found) else None
    return HistoryRow(
        id=row_id,
        asked_at=lookup.asked_at,
        code=storable(lookup.code),
        profile_id=lookup.profile_id,
        portal_name=storable(lookup.portal_name),
        portal=lookup.portal,
        status=status_of(lookup),
        total_s=lookup.exchange.timeline.total_s,
        value=badge.value if badge else None,
        badge_type=badge.known_type if badge else None,
        error="" if isinstance(outcome, Found) else storable(_error(outcome.failure)),
        pinned=lookup.pinned,
        note=storable(lookup.note),
        is_captured=lookup.capture is not None,
        is_timed=lookup.capture is None or lookup.capture.is_timed,
        run=run,
    )


def history_row(values: tuple[Any, ...]) -> HistoryRow:
    """A row of ROW_COLUMNS. Raises DamagedRowError for what was never written."""
    row_id, asked_at, code, profile_id, name, authority, status, total_s, *rest = values
    value, value_field, kind, error, pinned, note, run, timed = rest
    with _damage_found(row_id):
        if not all(isinstance(text, str) for text in (code, profile_id, name, authority, value, error, note)):
            raise TypeError("a text is something else")
        return HistoryRow(
            id=row_id,
            asked_at=a_moment(asked_at),
            code=code,
            profile_id=profile_id,
            portal_name=name,
            portal=authority,
            status=RowStatus(status),
            total_s=a_duration(total_s),
            value=field_from_json(value_field, value),
            badge_type=BadgeType(kind) if kind in BadgeType._value2member_map_ else None,
            error=error,
            pinned=bool(pinned),
            note=note,
            is_captured=timed is not None,
            is_timed=timed != 0,
            run=run,
        )


def run_row(values: tuple[Any, ...]) -> RunRow:
    """A row of RUN_COLUMNS. Raises DamagedRowError for what was never written."""
    row_id, key, asked_at, profile_id, name, authority, total, *answered, pinned = values
    with _damage_found(row_id):
        if not all(isinstance(text, str) for text in (key, profile_id, name, authority)):
            raise TypeError("a text is something else")
        found, not_found, failed = (int(count) for count in answered)
        row = RunRow(
            id=row_id,
            key=key,
            asked_at=a_moment(asked_at),
            profile_id=profile_id,
            portal_name=name,
            portal=authority,
            total=int(total),
            found=found,
            not_found=not_found,
            failed=failed,
            pinned=bool(pinned),
        )
        if min(found, not_found, failed, row.unanswered) < 0:
            raise ValueError("the counts of a run do not agree")
        return row


def code_bytes(code: str) -> bytes:
    """A code of a run as `run_codes` keeps it, exactly."""
    return code.encode("utf-8", "surrogatepass")


def code_of_bytes(data: bytes) -> str:
    """The code that `code_bytes` made. Raises UnicodeDecodeError, which is a ValueError."""
    return data.decode("utf-8", "surrogatepass")


def kept_run(row: RunRow, codes: Iterable[tuple[Any, ...]]) -> KeptRun:
    """A run with its codes: rows of code and lookup_id in the order of the list. Raises DamagedRowError."""
    with _damage_found(row.id):
        answers = {code_of_bytes(code): lookup_id for code, lookup_id in codes}
    return KeptRun(row, tuple(answers), {code: found for code, found in answers.items() if found is not None})


def outcome_column(lookup: Lookup) -> str:
    """The column of `runs` that counts outcomes such as this one."""
    failure = lookup.failure
    if failure is None:
        return "found"
    return "not_found" if failure.kind is FailureKind.BADGE_NOT_FOUND else "failed"


def trend_point(values: tuple[Any, ...]) -> TrendPoint:
    """A row of id, asked_at, whether a badge was found, total_s, duration_s, processing_s. Raises DamagedRowError."""
    row_id, asked_at, found, total_s, *reported = values
    with _damage_found(row_id):
        duration_s, processing_s = (None if value is None else float(value) for value in reported)
        return TrendPoint(row_id, a_moment(asked_at), bool(found), a_duration(total_s), duration_s, processing_s)


def a_moment(value: object) -> float:
    """Epoch seconds in the years 1 to 9999. Raises ValueError."""
    if not isinstance(value, float) or not EARLIEST <= value <= LATEST:
        raise ValueError(f"no moment: {value!r:.40}")
    return value


def a_duration(value: object) -> float:
    """Seconds. Raises ValueError."""
    if not isinstance(value, float) or not 0 <= value < _LONGEST_S:
        raise ValueError(f"no duration: {value!r:.40}")
    return value


@contextmanager
def _damage_found(row_id: int) -> Generator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise DamagedRowError(f"lookup {row_id} is damaged: {type(error).__name__}") from error


def field_to_json(value: FieldValue) -> str | None:
    """A badge's field, so that a list can show it in any language; "" for a plain text that the searched words hold."""
    if value is None:
        return None
    if isinstance(value, PlainText):
        return "" if _words(value) == value.text else json.dumps({"text": value.text})
    if isinstance(value, LocalizedText):
        return json.dumps({"texts": value.texts, "odd": value.odd})
    return json.dumps({"json": value.json})


def field_from_json(text: str | None, words: str) -> FieldValue:
    if text is None:
        return None
    if not text:
        return PlainText(words)
    data: dict[str, Any] = json.loads(text)
    if "texts" in data:
        return LocalizedText(_pairs(data["texts"]), _pairs(data["odd"]))
    name, shape = ("text", PlainText) if "text" in data else ("json", OddValue)
    if not isinstance(data[name], str):
        raise TypeError(f"{name} is no text")
    return shape(data[name])


def _error(failure: Failure | None) -> str:
    return failure.name if failure else ""


def _kind(value: str) -> FailureKind:
    """A kind that only a newer version knows is one we have no words for."""
    return FailureKind(value) if value in FailureKind._value2member_map_ else FailureKind.UNKNOWN_ERROR


_SIMPLE: dict[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float), "bool": bool}


def _facts(shape: type, data: dict[str, Any], /, **read: object) -> dict[str, Any]:
    """The arguments to make a `shape`: those read already, the others checked against the simple types it names."""
    facts: dict[str, Any] = dict(read)
    for field in fields(shape):
        if field.name in read or field.name not in data:
            continue
        value, names = data[field.name], str(field.type).split(" | ")
        right = (value is None and "None" in names) or any(
            isinstance(value, _SIMPLE[name]) and isinstance(value, bool) == (name == "bool")
            for name in names
            if name in _SIMPLE
        )
        if not right:
            raise TypeError(f"{shape.__name__}.{field.name} is {type(value).__name__}")
        facts[field.name] = value
    return facts


def _pairs(items: list[list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = tuple((name, value) for name, value in items)
    if not all(isinstance(text, str) for pair in pairs for text in pair):  # pyright: ignore[reportUnnecessaryIsInstance] - JSON
        raise TypeError("a pair of texts is something else")
    return pairs


def _words(value: FieldValue) -> str:
    if isinstance(value, PlainText):
        words = value.text
    elif isinstance(value, LocalizedText):
        words = "\n".join(text for _, text in value.texts)
    else:
        words = value.json if isinstance(value, OddValue) else ""
    return storable(words[:_SEARCHED_CHARACTERS])


def storable(text: str) -> str:
    """A text as SQLite can store it, in UTF-8: half a surrogate pair becomes U+FFFD. The record keeps the exact
    code.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
