"""Stacks of all threads at a crash or a standstill of the program: Python's faulthandler writes them to a file
of the log folder, from C, even while the interpreter is stuck. What it wrote is then moved into the log.

Only names of files and functions get there, no values.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import threading
from pathlib import Path
from typing import TextIO

from badge_inspector.storage import files
from badge_inspector.storage.locks import exclusive

FILE = "stacks.txt"
_LOCK_WAIT_S = 0.5
_MOST = 256 * 1024
_THREAD = re.compile(r"^(?:Current t|T)hread (0x[0-9a-f]+)", re.MULTILINE)

_HANDLED = "Windows fatal exception: "
_PART = re.compile(r"^(?=Timeout \(|Windows fatal exception: |Fatal Python error: )", re.MULTILINE)

_log = logging.getLogger(__name__)


class StackFile:
    """The file of stacks of one run. Methods may be called in any thread; `open()` and `take()` touch the disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._file: TextIO | None = None
        self._catching = False
        self._seen_bytes = 0

    def open(self, *, catch_crashes: bool) -> None:
        """Open the file and log what an earlier run left in it. With `catch_crashes` a crash of the process is written
        to it. Nothing is written where the folder is not writable.
        """
        try:
            files.make_folder(self.path.parent)
            files.create_private(self.path)
            if left := self.take():
                _log.error("An earlier run ended hard or stood still:\n%s", left)
            self._file = self.path.open("a", encoding="ascii")
        except OSError as error:
            _log.warning("Crashes are not caught: %s", error)
            return
        if catch_crashes:
            faulthandler.enable(self._file)
            self._catching = True

    def arm(self, seconds: float) -> None:
        """Write all stacks unless this is called again, or `disarm()`, within so many seconds. Costs 0.1 ms."""
        if self._file is not None:
            faulthandler.dump_traceback_later(seconds, file=self._file)

    def disarm(self) -> None:
        faulthandler.cancel_dump_traceback_later()

    def take(self) -> str:
        """Take the reports that were written; the file is empty afterwards. Raises OSError."""
        if os.stat(self.path).st_size == 0:
            return ""
        with exclusive(self.path.with_suffix(".lock"), _LOCK_WAIT_S):
            text = self.path.read_text("utf-8", "replace")
            os.truncate(self.path, 0)
        return text[:_MOST].strip()

    def take_settled(self) -> str:
        """Take the reports once the file has not grown since the last such call: faulthandler writes piece by piece,
        and a report taken in its middle would be two. Raises OSError."""
        size = os.stat(self.path).st_size
        grown, self._seen_bytes = size != self._seen_bytes, size
        if grown or not size:
            return ""
        self._seen_bytes = 0
        return self.take()

    def close(self) -> None:
        self.disarm()
        if self._catching:
            faulthandler.disable()
        if self._file is not None:
            self._file.close()
            self._file = None


def without_handled(stacks: str) -> tuple[str, str]:
    """The stacks of a process that goes on: those that tell of a hang, and those of handled exceptions.

    On Windows faulthandler writes an exception of the system's down before anybody has had the chance to handle it.
    """
    parts = _PART.split(stacks)
    handled = [part for part in parts if part.startswith(_HANDLED)]
    others = [part for part in parts if not part.startswith(_HANDLED)]
    return "".join(others).strip(), "".join(handled).strip()


def with_names(stacks: str) -> str:
    """The stacks with the names of this run's threads."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}

    def name(match: re.Match[str]) -> str:
        return f"{match[0]} ({names.get(int(match[1], 16), 'ended')})"

    return _THREAD.sub(name, stacks)
