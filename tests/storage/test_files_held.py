"""Files that another process holds, as Windows reports it; folders that cannot be written."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from badge_inspector.domain.keeping import HistoryTrouble, HistoryUnavailableError
from badge_inspector.domain.preferences import Preferences
from badge_inspector.storage import files
from badge_inspector.storage.database import trouble_of_system, uri_of
from badge_inspector.storage.history_writer import HistoryWriter
from badge_inspector.storage.settings import SettingsStore


class HeldError(PermissionError):
    """As on Windows, while another process reads the file."""

    winerror = 5  # access denied


def held(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> list[int]:
    """Have a function of the file system fail so often; returns what is left of that."""
    left = [times]
    owner = Path if name == "read_bytes" else os
    real = getattr(owner, name)

    def tried(*arguments: object) -> object:
        if left[0]:
            left[0] -= 1
            raise HeldError(errno.EACCES, "Access is denied")
        return real(*arguments)

    monkeypatch.setattr(owner, name, tried)
    return left


@pytest.mark.parametrize("winerror", [5, 32, 33], ids=["access denied", "sharing violation", "lock violation"])
def test_a_file_that_is_read_at_the_moment_is_replaced_after_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    monkeypatch.setattr(HeldError, "winerror", winerror)
    left = held(monkeypatch, "replace", 5)
    files.write_private(tmp_path / "settings.json", b"new")
    assert left == [0]
    assert (tmp_path / "settings.json").read_bytes() == b"new"


def test_a_file_that_stays_held_is_given_up_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "RETRY_S", 0.03)
    held(monkeypatch, "replace", 1_000)
    (tmp_path / "settings.json").write_bytes(b"old")
    with pytest.raises(HeldError):
        files.write_private(tmp_path / "settings.json", b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("settings.json", b"old")]


def test_other_errors_are_not_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "RETRY_S", 3_600.0)
    with pytest.raises(FileNotFoundError):
        files.replace(tmp_path / "missing", tmp_path / "target")


def test_saving_resumes_after_settings_that_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that the person did not change stay as the file has them."""
    file = tmp_path / "settings.json"
    store = SettingsStore(file)
    settings, _ = store.load()
    assert store.save(settings._replace(preferences=Preferences(theme="dark", keep_days=30))).result() is None
    store.close()
    monkeypatch.setattr(files, "RETRY_S", 0.0)
    held(monkeypatch, "read_bytes", 1)
    store = SettingsStore(file)
    settings, notices = store.load()
    assert len(notices) == 1
    assert store.save(settings._replace(preferences=settings.preferences._replace(language="ru"))).result() is None
    store.close()
    again, _ = SettingsStore(file).load()
    assert (again.preferences.theme, again.preferences.keep_days, again.preferences.language) == ("dark", 30, "ru")


def test_a_damaged_history_that_is_held_stays_whole_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "history.sqlite3"
    for end in ("", "-wal"):
        Path(f"{file}{end}").write_bytes(b"no database, but a file nevertheless" * 40)
    before = [each.read_bytes() for each in tmp_path.iterdir()]
    rename = os.rename

    def refused(source: str | Path, target: str | Path) -> None:
        if str(source) == str(file):
            raise HeldError(errno.EACCES, "Access is denied")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refused)
    with closing(HistoryWriter(file)) as writer, pytest.raises(HistoryUnavailableError) as caught:
        writer.start_afresh()
    assert caught.value.trouble is HistoryTrouble.DAMAGED
    assert str(caught.value) == "Access is denied"
    assert [each.read_bytes() for each in tmp_path.iterdir() if each.suffix != ".lock"] == before
    assert file.exists()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PureWindowsPath(r"\\server\share\a b\history.sqlite3"), "file:////server/share/a%20b/history.sqlite3?mode=ro"),
        (PureWindowsPath(r"C:\Users\O'Neil?\h.sqlite3"), "file:///C:/Users/O%27Neil%3F/h.sqlite3?mode=ro"),
        (PurePosixPath("/home/я/h#1.sqlite3"), "file:///home/%D1%8F/h%231.sqlite3?mode=ro"),
    ],
)
def test_any_path_is_a_uri_that_sqlite_takes(path: PureWindowsPath | PurePosixPath, expected: str) -> None:
    assert uri_of(path, "mode=ro") == expected


def test_sqlite_takes_no_server_and_takes_four_slashes(tmp_path: Path) -> None:
    """The fact that the rule above rests on."""
    file = tmp_path / "h.sqlite3"
    with pytest.raises(sqlite3.OperationalError, match="invalid uri authority"):
        sqlite3.connect(f"file://server{file}", uri=True)
    with closing(sqlite3.connect(f"file:///{file}", uri=True)) as connection:
        connection.execute("CREATE TABLE t (x)")
    assert file.exists()


@pytest.mark.parametrize(
    ("winerror", "number", "trouble"),
    [
        (5, errno.EACCES, HistoryTrouble.NO_ACCESS),
        (3, errno.ENOENT, HistoryTrouble.GONE),
        (19, errno.EACCES, HistoryTrouble.READ_ONLY),
        (21, errno.EACCES, HistoryTrouble.GONE),
        (32, errno.EACCES, HistoryTrouble.LOCKED),
        (33, errno.EACCES, HistoryTrouble.LOCKED),
        (39, errno.EACCES, HistoryTrouble.DISK_FULL),
        (53, errno.ENOENT, HistoryTrouble.GONE),
        (64, errno.EINVAL, HistoryTrouble.GONE),
        (112, errno.ENOSPC, HistoryTrouble.DISK_FULL),
        (267, errno.EINVAL, HistoryTrouble.NO_ACCESS),
        (1, errno.EINVAL, HistoryTrouble.DISK_ERROR),
        (None, errno.EEXIST, HistoryTrouble.NO_ACCESS),
        (None, None, HistoryTrouble.DISK_ERROR),
    ],
)
def test_windows_own_numbers_come_first(winerror: int | None, number: int | None, trouble: HistoryTrouble) -> None:
    error = OSError(number, "so it was") if number is not None else OSError("so it was")
    error.winerror = winerror  # type: ignore[attr-defined]
    assert trouble_of_system(error) is trouble


def test_a_file_where_the_folder_should_be_is_no_disk_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with closing(HistoryWriter(tmp_path / "config" / "history.sqlite3")) as writer:
        with pytest.raises(HistoryUnavailableError) as caught:
            writer.open()
        assert caught.value.trouble is HistoryTrouble.NO_ACCESS
        assert str(caught.value) == os.strerror(errno.ENOTDIR)


def test_whether_a_folder_can_be_written_is_tried(tmp_path: Path) -> None:
    assert files.can_write(tmp_path)
    assert not files.can_write(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []
