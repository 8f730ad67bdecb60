"""Files and folders that only their owner reads."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from badge_inspector.services.export_codes import CodeOutcome, ExportForm, write_outcomes
from badge_inspector.storage import files
from tests.support import lookups


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_every_folder_that_is_made_is_for_its_owner(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        files.make_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(before)
    made = (tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "c")
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}


def test_a_link_where_a_part_is_to_be_written_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    monkeypatch.setattr(os, "urandom", bytes)  # as if it were foreseen
    os.symlink(other, files.part_path(tmp_path / "out.csv"))
    with pytest.raises(FileExistsError):
        write_outcomes(tmp_path / "out.csv", [CodeOutcome("a", lookups.lookup())], ExportForm.CSV, "en")
    assert other.read_text() == "mine"


def test_names_of_parts_differ(tmp_path: Path) -> None:
    assert len({files.part_path(tmp_path / "out.csv") for _ in range(10)}) == 10


LEFT = (
    ".settings.json.0123abcd.new",
    ".history.sqlite3.new",
    "history.version-3-2026-11-03-102211.sqlite3",
    "history.damaged-2026-11-03-102211.sqlite3-wal",
    "settings.unreadable-2026-11-03-102211-2.json",
)


@pytest.mark.parametrize("name", LEFT)
def test_what_a_killed_write_left_is_cleared(tmp_path: Path, name: str) -> None:
    """Once it is a minute old; nothing that another window may be writing, and nothing that holds a backup."""
    left, young, full = tmp_path / name, tmp_path / "young" / name, tmp_path / "full" / name
    for file in (left, young, full):
        file.parent.mkdir(exist_ok=True)
        file.touch()
    for file in (left, full):
        file.write_bytes(b"kept" if file is full else b"")
        os.utime(file, (1_700_000_000, 1_700_000_000))
    for folder in (tmp_path, young.parent, full.parent):
        files.clear_left_overs(folder)
    assert not left.exists()
    assert young.exists()
    assert full.exists() is (not name.startswith("."))


@pytest.mark.parametrize(("age_s", "is_left"), [(50, True), (70, False)])
def test_a_minute_tells_what_is_being_written_from_what_was_left(tmp_path: Path, age_s: float, is_left: bool) -> None:
    part = tmp_path / LEFT[0]
    part.touch()
    moment = time.time() - age_s
    os.utime(part, (moment, moment))
    files.clear_left_overs(tmp_path)
    assert part.exists() is is_left


@pytest.mark.parametrize(("age_s", "is_left"), [(3500, True), (3700, False)])
def test_an_hour_tells_an_export_under_way_from_one_that_was_killed(
    tmp_path: Path, age_s: float, is_left: bool
) -> None:
    part = files.part_path(tmp_path / "old.csv")
    part.touch()
    moment = time.time() - age_s
    os.utime(part, (moment, moment))
    os.close(files.create_part(files.part_path(tmp_path / "new.csv")))
    assert part.exists() is is_left


def test_nothing_else_is_cleared(tmp_path: Path) -> None:
    names = ("settings.json", "x.new", ".x.new", ".part", "x.part", ".x.0123abcd.old", "empty", "badge-inspector.log")
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / ".folder.0123abcd.new").mkdir()
    os.symlink(tmp_path / "settings.json", tmp_path / ".link.0123abcd.new")
    files.clear_left_overs(tmp_path)
    files.clear_left_overs(tmp_path / "nowhere")
    assert len(list(tmp_path.iterdir())) == len(names) + 2


def test_an_export_clears_what_a_killed_one_left_in_the_persons_folder(tmp_path: Path) -> None:
    left = [files.part_path(tmp_path / name) for name in ("old.csv", "й" * 120)]
    left[0].write_bytes(b"half of it")
    left[1].mkdir()
    (left[1] / "inside").touch()
    young = files.part_path(tmp_path / "another window's.csv")
    young.touch()
    of_others = [tmp_path / name for name in (".x.0123456789abcdef.part", "x.badge-inspector-part", ".y.new")]
    for file in of_others:
        file.touch()
    link = files.part_path(tmp_path / "link")
    link.symlink_to(tmp_path)
    for file in (*left, *of_others):
        os.utime(file, (0, 0))
    os.utime(link, (0, 0), follow_symlinks=False)
    part = files.part_path(tmp_path / "new.csv")
    os.close(files.create_part(part))
    assert {*tmp_path.iterdir()} == {young, part, link, *of_others}


@pytest.mark.parametrize("folder", ["file", "file/below", "file/further/below"])
def test_a_file_in_the_way_of_a_folder_is_told_apart_from_one_that_is_gone(tmp_path: Path, folder: str) -> None:
    """Windows calls it a path that is not there."""
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        files.make_folder(tmp_path / folder)
