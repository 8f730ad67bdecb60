"""The settings window's life: what it shows, and what becomes of what a person changes in it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import Secret
from badge_inspector.services.backend import Backend
from badge_inspector.ui.controllers.portals import PortalController
from badge_inspector.ui.format import format_duration, format_list
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.portal_words import portal_name
from badge_inspector.ui.tasks import Tasks

if TYPE_CHECKING:
    from badge_inspector.domain.failures import Failure
    from badge_inspector.services.check_connection import ConnectionReport
    from badge_inspector.services.profile_files import ImportedPortals
    from badge_inspector.storage.secrets import SecretKind, SecretStoreState
    from badge_inspector.ui.settings.settings_window import SettingsWindow

SECRETS = "settings secrets"
KEPT = "settings kept"
REVEAL = "settings reveal"
CA_FILE = "settings CA file"
FILES = "settings files"
PROXY = "settings proxy"
TEST = "settings test"


class SettingsController(QObject):
    """Attributes: window_ (the settings window, None while it is closed)."""

    def __init__(self, window: MainWindow, tasks: Tasks, backend: Backend, portals: PortalController) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self.window_: SettingsWindow | None = None
        window.request.settings_requested.connect(self.open)
        window.request.portal_needed.connect(self.add_portal)
        portals.token_renewed.connect(self._token_renewed)
        window.result.connect_requested.connect(self.add_portal)

    def open(self) -> None:
        """Open the settings on the portal in use."""
        settings = self._opened()
        current = self._portals.current
        settings.portals.show_profiles(self._portals.profiles, current.id if current else "")
        settings.portals.form.paste.setFocus()

    def open_network(self) -> None:
        """Open the settings on the network page."""
        self.open()
        if self.window_ is not None:
            self.window_.show_page(self.window_.network)

    def _open_log(self) -> None:
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(self._backend.paths.log)))

    def add_portal(self) -> None:
        """Open the settings on an empty form."""
        settings = self._opened()
        settings.portals.show_profiles(self._portals.profiles)
        settings.portals.add_portal()

    def _opened(self) -> SettingsWindow:
        if self.window_ is not None:
            self.window_.raise_()
            self.window_.activateWindow()
            return self.window_
        from badge_inspector.ui.settings.settings_window import SettingsWindow  # noqa: PLC0415 - not at every start

        settings = self.window_ = SettingsWindow(self._window)
        settings.finished.connect(self._closed)
        settings.preferences_changed.connect(self._portals.prefer)
        page, form = settings.portals, settings.portals.form
        page.opened.connect(self._look_for_secret)
        page.deleted.connect(self._deleted)
        page.reordered.connect(self._reordered)
        form.profile_changed.connect(self._changed)
        form.secret_entered.connect(self._keep_secret)
        form.reveal_requested.connect(self._reveal)
        form.test_requested.connect(self._test)
        form.ca_file_entered.connect(self._check_ca_file)
        form.certificate_removed.connect(self._certificate_removed)
        form.retry_requested.connect(self._retry_keyring)
        form.host_undone.connect(self._host_undone)
        page.import_requested.connect(self._import)
        page.export_requested.connect(self._export)
        settings.network.password_entered.connect(self._keep_password)
        settings.network.password_requested.connect(self._reveal_password)
        settings.network.proxy_changed.connect(self._look_for_password)
        settings.advanced.log_requested.connect(self._open_log)
        self._backend.hold_retention(True)
        settings.show_preferences(self._portals.preferences)
        self._look_for_password()
        settings.show()
        self._tasks.start(SECRETS, self._probe(), self._show_place)
        return settings

    def _closed(self) -> None:
        if self.window_ is not None:
            self.window_.portals.form.keep_now()
            self.window_.deleteLater()
            self.window_ = None
            self._backend.hold_retention(False)

    def _changed(self, profile: PortalProfile) -> None:
        known = self._portals.profile(profile.id)
        if self.window_ is not None:
            self.window_.portals.refresh(profile)
        self._portals.keep(profile)
        if known is None or known == profile:
            return
        if known.address.authority != profile.address.authority:
            words = self.tr("“{name}” has another host now, and no secret for it yet.").format(name=profile.name)
            taken = self._taken(known)
            if self.window_ is not None:
                self.window_.offer(words, lambda: self._move_back(known, taken), _host(known))
        if (known.address, known.access) != (profile.address, profile.access):
            self._look_for_secret(profile)

    def _deleted(self, profile: PortalProfile) -> None:
        before = self._portals.own_profiles
        self._portals.put([each for each in before if each.id != profile.id])
        taken = self._taken(profile)
        if self.window_ is not None:
            words = self.tr("“{name}” was deleted.").format(name=profile.name)
            self.window_.offer(words, lambda: self._put_back(before, profile, taken))

    def _taken(self, profile: PortalProfile) -> asyncio.Future[dict[SecretKind, Secret]]:
        """Take a portal's secrets out of the keyring. They live as long as the offer to undo what went before it."""
        taken: asyncio.Future[dict[SecretKind, Secret]] = asyncio.get_event_loop().create_future()
        self._tasks.start(f"take secrets of {profile.id}", self._take(profile, taken))
        return taken

    def _host_undone(self, opened: PortalProfile) -> None:
        """Its secrets come back with it only where the window still offers that."""
        if self.window_ is not None and not self.window_.takes_back(_host(opened)):
            self.window_.portals.form.go_back(opened)

    def _move_back(self, before: PortalProfile, taken: asyncio.Future[dict[SecretKind, Secret]]) -> None:
        """To the host a portal was at, with its certificate; what else was changed since stays."""
        if self.window_ is not None:
            self.window_.portals.form.keep_now()
        now = self._portals.profile(before.id)
        if now is not None:
            moved = replace(now, address=before.address, trusted_certificate=before.trusted_certificate)
            every = [moved if each.id == moved.id else each for each in self._portals.own_profiles]
            self._put_back(every, moved, taken)

    async def _take(self, profile: PortalProfile, taken: asyncio.Future[dict[SecretKind, Secret]]) -> None:
        taken.set_result(await self._backend.take_secrets(profile))

    def _put_back(
        self,
        profiles: Sequence[PortalProfile],
        profile: PortalProfile,
        taken: asyncio.Future[dict[SecretKind, Secret]],
    ) -> None:
        elsewhere = self._portals.profile(profile.id)
        self._portals.put(profiles)
        slot = f"give secrets of {profile.id}"
        self._tasks.start(slot, self._give_back(profile, elsewhere, taken), lambda _: self._look_for_secret(profile))
        if self.window_ is not None:
            self.window_.portals.show_profiles(self._portals.profiles, profile.id)

    async def _give_back(
        self,
        profile: PortalProfile,
        elsewhere: PortalProfile | None,
        taken: asyncio.Future[dict[SecretKind, Secret]],
    ) -> None:
        """`elsewhere` is where the portal was until now: what was entered for that host is not left behind."""
        if elsewhere is not None:
            await self._backend.take_secrets(elsewhere)
        await self._backend.put_secrets(profile, await taken)

    def _import(self, path: str) -> None:
        self._tasks.start(FILES, self._imported(Path(path)), self._show_imported)

    async def _imported(self, file: Path) -> ImportedPortals | str:
        try:
            return await self._backend.import_portals(file, self._portals.own_profiles)
        except (OSError, ValueError) as error:
            return _reason(error)

    def _show_imported(self, found: ImportedPortals | str) -> None:
        if self.window_ is None:
            return
        if isinstance(found, str):
            self.window_.tell(self.tr("Nothing was imported: {reason}.").format(reason=found))
            return
        parts = [self.tr("%n portal(s) imported; enter their secrets.", "", len(found.profiles))]
        if found.known:
            parts.append(self.tr("%n were there already.", "", found.known))
        if found.unusable:
            parts.append(self.tr("%n had no usable address.", "", found.unusable))
        if not found.profiles:
            self.window_.tell(" ".join(parts))
            return
        before = self._portals.own_profiles
        self._portals.put((*before, *found.profiles))
        self.window_.portals.show_profiles(self._portals.profiles, found.profiles[0].id)
        self.window_.offer(" ".join(parts), lambda: self._put_profiles_back(before))

    def _put_profiles_back(self, profiles: Sequence[PortalProfile]) -> None:
        self._portals.put(profiles)
        if self.window_ is not None:
            current = self._portals.current
            self.window_.portals.show_profiles(self._portals.profiles, current.id if current else "")

    def _export(self, path: str) -> None:
        self._tasks.start(FILES, self._exported(Path(path)), self._show_exported)

    async def _exported(self, file: Path) -> tuple[Path, str]:
        try:
            await self._backend.export_portals(self._portals.own_profiles, file)
        except OSError as error:
            return file, _reason(error)
        return file, ""

    def _show_exported(self, found: tuple[Path, str]) -> None:
        file, reason = found
        if self.window_ is not None:
            if reason:
                self.window_.tell(self.tr("Nothing was exported: {reason}.").format(reason=reason))
            else:
                self.window_.tell(self.tr("Exported to {file}, without secrets.").format(file=file.name))

    def _look_for_password(self) -> None:
        self._tasks.start(PROXY, self._has_password(), self._show_password)

    async def _has_password(self) -> tuple[bool, SecretStoreState]:
        kept = await self._backend.proxy_password() is not None
        return kept, self._backend.secrets.state

    def _keep_password(self, password: Secret) -> None:
        self._tasks.start(PROXY, self._kept_password(password), self._show_password)

    async def _kept_password(self, password: Secret) -> tuple[bool, SecretStoreState]:
        state = await self._backend.set_proxy_password(password)
        return await self._backend.proxy_password() is not None, state

    def _show_password(self, found: tuple[bool, SecretStoreState]) -> None:
        from badge_inspector.ui.settings.keyring_words import trouble_words  # noqa: PLC0415 - with the window

        kept, state = found
        if self.window_ is None:
            return
        words = ""
        if kept and state.backend:
            words = self.tr("Kept in the system keyring, for this proxy only.")
        elif kept:
            words = trouble_words(state) or self.tr("Kept for this run only.")
        self.window_.network.show_password(kept, words)

    def _reveal_password(self) -> None:
        self._tasks.start(REVEAL, self._backend.proxy_password(), self._show_revealed)

    def _show_revealed(self, password: Secret | None) -> None:
        if self.window_ is not None and password is not None:
            self.window_.network.proxy_password.reveal(password)

    def _reordered(self, ids: Sequence[str]) -> None:
        places = {profile_id: at for at, profile_id in enumerate(ids)}
        self._portals.put(sorted(self._portals.own_profiles, key=lambda profile: places.get(profile.id, len(places))))

    async def _probe(self) -> SecretStoreState:
        return await (await self._backend.opened()).secrets.probe()

    def _show_place(self, state: SecretStoreState) -> None:
        if self.window_ is not None:
            self.window_.portals.form.show_place(state)

    def _token_renewed(self, profile: PortalProfile) -> None:
        """The app renewed a token while the settings are open."""
        if self.window_ is not None:
            self.window_.portals.refresh(profile)
            self.window_.portals.form.show_expiry(profile)

    def _retry_keyring(self) -> None:
        self._tasks.start(SECRETS, self._retried(), self._show_retried)

    async def _retried(self) -> SecretStoreState:
        return await (await self._backend.opened()).secrets.retry()

    def _show_retried(self, state: SecretStoreState) -> None:
        if self.window_ is None:
            return
        form = self.window_.portals.form
        form.show_place(state)
        if form.profile is not None:
            self._look_for_secret(form.profile)
        self._look_for_password()

    def _look_for_secret(self, profile: PortalProfile) -> None:
        self._tasks.start(KEPT, self._kept(profile), self._show_kept)

    async def _kept(self, profile: PortalProfile) -> tuple[str, frozenset[SecretKind]]:
        return profile.id, await self._backend.kept_secrets(profile)

    def _show_kept(self, found: tuple[str, frozenset[SecretKind]]) -> None:
        profile_id, kinds = found
        if self.window_ is not None:
            form = self.window_.portals.form
            if form.profile is not None and form.profile.id == profile_id:
                form.show_kept(kinds)

    def _keep_secret(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        # A slot for each: the next one entered must not call off the one that is still on its way to the keyring.
        slot = f"{SECRETS} {profile.id} {kind.value}"
        self._tasks.start(slot, self._kept_secret(profile, kind, secret), self._show_kept_secret)

    async def _kept_secret(
        self, profile: PortalProfile, kind: SecretKind, secret: Secret
    ) -> tuple[PortalProfile, SecretStoreState]:
        return profile, await (await self._backend.opened()).secrets.set(profile, kind, secret)

    def _show_kept_secret(self, found: tuple[PortalProfile, SecretStoreState]) -> None:
        profile, state = found
        if self.window_ is not None:
            self.window_.portals.form.show_place(state)
            self._look_for_secret(profile)

    def _check_ca_file(self, profile: PortalProfile, path: str) -> None:
        self._tasks.start(CA_FILE, self._checked_ca_file(path), partial(self._show_ca_file, profile.id))

    async def _checked_ca_file(self, path: str) -> tuple[str, str]:
        return path, await self._backend.ca_file_problem(path)

    def _show_ca_file(self, profile_id: str, checked: tuple[str, str]) -> None:
        if self.window_ is not None:
            form = self.window_.portals.form
            if form.profile is not None and form.profile.id == profile_id:
                form.show_ca_file(*checked)

    def _certificate_removed(self, before: PortalProfile) -> None:
        if self.window_ is not None:
            words = self.tr("The certificate is trusted no longer for “{name}”.").format(name=before.name)
            self.window_.offer(words, lambda: self._trust_again(before))

    def _trust_again(self, before: PortalProfile) -> None:
        known = self._portals.profile(before.id)
        if known is not None:
            trusting = replace(known, trusted_certificate=before.trusted_certificate)
            self._portals.keep(trusting)
            if self.window_ is not None:
                self.window_.portals.show_profiles(self._portals.profiles, trusting.id)

    def _reveal(self, profile: PortalProfile, kind: SecretKind) -> None:
        self._tasks.start(REVEAL, self._secret(profile, kind), partial(self._show_secret, profile.id, kind))

    async def _secret(self, profile: PortalProfile, kind: SecretKind) -> Secret | None:
        return await (await self._backend.opened()).secrets.get(profile, kind)

    def _show_secret(self, profile_id: str, kind: SecretKind, secret: Secret | None) -> None:
        if self.window_ is not None and secret is not None:
            form = self.window_.portals.form
            if form.profile is not None and form.profile.id == profile_id:
                form.show_secret(kind, secret)

    def _test(self, profile: PortalProfile) -> None:
        self._tasks.start(TEST, self._tested(profile), self._show_test)

    async def _tested(self, profile: PortalProfile) -> ConnectionReport | Failure:
        return await self._backend.check_connection(profile)

    def _show_test(self, report: ConnectionReport | Failure) -> None:
        if self.window_ is None:
            return
        form = self.window_.portals.form
        from badge_inspector.domain.failures import OF_SECRET, Failure  # noqa: PLC0415 - on first use

        if isinstance(report, Failure):
            from badge_inspector.ui.wording import words  # noqa: PLC0415

            said = words(report, "", portal_name(form.profile) if form.profile else "")
            form.show_test(f"{said.title}. {said.advice}", good=False, of_secret=report.kind in OF_SECRET)
        else:
            form.show_test(*self._report_words(report))

    def _report_words(self, report: ConnectionReport) -> tuple[str, bool]:
        parts = [format_duration(report.round_trip_s)]
        who = self.tr("user {number}").format(number=report.account_id) if report.account_id else ""
        if report.account_name:
            who = f"{who} ({report.account_name})" if who else report.account_name
        if who and report.is_admin:
            who = self.tr("{who}, administrator").format(who=who)
        if who:
            parts.append(who)
        if report.scopes is not None:
            parts.append(self.tr("scopes {names}").format(names=format_list(report.scopes) or "—"))
        if report.has_crm is False:
            parts.append(self.tr("the scope crm is missing: tick CRM in the webhook's settings"))
        if report.method_available:
            parts.append(self.tr("crm.activity.badge.get is available"))
        elif report.method_available is False:
            parts.append(self.tr("crm.activity.badge.get is not available there"))
        good = report.method_available is not False and report.has_crm is not False
        return " · ".join(parts), good


def _host(profile: PortalProfile) -> tuple[str, str]:
    """What an offer to move a portal back is known by."""
    return profile.id, profile.address.authority


def _reason(error: Exception) -> str:
    """Why a file cannot be used, in the words of the system."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
