"""The settings window's life: what it shows, and what becomes of what a person changes in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from badge_inspector.domain.failures import Failure
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import Secret
from badge_inspector.services.backend import Backend
from badge_inspector.ui.controllers.portals import PortalController
from badge_inspector.ui.format import format_duration
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.tasks import Tasks

if TYPE_CHECKING:
    from badge_inspector.services.check_connection import ConnectionReport
    from badge_inspector.storage.secrets import SecretKind, SecretStoreState
    from badge_inspector.ui.settings.settings_window import SettingsWindow

SECRETS = "settings secrets"
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
        window.result.connect_requested.connect(self.add_portal)

    def open(self) -> None:
        """Open the settings on the portal in use."""
        settings = self._opened()
        current = self._portals.current
        settings.portals.show_profiles(self._portals.profiles, current.id if current else "")

    def open_network(self) -> None:
        """Open the settings on the network page."""
        self.open()
        if self.window_ is not None:
            self.window_.show_page(self.window_.network)

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
        settings.show_preferences(self._portals.preferences)
        settings.show()
        self._tasks.start(SECRETS, self._probe(), form.show_place)
        return settings

    def _closed(self) -> None:
        if self.window_ is not None:
            self.window_.portals.form.keep_now()
            self.window_.deleteLater()
            self.window_ = None

    def _changed(self, profile: PortalProfile) -> None:
        moved = (known := self._portals.profile(profile.id)) is not None and known.address != profile.address
        if self.window_ is not None:
            self.window_.portals.refresh(profile)
        self._portals.keep(profile)
        if moved:
            self._look_for_secret(profile)

    def _deleted(self, profile: PortalProfile) -> None:
        before = self._portals.own_profiles
        self._portals.put([each for each in before if each.id != profile.id])
        if self.window_ is not None:
            words = self.tr("“{name}” was deleted.").format(name=profile.name)
            self.window_.offer(words, lambda: self._put_back(before, profile))

    def _put_back(self, profiles: Sequence[PortalProfile], profile: PortalProfile) -> None:
        self._portals.put(profiles)
        if self.window_ is not None:
            self.window_.portals.show_profiles(self._portals.profiles, profile.id)

    def _reordered(self, ids: Sequence[str]) -> None:
        places = {profile_id: at for at, profile_id in enumerate(ids)}
        self._portals.put(sorted(self._portals.own_profiles, key=lambda profile: places.get(profile.id, len(places))))

    async def _probe(self) -> SecretStoreState:
        return await (await self._backend.opened()).secrets.probe()

    def _look_for_secret(self, profile: PortalProfile) -> None:
        self._tasks.start(TEST, self._has_secret(profile), self._show_kept)

    async def _has_secret(self, profile: PortalProfile) -> tuple[str, bool]:
        return profile.id, await self._backend.credentials(profile) is not None

    def _show_kept(self, found: tuple[str, bool]) -> None:
        profile_id, kept = found
        if self.window_ is not None:
            form = self.window_.portals.form
            if form.profile is not None and form.profile.id == profile_id:
                form.show_kept(kept)

    def _keep_secret(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        self._tasks.start(SECRETS, self._kept_secret(profile, kind, secret), self._show_kept_secret)

    async def _kept_secret(
        self, profile: PortalProfile, kind: SecretKind, secret: Secret
    ) -> tuple[str, SecretStoreState]:
        return profile.id, await (await self._backend.opened()).secrets.set(profile, kind, secret)

    def _show_kept_secret(self, found: tuple[str, SecretStoreState]) -> None:
        profile_id, state = found
        if self.window_ is not None:
            self.window_.portals.form.show_place(state)
        self._show_kept((profile_id, True))

    def _reveal(self, profile: PortalProfile, kind: SecretKind) -> None:
        self._tasks.start(SECRETS, self._secret(profile, kind), self._show_secret)

    async def _secret(self, profile: PortalProfile, kind: SecretKind) -> Secret | None:
        return await (await self._backend.opened()).secrets.get(profile, kind)

    def _show_secret(self, secret: Secret | None) -> None:
        if self.window_ is not None and secret is not None:
            self.window_.portals.form.show_secret(secret)

    def _test(self, profile: PortalProfile) -> None:
        self._tasks.start(TEST, self._tested(profile), self._show_test)

    async def _tested(self, profile: PortalProfile) -> ConnectionReport | Failure:
        return await self._backend.check_connection(profile)

    def _show_test(self, report: ConnectionReport | Failure) -> None:
        if self.window_ is None:
            return
        form = self.window_.portals.form
        if isinstance(report, Failure):
            from badge_inspector.ui.wording import words  # noqa: PLC0415

            said = words(report, "", form.profile.name if form.profile else "")
            form.show_test(f"{said.title}. {said.advice}", good=False)
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
            parts.append(self.tr("scopes {names}").format(names=", ".join(report.scopes) or "—"))
        if report.has_crm is False:
            parts.append(self.tr("the scope crm is missing: tick CRM in the webhook's settings"))
        if report.method_available:
            parts.append(self.tr("crm.activity.badge.get is available"))
        elif report.method_available is False:
            parts.append(self.tr("crm.activity.badge.get is not available there"))
        good = report.method_available is not False and report.has_crm is not False
        return " · ".join(parts), good
