#!/usr/bin/env python3
"""From a fresh clone to the running app or the passed tests, with nothing but Python 3.11 to 3.13.

    python3 packaging/bootstrap.py run [app options]
    python3 packaging/bootstrap.py test [--fast] [--windows] [pytest options]

`test` runs the checks and the suite, by one worker more than there are cores; `--fast` leaves out windows, the bundle
and what is slow; `--windows` tries the program on Windows too, in short, where Wine can be installed
(packaging/windows_check.py).

Standard library only; Linux, macOS, Windows. Makes `.venv`, installs what the lock names (by hash), looks whether Qt's
shared libraries resolve, then starts the app or the checks and tests. A second start installs nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_resources

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "lock"
VENV = ROOT / ".venv"
SUPPORTED = ((3, 11), (3, 13))
SCREEN = "1400x1000x24"
SCREENS = "BADGE_INSPECTOR_TEST_SCREENS"
"""The variable by which `tests/conftest.py` is told the X displays, one a worker."""
FAST_OPTION = "--fast"
WINDOWS_OPTION = "--windows"
FAST = ("-m", "not gui and not slow and not bundle")

LIBRARY_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Libraries that Qt's look for, and Debian's package that has each."""

TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "curl": "curl",
    "php": "php-cli",
    "dbus-run-session": "dbus-daemon",
    "dbus-monitor": "dbus-bin",
    "gdbus": "libglib2.0-bin",
    "gnome-keyring-daemon": "gnome-keyring",
    "fc-list": "fontconfig",
    "ldd": "libc-bin",
    "objdump": "binutils",
    "strace": "strace",
    "xdotool": "xdotool",
}
"""Programs the tests drive, and Debian's package that has them."""

TEST_FILES = {
    "/usr/libexec/at-spi2-registryd": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
    "/usr/share/fonts/truetype/dejavu/DejaVuMathTeXGyre.ttf": "fonts-dejavu-extra",
}
"""Files that the test with a screen reader's eyes needs: the accessibility bus, a library of the system's own Python,
and a font without Cyrillic."""


NEED_NO_DISPLAY = ("--screenshot", "--report", "--help", "-h", "--version")
"""Options of the app."""
NO_DISPLAY = (
    "there is no display: set DISPLAY or WAYLAND_DISPLAY, or start a desktop. Without one, --screenshot FILE saves the "
    "window as a picture, and --report FILE writes a text. Nothing was installed."
)


class BootstrapError(Exception):
    """A sentence for the person at the terminal."""


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] not in ("run", "test"):
        print(__doc__, file=sys.stderr)
        return 2
    command, options = arguments[0], list(arguments[1:])
    if command == "run" and lacks_display(options, os.environ):
        print(f"bootstrap: {NO_DISPLAY}", file=sys.stderr)
        return 4  # as the app would
    try:
        python = prepare(command)
        return run_app(python, options) if command == "run" else run_tests(python, options)
    except BootstrapError as problem:
        print(f"bootstrap: {problem}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failed:
        print(
            f"bootstrap: this command failed ({failed.returncode}): {' '.join(map(str, failed.cmd))}", file=sys.stderr
        )
        return 1


def prepare(command: str) -> Path:
    """The environment's Python, with everything installed that the command needs. Raises BootstrapError."""
    check_version(sys.version_info[:2])
    lock = LOCKS / f"{command}.txt"
    stamp = VENV / f"bootstrap-{command}.stamp"
    wanted = fingerprint([lock, ROOT / "pyproject.toml", Path(__file__)], sys.version, str(ROOT))
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and python.exists():
        return python
    make_environment(python)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    say(f"installing what {lock.relative_to(ROOT)} names")
    subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
    if sys.platform == "linux":
        programs = TEST_PROGRAMS if command == "test" else {}
        lacking = {package for program, package in programs.items() if not shutil.which(program)}
        if command == "test":
            lacking |= {package for file, package in TEST_FILES.items() if not os.path.exists(file)}
            lacking |= missing_python_library()
        install_packages(missing_libraries(python) | lacking)
    # last, for it compiles the resources with tools of Qt's that need those libraries
    subprocess.run([*pip, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)], check=True)
    stamp.write_text(wanted, encoding="utf-8")
    return python


def lacks_display(options: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Tell whether the app could not show its window, and is not asked for what needs none. The app itself finds a
    display that is named but does not answer."""
    if sys.platform != "linux" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return False
    drawn_into_memory = environment.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc"))
    return not drawn_into_memory and not any(option.partition("=")[0] in NEED_NO_DISPLAY for option in options)


def check_version(version: tuple[int, ...]) -> None:
    """Raises BootstrapError for a Python that is too old or too new."""
    oldest, newest = SUPPORTED
    if not oldest <= tuple(version[:2]) <= newest:
        found = ".".join(map(str, version[:2]))
        raise BootstrapError(
            f"this is Python {found}; Badge Inspector needs {oldest[0]}.{oldest[1]} to {newest[0]}.{newest[1]}"
        )


def fingerprint(files: Iterable[Path], *facts: str) -> str:
    """Changes whenever a file or a fact does."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    digest.update("\0".join(facts).encode())
    return digest.hexdigest()


def make_environment(python: Path) -> None:
    """A fresh `.venv` unless there is a working one of this very Python. Raises BootstrapError."""
    config = VENV / "pyvenv.cfg"
    version = f"version = {sys.version_info[0]}.{sys.version_info[1]}."
    if python.exists() and config.exists() and version in config.read_text(encoding="utf-8"):
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        install_packages({f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"})
    say("making .venv")
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def missing_libraries(python: Path) -> set[str]:
    """Debian's packages for the shared libraries that Qt asks for and this system lacks. Raises BootstrapError for a
    library no package is known for."""
    lacking = unresolved(_dependencies(python))
    unknown = sorted(lacking - LIBRARY_PACKAGES.keys())
    if unknown:
        raise BootstrapError(f"Qt needs these shared libraries, which are not installed: {', '.join(unknown)}")
    return {LIBRARY_PACKAGES[library] for library in lacking}


def qt_libraries(folder: Path) -> list[Path]:
    """The parts of PySide6's folder that the app and its build load and that reach for the system's libraries."""
    qt = folder / "Qt"
    names = ("Core", "Gui", "Widgets", "Svg", "DBus", "XcbQpa", "Qml", "Network")  # the last two for lrelease
    plugins = (qt / "plugins" / "platforms" / f"libq{name}.so" for name in ("xcb", "offscreen"))
    return [*(qt / "lib" / f"libQt6{name}.so.6" for name in names), *plugins]


def pyside_folder(python: Path) -> Path:
    """Folder of this Python's PySide6, found without importing it: its libraries may not load yet."""
    where = "import importlib.util as u; print(u.find_spec('PySide6').submodule_search_locations[0])"
    return Path(subprocess.run([str(python), "-c", where], check=True, capture_output=True, text=True).stdout.strip())


def _dependencies(python: Path) -> str:
    return subprocess.run(
        ["ldd", *map(str, qt_libraries(pyside_folder(python)))], check=False, capture_output=True, text=True
    ).stdout


def missing_python_library() -> set[str]:
    """Debian's package with Python's own shared library, which the bundle takes along, where it is a package apart."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    is_debian = sys.base_prefix == "/usr" and name.startswith("libpython")
    folder = Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib") / (sysconfig.get_config_var("MULTIARCH") or "")
    if not is_debian or any((place / name).exists() for place in (folder, folder.parent)):
        return set()
    return {f"libpython{version}"}


def unresolved(listing: str) -> set[str]:
    """The libraries that ldd's listing calls "not found", Qt's own apart."""
    names = {line.split("=>")[0].strip() for line in listing.splitlines() if line.rstrip().endswith("not found")}
    return {name for name in names if not name.startswith("libQt6")}


def install_packages(packages: set[str]) -> None:
    """Install Debian's packages as root; for others, say the one command that would. Raises BootstrapError."""
    if not packages:
        return
    names = sorted(packages)
    command = f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(names)}"
    if not shutil.which("apt-get"):
        raise BootstrapError(f"these are missing (Debian's names): {' '.join(names)}")
    if not _is_root():
        raise BootstrapError(f"some packages are missing; this installs them:\n  sudo sh -c '{command}'")
    say(f"installing {' '.join(names)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["sh", "-ec", command], check=True, env=environment, stdout=subprocess.DEVNULL)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def run_app(python: Path, options: Sequence[str]) -> int:
    """Become the app: its exit status is ours, Ctrl+C reaches it."""
    command = [str(python), "-m", "badge_inspector", *options]
    compile_resources(python)
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 - no shell: the options go through as they are
    return subprocess.run(command, check=False).returncode


def run_tests(python: Path, options: Sequence[str]) -> int:
    """Lint, types and import rules beside Windows, if asked, and the suite; whatever fails is the status.
    `--fast` and `--windows` are this script's own options, all others are pytest's. The fast set leaves out the types
    of the tests themselves, half of that check's time."""
    own = (FAST_OPTION, WINDOWS_OPTION)
    chosen = [*(FAST if FAST_OPTION in options else ()), *(option for option in options if option not in own)]
    workers = (os.cpu_count() or 1) + 1  # one more than there are cores: a fifth of the suite's time is waiting
    compile_resources(python)
    tools = python.parent
    typed = ("badge_inspector", "packaging") if FAST_OPTION in options else ()
    checks = (
        ("ruff check", [str(tools / "ruff"), "check", "."]),
        ("ruff format", [str(tools / "ruff"), "format", "--check", "."]),
        ("import rules", [str(tools / "lint-imports"), "--no-logo"]),
        ("pyright", [str(tools / "pyright"), "--pythonpath", str(python), *typed]),
    )
    on_windows = [str(python), str(ROOT / "packaging" / "windows_check.py"), "--short", "--where-possible"]
    suite = [str(python), "-m", "pytest", "--numprocesses", str(workers), "--dist", "worksteal", *chosen]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each of the programs that tests start would compile all modules
    with ThreadPoolExecutor(max_workers=1) as beside:  # one after the other: none of them keeps two cores busy
        checked = {name: beside.submit(check, name, command, environment) for name, command in checks}
        if WINDOWS_OPTION in options:
            say("Windows, in short")
            status = subprocess.run(on_windows, check=False, cwd=ROOT, env=environment).returncode
            if status or any(result.done() and result.result() for result in checked.values()):
                return status or 1
        on_screens = dict(environment)
        with displays(on_screens, workers):
            say("pytest")
            status = subprocess.run(suite, check=False, cwd=ROOT, env=on_screens).returncode
    for name, result in checked.items():
        if result.result():
            print(f"bootstrap: {name} found something, see above", file=sys.stderr)
            status = result.result()
    return status


def check(name: str, command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a check, tell its output at its end, and return its status."""
    ended = subprocess.run(
        command, check=False, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    found = f"\nbootstrap: {name} found something" if ended.returncode else ""
    say(f"{name}\n{ended.stdout.decode(errors='replace').rstrip()}{found}")
    return ended.returncode


def compile_resources(python: Path) -> None:
    """Compile icons and translations if a source is newer."""
    if not build_resources.is_fresh():
        script = Path(build_resources.__file__)
        subprocess.run([str(python), str(script)], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def displays(environment: dict[str, str], count: int) -> Generator[None]:
    """A screen for each worker, their names joined by commas under `SCREENS`: windows on one screen take the focus from
    each other."""
    names: list[str] = []
    with ExitStack() as opened:
        for _ in range(count):
            opened.enter_context(display(environment))
            names.append(environment.get("DISPLAY", ""))
        if any(names):
            environment[SCREENS] = ",".join(names)
        yield


@contextmanager
def display(environment: dict[str, str]) -> Generator[None]:
    """A screen of the tests' own on Linux: windows neither disturb nor are disturbed."""
    if sys.platform != "linux":
        yield
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise BootstrapError("Xvfb did not start")
        environment["DISPLAY"] = f":{number}"
        environment.pop("WAYLAND_DISPLAY", None)
        environment["QT_QPA_PLATFORM"] = "xcb"
        yield
    finally:
        server.terminate()
        server.wait()


def say(text: str) -> None:
    print(f"==> {text}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
