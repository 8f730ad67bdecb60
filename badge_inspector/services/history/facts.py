"""Values that the history answers with."""

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
