"""The settings file: read once at start, written atomically by one thread, shared with other windows.

A save writes what it changed over what the file holds by then (`settings_merge`). A file of a newer version is never
written over, and one that cannot be read is kept aside under a dated name.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from badge_inspector.domain.preferences import Preferences
from badge_inspector.storage import files, settings_format
from badge_inspector.storage.locks import exclusive
from badge_inspector.storage.settings_format import VERSION, NotSettingsError, Settings, SettingsNotice, Trouble
from badge_inspector.storage.settings_members import Json
from badge_inspector.storage.settings_merge import merge

_LOCK_WAIT_S = 5.0


class SettingsStore:
    """One settings file. `load()` first; then `save()` from one thread, any number of times."""

    def __init__(self, file: Path, *, safe_mode: bool = False) -> None:
        """In safe mode the file is left alone: the settings are default ones that record nothing, and changes live for
        this run."""
        self._file = file
        self._folder = files.OwnFolder(file.parent)
        self._safe_mode = safe_mode
        self._base = Settings()
        self._unsaved: Settings | None = None
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="badge-inspector-settings")

    def load(self) -> tuple[Settings, tuple[SettingsNotice, ...]]:
        """Read the file: its settings and its faults. Never raises; takes a millisecond."""
        if self._safe_mode:
            # The person's own choice may be to record nothing, and nobody has read it.
            return Settings(Preferences(private_mode=True)), ()
        self._folder.look()
        try:
            document = self._read()
        except NotSettingsError:
            return Settings(), self._start_afresh()
        except OSError as error:
            return Settings(), (SettingsNotice(Trouble.NOT_WRITABLE, _reason(error)),)
        if document is None:
            return Settings(), ()
        self._base, notices = settings_format.decode(document)
        version = settings_format.version_of(document)
        if version > VERSION:
            notices = (*notices, SettingsNotice(Trouble.NEWER, str(version)))
        return self._base, notices

    def save(self, settings: Settings) -> Future[SettingsNotice | None]:
        """Write the changes since the last load or save. The future's result is None once they are on disk, else the
        reason why not; it never raises.
        """
        return self._writer.submit(self._save, settings)

    def close(self) -> None:
        """Wait for the writes under way; what could not be written is tried once more."""
        self._writer.submit(self._save_again)
        self._writer.shutdown(wait=True)

    def _save(self, settings: Settings) -> SettingsNotice | None:
        if self._safe_mode:
            return None
        try:
            self._folder.make()
            with exclusive(self._lock, _LOCK_WAIT_S):
                notice = self._save_locked(settings)
        except OSError as error:
            self._unsaved = settings
            return SettingsNotice(Trouble.NOT_WRITABLE, _reason(error))
        self._unsaved = None
        if notice is None:
            # What is saved next was changed on these, whatever another window put beside them.
            self._base = settings
        return notice

    def _save_again(self) -> None:
        if self._unsaved is not None:
            self._save(self._unsaved)

    def _save_locked(self, settings: Settings) -> SettingsNotice | None:
        before = settings_format.encode(self._base)
        try:
            theirs = self._read()
        except NotSettingsError:
            files.move_aside(self._file)
            theirs = None
        if theirs is not None and settings_format.version_of(theirs) > VERSION:
            return SettingsNotice(Trouble.NEWER, self._file.name)
        merged = merge(before, settings_format.encode(settings), before if theirs is None else theirs)
        if merged != theirs:
            files.write_private(self._file, settings_format.dump(merged))
        return None

    @property
    def _lock(self) -> Path:
        return self._file.with_suffix(".lock")

    def _read(self) -> Json | None:
        """The file's document, None where there is no file."""
        try:
            data = files.patiently(lambda: files.read_file(self._file))
        except FileNotFoundError:
            return None
        return settings_format.parse(data)

    def _start_afresh(self) -> tuple[SettingsNotice, ...]:
        try:
            with exclusive(self._lock, _LOCK_WAIT_S):
                kept = files.move_aside(self._file)
        except OSError as error:
            return (SettingsNotice(Trouble.NOT_WRITABLE, _reason(error)),)
        return (SettingsNotice(Trouble.UNREADABLE, kept.name),)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
