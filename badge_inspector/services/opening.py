"""The services behind the window, made: the heavy libraries (httpx, ssl, sqlite3, keyring) come with this module, which
`Backend` imports on another thread once the window is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from badge_inspector.bitrix24.arrivals import exchange_loop
from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.keeping import Retention
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.exchange_thread import ExchangeThread, here
from badge_inspector.services.history import HistoryService
from badge_inspector.services.portal_calls import PortalCalls
from badge_inspector.services.portal_secrets import PortalSecrets
from badge_inspector.services.renew_token import TokenRenewer
from badge_inspector.storage.paths import Paths
from badge_inspector.storage.secrets import SecretStore


@dataclass(frozen=True, slots=True)
class Services:
    """Attributes: see Backend."""

    client: PortalClient
    history: HistoryService
    secrets: SecretStore
    portal_secrets: PortalSecrets
    calls: PortalCalls

    def prefer(self, chosen: Preferences, *, holds_retention: bool) -> None:
        """Put preferences in force, the proxy apart; nothing is deleted from the history while `holds_retention`."""
        self.client.limits = _limits(chosen)
        self.history.set_private(chosen.private_mode)
        self.calls.keeps_catalogues = not chosen.private_mode
        limits = Retention(chosen.keep_days, chosen.keep_count, chosen.keep_bytes)
        self.history.removal.set_limits(Retention() if holds_retention else limits)


def make_services(
    paths: Paths,
    preferences: Preferences,
    exchanges: ExchangeThread,
    token_renewed: Callable[[str, float | None], object],
) -> Services:
    """Make the services and start the exchange thread; `token_renewed` is called on the loop that runs now."""
    exchanges.start(exchange_loop())
    client, secrets = PortalClient(_limits(preferences)), SecretStore()
    portal_secrets = PortalSecrets(secrets)
    calls = PortalCalls(
        client,
        TokenRenewer(client, secrets, paths.config),
        paths.catalogues,
        exchanges,
        credentials=portal_secrets.credentials,
        token_renewed=here(token_renewed),
    )
    history = HistoryService(paths.history, log_folder=paths.log)
    return Services(client, history, secrets, portal_secrets, calls)


def _limits(preferences: Preferences) -> ExchangeLimits:
    return ExchangeLimits(
        connect_s=preferences.connect_s,
        read_s=preferences.read_s,
        total_s=preferences.total_s,
        wire_bytes=preferences.body_limit,
        body_bytes=preferences.body_limit,
    )
