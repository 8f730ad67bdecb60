"""PySide6 6.12.0 under-counts references to True, False and None on Python 3.11 and aborts after some 1,500 signals."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

SIGNALS = 20_000


class Bell(QObject):
    rung = Signal(object, bool)


def test_signals_leave_the_counts_of_the_constants_level(qapp: object) -> None:
    bell = Bell()
    heard = 0

    def hear(value: object, flag: bool) -> None:
        nonlocal heard
        heard += 1

    bell.rung.connect(hear)
    before = [sys.getrefcount(constant) for constant in (None, True, False)]
    for _ in range(SIGNALS):
        bell.rung.emit(None, True)
        bell.blockSignals(False)
    after = [sys.getrefcount(constant) for constant in (None, True, False)]
    assert heard == SIGNALS
    assert all(abs(now - then) < 100 for now, then in zip(after, before, strict=True)), (before, after)
