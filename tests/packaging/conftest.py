"""The bundle as it would be shipped, and ways to start it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import bootstrap
import build_bundle
import pytest

from badge_inspector.storage.locks import exclusive

PATIENCE_S = 90.0
BUILD_S = 900.0


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The executable of a bundle of these very sources."""
    build_bundle.BUILD.mkdir(exist_ok=True)
    with exclusive(build_bundle.BUILD / "bundle.lock", BUILD_S):  # one of the suite's workers builds, the others wait
        return build_bundle.build() / "badge-inspector"


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of an X display of the bundle's own."""
    environment: dict[str, str] = {}
    with bootstrap.display(environment):
        yield environment["DISPLAY"]


@dataclass(frozen=True)
class Ended:
    """End of a run: its exit status and what it wrote."""

    status: int
    out: str
    err: str


@dataclass
class Shell:
    """Starts programs with an environment that holds nothing but what is said here."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict[str, str])

    def run(self, *command: Path | str, **changes: str | None) -> Ended:
        """Run to the end; `changes` set or (None) unset variables."""
        done = subprocess.run(
            list(map(str, command)),
            env=self.environment(changes),
            cwd=self.home.parent,
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def start(self, *command: Path | str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(part) for part in command], env=self.environment({}), cwd=self.home.parent, stderr=subprocess.DEVNULL
        )

    def environment(self, changes: Mapping[str, str | None]) -> dict[str, str]:
        wanted: dict[str, str | None] = {"HOME": str(self.home), **self.variables, **changes}
        return {name: value for name, value in wanted.items() if value is not None}


@pytest.fixture
def shell(tmp_path: Path, screen: str) -> Shell:
    """An empty home, a display, and not one variable more."""
    home = tmp_path / "home"
    home.mkdir()
    return Shell(home, {"DISPLAY": screen})


def files_below(folder: Path) -> set[str]:
    return {os.path.relpath(os.path.join(place, name), folder) for place, _, names in os.walk(folder) for name in names}
