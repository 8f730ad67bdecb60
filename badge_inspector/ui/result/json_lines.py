"""Lines of text prepared for a painter: positions of columns, and colours of the parts of a line.

A line is cut into pieces of some 512 characters, laid out when they come into view, so that a line of eight million
costs as much as a short one. Characters that a fixed-pitch font draws in one cell stand on a grid and are simply drawn;
all others (emoji, Arabic, combining marks, what is shown as a symbol) are shaped by a QTextLayout, one for each name or
value.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.result.json_caret import JOINERS, whole
from badge_inspector.ui.result.json_syntax import PLAIN, spans

_PIECE = 512
_MOST_PIECES = 3_000
"""Pieces kept; some fifty are in view."""
_TAB = "    "
_SURROGATE = re.compile("[\ud800-\udfff]")
_ORDINARY = re.compile("[ -~\u00a1-\u00ac\u00ae-\u0233\u0400-\u045f]*")
"""Painted as they are, whatever they stand in."""
_CANDIDATES = (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180), *range(0x400, 0x460), 0x2014, 0x2116)


_Look = tuple[str, str]
"""The colours that marks give a character and what is behind it, "" for none."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Offsets of text that looks otherwise than its syntax says; `text` and `background` name colours, "" for as it
    is. Of two marks the later one wins."""

    start: int
    end: int
    text: str = ""
    background: str = ""


class Lines:
    """The lines of one layout in one font.

    Attributes: cell, height, ascent: of a character on the grid, in pixels.
    """

    def __init__(self, layout: Layout, font: QFont) -> None:
        self._layout = layout
        self._font = font
        metrics = QFontMetricsF(font)
        self.cell = metrics.horizontalAdvance("0" * 50) / 50
        self.height = metrics.height()
        self.ascent = metrics.ascent()
        self._on_grid = grid_pattern(font.toString())
        self._pieces: dict[tuple[int, int], _Piece] = {}  # by line, and place in it
        self._widths: dict[int, list[float]] = {}  # of the pieces of long lines, as far as they are known
        self._origins: dict[int, list[float]] = {}  # theirs

    def x_of(self, offset: int) -> float:
        """Left edge of the character at an offset, in pixels from the line's left edge."""
        line = self._layout.line_at(offset)
        at = self._piece_at(line, offset)
        # The piece to the left will be in view, too: known now, it moves nothing when it is painted.
        for near in range(max(0, at - 1), at):
            self._piece(line, near)
        piece = self._piece(line, at)
        return self._origin(line, at) + piece.x_of(offset)

    def x_seen(self, offset: int) -> float:
        """The same for a character in view, while it is painted: nothing to the left of it is laid out for it, which
        would move it."""
        line = self._layout.line_at(offset)
        at = self._piece_at(line, offset)
        return self._piece(line, at).x_of(offset) + self._origin(line, at)

    def offset_at(self, line: int, x: float) -> int:
        """The offset whose character begins nearest to an x."""
        at = self._piece_under(line, x)
        return self._piece(line, at).offset_at(x - self._origin(line, at))

    def width(self, line: int) -> float:
        """In pixels; of a long line the parts not yet seen are taken to be on the grid."""
        count = self._count(line)
        if count == 1:
            return self._piece(line, 0).width
        return self._origin(line, count)

    def in_view(self, line: int, first: float, last: float) -> tuple[int, int]:
        """The offsets of the pieces between two x, from and to."""
        pieces = self._piece_under(line, first), self._piece_under(line, last)
        return self._piece(line, pieces[0]).start, self._piece(line, pieces[1]).end

    def draw(
        self, painter: QPainter, line: int, begin: QPointF, view: tuple[float, float], marks: list[Highlight]
    ) -> None:
        """Draw what of a line is in view: `begin` is where the line and its base line begin, `view` the x seen from
        and to."""
        count = self._count(line)
        if count == 1:
            self._piece(line, 0).draw(painter, begin, self, marks)
            return
        at = self._piece_under(line, view[0] - begin.x())
        while at < count:
            piece = self._piece(line, at)
            x = begin.x() + self._origin(line, at)
            if x > view[1]:
                return
            piece.draw(painter, QPointF(x, begin.y()), self, marks)
            at += 1

    # Pieces

    def _count(self, line: int) -> int:
        length = self._layout.line_end(line) - self._layout.starts[line]
        return max(1, -(-length // _PIECE))

    def _cut(self, line: int, at: int) -> int:
        """The offset at which a piece begins: not between a character and what is drawn on top of it."""
        start, end = self._layout.starts[line], self._layout.line_end(line)
        offset = min(start + at * _PIECE, end)
        if at > 0 and offset < end:
            offset = whole(self._layout.pieces, offset)
        return offset

    def _piece_at(self, line: int, offset: int) -> int:
        at = min(self._count(line) - 1, (offset - self._layout.starts[line]) // _PIECE)
        return at + 1 if at + 1 < self._count(line) and offset >= self._cut(line, at + 1) else at

    def _piece_under(self, line: int, x: float) -> int:
        count = self._count(line)
        if count == 1:
            return 0
        self._origin(line, 0)
        return max(0, min(count - 1, bisect_right(self._origins[line], x) - 1))

    def _origin(self, line: int, at: int) -> float:
        if at == 0 and self._count(line) == 1:
            return 0.0
        origins = self._origins.get(line)
        if origins is None:
            widths = self._widths.get(line)
            if widths is None:
                length, count = self._layout.line_end(line) - self._layout.starts[line], self._count(line)
                widths = [_PIECE * self.cell] * (count - 1) + [(length - (count - 1) * _PIECE) * self.cell]
                self._widths[line] = widths
            origins = self._origins[line] = [0.0, *accumulate(widths)]
        return origins[at]

    def _piece(self, line: int, at: int) -> _Piece:
        key = line, at
        piece = self._pieces.get(key)
        if piece is None:
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces.clear()
            count = self._count(line)
            end = self._layout.line_end(line) if at + 1 >= count else self._cut(line, at + 1)
            piece = self._pieces[key] = self._made(line, self._cut(line, at), end)
            if count > 1:
                self._origin(line, at)
                if self._widths[line][at] != piece.width:
                    self._widths[line][at] = piece.width
                    del self._origins[line]
        return piece

    def _made(self, line: int, start: int, end: int) -> _Piece:
        x = 0.0
        parts: list[_Part] = []
        for first, last, colour in spans(self._layout, line, start, end):
            text = self._layout.pieces.part(first, last)
            if self._on_grid is not None and self._on_grid.fullmatch(text):
                width = (last - first) * self.cell
                part = _Part(first, last, x, x + width, text, colour, is_blank=text.isspace())
            else:
                part = _shaped(first, x, text, colour, self._font)
            parts.append(part)
            x = part.right
        return _Piece(start, end, parts, x, self.cell)


@dataclass(slots=True)
class _Part:
    """A stretch of one colour. `laid` shapes what is not on the grid; `places` says where in its text, in UTF-16 units,
    each character begins, and the end."""

    start: int
    end: int
    left: float
    right: float
    text: str
    colour: str
    laid: QTextLayout | None = None
    places: list[int] | None = None
    is_blank: bool = False


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    parts: list[_Part]
    width: float
    cell: float

    def x_of(self, offset: int) -> float:
        for part in self.parts:
            if offset < part.end:
                return _x_in(part, offset, self.cell)
        return self.width

    def offset_at(self, x: float) -> int:
        for part in self.parts:
            if x < part.right:
                if part.laid is None or part.places is None:
                    return max(part.start, min(part.end, part.start + round((x - part.left) / self.cell)))
                place = part.laid.lineAt(0).xToCursor(x - part.left)
                return part.start + min(part.end - part.start, bisect_left(part.places, place))
        return self.end

    def draw(self, painter: QPainter, at: QPointF, lines: Lines, marks: list[Highlight]) -> None:
        if not marks:
            self._draw_plain(painter, at)
            return
        looks = self._looks(marks)
        for part in self.parts:
            runs = _runs(part, looks, self.start) if looks else [(part.start, part.end, part.colour, "")]
            if part.laid is None:
                for start, end, colour, background in runs:
                    x = at.x() + part.left + (start - part.start) * lines.cell
                    if background:
                        box = QRectF(x, at.y() - lines.ascent, (end - start) * lines.cell, lines.height)
                        painter.fillRect(box, theme.colour(background))
                    painter.setPen(theme.colour(colour))
                    painter.drawText(QPointF(x, at.y()), part.text[start - part.start : end - part.start])
            else:
                top = at.y() - part.laid.lineAt(0).ascent()
                painter.setPen(theme.colour(part.colour))
                part.laid.draw(painter, QPointF(at.x() + part.left, top), _formats(part, runs))

    def _draw_plain(self, painter: QPainter, at: QPointF) -> None:
        x, y = at.x(), at.y()
        for part in self.parts:
            if part.is_blank:
                continue
            painter.setPen(theme.colour(part.colour))
            if part.laid is None:
                painter.drawText(QPointF(x + part.left, y), part.text)
            else:
                part.laid.draw(painter, QPointF(x + part.left, y - part.laid.lineAt(0).ascent()))

    def _looks(self, marks: list[Highlight]) -> list[_Look]:
        """By character, the colours that marks give it; nothing if there are none."""
        here = [mark for mark in marks if mark.start < self.end and mark.end > self.start]
        looks: list[_Look] = [("", "")] * (self.end - self.start) if here else []
        for mark in here:
            for at in range(max(mark.start, self.start), min(mark.end, self.end)):
                text, background = looks[at - self.start]
                looks[at - self.start] = mark.text or text, mark.background or background
        return looks


def _x_in(part: _Part, offset: int, cell: float) -> float:
    if part.laid is None or part.places is None:
        return part.left + (offset - part.start) * cell
    # The stub says object.
    x = cast("float | tuple[float, int]", part.laid.lineAt(0).cursorToX(part.places[offset - part.start]))
    return part.left + (x[0] if isinstance(x, tuple) else x)


def _runs(part: _Part, looks: list[_Look], origin: int) -> list[tuple[int, int, str, str]]:
    """A part cut where its looks change: from, to, colour, background."""
    found: list[tuple[int, int, str, str]] = []
    start = part.start
    for (text, background), same in groupby(looks[part.start - origin : part.end - origin]):
        end = start + len(list(same))
        found.append((start, end, text or part.colour, background))
        start = end
    return found


def _formats(part: _Part, runs: list[tuple[int, int, str, str]]) -> list[QTextLayout.FormatRange]:
    found: list[QTextLayout.FormatRange] = []
    places = part.places or []
    for start, end, colour, background in runs:
        style = QTextCharFormat()
        style.setForeground(theme.colour(colour))
        if background:
            style.setBackground(theme.colour(background))
        piece = QTextLayout.FormatRange()
        first = places[start - part.start]
        piece.start = first  # pyright: ignore[reportAttributeAccessIssue] - the stub leaves the members out
        piece.length = places[end - part.start] - first  # pyright: ignore[reportAttributeAccessIssue] - as above
        piece.format = style  # pyright: ignore[reportAttributeAccessIssue] - as above
        found.append(piece)
    return found


def _shaped(start: int, left: float, text: str, colour: str, font: QFont) -> _Part:
    if _ORDINARY.fullmatch(text):
        shown, places = text, list(range(len(text) + 1))
    else:
        pieces = [_shown(char, colour) for char in text]
        shown = "".join(pieces)
        places = [0, *accumulate(sum(2 if char > "\uffff" else 1 for char in piece) for piece in pieces)]
    laid = QTextLayout(shown, font)
    laid.setTextOption(_one_line())
    laid.beginLayout()
    line = laid.createLine()
    laid.endLayout()
    return _Part(start, start + len(text), left, left + line.horizontalAdvance(), "", colour, laid, places)


@lru_cache(maxsize=1)
def _one_line() -> QTextOption:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _shown(char: str, colour: str) -> str:
    """A character as painted: what is invisible as a symbol, a joiner between letters or emoji as what it does, and a
    tab between the tokens as white space."""
    if char in JOINERS:
        return char
    if char == "\t" and colour == PLAIN:
        return _TAB
    return "\ufffd" if _SURROGATE.match(char) else visible(char)


@lru_cache(maxsize=8)
def grid_pattern(description: str) -> re.Pattern[str] | None:
    """Pattern of the characters that a font (as `QFont.toString()`) draws in one cell each; None when it has no cells.
    Measuring takes a few hundred calls: not for each answer."""
    font = QFont()
    font.fromString(description)
    if not QFontInfo(font).fixedPitch():
        return None
    metrics = QFontMetricsF(font)
    cell = metrics.horizontalAdvance("0" * 50) / 50
    good = [chr(code) for code in _CANDIDATES if abs(metrics.horizontalAdvance(chr(code)) - cell) < 0.01]
    return re.compile(f"[{re.escape(''.join(good))}]*") if good else None
