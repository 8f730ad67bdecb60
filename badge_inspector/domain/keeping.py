"""State and limits of the history: plain values that the window words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from badge_inspector.domain.clock import ClockWait


class Keeping(StrEnum):
    SAVING = "saving"
    NOT_SAVING = "not_saving"
    """The file cannot be used now; new lookups wait in memory and are saved as soon as it works again."""
    READ_ONLY = "read_only"
    """A newer version of the program made the file: it is read, not written."""
    PRIVATE = "private"
    """The person wants nothing recorded."""


class HistoryTrouble(StrEnum):
    """Reasons why lookups are not being saved."""

    NEWER = "newer"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    LOCKED = "locked"
    """Another program holds the file."""
    NO_LOCKS = "no_locks"
    """The folder's file system, a network share, cannot lock files: two windows would destroy each other's work."""
    GONE = "gone"
    """The file or its folder vanished."""
    NO_ACCESS = "no_access"
    """The file or its folder cannot be opened or made."""
    DISK_ERROR = "disk_error"
    UNEXPECTED = "unexpected"
    """A bug of this program, which was reported."""
    DAMAGED = "damaged"
    """The file is not a history, or a part of it is missing, and it could not be moved aside."""


class HistoryState(NamedTuple):
    """`reason` is technical, in the words of SQLite or the system; `put_aside` names the file that an unreadable
    history was moved to in this run, `rescued` counts the lookups that could still be read in it and `lost` those that
    could not; `log_aside` names the copy of a write-ahead log whose end could not be read; `waiting` counts
    lookups that are in memory only, `dropped` those that were too many to wait; `clock_wait` says
    that old lookups are not removed yet, because the clock jumped."""

    keeping: Keeping = Keeping.SAVING
    trouble: HistoryTrouble | None = None
    reason: str = ""
    put_aside: str = ""
    waiting: int = 0
    dropped: int = 0
    rescued: int = 0
    lost: int = 0
    log_aside: str = ""
    clock_wait: ClockWait | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """Limits of the history: lookups not older than `days`, the newest `count`, the newest ones whose evidence takes
    `size` bytes together. 0 means no limit. Pinned ones stay whatever their age."""

    days: int = 0
    count: int = 0
    size: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.count or self.size)


class HistoryUnavailableError(Exception):
    """The file cannot be used now; the argument is the reason in the words of SQLite or the system. `index_only` says
    that only the index of words is damaged, which can be made anew."""

    def __init__(self, trouble: HistoryTrouble, reason: str, index_only: bool = False) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.index_only = index_only
