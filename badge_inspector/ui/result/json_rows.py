"""Rows as they are seen: a document's lines less those inside closed folds, long ones broken at the pane's width."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.ui.result.json_caret import whole
from badge_inspector.ui.result.json_folds import Folds

MOST_LINES = 2_000
"""With more lines than this none is broken: looking at each of them would take longer than a frame."""
_LONGEST = 20_000
"""Characters of a line that are looked at one by one; a longer one is broken where it is plain ASCII."""
_MOST_LOOKED_AT = 300
"""So many long lines are looked at one by one; where there are more, all are broken as the longest are."""
_INDENT = 4
_HANGING = ("", ",", '"', '",', "]", "}")
"""Ends of lines that have no row of their own; a pane has room for them beside its columns."""
_LEAST = 12
"""Columns below which a line would be broken to pieces."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
"""Text written from the right has its characters in other places than their order says; its line is left whole."""
_NARROW = re.compile("[ -~\u00a1-\u017f\u0400-\u045f]*")
"""Characters that every fixed-width font draws in one column; all else may take two."""
_TAB_COLUMNS = 4


class Rows:
    """The rows of a layout in a pane of so many columns, 0 for lines left whole; made anew for another width or when a
    fold was toggled. Building takes a look at each line, at most MOST_LINES of them.

    Attributes: count.
    """

    def __init__(self, layout: Layout | None, folds: Folds, columns: int) -> None:
        self._layout = layout
        self._folds = folds
        self._columns = columns if layout is not None and can_wrap(layout) and columns >= _LEAST else 0
        self._broken: list[int] = []  # rows of the folds that are broken, in order
        self._extra: list[int] = [0]  # rows more than lines before each of them, and in all
        self._cuts: dict[int, list[int]] = {}
        self._longest = _LONGEST
        # ASCII has a column for each character.
        self._shortest = self._columns if layout is not None and layout.pieces.is_ascii else self._columns // 2
        if layout is not None and self._columns and layout.widest > self._shortest:
            shortest = self._shortest
            spans = zip(layout.starts, [*layout.starts[1:], len(layout.pieces) + 1], strict=True)
            long = [line for line, (start, end) in enumerate(spans) if end - start > shortest]
            if len(long) > _MOST_LOOKED_AT:
                self._longest = 0
            lines = [line for line in long if folds.line(folds.row(line)) == line and self._parts(line) > 1]
            self._broken = [folds.row(line) for line in lines]
            self._extra = [0, *accumulate(self._parts(line) - 1 for line in lines)]
        self.count = folds.rows + self._extra[-1]

    def place(self, row: int) -> tuple[int, int]:
        """The line seen at a row, and which part of it."""
        at = bisect_right(range(len(self._broken)), row, key=lambda number: self._broken[number] + self._extra[number])
        if at:
            first = self._broken[at - 1] + self._extra[at - 1]
            parts = self._extra[at] - self._extra[at - 1] + 1
            if row < first + parts:
                return self._folds.line(self._broken[at - 1]), row - first
        return self._folds.line(row - self._extra[at]), 0

    def row(self, line: int, offset: int) -> int:
        """The row of an offset of a line; of a hidden line the row of its fold."""
        folded = self._folds.row(line)
        at = bisect_right(self._broken, folded - 1)
        is_broken = at < len(self._broken) and self._broken[at] == folded and self._folds.line(folded) == line
        part = self._part(line, offset) if is_broken else 0
        return folded + self._extra[at] + part

    def span(self, line: int, part: int) -> tuple[int, int]:
        """From where to where a part of a line goes, in the layout's text."""
        layout = self._layout
        if layout is None:
            return 0, 0
        return self._cut(line, part), self._cut(line, part + 1)

    def indent(self, line: int, part: int) -> int:
        """Columns that a part is set in by: what goes on stands deeper than what began."""
        return self._hanging(line) if part else 0

    def _hanging(self, line: int) -> int:
        layout = self._layout
        if layout is None:
            return 0
        start = layout.starts[line]
        begun = layout.pieces.part(start, min(layout.line_end(line), start + self._columns))
        return min(len(begun) - len(begun.lstrip(" ")) + _INDENT, self._columns // 2)

    def _length(self, line: int) -> int:
        return self._layout.line_end(line) - self._layout.starts[line] if self._layout is not None else 0

    def _parts(self, line: int) -> int:
        length = self._length(line)
        if not self._columns or length <= self._shortest:
            return 1
        if length > self._longest:
            return self._regular_parts(line)
        return len(self._cuts_of(line)) + 1

    def _regular_parts(self, line: int) -> int:
        """Of a line too long to be looked at: cut every so many columns."""
        layout, step = self._layout, self._columns - self._hanging(line)
        if layout is None or not layout.pieces.is_ascii:
            return 1
        return 1 + max(0, -(-(self._length(line) - self._columns) // step))

    def _cut(self, line: int, part: int) -> int:
        layout = self._layout
        if layout is None:
            return 0
        start, end = layout.starts[line], layout.line_end(line)
        if part <= 0:
            return start
        if part >= self._parts(line):
            return end
        if self._length(line) > self._longest:
            return start + self._columns + (part - 1) * (self._columns - self._hanging(line))
        return self._cuts_of(line)[part - 1]

    def _part(self, line: int, offset: int) -> int:
        layout = self._layout
        if layout is None:
            return 0
        if self._length(line) > self._longest:
            past = offset - layout.starts[line] - self._columns
            step = self._columns - self._hanging(line)
            return 0 if past < 0 else min(self._parts(line) - 1, 1 + past // step)
        return bisect_right(self._cuts_of(line), offset)

    def _cuts_of(self, line: int) -> list[int]:
        cuts = self._cuts.get(line)
        if cuts is None:
            cuts = self._cuts[line] = self._found_cuts(line)
        return cuts

    def _found_cuts(self, line: int) -> list[int]:
        """Offsets at which a line goes on below: behind a space beyond the first third of a row, else where that is
        full."""
        layout = self._layout
        text = layout.line(line) if layout is not None else ""
        if layout is None or _RIGHT_TO_LEFT.search(text):
            return []
        start, at, end = layout.starts[line], 0, len(text)
        cuts: list[int] = []
        room = self._columns
        while True:
            stop = _fill(text, at, end, room)
            if text[stop:end] in _HANGING:
                return cuts
            space = text.rfind(" ", at + (stop - at) // 3, stop)
            stop = space + 1 if space >= 0 and text[at:space].strip() else max(at + 1, whole(text, stop))
            cuts.append(start + stop)
            at = stop
            room = max(_LEAST // 2, self._columns - self._hanging(line))


def can_wrap(layout: Layout) -> bool:
    """Tell whether its lines are few enough to be broken."""
    return layout.line_count <= MOST_LINES


def _fill(text: str, at: int, end: int, room: int) -> int:
    """The offset up to which a row of `room` columns is filled."""
    stop = min(end, at + room)
    plain = _NARROW.match(text, at, stop)
    if plain is not None and plain.end() == stop:
        return stop
    columns = 0
    for offset in range(at, stop):
        char = text[offset]
        columns += _TAB_COLUMNS if char == "\t" else 1 if _NARROW.fullmatch(char) else 2
        if columns > room:
            return offset
    return stop
