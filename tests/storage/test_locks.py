"""Locks between processes, by what a system says of one that it did not give."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from badge_inspector.storage import locks
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
        (errno.EINVAL, False, True),
    ],
)
def test_another_s_lock_is_told_apart_from_no_locks_at_all(number: int, on_windows: bool, free: bool) -> None:
    assert is_free(OSError(number, ""), on_windows) is free


def test_a_disk_that_fails_is_no_lock() -> None:
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        is_free(OSError(errno.EIO, os.strerror(errno.EIO)), on_windows=False)


@pytest.mark.skipif(sys.platform == "win32", reason="any error is another's lock there")
def test_a_disk_that_fails_is_no_lock_on_this_system() -> None:
    with pytest.raises(OSError, match="fails"):
        is_free(OSError(errno.EIO, "fails"))


def test_a_lock_that_is_let_go_meanwhile_is_got(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, held = tmp_path / "a.lock", ExitStack()
    held.enter_context(exclusive(file, 0))
    clock = SimpleNamespace(monotonic=time.monotonic, sleep=lambda _: held.close())
    monkeypatch.setattr(locks, "time", clock)
    with exclusive(file, 60):
        pass
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_wait_for_a_lock_ends_in_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr(locks, "time", SimpleNamespace(monotonic=lambda: now, sleep=sleep))
    with exclusive(tmp_path / "a.lock", 0), pytest.raises(StillLockedError), exclusive(tmp_path / "a.lock", 5):
        pass
    assert 105 <= now < 105.5
    before = now
    with exclusive(tmp_path / "a.lock", 0), pytest.raises(StillLockedError), exclusive(tmp_path / "a.lock", 0):
        pass
    assert now == before  # no wait at all


def test_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    with exclusive(file, 0), pytest.raises(StillLockedError), exclusive(file, 0):
        pass
    with exclusive(file, 0):
        pass
