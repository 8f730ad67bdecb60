"""The tests under Windows' Python: which run, and which do not, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from wine.system import CheckError, Windows, demand

FOLDERS = ("domain", "bitrix24", "storage", "services", "demo", "startup", "ui", "journeys")
"""Folders of `tests/`, each a run of its own."""

OF_THE_CHECKOUT = "looks at the sources, the recipes or the Linux packages, which are the same on every system"
NOT_RUN = {
    "architecture": OF_THE_CHECKOUT,
    "packaging": OF_THE_CHECKOUT,
    "benchmarks": "measures, and Wine's times say nothing of Windows'",
    "support": "has no tests",
}
"""Folders of `tests/` that do not run, and why."""

NEEDS_X11 = "drives the window through X11 or a Linux desktop's bus"
NEEDS_POSIX = "uses POSIX signals, permissions, devices or process limits"
NEEDS_LINUX_PROGRAMS = "drives programs that Windows does not have"
OF_WINES_TLS = "Wine 8.0 answers E_INVALIDARG where a certificate of one's own is trusted"
LEFT_OUT = {"startup/test_display.py": NEEDS_X11}
"""Test files (or `file::test`) below `tests/` that are bound to Linux or to what Wine lacks, and why."""

OPTIONS = ("-q", "-p", "no:cacheprovider", "-o", "qt_log_level_fail=NO", "--tb=short", "--color=no")
"""Wine says "EnableNonClientDpiScaling() failed" for each window, which would fail each test that opens one."""

LAST_LINE = re.compile(r"^=*\s*(?P<counts>\d+ \w+.*?) in [\d.]+s", re.MULTILINE)
PATIENCE_S = 900.0


def arguments(folder: str) -> list[str]:
    """What pytest is given for one folder."""
    own = {place: f"tests/{place}" for place in LEFT_OUT if place.startswith(f"{folder}/")}
    return [
        f"tests/{folder}",
        *(f"--deselect={path}" if "::" in place else f"--ignore={path}" for place, path in own.items()),
    ]


def runs(windows: Windows, sources: Path) -> Iterable[tuple[str, Callable[[], str]]]:
    """One run a folder, by the words of the closing table."""
    return ((f"tests/{folder}", partial(run, windows, sources, folder)) for folder in FOLDERS)


def run(windows: Windows, sources: Path, folder: str) -> str:
    """The counts of one folder's run. Raises CheckError with what failed."""
    command = (windows.python, "-m", "pytest", *OPTIONS, *arguments(folder))
    more = {"WINEQT_QPA_PLATFORM": "offscreen"}
    done = windows.run(*command, cwd=sources, more=more, timeout=PATIENCE_S)
    counted = LAST_LINE.search(done.said)
    if counted is None:
        raise CheckError(f"no closing line, status {done.status}\n{done.said[-2000:]}")
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.said, re.MULTILINE)
    demand(done.status == 0, f"{counted['counts']}: {', '.join(failed)}")
    return counted["counts"]
