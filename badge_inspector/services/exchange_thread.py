"""The thread that talks to portals: it has an asyncio loop of its own, so that the clock of an exchange measures the
network and not the work of the window (ui/README.md, "Clock").

    exchanges = ExchangeThread()
    exchanges.start(exchange_loop())
    lookup = await exchanges.run(calls.look_up(request))      # from any other loop; context and errors cross
    await exchanges.close()

Cancelling `run` cancels the work on the thread and waits until it has ended, so that nothing of it goes on unseen.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from badge_inspector.background import in_background

T = TypeVar("T")


class ExchangeThread:
    """The program's only exchange thread. `start` comes first and `close` last; both are called from the window's
    loop.
    """

    _loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        self._thread = threading.Thread(target=self._live, name="badge-inspector-exchanges", daemon=True)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the thread over a loop, which the thread closes at its end."""
        self._loop = loop
        loop.set_exception_handler(_unexpected)
        self._thread.start()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, run on the thread in the caller's context; raises what it raises."""
        ours = asyncio.get_running_loop()
        ended = _End(ours.create_future())
        tasks: list[asyncio.Task[T]] = []

        def begin() -> None:
            task = self._loop.create_task(work, context=context)
            tasks.append(task)
            task.add_done_callback(tell)

        def cancel() -> None:
            tasks[0].cancel()

        def tell(_: asyncio.Task[T]) -> None:
            with contextlib.suppress(RuntimeError):  # the caller's loop is closed: nobody waits any more
                ours.call_soon_threadsafe(ended.tell)

        context = copy_context()
        self._loop.call_soon_threadsafe(begin)
        try:
            await ended.waiter
        except asyncio.CancelledError:
            self._loop.call_soon_threadsafe(cancel)
            while not ended.is_told:
                ended.waiter = ours.create_future()
                with contextlib.suppress(asyncio.CancelledError):
                    await ended.waiter
            if not tasks[0].cancelled():
                tasks[0].exception()  # looked at: the caller is not interested any more
            raise
        return tasks[0].result()

    def call(self, function: Callable[[], object]) -> None:
        """Call a short function on the thread, in the order of the calls."""
        self._loop.call_soon_threadsafe(function)

    async def close(self) -> None:
        """Cancel what still runs there, and end the thread."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            await in_background(self._thread.join)

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            left = asyncio.all_tasks(self._loop)
            for task in left:
                task.cancel()
            if left:
                self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            asyncio.set_event_loop(None)
            self._loop.close()


def here(function: Callable[..., object]) -> Callable[..., None]:
    """A function that the thread may call with any arguments: it is called on the loop that runs now, in order."""
    ours = asyncio.get_running_loop()

    def passed_on(*arguments: object) -> None:
        ours.call_soon_threadsafe(function, *arguments)

    return passed_on


@dataclass(slots=True)
class _End:
    """End of work on the thread, as its caller's loop knows it. Who waits for it gets another waiter once cancelled:
    `asyncio.shield` would do the same, and come a turn of the window's loop later each time."""

    waiter: asyncio.Future[None]
    is_told: bool = False

    def tell(self) -> None:
        self.is_told = True
        if not self.waiter.done():
            self.waiter.set_result(None)


def _unexpected(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Report an exception of a callback, or of a task that nobody awaits, as those of other threads are reported."""
    error = cast("BaseException | None", context.get("exception"))
    if error is None:
        loop.default_exception_handler(context)
    else:
        thread = threading.current_thread()
        threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, thread)))
