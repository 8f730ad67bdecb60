"""Codes out of whatever was pasted: lines, a row of a spreadsheet, a CSV column. Pure."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

_SEPARATOR = re.compile(r"[,;\t]")


@dataclass(frozen=True, slots=True)
class CodeList:
    """Codes in their order, each once; `repeated` counts those that were folded."""

    codes: tuple[str, ...]
    repeated: int = 0


def read_codes(text: str) -> CodeList:
    """Split at line breaks, commas, semicolons and tabs; quotes keep what is between them together. White space around
    a code is left out, empty ones are skipped."""
    seen: dict[str, None] = {}
    count = 0
    for cell in _cells(text.replace("\0", "")):
        code = cell.strip()
        if code:
            count += 1
            seen.setdefault(code)
    return CodeList(tuple(seen), count - len(seen))


def _cells(text: str) -> list[str]:
    if '"' not in text:
        return [cell for line in text.splitlines() for cell in _SEPARATOR.split(line)]
    head = text[:4096]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:  # a cell above the csv module's limit, say: taken as plain lines
        return [cell for line in text.splitlines() for cell in _SEPARATOR.split(line)]
    return [cell for row in rows for cell in row]
