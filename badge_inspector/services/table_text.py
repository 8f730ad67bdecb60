"""Tables as text for the clipboard: tabs and CSV for spreadsheets, and Markdown for a ticket."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

_BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠")
"""Excel takes the full-width forms for the others in some locales."""


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet could take for a formula: white space and control
    characters in front of it do not stop some of them. NULs, which no spreadsheet reads past, become U+FFFD."""
    begun = text.lstrip()
    is_formula = begun[:1] in _BEGINS_A_FORMULA if begun else False
    shown = text.replace("\0", "\ufffd")
    return f"'{shown}" if is_formula or text[:1] in ("\t", "\r", "\n") else shown


_ESCAPED = str.maketrans({"\\": "\\\\", "|": "\\|", "\n": " ", "\r": " "})


class TableForm(StrEnum):
    """Forms of a table as text. TABS and CSV begin no formula in a spreadsheet."""

    TABS = "tabs"
    CSV = "csv"
    MARKDOWN = "markdown"


def table_text(rows: Iterable[Sequence[str]], form: TableForm) -> str:
    """The rows as one text; the first of them is the heading in Markdown."""
    text = io.StringIO(newline="")
    for _ in write_table(text, rows, form):
        pass
    return text.getvalue()


def write_table(text: io.StringIO, rows: Iterable[Sequence[str]], form: TableForm) -> Iterator[None]:
    """Write row by row, one for each step, so that a long table can be written a few milliseconds at a time."""
    if form is TableForm.MARKDOWN:
        for at, row in enumerate(rows):
            text.write(f"| {' | '.join(markdown_cell(cell) or ' ' for cell in row)} |\n")
            if at == 0:
                text.write(f"|{'---|' * len(row)}\n")
            yield
        return
    delimiter = "\t" if form is TableForm.TABS else ","
    usual = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    quoted = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        # A lone carriage return is quoted by Python 3.13 only, and read as the end of a row by all.
        writer = quoted if any("\r" in cell for cell in row) else usual
        writer.writerow([safe_cell(cell) for cell in row])
        yield


def markdown_cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    return text.translate(_ESCAPED)
