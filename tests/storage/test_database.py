"""A damaged history that two windows have open: one of them starts afresh, the other takes what that one made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from badge_inspector.storage.database import Access, Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


@pytest.fixture
def windows(file: Path) -> Iterator[tuple[Database, Database]]:
    with closing(Database(file, Access.WRITE)) as one, closing(Database(file, Access.WRITE)) as other:
        one.open()
        other.open()
        yield one, other


def kept(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.glob("*.unreadable-*.sqlite3"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that another window has open")
def test_the_first_moves_it_aside_and_the_second_only_opens_what_is_new(
    file: Path, windows: tuple[Database, Database]
) -> None:
    one, other = windows
    aside = one.start_afresh()
    assert aside is not None
    assert kept(file) == [aside.name]
    made = file.stat().st_ino
    assert other.start_afresh() is None
    assert kept(file) == [aside.name]
    assert file.stat().st_ino == made
    assert one.is_open
    assert other.is_open


def test_a_sound_file_of_another_window_is_not_moved(file: Path, windows: tuple[Database, Database]) -> None:
    one, _ = windows
    one.close()
    assert one.start_afresh() is None
    assert kept(file) == []


def test_a_file_that_is_damaged_before_it_is_open_is_moved(file: Path) -> None:
    file.write_bytes(b"no database" * 500)
    with closing(Database(file, Access.WRITE)) as window:
        aside = window.start_afresh()
        assert aside is not None
        assert aside.read_bytes() == b"no database" * 500
        assert window.is_open
