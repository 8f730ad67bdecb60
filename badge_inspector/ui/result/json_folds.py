"""Visible lines: a document's lines without those inside closed folds."""

from __future__ import annotations

from bisect import bisect_right

from badge_inspector.domain.jsonlayout import Layout


class Folds:
    """Rows are what is seen, from 0; lines are the layout's."""

    def __init__(self, layout: Layout | None) -> None:
        self._layout = layout
        self._closed: set[int] = set()
        self._hidden_first: list[int] = []
        self._hidden_before: list[int] = [0]
        self._hidden_last: list[int] = []

    @property
    def rows(self) -> int:
        lines = self._layout.line_count if self._layout else 0
        return lines - self._hidden_before[-1]

    def can_fold(self, line: int) -> bool:
        return self._layout is not None and self._layout.closing[line] > line

    def is_closed(self, line: int) -> bool:
        return line in self._closed

    def toggle(self, line: int) -> None:
        if line in self._closed:
            self._closed.remove(line)
        elif self.can_fold(line):
            self._closed.add(line)
        self._recount()

    def close_all(self) -> None:
        """Close every container but the outermost; what is inside them stays as it was."""
        layout = self._layout
        line, last = 1, layout.line_count - 1 if layout is not None else 0
        while layout is not None and line < last:
            end = layout.closing[line]
            if end > line:
                self._closed.add(line)
            line = max(line, end) + 1
        self._recount()

    def open_all(self) -> None:
        self._closed.clear()
        self._recount()

    def reveal(self, line: int) -> bool:
        """Open every fold that hides a line; whether there was one."""
        layout = self._layout
        hiding = {fold for fold in self._closed if layout and fold < line <= layout.closing[fold]}
        self._closed -= hiding
        if hiding:
            self._recount()
        return bool(hiding)

    def line(self, row: int) -> int:
        """The line seen at a row."""
        # The hidden ranges before a row are those that begin before its line; their rows are where they would begin.
        at = bisect_right(self._hidden_first, row, key=self._row_of_hidden)
        return row + self._hidden_before[at]

    def row(self, line: int) -> int:
        """The row of a line; of a hidden one the row of its fold."""
        at = bisect_right(self._hidden_first, line) - 1
        if at >= 0 and line <= self._hidden_last[at]:
            line = self._hidden_first[at] - 1
            at -= 1
        return line - self._hidden_before[at + 1]

    def _row_of_hidden(self, first: int) -> int:
        at = bisect_right(self._hidden_first, first) - 1
        return first - self._hidden_before[at]

    def _recount(self) -> None:
        self._hidden_first, self._hidden_last, self._hidden_before = [], [], [0]
        layout = self._layout
        if layout is None:
            return
        end = -1
        for fold in sorted(self._closed):
            if fold <= end:
                continue  # inside another closed one
            end = layout.closing[fold]
            self._hidden_first.append(fold + 1)
            self._hidden_last.append(end)
            self._hidden_before.append(self._hidden_before[-1] + end - fold)
