"""A portal that answers whatever bytes a test tells it to: raw sockets on loopback, each connection in a thread.

    with FaultyPortal(answer(200, GOOD)) as portal: ...                # every request gets the same bytes
    with FaultyPortal(a_script) as portal: ...                         # a_script(conversation) drives a connection

Nothing here waits for a time to pass: a script that should hang calls `conversation.hold()`, which tells the test
(`portal.held`) and lasts until the test lets go (`portal.released`, set on leaving at the latest).
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from badge_inspector.domain.portal import AccessKind, OAuthToken, PortalAddress, PortalProfile, Webhook
from badge_inspector.domain.secret import Secret

PATIENCE_S = 60.0
"""No wait in here lasts longer: a broken test ends instead of hanging."""

SECRET = "s3cr3tw3bh00kpqz"
WEBHOOK = Webhook("1", Secret(SECRET))
TOKEN = OAuthToken(Secret("0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9012345"))

GOOD = (
    b'{"result":{"badge":{"code":"missedCall","title":"Call Status","value":"Missed","type":"failure"}},'
    b'"time":{"start":1724068028.331234,"finish":1724068028.726591,"duration":0.3953571319580078,'
    b'"processing":0.13033390045166016,"date_start":"2025-01-21T13:47:08+02:00",'
    b'"date_finish":"2025-01-21T13:47:08+02:00","operating":0}}'
)


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.line.split(" ")[1]


class Conversation:
    """One connection, as a script sees it."""

    def __init__(self, portal: FaultyPortal, connection: socket.socket) -> None:
        self.portal = portal
        self.socket = connection
        self._unread = b""

    def read_request(self) -> Received | None:
        """The next request, None when the client has closed the connection."""
        while b"\r\n\r\n" not in self._unread:
            data = self.socket.recv(65536)
            if not data:
                return None
            self._unread += data
        head, _, rest = self._unread.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        length = int(headers.get("content-length", "0"))
        while len(rest) < length:
            data = self.socket.recv(65536)
            if not data:
                return None
            rest += data
        self._unread = rest[length:]
        received = Received(lines[0], headers, rest[:length])
        self.portal.received.append(received)
        return received

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def hold(self) -> None:
        """Do nothing until the test lets go."""
        self.portal.held.set()
        self.portal.released.wait(PATIENCE_S)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


Script = Callable[[Conversation], object]


@dataclass
class FaultyPortal:
    """A server on 127.0.0.1 for one test.

    Attributes:
        script: What to do with each connection; bytes stand for "answer every request with these".
        tls: A server-side context, for https.
        received: Every request, in order.
        connections: How many connections came.
        held: Set when a script holds. released: set to let all holds go.
        failures: What scripts raised other than a broken connection; checked on leaving.
    """

    script: Script | bytes
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    received: list[Received] = field(default_factory=list[Received])
    connections: int = 0
    held: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    failures: list[BaseException] = field(default_factory=list[BaseException])

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._closing = False

    @property
    def address(self) -> PortalAddress:
        return PortalAddress(host=self.host, scheme="https" if self.tls else "http", port=self.port)

    def profile(self, access: AccessKind = AccessKind.WEBHOOK, **changes: str) -> PortalProfile:
        return PortalProfile(
            id="p1",
            name="Test",
            address=self.address,
            access=access,
            webhook_user="1",
            **changes,  # pyright: ignore[reportArgumentType]
        )

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self.released.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            pass  # wakes accept()
        for connection in self._sockets:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # closed by the script already
                continue
        for thread in self._threads:
            thread.join(PATIENCE_S)
        self._listener.close()
        assert not self.failures, self.failures

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="faulty-portal")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closing:
                connection.close()
                return
            self.connections += 1
            connection.settimeout(PATIENCE_S)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # what was sent has gone
            self._sockets.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self._sockets.append(connection)
            script = self.script
            if isinstance(script, bytes):
                script = always(script)
            script(Conversation(self, connection))
        except OSError:  # the client went away, or refused the certificate: scripts need not care
            pass
        except BaseException as error:  # noqa: BLE001 - told on leaving
            self.failures.append(error)
        finally:
            connection.close()


def answer(
    status: int = 200,
    body: bytes | str = b"",
    *,
    reason: str = "X",
    content_type: str = "application/json; charset=utf-8",
    headers: Sequence[str] = (),
    length: int | None = None,
) -> bytes:
    """An HTTP answer; `length` lies about the body's."""
    data = body.encode() if isinstance(body, str) else body
    size = len(data) if length is None else length
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Type: {content_type}", f"Content-Length: {size}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def silence(conversation: Conversation) -> None:
    """Read the question, and answer nothing until the test lets go."""
    if conversation.read_request() is not None:
        conversation.hold()


def always(data: bytes) -> Script:
    """Answer every request on a connection with the same bytes."""
    return in_turn(data, repeat=True)


def in_turn(*answers: bytes, repeat: bool = False) -> Script:
    """Answer the requests of a connection one after the other, then close it (or repeat the last)."""

    def script(conversation: Conversation) -> None:
        for data in answers:
            if conversation.read_request() is None:
                return
            conversation.send(data)
        while repeat and conversation.read_request() is not None:
            conversation.send(answers[-1])

    return script


def then_close(data: bytes) -> Script:
    """Answer one request and close the connection."""
    return in_turn(data)
