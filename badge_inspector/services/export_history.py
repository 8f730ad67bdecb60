"""The history, or some of it, as a file: JSON Lines (all of it, to be imported again), CSV, or an HTML report.

Each goes to a file beside the one that was named, which it replaces in the end: cancelling, or a full disk, leaves what
was there before.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing, suppress
from functools import partial
from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.clock import utc_time
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.services.history import HistoryService, understood
from badge_inspector.services.html_report import Labels, html_document
from badge_inspector.services.table_text import safe_cell
from badge_inspector.storage.files import create_part, part_path, replace
from badge_inspector.storage.lookup_lines import run_to_line, to_line
from badge_inspector.storage.records import StoredLookup

Progress = Callable[[int, int], None]
"""Called with how many are done, of how many."""

CHUNK = 200
CSV_HEADER = (
    "asked_at",
    "portal",
    "portal_name",
    "code",
    "outcome",
    "title",
    "value",
    "type",
    "http_status",
    "error",
    "error_text",
    "round_trip_ms",
    "duration_s",
    "processing_s",
    "pinned",
    "note",
    "expected",
)


async def export_lines(
    history: HistoryService, file: Path, ids: Sequence[int] | None = None, on_progress: Progress | None = None
) -> int:
    """JSON Lines, oldest first: all that is kept, or those ids; runs before their lookups. Returns how many lookups.
    Raises OSError."""

    async def lines() -> AsyncGenerator[tuple[int, bytes]]:
        for kept in await history.reading.runs(ids):
            yield 0, run_to_line(kept.as_asked())
        async for chunk in _chunks(history, ids):
            yield len(chunk), await in_background(partial(b"".join, map(to_line, chunk)))

    return await _write(file, lines(), await _total(history, ids), on_progress)


async def export_csv(
    history: HistoryService,
    file: Path,
    language: str,
    ids: Sequence[int] | None = None,
    on_progress: Progress | None = None,
) -> int:
    """CSV with a header, UTF-8 with a byte order mark so that Excel reads Cyrillic; no cell begins a formula. Texts are
    in `language` where a badge has it. Times are ISO 8601 in UTC. Returns how many. Raises OSError."""

    async def rows() -> AsyncGenerator[tuple[int, bytes]]:
        yield 0, b"\xef\xbb\xbf" + _csv([CSV_HEADER])
        async for chunk in _chunks(history, ids):
            lookups = [await understood(stored) for stored in chunk]
            yield len(chunk), await in_background(partial(_csv, (_row(lookup, language) for lookup in lookups)))

    return await _write(file, rows(), await _total(history, ids), on_progress)


async def export_html(
    history: HistoryService,
    file: Path,
    language: str,
    ids: Sequence[int] | None = None,
    *,
    labels: Labels | None = None,
    on_progress: Progress | None = None,
) -> int:
    """A page that needs nothing else, to print or to send. Returns how many. Raises OSError."""

    async def page() -> AsyncGenerator[tuple[int, bytes]]:
        document = html_document(labels or Labels(), language)
        yield 0, document.head.encode()
        async for chunk in _chunks(history, ids):
            lookups = [await understood(stored) for stored in chunk]
            text = await in_background(partial("".join, map(document.entry, lookups)))
            yield len(chunk), text.encode("utf-8", "replace")
        yield 0, document.foot.encode()

    return await _write(file, page(), await _total(history, ids), on_progress)


async def _chunks(history: HistoryService, ids: Sequence[int] | None) -> AsyncGenerator[Sequence[StoredLookup]]:
    if ids is not None:
        wanted = sorted(ids)
        for begin in range(0, len(wanted), CHUNK):
            yield await history.reading.entries(wanted[begin : begin + CHUNK])
        return
    after = 0
    while chunk := await history.reading.entries_after(after, CHUNK):
        yield chunk
        after = chunk[-1].row.id


async def _total(history: HistoryService, ids: Sequence[int] | None) -> int:
    if ids is not None:
        return len(ids)
    own, _ = await history.reading.totals()
    _, in_runs = await history.reading.in_runs()
    return own + in_runs


async def _write(file: Path, parts: AsyncGenerator[tuple[int, bytes]], total: int, on_progress: Progress | None) -> int:
    part = part_path(file)
    done = 0
    stream = await in_background(lambda: os.fdopen(create_part(part), "wb"))
    try:
        async with aclosing(parts):
            async for count, data in parts:
                await in_background(partial(stream.write, data))
                done += count
                if on_progress is not None:
                    on_progress(done, max(total, done))
        await in_background(lambda: _finish(stream, part, file))
    except BaseException:
        stream.close()
        with suppress(OSError):
            part.unlink()
        raise
    return done


def _finish(stream: io.BufferedWriter, part: Path, file: Path) -> None:
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()
    replace(part, file)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[safe_cell(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8", "replace")


def _row(lookup: Lookup, language: str) -> tuple[str, ...]:
    outcome, response, time = lookup.outcome, lookup.exchange.response, lookup.outcome.time
    title = value = kind = error = words = ""
    if isinstance(outcome, Found):
        title, value = (shown_text(text, language) or "" for text in (outcome.badge.title, outcome.badge.value))
        kind = plain(outcome.badge.type)
    else:
        error, words = outcome.failure.name, outcome.failure.description
    round_trip = "" if lookup.round_trip_s is None else f"{lookup.round_trip_s * 1000:.1f}"
    seconds = (time.duration_s if time else None, time.processing_s if time else None)
    return (
        utc_time(lookup.asked_at).isoformat(timespec="milliseconds"),
        lookup.portal,
        lookup.portal_name,
        lookup.code,
        type(outcome).__name__.lower(),
        title,
        value,
        kind,
        str(response.status) if response else "",
        error,
        words,
        round_trip,
        *("" if each is None else repr(each) for each in seconds),
        "yes" if lookup.pinned else "",
        lookup.note,
        lookup.expected,
    )
