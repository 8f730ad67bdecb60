"""A JSON document as lines to look at: re-indented, or exactly as received. Pure; made in a thread when it is large.

Re-indenting moves white space and nothing else: every number, escape, name and duplicate stays as sent.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from badge_inspector.domain.jsonscan import NO_NODE, Kind
from badge_inspector.domain.jsontext import JsonDocument, JsonNode

INDENT = 2
DEEPEST_INDENT = 60
"""Levels deeper than this are not indented further: a hundred thousand of them would make gigabytes of spaces."""

_CHUNK = 1 << 18
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Layout:
    """Attributes:

    text: all of it.
    starts: by line, the offset it begins at.
    nodes: by line, the index of the value that begins or ends on it.
    closing: by line, for one that opens a container the line that closes it, else 0.
    values: by node, the offset its value begins at.
    folded: `text` in lower case, of the same length, for finding.
    exact: whether `text` is as received.
    """

    document: JsonDocument
    text: str
    starts: array[int]
    nodes: array[int]
    closing: array[int]
    values: array[int]
    folded: str
    exact: bool = field(default=False)

    @property
    def line_count(self) -> int:
        return len(self.starts)

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        return self.text[self.starts[number] : self.line_end(number)]

    def line_end(self, number: int) -> int:
        """The offset after a line's last character."""
        if number + 1 == len(self.starts):
            return len(self.text)
        end = self.starts[number + 1] - 1
        # As received, a line may end with CR LF.
        return end - 1 if self.exact and self.text[end - 1 : end + 1] == "\r\n" else end

    def line_at(self, offset: int) -> int:
        """The line an offset of `text` is on."""
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
        """Where a value stands in `text`; of a container only its opening bracket."""
        start = self.values[node.index]
        if node.kind.is_container and node.child_count:
            return start, start + 1
        return start, start + node.span[1] - node.span[0]


def as_received(document: JsonDocument) -> Layout:
    """The lines as they came."""
    text = document.text
    starts = array("I", [0])
    starts.extend(match.end() for match in _LINE_END.finditer(text))
    blank = array("I", bytes(4 * len(starts)))
    return Layout(document, text, starts, blank, blank, document.nodes.start, _fold(text), exact=True)


def lay_out(document: JsonDocument) -> Layout:
    """Re-indented; a document that is no JSON, or that is empty, as received."""
    if document.fault is not None or document.root is None:
        return as_received(document)
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: JsonDocument) -> None:
        self._document = document
        self._parts: list[str] = []
        self._chunks: list[str] = []
        self._pending = 0
        self._length = 0
        self._starts = array("I")
        self._nodes = array("I")
        self._closing = array("I")
        self._values = array("I")

    def write(self) -> Layout:
        nodes = self._document.nodes
        open_rows: list[tuple[int, int]] = []
        for row in range(len(nodes)):
            while open_rows and nodes.next[open_rows[-1][0]] <= row:
                self._close(*open_rows.pop(), depth=len(open_rows))
            line = self._open_or_value(row, len(open_rows))
            if nodes.count[row]:
                open_rows.append((row, line))
        while open_rows:
            self._close(*open_rows.pop(), depth=len(open_rows))
        self._flush()
        text = "".join(self._chunks)
        return Layout(self._document, text, self._starts, self._nodes, self._closing, self._values, _fold(text))

    def _open_or_value(self, row: int, depth: int) -> int:
        """A line with a value on it, or with the bracket that opens one; returns its number."""
        document, nodes = self._document, self._document.nodes
        source = document.text
        start, end, name = nodes.start[row], nodes.end[row], nodes.name[row]
        line = self._new_line(row, depth)
        if name != start:
            self._put(source[name : source.rindex('"', name, start) + 1])
            self._put(": ")
        self._values.append(self._length)
        kind = nodes.kind[row]
        if kind > Kind.ARRAY:
            self._put(source[start:end])
        elif nodes.count[row]:
            self._put(source[start])
            return line
        else:
            self._put("{}" if kind == Kind.OBJECT else "[]")
        self._comma(row)
        return line

    def _close(self, row: int, line: int, depth: int) -> None:
        self._closing[line] = self._new_line(row, depth)
        self._put("}" if self._document.nodes.kind[row] == Kind.OBJECT else "]")
        self._comma(row)

    def _comma(self, row: int) -> None:
        """After every value but its container's last."""
        nodes = self._document.nodes
        parent = nodes.parent[row]
        if parent != NO_NODE and nodes.next[row] != nodes.next[parent]:
            self._put(",")

    def _new_line(self, row: int, depth: int) -> int:
        if len(self._starts):
            self._put("\n")
        self._starts.append(self._length)
        self._nodes.append(row)
        self._closing.append(0)
        self._put(" " * (INDENT * min(depth, DEEPEST_INDENT)))
        return len(self._starts) - 1

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._pending += len(text)
        if self._pending > _CHUNK:
            self._flush()

    def _flush(self) -> None:
        """Join in pieces: one join over a million parts would hold up the window's thread."""
        self._chunks.append("".join(self._parts))
        self._parts.clear()
        self._pending = 0


def _fold(text: str) -> str:
    """Lower case without changing the length ("İ" is the one letter that would grow)."""
    pieces = (text[at : at + _CHUNK].replace("İ", "i").lower() for at in range(0, len(text), _CHUNK))
    return "".join(pieces)
