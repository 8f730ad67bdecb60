"""Reader of SQLite's write-ahead log, to find out whether SQLite used all of it.

SQLite reads a log up to the first frame whose checksum is wrong and ignores the rest without an error. After a crash
this is the end of the written data; after damage the rest holds saved lookups (sqlite.org/fileformat2.html#walformat).
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

_MAGIC = 0x377F0682
"""The last bit says that checksums are big-endian."""

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")


class WrittenLog(NamedTuple):
    """`salt` tells the present frames from those of before; `frames` counts up to the last one that ends a
    transaction. A log whose head is damaged `is_readable` to nobody."""

    salt: tuple[int, int]
    frames: int
    is_readable: bool = True


def read_log(path: Path) -> WrittenLog | None:
    """The log at `path` by the heads of its frames; None where nothing was written. Raises OSError."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return None
        magic, _, page_size, _, *salt, first, second = _HEADER.unpack(head)
        begun = salt[0], salt[1]
        if magic & ~1 != _MAGIC or _checksum(head[:24], big=bool(magic & 1)) != (first, second):
            return WrittenLog(begun, 0, is_readable=False)
        length = path.stat().st_size
        size, frames, number = _FRAME.size + page_size, 0, 0
        while len(frame := file.read(_FRAME.size)) == _FRAME.size:
            _, ends_at, *its_salt, _, _ = _FRAME.unpack(frame)
            number += 1
            at = file.seek(_HEADER.size + number * size)
            if ends_at and tuple(its_salt) == begun and at <= length:
                frames = number
    return WrittenLog(begun, frames)


def _checksum(data: bytes, *, big: bool) -> tuple[int, int]:
    first = second = 0
    for one, other in struct.iter_unpack(">2I" if big else "<2I", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
