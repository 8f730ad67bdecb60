"""Lossless JSON: the text as sent, parsed into nodes that point into it, re-indented but never re-valued.

The parser itself is in `jsonscan.py`; the re-indented lines are made in `jsonlayout.py`.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from badge_inspector.domain.jsonscan import NO_NODE, FaultReason, JsonFault, NodeTable, scan

__all__ = ["FaultReason", "JsonDocument", "JsonFault", "JsonKind", "JsonNode"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_STEP = re.compile(r"""\.([^\W\d]\w*)|\[(\d{1,9})\]|\['((?:[^'\\\x00-\x1f]|\\(?:['"\\/bfnrt]|u[0-9a-fA-F]{4}))*)'\]""")

MOST_CLIMBED = 150_000
"""Levels that `node_at` looks up through: some 20 ms."""


class JsonKind(StrEnum):
    """Kinds of JSON values, in the order of `jsonscan.NodeKind`."""

    OBJECT = "object"
    ARRAY = "array"
    STRING = "string"
    NUMBER = "number"
    TRUE = "true"
    FALSE = "false"
    NULL = "null"
    NOT_A_NUMBER = "not_a_number"
    """NaN, Infinity, -Infinity: not JSON, survived and reported as a fault."""

    @property
    def is_container(self) -> bool:
        return self in (JsonKind.OBJECT, JsonKind.ARRAY)


_KINDS = tuple(JsonKind)


class JsonDocument:
    """A parsed text. Never raises on any text; memory is flat arrays (29 bytes a value), so a million values cost
    megabytes, and nesting of 100,000 costs no recursion.

    Attributes:
        text: what was parsed, to the letter.
        nodes: the arrays; a node's index is its place in the order in which the values begin.
        faults: in the order of the text; a fatal one is the last.
    """

    __slots__ = ("faults", "nodes", "text")

    def __init__(self, text: str, nodes: NodeTable, faults: tuple[JsonFault, ...]) -> None:
        self.text = text
        self.nodes = nodes
        self.faults = faults

    @classmethod
    def parse(cls, text: str) -> JsonDocument:
        """Parse any text. For 8 MiB 0.4 s where it is a list of records, 1.1 s where no two values are alike, in steps
        short enough that other threads go on: for more than some 64 KiB call it in a worker thread."""
        nodes, faults = scan(text)
        return cls(text, nodes, faults)

    def parts(self) -> list[object]:
        """All that is large, each for itself."""
        nodes = self.nodes
        columns = (nodes.kind, nodes.start, nodes.end, nodes.name, nodes.parent, nodes.next, nodes.ordinal, nodes.count)
        return [self.text, *columns]

    @property
    def root(self) -> JsonNode | None:
        """The top value, also of a document that breaks off inside it; None when there is not even a first token."""
        return JsonNode(self, 0) if len(self.nodes) else None

    @property
    def fault(self) -> JsonFault | None:
        """The first fatal fault."""
        return self.faults[-1] if self.faults and self.faults[-1].fatal else None

    def at(self, *path: str | int) -> JsonNode | None:
        """The node at a path from the root: names for objects, indexes for arrays; of duplicate names the last."""
        node = self.root
        for step in path:
            if node is None:
                return None
            node = node.child(step) if isinstance(step, str) else node.item(step)
        return node

    def find(self, path: str) -> JsonNode | None:
        """The node at a path as `JsonNode.path` writes it; None where there is none, or for another kind of path."""
        steps = path_steps(path)
        return None if steps is None else self.at(*steps)

    def node(self, index: int) -> JsonNode:
        """The handle on the value with this index."""
        return JsonNode(self, index)

    def node_at(self, offset: int) -> JsonNode | None:
        """The innermost value that holds this offset of the text; a member's name and colon count as its value's. None
        outside, and where more than MOST_CLIMBED nested values end right before: this may be asked at each click."""
        nodes = self.nodes
        index = bisect_right(range(len(nodes)), offset, key=nodes.head) - 1
        if index < 0:
            return None
        for _ in range(MOST_CLIMBED):
            if offset < nodes.end[index]:
                return JsonNode(self, index)
            index = nodes.parent[index]
            if index == NO_NODE:
                break
        return None


class JsonNode:
    """A handle on one value; equal and hashable by document identity and index."""

    __slots__ = ("document", "index")

    def __init__(self, document: JsonDocument, index: int) -> None:
        self.document = document
        self.index = index

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, JsonNode):
            return NotImplemented
        return self.document is other.document and self.index == other.index

    def __hash__(self) -> int:
        return hash((id(self.document), self.index))

    def __repr__(self) -> str:
        return f"JsonNode({self.kind}, {self.span})"

    @property
    def kind(self) -> JsonKind:
        return _KINDS[self.document.nodes.kind[self.index]]

    @property
    def source(self) -> str:
        """The value's text exactly as sent."""
        start, end = self.span
        return self.document.text[start:end]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of `source` in the document's text. A container that is never closed ends at the fault."""
        nodes = self.document.nodes
        return nodes.start[self.index], nodes.end[self.index]

    @property
    def key_span(self) -> tuple[int, int] | None:
        """Offsets of the name's token, quotes included; None outside objects."""
        nodes = self.document.nodes
        head = nodes.head(self.index)
        start = nodes.start[self.index]
        if head == start:
            return None
        return head, self.document.text.rindex('"', head, start) + 1

    @property
    def key(self) -> str | None:
        """The decoded name under which an object holds this value."""
        span = self.key_span
        return None if span is None else _decode(self.document.text[span[0] : span[1]])

    @property
    def string(self) -> str | None:
        """The decoded text of a STRING (lone surrogates replaced by U+FFFD), None for other kinds."""
        return _decode(self.source) if self.kind is JsonKind.STRING else None

    def beginning(self, most: int) -> str:
        """The text of a STRING, other kinds as sent, cut after some `most` characters (not more than 4,096)."""
        start, end = self.span
        return _beginning(self.document.text, start, end, most, quoted=self.kind is JsonKind.STRING)

    def key_beginning(self, most: int) -> str | None:
        """The name, cut likewise."""
        span = self.key_span
        return None if span is None else _beginning(self.document.text, *span, most, quoted=True)

    @property
    def parent(self) -> JsonNode | None:
        parent = self.document.nodes.parent[self.index]
        return None if parent == NO_NODE else JsonNode(self.document, parent)

    @property
    def ordinal(self) -> int:
        """The value's place among its parent's children, from 0."""
        return self.document.nodes.ordinal[self.index]

    @property
    def child_count(self) -> int:
        """Number of children, known without walking them."""
        return self.document.nodes.count[self.index]

    @property
    def path(self) -> str:
        """JSONPath: `$.result.badge.title.en`, `$.list[3]`, `$['odd name']`."""
        steps: list[str] = []
        node, parent = self, self.parent
        while parent is not None:
            name = node.key
            steps.append(f"[{node.ordinal}]" if name is None else path_step(name))
            node, parent = parent, parent.parent
        steps.append("$")
        return "".join(reversed(steps))

    def children(self) -> Iterator[JsonNode]:
        nodes = self.document.nodes
        index, stop = self.index + 1, nodes.next[self.index]
        while index < stop:
            yield JsonNode(self.document, index)
            index = nodes.next[index]

    def item(self, ordinal: int) -> JsonNode | None:
        """An array's item; None out of range, and for other kinds."""
        if self.kind is not JsonKind.ARRAY or not 0 <= ordinal < self.child_count:
            return None
        return JsonNode(self.document, self.document.nodes.child(self.index, ordinal))

    def child(self, name: str) -> JsonNode | None:
        """The member of that name (the last of duplicates); None for other kinds."""
        if self.kind is not JsonKind.OBJECT:
            return None
        found = None
        for member in self.children():
            if member.key == name:
                found = member
        return found

    @property
    def duplicate_names(self) -> tuple[str, ...]:
        """Names that an object's members share, in the order in which they repeat. Walks all members."""
        if self.kind is not JsonKind.OBJECT:
            return ()
        seen: set[str | None] = set()
        duplicates: dict[str, None] = {}
        for member in self.children():
            name = member.key
            if name is not None and name in seen:
                duplicates[name] = None
            seen.add(name)
        return tuple(duplicates)


def _beginning(text: str, start: int, end: int, most: int, quoted: bool) -> str:
    """A token's text, with an ellipsis where it is cut. Takes no longer for a long token."""
    if end - start <= most:
        return _decode(text[start:end]) if quoted else text[start:end]
    if not quoted:
        return f"{text[start : start + most]}…"
    inside = start + 1
    for _ in range(most):
        character = _CHARACTER.match(text, inside, end - 1)
        if character is None:
            break
        inside = character.end()
    piece = text[start + 1 : inside]
    return _decode(f'"{piece}"') + ("…" if inside < end - 1 else "")


def _decode(token: str) -> str:
    """The text of a string token, quotes included."""
    text: str = json.loads(token) if "\\" in token else token[1:-1]
    return _SURROGATE.sub("\ufffd", text)


def path_step(name: str) -> str:
    """A member's step in a path: `.title`, `['odd name']`."""
    if _PLAIN_NAME.fullmatch(name):
        return f".{name}"
    quoted = json.dumps(name, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"['{quoted}']"


def path_steps(path: str) -> tuple[str | int, ...] | None:
    """A path taken apart, as `JsonDocument.at` wants it; None when it is not of the form that `path_step` writes."""
    steps: list[str | int] = []
    at = 1
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None:
            return None
        plain, index, quoted = match.groups()
        if index is not None:
            steps.append(int(index))
        else:
            steps.append(plain if plain is not None else _unquoted(quoted))
        at = match.end()
    return tuple(steps) if path.startswith("$") else None


def _unquoted(quoted: str) -> str:
    """The name in a step's quotes: JSON's escapes, but for `\\'` and the bare `"`."""
    inside = re.sub(r"\\.|\"", lambda match: {"\\'": "'", '"': '\\"'}.get(match[0], match[0]), quoted)
    name: str = json.loads(f'"{inside}"')
    return name
