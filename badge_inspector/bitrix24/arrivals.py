"""The moments at which bytes arrived, free of this program's own delays.

A thread that waits for the processor or for Python's lock reads the clock late: by milliseconds beside a window that
paints. So two moments are taken from sources that do not depend on when this thread runs:

- arrival of bytes: the kernel's receive timestamp, where there is one (Linux), else the moment at which the event
  loop's selector returned; where this thread may look at it late, another one looks before (`lookout.py`);
- end of a call that never blocks: its beginning plus the processor time of this thread since (`Effort`).

    loop = ExchangeLoop()                      # asyncio's own, over a selector that keeps those moments
    number = connection.fileno()
    loop.arrivals.watch(connection)            # before it is connected
    loop.arrivals.of(connection)               # in the callback for what came
    loop.arrivals.forget(number, connection)   # when it is closed
"""

from __future__ import annotations

import asyncio
import math
import platform
import selectors
import socket
import struct
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from badge_inspector.bitrix24.lookout import Lookout

_CLOCK_WAS_SET_S = 0.001
"""The distance between wall clock and monotonic clock changes by this only when the wall clock is set or the computer
slept: slewing changes the speed of both."""
_AT_ONCE_S = 0.0001
_READINGS = 5


class Effort:
    """Duration of a call that never blocks, without the time for which other threads held the processor or Python's
    lock.
    """

    def __init__(self) -> None:
        self.began_at = time.monotonic()
        self._spent = time.thread_time()

    def seconds(self) -> float:
        """Seconds so far. Windows counts a thread's time in steps of 16 ms: a short call measures 0 there."""
        return min(time.monotonic() - self.began_at, time.thread_time() - self._spent)

    def ended_at(self) -> float:
        return self.began_at + self.seconds()


class Arrival(NamedTuple):
    """Monotonic times of the first and the last of the bytes that wait in a socket. Where the socket became ready for
    another reason than bytes, both are the moment at which the selector returned.

    `size`: the number of bytes that these are the times of; 0: not known."""

    first_at: float
    last_at: float
    size: int = 0

    def when_read(self, size: int, since_last_s: Callable[[], float] = float) -> Arrival:
        """The times of `size` bytes that were read just now: those beyond the ones looked at came later. The last of
        all came `since_last_s()` ago, in seconds."""
        if not 0 < self.size < size:
            return self
        return Arrival(self.first_at, time.monotonic() - since_last_s())


class Arrivals(selectors.DefaultSelector):
    """A selector that records since when each of its sockets has been ready."""

    def __init__(self) -> None:
        super().__init__()
        self._watched: dict[int, socket.socket] = {}
        self._arrivals: dict[int, Arrival] = {}
        self._ahead = _wall_clock_ahead()
        self._effort = Effort()
        self._lookout = Lookout(_first_noted)

    def close(self) -> None:
        self._lookout.close()
        super().close()

    @property
    def count(self) -> int:
        """Number of watched connections."""
        return len(self._watched)

    def watch(self, connection: socket.socket) -> None:
        """Start to watch a connection."""
        _take_notes(connection)
        number = connection.fileno()
        self._watched[number] = connection
        self._arrivals.pop(number, None)

    def forget(self, number: int, connection: socket.socket) -> None:
        """End the watch. `number` is the connection's file descriptor while it was open: it may be closed already and
        its number reused, since asyncio reports the end of TLS late.
        """
        if self._watched.get(number) is connection:
            del self._watched[number]
            self._arrivals.pop(number, None)
            self._lookout.forget(number)

    def expect(self, connection: socket.socket) -> None:
        """The next bytes on this connection are the first of an answer: their date matters."""
        self._lookout.expect(connection)

    def of(self, connection: socket.socket) -> Arrival | None:
        """The last arrival; None before the first."""
        return self._arrivals.get(connection.fileno())

    def dealt_with_at(self, connection: socket.socket) -> float:
        """The end of this thread's work on the last arrival, without the time for which other threads held the
        processor.
        """
        arrival = self.of(connection)
        return time.monotonic() if arrival is None else arrival.last_at + self._effort.seconds()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(timeout)
        self._effort = Effort()
        now, ahead = self._effort.began_at, _wall_clock_ahead()
        was_kept = abs(ahead - self._ahead) < _CLOCK_WAS_SET_S
        self._ahead = ahead
        for key, events in ready:
            connection = self._watched.get(key.fd)
            if connection is None:
                continue
            arrival = Arrival(now, now)
            if events & selectors.EVENT_READ:
                notes, earlier = _noted(connection), self._lookout.taken(key.fd)
                if was_kept and notes is not None:
                    first = notes.first_at if earlier is None else min(notes.first_at, earlier)
                    arrival = Arrival(min(now, first - ahead), min(now, notes.last_at - ahead), notes.size)
            self._arrivals[key.fd] = arrival
        return ready


class ExchangeLoop(asyncio.SelectorEventLoop):
    """Attributes: arrivals."""

    def __init__(self) -> None:
        self.arrivals = Arrivals()
        super().__init__(self.arrivals)


def exchange_loop() -> asyncio.AbstractEventLoop:
    """Make the event loop for exchanges. Windows keeps asyncio's own: its selector is limited to 512 sockets."""
    return asyncio.new_event_loop() if sys.platform == "win32" else ExchangeLoop()


def _wall_clock_ahead() -> float:
    """The wall clock's time less the monotonic one. Read again where this thread had to wait between the readings: on a
    busy computer that would look like a clock that was set."""
    found: list[tuple[float, float]] = []
    for _ in range(_READINGS):
        before = time.monotonic()
        wall = time.time()
        after = time.monotonic()
        found.append((after - before, wall - (before + after) / 2))
        if after - before < _AT_ONCE_S:
            break
    return min(found)[1]


if sys.platform == "linux":
    import fcntl
    import termios

    _TIMESTAMPS = 35
    """SO_TIMESTAMPNS and SCM_TIMESTAMPNS (asm-generic/socket.h), which the module `socket` has no name for."""
    _HAS_IT = platform.machine() in ("x86_64", "aarch64")
    _TIMESPEC = struct.Struct("@qq")
    _TCP_INFO = struct.Struct("@B51xI12xI28xI")
    """`tcpi_state`, `tcpi_last_data_recv` (milliseconds), `tcpi_rtt` (microseconds) and `tcpi_total_retrans` of
    linux/tcp.h."""
    _ESTABLISHED = 1
    _TICK_S = time.clock_getres(6)
    """CLOCK_MONOTONIC_COARSE: that figure goes by the same steps, 1 to 10 ms."""
    _NOWHERE = memoryview(bytearray(256 * 1024))
    """A buffer of the size that asyncio reads at once; with MSG_TRUNC no bytes are copied to it."""

    def _take_notes(connection: socket.socket) -> None:
        if _HAS_IT:
            connection.setsockopt(socket.SOL_SOCKET, _TIMESTAMPS, 1)

    def _noted(connection: socket.socket) -> Arrival | None:
        """The wall clock's times at which the system took the first and the last byte that wait to be read. Bytes that
        waited together may have one note, of the last of them. The end of a connection behind them changes it; then
        the system still tells how long ago the last bytes came."""
        waiting = _waiting(connection)
        if not waiting:
            return None
        first, last = _note_on(connection, 1), _note_on(connection, min(waiting, len(_NOWHERE)))
        if first is None or last is None:
            return None
        by = _last_bytes_by(connection)
        return Arrival(min(first, by), min(last, by), waiting)

    def _first_noted(connection: socket.socket) -> float | None:
        """The first of those two times."""
        first = _note_on(connection, 1) if _waiting(connection) else None
        return None if first is None else min(first, _last_bytes_by(connection))

    def _waiting(connection: socket.socket) -> int:
        """Number of bytes that wait to be read; 0 where they have no notes. Looking at notes where nothing waits would
        take a reset connection's error from the reader."""
        if not _HAS_IT:
            return 0
        return int.from_bytes(fcntl.ioctl(connection, termios.FIONREAD, bytes(4)), sys.byteorder)

    def _last_bytes_by(connection: socket.socket) -> float:
        """The wall clock's time by which the last bytes had come, at most two steps of _TICK_S too late; infinity while
        the other end has not closed the connection, since the notes are of bytes then.
        """
        state, since_ms, _, _ = _tcp_info(connection)
        # The clock is read last: a thread that had to wait in between would date the bytes too early.
        return math.inf if state == _ESTABLISHED else time.time() - since_ms / 1000 + _TICK_S

    def since_last_bytes_s(connection: socket.socket) -> float:
        """Seconds that have passed since the last bytes came, at most two steps of _TICK_S too few."""
        return max(0.0, _tcp_info(connection)[1] / 1000 - _TICK_S)

    def handshake_s(connection: socket.socket) -> float | None:
        """Seconds that the handshake of a connection took that was made just now: from its first packet to the answer.
        None where it needed more than one, or the system does not tell."""
        _, _, round_trip_us, repeated = _tcp_info(connection)
        return None if repeated or not round_trip_us else round_trip_us * 1e-6

    def _tcp_info(connection: socket.socket) -> tuple[int, int, int, int]:
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO.size)
        return _TCP_INFO.unpack(told)

    def _note_on(connection: socket.socket, size: int) -> float | None:
        """The receive timestamp of the last of so many bytes."""
        space, looking = socket.CMSG_SPACE(_TIMESPEC.size), socket.MSG_PEEK | socket.MSG_TRUNC
        _, notes, _, _ = connection.recvmsg_into([_NOWHERE[:size]], space, looking)
        if not notes:
            return None
        seconds, nanoseconds = _TIMESPEC.unpack(notes[0][2])  # the one kind of note that was asked for
        return seconds + nanoseconds * 1e-9

else:

    def since_last_bytes_s(_connection: socket.socket) -> float:
        return 0.0

    def handshake_s(_connection: socket.socket) -> float | None:
        return None

    def _take_notes(connection: socket.socket) -> None:
        """TCP has no receive timestamps on this system."""

    def _noted(_connection: socket.socket) -> Arrival | None:
        return None

    def _first_noted(_connection: socket.socket) -> float | None:
        return None
