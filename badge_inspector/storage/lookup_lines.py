"""Kept lookups as lines of JSON, and back: all that is kept, a body in UTF-8 as text, any other in base64. Pure.

    {"format": "badge-inspector-lookup/1", "asked_at": 1793534400.25, "status": "found", "portal": "acme.bitrix24.com",
     "portal_name": "Acme", "profile_id": "...", "pinned": false, "note": "", "expected": "",
     "record": {...}, "body": "{...}"}

`record` is what the history keeps of request, timing, headers and failure. Secrets are in none of it. A lookup that was
a part of a run names it by its key in `run`; the run itself, with all codes it asked for, has a line before:

    {"format": "badge-inspector-run/1", "key": "...", "asked_at": 1793534400.25, "portal": "acme.bitrix24.com",
     "portal_name": "Acme", "profile_id": "...", "codes": ["missedCall", "vipClient"]}
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

from badge_inspector.domain.clock import EARLIEST, LATEST
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.storage import records
from badge_inspector.storage.records import StoredLookup

FORMAT = "badge-inspector-lookup/1"
T = TypeVar("T")
RUN_FORMAT = "badge-inspector-run/1"
_RUN_FAMILY = RUN_FORMAT.partition("/")[0]


class BrokenLineError(ValueError):
    """The line does not hold a lookup; the argument says why."""


def to_data(stored: StoredLookup, *, in_base64: bool = False) -> dict[str, Any]:
    """The members of a line; the body as text where that keeps every byte, unless it is wanted `in_base64`."""
    row, response = stored.row, stored.exchange.response
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": row.id,
        "asked_at": row.asked_at,
        "status": row.status.value,
        "portal": row.portal,
        "portal_name": row.portal_name,
        "profile_id": row.profile_id,
        "pinned": row.pinned,
        "note": row.note,
        "expected": stored.expected,
        "record": records.record_of_parts(stored.code, stored.exchange, stored.failure, stored.capture),
    }
    if stored.run:
        data["run"] = stored.run
    if response is not None:
        try:
            text = None if in_base64 else response.body.decode("utf-8")
        except UnicodeDecodeError:
            text = None
        if text is None:
            data["body_base64"] = base64.b64encode(response.body).decode("ascii")
        else:
            data["body"] = text
    return data


def to_line(stored: StoredLookup) -> bytes:
    """One line, its end included."""
    return _line(to_data(stored))


def run_to_line(run: CodeRun) -> bytes:
    """One line, its end included."""
    return _line(
        {
            "format": RUN_FORMAT,
            "key": run.key,
            "asked_at": run.asked_at,
            "portal": run.portal,
            "portal_name": run.portal_name,
            "profile_id": run.profile_id,
            "codes": run.codes,
        }
    )


def _line(data: dict[str, Any]) -> bytes:
    # Escaped to ASCII where a text holds half a surrogate pair, which no UTF-8 can carry.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes) -> StoredLookup | CodeRun:
    """Inverse of `to_line` and `run_to_line`. Raises BrokenLineError."""
    try:
        data: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenLineError(f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise BrokenLineError("not a lookup")
    known = cast("dict[str, Any]", data)
    if str(known.get("format")).partition("/")[0] == _RUN_FAMILY:
        return _made(known, RUN_FORMAT, _read_run)
    return from_data(known)


def from_data(known: dict[str, Any]) -> StoredLookup:
    """Read what `to_data` made. Raises BrokenLineError."""
    return _made(known, FORMAT, _read)


def _made(known: dict[str, Any], form: str, read: Callable[[dict[str, Any]], T]) -> T:
    family, _, version = str(known.get("format")).partition("/")
    wanted, _, known_version = form.partition("/")
    if family != wanted:
        raise BrokenLineError("not a lookup")
    if version != known_version:
        raise BrokenLineError("written by a newer version")
    try:
        return read(known)
    except KeyError as error:
        raise BrokenLineError(f"{error} is missing") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BrokenLineError(str(error)) from error


def _read(data: dict[str, Any]) -> StoredLookup:
    record: dict[str, Any] = data["record"]
    exchange, failure = records.read_record(record, _body(data))
    status = RowStatus(data["status"])
    if (status is RowStatus.FOUND) != (failure is None) or (failure is None and exchange.response is None):
        raise ValueError("status and failure do not agree")
    asked_at, total_s = _asked_at(data), exchange.timeline.total_s
    if not math.isfinite(total_s):
        raise ValueError("a time is out of bounds")
    expected = data.get("expected", "")  # lines of version 0.1 have none
    if not isinstance(expected, str):
        raise TypeError("expected is no text")
    texts = {name: data[name] for name in ("portal", "portal_name", "profile_id", "note")} | {"code": record["code"]}
    run = data.get("run", "")
    _check_texts({**texts, "run": run})
    if not isinstance(data["pinned"], bool):
        raise TypeError("pinned is neither true nor false")
    row_id = data.get("id", 0)
    row = HistoryRow(
        id=row_id if isinstance(row_id, int) and 0 < row_id < 1 << 53 else 0,
        asked_at=asked_at,
        status=status,
        total_s=total_s,
        pinned=data["pinned"],
        **texts,
    )
    return StoredLookup(row, record["code"], exchange, failure, records.read_capture(record), expected, run)


def _read_run(data: dict[str, Any]) -> CodeRun:
    texts = {name: data[name] for name in ("key", "profile_id", "portal_name", "portal")}
    codes = tuple(data["codes"])
    _check_texts(texts)
    _check_texts({f"code {at}": code for at, code in enumerate(codes)})
    if not texts["key"] or not codes or len(set(codes)) < len(codes):
        raise ValueError("a run has a key and codes, each once")
    return CodeRun(asked_at=_asked_at(data), codes=codes, **texts)


def _asked_at(data: dict[str, Any]) -> float:
    asked_at = float(data["asked_at"])
    if not EARLIEST <= asked_at <= LATEST:
        raise ValueError("a time is out of bounds")
    return asked_at


def _check_texts(texts: dict[str, object]) -> None:
    for name, text in texts.items():
        if not isinstance(text, str):
            raise TypeError(f"{name} is no text")


def _body(data: dict[str, Any]) -> bytes:
    if "body_base64" in data:
        try:
            return base64.b64decode(data["body_base64"], validate=True)
        except binascii.Error as error:
            raise ValueError(f"body_base64: {error}") from error
    body: str = data.get("body", "")
    return body.encode()
