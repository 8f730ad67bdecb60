"""File systems that fill at once or cannot be written; for tests, as root on Linux."""

from __future__ import annotations

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


class SmallDisk:
    """Attributes: root, where it is mounted."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def fill(self) -> None:
        """Leave no byte free."""
        with (self.root / "ballast").open("wb", buffering=0) as ballast:
            try:
                while ballast.write(b"\0" * 4096):
                    pass
            except OSError:
                return

    def empty(self) -> None:
        (self.root / "ballast").unlink()

    def set_read_only(self, read_only: bool) -> None:
        _run("mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(self.root))


@contextmanager
def small_disk(root: Path, size: str = "2m") -> Generator[SmallDisk]:
    """A tmpfs of that size at `root`, which is made."""
    root.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root))
    try:
        yield SmallDisk(root)
    finally:
        _run("umount", "--lazy", str(root))


@contextmanager
def read_only(path: Path) -> Generator[None]:
    """A file or folder that cannot be written, not even by root, for as long as this lasts."""
    _run("mount", "--bind", str(path), str(path))
    try:
        _run("mount", "-o", "remount,bind,ro", str(path))
        yield
    finally:
        _run("umount", "--lazy", str(path))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
