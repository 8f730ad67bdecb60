"""What the failure card's buttons do: try again, mend the portal's settings, find the code that was meant."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.exchange import Certificate
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Found, Lookup, LookupRequest
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.look import language
from badge_inspector.ui.session.lookups import LOOKUP, LookupController
from badge_inspector.ui.session.portals import PortalController
from badge_inspector.ui.settings.controller import SettingsController
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.words.format import format_date
from badge_inspector.ui.words.portals import portal_name

if TYPE_CHECKING:
    from badge_inspector.ui.words.failures import FailureAction

SUGGEST = "suggest"
RETRY = "retry moment"
MOVE = "move"
CERTIFICATE = "certificate"


class FailureController(QObject):
    """Nothing is repeated, and no secret goes anywhere, without a person's click.

    Signals: report_requested(): copy a report of what is shown.
    """

    report_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        backend: Backend,
        *,
        portals: PortalController,
        lookups: LookupController,
        settings: SettingsController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._lookups = lookups
        self._settings = settings
        self._moved_from: frozenset[str] = frozenset()
        card = window.result.cards.failure
        card.action_requested.connect(self._act)
        card.code_picked.connect(self._look_up_other)
        lookups.answered.connect(self._answered)

    def _answered(self, lookup: Lookup) -> None:
        if isinstance(lookup.outcome, Found):
            self._moved_from = frozenset()
            return
        failure = lookup.outcome.failure
        profile = self._portals.profile(lookup.profile_id)
        if failure.kind is FailureKind.BADGE_NOT_FOUND and profile is not None:
            self._tasks.start(SUGGEST, self._suggested(lookup, profile), self._show_suggestions)
        self._tasks.start(RETRY, self._retry_moment(lookup, failure), self._show_retry_moment)

    async def _retry_moment(self, lookup: Lookup, failure: Failure) -> tuple[Lookup, float | None]:
        from badge_inspector.domain.limits import retry_moment  # noqa: PLC0415

        backend = await self._backend.opened()
        last = await backend.history.last_time(lookup.profile_id)
        delay = backend.client.pacer.delay(lookup.portal)
        return lookup, retry_moment(failure, last.operating_reset_at if last else None, delay, time.time())

    def _show_retry_moment(self, found: tuple[Lookup, float | None]) -> None:
        lookup, moment = found
        if self._is_shown(lookup):
            self._window.result.cards.failure.show_retry_at(moment)

    def _is_shown(self, lookup: Lookup) -> bool:
        """Whether it is still this one, saved or not yet, that the window shows."""
        shown = self._lookups.shown
        return shown is not None and (shown.asked_at, shown.code) == (lookup.asked_at, lookup.code)

    async def _suggested(self, lookup: Lookup, profile: PortalProfile) -> tuple[Lookup, tuple[Badge, ...]]:
        from badge_inspector.domain.nearest import nearest  # noqa: PLC0415

        catalogue = await self._backend.catalogue(profile)
        if isinstance(catalogue, Failure):
            return lookup, ()
        return lookup, nearest(lookup.code, catalogue.badges)

    def _show_suggestions(self, found: tuple[Lookup, tuple[Badge, ...]]) -> None:
        lookup, badges = found
        if self._is_shown(lookup) and badges:
            self._window.result.cards.failure.show_suggestions(badges, language.current())

    def _act(self, action: FailureAction) -> None:
        from badge_inspector.ui.words.failures import FailureAction as Act  # noqa: PLC0415 - not for the first paint

        match action:
            case Act.RETRY | Act.RETRY_AT:
                self.again()
            case Act.OPEN_SETTINGS | Act.ENTER_TOKEN:
                self._open_settings(at_secret=action is Act.ENTER_TOKEN)
            case Act.SET_UP_RENEWAL:
                self._set_up_renewal()
            case Act.OPEN_NETWORK_SETTINGS:
                self._settings.open_network()
            case Act.ADD_PORTAL:
                self._settings.add_portal()
            case Act.LIST_BADGES:
                self._use_asked()
                self._window.catalogue_requested.emit()
            case Act.USE_NEW_ADDRESS:
                self._use_new_address()
            case Act.TRUST_CERTIFICATE:
                self._look_at_certificate()
            case Act.COPY_REPORT:
                self.report_requested.emit()

    def _asked(self) -> tuple[Lookup, PortalProfile] | None:
        lookup = self._lookups.shown
        profile = self._portals.profile(lookup.profile_id) if lookup is not None else None
        return (lookup, profile) if lookup is not None and profile is not None else None

    def again(self) -> None:
        """Ask what the identity line names once more, where it was asked: what is being asked already is."""
        asked = self._asked()
        if self._tasks.is_busy(LOOKUP) and not self._lookups.shows_opened:
            return
        if asked is not None:
            self._lookups.ask_again(asked[1], asked[0].code)
        elif self._lookups.shown is None:
            self._window.tell(self.tr("Look up a badge first."))
        else:
            self._window.tell(self.tr("The portal of that lookup is no longer in the settings."))

    def _open_settings(self, at_secret: bool) -> None:
        """On the portal that failed: of a kept lookup it may be another than the one in use."""
        asked = self._asked()
        if asked is None:
            self._settings.open()
        else:
            self._settings.open_on(asked[1], at_secret)

    def _set_up_renewal(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._settings.open_renewal(asked[1])

    def _use_asked(self) -> None:
        """Put the portal in use that failed: of a kept lookup it may be another one."""
        asked = self._asked()
        if asked is not None and (self._portals.current is None or asked[1].id != self._portals.current.id):
            self._portals.use(asked[1])

    def _look_up_other(self, code: str) -> None:
        self._use_asked()
        self._window.request.show_code(code)
        self._window.request.ask()

    def _use_new_address(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._tasks.start(MOVE, self._moved(*asked), self._look_up_moved)

    async def _moved(self, lookup: Lookup, profile: PortalProfile) -> tuple[PortalProfile, str] | None:
        """The profile at its new address, its secret with it: the person's click is the consent."""
        from badge_inspector.services.look_up import moved_address  # noqa: PLC0415

        if isinstance(lookup.outcome, Found):
            return None
        address = moved_address(profile.address, lookup.outcome.failure)
        if address is None:
            return None
        moved = profile.moved_to(address)
        await self._backend.move_secrets(profile, moved)
        return moved, lookup.code

    def _look_up_moved(self, found: tuple[PortalProfile, str] | None) -> None:
        if found is None:
            return
        profile, code = found
        before = self._portals.profile(profile.id)
        if before is not None:
            self._moved_from |= {before.address.authority}
        self._portals.keep(profile)
        self._lookups.look_up(LookupRequest(profile, code), self._moved_from)

    def _look_at_certificate(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._tasks.start(CERTIFICATE, self._certificate(*asked), self._ask_for_trust)

    async def _certificate(
        self, lookup: Lookup, profile: PortalProfile
    ) -> tuple[PortalProfile, str, Certificate | Failure]:
        return profile, lookup.code, await self._backend.fetch_certificate(profile.address)

    def _ask_for_trust(self, found: tuple[PortalProfile, str, Certificate | Failure]) -> None:
        profile, code, certificate = found
        if isinstance(certificate, Failure):
            from badge_inspector.ui.words.failures import words  # noqa: PLC0415 - not for the first paint

            self._window.tell(words(certificate, "", portal_name(profile)).title)
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Trust this certificate?"))
        box.setText(self.tr("Trust this certificate for {host}, and no other?").format(host=profile.address.display))
        pairs = zip(certificate.sha256[::2], certificate.sha256[1::2], strict=True)
        box.setInformativeText(
            self.tr(
                "Issued to: {subject}\nIssued by: {issuer}\nValid until: {until}\nSHA-256: {print}\n\nCompare the "
                "fingerprint with the one the portal’s administrator gives you."
            ).format(
                subject=certificate.subject,
                issuer=certificate.issuer,
                until=format_date(certificate.not_after),
                print=":".join(f"{one}{other}" for one, other in pairs).upper(),
            )
        )
        trust = box.addButton(self.tr("Trust for this portal"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)

        def trusted() -> None:
            pinned = replace(profile, trusted_certificate=certificate.sha256)
            self._portals.keep(pinned)
            self._lookups.look_up(LookupRequest(pinned, code))

        trust.clicked.connect(trusted)
        box.open()
