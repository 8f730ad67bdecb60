"""Timers of the event loop: calls in the next turn, or after a delay.

qasync has a timer of Qt's for each call, even for those of the next turn, of which a lookup has fifty. And its timers
stay until their time is over when they are cancelled (ui/README.md, "qasync"): each exchange sets limits of up to
ninety seconds and cancels them within one; what it recorded hangs on to their context.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextvars import Context
from typing import Any

from PySide6.QtCore import QObject, QTimerEvent

_LONGEST_TURN_S = 0.004
"""Of calls without a look at what Qt has to do. A frame lasts four times as long."""


class Ready(QObject):
    """Queue of calls for the next turn of Qt's loop, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._handles: deque[asyncio.Handle] = deque()
        self._turn = 0

    def add(self, handle: asyncio.Handle) -> None:
        self._handles.append(handle)
        if not self._turn:
            self._turn = self.startTimer(0)

    def drop_all(self) -> None:
        self._handles.clear()
        self._rest()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Those that are there now; what they ask for waits for the turn after. Timers that became due meanwhile go
        first: a timer of Qt's that is left running would count from the beginning of this turn, before them."""
        ends_at = time.monotonic() + _LONGEST_TURN_S
        for _ in range(len(self._handles)):
            if not self._handles or time.monotonic() > ends_at:
                break
            handle = self._handles.popleft()
            if not handle.cancelled():
                handle._run()  # pyright: ignore[reportPrivateUsage] - what an event loop is to call
        self._rest()
        if self._handles:
            self._turn = self.startTimer(0)

    def _rest(self) -> None:
        if self._turn:
            self.killTimer(self._turn)
            self._turn = 0


class Timer(asyncio.TimerHandle):
    """Attributes: number, which Qt calls it by."""

    __slots__ = ("number",)
    number: int


class Timers(QObject):
    """The pending timers."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[int, Timer] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def add(
        self,
        loop: asyncio.AbstractEventLoop,
        delay_s: float,
        callback: Any,
        args: tuple[Any, ...],
        context: Context | None,
    ) -> Timer:
        """Call `callback` after so many seconds, unless the timer is dropped before."""
        timer = Timer(loop.time() + delay_s, callback, args, loop, context)
        timer.number = self.startTimer(int(delay_s * 1000))
        self._waiting[timer.number] = timer
        return timer

    def drop(self, timer: Timer) -> None:
        """Forget it, if it still waits."""
        if self._waiting.get(timer.number) is timer:
            del self._waiting[timer.number]
            self.killTimer(timer.number)

    def drop_all(self) -> None:
        for timer in tuple(self._waiting.values()):
            self.drop(timer)

    def timerEvent(self, event: QTimerEvent) -> None:
        timer = self._waiting.get(event.timerId())
        if timer is not None:
            self.drop(timer)
            timer._run()  # pyright: ignore[reportPrivateUsage] - what an event loop is to call
