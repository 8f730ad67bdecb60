"""The client's clock: the phases of one exchange, from httpcore's trace events and the network stream itself.

httpcore's events announce the next step of an exchange: open a connection, begin TLS, send. `stream.py` reports when
each step began and ended on the network. Events find the exchange's recorder through the request's `trace` extension,
the stream through a context variable (httpcore works in the calling task).
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
"""Lateness of an ordinary timer, which does not count."""


class Lateness:
    """Time in which this computer did not run the program: late ticks of a timer, and sleep, which the monotonic
    clocks of Linux and macOS leave out.
    """

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
        """Seconds so far, the current tick included."""
        return self._late + self._overdue() + max(0.0, _asleep_s() - self._asleep)

    def _overdue(self) -> float:
        overdue = time.monotonic() - self._beat_at - BEAT_S
        return overdue if overdue > LATE_BEAT_S else 0.0


def _asleep_s() -> float:
    """For how long this computer slept since it was started, as far as a clock tells: Windows counts sleep as time."""
    monotonic = getattr(time, "CLOCK_MONOTONIC", None)
    if monotonic is None:
        return 0.0
    with_sleep = getattr(time, "CLOCK_BOOTTIME", monotonic)  # Linux; macOS' monotonic clock goes on in its sleep
    without = getattr(time, "CLOCK_UPTIME_RAW", monotonic)  # macOS; Linux' monotonic clock stands still
    return time.clock_gettime(with_sleep) - time.clock_gettime(without)


class Recorder:
    """Records one exchange. Between two phases there may be a gap: time that this program spent itself.

    Attributes:
        reused: Whether the request went out on a connection that was open already; None before it had one.
        answer_begins: The first bytes of the answer, up to five; b"" until they come.
    """

    def __init__(self) -> None:
        self.reused: bool | None = None
        self.answer_begins = b""
        self._wall_clock = time.time()
        self._zero = time.monotonic()
        self._begun_at = self._zero
        self._first_at: float | None = None
        self._spans: list[PhaseSpan] = []
        self._phase: Phase | None = None
        self._since = self._zero
        self._until: float | None = None
        self._is_whole = False
        self._resolving_s: float | None = None
        self._late = Lateness()

    @property
    def phase(self) -> Phase | None:
        """Current or last phase of the exchange."""
        return self._phase

    def queued(self) -> None:
        """Begin the phase QUEUE: the exchange waits for its portal's turn."""
        self._enter(Phase.QUEUE, time.monotonic())

    def begin(self) -> None:
        """Begin the exchange itself: pacing, if any, has ended."""
        self._close()
        self._begun_at = time.monotonic()

    def again(self) -> None:
        """Discard what was recorded on a stale connection and record anew; the total is still counted from the first
        attempt.
        """
        self._close()
        own = self._own_spans()
        self._first_at = self._first_at or (own[0].start_s if own else None)
        self._spans = [span for span in self._spans if span not in own]
        self.reused, self.answer_begins = None, b""

    @property
    def speaks_http(self) -> bool:
        """Tell whether the bytes so far may be the beginning of an HTTP/1 response."""
        return _HTTP.startswith(self.answer_begins)

    # Told by the stream, in monotonic seconds

    def resolved(self, took_s: float) -> None:
        """The portal's name was resolved."""
        self._resolving_s = took_s

    def connecting(self, at: float) -> None:
        """The first of the connections that race is being made: connecting began with it, and with the name before."""
        if self._phase is Phase.CONNECT and self._resolving_s is not None:
            self._since = max(self._since, at - self._resolving_s)
            self._resolving_s = None

    def connected(self, at: float) -> None:
        """The connection was made, or one of those that race for it."""
        if self._phase is Phase.CONNECT:
            self._until = at

    def secured(self, at: float) -> None:
        """The handshake of TLS ended."""
        if self._phase is Phase.TLS:
            self._until = at

    def sent(self, began_at: float, ended_at: float) -> None:
        """The system took the request."""
        if self._phase is Phase.SEND:
            self._since, self._until = began_at, max(began_at, ended_at)

    def came(self, data: bytes, first_at: float, whole_at: float | None) -> None:
        """Bytes came from the other end, the first of them at `first_at`; the answer was whole at `whole_at`."""
        if self._phase is Phase.CONNECT:  # a proxy opened its tunnel
            self._until = first_at
        if self._phase in (Phase.SEND, Phase.WAIT):
            self._until = first_at = max(self._since, first_at)
            self._enter(Phase.DOWNLOAD, first_at)
        if self._phase is Phase.DOWNLOAD:
            self.answer_begins = (self.answer_begins + data[: len(_HTTP)])[: len(_HTTP)]
            if whole_at is not None and not self._is_whole:
                self._is_whole = True
                self._until = max(self._since, whole_at)

    def finish(self) -> Timeline:
        """The timeline as it stands; the phase under way ends now, or with the last byte of a whole answer."""
        if not self._is_whole:
            self._until = None
        ended_in = self._phase
        self._close()
        self._phase = ended_in
        own = self._own_spans()
        began = self._first_at or (own[0].start_s if own else self._begun_at)
        ended = own[-1].end_s if self._is_whole else time.monotonic()
        zero = self._spans[0].start_s if self._spans and self._spans[0].phase is Phase.QUEUE else began
        return Timeline(
            spans=tuple(PhaseSpan(span.phase, span.start_s - zero, span.end_s - zero) for span in self._spans),
            total_s=ended - began,
            started_at=self._wall_clock + zero - self._zero,
            finished_at=self._wall_clock + ended - self._zero,
            reused=self.reused,
            late_s=self._late.seconds(),
        )

    async def watch(self) -> None:
        """Measure how long this computer does not run the program, until cancelled at the end of the exchange."""
        await self._late.watch()

    async def on_event(self, name: str, info: Mapping[str, Any]) -> None:
        """httpcore's trace callback: names are "connection.connect_tcp.started" and the like."""
        step = name.partition(".")[2]
        if step == "connect_tcp.started":
            self.reused = False
            self._enter(Phase.CONNECT, time.monotonic())
        elif step == "start_tls.started":
            self._enter(Phase.TLS, time.monotonic())
        elif step == "send_request_headers.started":
            if info["request"].method == b"CONNECT":
                return  # a proxy's tunnel is being opened: that is connecting still
            self.reused = self.reused is None
            self._enter(Phase.SEND, time.monotonic())
        elif step == "send_request_body.complete" and self._phase is Phase.SEND:
            self._enter(Phase.WAIT, self._until)

    def _own_spans(self) -> list[PhaseSpan]:
        """All but the wait for the portal's turn."""
        return [span for span in self._spans if span.phase is not Phase.QUEUE]

    def _enter(self, phase: Phase, at: float | None) -> None:
        if phase is not self._phase:
            self._close()
            self._phase = phase
            self._since = time.monotonic() if at is None else at

    def _close(self) -> None:
        """End the phase at its known moment, else now."""
        if self._phase is not None:
            ended_at = time.monotonic() if self._until is None else self._until
            self._spans.append(PhaseSpan(self._phase, self._since, ended_at))
        self._phase = self._until = None
