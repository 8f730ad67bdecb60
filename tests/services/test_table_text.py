"""Tables as text: read back by csv, safe for spreadsheets, whole in Markdown."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.services.table_text import TableForm, safe_cell, table_text

texts = st.text("ab1=+-@,;|\\\"'\t\r\n\0 \u202eé", max_size=12)
rows = st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5)


@given(rows, st.sampled_from([TableForm.TABS, TableForm.CSV]))
def test_what_is_copied_is_read_back_and_begins_no_formula(cells: list[list[str]], form: TableForm) -> None:
    delimiter = "\t" if form is TableForm.TABS else ","
    read = list(csv.reader(io.StringIO(table_text(cells, form), newline=""), delimiter=delimiter))
    assert read == [[safe_cell(cell) for cell in row] for row in cells]


@given(rows)
def test_markdown_has_a_line_for_each_row(cells: list[list[str]]) -> None:
    lines = table_text([["a", "b"], *cells], TableForm.MARKDOWN).split("\n")
    assert lines[:2] == ["| a | b |", "|---|---|"]
    assert len(lines) == len(cells) + 3
    for line in lines[2:-1]:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3
