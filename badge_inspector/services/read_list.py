"""Reader of a file with a list of codes: its encoding, and the reason why it has no list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MIB = 1024 * 1024
LARGEST = 64 * MIB
"""Greatest size of a file, in bytes: at fifty codes twice a second a single megabyte of codes takes 15 min."""

_LOOKED_AT = 256 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a\x1b")


class ListTrouble(StrEnum):
    TOO_LARGE = "too_large"
    BINARY = "binary"
    SPREADSHEET = "spreadsheet"
    """A zipped office file: to be saved as CSV first."""
    UNREADABLE = "unreadable"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class NoList:
    """Reason why a file has no list of codes; `reason` is the system's word on UNREADABLE, `size` is in bytes."""

    trouble: ListTrouble
    reason: str = ""
    size: int = 0


def read_list(file: Path) -> str | NoList:
    """The text of a file: UTF-8, UTF-16 with a mark, and what is neither as Windows-1251, in which Excel saves CSV on a
    Russian Windows. Blocks; never raises."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            return NoList(ListTrouble.TOO_LARGE, size=size)
        data = file.read_bytes()
    except OSError as error:
        return NoList(ListTrouble.UNREADABLE, error.strerror or type(error).__name__)
    if not data.strip():
        return NoList(ListTrouble.EMPTY)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data.startswith(b"PK\x03\x04"):
        return NoList(ListTrouble.SPREADSHEET)
    if any(byte in _NOT_TEXT for byte in data[:_LOOKED_AT]):
        return NoList(ListTrouble.BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")
