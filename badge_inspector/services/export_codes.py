"""Outcomes of many codes as a file or for the clipboard: CSV, CSV that a spreadsheet opens without running anything,
JSON Lines, and a table with tabs.

A file is written beside the one that was named and takes its place in the end, so that a full disk leaves what was
there before.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from badge_inspector.domain.badge import FieldValue, LocalizedText, OddValue, PlainText, shown_text
from badge_inspector.domain.clock import utc_time
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.services.table_text import TableForm, safe_cell, table_text
from badge_inspector.storage.files import create_part, part_path, replace

HEADER = (
    *("code", "outcome", "title", "value", "type", "error"),
    *("on_portal_ms", "batch", "batch_round_trip_ms", "portal"),
)
"""`on_portal_ms` is the code's own time, as the portal reports it. Codes with one number in `batch` were asked in one
request, whose round trip stands in the first row of it and nowhere else: the column can be added up."""

NOT_ANSWERED = "not_answered"


class CodeOutcome(NamedTuple):
    """One code and its lookup; None while it is not answered."""

    code: str
    lookup: Lookup | None


class ExportForm(StrEnum):
    SAFE_CSV = "safe_csv"
    """Marked as UTF-8, so that Excel reads Cyrillic, and with an apostrophe before what would begin a formula."""
    CSV = "csv"
    """Every cell as it is, for programs."""
    LINES = "jsonl"


def write_outcomes(file: Path, outcomes: Sequence[CodeOutcome], form: ExportForm, language: str) -> None:
    """Titles and values of the CSV are those a person with `language` sees; JSON Lines have them as sent. Blocks.
    Raises OSError."""
    part = part_path(file)
    encoding = "utf-8-sig" if form is ExportForm.SAFE_CSV else "utf-8"
    try:
        with open(create_part(part), "w", encoding=encoding, errors="replace", newline="") as stream:
            if form is ExportForm.LINES:
                batches = _Batches(outcomes)
                stream.writelines(f"{_json_line(each, batches)}\n" for each in outcomes)
            else:
                rows, safe = _rows(outcomes, language), form is ExportForm.SAFE_CSV
                csv.writer(stream).writerows([safe_cell(cell) for cell in row] if safe else row for row in rows)
            stream.flush()
            os.fsync(stream.fileno())
        replace(part, file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def as_table_text(outcomes: Sequence[CodeOutcome], language: str) -> str:
    """Cells parted by tabs, as spreadsheets take them from the clipboard, safe in the same way."""
    return table_text(_rows(outcomes, language), TableForm.TABS)


class _Batches:
    """Numbers of the requests of a run, by when they were asked and how long they took, in the order of the rows."""

    def __init__(self, outcomes: Sequence[CodeOutcome]) -> None:
        self.portal = next((each.lookup.portal for each in outcomes if each.lookup is not None), "")
        self._numbers: dict[tuple[float, float], int] = {}

    def of(self, lookup: Lookup) -> tuple[int, float | None]:
        """The number of a lookup's request, and for the first of its codes the round trip in seconds."""
        total_s = lookup.exchange.timeline.total_s
        key = lookup.asked_at, total_s
        is_first = key not in self._numbers
        return self._numbers.setdefault(key, len(self._numbers) + 1), total_s if is_first else None


def _rows(outcomes: Sequence[CodeOutcome], language: str) -> Iterator[Sequence[str]]:
    yield HEADER
    batches = _Batches(outcomes)
    for code, lookup in outcomes:
        if lookup is None:
            yield (code, NOT_ANSWERED, *("",) * 7, batches.portal)
        else:
            yield _row(lookup, language, batches)


def _row(lookup: Lookup, language: str, batches: _Batches) -> tuple[str, ...]:
    outcome = lookup.outcome
    number, round_trip_s = batches.of(lookup)
    own_s = outcome.time.duration_s if outcome.time is not None else None
    times = (_milliseconds(own_s), str(number), _milliseconds(round_trip_s), lookup.portal)
    if isinstance(outcome, Found):
        badge = outcome.badge
        title, value = (shown_text(text, language) or "" for text in (badge.title, badge.value))
        return (lookup.code, _word(lookup), title, value, plain(badge.type), "", *times)
    return (lookup.code, _word(lookup), "", "", "", outcome.failure.name, *times)


def _milliseconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.1f}"


def _word(lookup: Lookup) -> str:
    return type(lookup.outcome).__name__.lower()


def _json_line(each: CodeOutcome, batches: _Batches) -> str:
    """The members are written one by one: values of an odd shape go in as the portal sent them."""
    lookup = each.lookup
    members = {"code": json.dumps(each.code, ensure_ascii=False)}
    if lookup is None:
        members |= {"portal": json.dumps(batches.portal, ensure_ascii=False), "outcome": json.dumps(NOT_ANSWERED)}
        return _object(list(members.items()))
    outcome = lookup.outcome
    number, round_trip_s = batches.of(lookup)
    own_s = outcome.time.duration_s if outcome.time is not None else None
    members |= {
        "portal": json.dumps(lookup.portal, ensure_ascii=False),
        "asked_at": json.dumps(utc_time(lookup.asked_at).isoformat(timespec="milliseconds")),
        "outcome": json.dumps(_word(lookup)),
        "on_portal_s": json.dumps(own_s),
        "batch": json.dumps(number),
    }
    if round_trip_s is not None:
        members["batch_round_trip_s"] = json.dumps(round(round_trip_s, 6))
    if isinstance(outcome, Found):
        badge = outcome.badge
        fields = (("code", badge.code), ("title", badge.title), ("value", badge.value), ("type", badge.type))
        sent = [(name, _json(value)) for name, value in fields if value is not None]
        members["badge"] = _object([*sent, *badge.extra])
    else:
        failure = outcome.failure
        words = {"kind": failure.kind.value, "error": failure.code, "error_description": failure.description}
        members["failure"] = json.dumps(words | {"http_status": failure.http_status}, ensure_ascii=False)
    return _object(list(members.items()))


def _json(value: FieldValue) -> str:
    match value:
        case PlainText():
            return json.dumps(value.text, ensure_ascii=False)
        case LocalizedText():
            texts = [(language, json.dumps(text, ensure_ascii=False)) for language, text in value.texts]
            return _object([*texts, *value.odd])
        case OddValue():
            return " ".join(value.json.splitlines())
        case None:
            return "null"


def _object(members: Sequence[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in members) + "}"
