"""Lookups that cannot be saved when the program ends are taken in by the next start."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing
from enum import Enum
from pathlib import Path

import pytest

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.services.history import HistoryService
from tests.services.conftest import QUICK, until
from tests.support import lookups


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


class Way(Enum):
    """By which the history has no place while the program ends. The folder is there again afterwards."""

    VANISHES = "vanishes"
    NEVER_THERE = "never there"


BOTH_WAYS = pytest.mark.parametrize("way", Way, ids=lambda way: way.value)


async def ends_with_two_unsaved(file: Path, log: Path, way: Way, drop: bool = False) -> None:
    file.parent.mkdir(parents=True)
    if way is Way.NEVER_THERE:
        file.parent.rmdir()
        file.parent.write_bytes(b"in the way")
    service = HistoryService(file, QUICK, log)
    await service.open()
    if way is Way.VANISHES:
        shutil.rmtree(file.parents[1])
    await service.save_all([lookups.lookup("one"), lookups.lookup("two")])
    assert len(service.unsaved()) == 2
    if drop:
        service.drop(service.unsaved())
    await service.close()
    if way is Way.NEVER_THERE:
        file.parent.unlink()
    file.parent.mkdir(parents=True)


async def codes(file: Path, log: Path) -> list[str]:
    service = HistoryService(file, QUICK, log)
    await service.open()
    page = await service.reading.page("", HistoryFilter.ALL)
    await service.close()
    return sorted(row.code for row in page.lookups)


@pytest.mark.parametrize("has_log", [True, False])
@BOTH_WAYS
def test_the_next_start_takes_in_what_was_not_saved(tmp_path: Path, temporary: Path, way: Way, has_log: bool) -> None:
    file, log = tmp_path / "a" / "b" / "history.sqlite3", tmp_path / "log"
    if has_log:
        log.mkdir()
    asyncio.run(ends_with_two_unsaved(file, log, way))
    (left,) = (log if has_log else temporary).iterdir()
    if os.name == "posix":  # elsewhere the profile folder's own rights hold
        assert stat.S_IMODE(left.stat().st_mode) == 0o600
    assert log.exists() is has_log
    assert asyncio.run(codes(file.with_name("other.sqlite3"), log)) == []
    assert asyncio.run(codes(file, log)) == ["one", "two"]
    assert not left.exists()
    assert asyncio.run(codes(file, log)) == ["one", "two"]


@BOTH_WAYS
def test_what_is_let_go_of_is_kept_nowhere(tmp_path: Path, temporary: Path, way: Way) -> None:
    file, log = tmp_path / "a" / "b" / "history.sqlite3", tmp_path / "log"
    log.mkdir()
    asyncio.run(ends_with_two_unsaved(file, log, way, drop=True))
    assert [*log.iterdir(), *temporary.iterdir()] == []


def test_what_is_let_go_of_in_the_middle_of_a_try_is_not_saved(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The try waits for another program, which lets go of the file a moment after the person let go of the lookups."""
    monkeypatch.setattr("badge_inspector.storage.database.BUSY_MS", 300)
    file, log = tmp_path / "history.sqlite3", tmp_path / "log"

    async def story() -> None:
        service = HistoryService(file, QUICK, log)
        await service.open()
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await service.save_all([lookups.lookup("one"), lookups.lookup("two")])
            tries: list[None] = []
            save = service._writer.save
            monkeypatch.setattr(service._writer, "save", lambda *given: tries.append(None) or save(*given))
            await until(lambda: tries, "the next try")
            service.drop(service.unsaved())
            other.execute("ROLLBACK")
        await service.close()

    asyncio.run(story())
    assert asyncio.run(codes(file, log)) == []
    assert [*log.glob("*"), *temporary.iterdir()] == []


def test_a_broken_rescue_file_is_kept_and_a_link_is_none(tmp_path: Path, temporary: Path) -> None:
    file, log = tmp_path / "a" / "b" / "history.sqlite3", tmp_path / "log"
    log.mkdir()
    asyncio.run(ends_with_two_unsaved(file, log, Way.VANISHES))
    (left,) = log.iterdir()
    left.write_bytes(left.read_bytes().splitlines()[0] + b'\n{"format": \xff\n')
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"not ours")
    os.symlink(foreign, temporary / left.name)
    assert asyncio.run(codes(file, log)) == ["one"]
    (kept,) = log.iterdir()
    assert kept.suffix == ".txt"
    assert foreign.read_bytes() == b"not ours"
    assert asyncio.run(codes(file, log)) == ["one"]
