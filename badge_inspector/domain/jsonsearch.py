"""Filter of a document's values by a part of a name or value, or by a path. Works in short steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from badge_inspector.domain.jsonscan import NO_NODE
from badge_inspector.domain.jsontext import JsonDocument, JsonNode

MOST_HITS = 1_000
LONGEST = 200
"""Characters of a filter that count."""
_WINDOW = 1 << 15
_LAST_STEP = re.compile(r"[.\[\]'\"]")
_ESCAPED = {
    '"': r"\\\"",
    "\\": r"\\\\",
    "/": r"\\/",
    "\b": r"\\b",
    "\f": r"\\f",
    "\n": r"\\n",
    "\r": r"\\r",
    "\t": r"\\t",
}


@dataclass(slots=True)
class Hits:
    """Attributes:

    rows: the values found, by their index, in the order of the document, up to MOST_HITS.
    more: whether there were more.
    shown: of the containers on the way to them, from the root on, the children that are on the way or found. What is
        inside a value that was found is not listed: all of it is to be shown.
    """

    rows: list[int] = field(default_factory=list[int])
    more: bool = False
    shown: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    _covered: int = 0  # rows below are inside a value that was found

    def add(self, node: JsonNode) -> None:
        nodes, row = node.document.nodes, node.index
        self.rows.append(row)
        if row < self._covered:
            return
        self._covered = nodes.next[row]
        parent = nodes.parent[row]
        while parent != NO_NODE:
            siblings = self.shown.setdefault(parent, [])
            if siblings and siblings[-1] == row:
                return
            siblings.append(row)
            row, parent = parent, nodes.parent[parent]


def search(document: JsonDocument, text: str, hits: Hits) -> Iterator[None]:
    """Fill `hits`, pausing every few milliseconds. A text that begins with `$` is a path, its last step may be
    unfinished; any other is looked for in names and values, letter case apart and whether escaped or not, and, if it
    looks like the end of a path (`title.en`), among the paths as well."""
    text = text[:LONGEST]
    found = _by_path(document, text) if text.startswith("$") else _by_text(document, text)
    for node in found:
        if node is None:
            yield
        elif not hits.rows or hits.rows[-1] != node.index:
            if len(hits.rows) == MOST_HITS:
                hits.more = True
                return
            hits.add(node)


def _by_path(document: JsonDocument, path: str) -> Iterator[JsonNode | None]:
    whole = document.find(path)
    if whole is not None:
        yield whole
        return
    last = max(path.rfind("."), path.rfind("["))
    around = document.find(path[:last]) if last > 0 else None
    if around is None:
        return
    tail = path[last + 1 :].strip("']").casefold()
    for at, child in enumerate(around.children()):
        if at % 1_000 == 0:
            yield None
        name = child.key
        if tail in (str(at) if name is None else name.casefold()):
            yield child


def _by_text(document: JsonDocument, text: str) -> Iterator[JsonNode | None]:
    """Looks through the text as sent; only where something is found a value is asked for."""
    if not text:
        return
    step = _LAST_STEP.split(text)[-1]
    as_path = text.casefold() if step and step != text else ""
    pattern = re.compile(f"{_pattern(text)}|(?P<step>{_pattern(step) if as_path else '(?!)'})", re.IGNORECASE)
    source, reach = document.text, 12 * len(text)
    for start in range(0, len(source), _WINDOW):
        yield None
        for match in pattern.finditer(source, start, min(len(source), start + _WINDOW + reach)):
            if match.start() >= start + _WINDOW:
                break
            node = document.node_at(match.start())
            if node is None:
                continue
            in_name, in_value = _place(node, *match.span())
            if match.lastgroup == "step":
                if in_name and as_path in node.path.casefold():
                    yield node
            elif in_name or in_value:
                yield node


def _place(node: JsonNode, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a place is inside the value's name, and whether inside the value itself if that is no container."""
    name, value = node.key_span, node.span
    return (
        name is not None and name[0] <= start and end <= name[1],
        not node.kind.is_container and value[0] <= start and end <= value[1],
    )


def _pattern(text: str) -> str:
    """Finds a text as it is, and as JSON may have escaped it."""
    return "".join(f"(?:{'|'.join(dict.fromkeys(_forms(character)))})" for character in text)


def _forms(character: str) -> Iterator[str]:
    if character in _ESCAPED:
        yield _ESCAPED[character]
    for form in (character, character.lower(), character.upper()):
        if character not in '"\\':
            yield re.escape(form)
        units = form.encode("utf-16-be", "surrogatepass")
        yield "".join(rf"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
