"""A lock between processes, so that two windows never change a file at once."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path

_PAUSE_S = 0.02
_CANNOT_LOCK = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
_IS_LOCKED = frozenset({errno.EACCES, errno.EAGAIN})


class StillLockedError(OSError):
    """Another process held the lock all the time."""


@contextlib.contextmanager
def exclusive(path: Path, timeout_s: float) -> Generator[None]:
    """Hold the lock file at `path`, waiting up to `timeout_s` seconds. Blocks: not for the GUI's thread.

    The system takes the lock back from a process that dies. On a file system that cannot lock, the block runs without
    one. Raises StillLockedError, and OSError where the file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + timeout_s
        while not _try_lock(descriptor):
            if time.monotonic() >= deadline:
                raise StillLockedError(errno.EAGAIN, "another window holds it", str(path))
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        _lock(descriptor)
    except OSError as error:
        return is_free(error)
    return True


def is_free(error: OSError, on_windows: bool = sys.platform == "win32") -> bool:
    """True where the system cannot lock files, False where another process holds the lock, by the error. Raises
    the error if it is neither. Windows gives EACCES or EDEADLK for a lock; Wine gives whatever number the call before
    left."""
    if error.errno in _CANNOT_LOCK:
        return True
    if on_windows or error.errno in _IS_LOCKED:
        return False
    raise error


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
