"""Memory over time: mixed good and bad answers, on the loop the program uses.

    python -m tests.benchmarks.bench_soak [--minutes 10] [--rate 20]

The portal runs in a process of its own, so that what is measured is the client's. Prints the resident memory twelve
times; flat means that the second half of the lines does not climb.
"""

# ruff: noqa: S311 - nothing here is a secret
from __future__ import annotations

import argparse
import asyncio
import itertools
import multiprocessing
import random
import time
import zlib
from collections import Counter
from multiprocessing.connection import Connection

import psutil
import qasync
from PySide6.QtWidgets import QApplication

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.limits import ExchangeLimits, LeakyBucket
from badge_inspector.domain.lookup import Found
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.look_up import look_up
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer

LINES = 12
_ROWS = b",".join(b'{"id":%d,"name":"row"}' % number for number in range(20_000))
ANSWERS = (
    answer(200, GOOD),
    answer(200, zlib.compress(GOOD, wbits=31), headers=["Content-Encoding: gzip"]),
    answer(400, '{"error":"NOT_FOUND","error_description":"Not found."}'),
    answer(503, "<html><title>503 Service Unavailable</title>", content_type="text/html"),
    answer(200, b'{"result":{"badge":{"code":"a"},"rows":[' + _ROWS + b"]}}"),
    answer(200, zlib.compress(b" " * 4_000_000, wbits=31), headers=["Content-Encoding: gzip"]),
    answer(302, "", headers=["Location: https://elsewhere.example/"]),
)
FATAL = (answer(200, GOOD[:50], length=400), b"nonsense\r\n\r\n", b"HTTP/1.1 200", b"")
"""After these the portal closes the connection."""


def _talk(conversation: Conversation) -> None:
    while conversation.read_request() is not None:
        fate = random.randrange(20)
        if fate < len(FATAL):
            conversation.send(FATAL[fate])
            return
        conversation.send(random.choice(ANSWERS))


def _serve(pipe: Connection) -> None:
    with FaultyPortal(_talk) as portal:
        pipe.send(portal.port)
        pipe.recv()


async def _soak(port: int, seconds: float, rate: float) -> None:
    profile = PortalProfile("p", "Soak", PortalAddress("127.0.0.1", "http", port), webhook_user="1")
    process = psutil.Process()
    outcomes: Counter[str] = Counter()
    began = time.monotonic()
    lines = itertools.count(1)
    line = next(lines)
    async with PortalClient(ExchangeLimits(body_bytes=1_000_000)) as client:
        client.pacer.use(profile.address.authority, LeakyBucket(10_000, 1_000.0))
        for number in itertools.count():
            task = asyncio.ensure_future(look_up(client, LookupRequest(profile, f"code{number}"), WEBHOOK))
            if number % 10 == 0:
                await asyncio.sleep(random.random() * 0.01)
                task.cancel()
            try:
                outcome = (await task).outcome
                outcomes["found" if isinstance(outcome, Found) else outcome.failure.kind.value] += 1
            except asyncio.CancelledError:
                outcomes["cancelled"] += 1
            now = time.monotonic() - began
            if now >= line * seconds / LINES:
                print(
                    f"{now:6.0f} s  {number + 1:7d} lookups  {process.memory_info().rss / 2**20:7.1f} MiB", flush=True
                )
                line = next(lines)
            if now >= seconds:
                break
            await asyncio.sleep(max(0.0, (number + 1) / rate - now))
    print(dict(outcomes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=20.0, help="lookups a second")
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    server.start()
    application = QApplication([])
    qasync.run(_soak(ours.recv(), options.minutes * 60, options.rate))
    application.quit()
    ours.send("enough")
    server.join()


if __name__ == "__main__":
    main()
