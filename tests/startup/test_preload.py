"""Qt's libraries are there before Python asks for them, and no source is read a second time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is loaded ahead")

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


@on_linux
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


@on_linux
def test_a_folder_without_them_is_no_matter(tmp_path: Path) -> None:
    program = f"from badge_inspector.startup import preload; preload._load({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


BROUGHT = """
import dis, sys
from badge_inspector import __main__, cli, process
from badge_inspector.startup import preload
from badge_inspector.storage import instance, paths

def libraries():
    return {name for name, module in list(sys.modules.items())
            if str(getattr(module, "__file__", "")).endswith(".so")}

before = libraries()
for name in __main__.WITHOUT_LIBRARIES:
    __import__(name)
print(*sorted(libraries() - before))
print("PySide6" in sys.modules, "asyncio" in sys.modules)
"""


@on_linux
def test_what_is_read_meanwhile_brings_no_library() -> None:
    """It would wait until Qt's are loaded: the system has one lock for all."""
    answer = subprocess.run([sys.executable, "-c", BROUGHT], cwd=ROOT, check=True, capture_output=True, text=True)
    assert answer.stdout == "\nFalse False\n"


READ = """
import linecache, sys
from badge_inspector.startup.preload import import_plain
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
