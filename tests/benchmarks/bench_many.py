"""Many codes on the demo portal with its real leaky bucket, beside the official Python client.

    python -m tests.benchmarks.bench_many [--codes 5000] [--singly 200] [--json FILE]

The optimum is what the bucket allows: so many requests at once as it holds, then as it leaks. The portal runs in a
process of its own, over TLS (the peer speaks nothing else), afresh for each; it counts what it refused.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import math
import multiprocessing
import os
import ssl
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from badge_inspector.bitrix24.batch import MAX_COMMANDS
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient
from badge_inspector.demo import limits
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.demo.tenants import TENANTS
from badge_inspector.domain.limits import STANDARD_CAPACITY, STANDARD_LEAK_PER_S
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import Credentials, PortalProfile, Webhook
from badge_inspector.services.look_up_many import ManyLookups
from tests.benchmarks.report import Series, write
from tests.support import certificates

GOAL = 1.05
OURS = "Badge Inspector"
TENANT = TENANTS[0]


@dataclass
class Run:
    """One way of asking: how long it took, beside the optimum for as many requests, and what was refused."""

    name: str
    codes: int
    requests: int
    answered: int = 0
    seconds: float = 0.0
    refused: int = 0
    grown_mib: float = 0.0
    halfway_mib: float = 0.0
    """Resident after half of the codes: what the second half adds is what does not stay flat."""
    grown_late_mib: float = 0.0

    @property
    def optimum_s(self) -> float:
        return max(0.0, (self.requests - STANDARD_CAPACITY) / STANDARD_LEAK_PER_S)

    def series(self) -> list[Series]:
        """For the table of all benchmarks."""
        what = f"{self.codes:,} codes: {self.name}"
        refused = Series(f"{what}: refused", "requests", [float(self.refused)])
        if not self.optimum_s:
            return [Series(what, "s", [self.seconds]), refused]
        best = Series(f"{self.requests:,} requests: the bucket's own time", "s", [self.optimum_s])
        goal = GOAL if self.name.startswith(OURS) else None
        return [best, Series(what, "s", [self.seconds], best.name, goal), refused]

    def line(self) -> str:
        ratio = f"{self.seconds / self.optimum_s:.3f}" if self.optimum_s else "-"
        return (
            f"| {self.name} | {self.codes} | {self.answered} | {self.requests} | {self.seconds:.2f} "
            f"| {self.optimum_s:.2f} | {ratio} | {self.refused} | {self.grown_mib:.1f} | {self.grown_late_mib:.1f} |"
        )


def _serve(pipe: Connection, certificate: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    refused = 0
    admit = limits.RequestBucket.admit

    def counting(self: limits.RequestBucket) -> bool:
        nonlocal refused
        admitted = admit(self)
        refused += not admitted
        return admitted

    limits.RequestBucket.admit = counting
    with DemoPortal(tls=context) as portal:
        pipe.send(portal.port)
        pipe.recv()
    pipe.send(refused)


@contextmanager
def _portal(folder: Path, run: Run) -> Generator[int]:
    """A fresh portal, by its port; tells the run what it refused and how much this process grew."""
    ours, theirs = multiprocessing.Pipe()
    arguments = (theirs, str(folder / "portal.pem"))
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=arguments)
    server.start()
    port = ours.recv()
    resident = _resident_mib()
    began = time.monotonic()
    yield port
    run.seconds = time.monotonic() - began
    run.grown_mib = _resident_mib() - resident
    run.grown_late_mib = _resident_mib() - run.halfway_mib if run.halfway_mib else run.grown_mib
    ours.send("enough")
    run.refused = ours.recv()
    server.join()


def _resident_mib() -> float:
    return psutil.Process().memory_info().rss / 2**20


def _profile(port: int, folder: Path) -> tuple[PortalProfile, Credentials]:
    with DemoPortal() as template:
        access = template.profiles()[0]
    address = access.profile.address._replace(scheme="https", port=port)
    return replace(access.profile, address=address, ca_file=str(folder / "authority.pem")), access.credentials


def ours(codes: list[str], folder: Path) -> Run:
    run = Run(f"{OURS}, batches", len(codes), math.ceil(len(codes) / MAX_COMMANDS))

    async def ask(port: int) -> None:
        profile, credentials = _profile(port, folder)

        def count(lookups: Sequence[Lookup]) -> None:
            run.answered += len(lookups)
            if 2 * run.answered >= len(codes) and not run.halfway_mib:
                run.halfway_mib = _resident_mib()

        async with PortalClient() as client:
            await ManyLookups(client, codes).run(profile, credentials, count)

    with _portal(folder, run) as port:
        asyncio.run(ask(port))
    return run


def peer(codes: list[str], folder: Path, name: str, ask: Callable[[Any, list[str]], int], requests: int) -> Run:
    from b24pysdk.credentials import BitrixWebhook  # pyright: ignore

    os.environ["REQUESTS_CA_BUNDLE"] = str(folder / "authority.pem")
    run = Run(name, len(codes), requests)
    with _portal(folder, run) as port:
        _, credentials = _profile(port, folder)
        assert isinstance(credentials, Webhook)
        webhook = f"{credentials.user}/{credentials.secret.reveal()}"
        run.answered = ask(BitrixWebhook(domain=f"127.0.0.1:{port}", webhook_token=webhook), codes)
    return run


def _in_batches(token: Any, codes: list[str]) -> int:
    methods = {f"c{number}": (GET_METHOD, {"code": code}) for number, code in enumerate(codes)}
    answer = token.call_batches(methods)["result"]
    return len(answer["result"]) + len(answer["result_error"])


def _singly(token: Any, codes: list[str]) -> int:
    answered = 0
    for code in codes:
        try:
            token.call_method(GET_METHOD, {"code": code})
        except Exception as error:  # noqa: BLE001 - of many types; what it says is counted
            answered += "NOT_FOUND" in repr(error) or "not found" in str(error)
            continue
        answered += 1
    return answered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--codes", type=int, default=5000)
    parser.add_argument("--singly", type=int, default=200, help="codes for one-by-one lookups")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    registered = [badge.code for badge in TENANT.badges]
    codes = [
        registered[number % len(registered)] if number % 3 else f"absent{number}" for number in range(options.codes)
    ]
    print(
        "| what | codes | answered | requests | s | optimum s | ratio | refused | MiB grown | of it in the 2nd half |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        certificates.authority_file(folder)
        certificates.authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
            str(folder / "portal.pem")
        )
        runs: list[Callable[[], Run]] = [lambda: ours(codes, folder)]
        if importlib.util.find_spec("b24pysdk"):
            requests = math.ceil(len(codes) / MAX_COMMANDS)
            few = codes[: options.singly]
            runs.append(lambda: peer(codes, folder, "b24pysdk, call_batches", _in_batches, requests))
            runs.append(lambda: peer(few, folder, "b24pysdk, one by one", _singly, len(few)))
        series: dict[str, Series] = {}
        for run in runs:
            done = run()
            print(done.line(), flush=True)
            series |= {one.name: one for one in done.series()}
    if options.json:
        write(list(series.values()), options.json)
    print(f"\nLoad: {os.getloadavg()[0]:.2f}. Goal: a ratio of {GOAL} or less, and nothing refused.")


if __name__ == "__main__":
    main()
