"""What stands behind the window: the client, the history and the secrets, opened together after the first paint.

Their libraries (httpx, ssl, sqlite3, keyring) cost more to import than the window to build, so they are imported in a
thread while the person reads; whoever needs them earlier awaits `opened()`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from badge_inspector.background import in_background
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.limits import ExchangeLimits
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
from badge_inspector.storage.paths import Paths

if TYPE_CHECKING:
    from badge_inspector.bitrix24.client import PortalClient
    from badge_inspector.domain.lookup import Lookup, LookupRequest
    from badge_inspector.services.catalogue import Catalogue
    from badge_inspector.services.check_connection import ConnectionReport
    from badge_inspector.services.history import HistoryService
    from badge_inspector.services.look_up_many import ManyLookups
    from badge_inspector.services.profile_files import ImportedPortals
    from badge_inspector.services.renew_token import Renewal, TokenRenewer
    from badge_inspector.storage.secrets import SecretKind, SecretStore, SecretStoreState

T = TypeVar("T")

CATALOGUE_AGE_S = 300.0

_HEAVY = (
    "badge_inspector.services.look_up",
    "badge_inspector.services.check_connection",
    "badge_inspector.services.history",
    "badge_inspector.services.renew_token",
    "badge_inspector.storage.secrets",
)


class Backend:
    """Attributes (after `opened()`):

    client: asks portals. history: keeps lookups. secrets: keeps tokens.
    token_renewed: what to call with a portal's id and when its new access token ends (epoch seconds, None: not known).
    """

    client: PortalClient
    history: HistoryService
    secrets: SecretStore
    _renewer: TokenRenewer

    def __init__(self, paths: Paths, preferences: Preferences) -> None:
        self.paths = paths
        self._preferences = preferences
        self._holds_retention = False
        self._catalogues: dict[str, Catalogue] = {}
        self._fetching: dict[str, asyncio.Task[Catalogue | Failure]] = {}
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
        await self._renewer.close()
        for fetching in tuple(self._fetching.values()):
            fetching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await fetching
        await self.history.close()
        await self.client.aclose()

    async def credentials(self, profile: PortalProfile) -> Credentials | None:
        """What signs a call to this portal; None when its secret is not there."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        secrets = (await self.opened()).secrets
        if profile.access is AccessKind.WEBHOOK:
            secret = await secrets.get(profile, SecretKind.WEBHOOK)
            return Webhook(profile.webhook_user, secret) if secret else None
        token = await secrets.get(profile, SecretKind.ACCESS_TOKEN)
        return OAuthToken(token, profile.token_expires_at) if token else None

    async def kept_secrets(self, profile: PortalProfile) -> frozenset[SecretKind]:
        """Which secrets are there for this portal's way in."""
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
        """Why a file of certificate authorities cannot be used, in the words of the system; "" when it can."""
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
        """Whether this portal's secret is in the system's keyring, or for this run only; None when there is none."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        kind = SecretKind.WEBHOOK if profile.access is AccessKind.WEBHOOK else SecretKind.ACCESS_TOKEN
        return await (await self.opened()).secrets.is_in_keyring(profile, kind)

    async def look_up(self, request: LookupRequest, moved_from: Collection[str] = ()) -> Lookup:
        """One lookup, not saved yet. `moved_from` names the hosts that redirects led away from. When the access token
        has expired it is renewed once, where the portal is set up for that, and the lookup repeated."""
        from badge_inspector.domain.lookup import Found, Refused  # noqa: PLC0415 - imported by opened()
        from badge_inspector.services.look_up import look_up  # noqa: PLC0415 - imported by opened()

        await self.opened()
        credentials = await self.credentials(request.profile)
        lookup = await look_up(self.client, request, credentials, moved_from)
        failure = None if isinstance(lookup.outcome, Found) else lookup.outcome.failure
        renewed = await self._renewed(request.profile, credentials, failure)
        if renewed is None:
            return lookup
        if isinstance(renewed, Failure):
            return replace(lookup, outcome=Refused(renewed))
        return await look_up(self.client, request, renewed, moved_from)

    async def look_up_many(
        self, profile: PortalProfile, many: ManyLookups, show: Callable[[Sequence[Lookup]], object]
    ) -> Failure | None:
        """As `many.run`, going on with a new access token where the old one expires on the way."""
        credentials = await self.credentials(profile)
        left = -1
        while True:
            failure = await many.run(profile, credentials, show)
            if failure is None or len(many.remaining) == left:  # a new token that brought nothing is not renewed again
                return failure
            left = len(many.remaining)
            renewed = await self._renewed(profile, credentials, failure)
            if not isinstance(renewed, OAuthToken):
                return renewed or failure
            credentials = renewed

    async def catalogue(self, profile: PortalProfile, *, fresh: bool = False) -> Catalogue | Failure:
        """The portal's badges: those fetched within the last minutes, unless `fresh` ones are wanted. Who asks while
        they are being fetched gets the same."""
        known = await self.known_catalogue(profile)
        if known is not None and not fresh and time.time() - known.fetched_at < CATALOGUE_AGE_S:
            return known
        fetching = self._fetching.get(profile.id)
        if fetching is None:
            fetching = self._fetching[profile.id] = asyncio.ensure_future(self._fetch_catalogue(profile))
            fetching.add_done_callback(lambda _: self._fetching.pop(profile.id, None))
        return await asyncio.shield(fetching)

    async def known_catalogue(self, profile: PortalProfile) -> Catalogue | None:
        """What is known of the portal's badges without asking it, however old."""
        from badge_inspector.services.catalogue import kept_catalogue  # noqa: PLC0415

        await self.opened()
        known = self._catalogues.get(profile.id)
        if known is None and not profile.is_demo:
            known = await in_background(lambda: kept_catalogue(self.paths.catalogues, profile))
            if known is not None:
                self._catalogues.setdefault(profile.id, known)
        return known

    async def _fetch_catalogue(self, profile: PortalProfile) -> Catalogue | Failure:
        from badge_inspector.services.catalogue import fetch_catalogue, keep_catalogue  # noqa: PLC0415

        found = await self._with_renewal(profile, lambda signed: fetch_catalogue(self.client, profile, signed))
        if isinstance(found, Failure):
            return found
        self._catalogues[profile.id] = found
        if not profile.is_demo and not self._preferences.private_mode:
            with contextlib.suppress(OSError):  # a cache: where it cannot be kept, the portal is asked again
                await in_background(lambda: keep_catalogue(self.paths.catalogues, profile, found))
        return found

    async def move_secrets(self, old: PortalProfile, new: PortalProfile) -> None:
        """Give a portal's secrets to its new address, as a person confirmed."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415

        secrets = (await self.opened()).secrets
        for kind in SecretKind:
            secret = await secrets.get(old, kind)
            if secret is not None:
                await secrets.set(new, kind, secret)
                await secrets.delete(old, kind)

    async def check_connection(self, profile: PortalProfile) -> ConnectionReport | Failure:
        """Who answers there, and whether badges can be asked for."""
        from badge_inspector.services.check_connection import check_connection  # noqa: PLC0415

        await self.opened()
        return await self._with_renewal(profile, lambda signed: check_connection(self.client, profile, signed))

    async def _with_renewal(
        self, profile: PortalProfile, ask: Callable[[Credentials | None], Awaitable[T | Failure]]
    ) -> T | Failure:
        """Ask, and once more with a new access token when the old one has expired."""
        credentials = await self.credentials(profile)
        answer = await ask(credentials)
        renewed = await self._renewed(profile, credentials, answer if isinstance(answer, Failure) else None)
        return answer if renewed is None else renewed if isinstance(renewed, Failure) else await ask(renewed)

    async def _renewed(self, profile: PortalProfile, used: Credentials | None, failure: Failure | None) -> Renewal:
        """What to ask with instead of a token that has expired, or why there is no such; None where it has not, or the
        portal is not set up for renewing it."""
        if failure is None or failure.kind is not FailureKind.EXPIRED_TOKEN or not isinstance(used, OAuthToken):
            return None
        renewed = await self._renewer.renew(profile, used.access_token)
        if isinstance(renewed, OAuthToken):
            self.token_renewed(profile.id, renewed.expires_at)
        return renewed

    async def _open(self) -> None:
        await in_background(_import_heavy)
        from badge_inspector.bitrix24.client import PortalClient  # noqa: PLC0415
        from badge_inspector.services.history import HistoryService  # noqa: PLC0415
        from badge_inspector.services.renew_token import TokenRenewer  # noqa: PLC0415
        from badge_inspector.storage.secrets import SecretStore  # noqa: PLC0415

        self.client = PortalClient(_limits(self._preferences))
        self.secrets = SecretStore()
        self._renewer = TokenRenewer(self.client, self.secrets, self.paths.config)
        self.history = HistoryService(self.paths.history)
        await self.history.open()
        self._put_in_force()  # what was chosen while this opened, too
        if self._preferences.proxy.user:
            await self._use_proxy(self._preferences.proxy)
        self._warming = asyncio.ensure_future(self.client.warm_up())

    async def _use_proxy(self, choice: ProxyChoice) -> None:
        """Go through the chosen proxy, with its password where it asks for a user."""
        password = await self._proxy_password() if choice.user else None
        if choice == self._preferences.proxy:
            self.client.use_proxy(choice, password)

    async def _proxy_password(self) -> Secret | None:
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415 - imported by opened()

        owner = _proxy_owner(self._preferences.proxy)
        return await self.secrets.get(owner, SecretKind.PROXY_PASSWORD) if owner is not None else None

    def _put_in_force(self) -> None:
        from badge_inspector.storage.history_writer import Retention  # noqa: PLC0415 - imported by opened()

        chosen = self._preferences
        self.client.limits = _limits(chosen)
        self.client.use_proxy(chosen.proxy)
        self.history.set_private(chosen.private_mode)
        limits = Retention(chosen.keep_days, chosen.keep_count, chosen.keep_bytes)
        self.history.keep(Retention() if self._holds_retention else limits)


def _nobody_asks(profile_id: str, expires_at: float | None) -> None:
    """There is no window to tell."""


def _proxy_owner(choice: ProxyChoice) -> PortalProfile | None:
    """Whose the proxy's password is in the keyring, where it is bound to the proxy's host; None for no such proxy."""
    try:
        parts = urlsplit(choice.url)
        address = PortalAddress(parts.hostname or "", parts.scheme, parts.port)
    except ValueError:
        return None
    explicit = choice.mode is ProxyMode.EXPLICIT and address.host
    return PortalProfile("proxy", choice.user, address) if explicit else None


def _limits(preferences: Preferences) -> ExchangeLimits:
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
