"""Megabytes of text made in steps: one call of `str.join` or `bytes.decode` over them would hold up every other thread,
the window's too, for ten milliseconds and more.

CPython extends a string that nobody else refers to in place, so that nothing is copied twice on most systems; where a
block of memory cannot grow in its place, `_STEPS` bounds what is copied again.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence

_STEP = 1 << 18
"""Characters or bytes that are joined or decoded at once."""
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


def decoded(data: bytes, encoding: str) -> str:
    """`data.decode(encoding)`. Raises UnicodeDecodeError, whose place counts from where a step began."""
    step = max(_STEP, len(data) // _STEPS)
    if len(data) <= step:
        return data.decode(encoding)
    decoder = codecs.getincrementaldecoder(encoding)()
    text = ""
    for at in range(0, len(data), step):
        text += decoder.decode(data[at : at + step], final=at + step >= len(data))
    return text
