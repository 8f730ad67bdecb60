"""Files and folders that only their owner reads."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
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


NOW = 1_793_534_400.0


@pytest.fixture
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: NOW)


@pytest.mark.usefixtures("_now")
@pytest.mark.parametrize(("age_s", "is_left"), [(60, True), (61, False)])
def test_a_minute_tells_what_is_being_written_from_what_was_left(tmp_path: Path, age_s: float, is_left: bool) -> None:
    part = tmp_path / LEFT[0]
    part.touch()
    os.utime(part, (NOW - age_s, NOW - age_s))
    files.clear_left_overs(tmp_path)
    assert part.exists() is is_left


@pytest.mark.usefixtures("_now")
@pytest.mark.parametrize(("age_s", "is_left"), [(3600, True), (3601, False)])
def test_an_hour_tells_an_export_under_way_from_one_that_was_killed(
    tmp_path: Path, age_s: float, is_left: bool
) -> None:
    part = files.part_path(tmp_path / "old.csv")
    part.touch()
    os.utime(part, (NOW - age_s, NOW - age_s))
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
    link.symlink_to(left[1])
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


def test_another_window_may_make_the_folder_at_the_same_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exists = Path.exists

    def made_right_after(self: Path) -> bool:
        found = exists(self)
        if not found:
            os.mkdir(self)
        return found

    monkeypatch.setattr(Path, "exists", made_right_after)
    files.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("was_there", [False, True])
def test_the_programs_folder_is_made_once(tmp_path: Path, was_there: bool) -> None:
    path = tmp_path / "a"
    folder = files.OwnFolder(path)
    folder.look()
    if was_there:
        path.mkdir()
        folder.look()
    for _ in range(2):
        folder.make()
        assert path.is_dir()
    path.rmdir()
    folder.look()
    with pytest.raises(FileNotFoundError):
        folder.make()
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file")
def test_what_is_written_may_be_thrown_away() -> None:
    files.create_private(Path("/dev/null"))
    with pytest.raises(OSError, match="not a regular file"):
        files.read_file(Path("/dev/null"))


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows cannot be flushed")
def test_a_file_is_flushed_to_the_disk_and_then_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    files.write_private(tmp_path / "a", b"x")
    assert flushed == [(tmp_path / "a").stat().st_ino, tmp_path.stat().st_ino]


def test_a_folder_of_files_gets_a_number_where_there_is_one_of_its_name(tmp_path: Path) -> None:
    made = [files.write_folder(tmp_path, "case", [("a.txt", b"%d" % number)]) for number in range(3)]
    assert [path.name for path in made] == ["case", "case-2", "case-3"]
    assert [(path / "a.txt").read_bytes() for path in made] == [b"0", b"1", b"2"]
    assert {*tmp_path.iterdir()} == {*made}
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o700}


def test_a_folder_that_is_taken_away_while_it_is_written_ends_with_what_happened_first(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"x"
        shutil.rmtree(next(tmp_path.iterdir()))
        raise LookupError("first")

    with pytest.raises(LookupError, match="first"):
        files.write_folder(tmp_path, "case", broken())
    assert [*tmp_path.iterdir()] == []


def test_files_kept_aside_in_one_second_get_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "strftime", lambda _form: "2026-11-03-102211")
    (tmp_path / "h.unreadable-2026-11-03-102211-3.db-wal").touch()
    kept = []
    for content in ("one", "two", "three"):
        (tmp_path / "h.db").write_text(content)
        kept.append(files.move_aside(tmp_path / "h.db", companions=["-wal"]))
    assert [path.name for path in kept] == [f"h.unreadable-2026-11-03-102211{end}.db" for end in ("", "-2", "-4")]
    assert [path.read_text() for path in kept] == ["one", "two", "three"]


def test_of_a_file_that_is_gone_its_companions_are_kept_and_without_them_it_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.move_aside(tmp_path / "h.db", companions=["-wal"])
    (tmp_path / "h.db-wal").write_text("log")
    kept = files.move_aside(tmp_path / "h.db", companions=["-wal"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(f"{kept.name}-wal", "log")]
