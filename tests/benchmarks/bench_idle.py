"""Measure the cost of an open window that nobody touches: how often its threads wake, and their share of a core.

    python -m tests.benchmarks.bench_idle [--seconds 60] [--json FILE]

The program is started as a person starts it, once as it opens and once with a lookup of the demo portal shown, and left
alone for `SETTLE_S`. Then the system's own counts of its threads are read twice (`/proc`, so Linux only): voluntary
context switches are wakes, `schedstat` has the nanoseconds on a processor.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.report import Series, table, write

SETTLE_S = 25.0
WAKES, SHARE = 2.0, 0.05


class Counts(NamedTuple):
    wakes: int
    on_processor_ns: int


def _counts(process: int) -> dict[str, Counts]:
    """Of each thread."""
    counts: dict[str, Counts] = {}
    for thread in Path(f"/proc/{process}/task").iterdir():
        try:
            status = (thread / "status").read_text()
            schedule = (thread / "schedstat").read_text()
        except FileNotFoundError:  # it ended just now
            continue
        wakes = int(status.partition("\nvoluntary_ctxt_switches:")[2].partition("\n")[0])
        counts[thread.name] = Counts(wakes, int(schedule.split()[0]))
    return counts


def measure(label: str, arguments: list[str], seconds: float) -> list[Series]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        command = [sys.executable, "-m", "badge_inspector", "--config-dir", folder, *arguments]
        with subprocess.Popen(command, env=environment) as process:
            time.sleep(SETTLE_S)
            before = _counts(process.pid)
            time.sleep(seconds)
            after = _counts(process.pid)
            if process.poll() is not None:  # a program that is gone never wakes
                raise RuntimeError(f"the program ended by itself, with status {process.returncode}")
            process.terminate()
    none = Counts(0, 0)
    wakes = sum(counts.wakes - before.get(thread, none).wakes for thread, counts in after.items())
    busy_ns = sum(counts.on_processor_ns - before.get(thread, none).on_processor_ns for thread, counts in after.items())
    return [
        Series(f"idle, {label}: wakes a second", "", [wakes / seconds], goal=WAKES),
        Series(f"idle, {label}: share of a core", "%", [busy_ns / seconds / 1e7], goal=SHARE),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    measured = measure("as it opens", [], options.seconds)
    measured += measure("a lookup shown", ["missedCall", "--demo"], options.seconds)
    print(table(measured))
    if options.json:
        write(measured, options.json)


if __name__ == "__main__":
    main()
