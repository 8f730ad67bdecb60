"""The bundle where things are not as usual: no home, no display, no OpenGL, odd locales and paths, two at once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.conftest import PATIENCE_S, Shell, files_below
from tests.support.small_disk import small_disk


def looks_up(bundle: Path, shell: Shell, picture: Path, *options: str, **changes: str | None) -> None:
    answer = shell.run(bundle, *options, "--demo", "missedCall", "--screenshot", picture, **changes)
    assert answer.status == 0, answer.err
    assert picture.stat().st_size > 10_000


def test_without_a_display_it_says_so(bundle: Path, shell: Shell) -> None:
    answer = shell.run(bundle, DISPLAY=None)
    assert answer.status == 4
    assert answer.out == ""
    assert "display" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("display", [":987", "no.such.host:0", "nonsense"])
def test_with_a_display_that_is_not_there_it_says_so(bundle: Path, shell: Shell, display: str) -> None:
    answer = shell.run(bundle, DISPLAY=display)
    assert answer.status == 4, answer
    assert "display" in answer.err


@pytest.fixture
def plain_screen() -> Iterator[str]:
    """A display without GLX: no OpenGL of any kind."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-extension", "GLX"]
    server = subprocess.Popen([*command, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def test_a_display_without_opengl(bundle: Path, shell: Shell, tmp_path: Path, plain_screen: str) -> None:
    looks_up(bundle, shell, tmp_path / "shot.png", DISPLAY=plain_screen)


@pytest.mark.parametrize("locale", ["xx_XX.UTF-8", "C", "ru_RU.KOI8-R", ""])
def test_a_locale_that_does_not_exist(bundle: Path, shell: Shell, tmp_path: Path, locale: str) -> None:
    looks_up(bundle, shell, tmp_path / "shot.png", LC_ALL=locale, LANG=locale)


def test_no_home(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """Without HOME the system's list of users says where home is; here that is not to be touched."""
    elsewhere = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "STATE", "CACHE")}
    looks_up(bundle, shell, tmp_path / "shot.png", HOME=None, **elsewhere)


@pytest.mark.parametrize("home", ["/proc/none", "/dev/null", "/proc/дом"])
def test_a_home_that_nothing_can_be_written_to(bundle: Path, shell: Shell, tmp_path: Path, home: str) -> None:
    looks_up(bundle, shell, tmp_path / "shot.png", HOME=home)


def test_a_home_that_became_read_only(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """Lookups kept before stay as they are; a new one is seen and lost."""
    with small_disk(tmp_path / "disk", "20m") as disk:
        looks_up(bundle, shell, tmp_path / "one.png", HOME=str(disk.root))
        kept = {file: (disk.root / file).read_bytes() for file in files_below(disk.root)}
        disk.set_read_only(True)
        looks_up(bundle, shell, tmp_path / "two.png", HOME=str(disk.root))
        assert {file: (disk.root / file).read_bytes() for file in files_below(disk.root)} == kept
    assert ".config/badge-inspector/history.sqlite3" in kept


def test_moved_to_a_folder_with_spaces_and_cyrillic(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    moved = tmp_path / "Моя папка (2)" / "Инспектор значков"
    shutil.copytree(bundle.parent, moved, symlinks=True)
    home = tmp_path / "Дом с пробелом"
    home.mkdir()
    looks_up(moved / bundle.name, shell, tmp_path / "снимок экрана.png", HOME=str(home))
    assert ".config/badge-inspector/history.sqlite3" in files_below(home)


def test_two_at_once(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """Both end well, on one and the same history."""
    pictures = [tmp_path / "one.png", tmp_path / "two.png"]
    both = [shell.start(bundle, "--demo", "missedCall", "--screenshot", picture) for picture in pictures]
    assert [one.wait(PATIENCE_S) for one in both] == [0, 0]
    assert all(picture.exists() for picture in pictures)
