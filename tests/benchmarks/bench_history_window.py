"""The window over a large history: how long it stands still while a person scrolls and types, and how it starts.

    python -m tests.benchmarks.bench_history_window FILE [--screens 150] [--rounds 5] [--json FILE]

FILE is a history made by `bench_history --folder`. It is copied into a folder of its own; the whole program runs on it,
scrolls screen by screen through thousands of rows, and types searches letter by letter. A gap is the longest time
between the ticks of a 5 ms timer on the GUI thread; work is the processor time that thread took between two of them,
which is what the program can help on a machine that has other things to do. Starts take turns, on the copy and on an
empty folder.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import bootstrap
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from badge_inspector.app import Application
from badge_inspector.cli import Options
from badge_inspector.storage.paths import find_paths
from badge_inspector.ui.tasks import run_application
from tests.benchmarks import report
from tests.benchmarks.bench_gap import FRAME_MS, TICK_MS, Gaps
from tests.benchmarks.x11 import XWatch

ROOT = Path(__file__).resolve().parents[2]
SEARCHES = ("missedCall", "просроч", "portal:acme type:failure", "slower:500ms ca")


class Work(QObject):
    """Measures from `reset()` to `most_ms`, on the thread it is made in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.thread_time()
        self.most_ms = 0.0
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start(TICK_MS)

    def reset(self) -> None:
        self._last, self.most_ms = time.thread_time(), 0.0

    def _tick(self) -> None:
        now = time.thread_time()
        self.most_ms = max(self.most_ms, (now - self._last) * 1000)
        self._last = now


Measured = list[tuple[float, float]]
"""Gap and work of each step."""


async def _scroll(application: Application, gaps: Gaps, work: Work, screens: int) -> Measured:
    bar = application.window.history.list.verticalScrollBar()
    found: Measured = []
    for _ in range(screens):
        gaps.reset()
        work.reset()
        for _ in range(4):
            bar.setValue(bar.value() + bar.pageStep() // 4)
            await asyncio.sleep(0.016)
        found.append((gaps.longest_ms, work.most_ms))
    return found


async def _type(application: Application, gaps: Gaps, work: Work) -> Measured:
    field = application.window.history.search
    found: Measured = []
    for text in SEARCHES:
        field.clear()
        await asyncio.sleep(0.3)
        for letter in text:
            gaps.reset()
            work.reset()
            field.insert(letter)
            await asyncio.sleep(0.12)
            found.append((gaps.longest_ms, work.most_ms))
    field.clear()
    return found


async def _life(qt: QApplication, folder: Path, screens: int, into: list[report.Series]) -> int:
    application = Application(qt, Options(config_dir=folder, language="en"))
    living = asyncio.ensure_future(application.live())
    try:
        await application.begun.wait()
        panel = application.window.history
        while panel.total == 0 or panel.model.rowCount() == 0:  # noqa: ASYNC110 - as a person looks
            await asyncio.sleep(0.01)
        await application.tasks.idle()
        await asyncio.sleep(1)
        gaps, work = Gaps(application.window), Work(application.window)
        steps = {
            f"a screen scrolled, {panel.total:,}": await _scroll(application, gaps, work, screens),
            f"a letter typed, {panel.total:,}": await _type(application, gaps, work),
        }
        for name, measured in steps.items():
            into.append(report.Series(f"gap: {name}", "ms", [gap for gap, _ in measured], goal=FRAME_MS))
            into.append(report.Series(f"work: {name}", "ms", [most for _, most in measured], goal=FRAME_MS))
    finally:
        application.close()
    return await living


def _started(folder: Path, environment: dict[str, str]) -> float:
    """Milliseconds from exec to the first painted window."""
    command = [sys.executable, "-m", "badge_inspector", "--config-dir", str(folder)]
    with closing(XWatch(environment["DISPLAY"])) as watch:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            return (watch.painted(60.0) - began) * 1000
        finally:
            process.kill()
            process.wait()


def starts(full: Path, empty: Path, rounds: int) -> list[report.Series]:
    """On both folders in turn, after one of each that does not count."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    taken: dict[Path, list[float]] = {empty: [], full: []}
    with bootstrap.display(environment):
        for _ in range(rounds + 1):
            for folder, values in taken.items():
                values.append(_started(folder, environment))
    return [
        report.Series("start, empty history", "ms", taken[empty][1:]),
        report.Series("start, full history", "ms", taken[full][1:], floor="start, empty history", goal=1.05),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--screens", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
    with tempfile.TemporaryDirectory(prefix="bench-window-", dir=options.file.parent) as temporary:
        full, empty = Path(temporary) / "full", Path(temporary) / "empty"
        file = find_paths(full).history
        file.parent.mkdir(parents=True)
        empty.mkdir()
        shutil.copyfile(options.file, file)
        series = starts(full, empty, options.rounds)
        qt = QApplication(["bench"])
        run_application(qt, _life(qt, full, options.screens, series))
    print(f"load {os.getloadavg()[0]:.1f}")
    print(report.table(series))
    if options.json:
        report.write(series, options.json)


if __name__ == "__main__":
    main()
