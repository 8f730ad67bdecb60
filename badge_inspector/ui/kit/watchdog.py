"""Detection of a frozen window, with the stacks of all threads in the log.

The window's thread arms a timer in C at intervals; if it cannot, the timer writes the stacks, whichever thread holds
Python's lock. A thread moves them into the log as soon as it can run; if the window never recovers, the next run does.
"""

from __future__ import annotations

import logging
import threading
import time

from PySide6.QtCore import QObject, QTimer

from badge_inspector.storage.stacks import StackFile, with_names, without_handled

HANG_S = 5.0
_BEATS = 2
"""In the time of a hang: each wakes the processor twice, here and in faulthandler's thread."""

_log = logging.getLogger(__name__)


class Watchdog(QObject):
    """Watches the thread it is made in, from `start()` to `stop()`."""

    def __init__(self, stacks: StackFile, hang_s: float = HANG_S, *, catch_crashes: bool = False) -> None:
        super().__init__()
        self._stacks = stacks
        self._hang_s = hang_s
        self._catch_crashes = catch_crashes
        self._beaten_at = time.monotonic()
        self._stopped = threading.Event()
        self._looking = threading.Thread(target=self._look, name="badge-inspector-watchdog", daemon=True)
        self._beat = QTimer(self)
        self._beat.setInterval(int(hang_s * 1000 / _BEATS))
        self._beat.timeout.connect(self._answer)

    def start(self) -> None:
        self._answer()
        self._looking.start()
        self._beat.start()

    def stop(self) -> None:
        """Watch no more; the file is closed by then."""
        self._beat.stop()
        self._stopped.set()
        if self._looking.ident is not None:
            self._looking.join(1.0)
        self._stacks.close()

    def _answer(self) -> None:
        now = time.monotonic()
        stood_still, self._beaten_at = now - self._beaten_at, now
        if stood_still > self._hang_s:
            _log.warning("The window answers again after %.1f s.", stood_still)
        self._stacks.arm(self._hang_s)

    def _look(self) -> None:
        self._stacks.open(catch_crashes=self._catch_crashes)
        self._stacks.arm(self._hang_s)
        ended = False
        while not ended:
            ended = self._stopped.wait(self._hang_s)
            try:
                stacks, handled = without_handled(self._stacks.take() if ended else self._stacks.take_settled())
            except OSError as error:
                _log.warning("What the threads were doing cannot be told: %s", error)
                return
            if handled:
                _log.info("The system raised an exception that was handled:\n%s", with_names(handled))
            if stacks:
                _log.error(
                    "The window has not answered for %.0f s. What its threads were doing:\n%s",
                    self._hang_s,
                    with_names(stacks),
                )
