"""A look at an answer's first bytes as soon as they are there.

Linux keeps one note for bytes that wait together, of the last of them. Where the exchange thread is busy with other
connections, or waits for Python's lock beside threads that compute, the whole answer may have come before it looks: its
wait would be shown as long as its download took on top. A thread that does nothing else has only its own turn to wait
for.
"""

from __future__ import annotations

import contextlib
import select
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

NoteOf = Callable[[socket.socket], float | None]
"""The note of the first of the bytes that wait in a socket; None where none wait, or there are no notes."""


@dataclass(slots=True)
class _Awaited:
    """Answer that is expected from a connection, and the note of its first bytes once that was looked at."""

    connection: socket.socket
    note: float | None = None


class Lookout:
    """`expect` and `taken` are for the exchange thread. The thread begins with the first answer that is expected.

    An answer is looked at once. A look that comes too late is at no other answer's bytes: what it finds is dropped.
    """

    def __init__(self, note_of: NoteOf) -> None:
        self._note_of = note_of
        self._known: dict[int, socket.socket] = {}
        self._awaited: dict[int, _Awaited] = {}
        self._thread: threading.Thread | None = None

    if sys.platform == "linux":

        def expect(self, connection: socket.socket) -> None:
            """The next bytes that come on this connection are the first of an answer. One that is closed already has
            none: asyncio tells the end of TLS late."""
            number = connection.fileno()
            if number == -1:
                return
            if self._thread is None:
                self._start()
            self._awaited[number] = _Awaited(connection)
            is_known = self._known.get(number) is connection
            (self._poll.modify if is_known else self._poll.register)(number, select.EPOLLIN | select.EPOLLONESHOT)
            self._known[number] = connection

        def _start(self) -> None:
            self._poll = select.epoll()
            self._end, self._ending = socket.socketpair()
            self._poll.register(self._end, select.EPOLLIN)
            self._thread = threading.Thread(target=self._live, name="badge-inspector-lookout", daemon=True)
            self._thread.start()

        def _live(self) -> None:
            while True:
                for number, _ in self._poll.poll():
                    if number == self._end.fileno():
                        return
                    awaited = self._awaited.get(number)
                    if awaited is not None:
                        with contextlib.suppress(OSError, ValueError):  # it was closed meanwhile
                            awaited.note = self._note_of(awaited.connection)

        def close(self) -> None:
            if self._thread is not None:
                self._ending.close()
                self._thread.join()
                self._end.close()
                self._poll.close()
                self._thread = None

    else:

        def expect(self, connection: socket.socket) -> None:
            """No notes here: nothing to look at."""

        def close(self) -> None:
            """Nothing is open."""

    def taken(self, number: int) -> float | None:
        """The note of the answer whose first bytes are about to be read; None where it was not looked at, or they are
        not its first."""
        awaited = self._awaited.pop(number, None)
        return None if awaited is None else awaited.note

    def forget(self, number: int) -> None:
        """The connection is closed, and by that out of the poll."""
        self._known.pop(number, None)
        self._awaited.pop(number, None)
