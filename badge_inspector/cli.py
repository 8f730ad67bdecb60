"""Command-line options of the desktop app. Secrets are never options: argv is readable by every process."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from badge_inspector import __version__

FOUND, REFUSED, USAGE, FAILED, NO_DISPLAY = 0, 1, 2, 3, 4
"""Exit statuses. The first four are the outcome of a run with `--screenshot` or `--report`; USAGE is argparse's own."""

STANDARD_OUTPUT = Path("-")
"""For `--report`."""
TOKEN_VARIABLE = "BADGE_INSPECTOR_TOKEN"  # noqa: S105 - the variable's name, not its value


class Options(NamedTuple):
    """Options of the command line. `code` is looked up at once; `screenshot` is written once the outcome (or,
    without a code, the window) is painted, and so is `report`, "-" for standard output; then the app exits."""

    code: str | None = None
    demo: bool = False
    portal: str | None = None
    config_dir: Path | None = None
    theme: str | None = None
    language: str | None = None
    screenshot: Path | None = None
    report: Path | None = None
    new_window: bool = False
    safe_mode: bool = False

    @property
    def ends_by_itself(self) -> bool:
        """Tell whether the run is over once what it was for is written: nobody has to see its window."""
        return self.screenshot is not None or self.report is not None

    @property
    def stands_alone(self) -> bool:
        """Tell whether this start opens a window of its own even when there is one on the same folder: that was asked
        for, or what it was given is for this run only."""
        return self.new_window or self.safe_mode or self.ends_by_itself or bool(os.environ.get(TOKEN_VARIABLE))


def parse(argv: list[str]) -> Options:
    """Read the options; exits 2 with the usage on a wrong one and 0 after `--version` and `--help`."""
    if not argv:
        return Options()  # the everyday start, which argparse would hold up by some milliseconds
    import argparse  # noqa: PLC0415

    parser = argparse.ArgumentParser(
        prog="badge-inspector",
        description="Shows what a Bitrix24 badge code means on a portal, and why it fails when it does.",
        epilog=f"{TOKEN_VARIABLE} may carry a webhook address, webhook secret or access token for this run only.",
        allow_abbrev=False,
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="the badge code to look up at once")
    parser.add_argument("--demo", action="store_true", help="start on the embedded demo portal")
    parser.add_argument("--portal", metavar="NAME", help="the portal to start on, by its name or host")
    parser.add_argument("--config-dir", metavar="DIR", type=path, help="keep settings and history in this folder")
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="colours for this run")
    parser.add_argument("--language", choices=("en", "ru"), help="language for this run")
    parser.add_argument("--screenshot", metavar="FILE", type=path, help="save the window as a PNG, then exit")
    parser.add_argument(
        "--report", metavar="FILE", type=path, help="write a report of CODE as text (- to standard output), then exit"
    )
    parser.add_argument(
        "--new-window", action="store_true", help="open another window, rather than go to the one that is open"
    )
    parser.add_argument(
        "--safe-mode",
        action="store_true",
        help="start with default settings; your own are neither read nor changed",
    )
    parser.add_argument("--version", action="version", version=f"badge-inspector {__version__}")
    found = parser.parse_args(argv)
    if found.code is not None and not found.code.strip():
        parser.error("CODE is empty")
    if found.report is not None and found.code is None:
        parser.error("--report is about a CODE")
    return Options(**vars(found))


def path(text: str) -> Path:
    """A path that is not empty: an unset variable of a script must not mean the folder it runs in.
    argparse names the function in what it says."""
    if not text:
        raise ValueError(text)
    return Path(text)
