"""The history tells when another window wrote, and only then."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from badge_inspector.services import history
from badge_inspector.services.history import HistoryService
from badge_inspector.storage.history import HistoryFile
from tests.support.lookups import lookup


def test_own_writes_are_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    read_version = HistoryFile.data_version

    def counted(file: HistoryFile) -> int:
        looks.append(1)
        return read_version(file)

    monkeypatch.setattr(history, "POLL_S", 0.005)
    monkeypatch.setattr(HistoryFile, "data_version", counted)

    async def run() -> None:
        file = tmp_path / "history.sqlite"
        mine, other = HistoryService(file), HistoryService(file)
        news = asyncio.Event()
        mine.on_change = news.set
        await mine.open()
        await looked(len(looks) + 2)
        await mine.save(lookup())
        await looked(len(looks) + 3)
        assert not news.is_set()
        await other.open()
        await other.save(lookup())
        await asyncio.wait_for(news.wait(), 20)
        await mine.close()
        await other.close()

    async def looked(times: int) -> None:
        async with asyncio.timeout(20):
            while len(looks) < times:  # noqa: ASYNC110 - another thread counts
                await asyncio.sleep(0.001)

    asyncio.run(run())
