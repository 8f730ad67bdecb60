"""The bundle, started as a person's first start is: an empty environment, a home without a trace of it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImage

from badge_inspector import __version__
from tests.packaging.conftest import PATIENCE_S, Shell, files_below

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ".config/badge-inspector"
FOLDER_MB = 150
XDOTOOL = "/usr/bin/xdotool"
FIND = (XDOTOOL, "search", "--sync", "--onlyvisible")


def test_it_says_its_version(bundle: Path, shell: Shell) -> None:
    answer = shell.run(bundle, "--version", DISPLAY=None, HOME=None)
    assert (answer.status, answer.out, answer.err) == (0, f"badge-inspector {__version__}\n", "")


def test_it_is_small_enough(bundle: Path) -> None:
    files = [path for path in bundle.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) < FOLDER_MB * 1_000_000


def test_no_link_leads_nowhere(bundle: Path) -> None:
    assert [path for path in bundle.parent.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_nothing_crept_in(bundle: Path) -> None:
    inside = bundle.parent / "_internal"
    names = {path.name.partition("-")[0].lower() for path in inside.iterdir()}
    assert names.isdisjoint({"click", "rich", "pygments", "pytest", "tkinter", "_tkinter", "hypothesis", "pil", "pip"})
    qt = {path.name for path in (inside / "PySide6" / "Qt" / "lib").iterdir()}
    assert not {name for name in qt if re.match(r"libQt6(Qml|Quick|Pdf|OpenGL|VirtualKeyboard|Designer|Sql)", name)}
    assert [path.name for path in inside.rglob("*.qm")] == ["qtbase_ru.qm"]


def test_every_library_it_needs_is_inside_or_on_any_desktop(bundle: Path, shell: Shell) -> None:
    """It asks the system for libc and the X, GL and EGL libraries that come with a desktop."""
    inside = bundle.parent / "_internal"
    brought = {path.name for path in inside.rglob("*") if ".so" in path.name}
    asked: set[str] = set()
    for path in [bundle, *(path for path in inside.rglob("*.so*") if not path.is_symlink())]:
        listing = subprocess.run(["objdump", "-p", path], check=True, capture_output=True, text=True).stdout
        asked |= {line.split()[1] for line in listing.splitlines() if line.split()[:1] == ["NEEDED"]}
    libc = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libutil.so.1"}
    libc.add("ld-linux-x86-64.so.2")
    desktop = {"libGL.so.1", "libEGL.so.1", "libxcb.so.1", "libwayland-client.so.0", "libwayland-cursor.so.0"}
    assert asked - brought - libc - desktop == set()


def test_it_looks_up_a_badge_and_keeps_it(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    picture = tmp_path / "shot.png"
    answer = shell.run(bundle, "--demo", "missedCall", "--screenshot", picture)
    assert answer.status == 0, answer.err
    assert QImage(str(picture)).width() >= 900
    assert {f"{CONFIG}/history.sqlite3", f"{CONFIG}/settings.json"} <= files_below(shell.home)
    assert not [name for name in files_below(shell.home) if not name.startswith((CONFIG, ".local/state", ".cache"))]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--demo", "noSuchBadge"], 1),
        (["--nonsense"], 2),
        (["--portal", "nowhere", "missedCall"], 2),
    ],
    ids=["refused", "unknown option", "unknown portal"],
)
def test_its_status_tells_the_outcome(
    bundle: Path, shell: Shell, tmp_path: Path, arguments: list[str], status: int
) -> None:
    assert shell.run(bundle, *arguments, "--screenshot", tmp_path / "shot.png").status == status


def test_it_speaks_russian(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """Its window is, pixel by pixel, the one that the sources show in Russian."""
    pictures = {name: tmp_path / f"{name}.png" for name in ("bundle-ru", "source-ru", "source-en")}
    source = (sys.executable, "-m", "badge_inspector")
    for name, picture in pictures.items():
        program, _, language = name.partition("-")
        command = (bundle,) if program == "bundle" else source
        # the sources are taken from the checkout, wherever the shell stands
        config = tmp_path / f"config {name}"
        arguments = ("--config-dir", config, "--language", language, "--screenshot", picture)
        answer = shell.run(*command, *arguments, PYTHONPATH=str(ROOT), LANG="C.UTF-8")
        assert answer.status == 0, answer.err
    images = {name: QImage(str(picture)) for name, picture in pictures.items()}
    assert images["bundle-ru"] == images["source-ru"]
    assert images["bundle-ru"] != images["source-en"]


def test_it_keeps_to_its_own_plugins(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """Some systems name those of their own Qt for every program."""
    foreign = tmp_path / "plugins"
    shutil.copytree(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms", foreign / "platforms")
    shell.variables["QT_PLUGIN_PATH"] = str(foreign)
    running = shell.start(bundle, "--demo")
    try:
        shell.run(*FIND, "--pid", str(running.pid))
        loaded = {place.path for place in psutil.Process(running.pid).memory_maps()}
    finally:
        running.kill()
        running.wait()
    assert str(bundle.parent / "_internal/PySide6/Qt/plugins/platforms/libqxcb.so") in loaded
    assert not [path for path in loaded if path.startswith(str(foreign))]


def test_what_it_opens_gets_the_environment_of_the_person(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """A browser or file manager that is handed the bundle's folders takes its libraries from there."""
    given = tmp_path / "given"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f"#!/bin/sh\n/usr/bin/env > {given}.part && /bin/mv {given}.part {given}\n", encoding="utf-8")
    opener.chmod(0o755)
    theirs = {"PATH": str(opener.parent), "LD_LIBRARY_PATH": "/opt/theirs", "QT_PLUGIN_PATH": "/opt/plugins"}
    shell.variables |= theirs
    running = shell.start(bundle, "--demo")
    try:
        act(shell, ("--pid", str(running.pid)), "key", "ctrl+k")
        act(shell, ("--name", "^Command palette"), "type", "About Badge Inspector")
        shell.run(XDOTOOL, "key", "Return")
        act(shell, ("--name", "^About"))
        for _ in range(10):  # one of its buttons opens the folder of the settings
            shell.run(XDOTOOL, "key", "Tab", "space")
            if waited_for(given.exists, 1.0):
                break
        environment = dict(line.split("=", 1) for line in given.read_text(encoding="utf-8").splitlines())
    finally:
        running.kill()
        running.wait()
    assert {name: environment.get(name) for name in theirs} == theirs
    assert not [name for name, value in environment.items() if str(bundle.parent) in value]


def test_another_window_is_another_run_of_it(bundle: Path, shell: Shell) -> None:
    def windows_of_others() -> set[str]:
        shown = shell.run(XDOTOOL, "search", "--onlyvisible", "--name", "^Badge Inspector$", "getwindowpid", "%@")
        return set(shown.out.split()) - {str(running.pid)}

    running = shell.start(bundle, "--demo")
    try:
        act(shell, ("--pid", str(running.pid)), "key", "ctrl+n")
        assert waited_for(lambda: bool(windows_of_others()), PATIENCE_S)
        (other,) = map(psutil.Process, map(int, windows_of_others()))
        assert other.exe() == str(bundle)
        other.terminate()
        other.wait(PATIENCE_S)
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()


def test_it_quits_clean(bundle: Path, shell: Shell) -> None:
    """Ctrl+Q in its window ends it with status 0, and nothing that it started lives on."""
    running = shell.start(bundle, "--demo")
    try:
        shell.run(*FIND, "--pid", str(running.pid))
        children = psutil.Process(running.pid).children(recursive=True)
        act(shell, ("--pid", str(running.pid)), "key", "ctrl+q")
        assert running.wait(PATIENCE_S) == 0
        assert not [child for child in children if child.is_running()]
    finally:
        running.kill()
        running.wait()


def test_a_signal_closes_it(bundle: Path, shell: Shell) -> None:
    """SIGTERM reaches the program through its loader, and closes it as its window does."""
    running = shell.start(bundle, "--demo")
    try:
        shell.run(*FIND, "--pid", str(running.pid))
        running.terminate()
        assert running.wait(PATIENCE_S) == 128 + signal.SIGTERM
    finally:
        running.kill()
        running.wait()
    settings = json.loads((shell.home / CONFIG / "settings.json").read_text("utf-8"))
    assert len(settings["preferences"]["geometries"]) == 1


def act(shell: Shell, window: Sequence[str], *command: str) -> None:
    """Act in a window once it is there. No window manager gives it the focus, so it is given here."""
    found = shell.run(*FIND, *window)
    shell.run(XDOTOOL, "windowfocus", "--sync", found.out.split()[-1], *command)


def waited_for(condition: Callable[[], bool], patience_s: float) -> bool:
    """Tell whether a condition of another process came true within that time."""
    until = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
