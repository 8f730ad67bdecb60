"""The proxy's password, which is kept where the portals' secrets are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badge_inspector.domain.secret import Secret
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.keyring_words import trouble_words
from badge_inspector.ui.settings.part import SettingsPart
from badge_inspector.ui.settings.settings_window import SettingsWindow

if TYPE_CHECKING:
    from badge_inspector.storage.secrets import SecretStoreState

PROXY = "settings proxy"
REVEAL = "settings reveal proxy"


class ProxyPassword(SettingsPart):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        self._page = settings.network
        self._page.password_entered.connect(self._keep)
        self._page.password_requested.connect(self._reveal)
        self._page.proxy_changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show whether it is there, and where."""
        self._start(PROXY, self._has(), self._show)

    async def _has(self) -> tuple[bool, SecretStoreState]:
        kept = await self._backend.proxy_password() is not None
        return kept, self._backend.secrets.state

    def _keep(self, password: Secret) -> None:
        self._start(PROXY, self._kept(password), self._show)

    async def _kept(self, password: Secret) -> tuple[bool, SecretStoreState]:
        state = await self._backend.set_proxy_password(password)
        return await self._backend.proxy_password() is not None, state

    def _show(self, found: tuple[bool, SecretStoreState]) -> None:
        kept, state = found
        words = ""
        if kept and state.backend:
            words = self.tr("Kept in the system keyring, for this proxy only.")
        elif kept:
            words = trouble_words(state) or self.tr("Kept for this run only.")
        self._page.show_password(kept, words)

    def _reveal(self) -> None:
        self._start(REVEAL, self._backend.proxy_password(), self._show_revealed)

    def _show_revealed(self, password: Secret | None) -> None:
        if password is not None:
            self._page.proxy_password.reveal(password)
