"""All secrets of a portal: credentials for its calls, their move to another host, and the list to be masked.

`SecretStore` keeps each secret under its profile, kind and host; this module knows which of them form a set.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

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
from badge_inspector.domain.secret import KeyringTrouble, Secret, SecretKind, SecretStoreState
from badge_inspector.storage.secrets import SecretStore


class PortalSecrets:
    def __init__(self, store: SecretStore) -> None:
        self._store = store

    async def credentials(self, profile: PortalProfile) -> Credentials | None:
        """Credentials for calls to this portal; None when its secret is not there."""
        secret = await self._store.get(profile, _signing(profile))
        if not secret:
            return None
        if profile.access is AccessKind.WEBHOOK:
            return Webhook(profile.webhook_user, secret)
        return OAuthToken(secret, profile.token_expires_at)

    def sign_for_this_run(self, profile: PortalProfile, credentials: Credentials) -> None:
        """Sign calls to this portal with these until the program ends; they are never stored."""
        secret = credentials.secret if isinstance(credentials, Webhook) else credentials.access_token
        self._store.set_for_this_run(profile, _signing(profile), secret)

    async def is_in_keyring(self, profile: PortalProfile) -> bool | None:
        """Tell whether this portal's secret is in the system's keyring, or for this run only; None when there is
        none."""
        return await self._store.is_in_keyring(profile, _signing(profile))

    async def kinds(self, profile: PortalProfile) -> frozenset[SecretKind]:
        """Kinds of the secrets that are there for this portal's way in."""
        used = (SecretKind.WEBHOOK,)
        if profile.access is AccessKind.OAUTH:
            used = (SecretKind.ACCESS_TOKEN, SecretKind.REFRESH_TOKEN, SecretKind.CLIENT_SECRET)
        return frozenset([kind for kind in used if await self._store.get(profile, kind)])

    async def all_of(self, profile: PortalProfile, proxy: ProxyChoice) -> tuple[Secret, ...] | None:
        """Every secret of a portal, and the proxy's password: the texts that must not leave this computer. None when
        they cannot be read because the keyring is locked or does not answer.
        """
        found = [await self._store.get(profile, kind) for kind in SecretKind] + [await self.proxy_password(proxy)]
        present = tuple(secret for secret in found if secret)
        hidden = self._store.state.trouble in (KeyringTrouble.LOCKED, KeyringTrouble.SILENT)
        return None if hidden and not present else present

    async def withdraw(self, profile: PortalProfile) -> dict[SecretKind, Secret]:
        """Take a portal's secrets out of where they are kept: it was deleted, or moved to another host. Given back by
        `give()` when that is undone."""
        found = {kind: secret for kind in SecretKind if (secret := await self._store.get(profile, kind)) is not None}
        for kind in found:
            await self._store.delete(profile, kind)
        return found

    async def restore(self, profile: PortalProfile, taken: Mapping[SecretKind, Secret]) -> None:
        """Keep secrets for this portal and its present host."""
        for kind, secret in taken.items():
            await self._store.set(profile, kind, secret)

    async def move(self, old: PortalProfile, new: PortalProfile) -> None:
        """Give a portal's secrets to its new address, as a person confirmed. Each is kept there before it is deleted
        here."""
        for kind in SecretKind:
            secret = await self._store.get(old, kind)
            if secret is not None:
                await self._store.set(new, kind, secret)
                await self._store.delete(old, kind)

    async def proxy_password(self, proxy: ProxyChoice) -> Secret | None:
        """The password of a proxy; None where there is none."""
        owner = _proxy_owner(proxy)
        return await self._store.get(owner, SecretKind.PROXY_PASSWORD) if owner is not None else None

    async def set_proxy_password(self, proxy: ProxyChoice, password: Secret) -> SecretStoreState:
        """Keep the password of a proxy."""
        owner = _proxy_owner(proxy)
        if owner is None:
            return self._store.state
        return await self._store.set(owner, SecretKind.PROXY_PASSWORD, password)


def _signing(profile: PortalProfile) -> SecretKind:
    return SecretKind.WEBHOOK if profile.access is AccessKind.WEBHOOK else SecretKind.ACCESS_TOKEN


def _proxy_owner(proxy: ProxyChoice) -> PortalProfile | None:
    """Owner of the proxy's password in the keyring, which is bound to the proxy's host; None for no such proxy."""
    try:
        parts = urlsplit(proxy.url)
        address = PortalAddress(parts.hostname or "", parts.scheme, parts.port)
    except ValueError:
        return None
    explicit = proxy.mode is ProxyMode.EXPLICIT and address.host
    return PortalProfile("proxy", proxy.user, address) if explicit else None
