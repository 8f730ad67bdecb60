"""The program as a person at Windows starts it, and what it leaves behind: pictures, and its history."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from wine.system import CheckError, Finished, Windows, demand, name

T = TypeVar("T")

TITLE = "Badge Inspector"
PATIENCE_S = 90.0
STEP_S = 0.2
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
    """Where it is started."""
    pictures: Path
    wrapper: tuple[str, ...] = ()
    """A command of this machine's that Wine is started by."""
    variables: Mapping[str, str] = field(default_factory=dict[str, str])

    def without_handles(self) -> Program:
        """As the Explorer starts it: no standard input, output or error."""
        return replace(self, command=("start", "/wait", "/unix", *self.command))

    def closing_handles(self) -> Program:
        """With handles that are closed, as a service or a scheduled task may do."""
        return replace(self, wrapper=("sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"))

    def run(self, *options: str | Path, more: Mapping[str, str] | None = None) -> Finished:
        """To its end; a box that nobody closes is in the picture `stuck.png`. Raises CheckError."""
        try:
            return self.windows.run(
                *self.command,
                *options,
                cwd=self.folder,
                more={**self.variables, **(more or {})},
                timeout=PATIENCE_S,
                wrapper=self.wrapper,
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

    def open(self, *options: str | Path) -> subprocess.Popen[bytes]:
        """Started, with a window that stays."""
        return subprocess.Popen(
            ["wine", *map(str, self.command), *map(str, options)],
            cwd=self.folder,
            env=self.windows.environment(self.variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def history(config: Path) -> list[Kept]:
    """The lookups that were kept, the oldest first."""
    file = config / "history.sqlite3"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as database:
        return [Kept(*row) for row in database.execute("SELECT code, status, error FROM lookups ORDER BY id")]


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
    found = _xdotool(windows, "search", "--onlyvisible", "--name", f"^{TITLE}$")
    return found.split()


def close_window(windows: Windows, window: str) -> None:
    """As by the cross in its title bar."""
    _xdotool(windows, "windowquit", window)


def photograph(windows: Windows, file: Path) -> None:
    """The whole screen."""
    subprocess.run(["import", "-display", windows.display, "-window", "root", file], check=False)


def _xdotool(windows: Windows, *command: str) -> str:
    environment = windows.environment()
    return subprocess.run(["xdotool", *command], check=False, capture_output=True, text=True, env=environment).stdout
