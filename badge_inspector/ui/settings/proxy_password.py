"""The proxy's password, which is kept where the portals' secrets are."""

from __future__ import annotations

from badge_inspector.domain.secret import Secret
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.keyring_words import trouble_words
from badge_inspector.ui.settings.part import SettingsPart
from badge_inspector.ui.settings.settings_window import SettingsWindow

PROXY = "settings proxy"
REVEAL = "settings reveal proxy"


class ProxyPart(SettingsPart):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        self._page = settings.network
        self._page.password_entered.connect(self._save)
        self._page.password_requested.connect(self._reveal)
        self._page.proxy_changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show whether it is there, and where."""
        self._tasks.start(PROXY, self._look())

    def _save(self, password: Secret) -> None:
        self._tasks.start(PROXY, self._save_and_use(password))

    async def _save_and_use(self, password: Secret) -> None:
        backend = await self._backend.opened()
        await backend.portal_secrets.set_proxy_password(self._portals.preferences.proxy, password)
        await backend.use_proxy()
        await self._look()

    async def _look(self) -> None:
        backend = await self._backend.opened()
        kept = await backend.portal_secrets.proxy_password(self._portals.preferences.proxy) is not None
        state = backend.secrets.state
        if not self._is_open:
            return
        words = ""
        if kept and state.backend:
            words = self.tr("Kept in the system keyring, for this proxy only.")
        elif kept:
            words = trouble_words(state) or self.tr("Kept for this run only.")
        self._page.show_password(kept, words)

    def _reveal(self) -> None:
        self._tasks.start(REVEAL, self._show_revealed())

    async def _show_revealed(self) -> None:
        backend = await self._backend.opened()
        password = await backend.portal_secrets.proxy_password(self._portals.preferences.proxy)
        if password is not None and self._is_open:
            self._page.proxy_password.reveal(password)
