"""Filter of a document's values by a part of a name or value, or by a path. Works in short steps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge

from badge_inspector.domain.jsonscan import NO_NODE
from badge_inspector.domain.jsontext import JsonDocument, JsonNode

MOST_HITS = 1_000
LONGEST = 200
"""Characters of a filter that count."""
_WINDOW = 1 << 13
_PAUSE = 500
_QUOTE = "Q"  # for one that ends a text, as one within a text is escaped; no capital is left after casefold()
_LONGEST_FORM = 12  # of a character: two escaped units
_UNFINISHED = re.compile(r"(?P<around>.+)[.\[](?P<step>.*)", re.DOTALL)
_LAST_STEP = re.compile(r"[.\[\]'\"]")
_ESCAPE = re.compile(r"\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|(.))", re.IGNORECASE | re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


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
    begun = _UNFINISHED.fullmatch(path)
    around = document.find(begun["around"]) if begun is not None else None
    if begun is None or around is None:
        return
    tail = begun["step"].strip("']").casefold()
    for at, child in enumerate(around.children()):
        if at % 1_000 == 0:
            yield None
        name = child.key
        if tail in (str(at) if name is None else name.casefold()):
            yield child


def _by_text(document: JsonDocument, text: str) -> Iterator[JsonNode | None]:
    """Looks through the text as sent; only where something is found a value is asked for."""
    wanted = text.casefold()
    if not wanted:
        return
    step = _LAST_STEP.split(text)[-1].casefold()
    source, reach = document.text, _LONGEST_FORM * len(wanted)
    start = found_to = names_to = 0
    while start < len(source):
        yield None
        window = _Window.read(source, start, min(len(source), start + _WINDOW + reach))
        start = window.starts[bisect_left(window.starts, min(len(source), start + _WINDOW))]  # within no escape
        places = window.places(wanted, start)
        if step and step != wanted:  # among the names that a path may end in
            places = merge(places, ((first, end, True) for first, end, _ in window.places(step, start)))
        for at, (first, end, is_step) in enumerate(places, 1):
            if at % _PAUSE == 0:
                yield None
            if first < (names_to if is_step else found_to):
                continue  # it was found already, or is no such path
            node = document.node_at(first)
            if node is None:
                continue
            in_name, in_value = _place(node, first, end)
            if in_name and is_step and wanted not in node.path.casefold():
                names_to = node.span[0]
            elif in_name or (in_value and not is_step):
                names_to = found_to = node.span[0] if node.kind.is_container else node.span[1]
                yield node


def _place(node: JsonNode, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a place is inside the value's name, and whether inside the value itself if that is not a
    container.
    """
    name, value = node.key_span, node.span
    return (
        name is not None and name[0] <= start and end <= name[1],
        not node.kind.is_container and value[0] <= start and end <= value[1],
    )


class _Window:
    """A piece of JSON text without its escapes and without letter case. Attributes: text; starts: where in the source
    each character begins, with the piece's end behind the last."""

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self.text = text
        self.starts = starts

    @classmethod
    def read(cls, source: str, start: int, end: int) -> _Window:
        pieces: list[str] = []
        starts: list[int] = []
        at = start
        for match in _ESCAPE.finditer(source, start, end):
            _add(source[at : match.start()], at, pieces, starts)
            at = match.end()
            character = _meant(match).casefold()
            pieces.append(character)
            starts += [match.start()] * len(character)
        _add(source[at:end], at, pieces, starts)
        starts.append(end)
        return cls("".join(pieces), starts)

    def places(self, wanted: str, before: int) -> Iterator[tuple[int, int, bool]]:
        """The source's pairs of start and end of a text, in order, none over another, that begin before a place."""
        at = self.text.find(wanted)
        while at >= 0 and self.starts[at] < before:
            end = at + len(wanted)
            yield self.starts[at], self.starts[end], False
            at = self.text.find(wanted, end)


def _add(run: str, at: int, pieces: list[str], starts: list[int]) -> None:
    """Add a run without escapes that begins at a place of the source."""
    folded = run.casefold()
    if len(folded) == len(run):
        pieces.append(folded.replace('"', _QUOTE))
        starts.extend(range(at, at + len(run)))
        return
    for character in run:  # some become two or three: "ß"
        folded = character.casefold()
        pieces.append(folded.replace('"', _QUOTE))
        starts.extend([at] * len(folded))
        at += 1


def _meant(match: re.Match[str]) -> str:
    """The character an escape stands for."""
    high, low, unit, other = match.groups()
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    return chr(int(unit, 16)) if unit else _ESCAPED.get(other, other)
