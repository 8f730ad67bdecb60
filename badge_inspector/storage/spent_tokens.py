"""Refresh tokens that this computer has used: each works once, and two windows may hold the same one.

A file of digests beside the settings, newest last. A digest gives no token back.
"""

from __future__ import annotations

from pathlib import Path

from badge_inspector.storage.files import read_file, write_private

_MOST = 64


def is_spent(file: Path, digest: str) -> bool:
    """Tell whether a token with this digest (`secrets.digest_of`) was used. Raises OSError, of a missing file apart."""
    return digest in _read(file)


def mark_spent(file: Path, digest: str) -> None:
    """Remember a used token. Raises OSError."""
    lines = [*_read(file), digest][-_MOST:]
    write_private(file, "".join(f"{line}\n" for line in lines).encode())


def _read(file: Path) -> list[str]:
    try:
        return read_file(file).decode("ascii", "replace").split()
    except FileNotFoundError:
        return []
