"""Handling of unexpected errors: they are logged and shown once, and the program goes on.

Python's hooks (exceptions of the window's thread, of other threads, and unraisable ones) and Qt's messages lead here
while `Unexpected` is installed. An error that repeats is one `Story` with a count.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from badge_inspector import process

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from threading import ExceptHookArgs

_FRAMES = 5
MOST_KINDS = 100
"""Limit of different errors that are kept in one run."""

_LAST_MOMENT_S = 0.3
"""For the log's thread: Qt ends the process after a fatal message."""

_log = logging.getLogger(__name__)
_qt = logging.getLogger("qt")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(slots=True)
class Story:
    """One error: its text without secrets, and how often it came up."""

    text: str
    count: int = 1


class Unexpected(QObject):
    """Signals: happened(): an error came up; `stories` has it. Emitted in the thread of whoever made this object."""

    happened = Signal()
    _raised = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stories: dict[object, Story] = {}
        self._lock = threading.Lock()
        self._is_told = True
        self._restore: list[Callable[[], object]] = []
        self._raised.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    @property
    def stories(self) -> tuple[Story, ...]:
        """Errors since the start, the first one first."""
        with self._lock:
            return tuple(self._stories.values())

    def install(self) -> None:
        """Take Python's hooks and Qt's messages."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook, threading.excepthook, sys.unraisablehook = self.on_exception, self._on_thread, self._on_nobody
        messages = qInstallMessageHandler(_on_qt_message)

        def restore() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            qInstallMessageHandler(messages)

        self._restore.append(restore)

    def remove(self) -> None:
        """Give the hooks back."""
        while self._restore:
            self._restore.pop()()

    def on_exception(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log the error and have it told. May be called in any thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        story = self._story(kind, error, trace)
        if story.count & (story.count - 1) == 0:  # 1, 2, 4, 8, …: a storm fills no disk
            again = f" (time {story.count})" if story.count > 1 else ""
            _log.critical("Unexpected%s:\n%s", again, story.text)
            process.write_line(story.text.rstrip("\n"))
        with self._lock:
            told, self._is_told = self._is_told, False
        if told:
            self._raised.emit()

    def _story(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> Story:
        identity = _place(kind, trace)
        with self._lock:
            story = self._stories.get(identity)
            if story is None and len(self._stories) >= MOST_KINDS:
                story = next(reversed(self._stories.values()))
            if story is not None:
                story.count += 1
                return story
        story = Story(_text(kind, error, trace))
        with self._lock:
            other = self._stories.setdefault(identity, story)
            other.count += other is not story  # another thread was faster
            return other

    def _announce(self) -> None:
        with self._lock:
            self._is_told = True
        self.happened.emit()

    def _on_thread(self, raised: ExceptHookArgs) -> None:
        if raised.exc_type is not SystemExit:
            self.on_exception(raised.exc_type, raised.exc_value, raised.exc_traceback)

    def _on_nobody(self, raised: UnraisableHookArgs) -> None:
        """Handle an error where Python cannot raise, such as in a finaliser: logged, not shown."""
        text = _text(raised.exc_type, raised.exc_value, raised.exc_traceback)
        _log.error("%s %r:\n%s", raised.err_msg or "Exception ignored in", raised.object, text)


def _text(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    from badge_inspector.services.crash_report import trace_text  # noqa: PLC0415 - most runs never need it

    return trace_text(kind, error, trace)


def _place(kind: type[BaseException], trace: TracebackType | None) -> object:
    """Identity of an error: its place and the stack that led there."""
    way: deque[tuple[str, int]] = deque(maxlen=_FRAMES)
    while trace is not None:
        way.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return kind.__qualname__, tuple(way)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    level = _QT_LEVELS.get(kind, logging.WARNING)
    category = context.category or "default"
    _qt.log(level, "%s: %s", category, message)
    if level >= logging.ERROR:
        process.write_line(f"{category}: {message}")
    if kind is QtMsgType.QtFatalMsg:
        time.sleep(_LAST_MOMENT_S)
