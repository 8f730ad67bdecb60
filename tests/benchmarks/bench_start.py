"""From exec to the first painted window, and the memory held then: the app beside a bare window with a qasync loop.

    python -m tests.benchmarks.bench_start [--rounds N] [--cold] [--bundle EXECUTABLE] [--bare-bundle EXECUTABLE]

The X server says when a window is painted, so nothing is added to what is measured. Programs take turns, so that a slow
minute of the machine is shared by all. `--cold` (root) empties the system's file cache before each start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import bootstrap
import build_resources
import psutil

from tests.benchmarks.report import Series, machine, table, write
from tests.benchmarks.x11 import XWatch

ROOT = Path(__file__).resolve().parents[2]
GOAL = 1.5
SETTLE_S = 1.5
"""Until the memory is read: by then what is warmed up after the first paint is there."""


@dataclass
class Program:
    """What is started, what it is compared with, and what was seen."""

    name: str
    command: Sequence[str]
    floor: str | None
    start_ms: list[float] = field(default_factory=list[float])
    memory_mb: list[float] = field(default_factory=list[float])


def measure(program: Program, environment: dict[str, str], cold: bool) -> None:
    """Start it once and end it."""
    with tempfile.TemporaryDirectory(prefix="bench-start-") as home:
        own = environment | {"HOME": home, "XDG_CONFIG_HOME": f"{home}/config"}
        if cold:
            os.sync()
            Path("/proc/sys/vm/drop_caches").write_text("3\n", encoding="ascii")
        with closing(XWatch(environment["DISPLAY"])) as watch:
            began = time.perf_counter()
            process = subprocess.Popen(program.command, cwd=ROOT, env=own)
            try:
                program.start_ms.append((watch.painted(60.0) - began) * 1000)
                time.sleep(SETTLE_S)
                program.memory_mb.append(psutil.Process(process.pid).memory_info().rss / 1e6)
            finally:
                process.kill()
                process.wait()


def run(programs: Sequence[Program], rounds: int, cold: bool) -> list[Series]:
    """All programs in turn, `rounds` times after one that does not count."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    with bootstrap.display(environment):
        for number in range(rounds + 1):
            for program in programs:
                measure(program, environment, cold)
            if number == 0 and not cold:
                for program in programs:
                    program.start_ms.clear()
                    program.memory_mb.clear()
    kind = "cold start" if cold else "start"
    series: list[Series] = []
    for what, unit in ((kind, "ms"), ("memory", "MB")):
        for program in programs:
            values = program.start_ms if unit == "ms" else program.memory_mb
            floor = f"{what}: {program.floor}" if program.floor else None
            series.append(Series(f"{what}: {program.name}", unit, values, floor, GOAL if floor else None))
    return series


def main() -> None:
    parser = argparse.ArgumentParser(description="Start and memory beside a bare window")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--bundle", help="the app's bundled executable")
    parser.add_argument("--bare-bundle", help="a bundle of bare_window.py")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / "start.json")
    options = parser.parse_args()
    build_resources.build()
    bare = str(Path(__file__).with_name("bare_window.py"))
    programs = [
        Program("bare window", [sys.executable, bare], None),
        Program("the app", [sys.executable, "-m", "badge_inspector"], "bare window"),
    ]
    if options.bare_bundle:
        programs.append(Program("bare bundle", [options.bare_bundle], None))
    if options.bundle:
        programs.append(
            Program("the app's bundle", [options.bundle], "bare bundle" if options.bare_bundle else "bare window")
        )
    series = run(programs, options.rounds, options.cold)
    print(machine())
    print(table(series))
    write(series, options.json)


if __name__ == "__main__":
    main()
