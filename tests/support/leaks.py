"""Leaks that a test may not leave behind: threads, sockets, top-level widgets, asyncio tasks."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SETTLE_S = 20.0
"""Seconds that something on its way out may take: the log's last line on a busy disk took more than seven. A
clean test waits for nothing."""

PATIENT_LOOKS = 5
"""Looks before garbage is collected, which takes long: the other end of a connection closes by itself."""


@dataclass(frozen=True, slots=True)
class Census:
    """Everything that is there: threads by identity, socket descriptors by inode, widgets by address."""

    threads: frozenset[int]
    sockets: frozenset[str]
    widgets: frozenset[int]


def take_census() -> Census:
    return Census(
        frozenset(thread.ident or 0 for thread in threading.enumerate()),
        frozenset(_sockets()),
        frozenset(id(widget) for widget in _top_level_widgets()),
    )


def leaks_since(before: Census) -> list[str]:
    """Everything that is there now and was not before, in words; empty for a clean test. Waits for what is ending."""
    deadline = time.monotonic() + SETTLE_S
    attempt = 0
    while True:
        found = _leaks(before)
        if not found or time.monotonic() > deadline:
            return found
        _let_qt_delete()
        if attempt >= PATIENT_LOOKS:
            gc.collect()
        attempt += 1
        time.sleep(0.002)


class _Complaints(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(f"asyncio says: {record.getMessage()}")


@contextmanager
def asyncio_complaints() -> Generator[list[str]]:
    """Complaints of asyncio about tasks that were dropped while pending, or whose exception nobody took. It says so
    only when such a task is collected: one in a reference cycle may be charged to a later test, but is charged."""
    complaints: list[str] = []
    handler = _Complaints(complaints)
    logger = logging.getLogger("asyncio")
    logger.addHandler(handler)
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)


def _leaks(before: Census) -> list[str]:
    threads = [
        f"thread {thread.name}"
        for thread in threading.enumerate()
        if thread.ident not in before.threads and not thread.name.startswith("pytest")
    ]
    sockets = [f"socket {inode}" for inode in _sockets() if inode not in before.sockets]
    widgets = [
        f"window {type(widget).__name__} “{widget.windowTitle()}”"
        for widget in _top_level_widgets()
        if id(widget) not in before.widgets
    ]
    return threads + sockets + widgets


def _sockets() -> Iterator[str]:
    """Sockets of this process, as the kernel names them. Nothing where there is no /proc."""
    try:
        names = os.listdir("/proc/self/fd")
    except OSError:
        return
    for name in names:
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue
        if target.startswith("socket:"):
            yield target


def _top_level_widgets() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is None:
        return []
    return [widget for widget in application.topLevelWidgets() if type(widget).__name__ != "QComboBoxPrivateContainer"]


def _let_qt_delete() -> None:
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        core.QCoreApplication.processEvents()
