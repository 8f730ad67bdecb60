"""The history service on a real file, driven at a quick intervals."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.keeping import HistoryState
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.history import HistoryService, Intervals

QUICK = Intervals(look_s=0.01, gone_s=0.05, undo_s=60.0)


class Kept:
    """A history service, and what it told."""

    def __init__(self, file: Path, intervals: Intervals = QUICK) -> None:
        self.service = HistoryService(file, intervals)
        self.states: list[HistoryState] = []
        self.late: list[HistoryRow] = []
        self.news = 0
        self.service.on_state = self.states.append
        self.service.on_saved = self._saved_late
        self.service.file.on_change = self._changed

    @property
    def state(self) -> HistoryState:
        return self.service.state

    async def codes(self, text: str = "", kind: HistoryFilter = HistoryFilter.ALL) -> list[str]:
        return [row.code for row in (await self.service.reading.page(text, kind)).rows if isinstance(row, HistoryRow)]

    def _saved_late(self, row: HistoryRow, lookup: Lookup) -> None:
        assert (row.code, row.asked_at) == (lookup.code, lookup.asked_at)
        self.late.append(row)

    def _changed(self) -> None:
        self.news += 1


@asynccontextmanager
async def kept(file: Path, intervals: Intervals = QUICK) -> AsyncGenerator[Kept]:
    """An open history; closed at the end, whatever came."""
    history = Kept(file, intervals)
    await history.service.open()
    try:
        yield history
    finally:
        await history.service.close()


async def until(condition: Callable[[], object], what: str) -> None:
    """Wait for something that another thread brings about."""
    try:
        async with asyncio.timeout(30):
            while not condition():  # noqa: ASYNC110 - a thread brings it about
                await asyncio.sleep(0.002)
    except TimeoutError:
        pytest.fail(f"never came: {what}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "history.sqlite3"
