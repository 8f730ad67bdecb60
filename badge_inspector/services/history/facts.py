"""Values that the history answers with, and the intervals and limits it works by."""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.domain.history import HistoryEntry, HistoryRow


@dataclass(frozen=True, slots=True)
class HistoryRows:
    """Rows newest first; `complete` when there are no more; `matches` is how many fit a search or a kind, None where
    all are shown, and `counted_all` is False where there are more than that; `wrong` are filters that could not be
    read; `unreadable` that the file could not."""

    rows: tuple[HistoryEntry, ...]
    complete: bool
    matches: int | None = None
    counted_all: bool = True
    wrong: tuple[str, ...] = ()
    unreadable: bool = False

    @property
    def lookups(self) -> tuple[HistoryRow, ...]:
        """The rows that are lookups, without the runs among them."""
        return tuple(row for row in self.rows if isinstance(row, HistoryRow))


@dataclass(frozen=True, slots=True)
class UndoToken:
    """Lookups deleted together, and their number; 0 where the file cannot be written."""

    batch: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Values to complete a search with: names and addresses of portals, error codes and codes seen lately."""

    portals: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals and limits for background work on the history: seconds, lookups and bytes.

    `look_s`: whether another window wrote, whether writing works again; up to `longest_look` times as long while
    nothing of either is seen, since each look wakes the processor. `gone_s`: a folder that vanished (a share, a
    stick) may come back, after that it is made anew. `undo_s`: what was deleted can be asked back, after that it is
    removed. `retire_s`, `retire_saves`: retention. `close_s`: a last removal may hold up quitting.
    """

    look_s: float = 2.0
    longest_look: int = 5
    gone_s: float = 10.0
    undo_s: float = 120.0
    retire_s: float = 3600.0
    retire_saves: int = 500
    close_s: float = 0.3
    most_waiting: int = 5_000
    most_waiting_bytes: int = 256 * 1024 * 1024
