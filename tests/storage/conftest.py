"""A history file with both its sides, as the service drives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from badge_inspector.domain.history import HistoryFilter, HistoryRow, RunRow
from badge_inspector.domain.history_query import HistoryQuery, parse_query
from badge_inspector.domain.keeping import Retention
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage.history_reader import HistoryReader, Slice
from badge_inspector.storage.history_remover import HistoryRemover, Swath
from badge_inspector.storage.history_writer import HistoryWriter

ALL = HistoryFilter.ALL


class HistoryPair:
    """A writer, a remover and a reader of one file."""

    def __init__(self, file: Path) -> None:
        self.writer = HistoryWriter(file)
        self.remover = HistoryRemover(self.writer)
        self.reader = HistoryReader(file)

    def save(self, lookup: Lookup) -> HistoryRow:
        return self.writer.save([lookup])[0]

    def page(self, text: str = "", kind: HistoryFilter = ALL, below: int | None = None, limit: int = 100) -> Slice:
        self.writer.open()
        return self.reader.page(parse_query(text), kind, below, limit)

    def rows(self, text: str = "", kind: HistoryFilter = ALL) -> list[HistoryRow]:
        """All lookups that fit."""
        rows: list[HistoryRow] = []
        below: int | None = None
        while True:
            found = self.page(text, kind, below)
            rows += (row for row in found.rows if isinstance(row, HistoryRow))
            below = found.next_below
            if below is None:
                return rows

    def runs(self, text: str = "", kind: HistoryFilter = ALL) -> list[RunRow]:
        """The runs of the first page."""
        return [row for row in self.page(text, kind).rows if isinstance(row, RunRow)]

    def codes(self, text: str = "", kind: HistoryFilter = ALL) -> list[str]:
        return [row.code for row in self.rows(text, kind)]

    def count(self, query: HistoryQuery, kind: HistoryFilter = ALL) -> int:
        return self.reader.matches(query, kind, None, 10_001).count

    def delete(self, ids: Sequence[int]) -> int:
        batch = self.remover.new_batch()
        self.remover.delete(ids, batch)
        return batch

    def delete_swath(self, swath: Swath, batch: int) -> int:
        """Delete it; returns the number of chunks."""
        chunks, above = 0, 0
        while (last := self.remover.delete_swath(swath, batch, above)) is not None:
            chunks, above = chunks + 1, last
        return chunks

    def retire(self, keep: Retention, now: float) -> None:
        batch = self.remover.new_batch()
        for swath in self.remover.beyond(keep, now):
            self.delete_swath(swath, batch)

    def purge_all(self) -> None:
        """Remove all that was deleted, whenever that was."""
        with self.writer.transaction() as connection:
            for table in ("lookups", "runs"):
                connection.execute(f"UPDATE {table} SET deleted = 1 WHERE deleted <> 0")  # noqa: S608
        while self.remover.purge():
            pass

    def close(self) -> None:
        self.reader.close()
        self.writer.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "history.sqlite3"


@pytest.fixture
def history(file: Path) -> Iterator[HistoryPair]:
    pair = HistoryPair(file)
    yield pair
    pair.close()
