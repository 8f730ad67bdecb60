"""Save a response's body to a file that a person chose."""

from __future__ import annotations

from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.storage.files import write_private


async def save_response(file: Path, body: bytes) -> str:
    """Write the bytes as received. Returns the system's reason where that fails, else ""."""
    try:
        await in_background(lambda: write_private(file, body))
    except OSError as error:
        return error.strerror or str(error)
    return ""
