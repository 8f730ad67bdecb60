"""Rights to read a file."""

from __future__ import annotations

import sys
from pathlib import Path


def is_for_its_owner(path: Path) -> bool:
    """True if nobody else may read it; on Windows always, where the profile folder's own rights hold."""
    return sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
