"""Report of a benchmark: series beside their floor, a table to read, JSON to keep."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Series:
    """One thing measured in one run.

    `values` as measured, in `unit`; `floor` names the series of the same run that it is compared with; `goal` is the
    highest ratio to the floor (or, without a floor, the highest median) that the project set itself.
    """

    name: str
    unit: str
    values: Sequence[float]
    floor: str | None = None
    goal: float | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        return sorted(self.values)[max(0, round(0.95 * len(self.values)) - 1)]


def machine() -> str:
    """Facts of the machine, without which a figure is worth nothing."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return f"{model}, {os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}"


def table(series: Sequence[Series]) -> str:
    """A Markdown table: median, spread, 95th percentile and the ratio to the floor."""
    medians = {one.name: one.median for one in series}
    lines = [
        "| what | median | min to max | 95 % | runs | beside its floor | goal |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for one in series:
        ratio = f"{one.median / medians[one.floor]:.2f} x {one.floor}" if one.floor else ""
        goal = "" if one.goal is None else f"{one.goal:g} x" if one.floor else f"{one.goal:g} {one.unit}"
        spread = f"{_figure(min(one.values))} to {_figure(max(one.values))}"
        lines.append(
            f"| {one.name} | {_figure(one.median)} {one.unit} | {spread} | {_figure(one.p95)} "
            f"| {len(one.values)} | {ratio} | {goal} |"
        )
    return "\n".join(lines)


def write(series: Sequence[Series], file: Path) -> None:
    """Everything measured, as JSON, with machine and date."""
    content = {
        "machine": machine(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "series": [
            {"name": one.name, "unit": one.unit, "floor": one.floor, "goal": one.goal, "values": list(one.values)}
            for one in series
        ],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read(file: Path) -> list[Series]:
    """Read back a file of `write()`."""
    content = json.loads(file.read_text(encoding="utf-8"))
    return [Series(one["name"], one["unit"], one["values"], one["floor"], one["goal"]) for one in content["series"]]


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3g}"
