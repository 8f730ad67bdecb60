"""Megabytes of text made in steps, or left in pieces: one call of `str.join` or `bytes.decode` over them would hold up
every other thread, the window's too, for ten milliseconds and more.

CPython extends a string that nobody else refers to in place, so that nothing is copied twice on most systems; where a
block of memory cannot grow in its place, `_STEPS` bounds what is copied again.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

_STEP = 1 << 18
"""Characters or bytes that are joined or decoded at once."""
_FOLDED = 1 << 16
"""Characters that lose their letter case at once: eight times as slow as joining them."""
_STEPS = 16
"""Steps at most, but for texts of few pieces."""


def joined(pieces: Sequence[str]) -> str:
    """`"".join(pieces)`."""
    step = max(_STEP, sum(map(len, pieces)) // _STEPS)
    text = ""
    some: list[str] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size >= step:
            text += "".join(some)
            some.clear()
            size = 0
    text += "".join(some)
    return text


def decoded(data: bytes, encoding: str, errors: str = "strict") -> str:
    """`data.decode(encoding, errors)`, the encoding one that says the order of its bytes. Raises UnicodeDecodeError,
    whose place counts from where a step began."""
    step = max(_STEP, len(data) // _STEPS)
    if len(data) <= step:
        return data.decode(encoding, errors)
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    text = ""
    for at in range(0, len(data), step):
        text += decoder.decode(data[at : at + step], final=at + step >= len(data))
    return text


class LongText:
    """Text that stays in pieces, and is read and searched like one: to put forty megabytes together takes whichever
    thread does it more than a frame, however short its steps are."""

    __slots__ = ("_pieces", "_starts", "is_ascii")

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = [piece for piece in pieces if piece] or [""]
        self._starts = [0, *accumulate(map(len, self._pieces))]
        self.is_ascii = all(map(str.isascii, self._pieces))

    @property
    def parts(self) -> Sequence[str]:
        """The pieces."""
        return self._pieces

    def __len__(self) -> int:
        return self._starts[-1]

    def __str__(self) -> str:
        """All of it, in one piece from now on."""
        text = joined(self._pieces)
        self._pieces, self._starts = [text], [0, len(text)]
        return text

    def __getitem__(self, place: int) -> str:
        """The character at a place, which is none from the end."""
        at = self._at(place)
        return self._pieces[at][place - self._starts[at]]

    def part(self, start: int, end: int) -> str:
        """The text from one place to another; places before the beginning and behind the end are none."""
        start = max(0, start)
        end = max(start, end)
        at = self._at(start)
        begin = self._starts[at]
        if end <= self._starts[at + 1]:
            return self._pieces[at][start - begin : end - begin]
        found = [self._pieces[at][start - begin :]]
        while (at := at + 1) < len(self._pieces) and self._starts[at] < end:
            found.append(self._pieces[at][: end - self._starts[at]])
        return "".join(found)

    def find(self, wanted: str, start: int = 0) -> int:
        """The first place from `start` on where a text is, -1 for none."""
        for at in range(self._at(start), len(self._pieces)):
            begin, end = self._starts[at], self._starts[at + 1]
            place = self._pieces[at].find(wanted, max(0, start - begin))
            if place >= 0:
                return begin + place
            seam = max(start, end - len(wanted) + 1)
            place = self.part(seam, end + len(wanted) - 1).find(wanted)
            if place >= 0:
                return seam + place
        return -1

    def in_lower_case(self) -> LongText:
        """The same text without its letter case, and of the same length ("İ" is the one letter that would grow)."""
        return LongText(
            piece[at : at + _FOLDED].replace("İ", "i").lower()
            for piece in self._pieces
            for at in range(0, len(piece), _FOLDED)
        )

    def _at(self, place: int) -> int:
        return min(bisect_right(self._starts, place), len(self._pieces)) - 1
