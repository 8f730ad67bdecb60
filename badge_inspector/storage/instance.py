"""One window for each folder of settings: a second start hands its question to the window that is there, and ends.

The process that holds the folder's lock is the window. The system releases the lock of a process that dies, so a socket
left behind is recognised. The window listens on a socket in that folder, for its owner only (on Windows, a named pipe;
where a folder cannot hold a socket, in the user's runtime folder). A question holds a code, a portal's name and the
desktop's activation token, never a secret.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from badge_inspector import process
from badge_inspector.storage import files
from badge_inspector.storage.locks import StillLockedError, exclusive

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

LOCK = "instance.lock"
SOCKET = "instance.sock"
PATIENCE_S = 2.0
"""Seconds for which a second start tries to reach a window that is about to open or to close, its answer included."""

OPENING_S = 8.0
"""Seconds after its claim for which a window that does not listen yet is waited for: a cold start on a busy
computer.
"""

_READ_S = 1.0
"""Seconds for which the window waits for the next piece of a question."""
_MOST_CLIENTS = 8
_PAUSE_S = 0.05
_LONGEST_PATH = 100
"""Bytes that the address of a socket may have on every system, and to spare."""
_LONGEST_QUESTION = 1_000_000
_TAKEN, _BUSY = b"taken", b"busy"

_log = logging.getLogger(__name__)


class Question(NamedTuple):
    """Request of a second start. `activation` is the desktop's token to come to the front with."""

    code: str | None = None
    portal: str | None = None
    demo: bool = False
    activation: str = ""


class Instance:
    """The claim of one process to be the window of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held = contextlib.ExitStack()
        self._listening: threading.Thread | None = None
        self._clients: list[threading.Thread] = []
        self._address = ""
        self._closing = False
        self.is_first = False

    def claim(self) -> bool:
        """Claim the folder: True if this process is its only window, from now until `close()`. Takes a fraction of a
        millisecond. True as well where nothing can be locked: better two windows than none."""
        try:
            files.make_folder(self._folder)
            self._held.enter_context(exclusive(self._folder / LOCK, 0))
        except StillLockedError:
            return False
        except OSError:
            return True
        self.is_first = True
        with contextlib.suppress(OSError):
            os.utime(self._folder / LOCK)
        return True

    def _is_opening(self) -> bool:
        """Tell whether the folder was claimed just now."""
        try:
            return 0 <= time.time() - (self._folder / LOCK).stat().st_mtime < OPENING_S
        except OSError:
            return False

    def hand_over(self, question: Question) -> bool:
        """Pass the request to the window that is there; True if it took it. False: it is gone, and this process is the
        first now, or it does not answer, and this process has to stand by itself. Blocks for `PATIENCE_S` at worst,
        longer only while the window is opening."""
        until = time.monotonic() + PATIENCE_S
        while True:
            answer = _asked(self._folder, question, until)
            if answer is not None:
                return answer == _TAKEN
            if self.claim():
                return False
            if self._is_opening():
                until = time.monotonic() + PATIENCE_S
            elif time.monotonic() > until:
                return False
            time.sleep(_PAUSE_S)

    def listen(self, take: Callable[[Question], bool]) -> None:
        """Take what other starts hand over. `take` is called in a thread and says whether the question was taken; it
        should not wait longer than a second start does. Does nothing unless this is the first process. Imports and
        binds: not for the window's thread."""
        if not self.is_first or self._closing:
            return
        listener = _listener(self._folder)
        if listener is None:
            return
        self._address = cast("str", listener.address)
        self._listening = threading.Thread(
            target=self._serve, args=(listener, take), name="badge-inspector-instance", daemon=True
        )
        self._listening.start()

    def stop_listening(self) -> None:
        """Accept no more questions; a process that starts now waits for the lock."""
        self._closing = True
        if self._listening is not None:
            with contextlib.suppress(OSError, EOFError):
                _connected(self._address).close()  # nothing else wakes a thread that accepts
            self._listening.join(1.0)
            self._listening = None
            until = time.monotonic() + _READ_S
            for client in self._clients:  # one that sends a byte at a time is left to itself
                client.join(max(0.0, until - time.monotonic()))

    def close(self) -> None:
        """Release the folder."""
        self.stop_listening()
        self._held.close()
        self.is_first = False

    def _serve(self, listener: Listener, take: Callable[[Question], bool]) -> None:
        with listener:
            while not self._closing:
                try:
                    connection = listener.accept()
                except (OSError, EOFError):  # whoever asked is gone
                    continue
                self._clients = [client for client in self._clients if client.is_alive()]
                if self._closing or len(self._clients) >= _MOST_CLIENTS:
                    connection.close()
                    continue
                client = threading.Thread(
                    target=_answer_connection,
                    args=(connection, take),
                    name="badge-inspector-instance-client",
                    daemon=True,
                )
                self._clients.append(client)
                client.start()


def _answer_connection(connection: Connection, take: Callable[[Question], bool]) -> None:
    """Answer one client, in a thread of its own, so that a client that sends nothing does not block others."""
    with connection:
        try:
            _limit_reading(connection)
            if not connection.poll(_READ_S):
                return
            question = _decoded(connection.recv_bytes(_LONGEST_QUESTION))
            if question is not None:
                connection.send_bytes(_answer(question, take))
        except (OSError, EOFError):  # it is gone, holds still, or said more than a question is long
            return


def _answer(question: Question, take: Callable[[Question], bool]) -> bytes:
    try:
        return _TAKEN if take(question) else _BUSY
    except Exception:  # noqa: BLE001 - a bug of ours, in the log: the next start is heard all the same
        _log.exception("A question of another start was not taken")
        return _BUSY


def _limit_reading(connection: Connection) -> None:
    """Have a read end with an error when nothing comes for `_READ_S`; on Windows a pipe knows no such limit."""
    if sys.platform != "win32":
        with socket.socket(fileno=os.dup(connection.fileno())) as same:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("@ll", int(_READ_S), 0))


def _asked(folder: Path, question: Question, until: float) -> bytes | None:
    """The window's answer; None when nobody listens, busy when none has come by then. In a thread of its own, since
    connecting to a socket whose queue is full blocks without limit.
    """
    answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    asking = threading.Thread(target=lambda: answers.put(_ask(folder, question)), daemon=True)
    asking.start()
    try:
        return answers.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty:
        return _BUSY


def _ask(folder: Path, question: Question) -> bytes | None:
    """The window's answer; None when nobody listens."""
    for address in _addresses(folder):
        try:
            with _connected(address) as connection:
                process.pass_foreground_on()  # only whoever was clicked can
                connection.send_bytes(json.dumps(question._asdict()).encode())
                return connection.recv_bytes(64)
        except (OSError, EOFError):
            continue
    return None


def _connected(address: str) -> Connection:
    """Connection to whoever listens there. Raises OSError and EOFError."""
    from multiprocessing.connection import Client  # noqa: PLC0415 - a first start does not need it

    return Client(address)


def _decoded(message: bytes) -> Question | None:
    try:
        document: object = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    found = cast("dict[str, Any]", document)
    default = Question()
    members = {name: found.get(name, value) for name, value in default._asdict().items()}
    texts = (members["code"], members["portal"])
    if not all(text is None or isinstance(text, str) for text in texts):
        return None
    activation = members["activation"]
    if not isinstance(members["demo"], bool) or not isinstance(activation, str):
        return None
    if not activation.isascii() or not activation.isprintable():  # no environment holds it
        return None
    return Question(**members)


def _listener(folder: Path) -> Listener | None:
    """Listener at the first address that works. The lock is held: a socket that is there already is left over."""
    from multiprocessing.connection import Listener  # noqa: PLC0415 - not before the first paint

    for address in _addresses(folder):
        try:
            if sys.platform != "win32":
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(address)
            listener = Listener(address, backlog=8)
            if sys.platform != "win32":
                os.chmod(address, files.OWNER_ONLY)
        except OSError:
            continue
        return listener
    return None


def _addresses(folder: Path) -> list[str]:
    if sys.platform == "win32":
        return [rf"\\.\pipe\badge-inspector-{_digest(folder)}"]
    inside = str(folder / SOCKET)
    found = [inside] if len(os.fsencode(inside)) <= _LONGEST_PATH else []
    runtime = _runtime_folder()
    if runtime is not None:
        found.append(str(runtime / f"badge-inspector-{_digest(folder)}.sock"))
    return found


def _digest(folder: Path) -> str:
    """A name for the folder and its user."""
    import getpass  # noqa: PLC0415 - few folders need it
    import hashlib  # noqa: PLC0415

    name = f"{getpass.getuser()}\0{os.path.realpath(folder)}"
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]


def _runtime_folder() -> Path | None:
    """A folder that nobody else can put a socket into."""
    import tempfile  # noqa: PLC0415 - few folders need it

    if sys.platform == "win32":
        return None
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(given) if given else Path(tempfile.gettempdir(), f"badge-inspector-{os.getuid()}")
    try:
        if not given:
            folder.mkdir(mode=0o700, exist_ok=True)
        status = os.lstat(folder)
    except OSError:
        return None
    is_own = status.st_uid == os.getuid() and status.st_mode & 0o40077 == 0o40000
    return folder if is_own else None
