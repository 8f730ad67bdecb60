"""Try the program on Windows, on Debian 12 as root: `.venv/bin/python packaging/windows_check.py [options]`.

    --short              the sources instead of a bundle: started without handles, a badge found, a connection refused
    --where-possible     end with 0, and say why, on a machine that Wine cannot be installed on
    --home DIR           where the prefix is made, and kept for the next time (build/windows)
    --without PART       leave out `bundle`, `tests` or `installer`; more than once for more than one

Wine, Windows' own CPython and the wheels that the lock names for Windows are fetched, these two by their hashes, and a
prefix is made. In it the Windows bundle is built by `build_bundle.py`, compared with a second build, started as people
start it, used and closed; the tests run under Windows' Python; and Inno Setup's own compiler makes the installer, which
is run, compared with the bundle, and removed again. Pictures are in DIR/pictures. What failed is in the closing table,
and makes the exit status 1; status 2 says that nothing could be tried.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import bootstrap
from wine import bundle, installer, suite, system
from wine.program import Program
from wine.report import Report
from wine.system import CannotRunError, CheckError, Windows
from wine.trials import Trials

ROOT = bootstrap.ROOT
PARTS = ("bundle", "tests", "installer")
RUN_LOCK, TEST_LOCK, BUNDLE_LOCK = (bootstrap.LOCKS / f"{name}.txt" for name in ("run", "test", "bundle"))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--where-possible", action="store_true")
    parser.add_argument("--home", type=Path, default=ROOT / "build" / "windows")
    parser.add_argument("--without", action="append", choices=PARTS, default=[])
    options = parser.parse_args(arguments)
    environment: dict[str, str] = {}
    try:
        system.install_programs()
        with bootstrap.display(environment):
            windows = Windows(options.home.resolve() / ("short" if options.short else "whole"), environment["DISPLAY"])
            windows.stop()  # a desktop that Wine left on another screen takes no windows
            try:
                report = short(windows) if options.short else whole(windows, options.without)
            finally:
                windows.stop()
    except CannotRunError as reason:
        print(f"windows_check: left out: {reason}", file=sys.stderr)
        return 0 if options.where_possible else 2
    except (CheckError, bootstrap.BootstrapError, subprocess.SubprocessError) as fault:
        print(f"windows_check: {fault}", file=sys.stderr)
        return 1
    report.print()
    return 1 if report.has_failed else 0


def short(windows: Windows) -> Report:
    """From the sources, with what `run` needs and no more."""
    report = Report()
    report.attempt("the prefix", lambda: system.make(windows, [RUN_LOCK]))
    if report.has_failed:
        return report
    sources = system.copy_sources(ROOT, windows.home / "sources")
    command = (windows.python.with_name("pythonw.exe"), "-m", "badge_inspector")
    variables = {"PYTHONPATH": system.name(sources)}
    program = Program(windows, command, sources, _pictures(windows), variables=variables)
    _try_all(report, _trials(windows, program, sources).of_the_sources())
    return report


def whole(windows: Windows, without: Sequence[str]) -> Report:
    """All that is not left out: the tests run beside the bundle, in lanes."""
    report = Report()
    report.attempt("the prefix", lambda: system.make(windows, [TEST_LOCK]))
    if report.has_failed:
        return report
    sources = system.copy_sources(ROOT, windows.home / "sources")
    wanted = [] if "tests" in without else suite.runs(windows, sources)
    if not wanted:
        report.leave_out("the tests", "as was asked")
    with ThreadPoolExecutor(suite.LANES) as beside:
        begun = [beside.submit(report.attempt, *each) for each in wanted]
        _try_bundle(windows, sources, report, without)
        for each in begun:
            each.result()
    if wanted:
        titles = {title for title, _ in wanted}
        report.attempt("all tests", lambda: suite.together(each.note for each in report.lines if each.what in titles))
    return report


def _try_bundle(windows: Windows, sources: Path, report: Report, without: Sequence[str]) -> None:
    if "bundle" in without:
        report.leave_out("the bundle", "as was asked")
        return
    system.fetch(windows.home, [BUNDLE_LOCK])
    if not report.attempt("the bundle, built without git", lambda: bundle.build(windows, sources)):
        return
    folder = bundle.folder(sources)
    program = Program(windows, (folder / "badge-inspector.exe",), folder, _pictures(windows))
    _try_all(report, bundle.looks(sources))
    _try_all(report, _trials(windows, program, sources).of_the_bundle())
    if "installer" in without:
        report.leave_out("the installer", "as was asked")
    else:
        installer.check(windows, sources, report)
    report.attempt("a second build is the same", lambda: bundle.same_again(windows, sources))


def _try_all(report: Report, trials: Iterable[tuple[str, Callable[[], str | None]]]) -> None:
    for what, trial in trials:
        report.attempt(what, trial)


def _trials(windows: Windows, program: Program, sources: Path) -> Trials:
    scratch = windows.home / "trials"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    return Trials(windows, program, sources, scratch)


def _pictures(windows: Windows) -> Path:
    folder = windows.home / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    began = time.monotonic()
    status = main(sys.argv[1:])
    print(f"windows_check: {time.monotonic() - began:.0f} s")
    raise SystemExit(status)
