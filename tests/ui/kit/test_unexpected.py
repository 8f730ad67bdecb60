"""Errors that nobody expected end in one place, once."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, qCritical, qWarning
from pytestqt.qtbot import QtBot

from badge_inspector.ui.kit.unexpected import MOST_KINDS, Unexpected


@pytest.fixture
def unexpected(qapp: QObject) -> Iterator[Unexpected]:
    hooks = Unexpected()
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    hooks.install()
    yield hooks
    hooks.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def boom() -> None:
    raise RuntimeError("boom")


def test_an_error_in_a_slot(unexpected: Unexpected, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with qtbot.waitSignal(unexpected.happened):
        QTimer.singleShot(0, boom)
    assert [story.count for story in unexpected.stories] == [1]
    assert "RuntimeError: boom" in unexpected.stories[0].text
    assert "RuntimeError: boom" in caplog.text


def test_an_error_in_a_thread_is_told_in_the_window_s(unexpected: Unexpected, qtbot: QtBot) -> None:
    told: list[threading.Thread] = []
    unexpected.happened.connect(lambda: told.append(threading.current_thread()))
    with qtbot.waitSignal(unexpected.happened):
        thread = threading.Thread(target=boom)
        thread.start()
        thread.join()
    assert told == [threading.main_thread()]


def test_a_storm_is_one_story(unexpected: Unexpected, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    told: list[int] = []
    unexpected.happened.connect(lambda: told.append(1))

    def storm() -> None:
        for _ in range(1000):
            try:
                boom()
            except RuntimeError as error:
                unexpected.on_exception(type(error), error, error.__traceback__)

    threads = [threading.Thread(target=storm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: told != [])
    assert [story.count for story in unexpected.stories] == [2000]
    assert len(caplog.records) == 11  # time 1, 2, 4, … 1024
    assert len(told) == 1


def test_ever_new_errors_fill_no_memory(unexpected: Unexpected, qtbot: QtBot) -> None:
    with qtbot.waitSignal(unexpected.happened):
        for number in range(3 * MOST_KINDS):
            kind = type(f"Error{number}", (Exception,), {})
            unexpected.on_exception(kind, kind(), None)
    assert len(unexpected.stories) == MOST_KINDS
    assert sum(story.count for story in unexpected.stories) == 3 * MOST_KINDS


class Spiteful:
    def __del__(self) -> None:
        raise RuntimeError("in a finaliser")


def test_what_nobody_can_catch_is_logged_and_not_told(unexpected: Unexpected, caplog: pytest.LogCaptureFixture) -> None:
    Spiteful()
    gc.collect()
    assert "in a finaliser" in caplog.text
    assert unexpected.stories == ()


@pytest.mark.qt_no_exception_capture
def test_ctrl_c_is_no_error(unexpected: Unexpected, capsys: pytest.CaptureFixture[str]) -> None:
    unexpected.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert unexpected.stories == ()
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_qt_speaks_into_the_log(unexpected: Unexpected, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("a warning")
    qCritical("worse")
    assert [(record.name, record.levelname, record.message) for record in caplog.records] == [
        ("qt", "WARNING", "default: a warning"),
        ("qt", "ERROR", "default: worse"),
    ]
