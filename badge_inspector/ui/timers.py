"""Timers of the event loop that end when they are cancelled.

qasync's stay until their time is over (qt-facts.md, qasync 5). Each exchange sets limits of up to ninety seconds and
cancels them within one; what it recorded hangs on to their context.
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from typing import Any

from PySide6.QtCore import QObject, QTimerEvent


class Timer(asyncio.TimerHandle):
    """Attributes: number, which Qt calls it by."""

    __slots__ = ("number",)
    number: int


class Timers(QObject):
    """All that are waited for."""

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
