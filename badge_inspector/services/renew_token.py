"""Renewal of an expired access token: once, whichever window asks, and stored before it is used.

    renewer = TokenRenewer(client, secrets, folder)
    renewed = await renewer.renew(profile, spent)     # OAuthToken | Failure (REFRESH_*) | None: not set up for it
    await renewer.close()                             # renewals under way are finished and stored

A refresh token works once. So a renewal that has begun is finished even if it is no longer awaited; windows take turns
by a lock file; and the second one finds the new token in the keyring, or the mark that the old one was used.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.bitrix24.oauth import RefreshedToken, refresh
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import OAuthToken, PortalProfile
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.storage.files import OwnFolder
from badge_inspector.storage.locks import exclusive
from badge_inspector.storage.secrets import SecretStore, digest_of
from badge_inspector.storage.spent_tokens import is_spent, mark_spent

LOCK_WAIT_S = 100.0
"""Longer than another window's renewal can take."""

Renewal = OAuthToken | Failure | None


class TokenRenewer:
    """The program's only renewer; `folder` is shared by all windows. Belongs to one event loop."""

    def __init__(self, client: PortalClient, secrets: SecretStore, folder: Path) -> None:
        self._client = client
        self._secrets = secrets
        self._folder = OwnFolder(folder)
        self._folder.look()
        self._running: dict[str, asyncio.Task[Renewal]] = {}

    async def renew(self, profile: PortalProfile, spent: Secret) -> Renewal:
        """A token to use instead of `spent`, which the portal said has expired. Two that ask at once get the same."""
        running = self._running.get(profile.id)
        if running is None:
            running = self._running[profile.id] = asyncio.create_task(self._renew(profile, spent))
            running.add_done_callback(lambda _: self._running.pop(profile.id, None))
        return await asyncio.shield(running)

    async def close(self) -> None:
        """Wait for the renewals under way."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _renew(self, profile: PortalProfile, spent: Secret) -> Renewal:
        client_secret = await self._secrets.get(profile, SecretKind.CLIENT_SECRET)
        has_token = await self._secrets.get(profile, SecretKind.REFRESH_TOKEN) is not None
        if not profile.oauth_client_id or client_secret is None or not has_token:
            return None
        with ExitStack() as held:
            try:
                await in_background(lambda: self._lock(held))
                return await self._renew_alone(profile, spent, client_secret)
            except OSError as error:
                return Failure(FailureKind.REFRESH_FAILED, detail=f"the renewal's lock: {error}")

    def _lock(self, held: ExitStack) -> None:
        self._folder.make()
        held.enter_context(exclusive(self._folder.path / "oauth.lock", LOCK_WAIT_S))

    async def _renew_alone(self, profile: PortalProfile, spent: Secret, client_secret: Secret) -> Renewal:
        """Renew while holding the lock file, so that no other window does. Raises OSError."""
        access = await self._secrets.get(profile, SecretKind.ACCESS_TOKEN)
        if access is not None and access != spent:
            return OAuthToken(access)  # another window was here first
        old = await self._secrets.get(profile, SecretKind.REFRESH_TOKEN)
        if old is None:
            return None
        marks, digest = self._folder.path / "oauth-used", digest_of(old)
        if await in_background(lambda: is_spent(marks, digest)):
            return Failure(FailureKind.REFRESH_INVALID_GRANT, detail="this refresh token was used on this computer")
        outcome = await refresh(
            self._client,
            profile.address,
            client_id=profile.oauth_client_id,
            client_secret=client_secret,
            refresh_token=old,
        )
        if not isinstance(outcome, RefreshedToken):
            return _as_renewal_failure(outcome)
        await self._secrets.replace(profile, SecretKind.REFRESH_TOKEN, outcome.refresh_token)
        await self._secrets.replace(profile, SecretKind.ACCESS_TOKEN, outcome.access_token)
        await in_background(lambda: mark_spent(marks, digest))
        return OAuthToken(outcome.access_token, outcome.expires_at)


def _as_renewal_failure(failure: Failure) -> Failure:
    """Turn a failure on the way to the authorisation server into one of the renewal: it is not the portal's fault."""
    if failure.kind.value.startswith("refresh_"):
        return failure
    detail = ": ".join(part for part in ("the authorisation server", failure.kind.value, failure.detail) if part)
    return replace(failure, kind=FailureKind.REFRESH_FAILED, phase=None, detail=detail)
