"""Items of an array that are alike, laid out by the hundred: lists of records are most of a large answer."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from badge_inspector.domain.jsonscan import NodeKind, NodeTable

_FEWEST, _MOST = 8, 128
"""Items that are laid out at once."""
_WIDEST = 64
"""Rows of an item: a wider one has enough lines of its own."""
_QUOTE = '"'
_FORM_OF_KIND = bytes(range(NodeKind.STRING)) + bytes([NodeKind.STRING]) * (256 - NodeKind.STRING)
"""Kinds of scalars are written alike."""


@dataclass(slots=True)
class _Line:
    """A line of every item. `head` is what comes before the value, its name included; `tail` what comes behind. `text`
    is the whole of a line that is the same in all items, None for that of a scalar. `closed_by`: the line that closes
    the container that this one opens, 0 for none. `row` counts from the item's first; the line begins that value, or
    ends it (`ends`)."""

    row: int
    head: str
    text: str | None
    tail: str = ""
    closed_by: int = 0
    ends: bool = False


@dataclass(frozen=True, slots=True)
class AlikeLines:
    """Attributes: rows: how many they have together. text: their lines, without the last one's end.

    `columns`: `starts`, `nodes`, `closing` and `values` of these lines, as `Layout` has them. `end` is where the next
    line begins.
    """

    rows: int
    text: str
    columns: tuple[array[int], array[int], array[int], array[int]]
    end: int


class AlikeItems:
    """Finds them in a document's `source` and lays them out; `indent` makes the white space of a depth."""

    def __init__(self, source: str, nodes: NodeTable, indent: Callable[[int], str]) -> None:
        self._source = source
        self._nodes = nodes
        self._indent = indent

    def lines_of(self, row: int, stop: int, depth: int, *, start: int, line: int) -> AlikeLines | None:
        """Lines of the item at `row` and of those behind it that have the same names and differ in scalars only; None
        where there are few of them. `stop` is the row behind their array, whose last item, without a comma, is never
        among them. They are indented by `depth` levels, and begin at the offset `start`, on line number `line`.
        """
        nodes, source = self._nodes, self._source
        width = nodes.next[row] - row
        count = self._count(row, width, stop) if width <= _WIDEST else 0
        lines = self._form(row, count, depth) if count else None
        if lines is None:
            return None
        end, size = row + count * width, len(lines)
        texts = [""] * (count * size)
        for at, one in enumerate(lines):
            if one.text is not None:
                texts[at::size] = [f"{one.text}\n"] * count
                continue
            head, tail = one.head, f"{one.tail}\n"
            spans = zip(nodes.start[row + one.row : end : width], nodes.end[row + one.row : end : width], strict=True)
            texts[at::size] = [f"{head}{source[begin:done]}{tail}" for begin, done in spans]
        starts = array("I", accumulate(map(len, texts), initial=start))
        behind = starts.pop()
        rows, closing, values = (array("I", bytes(4 * many)) for many in (len(texts), len(texts), count * width))
        for at, one in enumerate(lines):
            rows[at::size] = array("I", range(row + one.row, end, width))
            if one.closed_by:
                closing[at::size] = array("I", range(line + one.closed_by, line + len(texts), size))
            if not one.ends:
                values[one.row :: width] = array("I", map(len(one.head).__add__, starts[at::size]))
        return AlikeLines(end - row, "".join(texts)[:-1], (starts, rows, closing, values), behind)

    def _count(self, row: int, width: int, stop: int) -> int:
        """Number of items that have the same containers in the same places, as far as it pays."""
        nodes = self._nodes
        count = min(_MOST, (stop - row - 1) // width)
        kinds, counts = nodes.kind[row : row + width].translate(_FORM_OF_KIND), nodes.count[row : row + width]
        while count >= _FEWEST:
            end = row + count * width
            if nodes.kind[row:end].translate(_FORM_OF_KIND) == kinds * count and nodes.count[row:end] == counts * count:
                return count
            count //= 2
        return 0

    def _form(self, row: int, count: int, depth: int) -> list[_Line] | None:
        """The lines of each of the items; None where their names differ."""
        nodes, source, indent = self._nodes, self._source, self._indent
        width = nodes.next[row] - row
        lines: list[_Line] = []
        opened: list[int] = []  # the lines that open the containers around

        def stop() -> int:
            """The row behind the innermost container; none is behind an item, which a comma follows."""
            return nodes.next[row + lines[opened[-1]].row] - row if opened else -1

        for at in range(width + 1):
            while opened and at == stop():
                opening = lines[opened[-1]]
                opening.closed_by = len(lines)
                opened.pop()
                bracket = "}" if nodes.kind[row + opening.row] == NodeKind.OBJECT else "]"
                comma = "" if at == stop() else ","
                lines.append(_Line(opening.row, "", f"{indent(depth + len(opened))}{bracket}{comma}", ends=True))
            if at == width:
                break
            begin, name = nodes.start[row + at], nodes.name[row + at]
            head = indent(depth + len(opened))
            if name != begin:
                named = source[name : source.rindex(_QUOTE, name, begin) + 1]
                length = len(named)
                if {source[it : it + length] for it in nodes.name[row + at : row + count * width : width]} != {named}:
                    return None
                head = f"{head}{named}: "
            is_last = nodes.next[row + at] - row == stop()
            tail = "" if is_last else ","
            if nodes.count[row + at]:
                lines.append(_Line(at, head, head + source[begin]))
                opened.append(len(lines) - 1)
            elif nodes.kind[row + at] in (NodeKind.OBJECT, NodeKind.ARRAY):
                empty = "{}" if nodes.kind[row + at] == NodeKind.OBJECT else "[]"
                lines.append(_Line(at, head, f"{head}{empty}{tail}"))
            else:
                lines.append(_Line(at, head, None, tail))
        return lines
