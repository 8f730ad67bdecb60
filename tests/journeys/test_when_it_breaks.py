"""An error nobody expected is told, logged without secrets, and the person goes on working."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget

from badge_inspector import app, cli
from badge_inspector.domain.secret import Secret
from badge_inspector.services.portal_calls import PortalCalls
from badge_inspector.storage.log import FILE
from tests.support.desktop import Desktop, Person
from tests.support.pages.crash import Crash
from tests.support.pages.request_bar import RequestBar
from tests.support.process import running


def boom(text: str = "boom") -> None:
    raise RuntimeError(text)


def test_an_error_is_told_beside_the_window(desktop: Desktop) -> None:
    secret = Secret("h3ld-by-the-error-s-text")

    async def journey(person: Person) -> None:
        with person.told_of_crashes():
            QTimer.singleShot(0, lambda: boom(f"with {secret.reveal()}"))
            crash = await Crash.comes(person)
            assert not crash.is_modal
            report = crash.report
            assert "RuntimeError: with" in report
            assert secret.reveal() not in report
            crash.copies()
            assert QGuiApplication.clipboard().text() == report
            await person.looks_up("missedCall")  # it goes on
            assert len(person.history()) == 1
            crash.closes()
            await person.until(lambda: not Crash.is_open(person), "the dialog gone")

    desktop.run(journey, demo=True)
    log = (desktop.config_dir / "log" / FILE).read_text()
    assert "RuntimeError: with" in log
    assert secret.reveal() not in log


def test_from_a_thread_a_task_and_a_callback(desktop: Desktop) -> None:
    async def fails() -> None:
        boom("in a task")

    async def journey(person: Person) -> None:
        with person.told_of_crashes():
            threading.Thread(target=boom, args=("in a thread",)).start()
            crash = await Crash.comes(person)
            person.has_task(fails())
            asyncio.get_running_loop().call_soon(boom, "in a callback")
            await person.until(lambda: "It happened 3 times" in crash.count, crash.count)

    desktop.run(journey)


class Storm(QWidget):
    """Every paint fails, and asks for another."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        self.painted += 1
        self.update()
        boom("in a paint event")


def test_a_storm_is_one_dialog_and_stays_away_once_closed(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with person.told_of_crashes():
            storm = Storm(person.window)
            storm.setGeometry(0, 0, 40, 40)
            storm.show()
            crash = await Crash.comes(person)
            await person.until(lambda: storm.painted > 20, "many paints")
            assert Crash(person).window is crash.window  # the only one
            crash.closes()
            seen = storm.painted
            await person.until(lambda: storm.painted > seen + 20, "many more")
            assert not Crash.is_open(person)
            await person.looks_up("missedCall")
            QTimer.singleShot(0, boom)  # another error is another matter
            again = await Crash.comes(person)
            assert "in a paint event" not in again.report
            storm.hide()
            again.closes()

    desktop.run(journey, demo=True)


def test_the_dialog_speaks_russian(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with person.told_of_crashes():
            QTimer.singleShot(0, boom)
            crash = await Crash.comes(person)
            person.prefers(language="ru")
            await person.until(lambda: crash.close_words == "Закрыть", "Russian")
            assert crash.title == "Непредвиденная ошибка"

    desktop.run(journey, language=None)


PLANTED = """
import ctypes, os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from badge_inspector.startup.start_request import StartRequest
begin = StartRequest.begin
async def planted(self, token):
    await begin(self, token)
    self.kept = [QTimer(self) for _ in range(1)]
    self.kept[0].timeout.connect(plant)
    self.kept[0].setSingleShot(True)
    self.kept[0].start(0)
StartRequest.begin = planted
"""


def test_a_process_logs_it_and_lives_on(tmp_path: Path) -> None:
    plant = """
from badge_inspector.domain.secret import Secret
from badge_inspector.services.portal_calls import PortalCalls
keep = Secret(os.environ['CANARY'])
def plant():
    raise RuntimeError('planted ' + os.environ['CANARY'])
"""
    with running(tmp_path, before=f"{PLANTED}\n{plant}", CANARY="c4n4ry-0f-the-process") as one:
        one.logs("RuntimeError: planted")
        status, out, err = one.terminate()
    assert status == 128 + signal.SIGTERM
    assert "RuntimeError: planted" in err
    assert "c4n4ry" not in out + err + one.log


@pytest.mark.slow
def test_a_window_that_stands_still_is_told_with_its_stacks(tmp_path: Path) -> None:
    plant = """
from badge_inspector.ui.kit.watchdog import Watchdog
Watchdog.__init__.__defaults__ = (1.0,)
def the_slot_that_waits():
    stacks = Path(sys.argv[2], "log", "stacks.txt")
    while not stacks.exists(): QApplication.processEvents()
    while "the_slot_that_waits" not in stacks.read_text(): time.sleep(0.01)
plant = the_slot_that_waits
"""
    with running(tmp_path, before=f"{PLANTED}\n{plant}") as one:
        one.logs("answers again after")
        one.logs("the_slot_that_waits")  # Windows ends a program in the middle of its log
        one.terminate()
    # on a busy computer the window may have stood still before, too
    reports = [part for part in one.log.split("What its threads were doing")[1:] if "the_slot_that_waits" in part]
    assert len(reports) == 1


def test_a_hard_crash_is_told_in_the_next_run(tmp_path: Path) -> None:
    plant = "def the_fatal_slot(): ctypes.string_at(0)\nplant = the_fatal_slot"
    with running(tmp_path, before=f"{PLANTED}\n{plant}") as one:
        assert one.ends()[0] == -signal.SIGSEGV
    with running(tmp_path) as two:
        two.logs("An earlier run ended hard")
        two.terminate()
    assert "the_fatal_slot" in two.log


@pytest.mark.parametrize("secret", ["c4n4ryc4n4ryc4n4", "https://a.example.invalid/rest/7/c4n4ryc4n4ryc4n4/"])
def test_no_secret_is_in_the_log_at_its_lowest_level(tmp_path: Path, secret: str) -> None:
    tmp_path.joinpath("settings.json").write_text('{"version": 1, "preferences": {"log_level": "debug"}}')
    shot = str(tmp_path / "shot.png")
    with running(tmp_path, "--demo", "missedCall", "--screenshot", shot, BADGE_INSPECTOR_TOKEN=secret) as one:
        _, out, err = one.ends()
    assert "Ended with status" in one.log
    assert "c4n4ry" not in out + err + one.log


@pytest.mark.parametrize("token", ["c4n4ry\udcff\udcfec4n4ryc4n4ry", "c4n4ry c4n4ryc4n4ry", "\udcff" * 90_000])
def test_an_environment_that_holds_no_token_ends_the_run_for_a_picture(tmp_path: Path, token: str) -> None:
    shot = tmp_path / "shot.png"
    with running(tmp_path, "--demo", "missedCall", "--screenshot", str(shot), BADGE_INSPECTOR_TOKEN=token) as one:
        status, out, err = one.ends()
    assert status == cli.USAGE
    assert "BADGE_INSPECTOR_TOKEN" in err
    assert "c4n4ry" not in out + err + one.log
    assert not shot.exists()


def test_the_level_chosen_is_in_force_at_once(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        log = logging.getLogger("badge_inspector.test")
        log.debug("not yet")
        person.prefers(log_level="debug")
        log.debug("now it is")

    desktop.run(journey)
    written = (desktop.config_dir / "log" / FILE).read_text()
    assert "now it is" in written
    assert "not yet" not in written


def test_private_mode_logs_no_lookup(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.prefers(private_mode=True)
        RequestBar(person).asks("vipClient")
        await person.until(lambda: person.shown is not None)

    desktop.run(journey, demo=True)
    written = (desktop.config_dir / "log" / FILE).read_text()
    assert "Ended" in written
    assert "127.0.0.1" not in written
    assert "vipClient" not in written


def test_a_screenshot_of_a_lookup_that_breaks_ends_with_a_status(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mistake of the program, where no answer will ever come."""

    ready = asyncio.Event()

    async def mistaken(*_: object) -> None:
        await ready.wait()
        raise ZeroDivisionError

    told: list[BaseException] = []

    async def journey(person: Person) -> None:
        ready.set()
        await person.until(lambda: told, "the mistake")

    monkeypatch.setattr(PortalCalls, "look_up", mistaken)
    monkeypatch.setattr(app, "_raise", told.append)
    status = desktop.run(journey, code="missedCall", demo=True, screenshot=tmp_path / "shot.png")
    assert status == cli.FAILED
