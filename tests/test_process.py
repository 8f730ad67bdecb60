"""Demands of the program on its own process: nothing of standard streams, everything of its memory."""

from __future__ import annotations

import ctypes
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from badge_inspector import app, process
from badge_inspector.storage.instance import Instance, Question
from tests.support.process import ROOT, running

POSIX = pytest.mark.skipif(os.name != "posix", reason="handles are no numbers there")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
WITHOUT_STREAMS = "import sys\nsys.stdin = sys.stdout = sys.stderr = None"
SECRET = "https://acme.bitrix24.com/rest/1/hidden0secret/"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--demo", "missedCall", "--screenshot", "{}/out.png"), 0),
        (("--portal", "nobody", "--screenshot", "{}/out.png"), 2),
        (("--demo", "missedCall", "--screenshot", "{}/nowhere/out.png"), 2),
    ],
)
def test_a_start_without_standard_streams_ends_as_one_with_them(
    tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    given = [each.format(tmp_path) for each in arguments]
    with running(tmp_path / "c", *given, before=WITHOUT_STREAMS) as one:
        assert one.ends() == (status, "", "")


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_start_with_closed_handles_ends_well(tmp_path: Path, closed: str) -> None:
    picture = tmp_path / "out.png"
    command = f'exec "$0" -m badge_inspector --demo missedCall --config-dir "$1" --screenshot "$2" {closed}'
    started = subprocess.run(
        ["sh", "-c", command, sys.executable, tmp_path / "c", picture], cwd=ROOT, check=False, timeout=60
    )
    assert started.returncode == 0
    assert picture.stat().st_size > 0


@POSIX
def test_no_file_gets_the_number_of_a_closed_handle(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfor number in range(3): os.close(number)\n"
        "from badge_inspector import process\nprocess.hold_standard_handles()\n"
        "assert os.open(sys.argv[1], os.O_CREAT | os.O_RDWR) > 2\nos.write(2, b'lost')\n"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path / "x"], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_saying_something_to_nobody(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)
    process.write_line("lost")
    process.flush()
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", closefd=True) as pipe:
        monkeypatch.setattr(sys, name, pipe)
        process.write_line("lost")
        process.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), writing)  # what it holds back would fail when it is closed


@LINUX
@pytest.mark.slow
def test_nobody_else_reads_the_memory(tmp_path: Path) -> None:
    """No image of it is written, no debugger of the same user attaches, and the token is not in the environment that
    the system shows."""
    nowhere = str(tmp_path / "none")  # no portal is installed there
    with running(tmp_path, BADGE_INSPECTOR_TOKEN=SECRET, SNAP="", XDG_DATA_DIRS=nowhere) as one:
        one.logs("Language ")
        of_process = Path(f"/proc/{one.process.pid}")
        one.until(lambda: (of_process / "environ").stat().st_uid == 0, "a process that cannot be dumped")
        limits = (of_process / "limits").read_text()
        assert limits.partition("Max core file size")[2].split()[:2] == ["0", "0"]
        if os.getuid() == 0:  # nobody else may look
            assert b"hidden0secret" not in (of_process / "environ").read_bytes()
        one.terminate()


@LINUX
def test_a_variable_is_forgotten_where_the_system_shows_it() -> None:
    code = (
        "import os\nfrom pathlib import Path\nfrom badge_inspector import process\n"
        "process.forget_variable('BADGE_INSPECTOR_TOKEN')\n"
        "assert b'hidden0secret' not in Path('/proc/self/environ').read_bytes()\n"
        "assert 'BADGE_INSPECTOR_TOKEN' not in os.environ\n"
    )
    environment = os.environ | {"BADGE_INSPECTOR_TOKEN": SECRET}
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False).returncode == 0


@pytest.mark.parametrize(
    ("environment", "is_installed", "needed"),
    [
        ({}, True, False),
        ({"SNAP": "/snap/x"}, False, True),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}, True, True),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}, False, False),
        ({"DBUS_SESSION_BUS_ADDRESS": ""}, True, False),
        ({"XDG_RUNTIME_DIR": "{}/run"}, True, True),
        ({"XDG_RUNTIME_DIR": "{}/no bus"}, True, False),
    ],
)
def test_whoever_may_ask_a_portal_is_known_to_it(
    tmp_path: Path, environment: dict[str, str], is_installed: bool, needed: bool
) -> None:
    """It refuses a process whose memory is closed."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "bus").touch()
    services = tmp_path / "share" / "dbus-1" / "services"
    services.mkdir(parents=True)
    if is_installed:
        (services / "org.freedesktop.portal.Desktop.service").touch()
    given = {name: value.format(tmp_path) for name, value in environment.items()}
    given["XDG_DATA_DIRS"] = f"{tmp_path}/none:{tmp_path}/share"
    assert process.needs_portals(given, tmp_path / "none") is needed
    (tmp_path / "mark").touch()
    assert process.needs_portals(given, tmp_path / "mark")


STARTS = {
    "plain": ["--demo", "missedCall"],
    "safe mode": ["--demo", "missedCall", "--safe-mode"],
    "new window": ["--demo", "missedCall", "--new-window"],
    "screenshot": ["--demo", "missedCall", "--screenshot", "{}/out.png"],
    "token": ["missedCall"],
}


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("start", STARTS)
def test_whatever_a_start_makes_is_for_its_owner(tmp_path: Path, start: str) -> None:
    """Whatever the umask lets through."""
    config = tmp_path / "some" / "where"
    arguments = [each.format(tmp_path) for each in STARTS[start]]
    token = {"BADGE_INSPECTOR_TOKEN": "http://127.0.0.1:9/rest/1/hidden0secret/"} if start == "token" else {}
    with running(config, *arguments, before="import os\nos.umask(0)", **token) as one:
        if start == "screenshot":
            assert one.ends()[0] == 0
        else:
            one.until(lambda: one.log and (config / "history.sqlite3").exists(), "its files")
            assert one.terminate()[0] == 128 + 15
    made = {path: stat.S_IMODE(path.lstat().st_mode) for path in (config.parent, *config.parent.rglob("*"))}
    assert {path: oct(mode) for path, mode in made.items() if mode & 0o077} == {}
    assert {config.parent, config, config / "log", config / "history.sqlite3"} <= made.keys()


class WindowsLibrary:
    """Notes what is called of it, and with what."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self.calls.append((name, arguments))


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> WindowsLibrary:
    library = WindowsLibrary()
    libraries = SimpleNamespace(kernel32=library, shell32=library, user32=library)
    monkeypatch.setattr(ctypes, "windll", libraries, raising=False)
    return library


def test_the_taskbar_groups_the_windows_of_the_program(qapp: QApplication, on_windows: WindowsLibrary) -> None:
    app._dress(qapp)
    assert ("SetCurrentProcessExplicitAppUserModelID", ("BadgeInspector",)) in on_windows.calls


def test_a_second_start_lets_the_first_one_come_to_the_front(tmp_path: Path, on_windows: WindowsLibrary) -> None:
    """Before it asks: the window comes to the front when it hears the question."""
    called: list[bool] = []
    window = Instance(tmp_path)
    assert window.claim()
    window.listen(lambda _: called.append(bool(on_windows.calls)) or True)
    try:
        assert Instance(tmp_path).hand_over(Question())
    finally:
        window.close()
    assert called == [True]
    assert on_windows.calls == [("AllowSetForegroundWindow", (0xFFFFFFFF,))]


def test_windows_is_asked_whether_it_animates(on_windows: WindowsLibrary) -> None:
    assert process.shows_motion()
    ((name, (question, *_)),) = on_windows.calls
    assert (name, question) == ("SystemParametersInfoW", 0x1042)


def test_a_crash_on_windows_takes_no_memory_along(on_windows: WindowsLibrary) -> None:
    process.close_memory()
    assert on_windows.calls == [("WerSetFlags", (1,))]
