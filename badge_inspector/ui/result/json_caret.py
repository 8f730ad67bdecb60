"""Movement of the caret: arithmetic over a layout and its folds, without a widget.

A step is one character as a person sees it: a letter with its accents, an emoji with its skin. Lines inside a closed
fold are stepped over.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.domain.long_text import LongText
from badge_inspector.ui.result.json_folds import Folds

JOINERS = "\u200c\u200d"
"""Characters that join or part the letters or emoji around them, and show nothing themselves."""

_WORD = re.compile(r"\w+|[^\w\s]+|\s+")
_ON_TOP = ("Mn", "Me", "Mc")
_LONGEST_WORD = 1_000
_LONGEST_PICKED = 20_000
_MOST_JOINED = 64
"""Characters drawn on top of each other that count as one."""


class Move(Enum):
    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    START = auto()
    END = auto()

    @property
    def keeps_column(self) -> bool:
        """Tell whether the caret stays in its column, also across shorter lines."""
        return self in (Move.UP, Move.DOWN, Move.PAGE_UP, Move.PAGE_DOWN)


@dataclass(frozen=True, slots=True)
class Selection:
    """Offsets into the layout's text: where it was begun, and where the caret is."""

    anchor: int = 0
    caret: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def moved(self, caret: int, keep_anchor: bool) -> Selection:
        return Selection(self.anchor if keep_anchor else caret, caret)


def target(layout: Layout, folds: Folds, caret: int, move: Move, *, column: int, page: int) -> int:
    """The offset to which a move takes the caret. `column` is the one wanted by moves that keep it, `page` the rows of
    a page."""
    line = layout.line_at(caret)
    row, start, end = folds.row(line), layout.starts[line], layout.line_end(line)
    match move:
        case Move.LEFT | Move.WORD_LEFT if caret == start:
            return layout.line_end(folds.line(row - 1)) if row > 0 else caret
        case Move.RIGHT | Move.WORD_RIGHT if caret == end:
            return layout.starts[folds.line(row + 1)] if row + 1 < folds.rows else caret
        case Move.LEFT:
            return whole(layout.pieces, caret - 1)
        case Move.RIGHT:
            return _after(layout, caret)
        case Move.WORD_LEFT:
            return _word_start(layout, start, caret)
        case Move.WORD_RIGHT:
            return _word_end(layout, caret, end)
        case Move.UP | Move.DOWN | Move.PAGE_UP | Move.PAGE_DOWN:
            rows = {Move.UP: -1, Move.DOWN: 1, Move.PAGE_UP: -page, Move.PAGE_DOWN: page}[move]
            to = folds.line(max(0, min(folds.rows - 1, row + rows)))
            return whole(layout.pieces, min(layout.starts[to] + column, layout.line_end(to)))
        case Move.LINE_START:
            first = start + _indentation(layout, start, end)
            return start if caret == first else first
        case Move.LINE_END:
            return end
        case Move.START:
            return 0
        case Move.END:
            return layout.line_end(folds.line(folds.rows - 1)) if folds.rows else 0


def word_at(layout: Layout, offset: int) -> tuple[int, int]:
    """From where to where a double click selects: a word, a number, a date; of anything else one character."""
    text, line = layout.pieces, layout.line_at(offset)
    first = max(layout.starts[line], offset - _LONGEST_PICKED)
    last = min(layout.line_end(line), offset + _LONGEST_PICKED)
    start = end = offset
    while start > first and _is_picked(text[start - 1]):
        start -= 1
    while end < last and _is_picked(text[end]):
        end += 1
    return start, end if end > start else min(last, _after(layout, offset))


def continues(text: str | LongText, offset: int) -> bool:
    """Tell whether the character at an offset is drawn together with the one before it."""
    if not 0 < offset < len(text):
        return False
    char, before = text[offset], text[offset - 1]
    if char < "\u0300":
        return char == "\n" and before == "\r"
    return (
        unicodedata.category(char) in _ON_TOP
        or char in JOINERS
        or before == "\u200d"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


def whole(text: str | LongText, offset: int) -> int:
    """The offset, or where the character begins that it is inside of."""
    lowest = offset - _MOST_JOINED
    while offset > lowest and continues(text, offset):
        offset -= 1
    return offset


def _after(layout: Layout, offset: int) -> int:
    highest = offset + _MOST_JOINED
    offset += 1
    while offset < highest and continues(layout.pieces, offset):
        offset += 1
    return min(offset, len(layout.pieces))


def _is_picked(char: str) -> bool:
    return char.isalnum() or char in "_.+-@/" or unicodedata.category(char) in _ON_TOP


def _word_start(layout: Layout, start: int, caret: int) -> int:
    first = max(start, caret - _LONGEST_WORD)
    words = [word for word in _WORD.finditer(layout.pieces.part(first, caret)) if not word[0].isspace()]
    return first + words[-1].start() if words else first


def _word_end(layout: Layout, caret: int, end: int) -> int:
    for word in _WORD.finditer(layout.pieces.part(caret, min(end, caret + _LONGEST_WORD))):
        if not word[0].isspace():
            return caret + word.end()
    return end


def _indentation(layout: Layout, start: int, end: int) -> int:
    beginning = layout.pieces.part(start, min(end, start + _LONGEST_WORD))
    return len(beginning) - len(beginning.lstrip(" \t"))
