"""Locations of files: the user's configuration and log folders, or one folder for all of it.

`--config-dir` and portable mode keep everything in one folder. Portable mode is a file named `portable` beside the
executable of a bundle.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

APPLICATION = "badge-inspector"
PORTABLE_MARK = "portable"
PORTABLE_FOLDER = "badge-inspector-data"
NOWHERE = Path(os.devnull) / APPLICATION
"""A path that cannot exist, for a user without a home: lookups wait in memory, and the window says so."""


class Paths(NamedTuple):
    """Folders; nothing is created until something is written."""

    config: Path
    log: Path

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def catalogues(self) -> Path:
        """The badges that portals listed last."""
        return self.config / "catalogues"

    @property
    def history(self) -> Path:
        return self.config / "history.sqlite3"


def find_paths(config_dir: Path | None = None) -> Paths:
    """The folders of this run."""
    folder = config_dir or _portable_folder()
    if folder is not None:
        with suppress(RuntimeError):  # "~" of a user without a home is a folder like any other
            folder = folder.expanduser()
        folder = folder.absolute()
        return Paths(folder, folder / "log")
    import platformdirs  # noqa: PLC0415 - not needed where a folder was given

    # Local, not roaming: a history of gigabytes has no place in a profile that is copied at every log-in.
    try:
        config = platformdirs.user_config_path(APPLICATION, appauthor=False, roaming=False)
        return Paths(config, platformdirs.user_log_path(APPLICATION, appauthor=False))
    except RuntimeError:  # neither HOME nor the list of users says where home is
        return Paths(NOWHERE, NOWHERE / "log")


def _portable_folder() -> Path | None:
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).parent
    return beside / PORTABLE_FOLDER if (beside / PORTABLE_MARK).exists() else None
