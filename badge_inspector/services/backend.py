"""The services behind the window: opened together after the first paint, kept to the preferences, and closed.

Their libraries (httpx, ssl, sqlite3, keyring) cost more to import than the window to build, so they are imported in a
thread while the person reads; whoever needs them earlier awaits `opened()`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from badge_inspector.background import in_background
from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.exchange_thread import ExchangeThread
from badge_inspector.storage.files import clear_left_overs
from badge_inspector.storage.paths import Paths

if TYPE_CHECKING:
    from badge_inspector.bitrix24.client import PortalClient
    from badge_inspector.services.history import HistoryService
    from badge_inspector.services.opening import Services
    from badge_inspector.services.portal_calls import PortalCalls
    from badge_inspector.services.portal_secrets import PortalSecrets
    from badge_inspector.storage.secrets import SecretStore


class Backend:
    """Attributes (after `opened()`):

    client: sends requests. history: keeps lookups. calls: asks portals. secrets: keeps each secret by itself.
    portal_secrets: the same, those of a portal together.
    token_renewed: what to call with a portal's id and when its new access token ends (epoch seconds, None: not known).
    """

    client: PortalClient
    history: HistoryService
    secrets: SecretStore
    portal_secrets: PortalSecrets
    calls: PortalCalls
    _services: Services

    def __init__(self, paths: Paths, preferences: Preferences) -> None:
        self.paths = paths
        self._exchanges = ExchangeThread()
        self._preferences = preferences
        self._holds_retention = False
        self._opening: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._proxying: asyncio.Task[None] | None = None
        self.token_renewed: Callable[[str, float | None], object] = _nobody_asks

    async def opened(self) -> Backend:
        """Open on the first call; every call returns once all of it is open."""
        if self._opening is None:
            self._opening = asyncio.ensure_future(self._open())
        await asyncio.shield(self._opening)
        return self

    def suspend_retention(self, held: bool) -> None:
        """Delete nothing from the history for now: a person is trying out what to keep."""
        self._holds_retention = held
        if self.is_open:
            self._apply_preferences()

    def prefer(self, preferences: Preferences) -> None:
        """Other limits for the exchanges to come."""
        before, self._preferences = self._preferences, preferences
        if self.is_open:
            self._apply_preferences()
            if preferences.proxy != before.proxy:
                self._proxying = asyncio.ensure_future(self.use_proxy())

    async def use_proxy(self) -> None:
        """Go through the proxy that is chosen, with the password that is kept for it now, where it asks for a user."""
        choice = self._preferences.proxy
        if not choice.user:
            self.client.use_proxy(choice)
            return
        password = await self.portal_secrets.proxy_password(choice)
        if choice == self._preferences.proxy:
            self.client.use_proxy(choice, password)

    @property
    def unsaved_count(self) -> int:
        """Lookups that wait to be written to the history; none before that is open."""
        return self.history.state.waiting if self.is_open else 0

    async def close(self) -> None:
        """Wait until pending writes are on disk, then close connections and files."""
        if self._opening is None:
            return
        await asyncio.wait([self._opening])
        for task in (self._warming, self._proxying):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self.calls.close()
        await self._exchanges.run(self.client.aclose())
        await self._exchanges.close()
        await self.history.close()

    @property
    def is_open(self) -> bool:
        """True once the attributes are there."""
        opening = self._opening
        return opening is not None and opening.done() and not opening.cancelled() and opening.exception() is None

    async def _open(self) -> None:
        await in_background(_import_services)
        from badge_inspector.services.opening import make_services  # noqa: PLC0415 - imported, on another thread

        made = make_services(self.paths, self._preferences, self._exchanges, self._announce_renewed)
        self._services = made
        self.client, self.history, self.calls = made.client, made.history, made.calls
        self.secrets, self.portal_secrets = made.secrets, made.portal_secrets
        await self.history.open()
        await in_background(self._clear_left_overs)
        self._apply_preferences()  # what was chosen while this opened, too
        await self.use_proxy()
        self._warming = asyncio.ensure_future(self._exchanges.run(self.client.warm_up()))

    def _clear_left_overs(self) -> None:
        for folder in (self.paths.config, self.paths.catalogues, self.paths.log):
            clear_left_overs(folder)

    def _apply_preferences(self) -> None:
        self._services.prefer(self._preferences, holds_retention=self._holds_retention)

    def _announce_renewed(self, profile_id: str, expires_at: float | None) -> None:
        self.token_renewed(profile_id, expires_at)


def _import_services() -> None:
    importlib.import_module("badge_inspector.services.opening")


def _nobody_asks(profile_id: str, expires_at: float | None) -> None:
    """Do nothing: there is no window to inform."""
