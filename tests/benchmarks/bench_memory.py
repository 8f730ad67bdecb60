"""Memory of the whole program at start and after ten thousand lookups by key press, four found for each refused.

    python -m tests.benchmarks.bench_memory [--lookups 10000] [--json FILE]

The portal runs in a process of its own. "At start" is after the warm-up that follows the first paint; the growth is
from there, so what the first lookups load for good is in it, and told apart.
"""

from __future__ import annotations

import argparse
import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from badge_inspector.domain.portal import PortalAddress, PortalProfile
from tests.benchmarks import report
from tests.benchmarks.driver import Driver, drive
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer

GOAL_MB = 10.0
FIRST = 100
CODES = 500
REFUSED = b'{"error":"NOT_FOUND","error_description":"Badge not found."}'


def _serve(pipe: Connection) -> None:
    found, refused = answer(200, GOOD), answer(400, REFUSED)

    def script(conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            conversation.send(refused if b"absent" in request.body else found)
            conversation.portal.received.clear()

    with FaultyPortal(script) as portal:
        pipe.send(portal.port)
        pipe.recv()


def resident_mb() -> float:
    return psutil.Process().memory_info().rss / 1e6


async def measure(driver: Driver, port: int, lookups: int, into: list[report.Series]) -> None:
    await driver.warm()
    at_start = resident_mb()
    profile = PortalProfile("bench", "Bench", PortalAddress("127.0.0.1", "http", port), webhook_user="1")
    await driver.connect(profile, WEBHOOK)
    after_first = at_start
    for number in range(1, lookups + 1):
        await driver.ask_quickly(f"{'code' if number % 5 else 'absent'}{number % CODES}")
        if number == FIRST:
            after_first = resident_mb()
        if number % 1000 == 0:
            print(f"{number:6,} lookups: {resident_mb():.1f} MB", flush=True)
    at_end = resident_mb()
    into += [
        report.Series("memory at start, warmed up", "MB", [at_start]),
        report.Series(f"memory after {lookups:,} lookups", "MB", [at_end]),
        report.Series(f"growth over {lookups:,} lookups", "MB", [at_end - at_start], goal=GOAL_MB),
        report.Series(f"of that, over the first {FIRST}", "MB", [after_first - at_start]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lookups", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    server.start()
    port: int = ours.recv()
    measured: list[report.Series] = []
    drive(lambda driver: measure(driver, port, options.lookups, measured))
    ours.send("enough")
    server.join()
    print(report.table(measured))
    if options.json:
        report.write(measured, options.json)


if __name__ == "__main__":
    main()
