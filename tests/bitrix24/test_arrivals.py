"""Times of the network while this program, or its clock, is not what it should be."""

from __future__ import annotations

import asyncio
import json
import math
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from badge_inspector.bitrix24 import arrivals
from badge_inspector.bitrix24.arrivals import ExchangeLoop
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.exchange import Phase, PhaseSpan, Timeline
from badge_inspector.domain.findings import ThisComputerLate, findings
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.waterfall import waterfall
from tests.support import certificates, exchange_loop
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer
from tests.support.process import ROOT

has_notes = pytest.mark.skipif(sys.platform != "linux", reason="only Linux notes when bytes came")


class Holding:
    """A portal's script that answers when it is told to, and notes the moments.

    Attributes: had_at, sent_at (monotonic: it had the request, the answer had gone), answer_now, has_answered.
    """

    def __init__(self) -> None:
        self.had_at = self.sent_at = 0.0
        self.answer_now = threading.Event()
        self.has_answered = threading.Event()

    def __call__(self, conversation: Conversation) -> None:
        while conversation.read_request() is not None:
            self.had_at = time.monotonic()
            conversation.portal.held.set()
            self.answer_now.wait(20)
            conversation.send(answer(200, GOOD))
            self.sent_at = time.monotonic()
            self.has_answered.set()


async def call(client: PortalClient, portal: FaultyPortal, code: str = "a") -> Reply:
    return await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": code})


def wait_of(timeline: Timeline) -> float:
    wait = timeline.span(Phase.WAIT)
    assert wait is not None
    return wait.duration_s


def answered_while_the_loop_stands_still(
    portal: FaultyPortal, goes_on: threading.Event, waits: Callable[[], object]
) -> tuple[float, Timeline]:
    """Ask a portal, let it go on once it has the request, and `waits` in the loop's own thread; the moment of the
    question by the monotonic clock, and the timeline of the exchange."""

    async def run() -> tuple[float, Timeline]:
        async with PortalClient() as client:
            asked_at = time.monotonic()
            asking = asyncio.ensure_future(call(client, portal))
            await asyncio.to_thread(portal.held.wait)
            goes_on.set()
            waits()
            return asked_at, (await asking).exchange.timeline

    return exchange_loop.run(run())


@has_notes
def test_an_answer_is_dated_when_it_came_and_not_when_this_program_had_time_for_it() -> None:
    holding = Holding()

    def waits() -> None:
        holding.has_answered.wait()
        while time.monotonic() < holding.sent_at + 0.05:
            pass

    with FaultyPortal(holding) as portal:
        asked_at, timeline = answered_while_the_loop_stands_still(portal, holding.answer_now, waits)
    assert asked_at + timeline.total_s <= holding.sent_at


CLOSES_LATER_S = 0.2


@has_notes
def test_a_connection_that_is_closed_behind_the_answer_dates_it_no_later() -> None:
    """The system has one note for the bytes and for the end of the connection, where both wait to be read."""
    goes_on, closed = threading.Event(), threading.Event()
    sent_at: list[float] = []

    def script(conversation: Conversation) -> None:
        conversation.read_request()
        conversation.portal.held.set()
        goes_on.wait(20)
        conversation.send(answer(200, GOOD, headers=["Connection: close"]))
        sent_at.append(time.monotonic())
        time.sleep(CLOSES_LATER_S)  # what is tested
        conversation.socket.shutdown(socket.SHUT_WR)
        closed.set()

    with FaultyPortal(script) as portal:
        asked_at, timeline = answered_while_the_loop_stands_still(portal, goes_on, closed.wait)
    assert asked_at + timeline.total_s < sent_at[0] + CLOSES_LATER_S / 2


@has_notes
def test_an_answer_that_came_in_two_parts_before_this_program_looked_began_with_the_first() -> None:
    """The system has one note for both."""
    goes_on, has_answered = threading.Event(), threading.Event()
    sent_at: list[float] = []

    def script(conversation: Conversation) -> None:
        while conversation.read_request() is not None:
            conversation.portal.held.set()
            goes_on.wait(20)
            whole = answer(200, GOOD)
            conversation.send(whole[:-10])
            sent_at.append(time.monotonic())
            time.sleep(CLOSES_LATER_S)  # what is tested
            conversation.send(whole[-10:])
            has_answered.set()

    with FaultyPortal(script) as portal:

        async def run() -> tuple[float, list[Timeline]]:
            timelines: list[Timeline] = []
            asked_at = 0.0
            async with PortalClient() as client:
                for _ in range(2):  # on a new connection and on a kept one
                    for event in (goes_on, has_answered, portal.held):
                        event.clear()
                    asked_at = time.monotonic()
                    asking = asyncio.ensure_future(call(client, portal))
                    await asyncio.to_thread(portal.held.wait)
                    goes_on.set()
                    has_answered.wait()  # the loop stands still
                    timelines.append((await asking).exchange.timeline)
                return asked_at, timelines

        asked_at, timelines = exchange_loop.run(run())
    for timeline in timelines:
        downloading = timeline.span(Phase.DOWNLOAD)
        assert downloading is not None
        assert downloading.duration_s > CLOSES_LATER_S / 2
    assert asked_at + timelines[1].total_s > sent_at[1] + CLOSES_LATER_S * 0.9


@has_notes
def test_a_handshake_that_was_noticed_late_took_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    holding = Holding()
    holding.answer_now.set()
    with FaultyPortal(holding) as portal:

        async def run() -> Timeline:
            loop = asyncio.get_running_loop()
            connect = loop.sock_connect

            async def connect_and_stand_still(connection: socket.socket, other_end: Any) -> None:
                connecting = asyncio.ensure_future(connect(connection, other_end))
                await asyncio.sleep(0)
                until = time.monotonic() + 0.1
                while time.monotonic() < until:
                    pass
                await connecting

            monkeypatch.setattr(loop, "sock_connect", connect_and_stand_still)
            async with PortalClient() as client:
                return (await call(client, portal)).exchange.timeline

        connecting = exchange_loop.run(run()).span(Phase.CONNECT)
    assert connecting is not None
    assert connecting.duration_s < 0.05


@has_notes
def test_bytes_before_the_end_of_a_connection_are_dated_no_earlier_than_they_were_sent() -> None:
    """The system counts in steps of some milliseconds how long ago the last bytes came."""
    early_s: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        for turn in range(20):
            with socket.create_connection(listener.getsockname()) as receiving, arrivals.Arrivals() as selector:
                number = receiving.fileno()
                selector.watch(receiving)
                selector.register(receiving, selectors.EVENT_READ)
                with listener.accept()[0] as sending:
                    begins_at = time.monotonic() + turn * 0.0003  # at another place within a step each time
                    while time.monotonic() < begins_at:
                        pass
                    sent_at = time.monotonic()
                    sending.sendall(b"answer")
                selector.select(20)
                arrival = selector.of(receiving)
                assert arrival is not None
                early_s.append(sent_at - arrival.last_at)
                selector.forget(number, receiving)
    assert max(early_s) < 0.001


@pytest.fixture
def waiting() -> Iterator[tuple[arrivals.Arrivals, socket.socket]]:
    """A selector, and a watched connection on which six bytes wait, with the system's note of them where it has any."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as receiving,
        listener.accept()[0] as sending,
        arrivals.Arrivals() as selector,
    ):
        selector.watch(receiving)
        selector.register(receiving, selectors.EVENT_READ)
        give_up_at = time.monotonic() + 2
        while True:
            sending.sendall(b"answer")
            select.select([receiving], [], [], 20)
            if sys.platform != "linux" or arrivals._note_on(receiving, 6) or time.monotonic() > give_up_at:
                break
            receiving.recv(6)  # the system begins to note a moment after it was told to
        yield selector, receiving


def arrived_before(selector: arrivals.Arrivals, connection: socket.socket, moment: float) -> bool:
    """Tell whether bytes are dated before a moment at which they were there already: by their note, then, and not by
    the moment of the look."""
    selector.select(20)
    arrival = selector.of(connection)
    assert arrival is not None
    return arrival.last_at < moment


@has_notes
def test_bytes_that_come_between_the_look_at_their_note_and_their_reading_are_dated_by_the_reading(
    waiting: tuple[arrivals.Arrivals, socket.socket],
) -> None:
    selector, receiving = waiting
    selector.select(20)
    looked = selector.of(receiving)
    assert looked is not None
    assert looked.when_read(6) == looked
    looked_at = time.monotonic()
    more = looked.when_read(7)
    assert looked.last_at < looked_at <= more.last_at
    assert more.first_at == looked.first_at


@has_notes
@pytest.mark.parametrize(("set_s", "is_dated_by_note"), [(0.0, True), (0.0009, True), (0.0011, False), (3600.0, False)])
def test_notes_do_not_count_where_the_wall_clock_was_set_since(
    waiting: tuple[arrivals.Arrivals, socket.socket],
    monkeypatch: pytest.MonkeyPatch,
    set_s: float,
    is_dated_by_note: bool,
) -> None:
    """Less than a millisecond is what two readings of the clocks differ by."""
    selector, connection = waiting
    ahead = selector._ahead + set_s
    monkeypatch.setattr(arrivals, "_wall_clock_ahead", lambda: ahead)
    assert arrived_before(selector, connection, time.monotonic()) is is_dated_by_note


@has_notes
@pytest.mark.parametrize("missing", [{1}, {6}, {1, 6}], ids=["the first byte", "the last byte", "both"])
def test_bytes_that_the_system_has_no_note_of_are_dated_by_the_look(
    waiting: tuple[arrivals.Arrivals, socket.socket], monkeypatch: pytest.MonkeyPatch, missing: set[int]
) -> None:
    """The system begins to note a moment after it was told to."""
    note_on = arrivals._note_on
    monkeypatch.setattr(arrivals, "_note_on", lambda one, size: None if size in missing else note_on(one, size))
    assert not arrived_before(*waiting, time.monotonic())


@has_notes
def test_on_a_processor_whose_notes_are_not_known_bytes_are_dated_by_the_look(
    waiting: tuple[arrivals.Arrivals, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "_HAS_IT", False)
    assert arrivals._first_noted(waiting[1]) is None
    assert not arrived_before(*waiting, time.monotonic())


def connection_with(state: int = 1, since_ms: int = 0, round_trip_us: int = 0, repeated: int = 0) -> socket.socket:
    """A connection of which the system tells this; state 1 is an established one, 8 one that the other end closed."""
    told = arrivals._TCP_INFO.pack(state, since_ms, round_trip_us, repeated)
    return cast("socket.socket", SimpleNamespace(getsockopt=lambda *_: told))


@has_notes
def test_bytes_before_an_end_are_as_old_as_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "time", SimpleNamespace(time=lambda: 1000.0))
    assert arrivals._last_bytes_by(connection_with(state=8, since_ms=60_000)) == 940.0 + arrivals._TICK_S
    assert arrivals._last_bytes_by(connection_with(since_ms=60_000)) == math.inf


@has_notes
@pytest.mark.parametrize(
    ("round_trip_us", "repeated", "handshake_s"), [(250_000, 0, 0.25), (250_000, 1, None), (0, 0, None)]
)
def test_a_handshake_took_its_round_trip_unless_it_was_repeated(
    round_trip_us: int, repeated: int, handshake_s: float | None
) -> None:
    assert arrivals.handshake_s(connection_with(round_trip_us=round_trip_us, repeated=repeated)) == handshake_s


@pytest.mark.parametrize(
    ("looked_at", "read", "goes_on_until_now"),
    [(0, 5, False), (1, 2, True), (5, 4, False), (5, 5, False), (5, 6, True)],
)
def test_bytes_that_came_behind_the_ones_looked_at_came_just_now(
    looked_at: int, read: int, goes_on_until_now: bool
) -> None:
    """Nothing is looked at where there are no notes."""
    assert arrivals.Arrival(1.0, 2.0).when_read(read) == (1.0, 2.0, 0)
    now = time.monotonic()
    arrival = arrivals.Arrival(now - 2, now - 1, looked_at).when_read(read)
    assert arrival.first_at == now - 2
    assert (arrival.last_at >= now) is goes_on_until_now
    assert goes_on_until_now or arrival.last_at == now - 1


def test_work_on_an_arrival_takes_the_time_in_which_this_thread_had_the_processor(
    waiting: tuple[arrivals.Arrivals, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    selector, connection = waiting
    clocks = SimpleNamespace(monotonic=time.monotonic, thread_time=time.thread_time, time=time.time)
    monkeypatch.setattr(arrivals, "time", clocks)
    assert selector.dealt_with_at(connection) == pytest.approx(time.monotonic(), abs=10)  # nothing has arrived
    selector.select(20)
    arrival = selector.of(connection)
    assert arrival is not None
    began_at, spent_s = time.monotonic(), time.thread_time()
    clocks.monotonic, clocks.thread_time = (lambda: began_at + 5000), (lambda: spent_s + 1000)
    assert selector.dealt_with_at(connection) == pytest.approx(arrival.last_at + 1000, abs=10)


@has_notes
def test_bytes_on_a_connection_that_stays_open_are_dated_by_their_note_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "_TICK_S", -3600.0)  # the other date would be an hour too early
    holding = Holding()
    with FaultyPortal(holding) as portal:

        async def run() -> Timeline:
            async with PortalClient() as client:
                asking = asyncio.ensure_future(call(client, portal))
                await asyncio.to_thread(portal.held.wait)
                while time.monotonic() < holding.had_at + 0.05:
                    pass
                holding.answer_now.set()
                return (await asking).exchange.timeline

        timeline = exchange_loop.run(run())
    assert wait_of(timeline) >= 0.045


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_wall_clock_set_in_mid_wait_changes_no_figure(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    holding = Holding()
    wall_clock, ahead = time.time, 0.0
    monkeypatch.setattr(time, "time", lambda: wall_clock() + ahead)
    with FaultyPortal(holding) as portal:

        async def run() -> tuple[Timeline, float]:
            nonlocal ahead
            async with PortalClient() as client:
                asked_at = time.monotonic()
                asking = asyncio.ensure_future(call(client, portal))
                await asyncio.to_thread(portal.held.wait)
                ahead = hours * 3600.0
                holding.answer_now.set()
                return (await asking).exchange.timeline, time.monotonic() - asked_at

        timeline, took_s = exchange_loop.run(run())
    assert 0 <= wait_of(timeline) <= timeline.total_s <= took_s
    assert 0 <= timeline.finished_at - timeline.started_at <= took_s


def test_an_answer_before_the_whole_request_was_sent_ends_the_sending() -> None:
    def refuses_at_the_head(conversation: Conversation) -> None:
        conversation.socket.recv(1000)
        conversation.send(answer(413, '{"error":"TOO_LARGE"}'))
        conversation.hold()

    with FaultyPortal(refuses_at_the_head) as portal:

        async def run() -> list[Reply]:
            async with PortalClient(ExchangeLimits(write_s=10, read_s=10)) as client:
                return [await call(client, portal, "x" * 20_000_000), await call(client, portal, "y" * 20_000_000)]

        replies = exchange_loop.run(run())
    assert portal.connections == 2  # the rest of a request must not go before the next one
    for reply in replies:
        assert reply.failure is None
        assert reply.exchange.response is not None
        assert reply.exchange.response.status == 413
        timeline = reply.exchange.timeline
        assert [span.phase for span in timeline.spans][-3:] == [Phase.SEND, Phase.WAIT, Phase.DOWNLOAD]
        assert wait_of(timeline) == 0
        assert all(span.duration_s >= 0 for span in timeline.spans)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own kind of loop")
@pytest.mark.parametrize("secure", [False, True])
def test_a_closed_connection_is_watched_no_longer(tmp_path: Path, secure: bool) -> None:
    tls = certificates.server_context() if secure else None
    with FaultyPortal(answer(200, GOOD), tls=tls) as portal:
        profile = portal.profile(ca_file=certificates.authority_file(tmp_path))

        async def run() -> tuple[int, int]:
            loop = asyncio.get_running_loop()
            assert isinstance(loop, ExchangeLoop)
            async with PortalClient() as client:
                reply = await client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"})
                assert reply.failure is None
                during = loop.arrivals.count
            return during, loop.arrivals.count

        assert exchange_loop.run(run()) == (1, 0)


STOPPED_S = 2.0

ASKING = """
import asyncio, json, sys
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from tests.support import exchange_loop
from tests.support.faulty_portal import WEBHOOK

async def ask():
    profile = PortalProfile("p", "P", PortalAddress("127.0.0.1", "http", int(sys.argv[1])), webhook_user="1")
    async with PortalClient() as client:
        return (await client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"})).exchange.timeline

timeline = exchange_loop.run(ask())
print(json.dumps([timeline.late_s, timeline.span(Phase.WAIT).duration_s, timeline.total_s]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
def test_a_process_stopped_in_mid_wait_says_that_this_computer_was_late() -> None:
    holding = Holding()
    with FaultyPortal(holding) as portal:
        command = (sys.executable, "-c", ASKING, str(portal.port))
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as asking:
            assert portal.held.wait(20)
            asking.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, asking.pid, os.WSTOPPED)
            holding.answer_now.set()
            assert holding.has_answered.wait(20)
            time.sleep(STOPPED_S)  # what is tested
            asking.send_signal(signal.SIGCONT)
            said, _ = asking.communicate(timeout=20)
    late_s, wait_s, total_s = json.loads(said)
    assert late_s >= STOPPED_S - 0.1
    timeline = Timeline((PhaseSpan(Phase.WAIT, 0.0, wait_s),), total_s, 0.0, total_s, late_s=late_s)
    assert ThisComputerLate(late_s) in findings(timeline, None, waterfall(timeline, None))
    if sys.platform == "linux":  # the system noted when the answer came: nothing of the stop is in the wait
        assert wait_s < STOPPED_S


def test_a_pause_between_the_readings_of_two_clocks_is_no_set_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = iter([1.0, 1.004, 1.004, 1.00402])
    walls = iter([101.004, 101.00401])
    clocks = SimpleNamespace(monotonic=lambda: next(readings), time=lambda: next(walls))
    monkeypatch.setattr(arrivals, "time", clocks)
    assert arrivals._wall_clock_ahead() == pytest.approx(100.0, abs=0.0001)


@pytest.mark.parametrize(("apart_s", "is_read_again"), [(0.00009, False), (0.0001, True), (0.00015, True)])
def test_clocks_read_less_than_a_tenth_of_a_millisecond_apart_are_read_at_once(
    monkeypatch: pytest.MonkeyPatch, apart_s: float, is_read_again: bool
) -> None:
    readings, walls = iter([0.0, apart_s, 1.0, 1.00002]), iter([100.0, 201.0])
    clocks = SimpleNamespace(monotonic=lambda: next(readings), time=lambda: next(walls))
    monkeypatch.setattr(arrivals, "time", clocks)
    assert arrivals._wall_clock_ahead() == pytest.approx(200.0 if is_read_again else 100.0, abs=0.001)


def test_clocks_that_are_never_read_at_once_are_taken_at_their_closest(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = iter([0.0, 0.01, 0.01, 0.011, 0.011, 0.031, 0.031, 0.051, 0.051, 0.071])
    clocks = SimpleNamespace(monotonic=lambda: next(readings), time=lambda: 5.0105)  # the closest: 0.010 and 0.011
    monkeypatch.setattr(arrivals, "time", clocks)
    assert arrivals._wall_clock_ahead() == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("passed_s", "worked_s", "took_s"),
    [
        (0.5, 0.002, 0.002),  # others had the processor
        (0.001, 0.015625, 0.001),  # Windows counts a thread's time in such steps
    ],
)
def test_the_effort_of_a_call_is_neither_more_than_its_work_nor_than_what_passed(
    monkeypatch: pytest.MonkeyPatch, passed_s: float, worked_s: float, took_s: float
) -> None:
    clocks = SimpleNamespace(monotonic=lambda: 10.0, thread_time=lambda: 3.0)
    monkeypatch.setattr(arrivals, "time", clocks)
    effort = arrivals.Effort()
    clocks.monotonic, clocks.thread_time = (lambda: 10.0 + passed_s), (lambda: 3.0 + worked_s)
    assert effort.seconds() == pytest.approx(took_s)
    assert effort.ended_at() == pytest.approx(10.0 + took_s)
