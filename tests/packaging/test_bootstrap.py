"""The parts of the bootstrap that need no network: versions, what ldd says, what to install and how it is said."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = (
    "ld-linux",
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "librt.so",
    "libresolv.so",
    "libgcc_s.so",
    "libstdc++.so",
)
"""Libraries that every system has which runs Python and its wheels."""
LOCKS = sorted((ROOT / "packaging" / "lock").glob("*.txt"))


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)], ids=str)
def test_a_named_python_is_taken(version: tuple[int, int]) -> None:
    bootstrap.check_version(version)


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 0)], ids=str)
def test_another_python_is_refused_by_its_number(version: tuple[int, int]) -> None:
    with pytest.raises(bootstrap.BootstrapError, match=re.escape(f"this is Python {version[0]}.{version[1]};")):
        bootstrap.check_version(version)


LISTING = """\
/x/libQt6Gui.so.6:
\tlinux-vdso.so.1 (0x00007f9c16d82000)
\tlibEGL.so.1 => not found
\tlibQt6Core.so.6 => not found
\tlibGL.so.1 => /lib/x86_64-linux-gnu/libGL.so.1 (0x00007f9c15600000)
/x/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
"""


def test_unresolved_libraries_are_read_from_ldd() -> None:
    assert bootstrap.unresolved(LISTING) == {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert bootstrap.unresolved("\tstatically linked\n") == set()


def test_this_system_lacks_nothing() -> None:
    assert bootstrap.missing_libraries(Path(sys.executable)) == set()


def test_every_library_that_qt_asks_the_system_for_has_a_package() -> None:
    folder = bootstrap.pyside_folder(Path(sys.executable))
    brought = {path.name for path in (folder / "Qt" / "lib").iterdir()}
    asked: set[str] = set()
    for library in bootstrap.qt_libraries(folder):
        listing = subprocess.run(["objdump", "-p", library], check=True, capture_output=True, text=True).stdout
        asked |= {line.split()[1] for line in listing.splitlines() if line.split()[:1] == ["NEEDED"]}
    asked = {name for name in asked - brought if not name.startswith(RUNTIME)}
    assert "libxcb-cursor.so.0" in asked
    assert asked - bootstrap.LIBRARY_PACKAGES.keys() == set()


def test_nothing_missing_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    bootstrap.install_packages(set())


def test_without_root_the_one_command_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend = tmp_path / "apt-get"
    pretend.write_text("#!/bin/sh\nexit 1\n")
    pretend.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.BootstrapError) as caught:
        bootstrap.install_packages({"libgl1", "libegl1"})
    assert "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libegl1 libgl1'" in str(
        caught.value
    )


def test_without_apt_the_names_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(bootstrap.BootstrapError, match="libegl1 libgl1"):
        bootstrap.install_packages({"libgl1", "libegl1"})


def test_a_fingerprint_follows_files_and_facts(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    file.write_text("one")
    first = bootstrap.fingerprint([file], "3.11", "/here")
    assert first == bootstrap.fingerprint([file], "3.11", "/here")
    assert first != bootstrap.fingerprint([file], "3.12", "/here")
    assert first != bootstrap.fingerprint([file], "3.1", "1/here")
    file.write_text("two")
    assert first != bootstrap.fingerprint([file], "3.11", "/here")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["build"]], ids=str)
def test_anything_but_run_and_test_is_answered_with_the_usage(arguments: list[str]) -> None:
    script = ROOT / "packaging" / "bootstrap.py"
    answer = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "bootstrap.py run [app options]" in answer.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("options", "environment", "lacks"),
    [
        ([], {}, True),
        (["missedCall", "--demo"], {}, True),
        (["--demo"], {"DISPLAY": ""}, True),
        (["--demo"], {"DISPLAY": ":0"}, False),
        (["--demo"], {"WAYLAND_DISPLAY": "wayland-0"}, False),
        (["--demo"], {"QT_QPA_PLATFORM": "offscreen"}, False),
        (["--demo", "--screenshot", "x.png"], {}, False),
        (["missedCall", "--report=-"], {}, False),
        (["--version"], {}, False),
    ],
    ids=str,
)
def test_a_missing_display_is_known_before(options: list[str], environment: dict[str, str], lacks: bool) -> None:
    assert bootstrap.lacks_display(options, environment) == lacks


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_missing_display_is_said_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(bootstrap, "prepare", lambda _: pytest.fail("it goes on to install"))
    assert bootstrap.main(["run", "--demo"]) == 4
    said = capsys.readouterr().err
    assert "--screenshot FILE" in said
    assert "--report FILE" in said


def test_tests_get_a_screen_of_their_own_that_ends_with_them() -> None:
    environment = {"DISPLAY": ":none", "WAYLAND_DISPLAY": "wayland-0"}
    with bootstrap.display(environment):
        assert environment["QT_QPA_PLATFORM"] == "xcb"
        assert "WAYLAND_DISPLAY" not in environment
        socket = socket_of(environment["DISPLAY"])
        assert socket.exists()
    assert not socket.exists()


def test_each_worker_gets_a_screen_of_its_own() -> None:
    environment: dict[str, str] = {}
    with bootstrap.displays(environment, 2):
        names = environment[bootstrap.SCREENS].split(",")
        assert len(set(names)) == 2
        assert all(socket_of(name).exists() for name in names)
    assert not any(socket_of(name).exists() for name in names)


@pytest.mark.parametrize(
    ("failing", "options", "status", "runs_suite"),
    [
        ("", (), 0, True),
        ("", ("--windows",), 0, True),
        ("pytest", ("--windows",), 7, True),
        ("ruff", ("--fast",), 7, True),
        ("pyright", (), 7, True),
        ("windows_check", ("--windows",), 7, False),
    ],
)
def test_a_check_that_fails_is_the_status(
    monkeypatch: pytest.MonkeyPatch, failing: str, options: tuple[str, ...], status: int, runs_suite: bool
) -> None:
    ran: list[str] = []

    def run(command: Sequence[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(" ".join(command))
        return subprocess.CompletedProcess(command, 7 if failing and failing in ran[-1] else 0, b"")

    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    monkeypatch.setattr(bootstrap, "compile_resources", lambda _python: None)
    monkeypatch.setattr(bootstrap, "displays", lambda _environment, _count: nullcontext())
    assert bootstrap.run_tests(Path("bin/python"), [*options, "-x"]) == status
    suites = [command for command in ran if "pytest" in command]
    assert len(suites) == runs_suite
    assert all(("not slow" in suite) == ("--fast" in options) and suite.endswith("-x") for suite in suites)
    assert any("windows_check" in command for command in ran) == ("--windows" in options)
    for tool in ("ruff check", "ruff format", "pyright", "lint-imports"):
        assert sum(tool in command for command in ran) == 1


def test_a_check_tells_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    odd = [sys.executable, "-c", "print('odd'); raise SystemExit(3)"]
    assert bootstrap.check("a check", odd, os.environ) == 3
    assert capsys.readouterr().out == "==> a check\nodd\nbootstrap: a check found something\n"


def socket_of(display: str) -> Path:
    return Path(f"/tmp/.X11-unix/X{display.removeprefix(':')}")  # noqa: S108 - where X puts it


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_pins_every_package_by_hash(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip()]
    assert len(entries) > 15
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_lock_leaves_out_the_qt_that_breaks_python_3_11() -> None:
    for lock in LOCKS:
        assert re.search(r"^pyside6-essentials==6\.11\.", lock.read_text(encoding="utf-8"), re.MULTILINE), lock.name
