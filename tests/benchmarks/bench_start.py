"""From exec to the first painted window, and the memory held then: the app beside a bare window with a qasync loop.

    python -m tests.benchmarks.bench_start [--rounds 15] [--cold] [--bundles] [--json FILE]

The X server says when a window is painted, so nothing is added to what is measured. Programs take turns, so that a slow
minute of the machine is shared by all; the CPU time until then hardly knows about such minutes. `--cold` (root) empties
the system's file cache before each start. `--bundles` builds the app's bundle and one of the bare window, and takes
both along.
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
import build_bundle
import build_resources
import psutil

from tests.benchmarks.report import Series, machine, table, write
from tests.benchmarks.x11 import XWatch

ROOT = Path(__file__).resolve().parents[2]
GOAL = 1.5
UNITS = {"start": "ms", "CPU of the start": "ms", "memory when painted": "MB", "memory, warmed up": "MB"}
COLD = ("start",)
NOT_A_PERSONS = ("QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
"""Variables of a developer's machine that would measure something else: no screen, modules compiled at each start."""

SETTLE_S = 1.5
"""Until the memory is read: by then what is warmed up after the first paint is there."""


@dataclass
class Program:
    """A program that is started, its counterpart, and the measurements."""

    name: str
    command: Sequence[str]
    floor: str | None
    seen: dict[str, list[float]] = field(default_factory=dict[str, list[float]])

    def note(self, what: str, value: float) -> None:
        self.seen.setdefault(what, []).append(value)


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
                program.note("start", (watch.painted(60.0) - began) * 1000)
                program.note("CPU of the start", cpu_ms(process.pid))
                program.note("memory when painted", resident_mb(process.pid))
                time.sleep(SETTLE_S)
                program.note("memory, warmed up", resident_mb(process.pid))
            finally:
                process.kill()
                process.wait()


def cpu_ms(pid: int) -> float:
    """Processor time of all threads of a process, in ms."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text(encoding="ascii").split()[0]) for thread in threads) / 1e6


def resident_mb(pid: int) -> float:
    return psutil.Process(pid).memory_info().rss / 1e6


def bare_bundle() -> Path:
    """The executable of a bundle of the bare window: PyInstaller's own start, without what makes the app's quicker."""
    folder, spec = ROOT / "build" / "bare", ROOT / "tests" / "benchmarks" / "bare_window.spec"
    made_from = [spec, spec.with_suffix(".py"), build_bundle.LOCK, build_bundle.SCRIPTS / "bundle_trim.py"]
    stamp, wanted = folder.with_suffix(".stamp"), bootstrap.fingerprint(made_from, sys.version)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        build_bundle.run_pyinstaller(build_bundle.environment(), spec, folder, folder / "dist")
        stamp.write_text(wanted, encoding="utf-8")
    return folder / "dist" / "bare-window" / "bare-window"


def run(programs: Sequence[Program], rounds: int, cold: bool) -> list[Series]:
    """All programs in turn, `rounds` times after one that does not count."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_A_PERSONS}
    with bootstrap.display(environment):
        for number in range(rounds + 1):
            for program in programs:
                measure(program, environment, cold)
            if number == 0 and not cold:
                for program in programs:
                    program.seen.clear()
    series: list[Series] = []
    for what in COLD if cold else UNITS:
        label = f"cold {what}" if cold else what
        for program in programs:
            floor = f"{label}: {program.floor}" if program.floor else None
            unit, values = UNITS[what], program.seen[what]
            series.append(Series(f"{label}: {program.name}", unit, values, floor, GOAL if floor else None))
    return series


def main() -> None:
    parser = argparse.ArgumentParser(description="Start and memory beside a bare window")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--bundles", action="store_true", help="build the bundles and take them along")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / "start.json")
    options = parser.parse_args()
    build_resources.build()
    bare = str(Path(__file__).with_name("bare_window.py"))
    programs = [
        Program("bare window", [sys.executable, bare], None),
        Program("the app", [sys.executable, "-m", "badge_inspector"], "bare window"),
    ]
    if options.bundles:
        bundle = build_bundle.build() / build_bundle.FOLDER.name
        programs += [
            Program("bare bundle", [str(bare_bundle())], None),
            Program("the app's bundle", [str(bundle)], "bare bundle"),
        ]
    series = run(programs, options.rounds, options.cold)
    print(machine())
    print(table(series))
    write(series, options.json)


if __name__ == "__main__":
    main()
