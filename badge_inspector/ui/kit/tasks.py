"""Coroutines on Qt's event loop: the only module that knows qasync.

`run_application()` runs one coroutine as the life of the process. `Tasks` starts the work for a person's commands: each
has a slot, and new work in a slot supersedes the work that still runs there. qasync keeps no reference to tasks and
drops their exceptions; here every task is kept until it ends, and its exception is reported.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Collection, Coroutine
from contextvars import Context
from functools import partial
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEventLoop as QtLoop
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop  # pyright: ignore[reportMissingTypeStubs] - there are none

from badge_inspector.ui.kit.collector import collecting_here
from badge_inspector.ui.kit.timers import Ready, Timer, Timers

T = TypeVar("T")

_ON_WINDOWS = sys.platform == "win32"
_END_OF_SESSION_MS = 4000
"""Windows ends a program that takes longer than five seconds to agree to the end of the session."""

_TURN_S = 0.0001
"""Seconds that a thread may compute while the window's thread waits for its turn. A paint gives way a hundred times: at
Python's own 5 ms it would last a quarter of a second while an answer of megabytes is parsed."""


class Tasks(QObject):
    """Attributes:

    busy_slots: the slots in which work runs now.

    Signals:

    busy_changed(slot, busy): work began or ended in a slot; superseding does not end it.
    crashed(exception): work ended with an unexpected exception: a bug, not a failure of a lookup.
    """

    busy_changed = Signal(str, bool)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[Any]] = set()
        self._slots: dict[str, asyncio.Task[Any]] = {}
        self._closing = False

    @property
    def busy_slots(self) -> frozenset[str]:
        return frozenset(self._slots)

    def start(
        self,
        slot: str,
        work: Coroutine[Any, Any, T],
        succeeded: Callable[[T], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> None:
        """Run `work` in `slot`, cancelling what runs there.

        `succeeded` gets the result unless the work was superseded or cancelled; `cancelled` is called when a person
        cancelled it, not when it was superseded.
        """
        if self._closing:
            work.close()
            return
        previous = self._slots.pop(slot, None)
        if previous is not None:
            previous.cancel()
        task = asyncio.get_event_loop().create_task(work, name=slot)
        self._running.add(task)
        self._slots[slot] = task
        task.add_done_callback(lambda done: self._ended(slot, done, succeeded, cancelled))
        if previous is None:
            self.busy_changed.emit(slot, True)

    def cancel(self, slot: str) -> bool:
        """Cancel the work in a slot; False when there is none."""
        task = self._slots.get(slot)
        return task.cancel() if task is not None else False

    def is_busy(self, slot: str) -> bool:
        return slot in self._slots

    async def idle(self, *apart_from: str) -> None:
        """Return once nothing runs in any slot but those named."""
        while others := [slot for slot in self._slots if slot not in apart_from]:
            await self.ended(others)

    async def ended(self, slots: Collection[str]) -> None:
        """Return once nothing runs in these slots."""
        while running := [task for slot, task in self._slots.items() if slot in slots]:
            await asyncio.wait(running)
            await asyncio.sleep(0)  # the ends are told before anybody looks

    async def close(self) -> None:
        """Cancel everything and wait until it has ended; nothing can be started any more. What was started right before
        begins first: saving what is shown goes on elsewhere, once it has begun."""
        self._closing = True
        await asyncio.sleep(0)
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(
        self,
        slot: str,
        task: asyncio.Task[T],
        succeeded: Callable[[T], object] | None,
        cancelled: Callable[[], object] | None,
    ) -> None:
        self._running.discard(task)
        superseded = self._slots.get(slot) is not task
        if not superseded:
            del self._slots[slot]
            if not self._closing:
                self.busy_changed.emit(slot, False)
        if task.cancelled():
            if cancelled is not None and not superseded and not self._closing:
                cancelled()
            return
        error = task.exception()
        if error is not None:
            self.crashed.emit(error)
        elif succeeded is not None and not superseded and not self._closing:
            succeeded(task.result())


class _Loop(QEventLoop):
    """qasync's, with calls and timers of our own."""

    def __init__(self, app: QApplication) -> None:
        self._soon = Ready()
        self._timers = Timers()
        super().__init__(app)  # pyright: ignore[reportUnknownMemberType] - qasync has no types

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._soon.add(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        if delay <= 0:
            return self.call_soon(callback, *args, context=context)
        return self._timers.add(self, delay, callback, args, context)

    def _timer_handle_cancelled(self, handle: Timer) -> None:
        self._timers.drop(handle)

    def close(self) -> None:
        self._soon.drop_all()
        self._timers.drop_all()
        super().close()


def run_application(
    app: QApplication, life: Coroutine[Any, Any, int], close: Callable[[], object] | None = None
) -> int:
    """Run `life` on Qt's loop until it returns the exit status. SIGTERM, SIGHUP, Ctrl+C or the end of a Windows session
    calls `close`, after which `life` is to end by itself; a second signal, or the first where there is no `close`,
    cancels it. After a signal the status is 128 and its number.

    Qt must not quit with its last window: every `await` after that would fail (ui/README.md, "qasync").
    """
    app.setQuitOnLastWindowClosed(False)
    loop = cast(asyncio.AbstractEventLoop, _Loop(app))
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(_unexpected)
    task = loop.create_task(life)
    told: list[int] = []

    def end(number: int) -> None:
        told.append(number)
        if close is None or len(told) > 1:
            task.cancel()
        else:
            close()

    def end_session() -> None:
        """End while Windows waits: the process is gone once this returns."""
        waiting = QtLoop()
        task.add_done_callback(lambda _: waiting.quit())
        QTimer.singleShot(_END_OF_SESSION_MS, waiting, waiting.quit)
        task.cancel() if close is None else close()
        waiting.exec()

    restore: list[Callable[[], object]] = []
    if _ON_WINDOWS:
        app.commitDataRequest.connect(end_session)
        restore.append(lambda: app.commitDataRequest.disconnect(end_session))
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                before = signal.signal(number, lambda told, _: loop.call_soon_threadsafe(end, told))
                restore.append(partial(signal.signal, number, before))
    else:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) is signal.SIG_DFL:  # of `nohup` nobody hangs up
                loop.add_signal_handler(number, end, number)
    turn_s = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        with collecting_here():
            status = loop.run_until_complete(task)
    except asyncio.CancelledError:
        status = 130
    finally:
        left = asyncio.all_tasks(loop)
        for other in left:
            other.cancel()
        if left:
            with contextlib.suppress(asyncio.CancelledError):
                loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        for undo in restore:
            undo()
        asyncio.set_event_loop(None)
        loop.close()
        sys.setswitchinterval(turn_s)
    return 128 + told[0] if told else status


def _unexpected(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """An exception in a callback, or of a task that nobody awaits."""
    error = cast("BaseException | None", context.get("exception"))
    if error is None:
        loop.default_exception_handler(context)
    else:
        sys.excepthook(type(error), error, error.__traceback__)
