"""Lookups that cannot be saved when the program ends are taken in by the next start."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.services.history import HistoryService
from tests.services.conftest import QUICK
from tests.support import lookups


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


async def ends_with_two_unsaved(file: Path, log: Path, drop: bool = False) -> None:
    service = HistoryService(file, QUICK, log)
    await service.open()
    shutil.rmtree(file.parents[1])
    await service.save_all([lookups.lookup("one"), lookups.lookup("two")])
    assert len(service.unsaved()) == 2
    if drop:
        service.drop(service.unsaved())
    await service.close()


async def codes(file: Path, log: Path) -> list[str]:
    service = HistoryService(file, QUICK, log)
    await service.open()
    page = await service.reading.page("", HistoryFilter.ALL)
    await service.close()
    return sorted(row.code for row in page.lookups)


@pytest.mark.parametrize("has_log", [True, False])
def test_the_next_start_takes_in_what_was_not_saved(tmp_path: Path, temporary: Path, has_log: bool) -> None:
    file, log = tmp_path / "a" / "b" / "history.sqlite3", tmp_path / "log"
    file.parent.mkdir(parents=True)
    if has_log:
        log.mkdir()
    asyncio.run(ends_with_two_unsaved(file, log))
    (left,) = (log if has_log else temporary).iterdir()
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    assert log.exists() is has_log
    file.parent.mkdir(parents=True)
    assert asyncio.run(codes(file.with_name("other.sqlite3"), log)) == []
    assert asyncio.run(codes(file, log)) == ["one", "two"]
    assert not left.exists()
    assert asyncio.run(codes(file, log)) == ["one", "two"]


def test_what_is_let_go_of_is_kept_nowhere(tmp_path: Path, temporary: Path) -> None:
    file, log = tmp_path / "a" / "b" / "history.sqlite3", tmp_path / "log"
    file.parent.mkdir(parents=True)
    log.mkdir()
    asyncio.run(ends_with_two_unsaved(file, log, drop=True))
    assert [*log.iterdir(), *temporary.iterdir()] == []


def test_a_broken_rescue_file_is_kept_and_a_link_is_none(tmp_path: Path, temporary: Path) -> None:
    file, log = tmp_path / "a" / "b" / "history.sqlite3", tmp_path / "log"
    file.parent.mkdir(parents=True)
    log.mkdir()
    asyncio.run(ends_with_two_unsaved(file, log))
    (left,) = log.iterdir()
    left.write_bytes(left.read_bytes().splitlines()[0] + b'\n{"format": \xff\n')
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"not ours")
    os.symlink(foreign, temporary / left.name)
    file.parent.mkdir(parents=True)
    assert asyncio.run(codes(file, log)) == ["one"]
    (kept,) = log.iterdir()
    assert kept.suffix == ".txt"
    assert foreign.read_bytes() == b"not ours"
    assert asyncio.run(codes(file, log)) == ["one"]
