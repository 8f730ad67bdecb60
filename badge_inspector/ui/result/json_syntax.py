"""Colours of a line's parts, from the parsed document: exact also in the middle of a long string."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.domain.jsonscan import NodeKind

Span = tuple[int, int, str]
"""Offsets in the layout's text, and the name of a colour in the theme."""

PLAIN = "json_punctuation"
_COLOURS = {
    NodeKind.STRING: "json_string",
    NodeKind.NUMBER: "json_number",
    NodeKind.TRUE: "json_literal",
    NodeKind.FALSE: "json_literal",
    NodeKind.NULL: "json_literal",
    NodeKind.NOT_A_NUMBER: "json_literal",
}


def spans(layout: Layout, line: int, first: int, last: int) -> list[Span]:
    """The spans that make up `first` to `last`, which lie on `line`; in order and without gaps. Names and values are
    spans of their own, so that right-to-left text inside one never changes places with what is around it."""
    found: list[Span] = []
    at = first
    for token_start, token_end, colour in _tokens(layout, line, first, last):
        start, end = max(token_start, first), min(token_end, last)
        if start >= end:
            continue
        if at < start:
            found.append((at, start, PLAIN))
        found.append((start, end, colour))
        at = end
    if at < last:
        found.append((at, last, PLAIN))
    return found


def _tokens(layout: Layout, line: int, first: int, last: int) -> Iterator[Span]:
    """Names and values, brackets apart, that may reach into the range."""
    if layout.exact:
        yield from _tokens_as_received(layout, first, last)
        return
    row = layout.nodes[line]
    start, value = layout.starts[line], layout.values[row]
    if value < start:
        return  # the line that closes a container
    nodes = layout.document.nodes
    if nodes.name[row] != nodes.start[row]:
        yield layout.pieces.find('"', start), value - len(": "), "json_key"
    if nodes.kind[row] > NodeKind.ARRAY:
        yield value, value + nodes.end[row] - nodes.start[row], _COLOURS[NodeKind(nodes.kind[row])]


def _tokens_as_received(layout: Layout, first: int, last: int) -> Iterator[Span]:
    nodes, text = layout.document.nodes, layout.document.text
    row = max(0, bisect_right(nodes.name, first) - 1)
    while row < len(nodes) and nodes.name[row] < last:
        name, start = nodes.name[row], nodes.start[row]
        if name != start:
            yield name, text.rindex('"', name, start) + 1, "json_key"
        if nodes.kind[row] > NodeKind.ARRAY:
            yield start, nodes.end[row], _COLOURS[NodeKind(nodes.kind[row])]
        row += 1
