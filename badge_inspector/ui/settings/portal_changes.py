"""Changes in the list and the form of portals, their undo, and import and export of all without secrets."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal

from badge_inspector.background import in_background
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.services.profile_files import export_portals, import_portals
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.settings_window import SettingsPart, SettingsWindow

Taken = asyncio.Future[dict[SecretKind, Secret]]


class ChangesPart(SettingsPart):
    """Signals: secrets_moved(PortalProfile): other secrets are there for it now."""

    secrets_moved = Signal(object)

    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        self._page, self._form = settings.portals, settings.portals.form
        self._page.deleted.connect(self._deleted)
        self._page.reordered.connect(self._reordered)
        self._form.profile_changed.connect(self._changed)
        self._form.host_undone.connect(self._host_undone)
        self._form.certificate_removed.connect(self._certificate_removed)

    def _changed(self, profile: PortalProfile) -> None:
        known = self._portals.profile(profile.id)
        self._page.refresh(profile)
        self._portals.save_profile(profile)
        if known is None or known == profile:
            return
        if known.address.authority != profile.address.authority and not self._form.is_new(profile):
            words = self.tr("“{name}” has another host now, and no secret for it yet.").format(name=profile.name)
            taken = self._taken(known)
            self._settings.offer(words, lambda: self._move_back(known, taken), _host(known))
        if (known.address, known.access) != (profile.address, profile.access):
            self.secrets_moved.emit(profile)

    def _reordered(self, ids: Sequence[str]) -> None:
        places = {profile_id: at for at, profile_id in enumerate(ids)}
        self._portals.set_profiles(
            sorted(self._portals.own_profiles, key=lambda profile: places.get(profile.id, len(places)))
        )

    def _deleted(self, profile: PortalProfile) -> None:
        before = self._portals.own_profiles
        self._portals.set_profiles([each for each in before if each.id != profile.id])
        taken = self._taken(profile)
        words = self.tr("“{name}” was deleted.").format(name=profile.name)
        self._settings.offer(words, lambda: self._restore(before, profile, taken))

    def _taken(self, profile: PortalProfile) -> Taken:
        """Take a portal's secrets out of the keyring. They live as long as the offer to undo what went before it."""
        taken: Taken = asyncio.get_event_loop().create_future()
        self._tasks.start(f"take secrets of {profile.id}", self._withdraw(profile, taken))
        return taken

    async def _withdraw(self, profile: PortalProfile, taken: Taken) -> None:
        taken.set_result(await (await self._backend.opened()).portal_secrets.withdraw(profile))

    def _host_undone(self, opened: PortalProfile) -> None:
        """Its secrets come back with it only where the window still offers that."""
        if not self._settings.takes_back(_host(opened)):
            self._form.restore_address(opened)

    def _move_back(self, before: PortalProfile, taken: Taken) -> None:
        """To the host a portal was at, with its certificate; what else was changed since stays."""
        self._form.save_now()
        now = self._portals.profile(before.id)
        if now is not None:
            moved = replace(now.moved_to(before.address), trusted_certificate=before.trusted_certificate)
            every = [moved if each.id == moved.id else each for each in self._portals.own_profiles]
            self._restore(every, moved, taken)

    def _restore(self, profiles: Sequence[PortalProfile], profile: PortalProfile, taken: Taken) -> None:
        elsewhere = self._portals.profile(profile.id)
        self._portals.set_profiles(profiles)
        self._tasks.start(f"give secrets of {profile.id}", self._restore_secrets(profile, elsewhere, taken))
        self._page.show_profiles(self._portals.profiles, profile.id)

    async def _restore_secrets(self, profile: PortalProfile, elsewhere: PortalProfile | None, taken: Taken) -> None:
        """`elsewhere` is where the portal was until now: what was entered for that host is not left behind."""
        secrets = (await self._backend.opened()).portal_secrets
        if elsewhere is not None:
            await secrets.withdraw(elsewhere)
        await secrets.restore(profile, await taken)
        if self._is_open:
            self.secrets_moved.emit(profile)

    def _certificate_removed(self, before: PortalProfile) -> None:
        words = self.tr("The certificate is no longer trusted for “{name}”.").format(name=before.name)
        self._settings.offer(words, lambda: self._trust_again(before))

    def _trust_again(self, before: PortalProfile) -> None:
        known = self._portals.profile(before.id)
        if known is not None:
            trusting = replace(known, trusted_certificate=before.trusted_certificate)
            self._portals.save_profile(trusting)
            self._page.show_profiles(self._portals.profiles, trusting.id)


def _host(profile: PortalProfile) -> tuple[str, str]:
    """Key of an offer to move a portal back."""
    return profile.id, profile.address.authority


FILES = "settings files"


class FilesPart(SettingsPart):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        settings.portals.import_requested.connect(self._import)
        settings.portals.export_requested.connect(self._export)

    def _import(self, file: Path) -> None:
        self._tasks.start(FILES, self._read_in(file))

    async def _read_in(self, file: Path) -> None:
        before = self._portals.own_profiles
        try:
            found = await in_background(lambda: import_portals(file, before))
        except (OSError, ValueError) as error:
            self._show_result(self.tr("Nothing was imported: {reason}.").format(reason=_reason(error)))
            return
        if not self._is_open:
            return
        parts = [self.tr("%n portal(s) imported; enter their secrets.", "", len(found.profiles))]
        if found.known:
            parts.append(self.tr("%n were there already.", "", found.known))
        if found.unusable:
            parts.append(self.tr("%n had no usable address.", "", found.unusable))
        if not found.profiles:
            self._settings.tell(" ".join(parts))
            return
        self._portals.set_profiles((*before, *found.profiles))
        self._settings.portals.show_profiles(self._portals.profiles, found.profiles[0].id)
        self._settings.offer(" ".join(parts), lambda: self._restore(before))

    def _restore(self, profiles: Sequence[PortalProfile]) -> None:
        self._portals.set_profiles(profiles)
        current = self._portals.current
        self._settings.portals.show_profiles(self._portals.profiles, current.id if current else "")

    def _export(self, file: Path) -> None:
        self._tasks.start(FILES, self._write_out(file))

    async def _write_out(self, file: Path) -> None:
        try:
            await in_background(lambda: export_portals(self._portals.own_profiles, file))
        except OSError as error:
            self._show_result(self.tr("Nothing was exported: {reason}.").format(reason=_reason(error)))
        else:
            self._show_result(self.tr("Exported to {file}, without secrets.").format(file=file.name))

    def _show_result(self, words: str) -> None:
        if self._is_open:
            self._settings.tell(words)


def _reason(error: Exception) -> str:
    """The system's reason why a file cannot be used."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
