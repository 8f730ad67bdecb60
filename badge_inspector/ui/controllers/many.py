"""Many codes: the window, the run through the portal's bucket, and what becomes of the outcomes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from badge_inspector.background import in_background
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend
from badge_inspector.ui import language
from badge_inspector.ui.controllers.lookups import LookupController
from badge_inspector.ui.controllers.portals import PortalController
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.tasks import Tasks

if TYPE_CHECKING:
    from badge_inspector.ui.many.many_window import ManyWindow

MANY = "many"
FILE = "many file"
LARGEST_FILE = 10 * 1024 * 1024
_SHOW_EVERY_S = 0.1


class ManyController(QObject):
    """Attributes: window_ (None while it is closed)."""

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        backend: Backend,
        *,
        portals: PortalController,
        lookups: LookupController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._lookups = lookups
        self.window_: ManyWindow | None = None
        window.request.many_requested.connect(self.open)

    def open(self) -> None:
        """Open the window on the portal in use."""
        profile = self._portals.current
        if profile is None:
            self._window.request.portal_needed.emit()
            return
        if self.window_ is None:
            from badge_inspector.ui.many.many_window import ManyWindow  # noqa: PLC0415 - on first use

            window = self.window_ = ManyWindow(profile, self._window)
            window.finished.connect(self._closed)
            window.start_requested.connect(partial(self._start, profile))
            window.cancel_requested.connect(self._cancel)
            window.export_requested.connect(self._export)
            window.file_dropped.connect(self._read_file)
            window.lookup_opened.connect(self._lookups.show_finished)
        self.window_.show()
        self.window_.codes.setFocus()

    def _start(self, profile: PortalProfile, codes: Sequence[str]) -> None:
        self._tasks.start(MANY, self._run(profile, codes), self._ended, self._cancelled)

    async def _run(self, profile: PortalProfile, codes: Sequence[str]) -> tuple[str, Sequence[str]]:
        from badge_inspector.services.look_up_many import Interrupted, look_up_many  # noqa: PLC0415 - imported behind

        backend = await self._backend.opened()
        credentials = await backend.credentials(profile)
        fresh: list[Lookup] = []
        done, shown_at, began = 0, 0.0, time.monotonic()
        ended: tuple[str, Sequence[str]] = (self.tr("Done"), ())
        try:
            async with aclosing(look_up_many(backend.client, profile, codes, credentials)) as items:
                async for item in items:
                    if isinstance(item, Interrupted):
                        from badge_inspector.ui.wording import words  # noqa: PLC0415 - not for the first paint

                        said = words(item.failure, "", profile.name)
                        ended = (f"{said.title}. {said.advice}", item.remaining)
                        break
                    fresh.append(item)
                    done += 1
                    now = time.monotonic()
                    if now - shown_at > _SHOW_EVERY_S:
                        shown_at = now
                        left = (now - began) / done * (len(codes) - done)
                        await self._hand_on(fresh, left)
        finally:
            await self._hand_on(fresh, None)
        return ended

    async def _hand_on(self, fresh: list[Lookup], seconds_left: float | None) -> None:
        """Show and keep what came since the last time."""
        if not fresh:
            return
        lookups, fresh[:] = tuple(fresh), []
        if self.window_ is not None:
            self.window_.show_outcomes(lookups, seconds_left)
        rows = await self._backend.history.save_all(lookups)
        for row in rows:
            self._lookups.saved.emit(row)

    def _ended(self, ended: tuple[str, Sequence[str]]) -> None:
        if self.window_ is not None:
            self.window_.show_end(*ended)

    def _cancelled(self) -> None:
        self._ended((self.tr("Cancelled; what came is kept."), ()))

    def _cancel(self) -> None:
        self._tasks.cancel(MANY)

    def _closed(self) -> None:
        self._tasks.cancel(MANY)
        self.window_ = None

    def _export(self, file: Path, lookups: Sequence[Lookup]) -> None:
        self._tasks.start(FILE, self._exported(file, lookups), self._tell)

    async def _exported(self, file: Path, lookups: Sequence[Lookup]) -> str:
        from badge_inspector.services.export_codes import write_csv  # noqa: PLC0415 - few runs need it

        try:
            await in_background(lambda: write_csv(file, lookups, language.current()))
        except OSError as error:
            return self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror)
        return self.tr("Written to {file}").format(file=file.name)

    def _read_file(self, file: Path) -> None:
        self._tasks.start(FILE, self._file_text(file), self._show_text)

    async def _file_text(self, file: Path) -> str | None:
        def read() -> str | None:
            data = file.read_bytes() if file.stat().st_size <= LARGEST_FILE else b"\0"
            if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
                return None
            encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
            return data.decode(encoding, "replace")

        try:
            return await in_background(read)
        except OSError:
            return None

    def _show_text(self, text: str | None) -> None:
        if self.window_ is None:
            return
        if text is None:
            self.window_.say(self.tr("That file is no list of codes: it is binary, too large, or cannot be read."))
        else:
            self.window_.show_text(text)

    def _tell(self, text: str) -> None:
        if self.window_ is not None:
            self.window_.say(text)
