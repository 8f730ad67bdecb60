"""Parser of pasted or opened lists of codes: lines, a row of a spreadsheet, a column of a CSV file. Pure.

    table = read_table(text)                                    # what it looks like, and which column has the codes
    codes_of(table, table.code_column, table.has_header)        # or as the person chose

Quotes keep what is between them together, line breaks too, where all of them are closed; otherwise they are characters
like any other, so that one stray quote does not swallow the rest of a list.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 10_000
"""Longest code that is looked up, in characters: anything longer did not come from a list of codes."""

_ANY = re.compile(r"[,;\t]")
_HEAD = 65_536
_MOSTLY = 0.9
_NAMES = frozenset({"code", "codes", "badge", "badgecode", "код", "коды", "бейдж", "кодбейджа"})
_WORD = re.compile(r"[\w.:&-]+")


class Separator(StrEnum):
    """Separator of cells. ANY: commas, semicolons and tabs, mixed."""

    ANY = "any"
    LINE = "line"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    TAB = "tab"
    BAR = "bar"
    SPACE = "space"


_CHARACTERS = {Separator.TAB: "\t", Separator.SEMICOLON: ";", Separator.BAR: "|", Separator.COMMA: ","}


@dataclass(frozen=True, slots=True)
class CodeTable:
    """`separator` is the one that was used. `width` is the number of columns, 1 for a plain list. `has_header` says
    that the first row names the columns; `code_column` is the one it names as the codes', None for all cells."""

    rows: tuple[tuple[str, ...], ...] = ()
    separator: Separator = Separator.ANY
    width: int = 1
    has_header: bool = False
    code_column: int | None = None

    def column_name(self, column: int, has_header: bool) -> str:
        """Name of a column in the first row; "" without a header."""
        first = self.rows[0] if has_header and self.rows else ()
        return first[column].strip() if column < len(first) else ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Codes in their order, each once; `duplicates` counts the repetitions removed, `too_long` the codes left out."""

    codes: tuple[str, ...]
    duplicates: int = 0
    too_long: int = 0


def read_codes(text: str) -> CodeList:
    """The codes of a text as it most likely was meant."""
    table = read_table(text)
    return codes_of(table, table.code_column, table.has_header)


def read_table(text: str, separator: Separator | None = None) -> CodeTable:
    """Rows and columns; the separator is found out unless it is given. Never raises."""
    text = text.replace("\0", "")
    separator = separator or _separator(text)
    rows = tuple(tuple(row) for row in _rows(text, separator) if any(cell.strip() for cell in row))
    width = _width(rows) if separator in _CHARACTERS else 1
    named = [at for at, cell in enumerate(rows[0]) if _is_name(cell)] if len(rows) > 1 else []
    is_list = width == 1 and (separator is Separator.LINE or all(len(row) == 1 for row in rows[:1]))
    has_header = bool(named) and (width > 1 or is_list)
    return CodeTable(rows, separator, width, has_header, named[0] if has_header and width > 1 else None)


def codes_of(table: CodeTable, column: int | None, has_header: bool) -> CodeList:
    """The codes of one column, or of all cells. White space around a code is left out, empty ones are skipped."""
    seen: dict[str, None] = {}
    count = too_long = 0
    for row in table.rows[1:] if has_header else table.rows:
        for cell in row if column is None else row[column : column + 1]:
            code = cell.strip()
            if len(code) > LONGEST:
                too_long += 1
            elif code:
                count += 1
                seen.setdefault(code)
    return CodeList(tuple(seen), count - len(seen), too_long)


def _separator(text: str) -> Separator:
    head = text[:_HEAD]
    whole = len(head) == len(text)
    for separator, character in _CHARACTERS.items():
        if character not in head:
            continue
        rows = [row for row in _rows(head, separator) if row]
        if not whole:
            rows = rows[:-1]
        if len(rows) > 1 and _width(rows) > 1:
            return separator
    if len(head.strip().splitlines()) == 1 and not _ANY.search(head):
        words = head.split()
        if len(words) > 1 and all(_WORD.fullmatch(word) for word in words):
            return Separator.SPACE
    return Separator.ANY if _ANY.search(head) or '"' in head or not whole else Separator.LINE


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Number of columns that nearly all rows have; 1 where they have no number in common."""
    if not rows:
        return 1
    ((width, count),) = Counter(map(len, rows)).most_common(1)
    return width if count >= _MOSTLY * len(rows) else 1


def _is_name(cell: str) -> bool:
    return re.sub(r"[\s_-]", "", cell.casefold()) in _NAMES


def _rows(text: str, separator: Separator) -> Iterable[Sequence[str]]:
    if '"' in text:
        character = _CHARACTERS.get(separator) or max(",;\t", key=text[:_HEAD].count)
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text), delimiter=character, strict=True):
                rows.append(row)  # row by row: as one call it would keep every other thread waiting for a second
        except csv.Error:  # a quote that never closes, or a cell above the module's limit
            rows.clear()
        if rows:
            return rows
    match separator:
        case Separator.LINE:
            return ([line] for line in _lines(text))
        case Separator.SPACE:
            return (line.split() for line in _lines(text))
        case Separator.ANY:
            return (_ANY.split(line) for line in _lines(text))
        case _:
            return (line.split(_CHARACTERS[separator]) for line in _lines(text))


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text):
        yield from line.splitlines()
