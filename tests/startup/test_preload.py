"""Qt's libraries are there before Python asks for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is loaded ahead")

PROGRAM = """
import sys, threading
from pathlib import Path
from badge_inspector.startup import preload
preload.start()
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        thread.join()
print("PySide6" in sys.modules, *(name in Path("/proc/self/maps").read_text() for name in sys.argv[1:]))
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
print(QApplication([]).thread() is QThread.currentThread())
"""


@pytest.mark.parametrize(("platform", "loads_x11"), [("", True), ("offscreen", False)])
def test_libraries_are_loaded_and_nothing_is_imported(platform: str, loads_x11: bool) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, "libQt6Widgets", "libfontconfig", "libqxcb"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        | {"QT_QPA_PLATFORM": platform},
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.split() == ["False", "True", "True", str(loads_x11), "True"]
    assert answer.stderr == ""


def test_a_folder_without_them_is_no_matter(tmp_path: Path) -> None:
    program = f"from badge_inspector.startup import preload; preload._load({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
