"""Collection of cyclic garbage on the GUI thread only.

Python collects in whichever thread happens to allocate. A QObject in a cycle would then be destroyed in a worker
thread, where Qt can neither stop its timers nor touch its window: the process ends in a segmentation fault.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_EVERY_MS, _IDLE_MS = 250, 5000
"""Between two looks while the program works, and while nothing is due: a look wakes the processor."""


@contextmanager
def collecting_here() -> Generator[None]:
    """Collect garbage by a timer of this thread, and nowhere else, inside the `with` block."""
    was_enabled = gc.isenabled()
    gc.disable()
    timer = QTimer()
    timer.setInterval(_EVERY_MS)
    timer.timeout.connect(lambda: timer.setInterval(_EVERY_MS if _collect() else _IDLE_MS))
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.unfreeze()
        gc.collect()
        if was_enabled:
            gc.enable()


def spare_what_is_there() -> None:
    """Leave out of all collections to come what is there now, until `collecting_here()` ends: after the start that is
    the program itself, and looking through it takes three frames each time."""
    gc.freeze()


def _collect() -> bool:
    """Collect the oldest generation that is due, as Python itself would choose; False when none is."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = next((generation for generation in (2, 1, 0) if counts[generation] > thresholds[generation]), None)
    if due is None:
        return False
    gc.collect(due)
    return True
