"""A lookup, from the key press to the painted outcome, beside bare httpx and other people's clients.

    python -m tests.benchmarks.bench_lookup [--rounds 30] [--json FILE]       (HTTPie: pip install httpie)

One loopback portal over TLS (the official client speaks nothing else), in a process of its own, answers all of them
alike. They take turns. The app, httpx and b24pysdk keep their connection, as libraries do; curl and HTTPie are started
for each lookup, as a person at a terminal does. What the app adds is its time less that of httpx in the same round.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from tests.benchmarks.bench_gap import titled
from tests.benchmarks.driver import Driver, drive
from tests.benchmarks.report import Series, table, write
from tests.support import certificates
from tests.support.faulty_portal import GOOD, SECRET, WEBHOOK, Conversation, FaultyPortal, answer

CODE, METHOD = "missedCall", "crm.activity.badge.get"
APP, HTTPX, SDK, CURL, HTTPIE = "the app", "bare httpx", "b24pysdk", "curl", "HTTPie"
MEDIAN_MS, P95_MS = 8.0, 16.0
WARM_UP = 3
Ask = Callable[[], object]


def _serve(pipe: Connection, folder: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/portal.pem")
    numbers = itertools.count()

    def script(conversation: Conversation) -> None:
        while conversation.read_request() is not None:
            conversation.send(answer(200, titled(GOOD, next(numbers))))

    with FaultyPortal(script, tls=context) as portal:
        pipe.send(portal.port)
        pipe.recv()


def _httpx(url: str, authority: str) -> Ask:
    import httpx

    client = httpx.Client(verify=ssl.create_default_context(cafile=authority), trust_env=False)
    return lambda: client.post(url, json={"code": CODE}).raise_for_status().json()


def _sdk(url: str, authority: str) -> Ask:
    from b24pysdk.credentials import BitrixWebhook

    os.environ["REQUESTS_CA_BUNDLE"] = authority
    webhook = BitrixWebhook(domain=url.split("/")[2], webhook_token=f"1/{SECRET}")
    return lambda: webhook.call_method(METHOD, {"code": CODE})


def _answering(pipe: Connection, make: Callable[[str, str], Ask], url: str, authority: str) -> None:
    """A process that asks when it is told to, and says how many milliseconds it took."""
    ask = make(url, authority)
    while pipe.recv() == "ask":
        began = time.perf_counter()
        ask()
        pipe.send((time.perf_counter() - began) * 1000)


@contextmanager
def elsewhere(target: Callable[..., None], *arguments: object) -> Generator[Connection]:
    """A process of its own, until it is sent something that it does not know."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=target, args=(theirs, *arguments))
    process.start()
    try:
        yield ours
    finally:
        ours.send("enough")
        process.join()


def _told(pipe: Connection) -> Callable[[], float]:
    def ask() -> float:
        pipe.send("ask")
        took: float = pipe.recv()
        return took

    return ask


def _started(*command: str) -> Callable[[], float]:
    def ask() -> float:
        began = time.perf_counter()
        said = subprocess.run(command, check=True, capture_output=True).stdout
        took = (time.perf_counter() - began) * 1000
        assert b"missedCall" in said, said
        return took

    return ask


async def measure(
    driver: Driver, profile: PortalProfile, peers: dict[str, Callable[[], float]], rounds: int, into: list[Series]
) -> None:
    await driver.warm()
    await driver.connect(profile, WEBHOOK)
    took: dict[str, list[float]] = {name: [] for name in (APP, *peers)}
    for number in range(-WARM_UP, rounds):
        for name, values in took.items():
            value = await (driver.ask(CODE) if name == APP else in_background(peers[name]))
            if number >= 0:
                values.append(value)
    added = [ours - theirs for ours, theirs in zip(took[APP], took[HTTPX], strict=True)]
    more = Series("what the app adds to httpx", "ms", added, goal=MEDIAN_MS)
    into += [Series(f"lookup: {name}", "ms", took[name], f"lookup: {HTTPX}") for name in took]
    into += [more, Series("what the app adds to httpx, 95 %", "ms", [more.p95], goal=P95_MS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    measured: list[Series] = []
    with tempfile.TemporaryDirectory() as folder:
        authority = certificates.authority_file(Path(folder))
        chain = certificates.authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem
        chain.write_to_path(f"{folder}/portal.pem")
        with elsewhere(_serve, folder) as portal:
            port: int = portal.recv()
            url = f"https://127.0.0.1:{port}/rest/1/{SECRET}/{METHOD}.json"
            with (
                elsewhere(_answering, _httpx, url, authority) as httpx,
                elsewhere(_answering, _sdk, url, authority) as sdk,
            ):
                peers = {HTTPX: _told(httpx), SDK: _told(sdk)}
                curl, httpie = shutil.which("curl"), shutil.which("http", path=f"{sys.prefix}/bin:{os.environ['PATH']}")
                if curl:
                    json = ("--header", "Content-Type: application/json", "--data", f'{{"code": "{CODE}"}}')
                    peers[CURL] = _started(curl, "--silent", "--cacert", authority, *json, url)
                if httpie:
                    quiet = ("--ignore-stdin", "--body", f"--verify={authority}")
                    peers[HTTPIE] = _started(httpie, *quiet, "POST", url, f"code={CODE}")
                address = PortalAddress("127.0.0.1", "https", port)
                profile = PortalProfile("bench", "Bench", address, webhook_user="1", ca_file=authority)
                drive(lambda driver: measure(driver, profile, peers, options.rounds, measured))
    print(table(measured))
    if options.json:
        write(measured, options.json)


if __name__ == "__main__":
    main()
