"""The client's own clock: the phases of one HTTP exchange, and both sides of it as they went over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Phase(StrEnum):
    """Phases of an exchange. CONNECT includes the name's resolution; WAIT is from the last byte sent to the first
    byte received."""

    QUEUE = "queue"
    CONNECT = "connect"
    TLS = "tls"
    SEND = "send"
    WAIT = "wait"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """Seconds since the exchange began, on a monotonic clock."""

    phase: Phase
    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Timeline:
    """Times measured by the client. Between two spans there may be a gap, the program's own time. `total_s` runs from
    the beginning of the first span to the last byte (or the failure), pacing (QUEUE) left out; `started_at` and
    `finished_at` are this computer's wall clock, epoch seconds UTC; `reused` says whether the connection was open
    already, None when it never came to a connection; `late_s` is how long this computer did not run the program
    meanwhile, as far as it can be known."""

    spans: tuple[PhaseSpan, ...]
    total_s: float
    started_at: float
    finished_at: float
    reused: bool | None = None
    late_s: float = 0.0

    def span(self, phase: Phase) -> PhaseSpan | None:
        return next((span for span in self.spans if span.phase is phase), None)


@dataclass(frozen=True, slots=True)
class SentRequest:
    """The request as sent, secrets replaced by the mask: safe to show, copy and keep."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The portal's certificate. Times are epoch seconds UTC; `sha256` is lower-case hex of the DER form."""

    subject: str
    issuer: str
    not_before: float
    not_after: float
    sha256: str


@dataclass(frozen=True, slots=True)
class Response:
    """The response as received. `body` is after content decoding (gzip, deflate) and before any text decoding;
    `wire_size` counts the body's bytes on the wire; `truncated` says why the body is not whole, "" when it is
    ("limit", "closed", "encoding"; "capture" where a file that another program wrote does not have it)."""

    status: int
    reason: str
    http_version: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    wire_size: int
    truncated: str = ""
    certificate: Certificate | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any letter case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP exchange: `response` is None when no status line came. `excess` counts the bytes that came behind the
    answer and belong to no request."""

    request: SentRequest
    timeline: Timeline
    response: Response | None = None
    excess: int = 0

    @property
    def is_shared(self) -> bool:
        """Tell whether the request travelled with others, in the method `batch`."""
        path = urlsplit(self.request.url).path.rstrip("/").lower()
        return path.removesuffix(".json").removesuffix(".xml").endswith("/batch")
