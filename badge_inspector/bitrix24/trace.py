"""The client's clock: the phases of one exchange, from httpcore's trace events and the network stream itself.

httpcore tells when a connection is opened, TLS begins and a request is written; the first byte of an answer is told by
`network.py`'s stream, since httpcore reports a header only once it is whole. Both find the exchange's recorder: the
events through the request's `trace` extension, the stream through a context variable (httpcore works in the calling
task).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from badge_inspector.domain.exchange import Phase, PhaseSpan, Timeline

CURRENT: ContextVar[Recorder | None] = ContextVar("badge_inspector_exchange", default=None)

_HTTP = b"HTTP/"


BEAT_S = 0.05
LATE_BEAT_S = 0.005
"""A beat this much late is an ordinary timer's."""


class Lateness:
    """Time in which this computer did not run the program: beats that came late, and sleep, which the monotonic clocks
    of Linux and macOS leave out."""

    def __init__(self) -> None:
        self._late = 0.0
        self._beat_at = time.monotonic()
        self._asleep = _asleep_s()

    async def watch(self) -> None:
        while True:
            self._beat_at = time.monotonic()
            await asyncio.sleep(BEAT_S)
            self._late += self._overdue()

    def seconds(self) -> float:
        """So far, the beat under way included."""
        return self._late + self._overdue() + max(0.0, _asleep_s() - self._asleep)

    def _overdue(self) -> float:
        overdue = time.monotonic() - self._beat_at - BEAT_S
        return overdue if overdue > LATE_BEAT_S else 0.0


def _asleep_s() -> float:
    """For how long this computer slept since it was started, as far as a clock tells: Windows counts sleep as time."""
    with_sleep, without = (
        getattr(time, names[0], None) or getattr(time, names[1], None)
        for names in (("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"), ("CLOCK_UPTIME_RAW", "CLOCK_MONOTONIC"))
    )
    if with_sleep is None or without is None:
        return 0.0
    return time.clock_gettime(with_sleep) - time.clock_gettime(without)


class Recorder:
    """Records one exchange. Phases are contiguous: one ends where the next begins, and the client's own work before
    the first event (well under a millisecond) counts to the first phase.

    Attributes:
        reused: Whether the request went out on a connection that was open already; None before it had one.
        answer_begins: The first bytes of the answer, up to five; b"" until they come.
    """

    def __init__(self) -> None:
        self.reused: bool | None = None
        self.answer_begins = b""
        self._started_at = time.time()
        self._zero = time.monotonic()
        self._began = 0.0
        self._spans: list[PhaseSpan] = []
        self._phase: Phase | None = None
        self._since = 0.0
        self._sent_at: float | None = None
        self._late = Lateness()

    @property
    def phase(self) -> Phase | None:
        """Current or last phase of the exchange."""
        return self._phase

    def queued(self) -> None:
        """The exchange waits for its portal's turn."""
        self._enter(Phase.QUEUE)

    def begin(self) -> None:
        """The exchange itself begins: pacing, if any, is over."""
        self._close()
        if not self._spans:
            self._started_at, self._zero = time.time(), time.monotonic()
        self._phase = None
        self._began = self._since = self._now()

    def again(self) -> None:
        """The stale connection is forgotten: the exchange is recorded anew, its total still counted from `begin`."""
        self._spans = [span for span in self._spans if span.phase is Phase.QUEUE]
        self._phase, self._since = None, self._now()
        self.reused, self.answer_begins = None, b""

    @property
    def speaks_http(self) -> bool:
        """Tell whether the bytes so far may be the beginning of an HTTP/1 response."""
        return _HTTP.startswith(self.answer_begins)

    def came(self, data: bytes, at: float) -> None:
        """Bytes came from the other end at `at` (monotonic seconds); only the first after the request count."""
        if self._phase in (Phase.SEND, Phase.WAIT):
            self._enter(Phase.DOWNLOAD, max(self._since, at - self._zero))
        if self._phase is Phase.DOWNLOAD and len(self.answer_begins) < len(_HTTP):
            self.answer_begins = (self.answer_begins + data)[: len(_HTTP)]

    def finish(self) -> Timeline:
        """The timeline as it stands; the phase under way ends now."""
        self._close()
        return Timeline(
            spans=tuple(self._spans),
            total_s=self._now() - self._began,
            started_at=self._started_at,
            finished_at=self._started_at + self._now(),
            reused=self.reused,
            late_s=self._late.seconds(),
        )

    def sent(self, at: float) -> None:
        """The system took the last bytes that were written, at `at` (monotonic seconds)."""
        self._sent_at = max(self._since, at - self._zero)

    async def watch(self) -> None:
        """Notice for how long this computer does not run the program; cancelled at the end of the exchange."""
        await self._late.watch()

    async def on_event(self, name: str, info: Mapping[str, Any]) -> None:
        """httpcore's trace callback: names are "connection.connect_tcp.started" and the like."""
        step = name.partition(".")[2]
        if step == "connect_tcp.started":
            self.reused = False
            self._enter(Phase.CONNECT)
        elif step == "start_tls.started":
            self._enter(Phase.TLS)
        elif step == "send_request_headers.started":
            if info["request"].method == b"CONNECT":
                return  # a proxy's tunnel is being opened: that is connecting still
            self.reused = self.reused is None
            self._enter(Phase.SEND)
        elif step == "send_request_body.complete" and self._phase is Phase.SEND:
            self._enter(Phase.WAIT, self._sent_at)

    def _now(self) -> float:
        return time.monotonic() - self._zero

    def _enter(self, phase: Phase, at: float | None = None) -> None:
        if phase is not self._phase:
            self._close(at)
            self._phase = phase

    def _close(self, at: float | None = None) -> None:
        now = self._now() if at is None else at
        if self._phase is not None:
            self._spans.append(PhaseSpan(self._phase, self._since, now))
            self._since = now
