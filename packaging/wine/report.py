"""The closing table: each thing that was tried, whether it held, and how long it took."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wine.system import CheckError


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `mark` is "passed", "FAILED" or "left out"."""

    what: str
    mark: str
    seconds: float
    note: str


@dataclass(slots=True)
class Report:
    """Lines in the order in which they were tried."""

    lines: list[Line] = field(default_factory=list[Line])

    def attempt(self, what: str, trial: Callable[[], str | None]) -> bool:
        """Try something; a fault is a line, and the check goes on. The trial may answer with a note."""
        began = time.monotonic()
        try:
            mark, note = "passed", trial() or ""
        except CheckError as fault:
            mark, note = "FAILED", str(fault)
        except (OSError, ValueError, subprocess.SubprocessError) as fault:  # of what drives Windows
            mark, note = "FAILED", f"{type(fault).__name__}: {fault}"
        line = Line(what, mark, time.monotonic() - began, note)
        self.lines.append(line)
        print(_row(line), flush=True)
        return mark == "passed"

    def leave_out(self, what: str, reason: str) -> None:
        self.lines.append(Line(what, "left out", 0.0, reason))

    @property
    def has_failed(self) -> bool:
        return any(line.mark == "FAILED" for line in self.lines)

    def print(self) -> None:
        """All lines, and their number by mark."""
        print("\nOn Windows:")
        for line in self.lines:
            print(_row(line))
        counts = {mark: sum(line.mark == mark for line in self.lines) for mark in ("passed", "FAILED", "left out")}
        seconds = sum(line.seconds for line in self.lines)
        print(", ".join(f"{count} {mark}" for mark, count in counts.items()), f"in {seconds:.0f} s")


def _row(line: Line) -> str:
    return f"{line.mark:8}  {line.seconds:6.1f} s  {line.what}{': ' if line.note else ''}{line.note}"
