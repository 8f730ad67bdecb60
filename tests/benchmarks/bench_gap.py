"""Measure how long the window stands still: the longest gap between the ticks of a 5 ms timer on the GUI thread.

    python -m tests.benchmarks.bench_gap [--runs 10] [--json FILE]

The whole program on an empty folder and a loopback portal in a process of its own. Measured in one process, after the
warm-up that follows the first paint: the very first small answer, small answers after it (gap, and the time from the
key press to the painted outcome), answers of 8 MiB as they arrive, are parsed, laid out and painted, the warm-up
itself, and how long a wait lasts on after Escape.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import multiprocessing
import os
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from badge_inspector.app import Application
from badge_inspector.cli import Options
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from badge_inspector.domain.secret import SecretKind
from badge_inspector.ui.kit.tasks import run_application
from tests.benchmarks import report
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer

TICK_MS = 5
FRAME_MS, SMALL_MS, PAINTED_MS = 16.0, 8.0, 900.0
CANCEL_MS = 100.0
BIG_BYTES = 8 * 1024 * 1024 - 1024
SMALL, BIG, SILENT = "small", "big", "silent"

_ROW = b'{"id":1,"name":"\xd0\xa1\xd0\xb4\xd0\xb5\xd0\xbb\xd0\xba\xd0\xb0","sum":0.10,"tags":["a",null,true]},'


def _big_body() -> bytes:
    head, end = GOOD[:-1] + b',"rows":[', b"0]}"
    return head + _ROW * ((BIG_BYTES - len(head) - len(end)) // len(_ROW)) + end


def titled(body: bytes, number: int) -> bytes:
    """An answer with another badge each time: what is the same as before need not be painted."""
    return body.replace(b"Call Status", f"Call status {number}".encode(), 1)


def _serve(pipe: Connection) -> None:
    big = _big_body()
    numbers = itertools.count()

    def script(conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            if SILENT.encode() in request.body:
                conversation.hold()
                return
            conversation.send(answer(200, titled(big if BIG.encode() in request.body else GOOD, next(numbers))))

    with FaultyPortal(script) as portal:
        pipe.send(portal.port)
        pipe.recv()


class Gaps(QObject):
    """Measures from `reset()` to `longest_ms`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.perf_counter()
        self._longest = 0.0
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start(TICK_MS)

    def reset(self) -> None:
        self._last, self._longest = time.perf_counter(), 0.0

    @property
    def longest_ms(self) -> float:
        return max(self._longest, time.perf_counter() - self._last) * 1000

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now


class Paints(QObject):
    """First paint of a widget since `forget()`. Attributes: first: by `time.perf_counter()`, 0 for not yet."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.first = 0.0
        watched.installEventFilter(self)

    def forget(self) -> None:
        self.first = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.first = self.first or time.perf_counter()
        return super().eventFilter(watched, event)


class Bench:
    """The program, driven by keys."""

    def __init__(self, application: Application, port: int) -> None:
        self._app = application
        self._port = port
        self._gaps = Gaps(application.window)
        self._paints = Paints(application.window.result.cards.badge)
        self._answered_at = 0.0
        application.lookups.answered.connect(self._answered)

    async def run(self, runs: int) -> list[report.Series]:
        await self._app.begun.wait()
        self._gaps.reset()
        await self._app.tasks.idle()
        warm_up = self._gaps.longest_ms
        await self._connect()
        first_gap, first_painted = await self._ask(SMALL)
        small = [await self._ask(SMALL) for _ in range(max(runs, 20))]
        big: list[tuple[float, float]] = []
        after: list[float] = []
        for _ in range(runs):
            big.append(await self._ask(BIG))
            after.append(self._painted_after_last_byte())
        cancels = [await self._cancel() for _ in range(max(runs, 20))]
        return [
            report.Series("gap of the warm-up", "ms", [warm_up], goal=FRAME_MS),
            report.Series("gap of the first answer", "ms", [first_gap], goal=FRAME_MS),
            report.Series("gap of a small answer", "ms", [gap for gap, _ in small], goal=SMALL_MS),
            report.Series("gap of an 8 MiB answer", "ms", [gap for gap, _ in big], goal=FRAME_MS),
            report.Series("key to painted, first answer", "ms", [first_painted]),
            report.Series("key to painted, small answer", "ms", [painted for _, painted in small]),
            report.Series("key to painted, 8 MiB", "ms", [painted for _, painted in big]),
            report.Series("last byte to painted, 8 MiB", "ms", after, goal=PAINTED_MS),
            report.Series("Escape to cancelled", "ms", cancels, goal=CANCEL_MS),
        ]

    async def _connect(self) -> None:
        profile = PortalProfile("bench", "Bench", PortalAddress("127.0.0.1", "http", self._port), webhook_user="1")
        backend = await self._app.backend.opened()
        backend.secrets.set_for_this_run(profile, SecretKind.WEBHOOK, WEBHOOK.secret)
        backend.client.pacer.use(profile.address.authority, LeakyBucket(10_000, 10_000))
        self._app.portals.save_profile(profile)
        self._app.portals.use(profile)
        await self._app.tasks.idle()

    async def _ask(self, code: str) -> tuple[float, float]:
        """The longest gap until all is shown and saved, and from the key to the first paint of the answer."""
        field = self._app.window.request.code
        field.setText(code)
        await asyncio.sleep(0.05)
        self._answered_at = 0.0
        self._gaps.reset()
        pressed = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        while not self._answered_at or not self._paints.first:  # noqa: ASYNC110 - as a person looks
            await asyncio.sleep(0.002)
        painted = (self._paints.first - pressed) * 1000
        await self._app.tasks.idle()
        await asyncio.sleep(0.02)
        return self._gaps.longest_ms, painted

    def _painted_after_last_byte(self) -> float:
        """Milliseconds from the last byte of the answer shown to its first paint."""
        shown = self._app.lookups.shown
        assert shown is not None
        now = time.time() - time.perf_counter()
        return (self._paints.first + now - shown.exchange.timeline.finished_at) * 1000

    async def _cancel(self) -> float:
        """From Escape in the middle of a wait until nothing is under way and the button to look up is back."""
        request, tasks = self._app.window.request, self._app.tasks
        request.code.setText(SILENT)
        QTest.keyClick(request.code, Qt.Key.Key_Return)
        while not request.progress.running:  # noqa: ASYNC110 - as a person looks
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.1)
        pressed = time.perf_counter()
        self._app.window.actions_["cancel"].trigger()
        while tasks.busy_slots or request.progress.running:  # noqa: ASYNC110
            await asyncio.sleep(0.0005)
        return (time.perf_counter() - pressed) * 1000

    def _answered(self, _lookup: object) -> None:
        self._answered_at = time.perf_counter()
        self._paints.forget()


async def _life(qt: QApplication, folder: Path, port: int, runs: int, into: list[report.Series]) -> int:
    application = Application(qt, Options(config_dir=folder, language="en"))
    living = asyncio.ensure_future(application.live())
    try:
        into.extend(await Bench(application, port).run(runs))
    finally:
        application.close()
    return await living


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    server.start()
    measured: list[report.Series] = []
    with tempfile.TemporaryDirectory() as folder:
        qt = QApplication(["bench"])
        run_application(qt, _life(qt, Path(folder), ours.recv(), options.runs, measured))
    ours.send("enough")
    server.join()
    print(report.table(measured))
    if options.json:
        report.write(measured, options.json)


if __name__ == "__main__":
    main()
