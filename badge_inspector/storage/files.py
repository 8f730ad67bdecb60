"""Files readable by their owner only, written atomically, and moved aside rather than destroyed when unusable."""

from __future__ import annotations

import errno
import itertools
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

OWNER_ONLY = 0o600

_LEFT_OVER_S = 60.0
_STALLED_S = 3600.0
_MARK = "badge-inspector-part"
_MARKED = re.compile(rf"\..+\.[0-9a-f]{{16}}\.{_MARK}")
_NAME_OF_PART = 50
"""Characters: a name of the longest that a file system takes leaves no room for more."""
_PART = re.compile(r"\..+\.[0-9a-f]{8}\.new|\..+\.sqlite3\.new(?:-journal)?")
_BACKUP = re.compile(r".+\.(?:unreadable|damaged|version-\d+)-\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?\..+")
RETRY_S = 3.0
_PAUSE_S = 0.01
_HELD = frozenset({5, 32, 33})
"""Windows' ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it, for the owner only; one that is there keeps its mode. Raises OSError:
    NotADirectoryError for a file in the way, which Windows calls a path that is not there."""
    if not folder.is_dir():
        for each in reversed((folder, *folder.parents)):
            if not each.exists():
                each.mkdir(mode=0o700, exist_ok=True)
            elif not each.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(each))


class OwnFolder:
    """A folder of the program: made when first needed, and not made again once it existed. A person who moved it away,
    or unplugged its disk, can put it back, and finds no other folder in its place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._was_there = False

    def look(self) -> None:
        """Check whether it exists."""
        self._was_there = self._was_there or self.path.is_dir()

    def make(self) -> None:
        """Make it, the first time. Raises FileNotFoundError where it has vanished, OSError."""
        if not self._was_there:
            make_folder(self.path)
            self._was_there = True
        elif not self.path.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path))


def can_write(folder: Path) -> bool:
    """Tell whether a file can be made in the folder, by making one: `os.access` looks at nothing but the read-only
    mark on Windows."""
    probe = folder / f".{os.urandom(8).hex()}.new"
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
        probe.unlink()
    except OSError:
        return False
    return True


def refuse_special(path: Path, *, allow_device: bool = False) -> None:
    """Check that no pipe, socket or device is at the path, or behind a link there: opening or reading one may never
    end. What writes may allow a device such as /dev/null. Raises OSError (ENXIO, as the system does for a socket)."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or (allow_device and stat.S_ISCHR(mode))):
        raise OSError(errno.ENXIO, "not a regular file", str(path))


def read_file(path: Path) -> bytes:
    """The whole of a regular file. Raises OSError."""
    refuse_special(path)
    return path.read_bytes()


def create_private(path: Path) -> None:
    """Make an empty file for its owner only, unless it is there. Raises OSError."""
    refuse_special(path, allow_device=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, OWNER_ONLY))


def create_new(path: Path) -> int:
    """Make a file that was not there, for its owner only, and open it for writing; a link at its place is not followed.
    Returns the descriptor. Raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)


def part_path(path: Path) -> Path:
    """An unpredictable name beside the file, for the new version until it is complete."""
    return path.with_name(f".{path.name[:_NAME_OF_PART]}.{os.urandom(8).hex()}.{_MARK}")


def create_part(part: Path) -> int:
    """Make a file of such a name as `create_new` does. Parts that a killed run left in that folder are removed: nothing
    else clears a folder that a person chose. Raises OSError."""
    _clear_parts(part.parent)
    return create_new(part)


def _clear_parts(folder: Path) -> None:
    """Remove the parts, files and folders, that were not written for a while."""
    before = time.time() - _STALLED_S
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if not _MARKED.fullmatch(entry.name) or entry.is_symlink() or entry.stat().st_mtime >= before:
                    continue
                if entry.is_dir():
                    shutil.rmtree(entry)
                else:
                    os.unlink(entry)


def write_private(path: Path, data: bytes) -> None:
    """Write the file so that a crash or a full disk leaves the old one or the new one, never a part.

    A symbolic link stays one. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    part_file = target.with_name(f".{target.name}.{os.urandom(4).hex()}.new")
    descriptor = create_new(part_file)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(part_file, target)
    except BaseException:
        with suppress(OSError):
            part_file.unlink()
        raise
    sync_folder(target.parent)


def replace(source: Path, target: Path) -> None:
    """Rename over another file. Windows refuses for as long as another process reads that: tried again for RETRY_S.
    Raises OSError."""
    patiently(lambda: os.replace(source, target))


def patiently(call: Callable[[], T]) -> T:
    """The result of `call()`, tried again for RETRY_S while another process holds the file, as only Windows says.
    Blocks. Raises OSError."""
    deadline = time.monotonic() + RETRY_S
    while True:
        try:
            return call()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() >= deadline:
                raise
        time.sleep(_PAUSE_S)


def write_folder(parent: Path, name: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """Make a folder with these files in `parent`, all of it or nothing: it gets its name once it is whole. Where there
    is one of that name already it gets a number. Returns it. Raises OSError."""
    _clear_parts(parent)
    part_file = part_path(parent / name)
    part_file.mkdir(mode=0o700)
    try:
        for file_name, data in files:
            write_private(part_file / file_name, data)
        target = parent / name
        numbers = itertools.count(2)
        while os.path.lexists(target):
            target = parent / f"{name}-{next(numbers)}"
        os.rename(part_file, target)
    except BaseException:
        shutil.rmtree(part_file, ignore_errors=True)
        raise
    sync_folder(parent)
    return target


def clear_left_overs(folder: Path) -> None:
    """Remove what writing left in the folder when it was killed: parts, and backups that never got a byte. What is
    younger than a minute may be written just now, by another window. Blocks."""
    before = time.time() - _LEFT_OVER_S
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if _is_left_over(entry) and entry.stat().st_mtime < before:
                    os.unlink(entry)


def _is_left_over(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and (
        _PART.fullmatch(entry.name) is not None
        or (_BACKUP.fullmatch(entry.name) is not None and entry.stat().st_size == 0)
    )


def sync_folder(folder: Path) -> None:
    """Flush a rename in the folder to disk. Does nothing on systems where folders cannot be synced (Windows)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_aside(path: Path, why: str = "unreadable", companions: Iterable[str] = ()) -> Path:
    """Give the file a dated name beside its old one, `history.unreadable-2026-11-03-102211.sqlite3`, together with
    the files whose names add `companions` to its own. Returns the new path. Raises OSError."""
    kept = _dated(path, why, companions)
    # Companions first: a database without its journal is worse than a journal without its database.
    moved: list[str] = []
    try:
        for end in companions:
            with suppress(FileNotFoundError):
                os.rename(f"{path}{end}", f"{kept}{end}")
                moved.append(end)
        os.rename(path, kept)
    except FileNotFoundError:
        if not moved:
            raise
    except OSError:  # all of it or nothing
        for end in moved:
            os.rename(f"{kept}{end}", f"{path}{end}")
        raise
    return kept


def copy_aside(path: Path, why: str = "damaged") -> Path:
    """Copy the file to a dated name beside it. Returns the new path. Raises OSError."""
    copy = _dated(path, why)
    create_private(copy)
    shutil.copyfile(path, copy)
    return copy


def _dated(path: Path, why: str, companions: Iterable[str] = ()) -> Path:
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    kept = path.with_name(f"{path.stem}.{why}-{stamp}{path.suffix}")
    numbers = itertools.count(2)
    while any(os.path.lexists(f"{kept}{end}") for end in ("", *companions)):
        kept = path.with_name(f"{path.stem}.{why}-{stamp}-{next(numbers)}{path.suffix}")
    return kept
