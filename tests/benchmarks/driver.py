"""The whole program in this process, on an empty folder and without a keyring, driven by keys."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from badge_inspector.app import Application
from badge_inspector.cli import Options
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile, Webhook
from badge_inspector.domain.secret import SecretKind
from badge_inspector.ui.kit.tasks import run_application
from tests.benchmarks.bench_gap import Paints


class Driver:
    """Attributes: application."""

    def __init__(self, application: Application) -> None:
        self.application = application
        cards = application.window.result.cards
        self._paints = Paints(cards.badge), Paints(cards.failure)
        self._answered_at = 0.0
        application.lookups.answered.connect(self._answered)

    async def warm(self) -> None:
        """Return once what follows the first paint has ended."""
        await self.application.begun.wait()
        await self.application.tasks.idle()

    async def connect(self, profile: PortalProfile, webhook: Webhook) -> None:
        """Use a portal, at any pace."""
        app = self.application
        backend = await app.backend.opened()
        backend.secrets.set_for_this_run(profile, SecretKind.WEBHOOK, webhook.secret)
        backend.client.pacer.use(profile.address.authority, LeakyBucket(1_000_000, 1_000_000))
        app.portals.save_profile(profile)
        app.portals.use(profile)
        await app.tasks.idle()

    async def ask(self, code: str) -> float:
        """Press Enter on a code and wait until all is shown and saved; the milliseconds from the key to the first paint
        of the outcome."""
        field = self.application.window.request.code
        field.setText(code)
        await asyncio.sleep(0.05)
        self._answered_at = 0.0
        pressed = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        while not self._answered_at or not any(paints.first for paints in self._paints):  # noqa: ASYNC110
            await asyncio.sleep(0.002)  # as a person looks
        painted = (max(paints.first for paints in self._paints) - pressed) * 1000
        await self.application.tasks.idle()
        return painted

    async def until(self, condition: Callable[[], object]) -> None:
        """Return once the condition holds."""
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    async def ask_quickly(self, code: str) -> None:
        """The same without looking at the clock or pausing for what follows the typing."""
        field = self.application.window.request.code
        field.setText(code)
        self._answered_at = 0.0
        QTest.keyClick(field, Qt.Key.Key_Return)
        while not self._answered_at:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        await self.application.tasks.idle()

    def _answered(self, _lookup: Lookup) -> None:
        self._answered_at = time.perf_counter()
        for paints in self._paints:
            paints.forget()


def drive(bench: Callable[[Driver], Awaitable[None]]) -> None:
    """Start the program, let `bench` drive it, and quit."""
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"

    async def life(qt: QApplication, folder: Path) -> int:
        application = Application(qt, Options(config_dir=folder, language="en"))
        living = asyncio.ensure_future(application.live())
        try:
            await bench(Driver(application))
        finally:
            application.close()
        return await living

    with tempfile.TemporaryDirectory() as folder:
        qt = QApplication(["bench"])
        run_application(qt, life(qt, Path(folder)))
