"""The recorder of an exchange, and a clock that is set meanwhile."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from badge_inspector.bitrix24 import trace
from badge_inspector.bitrix24.trace import Recorder
from badge_inspector.domain.exchange import Phase, Timeline


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_wall_clock_set_in_mid_exchange_changes_no_figure(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    recorder = Recorder()
    recorder.begin()
    set_to = time.time() + hours * 3600
    monkeypatch.setattr(time, "time", lambda: set_to)
    timeline = recorder.finish()
    assert 0 <= timeline.total_s < 3600
    assert 0 <= timeline.finished_at - timeline.started_at < 3600


class Clock:
    """Monotonic time that stands still until it is set, and a wall clock 1,000 s ahead of it."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return 1000.0 + self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(trace, "time", clock)
    return clock


def tell(recorder: Recorder, event: str, method: bytes = b"POST") -> None:
    asyncio.run(recorder.on_event(event, {"request": SimpleNamespace(method=method)}))


def spans(timeline: Timeline) -> list[tuple[Phase, float, float]]:
    return [(span.phase, round(span.start_s, 6), round(span.end_s, 6)) for span in timeline.spans]


def test_each_phase_ends_when_the_network_did_and_not_when_it_was_told(clock: Clock) -> None:
    recorder = Recorder()
    recorder.begin()
    clock.now = 101.0
    tell(recorder, "connection.connect_tcp.started")
    recorder.resolved(0.25)
    recorder.connecting(101.5)
    recorder.connecting(101.75)  # another address, beside the first
    recorder.connected(102.0)
    clock.now = 102.5
    tell(recorder, "connection.start_tls.started")
    recorder.secured(103.0)
    clock.now = 103.25
    tell(recorder, "http11.send_request_headers.started")
    recorder.sent(103.5, 103.75)
    clock.now = 103.875
    tell(recorder, "http11.send_request_body.complete")
    recorder.came(b"HT", 104.0, None)
    assert recorder.answer_begins == b"HT"
    assert recorder.speaks_http
    recorder.came(b"TP/1.1 200 OK", 104.5, None)
    assert recorder.answer_begins == b"HTTP/"
    assert recorder.speaks_http
    recorder.came(b"{}", 104.75, 105.0)
    recorder.came(b"excess", 105.5, 105.5)
    clock.now = 106.0
    timeline = recorder.finish()
    assert recorder.phase is Phase.DOWNLOAD
    assert spans(timeline) == [
        (Phase.CONNECT, 0.0, 0.75),
        (Phase.TLS, 1.25, 1.75),
        (Phase.SEND, 2.25, 2.5),
        (Phase.WAIT, 2.5, 2.75),
        (Phase.DOWNLOAD, 2.75, 3.75),
    ]
    assert (timeline.total_s, timeline.reused) == (3.75, False)
    assert (timeline.started_at, timeline.finished_at) == (1101.25, 1105.0)


def queued(clock: Clock, *, for_s: float) -> Recorder:
    """A recorder of an exchange that waited so long for its turn, and begins."""
    recorder = Recorder()
    recorder.queued()
    clock.now += for_s
    recorder.begin()
    return recorder


def ended(recorder: Recorder, clock: Clock, *, at: float) -> Timeline:
    clock.now = at
    return recorder.finish()


def test_the_wait_for_its_turn_is_no_part_of_the_exchange(clock: Clock) -> None:
    recorder = queued(clock, for_s=2.0)
    tell(recorder, "http11.send_request_headers.started")
    timeline = ended(recorder, clock, at=104.0)
    assert spans(timeline) == [(Phase.QUEUE, 0.0, 2.0), (Phase.SEND, 2.0, 4.0)]
    assert (timeline.total_s, timeline.reused) == (2.0, True)
    assert (timeline.started_at, timeline.finished_at) == (1100.0, 1104.0)


def test_an_exchange_without_a_wait_begins_when_it_is_told_to(clock: Clock) -> None:
    recorder = Recorder()
    clock.now = 150.0
    recorder.begin()
    timeline = ended(recorder, clock, at=151.0)
    assert (spans(timeline), timeline.total_s, timeline.reused) == ([], 1.0, None)
    assert (timeline.started_at, timeline.finished_at) == (1150.0, 1151.0)


def test_what_a_stale_connection_cost_counts_and_has_no_phase(clock: Clock) -> None:
    recorder = queued(clock, for_s=0.0)
    clock.now = 101.0
    tell(recorder, "http11.send_request_headers.started")
    recorder.sent(101.0, 101.25)
    recorder.came(b"HTTP", 101.5, None)
    clock.now = 102.0
    recorder.again()
    assert (recorder.reused, recorder.answer_begins) == (None, b"")
    tell(recorder, "connection.connect_tcp.started")
    clock.now = 103.0
    recorder.again()
    tell(recorder, "connection.connect_tcp.started")
    timeline = ended(recorder, clock, at=105.0)
    assert spans(timeline) == [(Phase.QUEUE, 0.0, 0.0), (Phase.CONNECT, 3.0, 5.0)]
    assert (timeline.total_s, timeline.reused) == (4.0, False)


def test_the_total_counts_from_the_stale_connection_without_a_wait_too(clock: Clock) -> None:
    recorder = Recorder()
    recorder.begin()
    clock.now = 101.0
    tell(recorder, "http11.send_request_headers.started")
    clock.now = 102.0
    recorder.again()
    clock.now = 103.0
    tell(recorder, "connection.connect_tcp.started")
    clock.now = 105.0
    timeline = recorder.finish()
    assert spans(timeline) == [(Phase.CONNECT, 2.0, 4.0)]
    assert (timeline.total_s, timeline.started_at) == (4.0, 1101.0)


def test_a_proxys_tunnel_is_part_of_connecting(clock: Clock) -> None:
    recorder = Recorder()
    recorder.begin()
    tell(recorder, "connection.connect_tcp.started")
    recorder.connected(101.0)
    clock.now = 102.0
    tell(recorder, "http11.send_request_headers.started", b"CONNECT")
    tell(recorder, "http11.send_request_body.complete")
    assert (recorder.phase, recorder.reused) == (Phase.CONNECT, False)
    recorder.came(b"HTTP/1.1 200", 103.0, None)
    clock.now = 104.0
    tell(recorder, "connection.start_tls.started")
    clock.now = 105.0
    assert spans(recorder.finish()) == [(Phase.CONNECT, 0.0, 3.0), (Phase.TLS, 4.0, 5.0)]


def test_an_answer_is_over_only_when_it_is_whole(clock: Clock) -> None:
    recorder = Recorder()
    recorder.begin()
    tell(recorder, "http11.send_request_headers.started")
    recorder.came(b"SSH-2.0", 101.0, None)
    assert not recorder.speaks_http
    clock.now = 104.0
    timeline = recorder.finish()
    assert spans(timeline) == [(Phase.SEND, 0.0, 1.0), (Phase.DOWNLOAD, 1.0, 4.0)]
    assert timeline.total_s == 4.0


def test_nothing_ends_before_it_began(clock: Clock) -> None:
    recorder = Recorder()
    recorder.begin()
    tell(recorder, "connection.connect_tcp.started")
    recorder.resolved(5.0)  # as long as since before the exchange
    recorder.connecting(101.0)
    clock.now = 102.0
    tell(recorder, "http11.send_request_headers.started")
    recorder.sent(102.5, 102.25)
    recorder.came(b"H", 102.0, 101.0)
    clock.now = 103.0
    assert spans(recorder.finish()) == [
        (Phase.CONNECT, 0.0, 2.0),
        (Phase.SEND, 2.5, 2.5),
        (Phase.DOWNLOAD, 2.5, 2.5),
    ]


@pytest.mark.parametrize(("over_s", "is_late"), [(0.0, False), (0.0049, False), (0.0051, True), (1.0, True)])
def test_a_beat_that_comes_late_tells_of_this_computer(clock: Clock, over_s: float, is_late: bool) -> None:
    recorder = Recorder()
    recorder.begin()
    clock.now += trace.BEAT_S + over_s
    assert recorder.finish().late_s == (pytest.approx(over_s) if is_late else 0.0)


def test_a_lateness_that_an_ordinary_timer_has_does_not_count(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "BEAT_S", 0.5)
    monkeypatch.setattr(trace, "LATE_BEAT_S", 0.25)
    recorder = Recorder()
    clock.now += 0.75
    assert recorder.finish().late_s == 0.0


def test_each_late_beat_of_a_long_exchange_counts_once(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "BEAT_S", 0.0)  # a turn of the loop

    async def run() -> float:
        recorder = Recorder()
        watching = asyncio.ensure_future(recorder.watch())
        for passed_s in [0.0, *[0.004] * 50, 1.0, *[0.004] * 50, 2.0, 0.0]:
            clock.now += passed_s
            await asyncio.sleep(0)
        watching.cancel()
        return recorder.finish().late_s

    assert asyncio.run(run()) == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("with_sleep", "without"),
    [("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"), ("CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW")],
    ids=["Linux", "macOS"],
)
def test_sleep_of_the_computer_counts_as_late(clock: Clock, with_sleep: str, without: str) -> None:
    """The clock that goes on meanwhile, less the one that does not."""
    asleep_s = {7: 50.0, 1: 0.0}
    setattr(clock, with_sleep, 7)
    setattr(clock, without, 1)
    clock.clock_gettime = lambda number: clock.now + asleep_s[number]  # pyright: ignore[reportAttributeAccessIssue]
    recorder = Recorder()
    recorder.begin()
    assert recorder.finish().late_s == 0.0
    clock.now += trace.BEAT_S / 2
    asleep_s[7] += 3600.0
    assert recorder.finish().late_s == pytest.approx(3600.0, abs=1e-6)
