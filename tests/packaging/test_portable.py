"""A file named `portable` beside the executable keeps everything there: every file opened for writing is traced."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.packaging.conftest import Shell, files_below

CALLS = "trace=open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknodat"
NOT_FILES = ("/dev/", "/proc/self/", "/proc/")


def written(trace: str) -> set[str]:
    """Paths that calls of strace's listing made, moved or opened for writing, with success."""
    found: set[str] = set()
    for line in trace.splitlines():
        call = re.search(r"(\w+)\((.*)\)\s+= (-?\d+)", line)
        if call is None or call[3].startswith("-"):
            continue
        name, arguments = call[1], call[2]
        if name in ("open", "openat", "openat2") and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", arguments):
            continue
        found.update(re.findall(r'"((?:[^"\\]|\\.)*)"', arguments))
    return found


def test_the_trace_is_read_right() -> None:
    trace = """\
12 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3
12 openat(AT_FDCWD, "/home/me/new", O_WRONLY|O_CREAT, 0666) = 4
12 openat(AT_FDCWD, "/home/me/denied", O_RDWR|O_CREAT, 0666) = -1 EACCES (Permission denied)
13 mkdir("/home/me/folder", 0777) = 0
13 rename("/home/me/new", "/home/me/old") = 0
"""
    assert written(trace) == {"/home/me/new", "/home/me/folder", "/home/me/old"}


def test_everything_stays_beside_the_executable(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    stick = tmp_path / "USB stick"
    shutil.copytree(bundle.parent, stick, symlinks=True)
    (stick / "portable").touch()
    trace, picture = tmp_path / "trace.txt", tmp_path / "shot.png"
    strace = ("/usr/bin/strace", "-f", "-qq", "-s", "4096", "-e", CALLS, "-o", str(trace))
    answer = shell.run(*strace, stick / bundle.name, "--demo", "missedCall", "--screenshot", picture)
    assert answer.status == 0, answer.err

    paths = {path for path in written(trace.read_text()) if path.startswith("/") and not path.startswith(NOT_FILES)}
    data = stick / "badge-inspector-data"
    assert {str(data / "settings.json"), str(data / "history.sqlite3"), str(picture)} <= paths
    assert {path for path in paths if not path.startswith(str(data)) and path != str(picture)} == set()
    assert files_below(shell.home) == set()
