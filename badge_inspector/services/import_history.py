"""Lookups out of a file that `export_lines` made, into the history: those that are there already are skipped, lines
that cannot be read are counted and listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.services.history import HistoryService, understood
from badge_inspector.storage.lookup_lines import BrokenLineError, from_line
from badge_inspector.storage.records import StoredLookup

MOST_LISTED = 100
_CHUNK_LINES = 200
_CHUNK_BYTES = 4 << 20
LONGEST_LINE = 128 << 20
"""Bytes; a body of the largest size that can be asked for fits."""


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """`number` counts from 1; `reason` is technical."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`new` were added, `known` were there already, `broken` lines could not be read, the first are `listed`."""

    new: int = 0
    known: int = 0
    broken: int = 0
    listed: tuple[BrokenLine, ...] = ()


async def import_lines(
    history: HistoryService, file: Path, on_progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Take in a file; `on_progress` is called with the bytes that were read, of how many. What was taken in before a
    cancelling stays: the rest comes with another try. Raises OSError, and HistoryUnavailableError where the history
    cannot be written."""
    new = known = broken = 0
    listed: list[BrokenLine] = []
    total = (await in_background(file.stat)).st_size
    stream = await in_background(lambda: file.open("rb"))
    number = 0
    try:
        while chunk := await in_background(lambda: _read_lines(stream)):
            good, runs, bad = await in_background(partial(_understand, chunk, number))
            lookups = [await understood(stored) for stored in good]
            taken = await history.merge(lookups, runs) if lookups or runs else []
            count = sum(each.is_new for each in taken)
            new, known, broken = new + count, known + len(lookups) - count, broken + len(bad)
            listed += bad[: MOST_LISTED - len(listed)]
            number += len(chunk)
            if on_progress is not None:
                on_progress(min(stream.tell(), total), total)
    finally:
        stream.close()
    return Imported(new, known, broken, tuple(listed))


def _read_lines(stream: BufferedReader) -> list[bytes | None]:
    """The next lines, None for one that is too long; empty at the end."""
    lines: list[bytes | None] = []
    size = 0
    while len(lines) < _CHUNK_LINES and size < _CHUNK_BYTES:
        line = stream.readline(LONGEST_LINE)
        if not line:
            break
        size += len(line)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            lines.append(None)
        else:
            lines.append(line)
    return lines


def _understand(
    lines: Sequence[bytes | None], before: int
) -> tuple[list[StoredLookup], list[CodeRun], list[BrokenLine]]:
    good: list[StoredLookup] = []
    runs: list[CodeRun] = []
    bad: list[BrokenLine] = []
    for number, line in enumerate(lines, before + 1):
        if line is None:
            bad.append(BrokenLine(number, "too long"))
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            try:
                read = from_line(line.removeprefix(b"\xef\xbb\xbf"))
            except BrokenLineError as error:
                bad.append(BrokenLine(number, str(error)))
                continue
            if isinstance(read, CodeRun):
                runs.append(read)
            else:
                good.append(read)
    return good, runs, bad
