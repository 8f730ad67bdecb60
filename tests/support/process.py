"""The program as a process of its own, the way a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90.0


class Running:
    """One start. Attributes: process, config (its folder)."""

    def __init__(self, config: Path, *arguments: str, before: str = "", **environment: str) -> None:
        """`before` is Python code that runs first: what a test plants."""
        self.config = config
        code = f"{before}\nfrom badge_inspector.__main__ import main\nmain()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "--config-dir", str(config), *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ
            | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "LANGUAGE": "en", "LANG": "C.UTF-8"}
            | environment,
        )

    @property
    def log(self) -> str:
        """Text of the log by now."""
        try:
            return (self.config / "log" / "badge-inspector.log").read_text("utf-8")
        except FileNotFoundError:
            return ""

    def until(self, condition: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline or self.process.poll() is not None:
                ended = f"ended with {self.process.returncode}" if self.process.poll() is not None else "still runs"
                self.process.kill()
                out, err = self.process.communicate()
                raise AssertionError(f"never came: {what}; it {ended}\n{out}\n{err}\n{self.log}")
            time.sleep(0.02)

    def logs(self, text: str) -> None:
        """Wait until the log says so."""
        self.until(lambda: text in self.log, f"“{text}” in the log")

    def ends(self) -> tuple[int, str, str]:
        """Its exit status, stdout and stderr, once it has ended by itself."""
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out, err

    def terminate(self) -> tuple[int, str, str]:
        self.process.terminate()
        return self.ends()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def running(config: Path, *arguments: str, before: str = "", **environment: str) -> Generator[Running]:
    """The program, killed at the end if it still runs."""
    one = Running(config, *arguments, before=before, **environment)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.kill()


def first_to_end(*several: Running) -> Running:
    """Wait until one of several programs has ended."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        for each in several:
            if each.process.poll() is not None:
                return each
        assert time.monotonic() < deadline, f"{len(several)} programs run"
        time.sleep(0.02)
