"""Checks of a portal: its connection, and its file of certificate authorities."""

from __future__ import annotations

from badge_inspector.background import in_background
from badge_inspector.bitrix24.trust import ca_file_problem
from badge_inspector.domain.failures import OF_SECRET, Failure
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.check_connection import ConnectionReport
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.settings_window import SettingsPart, SettingsWindow
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import format_duration, format_list
from badge_inspector.ui.words.portals import portal_name

CA_FILE = "settings CA file"
TEST = "settings test"


class ChecksPart(SettingsPart):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        self._form = settings.portals.form
        self._form.test_requested.connect(self._test)
        self._form.ca_file_entered.connect(self._check_ca_file)

    def _test(self, profile: PortalProfile) -> None:
        self._tasks.start(TEST, self._try_out(profile))

    async def _try_out(self, profile: PortalProfile) -> None:
        report = await (await self._backend.opened()).calls.check_connection(profile)
        form = self._form
        if not self._is_open:
            return
        if isinstance(report, Failure):
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
            parts.append(self.tr("the scope crm is missing: tick CRM in the webhook’s settings"))
        if report.method_available:
            parts.append(self.tr("crm.activity.badge.get is available"))
        elif report.method_available is False:
            parts.append(self.tr("crm.activity.badge.get is not available there"))
        good = report.method_available is not False and report.has_crm is not False
        return " · ".join(parts), good

    def _check_ca_file(self, profile: PortalProfile, path: str) -> None:
        self._tasks.start(CA_FILE, self._look_at_ca_file(profile, path))

    async def _look_at_ca_file(self, profile: PortalProfile, path: str) -> None:
        problem = await in_background(lambda: ca_file_problem(path))
        if self._is_open and self._form.profile is not None and self._form.profile.id == profile.id:
            self._form.show_ca_file(path, problem)
