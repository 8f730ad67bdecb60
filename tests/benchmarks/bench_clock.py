"""The clock of the window against that of the portal: how far the shown phases are from what happened on the wire.

    python -m tests.benchmarks.bench_clock [--rounds 60] [--json FILE]

A portal in a process of its own notes when it had the whole request and when it answered, `HOLD_S` later, on the
monotonic clock that both processes share (so Linux and macOS only). The error of a wait is what is shown less what the
portal noted; a bare blocking socket and curl's own figures (`-w`, from the connection to the first byte) are measured
alike. On loopback sending and connecting take microseconds: what is shown of them is the error. Plain and TLS, new and
kept connections, the window at rest and while it repaints 60 times a second, and the first lookup after the start.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QTimer

from badge_inspector.background import in_background
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from tests.benchmarks.bench_lookup import CODE, METHOD, elsewhere
from tests.benchmarks.driver import Driver, drive
from tests.benchmarks.report import Series, table, write
from tests.support import certificates
from tests.support.faulty_portal import GOOD, SECRET, WEBHOOK, Conversation, FaultyPortal, answer

HOLD_S = 0.02
FRAME_MS = 16
WAIT_MS = 0.8
WITHIN_MS = 20.0, 23.0
Held = Callable[[], float]


def _serve(pipe: Connection, folder: str, secure: bool, keeps: bool) -> None:
    """A portal that tells how many milliseconds it held each request."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if secure else None
    if context is not None:
        context.load_cert_chain(f"{folder}/portal.pem")
    good = answer(200, GOOD, headers=() if keeps else ("Connection: close",))

    def script(conversation: Conversation) -> None:
        while conversation.read_request() is not None:
            had = time.monotonic()
            time.sleep(HOLD_S)
            pipe.send((time.monotonic() - had) * 1000)
            conversation.send(good)
            if not keeps:
                return

    with FaultyPortal(script, tls=context) as portal:
        pipe.send(portal.port)
        pipe.recv()


def _bare(port: int, context: ssl.SSLContext | None) -> float:
    """The milliseconds a blocking socket waited."""
    body = f'{{"code": "{CODE}"}}'
    head = f"POST /rest/1/{SECRET}/{METHOD}.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as plain:
        connection = context.wrap_socket(plain, server_hostname="127.0.0.1") if context else plain
        connection.sendall((head + body).encode())
        sent = time.monotonic()
        connection.recv(1)
        waited = (time.monotonic() - sent) * 1000
        connection.close()
    return waited


def _curl(command: str, url: str, authority: str) -> float:
    """The milliseconds curl waited, by itself: from the connection made to the first byte of the answer."""
    what = ("--silent", "--output", "/dev/null", "--cacert", authority, "--data", f'{{"code": "{CODE}"}}')
    figures = ("--write-out", "%{time_pretransfer} %{time_starttransfer}")
    said = subprocess.run([command, *what, *figures, url], check=True, capture_output=True, text=True).stdout.split()
    return (float(said[1]) - float(said[0])) * 1000


async def measure(
    driver: Driver,
    profile: PortalProfile,
    held: Held,
    peers: dict[str, Callable[[], float]],
    *,
    rounds: int,
    label: str,
) -> list[Series]:
    """What the window shows against what the portal noted."""
    answered: list[Lookup] = []
    driver.application.lookups.answered.connect(answered.append)
    await driver.warm()
    await driver.connect(profile, WEBHOOK)
    measured: list[Series] = []
    repaints = QTimer()
    repaints.timeout.connect(driver.application.window.repaint)
    for beside, times in (("first lookup", 1), ("at rest", rounds), ("repainting", rounds)):
        if beside == "repainting":
            repaints.start(FRAME_MS)
        phases: dict[Phase, list[float]] = {phase: [] for phase in (Phase.CONNECT, Phase.TLS, Phase.SEND)}
        waits: list[float] = []
        errors: list[float] = []
        for _ in range(times):
            answered.clear()
            await driver.ask_quickly(CODE)
            truth = await in_background(held)
            timeline = answered[0].exchange.timeline
            wait = timeline.span(Phase.WAIT)
            waits.append(wait.duration_s * 1000 if wait else 0.0)
            errors.append(abs(waits[-1] - truth))
            for phase, values in phases.items():
                span = timeline.span(phase)
                if span:
                    values.append(span.duration_s * 1000)
        prefix = f"{label}, {beside}"
        measured.append(Series(f"{prefix}: error of the wait", "ms", errors, goal=WAIT_MS))
        within = sum(WITHIN_MS[0] <= wait <= WITHIN_MS[1] for wait in waits) / len(waits) * 100
        measured.append(Series(f"{prefix}: waits shown as 20 to 23 ms", "%", [within]))
        measured += [
            Series(f"{prefix}: {phase.value} shown", "ms", values) for phase, values in phases.items() if values
        ]
    repaints.stop()
    for name, ask in peers.items():
        off: list[float] = []
        for _ in range(rounds):
            waited = await in_background(ask)
            off.append(abs(waited - await in_background(held)))
        measured.append(Series(f"{label}: error of the wait, {name}", "ms", off))
    return measured


def _measure(folder: str, authority: str, secure: bool, keeps: bool, *, rounds: int) -> list[Series]:
    scheme = "https" if secure else "http"
    measured: list[Series] = []
    with elsewhere(_serve, folder, secure, keeps) as portal:
        port: int = portal.recv()
        context = ssl.create_default_context(cafile=authority) if secure else None
        peers: dict[str, Callable[[], float]] = {"bare socket": lambda: _bare(port, context)}
        curl = shutil.which("curl")
        if curl:
            url = f"{scheme}://127.0.0.1:{port}/rest/1/{SECRET}/{METHOD}.json"
            peers["curl"] = lambda: _curl(curl, url, authority)
        address = PortalAddress("127.0.0.1", scheme, port)
        profile = PortalProfile("bench", "Bench", address, webhook_user="1", ca_file=authority)

        async def bench(driver: Driver) -> None:
            label = f"{scheme}, {'kept' if keeps else 'new'} connections"
            measured.extend(await measure(driver, profile, portal.recv, peers, rounds=rounds, label=label))

        drive(bench)
    return measured


def _in_process(pipe: Connection, folder: str, authority: str, kind: tuple[bool, bool], rounds: int) -> None:
    """One program a process, so that each has a first lookup after its start."""
    pipe.send(_measure(folder, authority, *kind, rounds=rounds))
    pipe.recv()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    measured: list[Series] = []
    with tempfile.TemporaryDirectory() as folder:
        authority = certificates.authority_file(Path(folder))
        chain = certificates.authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem
        chain.write_to_path(f"{folder}/portal.pem")
        for secure in (False, True):
            for keeps in (True, False):
                with elsewhere(_in_process, folder, authority, (secure, keeps), options.rounds) as program:
                    measured += program.recv()
    print(table(measured))
    if options.json:
        write(measured, options.json)


if __name__ == "__main__":
    main()
