"""Whatever a lookup waits for, it can be cancelled and the window can be closed: nothing hangs, nothing is printed."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer, silence
from tests.support.pages.request_bar import RequestBar
from tests.support.process import running

SYN_SENT = "02"


@dataclass(frozen=True)
class Stuck:
    """A portal at which a lookup waits; `is_there` once it does. `fill` makes the pacer's bucket full first."""

    profile: PortalProfile
    is_there: Callable[[], bool]
    fill: bool = False


@contextmanager
def resolving() -> Generator[Stuck]:
    """A name server that does not answer."""
    asked, released = threading.Event(), threading.Event()
    ask = socket.getaddrinfo

    def never(*arguments: object, **named: object) -> object:
        asked.set()
        released.wait(20)
        return ask("127.0.0.1", 9)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", never)
        yield Stuck(_profile(PortalAddress("portal.example")), asked.is_set)
        released.set()


@contextmanager
def connecting() -> Generator[Stuck]:
    """A host that takes no more connections: its queue is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        for _ in range(3):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", port))
        before = _waiting(port)
        yield Stuck(_profile(PortalAddress("127.0.0.1", "http", port)), lambda: _waiting(port) > before)


def _waiting(port: int) -> int:
    """Connections to a port of this computer that are not answered yet."""
    lines = [line.split() for line in Path("/proc/self/net/tcp").read_text().splitlines()[1:]]
    return sum(fields[2].endswith(f":{port:04X}") and fields[3] == SYN_SENT for fields in lines)


@contextmanager
def shaking_hands() -> Generator[Stuck]:
    """A server that never begins TLS."""
    with FaultyPortal(Conversation.hold) as portal:
        yield Stuck(replace(portal.profile(), address=portal.address._replace(scheme="https")), portal.held.is_set)


@contextmanager
def waiting() -> Generator[Stuck]:
    """A server that reads the question and says nothing."""
    with FaultyPortal(silence) as portal:
        yield Stuck(portal.profile(), portal.held.is_set)


@contextmanager
def downloading() -> Generator[Stuck]:
    """A server that stops in the middle of its answer."""

    def script(conversation: Conversation) -> None:
        conversation.read_request()
        conversation.send(answer(200, GOOD)[:-20])
        conversation.hold()

    with FaultyPortal(script) as portal:
        yield Stuck(portal.profile(), portal.held.is_set)


@contextmanager
def pacing() -> Generator[Stuck]:
    """The program's own pacing: the portal's bucket is full."""
    with FaultyPortal(answer(200, GOOD)) as portal:
        yield Stuck(portal.profile(), lambda: True, fill=True)


PHASES = {phase.__name__: phase for phase in (resolving, connecting, shaking_hands, waiting, downloading, pacing)}
Phase = Callable[[], AbstractContextManager[Stuck]]


def _profile(address: PortalAddress) -> PortalProfile:
    return PortalProfile("own", "Own", address, webhook_user="1")


async def gets_stuck(person: Person, stuck: Stuck) -> None:
    await person.uses(stuck.profile, WEBHOOK)
    if stuck.fill:
        slow = LeakyBucket(capacity=1, leak_per_s=0.001)
        slow.on_exceeded(0)
        person.is_paced(stuck.profile, slow)
    RequestBar(person).asks("missedCall")
    await person.until(lambda: person.is_asking and stuck.is_there(), "the wait")


@pytest.mark.parametrize("phase", PHASES.values(), ids=PHASES)
def test_closing_in_any_phase_is_clean(desktop: Desktop, phase: Phase, capfd: pytest.CaptureFixture[str]) -> None:
    async def journey(person: Person) -> None:
        await gets_stuck(person, stuck)
        person.window.close()

    with phase() as stuck:
        assert desktop.run(journey) == 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("closes", ["before the window has the answer", "while it shows it"])
def test_closing_as_the_answer_comes_is_clean(desktop: Desktop, closes: str, capfd: pytest.CaptureFixture[str]) -> None:
    """An answer that is shown is kept; one that is on its way may be. What is kept is whole."""
    gone = threading.Event()

    def script(conversation: Conversation) -> None:
        conversation.read_request()
        conversation.hold()
        conversation.send(answer(200, GOOD))
        gone.set()

    async def journey(person: Person) -> None:
        await person.uses(portal.profile(), WEBHOOK)
        RequestBar(person).asks("missedCall")
        await person.until(portal.held.is_set, "the wait")
        if closes == "while it shows it":
            person.closes_at_the_answer()
            portal.released.set()
            await person.until(person.window.isHidden, "the end")
        else:
            portal.released.set()
            assert gone.wait(20)  # the window stands still: it does not know yet
            person.window.close()

    async def looks(person: Person) -> None:
        await person.idle()
        codes.extend(row.code for row in person.history())

    codes: list[str] = []
    with FaultyPortal(script) as portal:
        assert desktop.run(journey) == 0
    assert capfd.readouterr() == ("", "")
    desktop.run(looks)
    assert codes == ["missedCall"] if closes == "while it shows it" else codes in ([], ["missedCall"])


@pytest.mark.parametrize("phase", PHASES.values(), ids=PHASES)
def test_escape_cancels_in_any_phase(desktop: Desktop, phase: Phase) -> None:
    async def journey(person: Person) -> None:
        await gets_stuck(person, stuck)
        RequestBar(person).cancels()
        await person.sees("Cancelled. Nothing was saved.")
        assert not person.is_asking
        assert "Look up" in person.texts()
        assert person.history() == []

    with phase() as stuck:
        desktop.run(journey)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.slow
def test_a_signal_closes_as_a_person_does(tmp_path: Path, number: signal.Signals) -> None:
    """The window's place is remembered, what was looked up is kept, and nothing is printed."""
    settings = tmp_path / "settings.json"
    with running(tmp_path, "--demo", "missedCall") as one:
        one.logs(": found after")
        one.process.send_signal(number)
        assert one.ends() == (128 + number, "", "")
    assert "Ended with status" in one.log
    (place,) = json.loads(settings.read_text("utf-8"))["preferences"]["geometries"]
    assert place["geometry"]
    with closing(sqlite3.connect(tmp_path / "history.sqlite3")) as history:
        assert history.execute("select count(*) from lookups").fetchone() == (1,)
