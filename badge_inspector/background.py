"""Blocking calls, each in a daemon thread of its own, so that neither the window nor quitting waits for them.

The system's resolver can hang for half a minute. In the event loop's executor that would starve every other background
job once a few such calls pile up, and would hold up quitting (an executor's threads are joined at exit). A daemon
thread is left behind instead: cancelling the await returns at once, the call's late result is dropped.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def free_elsewhere(held: list[object]) -> None:
    """Empty a list that holds the last references to what is large, on a thread of its own: giving megabytes back to
    the system takes milliseconds, in which no other thread goes on. One after the other, so that it can in between."""

    def empty() -> None:
        while held:
            held.pop()

    threading.Thread(target=empty, name="badge-inspector-background", daemon=True).start()


async def in_background(call: Callable[[], T]) -> T:
    """The result of `call()`, run in a daemon thread; raises what it raises. Cancelling does not wait for it."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)  # pyright: ignore[reportArgumentType] - T itself may be optional
        else:
            future.set_exception(error)

    def run() -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = call()
        except BaseException as raised:  # noqa: BLE001 - handed to the awaiting task, whatever it is
            error = raised
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:  # the loop is closed: nobody waits any more
            return

    threading.Thread(target=run, name="badge-inspector-background", daemon=True).start()
    return await future
