"""Outcomes of many codes as a file or for the clipboard: CSV, CSV that a spreadsheet opens without running anything,
JSON Lines, and a table with tabs.

A file is written beside the one that was named and takes its place in the end, so that a full disk leaves what was
there before.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from badge_inspector.domain.badge import FieldValue, LocalizedText, OddValue, PlainText, shown_text
from badge_inspector.domain.clock import utc_time
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.services.spreadsheet import safe_cell
from badge_inspector.storage.files import create_part, part_path, replace

HEADER = ("code", "outcome", "title", "value", "type", "error", "round_trip_ms", "portal")


class ExportForm(StrEnum):
    SAFE_CSV = "safe_csv"
    """Marked as UTF-8, so that Excel reads Cyrillic, and with an apostrophe before what would begin a formula."""
    CSV = "csv"
    """Every cell as it is, for programs."""
    LINES = "jsonl"


def write_outcomes(file: Path, lookups: Sequence[Lookup], form: ExportForm, language: str) -> None:
    """Titles and values of the CSV are those a person with `language` sees; JSON Lines have them as sent. Blocks.
    Raises OSError."""
    part = part_path(file)
    encoding = "utf-8-sig" if form is ExportForm.SAFE_CSV else "utf-8"
    try:
        with open(create_part(part), "w", encoding=encoding, errors="replace", newline="") as stream:
            if form is ExportForm.LINES:
                stream.writelines(f"{_json_line(lookup)}\n" for lookup in lookups)
            else:
                csv.writer(stream).writerows(_rows(lookups, language, safe=form is ExportForm.SAFE_CSV))
            stream.flush()
            os.fsync(stream.fileno())
        replace(part, file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def as_table_text(lookups: Sequence[Lookup], language: str) -> str:
    """Cells parted by tabs, as spreadsheets take them from the clipboard, safe in the same way."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(_rows(lookups, language, safe=True))
    return text.getvalue()


def _rows(lookups: Sequence[Lookup], language: str, safe: bool) -> Iterator[Sequence[str]]:
    yield HEADER
    for lookup in lookups:
        row = _row(lookup, language)
        yield [safe_cell(cell) for cell in row] if safe else row


def _row(lookup: Lookup, language: str) -> tuple[str, ...]:
    outcome = lookup.outcome
    milliseconds = f"{lookup.exchange.timeline.total_s * 1000:.1f}"
    if isinstance(outcome, Found):
        badge = outcome.badge
        title, value = (shown_text(text, language) or "" for text in (badge.title, badge.value))
        return (lookup.code, "found", title, value, plain(badge.type), "", milliseconds, lookup.portal)
    failure = outcome.failure
    error = failure.name
    return (lookup.code, type(outcome).__name__.lower(), "", "", "", error, milliseconds, lookup.portal)


def _json_line(lookup: Lookup) -> str:
    """The members are written one by one: what the portal sent in an odd shape goes in as it came."""
    outcome = lookup.outcome
    asked = utc_time(lookup.asked_at).isoformat(timespec="milliseconds")
    members = {
        "code": json.dumps(lookup.code, ensure_ascii=False),
        "portal": json.dumps(lookup.portal, ensure_ascii=False),
        "asked_at": json.dumps(asked),
        "outcome": json.dumps(type(outcome).__name__.lower()),
        "round_trip_s": json.dumps(round(lookup.exchange.timeline.total_s, 6)),
    }
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
