"""The settings file: read once at start, written atomically by one thread, shared with other windows.

Two processes that write keep each other's changes: what a save changes is told by comparing with what was read or
written last, and only that is put over what the file holds now. A file of a newer version is never written over. A
file that cannot be read is kept aside under a dated name.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.storage import settings_format
from badge_inspector.storage.settings_format import (
    VERSION,
    NotSettingsError,
    Settings,
    SettingsNotice,
    Trouble,
)

T = TypeVar("T")


class SettingsStore:
    """One settings file. `load()` first; then `save()` from one thread, any number of times."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._base = Settings()
        self._writable = True
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-settings")

    def load(self) -> tuple[Settings, tuple[SettingsNotice, ...]]:
        """What the file says, and what was wrong with it. Never raises; takes a millisecond."""
        try:
            data = self._file.read_bytes()
        except FileNotFoundError:
            return Settings(), ()
        except OSError as error:
            self._writable = False
            return Settings(), (SettingsNotice(Trouble.NOT_WRITABLE, error.strerror or str(error)),)
        try:
            settings, notices, version = settings_format.read(data.decode("utf-8-sig"))
        except (NotSettingsError, UnicodeDecodeError):
            return Settings(), (self._put_aside(),)
        if version > VERSION:
            self._writable = False
            notices = (*notices, SettingsNotice(Trouble.NEWER, str(version)))
        self._base = settings
        return settings, notices

    def save(self, settings: Settings) -> Future[SettingsNotice | None]:
        """Write what changed since the last load or save. The future's result is None once it is on disk, or why it
        is not; it never raises."""
        return self._writer.submit(self._save, settings)

    def close(self) -> None:
        """Wait for the writes under way."""
        self._writer.shutdown(wait=True)

    def _save(self, settings: Settings) -> SettingsNotice | None:
        if not self._writable:
            return SettingsNotice(Trouble.NOT_WRITABLE, self._file.name)
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(self._file.with_suffix(".lock")):
                merged = _merge(self._base, settings, self._on_disk())
                if not self._writable:
                    return SettingsNotice(Trouble.NEWER, self._file.name)
                _write_atomically(self._file, settings_format.write(merged).encode())
        except OSError as error:
            return SettingsNotice(Trouble.NOT_WRITABLE, error.strerror or str(error))
        self._base = settings
        return None

    def _on_disk(self) -> Settings:
        """What another window may have written meanwhile."""
        try:
            settings, _, version = settings_format.read(self._file.read_bytes().decode("utf-8-sig"))
        except (FileNotFoundError, NotSettingsError, UnicodeDecodeError):
            return self._base
        if version > VERSION:
            self._writable = False
        return settings

    def _put_aside(self) -> SettingsNotice:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        aside = self._file.with_name(f"{self._file.stem}.unreadable-{stamp}{self._file.suffix}")
        try:
            os.replace(self._file, aside)
        except OSError as error:
            self._writable = False
            return SettingsNotice(Trouble.NOT_WRITABLE, error.strerror or str(error))
        return SettingsNotice(Trouble.UNREADABLE, aside.name)


def _merge(base: Settings, mine: Settings, disk: Settings) -> Settings:
    """Mine where mine changed since `base`, the disk's elsewhere."""
    changes = {
        member.name: getattr(mine.preferences, member.name)
        for member in fields(Preferences)
        if getattr(mine.preferences, member.name) != getattr(base.preferences, member.name)
    }
    profiles = _merge_profiles(base.profiles, mine.profiles, disk.profiles)
    return Settings(replace(disk.preferences, **changes), profiles, disk.unknown)


def _merge_profiles(
    base: tuple[PortalProfile, ...], mine: tuple[PortalProfile, ...], disk: tuple[PortalProfile, ...]
) -> tuple[PortalProfile, ...]:
    before = {profile.id: profile for profile in base}
    there = {profile.id: profile for profile in disk}
    kept = {profile.id for profile in mine}
    merged = [
        there.get(profile.id, profile) if before.get(profile.id) == profile else profile
        for profile in mine
        # Unchanged here and gone there: the other window deleted it.
        if profile.id in there or before.get(profile.id) != profile
    ]
    added = [profile for profile in disk if profile.id not in kept and profile.id not in before]
    return (*merged, *added)


def _write_atomically(file: Path, data: bytes) -> None:
    """Replace the file in one step, readable and writable by its owner only. Raises OSError."""
    handle, temporary = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, file)
    except BaseException:
        _unless_missing(lambda: os.unlink(temporary))
        raise


def _unless_missing(call: Callable[[], T]) -> T | None:
    try:
        return call()
    except FileNotFoundError:
        return None


@contextmanager
def _locked(file: Path) -> Generator[None]:
    """Hold a lock file that all windows of this folder share. Raises OSError."""
    with open(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as stream:
        _lock(stream)
        try:
            yield
        finally:
            _unlock(stream)


if os.name == "nt":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)

    def _unlock(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX)

    def _unlock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_UN)
