"""A window that stands still: its stacks are in the log, once, whatever holds the interpreter."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from badge_inspector.storage.log import FILE, Log
from badge_inspector.storage.stacks import StackFile, without_handled
from badge_inspector.ui.kit.watchdog import Watchdog

HANG_S = 0.4


def wait_in_a_slot(seconds: float) -> None:
    time.sleep(seconds)


def hold_the_interpreter(seconds: float) -> None:
    """A regular expression that takes exponential time, in one call of C that lets no other thread run."""
    until = time.monotonic() + seconds
    length = 18
    while time.monotonic() < until:
        re.match(r"(a+)+b", "a" * length)
        length += 1


@pytest.mark.parametrize("freeze", [wait_in_a_slot, hold_the_interpreter])
@pytest.mark.slow
def test_a_blocked_window_is_told_in_the_log(qtbot: QtBot, tmp_path: Path, freeze: Callable[[float], None]) -> None:
    log = Log(tmp_path, "info")
    log.start()
    stacks = StackFile(tmp_path)
    watchdog = Watchdog(stacks, HANG_S)
    done = threading.Event()
    other = threading.Thread(target=done.wait, name="somebody else", daemon=True)
    other.start()
    watchdog.start()
    qtbot.waitUntil(stacks.path.exists)
    qtbot.wait(int(HANG_S * 1500))
    freeze(3 * HANG_S)
    qtbot.waitUntil((tmp_path / FILE).exists)
    qtbot.waitUntil(lambda: "answers again after" in (tmp_path / FILE).read_text())
    qtbot.waitUntil(lambda: stacks.path.stat().st_size == 0)
    done.set()
    other.join()
    watchdog.stop()
    log.close()
    text = (tmp_path / FILE).read_text()
    # on a busy machine the window may have stood still before, too
    reports = [part for part in text.split("What its threads were doing")[1:] if freeze.__name__ in part]
    assert len(reports) == 1
    assert "(MainThread)" in text
    assert "(somebody else)" in text
    assert "answers again after" in text
    assert stacks.path.read_text() == ""


def test_what_is_being_written_is_not_torn(tmp_path: Path) -> None:
    stacks = StackFile(tmp_path)
    stacks.open(catch_crashes=False)
    with stacks.path.open("a") as writing:
        writing.write("Timeout!\n")
        writing.flush()
        assert stacks.take_settled() == ""
        writing.write("Thread 0x1\n")
        writing.flush()
        assert stacks.take_settled() == ""
    assert stacks.take_settled() == "Timeout!\nThread 0x1"
    assert stacks.take_settled() == ""
    assert stacks.path.read_text() == ""
    stacks.close()


def test_an_exception_that_windows_told_and_somebody_handled_is_no_hang(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened = threading.Event()

    class Telling(StackFile):
        def open(self, *, catch_crashes: bool) -> None:
            super().open(catch_crashes=catch_crashes)
            opened.set()

    caplog.set_level(logging.INFO)
    stacks = Telling(tmp_path)
    watchdog = Watchdog(stacks, 60.0)
    watchdog.start()
    qtbot.waitUntil(opened.is_set)
    with stacks.path.open("a") as writing:
        writing.write("Windows fatal exception: code 0x80010108\n\nThread 0x1 (most recent call first):\n  File x\n")
    watchdog.stop()
    told = [record.levelno for record in caplog.records if "0x80010108" in record.getMessage()]
    assert told == [logging.INFO]


def test_a_hang_is_told_from_what_was_handled_beside_it() -> None:
    hang, handled = "Timeout (0:00:05)!\nThread 0x1\n", "Windows fatal exception: access violation\n\nThread 0x2\n"
    assert without_handled(handled + hang + handled) == (hang.strip(), (handled + handled).strip())
    assert without_handled("") == ("", "")


def test_a_window_that_answers_is_left_alone(qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    gaps = [HANG_S]
    while max(gaps) > HANG_S / 2:  # a busy computer may not let it answer
        caplog.clear()
        watchdog = Watchdog(StackFile(tmp_path), HANG_S)
        watchdog.start()
        gaps, before = [], time.monotonic()
        for _ in range(50):
            qtbot.wait(int(HANG_S * 50))
            gaps.append(time.monotonic() - before)
            before += gaps[-1]
        watchdog.stop()
    assert [record.message for record in caplog.records] == []


def test_a_folder_that_cannot_be_written_stops_nothing(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "log").write_text("a file")
    watchdog = Watchdog(StackFile(tmp_path / "log"), HANG_S)
    watchdog.start()
    qtbot.waitUntil(lambda: "Crashes are not caught" in caplog.text)
    watchdog.stop()


CRASH = """
import ctypes, sys
from pathlib import Path
from badge_inspector.storage.stacks import StackFile
stacks = StackFile(Path(sys.argv[1]))
stacks.open(catch_crashes=True)
def the_last_function():
    ctypes.string_at(0)
the_last_function()
"""


def test_a_hard_crash_is_told_in_the_next_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], check=False).returncode != 0
    stacks = StackFile(tmp_path)
    stacks.open(catch_crashes=False)
    stacks.close()
    assert "An earlier run ended hard or stood still" in caplog.text
    assert "the_last_function" in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert stacks.path.stat().st_size == 0
