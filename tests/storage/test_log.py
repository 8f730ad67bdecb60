"""The log: what gets in, what does not, and that nothing about a disk can hurt the program."""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.storage import log as module
from badge_inspector.storage.locks import exclusive
from badge_inspector.storage.log import FILE, Log
from tests.support.modes import is_for_its_owner

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4} [A-Z]+ \d+ \S+: .*")
own = logging.getLogger("badge_inspector.storage.log.test")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has much else to do is no disk that hangs."""
    monkeypatch.setattr(module, "_CLOSE_WAIT_S", 60.0)


@contextmanager
def logging_to(folder: Path, level: str = "info") -> Generator[Log]:
    log = Log(folder, level)
    log.start()
    try:
        yield log
    finally:
        log.close()


def text(folder: Path) -> str:
    return (folder / FILE).read_text("utf-8")


def test_a_line_says_when_how_bad_who_and_what(tmp_path: Path) -> None:
    with logging_to(tmp_path / "new" / "log"):
        own.info("opened %s", "тест")
    line = text(tmp_path / "new" / "log")
    assert LINE.fullmatch(line.rstrip("\n"))
    assert line.endswith(f"INFO {os.getpid()} storage.log.test: opened тест\n")


def test_it_is_for_its_owner_only(tmp_path: Path) -> None:
    with logging_to(tmp_path / "log"):
        own.info("x")
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "log" / FILE).stat().st_mode) == 0o600


def test_what_was_said_before_the_start_is_kept(tmp_path: Path) -> None:
    log = Log(tmp_path, "info")
    own.info("early")
    assert not (tmp_path / FILE).exists()
    log.close()
    assert "early" in text(tmp_path)


@pytest.mark.parametrize(
    ("level", "kept"), [("debug", "DIWE"), ("info", "IWE"), ("warning", "WE"), ("error", "E")], ids=lambda value: value
)
def test_the_level_chosen(tmp_path: Path, level: str, kept: str) -> None:
    with logging_to(tmp_path, level):
        for name in ("debug", "info", "warning", "error"):
            getattr(own, name)(name)
    assert "".join(line.split()[1][0] for line in text(tmp_path).splitlines()) == kept


def test_the_level_changes_while_it_runs_and_goes_with_it(tmp_path: Path) -> None:
    before = logging.getLogger("badge_inspector").level
    with logging_to(tmp_path, "error") as log:
        own.info("no")
        log.set_level("debug")
        own.debug("yes")
    assert [line.rpartition(" ")[2] for line in text(tmp_path).splitlines()] == ["yes"]
    assert logging.getLogger("badge_inspector").level == before


def test_libraries_are_heard_from_warnings_on(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    try:
        with logging_to(tmp_path, "debug"):
            logging.getLogger("httpx").info("HTTP Request: POST https://a.example/rest/1/s3cr3ts3cr3t/x")
            logging.getLogger("httpcore.http11").debug("send_request_headers.started")
            logging.getLogger("qasync").debug("chatter")
            logging.getLogger("qt").warning("a warning")
    finally:
        root.setLevel(before)
    assert [line.split(": ", 1)[1] for line in text(tmp_path).splitlines()] == ["a warning"]


def test_no_secret_gets_in(tmp_path: Path) -> None:
    canary = Secret("c4n4ry/w3bh00k+s3cr3t")
    with logging_to(tmp_path):
        own.warning("plain %s, quoted %s, wrapped %s", "c4n4ry/w3bh00k+s3cr3t", "c4n4ry%2Fw3bh00k%2Bs3cr3t", canary)
        try:
            raise ValueError("Illegal header value b'Bearer c4n4ry/w3bh00k+s3cr3t'")
        except ValueError:
            own.exception("failed")
        own.warning("GET https://acme.bitrix24.com/rest/7/n0b0dykn0wsth1s/profile.json?auth=%s", "neverwrapped1234")
    written = text(tmp_path)
    assert "c4n4ry" not in written
    assert "n0b0dykn0wsth1s" not in written
    assert "neverwrapped" not in written
    assert "ValueError" in written
    assert written.count(MASK) >= 6


def test_a_record_of_megabytes_is_cut_in_the_middle(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        own.warning("begins %s ends", "rest/1/abcdefgh/x " * 500_000)
    written = text(tmp_path)
    assert len(written) < 80_000
    assert "begins" in written
    assert written.endswith(" ends\n")
    assert "abcdefgh" not in written


def test_no_text_passes_for_a_record(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        own.info("portal says: %s", "x\n2026-11-24T10:00:00.000+0000 CRITICAL 1 app: forged\r\nmore\u2028still")
    lines = text(tmp_path).splitlines()
    assert len(lines) > 2
    assert [line for line in lines[1:] if not line.startswith("    ")] == []


def test_a_wrong_record_is_written_as_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # pytest's own handler raises
    with logging_to(tmp_path):
        own.info("%d things", "many")
        own.info("half a pair \ud83d")
    written = text(tmp_path)
    assert "%d things" in written
    assert "\\ud83d" in written


def test_it_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2000)
    with logging_to(tmp_path):
        for number in range(400):
            own.info("number %d", number)
    names = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(FILE))
    assert names == [FILE, *(f"{FILE}.{number}" for number in range(1, 5))]
    assert max(path.stat().st_size for path in tmp_path.iterdir()) < 3000
    assert "number 399" in text(tmp_path)


@pytest.mark.parametrize(("others_bytes", "rotates"), [(None, False), (250, False), (300, False), (301, True)], ids=str)
def test_a_log_that_another_window_rotated_just_now_is_not_rotated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others_bytes: int | None, rotates: bool
) -> None:
    """By the size of what is there now: half of the largest is no new file any more."""
    monkeypatch.setattr(module, "LARGEST", 600)
    handler = module._shared_file(tmp_path / FILE, lambda _reason: None)
    handler.handle(logging.makeLogRecord({"name": "x", "msg": "of this window"}))
    (tmp_path / FILE).rename(tmp_path / "away")
    if others_bytes is not None:
        (tmp_path / FILE).write_bytes(b"x" * others_bytes)
    stream = handler.stream
    handler.doRollover()
    assert stream is not None
    assert stream.closed
    handler.close()
    assert (tmp_path / f"{FILE}.1").exists() is rotates


def test_a_log_that_another_window_rotated_is_followed(tmp_path: Path) -> None:
    handler = module._shared_file(tmp_path / FILE, lambda _reason: None)
    for word in ("one", "two"):
        handler.handle(logging.makeLogRecord({"name": "x", "msg": word}))
        (tmp_path / FILE).rename(tmp_path / word)
        (tmp_path / FILE).touch()
    handler.close()
    assert [(tmp_path / name).read_text().rpartition(" ")[2] for name in ("one", "two", FILE)] == ["one\n", "two\n", ""]


def test_while_another_window_holds_the_log_all_is_written_and_nothing_rotated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 200)
    monkeypatch.setattr(module, "_LOCK_WAIT_S", 0.0)
    with exclusive((tmp_path / FILE).with_suffix(".lock"), 0), logging_to(tmp_path):
        for number in range(9):
            own.info("number %d", number)
    assert [line.rpartition(" ")[2] for line in text(tmp_path).splitlines()] == list("012345678")


def test_a_file_that_cannot_be_moved_grows_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, while another window has it open."""

    def refused(*_paths: str) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(module, "LARGEST", 200)
    monkeypatch.setattr(os, "rename", refused)
    told: list[str] = []
    log = Log(tmp_path, "info")
    log.start(told.append)
    for number in range(9):
        own.info("number %d", number)
    log.close()
    assert [line.rpartition(" ")[2] for line in text(tmp_path).splitlines()] == list("012345678")
    assert told == []


def test_a_file_that_fails_at_its_end_is_told(tmp_path: Path) -> None:
    """As a share does that had held back what was written."""
    told: list[str] = []
    handler = module._shared_file(tmp_path / FILE, told.append)
    handler.handle(logging.makeLogRecord({"name": "x", "msg": "x"}))
    stream = handler.stream
    assert stream is not None
    os.close(stream.fileno())
    handler.close()
    assert told == [os.strerror(errno.EBADF)]


WINDOW = """
import logging, sys
from pathlib import Path
from badge_inspector.storage import log
log.LARGEST = 20_000
log._CLOSE_WAIT_S = 60.0
one = log.Log(Path(sys.argv[1]), "info")
one.start()
for number in range(300):
    logging.getLogger("badge_inspector.x").info("%s says %d", sys.argv[2], number)
one.close()
"""


def test_two_windows_write_one_log(tmp_path: Path) -> None:
    """Records of both survive, whoever rotates: fewer bytes are written than the files together may hold."""
    windows = [subprocess.Popen([sys.executable, "-c", WINDOW, str(tmp_path), name]) for name in ("one", "two")]
    assert [window.wait(60) for window in windows] == [0, 0]
    lines = [line for path in tmp_path.glob(f"{FILE}*") for line in path.read_text("utf-8").splitlines()]
    said = sorted(line.partition(": ")[2] for line in lines)
    assert said == sorted(f"{name} says {number}" for name in ("one", "two") for number in range(300))


def told_of(folder: Path) -> list[str]:
    """Words that are told of a log there to which two lines are written."""
    told: list[str] = []
    log = Log(folder, "info")
    log.start(told.append)
    own.info("one")
    own.info("two")
    log.close()
    return told


@pytest.mark.parametrize("spoil", ["folder is a file", "file is a folder"])
def test_a_folder_that_cannot_be_written_is_told_once(tmp_path: Path, spoil: str) -> None:
    folder = tmp_path / "log"
    if spoil == "folder is a file":
        folder.write_text("x")
    else:
        (folder / FILE).mkdir(parents=True)
    assert len(told_of(folder)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no folder of Windows holds a named pipe")
def test_a_pipe_in_the_place_of_the_file_is_told_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    assert told_of(tmp_path) == ["not a regular file"]


def test_closing_twice_and_no_thread_left(tmp_path: Path) -> None:
    with logging_to(tmp_path) as log:
        own.info("x")
        log.close()
    own.info("after")
    assert "after" not in text(tmp_path)
    assert [thread.name for thread in threading.enumerate() if "log" in thread.name] == []
    with logging_to(tmp_path / "next", "debug"):
        log.close()  # as at the end of Python, where another one may be open
        own.debug("still heard")
        assert [thread.daemon for thread in threading.enumerate() if "log" in thread.name] == [True]
    assert "still heard" in text(tmp_path / "next")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_disk_that_stays_full_ends_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even closing raises in the writing thread."""
    raised: list[object] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    (tmp_path / FILE).symlink_to("/dev/full")
    reasons: list[str] = []
    log = Log(tmp_path, "info")
    log.start(reasons.append)
    own.info("one")
    own.info("two")
    log.close()
    assert raised == []
    assert reasons


def test_a_folder_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    """A person may be about to move it back; once what it is in is there again, so is the log."""
    config = tmp_path / "config"
    reasons: list[str] = []
    told = threading.Event()
    log = Log(config / "log", "info")

    def tell(reason: str) -> None:
        reasons.append(reason)
        told.set()

    log.start(tell)
    own.info("one")
    own.info("filler")
    while not (config / "log" / FILE).exists() or "filler" not in text(config / "log"):
        time.sleep(0)
    config.rename(tmp_path / "away")
    own.info("two")
    assert told.wait(60)
    assert not config.exists()
    (tmp_path / "away").rename(config)
    own.info("three")
    while "three\n" not in text(config / "log"):
        time.sleep(0)
    assert "one\n" in text(config / "log")
    shutil.rmtree(config / "log")  # the log's own folder is made again
    own.info("four")
    log.close()
    assert "four\n" in text(config / "log")
    assert is_for_its_owner(config / "log")
    assert reasons == ["No such file or directory"] or (sys.platform == "win32" and len(reasons) == 1)
