"""All benchmarks, one after the other: `python -m tests.benchmarks [--short] [--only NAME ...] [--readme]`.

Each runs in a process of its own and writes what it measured to build/benchmarks/NAME.json; at the end all.json has
everything, with machine and date, and a table of it is printed. `--readme` puts that table into this folder's README.
The whole set takes some 40 minutes on an idle machine of two cores and needs 2 GB of disk, half of it for histories
that stay in build/benchmarks/histories to be used again; `--short` takes a few rounds of each, to see that they work.
As root, cold starts are measured too. HTTPie is taken along if it is installed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import bootstrap
import build_bundle

from tests.benchmarks.report import Series, machine, read, table, write

ROOT = Path(__file__).resolve().parents[2]
INTO = ROOT / "build" / "benchmarks"
README = ROOT / "tests" / "benchmarks" / "README.md"
HISTORIES = str(INTO / "histories")
BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"

SETS: dict[str, tuple[str, list[str], list[str]]] = {
    "start": ("bench_start", ["--bundles"], ["--bundles", "--rounds", "3"]),
    "cold": ("bench_start", ["--bundles", "--cold", "--rounds", "7"], ["--bundles", "--cold", "--rounds", "1"]),
    "memory": ("bench_memory", [], ["--lookups", "300"]),
    "lookup": ("bench_lookup", ["--rounds", "60"], ["--rounds", "5"]),
    "clock": ("bench_clock", [], ["--rounds", "3"]),
    "gap": ("bench_gap", [], ["--runs", "2"]),
    "idle": ("bench_idle", [], ["--seconds", "5"]),
    "json": ("bench_json", [], ["--rounds", "1"]),
    "history": ("bench_history", ["--folder", HISTORIES], ["--folder", HISTORIES, "--sizes", "1000"]),
    "history-window": (
        "bench_history_window",
        ["--folder", HISTORIES],
        ["--folder", HISTORIES, "--size", "1000", "--screens", "20", "--rounds", "1"],
    ),
    "many": ("bench_many", [], ["--codes", "500", "--singly", "20"]),
    "table": ("bench_table", [], ["--rounds", "1"]),
}
"""Each benchmark's module, and its options for a measurement and for a short look."""


PREFIXED = ("history", "json")
"""Sets whose series do not say by themselves what they are about."""


def sizes() -> list[Series]:
    """The bundle on disk, and the packages made of it, where they were made."""
    folder = build_bundle.FOLDER
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    series = [Series("bundle on disk", "MB", [sum(path.stat().st_size for path in files) / 1e6], goal=150)]
    for kind, goal in ((".tar.xz", 45.0), (".deb", None)):
        made = sorted(folder.parent.glob(f"*{kind}"), key=lambda path: path.stat().st_mtime)
        series += [Series(f"bundle as {kind}", "MB", [path.stat().st_size / 1e6], goal=goal) for path in made[-1:]]
    return series


def measure(names: list[str], short: bool) -> list[Series]:
    """Run the named sets. Raises CalledProcessError when one fails."""
    measured: list[Series] = []
    environment = dict(os.environ)
    with bootstrap.display(environment):
        for name in names:
            module, options, few = SETS[name]
            file = INTO / f"{name}.json"
            print(f"==> {name}", flush=True)
            command = [sys.executable, "-m", f"tests.benchmarks.{module}", *(few if short else options)]
            subprocess.run([*command, "--json", str(file)], check=True, cwd=ROOT, env=environment)
            measured += [prefixed(name, one) for one in read(file)] if name in PREFIXED else read(file)
    return measured


def prefixed(name: str, one: Series) -> Series:
    """A series that says which set it belongs to."""
    return replace(one, name=f"{name}: {one.name}", floor=f"{name}: {one.floor}" if one.floor else None)


def into_readme(text: str) -> None:
    """Put a table between its marks in this folder's README."""
    content = README.read_text(encoding="utf-8")
    changed, count = re.subn(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n{text}\n{END}", content)
    if count != 1:
        raise ValueError(f"tests/benchmarks/README.md has no place for the table: {BEGIN} … {END}")
    README.write_text(changed, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", nargs="+", choices=SETS, metavar="NAME", help=", ".join(SETS))
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    names: list[str] = options.only or [name for name in SETS if name != "cold" or os.geteuid() == 0]
    series = measure(names, options.short)
    series += sizes()
    write(series, INTO / "all.json")
    load = os.getloadavg()[2]
    text = f"{machine()}, {datetime.now(UTC):%Y-%m-%d}, load {load:.1f}\n\n{table(series)}"
    print(text)
    if options.readme:
        into_readme(text)


if __name__ == "__main__":
    main()
