"""The suite's own objects, left out of every garbage collection.

Some 400,000 objects are there once all tests are collected, and to look through them takes a fifth of a second. Python
did that often while it collected the tests, and the program does once at each of its ends, hundreds of times in all.
Tests add to them: the syntax trees of all modules alone are over a million objects.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

_freeze, _unfreeze = gc.freeze, gc.unfreeze


@contextmanager
def nothing_collected() -> Generator[None]:
    """While this lasts, no garbage is collected: almost nothing of what is made is garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def spare_the_suite() -> None:
    """Leave out of all collections to come what is there now. The program's own sparing has no effect from here on:
    Python can only give back everything that was spared, the suite too."""
    gc.collect()
    _freeze()
    gc.freeze = gc.unfreeze = _nothing


@contextmanager
def nothing_spared() -> Generator[None]:
    """While this lasts, the program spares what it made, as it does outside the suite."""
    _unfreeze()
    gc.freeze, gc.unfreeze = _freeze, _unfreeze
    try:
        yield
    finally:
        spare_the_suite()


def _nothing() -> None:
    pass
