"""A lookup as the history's columns, and back. Pure."""

from __future__ import annotations

import json
import uuid
import zlib
from dataclasses import asdict, dataclass
from typing import Any

from badge_inspector.domain.badge import BadgeType, FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.exchange import Certificate, Exchange, Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.domain.lookup import Found, Lookup, Refused

_PACK_FROM_BYTES = 512
_SEARCHED_CHARACTERS = 2_000
"""Texts are found by their beginning: a title of a megabyte is no use in an index."""

ROW_COLUMNS = (
    "id, asked_at, code, profile_id, portal_name, portal, status, total_s, value_field, badge_type, error, pinned, note"
)


@dataclass(frozen=True, slots=True)
class StoredLookup:
    """A kept lookup before its body is understood again: `failure` is None for a found badge."""

    row: HistoryRow
    code: str
    exchange: Exchange
    failure: Failure | None


def columns(lookup: Lookup) -> dict[str, Any]:
    """The values of `lookups` for a lookup, by column."""
    outcome = lookup.outcome
    badge = outcome.badge if isinstance(outcome, Found) else None
    failure = None if isinstance(outcome, Found) else outcome.failure
    time = outcome.time
    measured = time if time is not None and not time.is_rounded else None
    response = lookup.exchange.response
    return {
        "uid": uuid.uuid4().hex,
        "asked_at": lookup.asked_at,
        "code": _storable(lookup.code),
        "profile_id": lookup.profile_id,
        "portal_name": _storable(lookup.portal_name),
        "portal": lookup.portal,
        "status": status_of(lookup).value,
        "error": _storable(failure.code or failure.kind.value) if failure else "",
        "title": _words(badge.title) if badge else "",
        "value": _words(badge.value) if badge else "",
        "value_field": field_to_json(badge.value) if badge else None,
        "badge_type": badge.known_type.value if badge and badge.known_type else None,
        "total_s": lookup.exchange.timeline.total_s,
        "duration_s": measured.duration_s if measured else None,
        "processing_s": measured.processing_s if measured else None,
        "size": len(response.body) if response else 0,
        "pinned": int(lookup.pinned),
        "note": _storable(lookup.note),
    }


def status_of(lookup: Lookup) -> RowStatus:
    if isinstance(lookup.outcome, Found):
        return RowStatus.FOUND
    return RowStatus.REFUSED if isinstance(lookup.outcome, Refused) else RowStatus.FAILED


def evidence(lookup: Lookup) -> tuple[str, bytes | None, int]:
    """`record`, `body` and `packed` of the evidence. The body is packed only where that saves a tenth."""
    exchange = lookup.exchange
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
    failure = None if isinstance(lookup.outcome, Found) else asdict(lookup.outcome.failure)
    record = {
        "code": lookup.code,
        "request": asdict(exchange.request),
        "timeline": asdict(exchange.timeline),
        "response": head,
        "failure": failure,
    }
    text = json.dumps(record)
    if response is None:
        return text, None, 0
    if len(response.body) >= _PACK_FROM_BYTES:
        packed = zlib.compress(response.body, 6)
        if len(packed) < len(response.body) * 0.9:
            return text, packed, 1
    return text, response.body, 0


def stored_lookup(row: HistoryRow, record: str, body: bytes | None, packed: int) -> StoredLookup:
    """What `evidence()` made. Raises ValueError, KeyError, TypeError or zlib.error for a record it never made."""
    data: dict[str, Any] = json.loads(record)
    timeline = data["timeline"]
    request = data["request"]
    exchange = Exchange(
        SentRequest(request["method"], request["url"], _pairs(request["headers"]), request["body"]),
        Timeline(
            tuple(PhaseSpan(Phase(span["phase"]), span["start_s"], span["end_s"]) for span in timeline["spans"]),
            timeline["total_s"],
            timeline["started_at"],
            timeline["finished_at"],
            timeline["reused"],
        ),
        _response(data["response"], zlib.decompress(body) if packed and body else body or b""),
    )
    failure = data["failure"]
    if failure is not None:
        phase = failure.pop("phase")
        kind = FailureKind(failure.pop("kind"))
        failure = Failure(kind, phase=None if phase is None else Phase(phase), **failure)
    return StoredLookup(row, data["code"], exchange, failure)


def history_row(values: tuple[Any, ...]) -> HistoryRow:
    """A row of ROW_COLUMNS."""
    row_id, asked_at, code, profile_id, portal_name, portal, status, total_s, *rest = values
    value, kind, error, pinned, note = rest
    return HistoryRow(
        id=row_id,
        asked_at=asked_at,
        code=code,
        profile_id=profile_id,
        portal_name=portal_name,
        portal=portal,
        status=RowStatus(status),
        total_s=total_s,
        value=field_from_json(value),
        badge_type=BadgeType(kind) if kind else None,
        error=error,
        pinned=bool(pinned),
        note=note,
    )


def field_to_json(value: FieldValue) -> str | None:
    """A badge's field, so that a list can show it in any language."""
    if value is None:
        return None
    if isinstance(value, PlainText):
        return json.dumps({"text": value.text})
    if isinstance(value, LocalizedText):
        return json.dumps({"texts": value.texts, "odd": value.odd})
    return json.dumps({"json": value.json})


def field_from_json(text: str | None) -> FieldValue:
    if text is None:
        return None
    data: dict[str, Any] = json.loads(text)
    if "text" in data:
        return PlainText(data["text"])
    if "texts" in data:
        return LocalizedText(_pairs(data["texts"]), _pairs(data["odd"]))
    return OddValue(data["json"])


def _response(head: dict[str, Any] | None, body: bytes) -> Response | None:
    if head is None:
        return None
    certificate = head.pop("certificate")
    headers = _pairs(head.pop("headers"))
    shown = Certificate(**certificate) if certificate else None
    return Response(headers=headers, body=body, certificate=shown, **head)


def _pairs(items: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in items)


def _words(value: FieldValue) -> str:
    if isinstance(value, PlainText):
        words = value.text
    elif isinstance(value, LocalizedText):
        words = "\n".join(text for _, text in value.texts)
    else:
        words = value.json if isinstance(value, OddValue) else ""
    return _storable(words[:_SEARCHED_CHARACTERS])


def _storable(text: str) -> str:
    """SQLite keeps UTF-8: a lone surrogate, which no UTF-8 has, becomes U+FFFD. The record keeps the exact code."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
