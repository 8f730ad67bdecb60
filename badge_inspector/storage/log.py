"""The program's log: one file of the log folder, rotated, without secrets, written by a thread of its own.

The program's own records are written from the chosen level on, those of its libraries from WARNING on: httpx logs whole
addresses at INFO, in which a webhook's secret is a path segment. Every record is scrubbed first.

The standard library's QueueHandler is not used for the hand-over to the thread, since its module adds 5 ms of imports
to the first paint; here the writing thread imports it, and redacts.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from badge_inspector.storage import files
from badge_inspector.storage.locks import exclusive

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

FILE = "badge-inspector.log"
LARGEST = 1_000_000
KEPT = 4
"""Older files kept beside the one that is written: five megabytes in all."""

_PROGRAM = "badge_inspector"
_LOCK_WAIT_S = 1.0
_CLOSE_WAIT_S = 2.0
_LONGEST = 65_536  # characters of a record


class Log:
    """The log of one run: `start()` it once the first paint is over, `close()` it last.

    Attributes: folder, file.
    """

    def __init__(self, folder: Path, level: str) -> None:
        """Takes records at once and keeps them until `start()`."""
        self.folder = folder
        self.file = folder / FILE
        self._on_trouble: Callable[[str], object] | None = None
        self._closed = False
        self._records: SimpleQueue[logging.LogRecord | None] = SimpleQueue()
        self._handler = _Queue(self._records)
        self._writer = threading.Thread(target=self._write, name="badge-inspector-log", daemon=True)
        self._before = logging.getLogger(_PROGRAM).level
        logging.getLogger().addHandler(self._handler)
        self.set_level(level)
        atexit.register(self.close)

    def set_level(self, level: str) -> None:
        """Take the program's own records from this level on: debug, info, warning or error."""
        logging.getLogger(_PROGRAM).setLevel(level.upper())

    def start(self, on_trouble: Callable[[str], object] | None = None) -> None:
        """Begin to write. `on_trouble` is called once, in the writing thread, with the system's reason when the file
        cannot be written."""
        self._on_trouble = on_trouble
        self._writer.start()

    def close(self) -> None:
        """Accept no more records, and return once all are written, or the disk has hung for seconds. May be called
        again.
        """
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        logging.getLogger().removeHandler(self._handler)
        logging.getLogger(_PROGRAM).setLevel(self._before)
        self._records.put(None)
        if self._writer.ident is None:
            self._writer.start()
        self._writer.join(_CLOSE_WAIT_S)

    def _write(self) -> None:
        record = self._records.get()
        if record is None:
            return
        file = _shared_file(self.file, self._trouble)  # its imports wait for the first record
        while record is not None:
            file.handle(record)
            record = self._records.get()
        file.close()

    def _trouble(self, reason: str) -> None:
        tell, self._on_trouble = self._on_trouble, None
        if tell is not None:
            tell(reason)


class _Queue(logging.Handler):
    """Hands records over with their texts made up: what they are about may change before they are written."""

    def __init__(self, records: SimpleQueue[logging.LogRecord | None]) -> None:
        super().__init__()
        self._records = records
        self.setFormatter(logging.Formatter())
        self.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.partition(".")[0] == _PROGRAM)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = self.format(record)
        except (TypeError, ValueError) as error:  # arguments that do not fit the message
            text = f"{record.msg} ({error})"
        ready = logging.makeLogRecord(record.__dict__)
        ready.msg, ready.args = text, None
        ready.exc_info = ready.exc_text = ready.stack_info = None
        self._records.put(ready)


class _Line(logging.Formatter):
    """`2026-11-24T16:50:12.345+0300 INFO 4711 services.look_up: text`, further lines of a text indented, so that no
    text from outside passes for a record of its own."""

    def __init__(self) -> None:
        from badge_inspector.domain.redaction import scrub_shortly  # noqa: PLC0415

        super().__init__("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s")
        self._scrub = scrub_shortly

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002 - Python's own signature
        moment = time.localtime(record.created)
        return f"{time.strftime('%Y-%m-%dT%H:%M:%S', moment)}.{int(record.msecs):03d}{time.strftime('%z', moment)}"

    def format(self, record: logging.LogRecord) -> str:
        record.name = record.name.removeprefix(f"{_PROGRAM}.")
        return "\n    ".join(self._scrub(super().format(record), _LONGEST).splitlines())


def _shared_file(path: Path, on_trouble: Callable[[str], None]) -> RotatingFileHandler:
    """Make the file's handler. Its class is defined here because importing its base class would delay the first
    paint.
    """
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415

    class SharedFile(RotatingFileHandler):
        """Another window may write the same file, and move it away."""

        _is_alone: bool
        _was_there = False

        def _open(self):
            if self._was_there:  # what the folder was in may have been moved: a person is to be able to move it back
                path.parent.mkdir(mode=0o700, exist_ok=True)
            else:
                files.make_folder(path.parent)
                self._was_there = True
            files.create_private(path)
            return super()._open()

        def emit(self, record: logging.LogRecord) -> None:
            try:
                if self.stream is not None and not _is_at(path, self.stream.fileno()):
                    self._close_stream()
            except OSError:
                self.handleError(record)
            # Windows looks for the end of the file first and writes then: two windows would write over each other.
            try:
                with exclusive(path.with_suffix(".lock"), _LOCK_WAIT_S):
                    self._is_alone = True
                    super().emit(record)
            except OSError:  # there is no lock to be had, or no folder
                self._is_alone = False
                super().emit(record)

        def doRollover(self) -> None:
            if not self._is_alone:
                return
            # Windows moves no file that another window has open: it grows on until that one is closed.
            with suppress(OSError):
                self._close_stream()
                if path.exists() and path.stat().st_size > LARGEST // 2:  # or another window was faster
                    super().doRollover()

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - Python's own signature
            error = sys.exc_info()[1]
            on_trouble((isinstance(error, OSError) and error.strerror) or repr(error))

        def close(self) -> None:
            try:
                super().close()
            except OSError as error:  # what was held back cannot be written
                on_trouble(error.strerror or repr(error))

        def _close_stream(self) -> None:
            stream, self.stream = self.stream, None  # pyright: ignore[reportAttributeAccessIssue] - as its base class does
            if stream is not None:
                stream.close()

    handler = SharedFile(
        path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace", delay=True
    )
    handler.setFormatter(_Line())
    return handler


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        there, here = os.stat(path), os.fstat(descriptor)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
