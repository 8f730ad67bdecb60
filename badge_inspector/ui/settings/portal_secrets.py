"""The secrets of the portal that is open in the settings: whether they are there and where, kept and shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import Secret
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.part import SettingsPart
from badge_inspector.ui.settings.settings_window import SettingsWindow

if TYPE_CHECKING:
    from badge_inspector.storage.secrets import SecretKind, SecretStoreState

SECRETS = "settings secrets"
KEPT = "settings kept"
REVEAL = "settings reveal"


class PortalSecrets(SettingsPart):
    """Signals: keyring_tried(): the keyring was tried again, and may answer now."""

    keyring_tried = Signal()

    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        self._form = settings.portals.form
        settings.portals.opened.connect(self.look)
        self._form.secret_entered.connect(self._keep)
        self._form.reveal_requested.connect(self._reveal)
        self._form.retry_requested.connect(self._retry)
        self._start(SECRETS, self._probed(), self._form.show_place)

    def look(self, profile: PortalProfile) -> None:
        """Show which of a portal's secrets are there."""
        self._start(KEPT, self._backend.kept_secrets(profile), partial(self._show_kept, profile.id))

    def _show_kept(self, profile_id: str, kinds: frozenset[SecretKind]) -> None:
        if self._is_shown(profile_id):
            self._form.show_kept(kinds)

    def _is_shown(self, profile_id: str) -> bool:
        return self._form.profile is not None and self._form.profile.id == profile_id

    async def _probed(self) -> SecretStoreState:
        return await (await self._backend.opened()).secrets.probe()

    def _retry(self) -> None:
        self._start(SECRETS, self._retried(), self._show_retried)

    async def _retried(self) -> SecretStoreState:
        return await (await self._backend.opened()).secrets.retry()

    def _show_retried(self, state: SecretStoreState) -> None:
        self._form.show_place(state)
        if self._form.profile is not None:
            self.look(self._form.profile)
        self.keyring_tried.emit()

    def _keep(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        # A slot for each: the next one entered must not call off the one that is still on its way to the keyring.
        slot = f"{SECRETS} {profile.id} {kind.value}"
        self._start(slot, self._put(profile, kind, secret), partial(self._show_put, profile))

    async def _put(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> SecretStoreState:
        return await (await self._backend.opened()).secrets.set(profile, kind, secret)

    def _show_put(self, profile: PortalProfile, state: SecretStoreState) -> None:
        self._form.show_place(state)
        self.look(profile)

    def _reveal(self, profile: PortalProfile, kind: SecretKind) -> None:
        self._start(REVEAL, self._read(profile, kind), partial(self._show_secret, profile.id, kind))

    async def _read(self, profile: PortalProfile, kind: SecretKind) -> Secret | None:
        return await (await self._backend.opened()).secrets.get(profile, kind)

    def _show_secret(self, profile_id: str, kind: SecretKind, secret: Secret | None) -> None:
        if secret is not None and self._is_shown(profile_id):
            self._form.show_secret(kind, secret)
