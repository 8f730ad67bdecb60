"""Calls to portals with their stored secrets. A call is repeated with a new access token when the old one has expired
and the portal is set up for its renewal.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from badge_inspector.background import in_background
from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.exchange import Certificate
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.domain.portal import Credentials, OAuthToken, PortalAddress, PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.catalogue import Catalogue, fetch_catalogue, kept_catalogue, save_catalogue
from badge_inspector.services.check_connection import ConnectionReport, check_connection
from badge_inspector.services.exchange_thread import ExchangeThread, here
from badge_inspector.services.look_up import look_up
from badge_inspector.services.look_up_many import ManyLookups, requests_for
from badge_inspector.services.renew_token import Renewal, TokenRenewer

T = TypeVar("T")

CATALOGUE_AGE_S = 300.0


class PortalCalls:
    """Every call runs on the exchange thread, whichever loop awaits it. `credentials` finds the secret that signs a
    call; `token_renewed` is called with a portal's id and when its new access token ends (epoch seconds, None: not
    known); lists of badges are kept in `catalogues`, a folder.

    Attributes: keeps_catalogues (False: they live for this run only).
    """

    def __init__(
        self,
        client: PortalClient,
        renewer: TokenRenewer,
        catalogues: Path,
        exchanges: ExchangeThread,
        *,
        credentials: Callable[[PortalProfile], Awaitable[Credentials | None]],
        token_renewed: Callable[[str, float | None], object],
    ) -> None:
        self._client = client
        self._renewer = renewer
        self._folder = catalogues
        self._exchanges = exchanges
        self._credentials = credentials
        self._token_renewed = token_renewed
        self._catalogues: dict[str, Catalogue] = {}
        self._fetching: dict[str, asyncio.Task[Catalogue | Failure]] = {}
        self.keeps_catalogues = True

    async def close(self) -> None:
        """Make no more calls; renewals of tokens under way are finished."""
        await self._exchanges.run(self._close())

    async def look_up(self, request: LookupRequest, moved_from: Collection[str] = ()) -> Lookup:
        """One lookup, not saved yet. `moved_from` names the hosts that redirects led away from. When the access token
        has expired it is renewed once, where the portal is set up for that, and the lookup repeated."""
        return await self._exchanges.run(self._look_up(request, moved_from))

    def many(self, codes: Sequence[str]) -> ManyLookups:
        """A list of codes for `look_up_many()`; duplicates are for the caller to fold."""
        return ManyLookups(self._client, codes)

    def many_s(self, profile: PortalProfile, codes: int) -> float:
        """Time that the portal's bucket takes for so many codes, in seconds."""
        return self._client.pacer.delay(profile.address.authority, requests_for(codes))

    async def look_up_many(
        self, profile: PortalProfile, many: ManyLookups, show: Callable[[Sequence[Lookup]], object]
    ) -> Failure | None:
        """As `many.run`, going on with a new access token where the old one expires on the way. The outcomes go to
        `show` on the caller's loop, all of them before this returns."""
        return await self._exchanges.run(self._look_up_many(profile, many, here(show)))

    async def catalogue(self, profile: PortalProfile, *, fresh: bool = False) -> Catalogue | Failure:
        """The portal's badges: those fetched within the last minutes, unless `fresh` ones are wanted. Who asks while
        they are being fetched gets the same."""
        return await self._exchanges.run(self._catalogue(profile, fresh))

    async def known_catalogue(self, profile: PortalProfile) -> Catalogue | None:
        """Last known catalogue of the portal, however old; nothing is sent."""
        return await self._exchanges.run(self._known_catalogue(profile))

    async def check_connection(self, profile: PortalProfile) -> ConnectionReport | Failure:
        """Test the connection: the account, and whether badges can be asked for."""
        return await self._exchanges.run(
            self._with_renewal(profile, lambda signed: check_connection(self._client, profile, signed))
        )

    async def fetch_certificate(self, address: PortalAddress) -> Certificate | Failure:
        """The certificate that a portal presents, not verified."""
        return await self._exchanges.run(self._client.fetch_certificate(address))

    async def _close(self) -> None:
        await self._renewer.close()
        for fetching in tuple(self._fetching.values()):
            fetching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await fetching

    async def _look_up(self, request: LookupRequest, moved_from: Collection[str]) -> Lookup:
        credentials = await self._credentials(request.profile)
        lookup = await look_up(self._client, request, credentials, moved_from)
        renewed = await self._renewed(request.profile, credentials, lookup.failure)
        if renewed is None:
            return lookup
        if isinstance(renewed, Failure):
            return replace(lookup, outcome=Refused(renewed))
        return await look_up(self._client, request, renewed, moved_from)

    async def _look_up_many(
        self, profile: PortalProfile, many: ManyLookups, show: Callable[[Sequence[Lookup]], object]
    ) -> Failure | None:
        credentials = await self._credentials(profile)
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

    async def _catalogue(self, profile: PortalProfile, fresh: bool) -> Catalogue | Failure:
        known = await self._known_catalogue(profile)
        if known is not None and not fresh and time.time() - known.fetched_at < CATALOGUE_AGE_S:
            return known
        fetching = self._fetching.get(profile.id)
        if fetching is None:
            fetching = self._fetching[profile.id] = asyncio.ensure_future(self._fetch_catalogue(profile))
            fetching.add_done_callback(lambda _: self._fetching.pop(profile.id, None))
        return await asyncio.shield(fetching)

    async def _known_catalogue(self, profile: PortalProfile) -> Catalogue | None:
        known = self._catalogues.get(profile.id)
        if known is None and not profile.is_demo:
            known = await in_background(lambda: kept_catalogue(self._folder, profile))
            if known is not None:
                self._catalogues.setdefault(profile.id, known)
        return known

    async def _fetch_catalogue(self, profile: PortalProfile) -> Catalogue | Failure:
        found = await self._with_renewal(profile, lambda signed: fetch_catalogue(self._client, profile, signed))
        if isinstance(found, Failure):
            return found
        self._catalogues[profile.id] = found
        if not profile.is_demo and self.keeps_catalogues:
            with contextlib.suppress(OSError):  # a cache: where it cannot be kept, the portal is asked again
                await in_background(lambda: save_catalogue(self._folder, profile, found))
        return found

    async def _with_renewal(
        self, profile: PortalProfile, ask: Callable[[Credentials | None], Awaitable[T | Failure]]
    ) -> T | Failure:
        """Ask, and once more with a new access token when the old one has expired."""
        credentials = await self._credentials(profile)
        answer = await ask(credentials)
        renewed = await self._renewed(profile, credentials, answer if isinstance(answer, Failure) else None)
        return answer if renewed is None else renewed if isinstance(renewed, Failure) else await ask(renewed)

    async def _renewed(self, profile: PortalProfile, used: Credentials | None, failure: Failure | None) -> Renewal:
        """Credentials in place of a token that has expired, or the reason why there are none; None where it has not, or
        the portal is not set up for renewing it."""
        if failure is None or failure.kind is not FailureKind.EXPIRED_TOKEN or not isinstance(used, OAuthToken):
            return None
        renewed = await self._renewer.renew(profile, used.access_token)
        if isinstance(renewed, OAuthToken):
            self._token_renewed(profile.id, renewed.expires_at)
        return renewed
