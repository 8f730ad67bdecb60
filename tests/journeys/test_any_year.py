"""A computer whose clock stands in a year that Python cannot tell."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from badge_inspector import __main__
from badge_inspector.domain.clock import LATEST
from tests.support.process import PATIENCE_S

_PROGRAM = """
import runpy, sys, time

def beyond_2262():
    raise OverflowError("timestamp too large to convert to C _PyTime_t")

time.time = beyond_2262
sys.argv = ["badge-inspector", *sys.argv[1:]]
runpy.run_module("badge_inspector", run_name="__main__")
"""


def test_a_start_beyond_what_python_can_tell(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    options = ["missedCall", "--demo", "--config-dir", str(tmp_path / "config"), "--screenshot", str(picture)]
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *options],
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"},
        capture_output=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert picture.stat().st_size > 10_000


def test_a_clock_that_is_set_beyond_it_while_the_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    is_beyond = False

    def clock() -> float:
        if is_beyond:
            raise OverflowError("timestamp too large to convert to C _PyTime_t")
        return 1e9

    monkeypatch.setattr(time, "time", clock)
    __main__._accept_late_years()
    assert time.time() == 1e9
    is_beyond = True
    monkeypatch.setattr(time, "gmtime", lambda: (2500, 1, 1, 0, 0, 0, 0, 0, 0))
    assert time.time() == 16725225600.0
    # A lookup of its last day was damage to the history, which was put aside for it.
    monkeypatch.setattr(time, "gmtime", lambda: (9999, 12, 31, 20, 0, 0, 0, 0, 0))
    assert time.time() == LATEST
