"""Coroutines in slots: superseded, cancelled, crashed, closed."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
import time
import weakref
from contextvars import ContextVar

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from badge_inspector.ui.kit import tasks
from badge_inspector.ui.kit.collector import spare_what_is_there
from badge_inspector.ui.kit.tasks import Tasks, run_application
from tests.support.heap import nothing_spared


async def answer(value: int, gate: asyncio.Event | None = None) -> int:
    if gate is not None:
        await gate.wait()
    return value


async def until_idle(tasks: Tasks) -> None:
    while tasks.busy_slots:  # noqa: ASYNC110 - the condition is the thing under test
        await asyncio.sleep(0)


def test_a_result_comes_back(qapp: QApplication) -> None:
    async def life() -> int:
        tasks, got, busy = Tasks(), [], []
        tasks.busy_changed.connect(lambda slot, on: busy.append((slot, on)))
        tasks.start("lookup", answer(7), got.append)
        assert tasks.is_busy("lookup")
        await until_idle(tasks)
        assert got == [7]
        assert busy == [("lookup", True), ("lookup", False)]
        return 0

    assert run_application(qapp, life()) == 0


def test_new_work_supersedes_old_without_a_flicker(qapp: QApplication) -> None:
    async def life() -> int:
        tasks, got, busy, cancelled = Tasks(), [], [], []
        tasks.busy_changed.connect(lambda _slot, on: busy.append(on))
        gate = asyncio.Event()
        for value in range(10):
            gate = asyncio.Event()
            tasks.start("lookup", answer(value, gate), got.append, lambda: cancelled.append(True))
        gate.set()
        await until_idle(tasks)
        assert got == [9]
        assert busy == [True, False]
        assert cancelled == []
        return 0

    assert run_application(qapp, life()) == 0


def test_a_person_cancels(qapp: QApplication) -> None:
    async def life() -> int:
        tasks, got, cancelled = Tasks(), [], []
        tasks.start("lookup", answer(1, asyncio.Event()), got.append, lambda: cancelled.append(True))
        await asyncio.sleep(0)
        assert tasks.cancel("lookup")
        await until_idle(tasks)
        assert (got, cancelled) == ([], [True])
        assert not tasks.cancel("lookup")
        return 0

    assert run_application(qapp, life()) == 0


def test_a_bug_is_told(qapp: QApplication) -> None:
    async def bug() -> None:
        raise ZeroDivisionError

    async def life() -> int:
        tasks, told = Tasks(), []
        tasks.crashed.connect(told.append)
        tasks.start("lookup", bug())
        await until_idle(tasks)
        assert [type(error) for error in told] == [ZeroDivisionError]
        return 0

    assert run_application(qapp, life()) == 0


def test_closing_leaves_nothing_behind(qapp: QApplication) -> None:
    async def life() -> int:
        tasks, told = Tasks(), []
        tasks.start("lookup", answer(1, asyncio.Event()), told.append, lambda: told.append("cancelled"))
        await tasks.close()
        tasks.start("lookup", answer(2), told.append)
        assert len(asyncio.all_tasks()) == 1
        assert told == []
        return 5

    assert run_application(qapp, life()) == 5


def test_what_was_started_right_before_the_end_has_begun(qapp: QApplication) -> None:
    """Work that hands over what must not be lost can do so before it is cancelled."""
    handed: list[str] = []

    async def saves() -> None:
        handed.append("the lookup")
        await asyncio.Event().wait()

    async def life() -> int:
        tasks = Tasks()
        tasks.start("save", saves())
        await tasks.close()
        return 0

    assert run_application(qapp, life()) == 0
    assert handed == ["the lookup"]


def test_an_exception_in_the_life_reaches_the_caller(qapp: QApplication) -> None:
    async def life() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_application(qapp, life())


def test_a_cancelled_limit_lets_go_of_what_it_saw(qapp: QApplication) -> None:
    """qasync's own would keep it until the limit is over, a minute and a half for each lookup."""

    class Answer:
        pass

    seen: ContextVar[Answer] = ContextVar("seen")

    async def exchange() -> weakref.ref[Answer]:
        answer = Answer()
        seen.set(answer)
        async with asyncio.timeout(90):
            await asyncio.sleep(0)
        return weakref.ref(answer)

    async def life() -> int:
        left = [await asyncio.create_task(exchange()) for _ in range(20)]
        await asyncio.sleep(0)
        gc.collect()
        return sum(answer() is not None for answer in left)

    assert run_application(qapp, life()) == 0


def test_a_wait_ends_in_time_in_order_and_once(qapp: QApplication) -> None:
    called: list[str] = []
    due: list[tuple[float, str]] = []  # on a busy computer they may come to be far apart

    async def life() -> int:
        loop = asyncio.get_running_loop()
        for delay_s, name in ((0.03, "third"), (0.01, "first"), (0.02, "second"), (0.015, "never")):
            before = loop.time()
            timer = loop.call_later(delay_s, called.append, name)
            assert timer.when() >= before + delay_s
            if name == "never":
                timer.cancel()
                timer.cancel()
            else:
                due.append((timer.when(), name))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.06):
                await asyncio.Event().wait()
        timer = loop.call_later(0.001, called.append, "last")
        await asyncio.sleep(0.01)
        timer.cancel()  # too late, and nothing to mind
        return 0

    assert run_application(qapp, life()) == 0
    assert called == [*(name for _, name in sorted(due)), "last"]


SIGNALS = (signal.SIGINT, signal.SIGTERM, *(() if sys.platform == "win32" else (signal.SIGHUP,)))


def test_what_became_due_in_a_turn_goes_before_the_next_turn(qapp: QApplication) -> None:
    """Else two long turns would follow each other, and the window would stand still for both."""
    order: list[str] = []

    async def life() -> int:
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: order.append("timer"))
        timer.start(5)
        ends_at = time.monotonic() + 0.02
        while time.monotonic() < ends_at:
            pass
        await asyncio.sleep(0)
        order.append("turn")
        return 0

    assert run_application(qapp, life()) == 0
    assert order[:2] == ["timer", "turn"]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_closes_as_a_person_does(qapp: QApplication, number: signal.Signals) -> None:
    closed = asyncio.Event()
    ends: list[str] = []

    async def life() -> int:
        signal.raise_signal(number)
        await closed.wait()
        await asyncio.sleep(0)
        ends.append("saved")
        return 0

    assert run_application(qapp, life(), closed.set) == 128 + number
    assert ends == ["saved"]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_second_signal_ends_what_hangs(qapp: QApplication, number: signal.Signals) -> None:
    asked: list[int] = []

    def close() -> None:
        asked.append(1)
        signal.raise_signal(signal.SIGTERM)

    async def life() -> int:
        signal.raise_signal(number)
        await asyncio.Event().wait()
        return 0

    assert run_application(qapp, life(), close) == 128 + number
    assert asked == [1]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_what_cannot_be_closed(qapp: QApplication, number: signal.Signals) -> None:
    async def life() -> int:
        signal.raise_signal(number)
        await asyncio.Event().wait()
        return 0

    assert run_application(qapp, life()) == 128 + number


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_program_that_nobody_hangs_up_goes_on(qapp: QApplication) -> None:
    """`nohup` starts it so."""

    async def life() -> int:
        signal.raise_signal(signal.SIGHUP)
        await asyncio.sleep(0)
        return 0

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run_application(qapp, life()) == 0
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.fixture
def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_ON_WINDOWS", True)


@pytest.mark.usefixtures("as_on_windows")
def test_ctrl_c_in_a_console_closes_as_a_person_does(qapp: QApplication) -> None:
    closed = asyncio.Event()

    async def life() -> int:
        signal.raise_signal(signal.SIGINT)
        await closed.wait()
        return 0

    before = signal.getsignal(signal.SIGINT)
    assert run_application(qapp, life(), closed.set) == 128 + signal.SIGINT
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("as_on_windows")
def test_the_end_of_a_session_waits_until_everything_is_kept(qapp: QApplication) -> None:
    closed = asyncio.Event()
    order: list[str] = []

    def session_ends() -> None:
        qapp.commitDataRequest.emit(None)
        order.append("gone")

    async def life() -> int:
        QTimer.singleShot(0, session_ends)
        await closed.wait()
        await asyncio.sleep(0.01)
        order.append("kept")
        return 0

    assert run_application(qapp, life(), closed.set) == 0
    assert order == ["kept", "gone"]


def test_what_the_start_made_is_not_looked_through_again_until_the_end(qapp: QApplication) -> None:
    async def life() -> int:
        spare_what_is_there()
        return gc.get_freeze_count()

    with nothing_spared():
        assert run_application(qapp, life()) > 1_000
        assert gc.get_freeze_count() == 0


def test_objects_in_a_cycle_are_destroyed_on_this_thread(qapp: QApplication) -> None:
    """Python collects where it allocates; a QObject destroyed in a worker thread ends the process."""
    threads: list[int] = []

    class Watched(QObject):
        def __del__(self) -> None:
            threads.append(threading.get_ident())

    def allocate() -> None:
        for _ in range(20_000):
            pair: list[object] = []
            pair.append(pair)

    async def life() -> int:
        for watched in [Watched() for _ in range(50)]:
            watched.me = watched  # type: ignore[attr-defined]
        await asyncio.to_thread(allocate)
        return 0

    run_application(qapp, life())
    assert set(threads) == {threading.get_ident()}
    assert len(threads) == 50
