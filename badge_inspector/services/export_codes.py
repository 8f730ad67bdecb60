"""Outcomes of many codes as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.services.spreadsheet import safe_cell

HEADER = ("code", "outcome", "title", "value", "type", "error", "round_trip_ms", "portal")


def write_csv(file: Path, lookups: Sequence[Lookup], language: str) -> None:
    """UTF-8 with a byte order mark, so that Excel reads Cyrillic; a cell that would begin a formula gets an apostrophe.
    Raises OSError."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows([safe_cell(cell) for cell in _row(lookup, language)] for lookup in lookups)


def _row(lookup: Lookup, language: str) -> tuple[str, ...]:
    outcome = lookup.outcome
    milliseconds = f"{lookup.exchange.timeline.total_s * 1000:.1f}"
    if isinstance(outcome, Found):
        badge = outcome.badge
        title, value = (shown_text(text, language) or "" for text in (badge.title, badge.value))
        return (lookup.code, "found", title, value, plain(badge.type), "", milliseconds, lookup.portal)
    failure = outcome.failure
    error = failure.code or failure.kind.value
    return (lookup.code, "failed", "", "", "", error, milliseconds, lookup.portal)
