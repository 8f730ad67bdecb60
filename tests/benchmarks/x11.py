"""Time at which a window is really painted, as the X server saw it: nothing in the measured program takes part.

Speaks as much of the X11 protocol as that takes: it asks to be told of every new window, and by the DAMAGE extension of
every drawing into one. Little-endian, as X servers accept from any client.
"""

from __future__ import annotations

import socket
import struct
import time

CREATE_WINDOW_NOTIFY = 16
SUBSTRUCTURE_NOTIFY = 1 << 19
EVENT_MASK = 1 << 11
REPLY, ERROR = 1, 0
SMALLEST = 100


class XWatch:
    """A connection to the server of one display, e.g. ":99". Raises OSError when there is none."""

    def __init__(self, display: str) -> None:
        number = display.rpartition(":")[2].partition(".")[0]
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X puts it
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        head = self._read(8)
        body = self._read(4 * struct.unpack_from("<H", head, 6)[0])
        if head[0] != 1:
            raise OSError(f"the X server refuses: {body!r}")
        self._next_id = struct.unpack_from("<I", body, 4)[0]
        vendor, formats = struct.unpack_from("<H", body, 16)[0], body[21]
        root = struct.unpack_from("<I", body, 32 + (vendor + 3) // 4 * 4 + 8 * formats)[0]
        name = b"DAMAGE"
        self._socket.sendall(struct.pack("<BxHHxx", 98, 2 + (len(name) + 3) // 4, len(name)) + name.ljust(8, b"\0"))
        answer = self._packet()
        if not answer[8]:
            raise OSError("the X server has no DAMAGE extension")
        self._opcode, self._damage_event = answer[9], answer[10]
        self._socket.sendall(struct.pack("<BBHII", self._opcode, 0, 3, 1, 1))
        self._packet()
        self._socket.sendall(struct.pack("<BxHIII", 2, 4, root, EVENT_MASK, SUBSTRUCTURE_NOTIFY))

    def close(self) -> None:
        self._socket.close()

    def painted(self, timeout_s: float) -> float:
        """The `time.perf_counter()` at which something of at least 100x100 was drawn into a window that was made since
        this connection. Raises TimeoutError."""
        deadline = time.perf_counter() + timeout_s
        while True:
            self._socket.settimeout(max(deadline - time.perf_counter(), 0.001))
            event = self._packet()
            kind = event[0] & 0x7F
            if kind == CREATE_WINDOW_NOTIFY:
                self._watch(struct.unpack_from("<I", event, 8)[0])
            elif kind == self._damage_event:
                width, height = struct.unpack_from("<HH", event, 20)
                if min(width, height) >= SMALLEST:
                    return time.perf_counter()

    def _watch(self, window: int) -> None:
        damage, self._next_id = self._next_id, self._next_id + 1
        self._socket.sendall(struct.pack("<BBHIIBxxx", self._opcode, 1, 4, damage, window, 0))

    def _packet(self) -> bytes:
        """The next reply or event; an error (a window that is gone already) is passed over."""
        while True:
            packet = self._read(32)
            if packet[0] == REPLY:
                return packet + self._read(4 * struct.unpack_from("<I", packet, 4)[0])
            if packet[0] != ERROR:
                return packet

    def _read(self, size: int) -> bytes:
        parts = b""
        while len(parts) < size:
            part = self._socket.recv(size - len(parts))
            if not part:
                raise OSError("the X server went away")
            parts += part
        return parts
