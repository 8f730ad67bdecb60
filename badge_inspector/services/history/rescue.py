"""Lookups that could not be saved before the program ended, in a file that the next start takes in.

The file is in the log folder, or in the temporary one where that cannot be written; its name holds a digest of the
history's path, so that no other history takes it. Same lines as an export.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage import files, records
from badge_inspector.storage.lookup_lines import BrokenLineError, from_line, run_to_line, to_line
from badge_inspector.storage.records import StoredLookup

_log = logging.getLogger(__name__)


class RescueFiles:
    """The rescue files of one history. Its methods touch the disk."""

    def __init__(self, history: Path, log_folder: Path) -> None:
        self._folders = (log_folder, Path(_temporary()))
        digest = hashlib.sha256(os.fsencode(os.path.realpath(history))).hexdigest()[:24]
        self._prefix = f"badge-inspector-unsaved-{digest}-"

    def write(self, lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> Path | None:
        """Keep lookups and runs in the first folder that takes them. Returns the file; None where no folder does."""
        data = lines_of(lookups, runs)
        for folder in self._folders:
            file = folder / f"{self._prefix}{os.urandom(8).hex()}.jsonl"
            try:
                files.write_private(file, data)
            except OSError as error:
                _log.warning("Unsaved lookups cannot be kept in %s: %s", folder, error)
            else:
                return file
        return None

    def found(self) -> tuple[Path, ...]:
        """Files that this user's earlier runs left; files of other users are ignored."""
        return tuple(
            file for folder in self._folders for file in sorted(folder.glob(f"{self._prefix}*.jsonl")) if _is_own(file)
        )

    def read(self, file: Path) -> tuple[tuple[StoredLookup, ...], tuple[CodeRun, ...], int]:
        """The lookups and runs of a file, and how many of its lines cannot be read. Raises OSError."""
        good: list[StoredLookup] = []
        runs: list[CodeRun] = []
        broken = 0
        with open(file, "rb") as stream:
            for line in stream:
                try:
                    read = from_line(line)
                except BrokenLineError:
                    broken += 1
                    continue
                if isinstance(read, CodeRun):
                    runs.append(read)
                else:
                    good.append(read)
        return tuple(good), tuple(runs), broken

    def done(self, file: Path, broken: int) -> None:
        """Remove a file that was taken in; one with lines that cannot be read is kept under another name."""
        if broken:
            kept = files.move_aside(file)
            kept.rename(kept.with_suffix(".txt"))
            _log.error("%d unsaved lookups could not be read; they stay in %s", broken, kept.with_suffix(".txt"))
        else:
            file.unlink()


def lines_of(lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> bytes:
    """Lookups and runs as an export has them."""
    return b"".join(map(run_to_line, runs)) + b"".join(
        to_line(
            StoredLookup(
                records.row_of(0, lookup),
                lookup.code,
                lookup.exchange,
                lookup.failure,
                lookup.capture,
                lookup.expected,
                lookup.run,
            )
        )
        for lookup in lookups
    )


def _is_own(file: Path) -> bool:
    try:
        status = os.lstat(file)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and (os.name != "posix" or status.st_uid == os.getuid())


def _temporary() -> str:
    """The temporary folder as the environment names it: `tempfile` tries folders by writing into them, and a portable
    program writes beside itself only."""
    if os.name != "posix":
        return tempfile.gettempdir()
    return tempfile.tempdir or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - where POSIX has it
