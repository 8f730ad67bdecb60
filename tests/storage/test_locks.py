"""Locks between processes, by what a system says of one that it did not give."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from badge_inspector.storage.locks import StillLockedError, exclusive, is_free


@pytest.mark.parametrize(
    ("number", "free"),
    [
        (errno.EACCES, False),  # Windows
        (errno.EDEADLK, False),  # Windows, after ten attempts
        (errno.EAGAIN, False),  # Linux
        (0, False),  # Wine
        (errno.ENOLCK, True),  # a share without locks
        (errno.EINVAL, True),  # whatever Windows has no number for
        (errno.ENOSYS, True),
        (errno.EOPNOTSUPP, True),
    ],
    ids=lambda value: errno.errorcode.get(value, "Wine") if isinstance(value, int) else None,
)
def test_another_s_lock_is_told_apart_from_no_locks_at_all(number: int, free: bool) -> None:
    assert is_free(OSError(number, "")) is free


def test_a_disk_that_fails_is_no_lock() -> None:
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        is_free(OSError(errno.EIO, os.strerror(errno.EIO)))


def test_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    with exclusive(file, 0), pytest.raises(StillLockedError), exclusive(file, 0):
        pass
    with exclusive(file, 0):
        pass
