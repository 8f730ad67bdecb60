"""Places of files, on each kind of start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import platformdirs
import pytest
from platformdirs.windows import Windows

from badge_inspector.storage.paths import NOWHERE, Paths, find_paths


@pytest.fixture
def running_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bundle that is running."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "badge-inspector"))
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the XDG specification")
def test_without_a_word_they_live_where_the_system_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    paths = find_paths()
    assert paths.config == tmp_path / "config" / "badge-inspector"
    assert paths.log == tmp_path / "state" / "badge-inspector" / "log"
    assert (paths.settings.parent, paths.history.parent) == (paths.config, paths.config)
    assert list(tmp_path.iterdir()) == []


def test_on_windows_they_live_where_no_log_in_copies_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the local part of the profile, not in the roaming one."""
    monkeypatch.setattr(platformdirs, "PlatformDirs", Windows)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: str(tmp_path / name))
    local = tmp_path / "CSIDL_LOCAL_APPDATA" / "badge-inspector"
    assert find_paths() == Paths(local, local / "Logs")


def test_a_folder_of_ones_own_holds_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    assert find_paths(Path("mine")) == Paths(tmp_path / "mine", tmp_path / "mine" / "log")
    assert find_paths(Path("~/mine")).config == tmp_path / "home" / "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="the list of users of POSIX")
def test_a_user_without_a_home_has_nowhere_to_keep_things(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a container: no HOME, and a number that the list of users does not have."""
    import pwd

    def nobody(number: int) -> NoReturn:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    assert find_paths() == Paths(NOWHERE, NOWHERE / "log")
    assert find_paths(Path("~/mine")).config == tmp_path / "~" / "mine"
    with pytest.raises(OSError, match=r"Not a directory|cannot find"):
        NOWHERE.mkdir(parents=True)


def test_a_bundle_is_portable_where_a_file_says_so(running_bundle: Path) -> None:
    assert running_bundle not in find_paths().config.parents
    (running_bundle / "portable").touch()
    paths = find_paths()
    assert running_bundle in paths.config.parents
    assert running_bundle in paths.log.parents
    assert find_paths(running_bundle.parent / "mine").config == running_bundle.parent / "mine"


def test_from_source_a_file_beside_python_means_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portable").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert tmp_path not in find_paths().config.parents


def test_a_folder_of_ones_own_costs_no_import(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from badge_inspector.storage.paths import find_paths;"
        "find_paths(pathlib.Path(sys.argv[1])); sys.exit('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0
