"""The program as a person at Windows starts it, and what it leaves behind: pictures, and its history."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from wine.system import CheckError, Finished, Running, Windows, demand, name

T = TypeVar("T")

TITLE = "Badge Inspector"
"""The end of each window's title: whose outcome it shows stands before it."""
PATIENCE_S = 180.0
"""Seconds for a trial, on a computer that others keep busy; alone it takes one to ten."""
STEP_S = 0.2
SETTLING_S = 10.0
LEAST_PICTURE = 20_000
"""Bytes: a window that nothing was painted in makes a smaller PNG."""


class Kept(NamedTuple):
    """A row of the history: the code asked for, found, refused or failed, and the portal's error or the leaf of
    the failure tree."""

    code: str
    status: str
    error: str


@dataclass(frozen=True, slots=True)
class Program:
    """A way to start the program: the bundle's .exe, or Windows' Python with the sources."""

    windows: Windows
    command: tuple[str | Path, ...]
    folder: Path
    """Folder in which it is started."""
    pictures: Path
    variables: Mapping[str, str] = field(default_factory=dict[str, str])

    def without_handles(self) -> Program:
        """As the Explorer starts it: no standard input, output or error."""
        return replace(self, command=("start", "/wait", "/unix", *self.command))

    def started_by(self, *command: str | Path) -> Program:
        """With another Windows program as its parent."""
        executable, *options = self.command
        return replace(self, command=(*command, name(Path(executable)), *options))

    def run(self, *options: str | Path, more: Mapping[str, str] | None = None) -> Finished:
        """To its end; a box that nobody closes is in the picture `stuck.png`. Raises CheckError."""
        try:
            return self.windows.run(
                *self.command,
                *options,
                cwd=self.folder,
                more={**self.variables, **(more or {})},
                timeout=PATIENCE_S,
            )
        except CheckError:
            photograph(self.windows, self.pictures / "stuck.png")
            raise

    def look_up(
        self, title: str, code: str, config: Path | None, *options: str, more: Mapping[str, str] | None = None
    ) -> Finished:
        """One lookup with a picture of its outcome, named after the trial. Raises CheckError."""
        picture = self.pictures / f"{title}.png"
        picture.unlink(missing_ok=True)
        folder = () if config is None else ("--config-dir", name(config))
        done = self.run(code, *options, *folder, "--screenshot", name(picture), more=more)
        demand(picture.exists(), f"no picture, status {done.status}: {done.said}")
        demand(picture.stat().st_size > LEAST_PICTURE, "nothing is painted in the window")
        return done

    @contextmanager
    def opened(self, *options: str | Path, more: Mapping[str, str] | None = None) -> Generator[Running]:
        """Started, with a window that stays until it is closed, or until the trial is over."""
        command = (*self.command, *options)
        with self.windows.running(*command, cwd=self.folder, more={**self.variables, **(more or {})}) as running:
            yield running


def history(config: Path) -> list[Kept]:
    """The lookups that were kept, the oldest first; none while the file is being made. A copy is read: SQLite here and
    SQLite in Wine do not see each other's locks, and the last one to close a file clears away its log."""
    with tempfile.TemporaryDirectory() as folder:
        for file in config.glob("history.sqlite3*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder)
        copy = Path(folder) / "history.sqlite3"
        if not copy.exists():
            return []
        with closing(sqlite3.connect(copy)) as database, suppress(sqlite3.OperationalError):
            return [Kept(*row) for row in database.execute("SELECT code, status, error FROM lookups ORDER BY id")]
    return []


def demand_kept(config: Path, *expected: Kept) -> None:
    """The history holds this and nothing else. Raises CheckError."""
    found = history(config)
    demand(found == list(expected), f"the history has {found}, not {list(expected)}")


def wait_for(question: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
    """The first answer that is true. Raises CheckError."""
    until = time.monotonic() + patience_s
    while not (answer := question()):
        demand(time.monotonic() < until, f"waited {patience_s:.0f} s for {what}")
        time.sleep(STEP_S)
    return answer


def windows_shown(windows: Windows) -> list[str]:
    """The program's main windows on the screen, by X's numbers."""
    found = _xdotool(windows, "search", "--onlyvisible", "--name", f"{TITLE}$")
    return found.split()


def photograph(windows: Windows, file: Path) -> None:
    """The whole screen, as soon as it stands still: twice the same, or after a while as it is then."""
    until = time.monotonic() + SETTLING_S
    last = b""
    while time.monotonic() < until:
        # the time of the picture is no part of it
        options = ("-window", "root", "-define", "png:exclude-chunks=date,time")
        subprocess.run(["import", "-display", windows.display, *options, file], check=False)
        now = file.read_bytes() if file.exists() else b""
        if now == last:
            return
        last = now
        time.sleep(STEP_S)


def _xdotool(windows: Windows, *command: str) -> str:
    environment = windows.environment()
    return subprocess.run(["xdotool", *command], check=False, capture_output=True, text=True, env=environment).stdout
