"""A JSON document as lines to look at: re-indented, or exactly as received. Pure; made in a thread when it is large.

Re-indenting moves white space and nothing else: every number, escape, name and duplicate stays as sent.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import sub

from badge_inspector.domain.jsonscan import NO_NODE, NodeKind
from badge_inspector.domain.jsontext import JsonDocument, JsonNode
from badge_inspector.domain.layout_alike import AlikeItems
from badge_inspector.domain.long_text import LongText

INDENT = 2
DEEPEST_INDENT = 60
"""Levels deeper than this are not indented further: a hundred thousand of them would make gigabytes of spaces."""

_QUOTE = '"'
_LINES_AT_ONCE = 8_192
_CHARACTERS_AT_ONCE = 1 << 18
"""Lines joined in one go, and how long they get: one join over a million would hold up the window's thread."""
_MEASURED_AT_ONCE = 1_024
_ALIKE_AGAIN = 1_000
"""Rows until items are compared again where few were alike."""
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Layout:
    """Attributes:

    pieces: the text.
    starts: by line, the offset it begins at.
    nodes: by line, the index of the value that begins or ends on it.
    closing: by line, for one that opens a container the line that closes it, else 0.
    values: by node, the offset its value begins at.
    folded: the text in lower case, of the same length, for finding.
    widest: the characters of the longest line.
    exact: whether the text is as received.
    """

    document: JsonDocument
    pieces: LongText
    starts: array[int]
    nodes: array[int]
    closing: array[int]
    values: array[int]
    folded: LongText
    widest: int
    exact: bool = field(default=False)

    @property
    def text(self) -> str:
        """All of the text: of megabytes, tens of milliseconds the first time."""
        return str(self.pieces)

    def parts(self) -> list[object]:
        """All that is large, each for itself."""
        return [*self.pieces.parts, *self.folded.parts, self.starts, self.nodes, self.closing, self.values]

    @property
    def line_count(self) -> int:
        return len(self.starts)

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        return self.pieces.part(self.starts[number], self.line_end(number))

    def line_end(self, number: int) -> int:
        """The offset after a line's last character."""
        if number + 1 == len(self.starts):
            return len(self.pieces)
        end = self.starts[number + 1] - 1
        # As received, a line may end with CR LF.
        return end - 1 if self.exact and self.pieces.part(end - 1, end + 1) == "\r\n" else end

    def line_at(self, offset: int) -> int:
        """The line an offset of the text is on."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def node_at(self, offset: int) -> JsonNode | None:
        """The value at an offset."""
        if self.exact:
            return self.document.node_at(offset)
        if not len(self.nodes):
            return None
        index = self.nodes[self.line_at(offset)]
        return None if index == NO_NODE else self.document.node(index)

    def span_of(self, node: JsonNode) -> tuple[int, int]:
        """Span of a value in the text; of a container only its opening bracket, or both if nothing is between."""
        start = self.values[node.index]
        if not node.kind.is_container:
            return start, start + node.span[1] - node.span[0]
        return start, start + (2 if self.pieces.part(start + 1, start + 2) in ("]", "}") else 1)

    def offset_of(self, offset: int) -> int | None:
        """Position in this text of an offset of the document's text: re-indented, the beginning of the value that it
        is in; None for one that is in no value."""
        if self.exact:
            return offset
        node = self.document.node_at(offset)
        return None if node is None else self.values[node.index]


def as_received(document: JsonDocument) -> Layout:
    """The lines as they came."""
    text = document.text
    starts = array("I", [0])
    starts.extend(match.end() for match in _LINE_END.finditer(text))
    blank = array("I", bytes(4 * len(starts)))
    values = document.nodes.start
    pieces, widest = LongText([text]), _widest(starts, len(text))
    return Layout(document, pieces, starts, blank, blank, values, pieces.in_lower_case(), widest, exact=True)


def lay_out(document: JsonDocument) -> Layout:
    """The document re-indented; one that is not JSON, or is empty, as received."""
    if document.fault is not None or document.root is None:
        return as_received(document)
    return _indented(document)


def _indented(document: JsonDocument) -> Layout:  # noqa: PLR0915 - its docstring says why
    """One loop with local names only: a function call for each value would double the time."""
    nodes, source = document.nodes, document.text
    kinds, begins, ends, names, nexts = nodes.kind, nodes.start, nodes.end, nodes.name, nodes.next
    counts, last_of, array_kind = nodes.count, source.rindex, int(NodeKind.ARRAY)
    starts, rows, closing, values = array("I"), array("I"), array("I"), array("I")
    alike = AlikeItems(source, nodes, _indent)
    lines: list[str] = []
    pieces: list[str] = []
    length = joined_to = lines_joined = alike_from = skipped_to = 0
    indent = ""
    opened: list[tuple[int, int]] = []  # containers around: the row, and the line that opens it
    total = stop = len(nodes)  # the first row outside the innermost of them
    for row in range(total + 1):
        if row < skipped_to:
            continue
        if len(starts) - lines_joined >= _LINES_AT_ONCE or length - joined_to >= _CHARACTERS_AT_ONCE:
            lines.append("")
            pieces.append("\n".join(lines))
            lines.clear()
            joined_to, lines_joined = length, len(starts)
        while opened and row == stop:
            container, line = opened.pop()
            stop = nexts[opened[-1][0]] if opened else total
            indent = _indent(len(opened))
            text = "}" if kinds[container] == NodeKind.OBJECT else "]"
            text = f"{indent}{text}" if row == stop else f"{indent}{text},"
            closing[line] = len(starts)
            starts.append(length)
            rows.append(container)
            closing.append(0)
            lines.append(text)
            length += len(text) + 1
        if row == total:
            break
        if row >= alike_from and counts[row] and opened and kinds[opened[-1][0]] == array_kind:
            some = alike.lines_of(row, stop, len(opened), start=length, line=len(starts))
            if some is not None:
                for column, more in zip((starts, rows, closing, values), some.columns, strict=True):
                    column.extend(more)
                lines.append(some.text)
                length, skipped_to = some.end, row + some.rows
                continue
            alike_from = row + _ALIKE_AGAIN
        start, name = begins[row], names[row]
        head = indent if name == start else f"{indent}{source[name : last_of(_QUOTE, name, start) + 1]}: "
        starts.append(length)
        rows.append(row)
        closing.append(0)
        values.append(length + len(head))
        if counts[row]:
            text = head + source[start]
            opened.append((row, len(starts) - 1))
            stop = nexts[row]
            indent = _indent(len(opened))
        else:
            kind = kinds[row]
            text = source[start : ends[row]] if kind > array_kind else "[]" if kind else "{}"
            text = f"{head}{text}" if nexts[row] == stop else f"{head}{text},"
        lines.append(text)
        length += len(text) + 1
    pieces.append("\n".join(lines) if lines else pieces.pop()[:-1])
    text = LongText(pieces)
    return Layout(document, text, starts, rows, closing, values, text.in_lower_case(), _widest(starts, len(text)))


def _indent(depth: int) -> str:
    return " " * (INDENT * min(depth, DEEPEST_INDENT))


def _widest(starts: array[int], end: int) -> int:
    """The longest way from a line's beginning to the next one's, the line's end left out."""
    widest = end - starts[-1]
    for at in range(0, len(starts) - 1, _MEASURED_AT_ONCE):
        some = starts[at : at + _MEASURED_AT_ONCE + 1]
        widest = max(widest, max(map(sub, some[1:], some)) - 1)
    return widest
