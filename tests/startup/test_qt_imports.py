"""Modules that are imported after Qt are not read a second time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

READ = """
import linecache, sys
from badge_inspector.startup.qt_imports import import_plain
import_plain() if sys.argv[1] == "plain" else None
import PySide6.QtCore
import some_module
print(any("some_module" in name for name in linecache.cache))
"""


@pytest.mark.parametrize(("how", "done"), [("plain", "False"), ("wrapped", "True")])
def test_sources_are_not_read_again(how: str, done: str, tmp_path: Path) -> None:
    """And PySide6 by itself reads them: a release of it that no longer does can do without this module."""
    (tmp_path / "some_module.py").write_text("ANSWER = 42\n")
    answer = subprocess.run(
        [sys.executable, "-c", READ, how],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == done
