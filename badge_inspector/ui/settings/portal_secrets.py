"""Secrets of the open portal and of the proxy: their presence and place, storing and revealing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.keyring_words import trouble_words
from badge_inspector.ui.settings.settings_window import SettingsPart, SettingsWindow

SECRETS = "settings secrets"
KEPT = "settings kept"
REVEAL = "settings reveal"


class SecretsPart(SettingsPart):
    """Signals: keyring_tried(): the keyring was tried again, and may answer now."""

    keyring_tried = Signal()

    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        self._form = settings.portals.form
        settings.portals.opened.connect(self.look)
        self._form.secret_entered.connect(self._save)
        self._form.reveal_requested.connect(self._reveal)
        self._form.retry_requested.connect(self._retry)
        self._tasks.start(SECRETS, self._probe())

    def look(self, profile: PortalProfile) -> None:
        """Show which of a portal's secrets are there."""
        self._tasks.start(KEPT, self._show_kept(profile))

    async def _show_kept(self, profile: PortalProfile) -> None:
        kinds = await (await self._backend.opened()).portal_secrets.kinds(profile)
        if self._is_shown(profile):
            self._form.show_kept(kinds)

    def _is_shown(self, profile: PortalProfile) -> bool:
        return self._is_open and self._form.profile is not None and self._form.profile.id == profile.id

    async def _probe(self) -> None:
        state = await (await self._backend.opened()).secrets.probe()
        if self._is_open:
            self._form.show_place(state)

    def _retry(self) -> None:
        self._tasks.start(SECRETS, self._try_again())

    async def _try_again(self) -> None:
        state = await (await self._backend.opened()).secrets.retry()
        if not self._is_open:
            return
        self._form.show_place(state)
        if self._form.profile is not None:
            self.look(self._form.profile)
        self.keyring_tried.emit()

    def _save(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        # A slot for each: the next one entered must not call off the one that is still on its way to the keyring.
        slot = f"{SECRETS} {profile.id} {kind.value}"
        self._tasks.start(slot, self._set(profile, kind, secret))

    async def _set(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        state = await (await self._backend.opened()).secrets.set(profile, kind, secret)
        if self._is_open:
            self._form.show_place(state)
            self.look(profile)

    def _reveal(self, profile: PortalProfile, kind: SecretKind) -> None:
        self._tasks.start(REVEAL, self._show_revealed(profile, kind))

    async def _show_revealed(self, profile: PortalProfile, kind: SecretKind) -> None:
        secret = await (await self._backend.opened()).secrets.get(profile, kind)
        if secret is not None and self._is_shown(profile):
            self._form.show_secret(kind, secret)


PROXY = "settings proxy"
REVEAL_PROXY = "settings reveal proxy"


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
        self._tasks.start(REVEAL_PROXY, self._show_revealed())

    async def _show_revealed(self) -> None:
        backend = await self._backend.opened()
        password = await backend.portal_secrets.proxy_password(self._portals.preferences.proxy)
        if password is not None and self._is_open:
            self._page.proxy_password.reveal(password)
