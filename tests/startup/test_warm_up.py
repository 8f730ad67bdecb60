"""Waiting for the first paint: it ends with the paint, with time, and with a cancel, whenever that comes."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.startup.warm_up import first_paint


def test_the_paint_ends_the_wait(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    async def wait() -> None:
        waiting = asyncio.ensure_future(first_paint(window))
        await asyncio.sleep(0)
        assert not waiting.done()
        paint(window)
        await waiting

    asyncio.run(wait())


@pytest.mark.parametrize("turns_after", range(4))
def test_a_cancel_about_the_turn_of_the_paint_is_not_lost(qtbot: QtBot, turns_after: int) -> None:
    """As a signal to end that comes while the window is painted: the program would go on."""
    window = QWidget()
    qtbot.addWidget(window)

    async def wait() -> None:
        waiting = asyncio.ensure_future(first_paint(window))
        for _ in range(2):
            await asyncio.sleep(0)
        paint(window)
        for _ in range(turns_after):
            await asyncio.sleep(0)
        taken = waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled() == taken

    asyncio.run(wait())


def paint(window: QWidget) -> None:
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.Paint))


ORDER = """
import sys, threading
import badge_inspector.app
from badge_inspector.startup.imports import read_ahead
from badge_inspector.startup.warm_up import LATER

def of_the_window():
    return {name for name in sys.modules if name.startswith(("badge_inspector.ui", "badge_inspector.startup"))}

def classes_of_qt():
    return {f"{module}.{name}" for module in list(sys.modules) if module.startswith("PySide6.")
            for name, kind in vars(sys.modules[module]).items() if isinstance(kind, type)}

before, there, found = classes_of_qt(), of_the_window(), []
names = (*badge_inspector.app.AFTER_THE_PAINT, *LATER)
thread = threading.Thread(target=lambda: found.extend(read_ahead(names)))
thread.start()
thread.join()
print(*sorted(classes_of_qt() - before))
below = {name for name in sys.modules if name.startswith("badge_inspector.")}
at_once = []
for name in found:
    module = __import__(name)
    now = {name for name in sys.modules if name.startswith("badge_inspector.")}
    at_once += [f"{name}:{other}" for other in sorted(now - below - {name, name.rpartition(".")[0]})]
    below = now
print(*at_once)
print(*({name for name in names if name.startswith(("badge_inspector.ui", "badge_inspector.later"))} - set(found)))
"""

WRAPPED = """
import badge_inspector.app
from badge_inspector.startup.warm_up import make_classes
from PySide6 import QtWidgets

application = QtWidgets.QApplication(["test", "-platform", "offscreen"])
for _ in make_classes():
    pass
before = {name for name, kind in vars(QtWidgets).items() if isinstance(kind, type)}
QtWidgets.QTableView().viewport()
print(*({name for name, kind in vars(QtWidgets).items() if isinstance(kind, type)} - before))
"""


def test_modules_are_read_by_a_thread_and_imported_one_by_one() -> None:
    """In the order that is told each import is of one module of the window: no turn has two. Of Qt's classes, which
    are made when they are first named, the thread makes none."""
    done = subprocess.run([sys.executable, "-c", ORDER], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "", ""]


START = """
import builtins, sys, threading
from PySide6.QtCore import QObject

build = builtins.__build_class__

def watched(body, name, *bases, **options):
    made = build(body, name, *bases, **options)
    if isinstance(made, type(QObject)) and threading.current_thread() is not threading.main_thread():
        print("elsewhere:", made.__module__, name, flush=True)
    return made

builtins.__build_class__ = watched
from badge_inspector.__main__ import main
main()
"""


def test_no_class_over_qts_is_made_on_another_thread(tmp_path: Path) -> None:
    """Of 240 starts beside a load one ended with a segmentation fault: the window's thread looks the class of what gets
    an event up in a table without a lock, into which another thread was just entering one."""
    arguments = ["missedCall", "--demo", "--language", "en", "--report", "-", "--config-dir", str(tmp_path / "config")]
    done = subprocess.run(
        [sys.executable, "-c", START, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "missedCall" in done.stdout
    assert "elsewhere:" not in done.stdout


def test_a_widget_that_qt_hands_out_makes_no_class() -> None:
    """All kinds of widgets would be made at once by the first one, for longer than half a frame."""
    done = subprocess.run([sys.executable, "-c", WRAPPED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [], "name them in startup/warm_up.py, _WIDGETS"
