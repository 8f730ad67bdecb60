"""A computer whose clock stands in a year that Python cannot tell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
