"""The look at an answer's first bytes, by a thread of its own."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Generator

import pytest

from badge_inspector.bitrix24.lookout import Lookout

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux notes when bytes came")

NOTE = 12.5


class Looks:
    """Notes that are found when they are wanted. Attributes: begun, goes_on (a look), ended."""

    def __init__(self) -> None:
        self.begun, self.goes_on, self.ended = threading.Event(), threading.Event(), threading.Semaphore(0)
        self.goes_on.set()

    def __call__(self, connection: socket.socket) -> float | None:
        found = connection.recv(1, socket.MSG_PEEK)
        self.begun.set()
        self.goes_on.wait(20)
        try:
            return NOTE if found else None
        finally:
            self.ended.release()


@contextlib.contextmanager
def lookout(looks: Looks) -> Generator[tuple[Lookout, socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    looking = Lookout(looks)
    try:
        with ours, theirs:
            yield looking, ours, theirs
    finally:
        looks.goes_on.set()
        looking.close()


def until_seen(looking: Lookout, looks: Looks, connection: socket.socket) -> float | None:
    """The note, once the look has ended."""
    assert looks.ended.acquire(timeout=20)
    looking.close()  # what it found is kept by then
    return looking.taken(connection.fileno())


def test_the_first_bytes_of_an_expected_answer_are_looked_at_once() -> None:
    looks = Looks()
    with lookout(looks) as (looking, ours, theirs):
        looking.expect(ours)
        theirs.sendall(b"a")
        assert looks.ended.acquire(timeout=20)
        theirs.sendall(b"b")
        assert not looks.ended.acquire(blocking=False)
        looking.close()
        assert looking.taken(ours.fileno()) == NOTE
        assert looking.taken(ours.fileno()) is None


def test_every_answer_on_a_kept_connection_is_looked_at() -> None:
    looks = Looks()
    with lookout(looks) as (looking, ours, theirs):
        for _ in range(2):
            looking.expect(ours)
            theirs.sendall(b"a")
            assert looks.ended.acquire(timeout=20)
            ours.recv(1)
            looking.taken(ours.fileno())
        looking.expect(ours)
        theirs.sendall(b"a")
        assert until_seen(looking, looks, ours) == NOTE


def test_a_look_that_ends_after_its_answer_was_read_is_at_no_later_one() -> None:
    looks = Looks()
    looks.goes_on.clear()
    with lookout(looks) as (looking, ours, theirs):
        looking.expect(ours)
        theirs.sendall(b"a")
        assert looks.begun.wait(20)
        assert looking.taken(ours.fileno()) is None
        ours.recv(1)
        looking.expect(ours)
        looks.goes_on.set()
        assert until_seen(looking, looks, ours) is None


def test_a_connection_that_is_closed_while_it_is_looked_at_ends_nothing() -> None:
    looks = Looks()
    looks.goes_on.clear()
    with lookout(looks) as (looking, ours, theirs), contextlib.ExitStack() as closing:
        looking.expect(ours)
        theirs.sendall(b"a")
        assert looks.begun.wait(20)
        number = ours.fileno()
        ours.close()
        looking.forget(number)
        looks.goes_on.set()
        again, other_end = (closing.enter_context(each) for each in socket.socketpair())
        looking.expect(again)
        other_end.sendall(b"a")
        assert looks.ended.acquire(timeout=20)
        assert until_seen(looking, looks, again) == NOTE


def test_a_closed_connection_is_expected_to_say_nothing() -> None:
    with lookout(Looks()) as (looking, ours, _):
        ours.close()
        looking.expect(ours)


def test_its_thread_keeps_no_process_from_its_end() -> None:
    before = {*threading.enumerate()}
    with lookout(Looks()) as (looking, ours, _):
        looking.expect(ours)
        (begun,) = {*threading.enumerate()} - before
        assert begun.daemon


def test_it_can_be_closed_unused() -> None:
    Lookout(Looks()).close()
