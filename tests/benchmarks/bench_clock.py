"""The clock of the window against that of the portal: how far the shown phases are from what happened on the wire.

    python -m tests.benchmarks.bench_clock [--rounds 40] [--starts 10] [--json FILE]

A portal in a process of its own notes when the request came (by the system's own note on Linux), when it began to
answer, `HOLD_S` later, and when it had sent the second half of the answer, `PART_S` after the first, on the monotonic
clock that all processes share (so Linux and macOS only). The error of a wait and of a download is what is shown less
what the portal noted. On loopback connecting, TLS and sending take what the processor needs: what is shown of them is
beside the same of a bare blocking socket and of curl's own figures (`-w`, which has none for sending: it counts to its
wait).

Each program is measured in turns with those peers, warm: at rest, while the window repaints 60 times a second, and in
a batch of 500 with its table open; plain and TLS, on new and on kept connections. First lookups are of programs started
for the purpose. The official client (TLS and new connections only) tells no phases: its error is its whole call less
what the portal noted.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import select
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QTimer

from badge_inspector.background import in_background
from badge_inspector.bitrix24.client import PortalClient, Reply
from badge_inspector.domain.exchange import Phase, Timeline
from badge_inspector.domain.portal import Credentials, PortalAddress, PortalProfile
from badge_inspector.ui.many.many_window import ManyWindow
from tests.benchmarks.bench_lookup import CODE, METHOD, elsewhere
from tests.benchmarks.driver import Driver, drive
from tests.benchmarks.report import Series, table, write
from tests.support import certificates
from tests.support.faulty_portal import GOOD, SECRET, WEBHOOK, Conversation, FaultyPortal, answer

HOLD_S = 0.02
PART_S = 0.005
FRAME_MS = 16
WAIT_MS, SEND_MS = 0.8, 0.5
WITHIN_MS = 20.0, 23.0
UNSURE_MS = 1.0
"""Answers that the portal cannot date within this are left out, whoever asked."""
WARM_UP = 3
CODES = 500
SERIAL = "X-Serial"
SO_TIMESTAMPNS = 35
APP, BARE, CURL, SDK = "the app", "bare socket", "curl", "b24pysdk"
FIRST, REST, REPAINTING, BATCH = "first lookup", "at rest", "repainting", "batch of 500"
Figures = dict[str, float]
"""Milliseconds by phase."""


class Truth(NamedTuple):
    """Milliseconds that a request was held, and between the answer's two halves. `unsure`: the longest that sending a
    half took, with the end of the connection behind it: it left at some moment of that, and a portal that the system
    let wait there cannot tell when."""

    wait: float
    download: float
    unsure: float


# The portal


def _serve(pipe: Connection, folder: str, secure: bool, keeps: bool, part_s: float = PART_S) -> None:
    """Answer lookups and batches with a serial number, and tell the truth about each: (number, Truth). `part_s` of 0:
    the answer leaves as one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if secure else None
    if context is not None:
        context.load_cert_chain(f"{folder}/portal.pem")
    numbers = itertools.count()
    telling = threading.Lock()

    def script(conversation: Conversation) -> None:
        while (had := _came_at(conversation.socket)) and (request := conversation.read_request()) is not None:
            number = next(numbers)
            headers = [f"{SERIAL}: {number}"] if keeps else [f"{SERIAL}: {number}", "Connection: close"]
            whole = answer(200, _body(request.body), headers=headers)
            first, second = (whole[: len(whole) // 2], whole[len(whole) // 2 :]) if part_s else (whole, b"")
            time.sleep(max(0.0, HOLD_S - (time.monotonic() - had)))
            answering = time.monotonic()
            conversation.send(first)
            sent = time.monotonic()
            time.sleep(part_s)
            ending = time.monotonic()
            if second:
                conversation.send(second)
            if not keeps:
                _end(conversation.socket)
            unsure = max(sent - answering, time.monotonic() - (ending if second else answering))
            with telling:
                pipe.send((number, Truth((answering - had) * 1000, (ending - answering) * 1000, unsure * 1000)))
            if not keeps:
                return

    with FaultyPortal(script, tls=context) as portal:
        if sys.platform == "linux":  # what is accepted has the option too
            portal._listener.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        pipe.send(portal.port)
        pipe.recv()


def _came_at(connection: socket.socket) -> float:
    """Time at which a request came, by the system's own note: with six connections at once the portal's threads read it
    late. Without such a note, now."""
    select.select([connection], [], [])
    if sys.platform == "linux":
        plain = socket.socket(fileno=os.dup(connection.fileno()))
        with plain:
            _, notes, _, _ = plain.recvmsg(1, socket.CMSG_SPACE(16), socket.MSG_PEEK)
        for _, kind, data in notes:
            if kind == SO_TIMESTAMPNS:
                seconds, nanoseconds = struct.unpack("@qq", data)
                return seconds + nanoseconds * 1e-9 - _wall_clock_ahead()
    return time.monotonic()


def _end(connection: socket.socket) -> None:
    """End a connection right behind its answer: one that ends later, while the answer waits to be read, changes the
    note that the system has of it."""
    with socket.socket(fileno=os.dup(connection.fileno())) as plain:
        plain.shutdown(socket.SHUT_WR)


def _wall_clock_ahead() -> float:
    """The wall clock's time less the monotonic one, from the two readings that were least apart."""
    found: list[tuple[float, float]] = []
    for _ in range(5):
        before, wall, after = time.monotonic(), time.time(), time.monotonic()
        found.append((after - before, wall - before))
    return min(found)[1]


def _body(request: bytes) -> bytes:
    commands = json.loads(request).get("cmd") if request.startswith(b"{") else None
    if commands is None:
        return GOOD
    codes = {name: parse_qs(urlsplit(each).query)["code"][0] for name, each in commands.items()}
    badges = {name: {"badge": {"code": code, "title": "T", "value": "V"}} for name, code in codes.items()}
    return json.dumps({"result": {"result": badges, "result_error": []}}).encode()


class Truths:
    """The portal's own figures, by the number of the request."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told: dict[int, Truth] = {}

    def of(self, number: int) -> Truth:
        while number not in self._told:
            told, truth = self._pipe.recv()
            self._told[told] = truth
        return self._told[number]


# The peers: each tells the number of its answer and its figures


def _bare(pipe: Connection, port: int, authority: str, secure: bool, keeps: bool) -> None:
    """A blocking socket in a process of its own."""
    context = ssl.create_default_context(cafile=authority) if secure else None
    body = f'{{"code": "{CODE}"}}'
    head = f"POST /rest/1/{SECRET}/{METHOD}.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
    request = (head + body).encode()
    kept: socket.socket | None = None
    while pipe.recv() == "ask":
        stamps = [time.monotonic()]
        phases = ["send", "wait", "download"]
        connection = kept
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", port))
            stamps.append(time.monotonic())
            phases.insert(0, "connect")
            if context is not None:
                connection = context.wrap_socket(connection, server_hostname="127.0.0.1")
                stamps.append(time.monotonic())
                phases.insert(1, "tls")
        connection.sendall(request)
        stamps.append(time.monotonic())
        came = connection.recv(65536)
        stamps.append(time.monotonic())
        length = int(came.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        while len(came) < came.index(b"\r\n\r\n") + 4 + length:
            came += connection.recv(65536)
        stamps.append(time.monotonic())
        kept = connection if keeps else None
        if not keeps:
            connection.close()
        number = int(came.partition(f"{SERIAL}: ".encode())[2].partition(b"\r\n")[0])
        spans = (end - begin for begin, end in itertools.pairwise(stamps))
        pipe.send((number, {phase: span * 1000 for phase, span in zip(phases, spans, strict=True)}))


def _curl(command: str, url: str, authority: str, keeps: bool) -> tuple[int, Figures]:
    """curl's own figures; of its second transfer where the connection is kept."""
    names = ("connect", "appconnect", "pretransfer", "starttransfer", "total")
    figures = " ".join(f"%{{time_{name}}}" for name in names)
    what = ["--silent", "--cacert", authority, "--data", f'{{"code": "{CODE}"}}', "--dump-header", "-"]
    what += ["--output", "/dev/null", "--write-out", f"{figures}\n"]
    asked = [*what, url, *(["--next", *what, url] if keeps else [])]
    said = subprocess.run([command, *asked], check=True, capture_output=True, text=True).stdout
    *_, told = said.strip().splitlines()
    connect, tls, ready, first, total = (float(one) * 1000 for one in told.split())
    number = int(said.rpartition(f"{SERIAL}: ")[2].partition("\n")[0])
    opening = {} if keeps else {"connect": connect, **({"tls": tls - connect} if tls else {})}
    return number, {**opening, "wait": first - ready, "download": total - first}


def _sdk(pipe: Connection, port: int, authority: str) -> None:
    """The official client in a process of its own: the whole call, in milliseconds. It opens a connection for each."""
    from b24pysdk.credentials import BitrixWebhook

    os.environ["REQUESTS_CA_BUNDLE"] = authority
    webhook = BitrixWebhook(domain=f"127.0.0.1:{port}", webhook_token=f"1/{SECRET}")
    while pipe.recv() == "ask":
        began = time.monotonic()
        webhook.call_method(METHOD, {"code": CODE})
        pipe.send((time.monotonic() - began) * 1000)


# The window


class Shown:
    """The exchanges of a program, as it shows them."""

    def __init__(self, client: PortalClient) -> None:
        self._replies: list[Reply] = []
        ask = client.ask

        async def kept(
            profile: PortalProfile,
            credentials: Credentials | None,
            method: str,
            params: Any,
            read: Callable[[Reply], object],
        ) -> object:
            def kept_and_read(reply: Reply) -> object:
                self._replies.append(reply)
                return read(reply)

            return await ask(profile, credentials, method, params, kept_and_read)

        client.ask = kept  # type: ignore[method-assign]

    def taken(self) -> Iterator[tuple[int, Figures]]:
        """Those since the last time: number and milliseconds by phase."""
        replies, self._replies[:] = list(self._replies), []
        for reply in replies:
            assert reply.exchange.response is not None, reply.failure
            yield int(reply.exchange.response.header(SERIAL) or -1), _figures(reply.exchange.timeline)


def _figures(timeline: Timeline) -> Figures:
    return {span.phase.value: span.duration_s * 1000 for span in timeline.spans if span.phase is not Phase.QUEUE}


class Bench:
    """One kind of connection, measured in one program."""

    def __init__(self, driver: Driver, truths: Truths, label: str) -> None:
        self._driver = driver
        self._truths = truths
        self._label = label
        self._values: dict[str, list[float]] = defaultdict(list)

    async def run(
        self, profile: PortalProfile, peers: dict[str, Callable[[], tuple[int, Figures]]], rounds: int, only: str
    ) -> list[Series]:
        """`rounds` of 0: the first lookup and nothing more. `only`: beside this alone, and of answers that leave as
        one; "" for everything."""
        await self._driver.warm()
        await self._driver.connect(profile, WEBHOOK)
        shown = Shown((await self._driver.application.backend.opened()).client)
        await self._ask(FIRST, shown)
        if not rounds:
            return self._series()
        repaints = QTimer()
        repaints.timeout.connect(self._driver.application.window.repaint)
        for beside in (only,) if only else (REST, REPAINTING):
            if beside == REPAINTING:
                repaints.start(FRAME_MS)
            for number in range(-WARM_UP, rounds):
                await self._ask(beside if number >= 0 else "", shown)
                for name, ask in peers.items():
                    self._keep(beside if number >= 0 else "", name, *await in_background(ask))
        repaints.stop()
        for number in range(-1, 0 if only else max(1, rounds // 10)):
            await self._batch(BATCH if number >= 0 else "", shown)
        return self._series()

    async def _ask(self, beside: str, shown: Shown) -> None:
        await self._driver.ask_quickly(CODE)
        for number, figures in shown.taken():
            self._keep(beside, APP, number, figures)

    async def _batch(self, beside: str, shown: Shown) -> None:
        app = self._driver.application
        app.features.many.open()
        many = app.features.many.window_
        assert isinstance(many, ManyWindow)
        many.source.codes.setPlainText("\n".join(f"code{number}" for number in range(CODES)))
        await self._driver.until(many.source.start.isEnabled)
        many.source.start.click()
        await self._driver.until(lambda: sum(row.lookup is not None for row in many.outcomes.all) == CODES)
        await app.tasks.idle()
        many.close()
        for number, figures in shown.taken():
            self._keep(beside, APP, number, figures)

    def _keep(self, beside: str, who: str, number: int, figures: Figures) -> None:
        truth = self._truths.of(number)
        if not beside or truth.unsure > UNSURE_MS:
            return
        prefix = f"{self._label}, {beside}: {who}"
        for phase, value in figures.items():
            noted = {"wait": truth.wait, "download": truth.download}.get(phase)
            name = f"{prefix}: {phase} shown" if noted is None else f"{prefix}: error of the {phase}"
            self._values[name].append(value if noted is None else abs(value - noted))
        if who == APP and beside != BATCH:
            over = max(0.0, truth.wait - HOLD_S * 1000)  # by which the portal itself overslept
            least, most = round(figures["wait"], 1), round(figures["wait"] - over, 1)  # as the window words it
            within = WITHIN_MS[0] <= least and most <= WITHIN_MS[1]
            self._values[f"{prefix}: waits shown as 20 to 23 ms"].append(100.0 * within)

    def _series(self) -> list[Series]:
        return [_series(name, values) for name, values in self._values.items()]


def _series(name: str, values: list[float]) -> Series:
    if name.endswith("20 to 23 ms"):
        return Series(name, "%", [sum(values) / len(values)])
    is_app = f": {APP}: " in name
    goal = WAIT_MS if name.endswith("of the wait") else SEND_MS if name.endswith("send shown") else None
    return Series(name, "ms", values, goal=goal if is_app else None)


def _measure(folder: str, authority: str, secure: bool, keeps: bool, *, rounds: int, only: str = "") -> list[Series]:
    scheme = "https" if secure else "http"
    measured: list[Series] = []
    with elsewhere(_serve, folder, secure, keeps, 0.0 if only else PART_S) as portal:
        port: int = portal.recv()
        url = f"{scheme}://127.0.0.1:{port}/rest/1/{SECRET}/{METHOD}.json"
        truths = Truths(portal)
        address = PortalAddress("127.0.0.1", scheme, port)
        profile = PortalProfile("bench", "Bench", address, webhook_user="1", ca_file=authority)
        with elsewhere(_bare, port, authority, secure, keeps) as bare:

            def ask_bare() -> tuple[int, Figures]:
                bare.send("ask")
                return bare.recv()

            peers: dict[str, Callable[[], tuple[int, Figures]]] = {BARE: ask_bare}
            curl = shutil.which("curl")
            if curl:
                peers[CURL] = lambda: _curl(curl, url, authority, keeps)

            async def bench(driver: Driver) -> None:
                label = f"{scheme}, {'kept' if keeps else 'new'}"
                measured.extend(await Bench(driver, truths, label).run(profile, {} if only else peers, rounds, only))

            drive(bench)
    return measured


def _official(folder: str, authority: str, rounds: int) -> list[Series]:
    """The official client, with nothing beside it."""
    off: list[float] = []
    with elsewhere(_serve, folder, True, False) as portal:
        truths = Truths(portal)
        with elsewhere(_sdk, portal.recv(), authority) as sdk:
            for number in range(WARM_UP + rounds):
                sdk.send("ask")
                took: float = sdk.recv()
                truth = truths.of(number)
                off.append(took - truth.wait - truth.download)
    return [Series(f"https, new, at rest: {SDK}: its call less what the portal noted", "ms", off[WARM_UP:])]


def _in_process(pipe: Connection, folder: str, kind: tuple[bool, bool], rounds: int, only: str) -> None:
    """One program a process, so that each has a first lookup after its start."""
    pipe.send(_measure(folder, f"{folder}/authority.pem", *kind, rounds=rounds, only=only))
    pipe.recv()


def in_a_program(folder: Path, kind: tuple[bool, bool], rounds: int, only: str = "") -> list[Series]:
    """The series of one program, which has a process of its own. `kind`: whether with TLS, and whether connections are
    kept. `folder` holds what `certify` wrote."""
    with elsewhere(_in_process, str(folder), kind, rounds, only) as program:
        measured: list[Series] = program.recv()
        return measured


def certify(folder: Path) -> str:
    """Write a portal's certificate and the authority that vouches for it; returns the authority's file."""
    chain = certificates.authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem
    chain.write_to_path(str(folder / "portal.pem"))
    return certificates.authority_file(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    measured: list[Series] = []
    with tempfile.TemporaryDirectory() as folder:
        authority = certify(Path(folder))
        for kind in itertools.product((False, True), (True, False)):
            firsts: dict[str, list[float]] = defaultdict(list)
            for start in range(options.starts):
                rounds = options.rounds if start == options.starts - 1 else 0
                for one in in_a_program(Path(folder), kind, rounds):
                    if f", {FIRST}: " in one.name:
                        firsts[one.name] += one.values
                    else:
                        measured.append(one)
            measured += [_series(name, values) for name, values in firsts.items()]
        measured += _official(folder, authority, options.rounds)
    print(table(measured))
    if options.json:
        write(measured, options.json)


if __name__ == "__main__":
    main()
