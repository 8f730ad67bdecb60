"""Locks between processes, by what a system says of one that it did not give."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from badge_inspector.storage.locks import StillLockedError, exclusive, is_free


@pytest.mark.parametrize(
    ("number", "on_windows", "free"),
    [
        (errno.EACCES, True, False),
        (errno.EDEADLK, True, False),  # after ten attempts
        (0, True, False),  # Wine, which leaves the number of the call before
        (errno.ENOENT, True, False),  # Wine as well
        (errno.EINVAL, True, True),  # whatever Windows has no number for
        (errno.EAGAIN, False, False),
        (errno.EACCES, False, False),
        (errno.ENOLCK, False, True),  # a share without locks
        (errno.ENOSYS, False, True),
        (errno.EOPNOTSUPP, False, True),
    ],
)
def test_another_s_lock_is_told_apart_from_no_locks_at_all(number: int, on_windows: bool, free: bool) -> None:
    assert is_free(OSError(number, ""), on_windows) is free


def test_a_disk_that_fails_is_no_lock() -> None:
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        is_free(OSError(errno.EIO, os.strerror(errno.EIO)), on_windows=False)


def test_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    with exclusive(file, 0), pytest.raises(StillLockedError), exclusive(file, 0):
        pass
    with exclusive(file, 0):
        pass
