"""Long work on widgets, which must be done in this thread, in steps of a few milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

_SLICE_S = 0.005


class Slices(QObject):
    """Runs one iterator to its end; another one supersedes it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._done: Callable[[], None] = self.cancel
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._run)

    @property
    def running(self) -> bool:
        return self._steps is not None

    def start(self, steps: Iterator[None], done: Callable[[], None]) -> None:
        """Begin after the pending events; `done` is not called if this is cancelled."""
        self._steps, self._done = steps, done
        self._timer.start()

    def cancel(self) -> None:
        self._steps = None
        self._timer.stop()

    def _run(self) -> None:
        until = time.perf_counter() + _SLICE_S
        steps = self._steps
        while steps is not None and time.perf_counter() < until:
            try:
                next(steps)
            except StopIteration:
                self.cancel()
                self._done()
                return
