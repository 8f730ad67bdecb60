"""The file that stacks of a standstill are written to, and what is taken out of it."""

from __future__ import annotations

import faulthandler
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from badge_inspector.storage.stacks import FILE, StackFile, with_names, without_handled

HANG = "Timeout (0:00:05)!\nThread 0x01 (most recent call first):\n  File a, line 1\n"
HANDLED = "Windows fatal exception: code 0x8001010d\n\nThread 0x01:\n  File b, line 2\n"


@pytest.fixture
def stacks(tmp_path: Path) -> Iterator[StackFile]:
    file = StackFile(tmp_path / "log")
    file.open(catch_crashes=False)
    yield file
    file.close()


def test_a_file_for_its_owner_only_and_empty(stacks: StackFile) -> None:
    assert stacks.path.name == FILE
    assert stacks.take() == ""
    if sys.platform != "win32":
        assert stat.S_IMODE(stacks.path.stat().st_mode) == 0o600


def test_a_report_is_taken_once(stacks: StackFile) -> None:
    stacks.path.write_text(HANG)
    assert stacks.take() == HANG.strip()
    assert stacks.path.read_text() == ""
    assert stacks.take() == ""


def test_a_report_that_still_grows_is_left(stacks: StackFile) -> None:
    for text in ("T", HANG[:20], HANG):
        stacks.path.write_text(text)
        assert stacks.take_settled() == ""
    assert stacks.take_settled() == HANG.strip()
    assert stacks.take_settled() == ""
    for text in (HANG, "T"):  # the first is as long as the one before
        stacks.path.write_text(text)
        assert stacks.take_settled() == ""
        assert stacks.take_settled() == text.strip()


def test_of_a_report_without_end_a_quarter_of_a_megabyte_is_taken(stacks: StackFile) -> None:
    stacks.path.write_text("x" * 300_000)
    assert len(stacks.take()) == 262_144
    assert stacks.take() == ""


@pytest.fixture
def _own_handler() -> Iterator[None]:
    """Faulthandler stays enabled for the tests that follow."""
    yield
    faulthandler.enable(2)


@pytest.mark.usefixtures("_own_handler")
@pytest.mark.parametrize("before", [False, True])
def test_only_a_file_that_catches_crashes_ends_that(tmp_path: Path, before: bool) -> None:
    (faulthandler.enable if before else faulthandler.disable)()
    without, catching = StackFile(tmp_path), StackFile(tmp_path)
    without.open(catch_crashes=False)
    without.close()
    assert faulthandler.is_enabled() is before
    catching.open(catch_crashes=True)
    assert faulthandler.is_enabled()
    catching.close()
    assert not faulthandler.is_enabled()


def test_what_an_earlier_run_left_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_text(HANG)
    file = StackFile(tmp_path)
    file.open(catch_crashes=False)
    file.close()
    assert HANG.strip() in caplog.text
    assert (tmp_path / FILE).read_text() == ""


def test_a_standstill_is_written_down(stacks: StackFile) -> None:
    stacks.arm(0.01)
    while not stacks.path.stat().st_size:
        threading.Event().wait(0.01)
    stacks.disarm()
    assert "test_a_standstill_is_written_down" in stacks.take()


def test_where_nothing_can_be_written_nothing_is_caught(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    file = StackFile(tmp_path / "log")
    file.open(catch_crashes=True)
    file.arm(1000)
    file.close()
    assert "Crashes are not caught" in caplog.text


@pytest.mark.parametrize(
    ("stacks", "hangs", "handled"),
    [
        ("", "", ""),
        (HANG, HANG.strip(), ""),
        (HANDLED, "", HANDLED.strip()),
        (HANG + HANDLED + HANG, (HANG + HANG).strip(), HANDLED.strip()),
    ],
)
def test_exceptions_that_were_handled_are_no_hang(stacks: str, hangs: str, handled: str) -> None:
    assert without_handled(stacks) == (hangs, handled)


def test_threads_get_their_names() -> None:
    own = threading.current_thread()
    text = f"Current thread 0x{own.ident or 0:016x} (most recent call first):\nThread 0x1 (most recent call first):\n"
    named = with_names(text).splitlines()
    assert named[0].startswith(f"Current thread 0x{own.ident or 0:016x} ({own.name})")
    assert named[1].startswith("Thread 0x1 (ended)")
