"""The window over a large history: how long it stands still while a person scrolls and types, and how it starts.

    python -m tests.benchmarks.bench_history_window [--size 1000000] [--folder DIR] [--screens 150] [--rounds 5]
        [--json FILE]

The history is that of `bench_history`: with `--folder` it is kept there and used again, else made, which takes a minute
for each 150,000. It is copied into a folder of its own; the whole program runs on it, scrolls screen by screen through
thousands of rows, and types searches letter by letter. A gap is the longest time between the ticks of a 5 ms timer on
the GUI thread; work is the processor time that thread took between two of them, which is what the program can help on a
machine that has other things to do. Each step is followed by one of the same length in which nothing is done: its gap
is the machine's own. Starts take turns, on the copy and on an empty folder.
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
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import bootstrap
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from badge_inspector.app import Application
from badge_inspector.cli import Options
from badge_inspector.storage.paths import find_paths
from badge_inspector.ui.kit.tasks import run_application
from tests.benchmarks import report
from tests.benchmarks.bench_gap import FRAME_MS, TICK_MS, Gaps
from tests.benchmarks.bench_history import made_file
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


class Steps:
    """Measurements in ms: the gap and the work of each step, and the gap of as long a rest after it."""

    def __init__(self, window: QObject) -> None:
        self._gaps, self._work = Gaps(window), Work(window)
        self.gaps: list[float] = []
        self.work: list[float] = []
        self.rests: list[float] = []

    async def step(self, *actions: Callable[[], object], each_s: float) -> None:
        """Do these one after the other, so long apart."""
        self._reset()
        for act in actions:
            act()
            await asyncio.sleep(each_s)
        self.gaps.append(self._gaps.longest_ms)
        self.work.append(self._work.most_ms)
        self._reset()
        await asyncio.sleep(each_s * len(actions))
        self.rests.append(self._gaps.longest_ms)

    def _reset(self) -> None:
        self._gaps.reset()
        self._work.reset()

    def series(self, name: str) -> Iterator[report.Series]:
        yield report.Series(f"gap: {name}", "ms", self.gaps, goal=FRAME_MS)
        yield report.Series(f"work: {name}", "ms", self.work, goal=FRAME_MS)
        yield report.Series(f"gap: at rest, {name}", "ms", self.rests)


async def _scroll(application: Application, steps: Steps, screens: int) -> None:
    bar = application.window.history.list.verticalScrollBar()

    def turn() -> None:
        bar.setValue(bar.value() + bar.pageStep() // 4)

    for _ in range(screens):
        await steps.step(turn, turn, turn, turn, each_s=0.016)


async def _type(application: Application, steps: Steps) -> None:
    field = application.window.history.search
    for text in SEARCHES:
        field.clear()
        await asyncio.sleep(0.3)
        for letter in text:
            await steps.step(partial(field.insert, letter), each_s=0.12)
    field.clear()


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
        scrolled, typed = Steps(application.window), Steps(application.window)
        await _scroll(application, scrolled, screens)
        await _type(application, typed)
        into += scrolled.series(f"a screen scrolled, {panel.total:,}")
        into += typed.series(f"a letter typed, {panel.total:,}")
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
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--screens", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-window-", dir=options.folder) as temporary:
        made = made_file(options.folder or Path(temporary), options.size)
        full, empty = Path(temporary) / "full", Path(temporary) / "empty"
        file = find_paths(full).history
        file.parent.mkdir(parents=True)
        empty.mkdir()
        shutil.copyfile(made, file)
        series = starts(full, empty, options.rounds)
        qt = QApplication(["bench"])
        run_application(qt, _life(qt, full, options.screens, series))
    print(f"load {os.getloadavg()[0]:.1f}")
    print(report.table(series))
    if options.json:
        report.write(series, options.json)


if __name__ == "__main__":
    main()
