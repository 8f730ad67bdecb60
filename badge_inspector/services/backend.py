"""Everything behind the window: the client, the history and the secrets, opened together after the first paint.

Their libraries (httpx, ssl, sqlite3, keyring) cost more to import than the window to build, so they are imported in a
thread while the person reads; whoever needs them earlier awaits `opened()`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from badge_inspector.background import in_background
from badge_inspector.domain.portal import (
    AccessKind,
    Credentials,
    OAuthToken,
    PortalAddress,
    PortalProfile,
    ProxyChoice,
    ProxyMode,
    Webhook,
)
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.secret import Secret
from badge_inspector.services.exchange_thread import ExchangeThread, here
from badge_inspector.storage.files import clear_left_overs
from badge_inspector.storage.paths import Paths

if TYPE_CHECKING:
    from badge_inspector.bitrix24.client import PortalClient
    from badge_inspector.domain.exchange import Certificate
    from badge_inspector.domain.failures import Failure
    from badge_inspector.domain.limits import ExchangeLimits
    from badge_inspector.domain.lookup import Lookup, LookupRequest
    from badge_inspector.services.catalogue import Catalogue
    from badge_inspector.services.check_connection import ConnectionReport
    from badge_inspector.services.history import HistoryService
    from badge_inspector.services.look_up_many import ManyLookups
    from badge_inspector.services.portal_calls import PortalCalls
    from badge_inspector.services.profile_files import ImportedPortals
    from badge_inspector.services.renew_token import TokenRenewer
    from badge_inspector.storage.secrets import SecretKind, SecretStore, SecretStoreState

_HEAVY = (
    "badge_inspector.services.portal_calls",
    "badge_inspector.services.catalogue",
    "badge_inspector.services.check_connection",
    "badge_inspector.services.history",
    "badge_inspector.services.renew_token",
    "badge_inspector.storage.secrets",
)


class Backend:
    """Attributes (after `opened()`):

    client: sends requests. history: keeps lookups. secrets: keeps tokens. calls: asks portals.
    token_renewed: what to call with a portal's id and when its new access token ends (epoch seconds, None: not known).
    """

    client: PortalClient
    history: HistoryService
    secrets: SecretStore
    calls: PortalCalls
    _renewer: TokenRenewer

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

    def hold_retention(self, held: bool) -> None:
        """Delete nothing from the history for now: a person is trying out what to keep."""
        self._holds_retention = held
        if self._opening is not None and self._opening.done():
            self._put_in_force()

    def prefer(self, preferences: Preferences) -> None:
        """Other limits for the exchanges to come."""
        self._preferences = preferences
        if self._opening is not None and self._opening.done():
            self._put_in_force()
            if preferences.proxy.user:
                self._proxying = asyncio.ensure_future(self._use_proxy(preferences.proxy))

    @property
    def unsaved_count(self) -> int:
        """Lookups that wait to be written to the history; none before that is open."""
        opening = self._opening
        is_open = opening is not None and opening.done() and not opening.cancelled() and opening.exception() is None
        return self.history.state.waiting if is_open else 0

    async def close(self) -> None:
        """Let what is being written get to the disk, then close connections and files."""
        if self._opening is None:
            return
        await asyncio.wait([self._opening])
        for task in (self._warming, self._proxying):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self._exchanges.run(self._end_exchanges())
        await self._exchanges.close()
        await self.history.close()

    async def _end_exchanges(self) -> None:
        await self._renewer.close()
        await self.calls.close()
        await self.client.aclose()

    async def credentials(self, profile: PortalProfile) -> Credentials | None:
        """Credentials for calls to this portal; None when its secret is not there."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        secrets = (await self.opened()).secrets
        if profile.access is AccessKind.WEBHOOK:
            secret = await secrets.get(profile, SecretKind.WEBHOOK)
            return Webhook(profile.webhook_user, secret) if secret else None
        token = await secrets.get(profile, SecretKind.ACCESS_TOKEN)
        return OAuthToken(token, profile.token_expires_at) if token else None

    async def kept_secrets(self, profile: PortalProfile) -> frozenset[SecretKind]:
        """Kinds of secrets that are there for this portal's kind of access."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        secrets = (await self.opened()).secrets
        kinds = (SecretKind.WEBHOOK,)
        if profile.access is AccessKind.OAUTH:
            kinds = (SecretKind.ACCESS_TOKEN, SecretKind.REFRESH_TOKEN, SecretKind.CLIENT_SECRET)
        return frozenset([kind for kind in kinds if await secrets.get(profile, kind)])

    async def all_secrets(self, profile: PortalProfile) -> tuple[Secret, ...] | None:
        """Every secret that is kept for a portal, and the proxy's password: what must not be passed on. None when they
        may be there and cannot be read, because the keyring is locked or gives no answer."""
        from badge_inspector.storage.secrets import KeyringTrouble, SecretKind  # noqa: PLC0415 - imported by opened()

        secrets = (await self.opened()).secrets
        found = [await secrets.get(profile, kind) for kind in SecretKind] + [await self._proxy_password()]
        present = tuple(secret for secret in found if secret)
        hidden = secrets.state.trouble in (KeyringTrouble.LOCKED, KeyringTrouble.SILENT)
        return None if hidden and not present else present

    async def ca_file_problem(self, path: str) -> str:
        """The system's reason why a file of certificate authorities cannot be used; "" when it can."""
        from badge_inspector.bitrix24.trust import ca_file_problem  # noqa: PLC0415 - imported by opened()

        await self.opened()
        return await in_background(lambda: ca_file_problem(path))

    async def take_secrets(self, profile: PortalProfile) -> dict[SecretKind, Secret]:
        """Take a portal's secrets out of where they are kept: it was deleted, or moved to another host. Given back by
        `put_secrets()` when that is undone."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        secrets = (await self.opened()).secrets
        found = {kind: secret for kind in SecretKind if (secret := await secrets.get(profile, kind)) is not None}
        for kind in found:
            await secrets.delete(profile, kind)
        return found

    async def put_secrets(self, profile: PortalProfile, taken: Mapping[SecretKind, Secret]) -> None:
        """Keep secrets for this portal and its present host."""
        secrets = (await self.opened()).secrets
        for kind, secret in taken.items():
            await secrets.set(profile, kind, secret)

    async def proxy_password(self) -> Secret | None:
        """The password of the proxy that is chosen; None where there is none."""
        await self.opened()
        return await self._proxy_password()

    async def set_proxy_password(self, password: Secret) -> SecretStoreState:
        """Keep the password of the proxy that is chosen, and use it from now on."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        secrets = (await self.opened()).secrets
        choice = self._preferences.proxy
        owner = _proxy_owner(choice)
        if owner is None:
            return secrets.state
        state = await secrets.set(owner, SecretKind.PROXY_PASSWORD, password)
        await self._use_proxy(choice)
        return state

    async def export_portals(self, profiles: Sequence[PortalProfile], file: Path) -> None:
        """Write portals to a file, without their secrets. Raises OSError."""
        from badge_inspector.services.profile_files import export_portals  # noqa: PLC0415 - few runs need it

        await in_background(lambda: export_portals(profiles, file))

    async def import_portals(self, file: Path, present: Sequence[PortalProfile]) -> ImportedPortals:
        """Read portals from a file. Raises OSError and NotPortalsError."""
        from badge_inspector.services.profile_files import import_portals  # noqa: PLC0415 - few runs need it

        return await in_background(lambda: import_portals(file, present))

    async def is_in_keyring(self, profile: PortalProfile) -> bool | None:
        """Tell whether this portal's secret is in the system's keyring, or for this run only; None when there is
        none."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        kind = SecretKind.WEBHOOK if profile.access is AccessKind.WEBHOOK else SecretKind.ACCESS_TOKEN
        return await (await self.opened()).secrets.is_in_keyring(profile, kind)

    async def move_secrets(self, old: PortalProfile, new: PortalProfile) -> None:
        """Give a portal's secrets to its new address, as a person confirmed."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415

        secrets = (await self.opened()).secrets
        for kind in SecretKind:
            secret = await secrets.get(old, kind)
            if secret is not None:
                await secrets.set(new, kind, secret)
                await secrets.delete(old, kind)

    # Asking portals: see PortalCalls

    async def look_up(self, request: LookupRequest, moved_from: Collection[str] = ()) -> Lookup:
        calls = (await self.opened()).calls
        return await self._exchanges.run(calls.look_up(request, moved_from))

    async def look_up_many(
        self, profile: PortalProfile, many: ManyLookups, show: Callable[[Sequence[Lookup]], object]
    ) -> Failure | None:
        """The outcomes go to `show` on the caller's loop, all of them before this returns."""
        calls = (await self.opened()).calls
        return await self._exchanges.run(calls.look_up_many(profile, many, here(show)))

    async def catalogue(self, profile: PortalProfile, *, fresh: bool = False) -> Catalogue | Failure:
        calls = (await self.opened()).calls
        return await self._exchanges.run(calls.catalogue(profile, fresh=fresh))

    async def known_catalogue(self, profile: PortalProfile) -> Catalogue | None:
        calls = (await self.opened()).calls
        return await self._exchanges.run(calls.known_catalogue(profile))

    async def check_connection(self, profile: PortalProfile) -> ConnectionReport | Failure:
        calls = (await self.opened()).calls
        return await self._exchanges.run(calls.check_connection(profile))

    async def fetch_certificate(self, address: PortalAddress) -> Certificate | Failure:
        """The certificate that a portal shows, whoever vouches for it."""
        client = (await self.opened()).client
        return await self._exchanges.run(client.fetch_certificate(address))

    async def _open(self) -> None:
        await in_background(_import_heavy)
        from badge_inspector.bitrix24.arrivals import exchange_loop  # noqa: PLC0415
        from badge_inspector.bitrix24.client import PortalClient  # noqa: PLC0415
        from badge_inspector.services.history import HistoryService  # noqa: PLC0415
        from badge_inspector.services.portal_calls import PortalCalls  # noqa: PLC0415
        from badge_inspector.services.renew_token import TokenRenewer  # noqa: PLC0415
        from badge_inspector.storage.secrets import SecretStore  # noqa: PLC0415

        self.client = PortalClient(_limits(self._preferences))
        self.secrets = SecretStore()
        self._renewer = TokenRenewer(self.client, self.secrets, self.paths.config)
        self.calls = PortalCalls(
            self.client,
            self._renewer,
            self.paths.catalogues,
            credentials=self.credentials,
            token_renewed=here(self._tell_renewed),
        )
        self._exchanges.start(exchange_loop())
        self.history = HistoryService(self.paths.history, log_folder=self.paths.log)
        await self.history.open()
        await in_background(self._clear_left_overs)
        self._put_in_force()  # what was chosen while this opened, too
        if self._preferences.proxy.user:
            await self._use_proxy(self._preferences.proxy)
        self._warming = asyncio.ensure_future(self._exchanges.run(self.client.warm_up()))

    def _clear_left_overs(self) -> None:
        for folder in (self.paths.config, self.paths.catalogues, self.paths.log):
            clear_left_overs(folder)

    async def _use_proxy(self, choice: ProxyChoice) -> None:
        """Go through the chosen proxy, with its password where it asks for a user."""
        password = await self._proxy_password() if choice.user else None
        if choice == self._preferences.proxy:
            self.client.use_proxy(choice, password)

    async def _proxy_password(self) -> Secret | None:
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        owner = _proxy_owner(self._preferences.proxy)
        return await self.secrets.get(owner, SecretKind.PROXY_PASSWORD) if owner is not None else None

    def _tell_renewed(self, profile_id: str, expires_at: float | None) -> None:
        self.token_renewed(profile_id, expires_at)

    def _put_in_force(self) -> None:
        from badge_inspector.storage.history_writer import Retention  # noqa: PLC0415 - imported by opened()

        chosen = self._preferences
        self.client.limits = _limits(chosen)
        self.client.use_proxy(chosen.proxy)
        self.history.set_private(chosen.private_mode)
        self.calls.keeps_catalogues = not chosen.private_mode
        limits = Retention(chosen.keep_days, chosen.keep_count, chosen.keep_bytes)
        self.history.keep(Retention() if self._holds_retention else limits)


def _nobody_asks(profile_id: str, expires_at: float | None) -> None:
    """There is no window to tell."""


def _proxy_owner(choice: ProxyChoice) -> PortalProfile | None:
    """Owner of the proxy's password in the keyring, which is bound to the proxy's host; None for no such proxy."""
    try:
        parts = urlsplit(choice.url)
        address = PortalAddress(parts.hostname or "", parts.scheme, parts.port)
    except ValueError:
        return None
    explicit = choice.mode is ProxyMode.EXPLICIT and address.host
    return PortalProfile("proxy", choice.user, address) if explicit else None


def _limits(preferences: Preferences) -> ExchangeLimits:
    from badge_inspector.domain.limits import ExchangeLimits  # noqa: PLC0415 - imported by opened()

    return ExchangeLimits(
        connect_s=preferences.connect_s,
        read_s=preferences.read_s,
        total_s=preferences.total_s,
        wire_bytes=preferences.body_limit,
        body_bytes=preferences.body_limit,
    )


def _import_heavy() -> None:
    for module in _HEAVY:
        importlib.import_module(module)
