"""Actions of the failure card: try again, correct the portal's settings, find the code that was meant."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.keyboard import other_layout
from badge_inspector.domain.limits import retry_moment
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.moved import moved_address
from badge_inspector.domain.nearest import nearest
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.ui.look import language
from badge_inspector.ui.result.failure_card import FailureCard
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.session.lookups import LOOKUP
from badge_inspector.ui.words.failures import FailureAction, words
from badge_inspector.ui.words.failures import FailureAction as Act
from badge_inspector.ui.words.format import format_date
from badge_inspector.ui.words.portals import portal_name

SUGGEST = "suggest"
RETRY = "retry moment"
MOVE = "move"
CERTIFICATE = "certificate"


class FailureController(Controller):
    """Carries out the actions. Nothing is repeated and no secret is sent without a person's click.

    Signals: report_requested(): copy a report of what is shown.
    """

    report_requested = Signal()

    def __init__(self, context: Context, card: FailureCard) -> None:
        super().__init__(context)
        self._card = card
        self._moved_from: frozenset[str] = frozenset()
        card.action_requested.connect(self._act)
        card.code_picked.connect(self._look_up_other)
        context.lookups.answered.connect(self._answered)

    def _answered(self, lookup: Lookup) -> None:
        if isinstance(lookup.outcome, Found):
            self._moved_from = frozenset()
            return
        failure = lookup.outcome.failure
        profile = self._portals.profile(lookup.profile_id)
        if failure.kind is FailureKind.BADGE_NOT_FOUND and profile is not None:
            self._tasks.start(SUGGEST, self._suggest(lookup, profile))
        self._tasks.start(RETRY, self._show_retry_moment(lookup, failure))

    async def _show_retry_moment(self, lookup: Lookup, failure: Failure) -> None:
        backend = await self._backend.opened()
        last = await backend.history.reading.last_time(lookup.profile_id)
        delay = backend.client.pacer.delay(lookup.portal)
        moment = retry_moment(failure, last.operating_reset_at if last else None, delay, time.time())
        if self._is_shown(lookup):
            self._card.show_retry_at(moment)

    def _is_shown(self, lookup: Lookup) -> bool:
        """Tell whether the window still shows this lookup, saved or not yet."""
        shown = self._lookups.shown
        return shown is not None and (shown.asked_at, shown.code) == (lookup.asked_at, lookup.code)

    async def _suggest(self, lookup: Lookup, profile: PortalProfile) -> None:
        catalogue = await (await self._backend.opened()).calls.catalogue(profile)
        badges: tuple[Badge, ...] = ()
        if not isinstance(catalogue, Failure):
            meant = other_layout(lookup.code)
            exact = tuple(badge for badge in catalogue.badges if meant and badge.plain_code == meant)
            switched = exact[:1] or (nearest(meant, catalogue.badges) if meant else ())
            badges = (*switched, *nearest(lookup.code, catalogue.badges))
        if self._is_shown(lookup) and badges:
            self._card.show_suggestions(badges, language.current())

    def _act(self, action: FailureAction) -> None:
        match action:
            case Act.RETRY | Act.RETRY_AT:
                self.again()
            case Act.OPEN_SETTINGS | Act.ENTER_TOKEN:
                self._open_settings(at_secret=action is Act.ENTER_TOKEN)
            case Act.SET_UP_RENEWAL:
                self._set_up_renewal()
            case Act.OPEN_NETWORK_SETTINGS:
                self._portals.page_needed.emit("network")
            case Act.ADD_PORTAL:
                self._portals.portal_needed.emit()
            case Act.LIST_BADGES:
                self._use_asked()
                self._shell.run("list_badges")
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
            self._shell.tell(self.tr("Look up a badge first."))
        else:
            self._shell.tell(self.tr("The portal of that lookup is no longer in the settings."))

    def _open_settings(self, at_secret: bool) -> None:
        """On the portal that failed: of a kept lookup it may be another than the one in use."""
        asked = self._asked()
        if asked is None:
            self._shell.run("settings")
        else:
            self._portals.settings_needed.emit(asked[1], at_secret)

    def _set_up_renewal(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._portals.renewal_needed.emit(asked[1])

    def _use_asked(self) -> None:
        """Put the portal in use that failed: of a kept lookup it may be another one."""
        asked = self._asked()
        if asked is not None and (self._portals.current is None or asked[1].id != self._portals.current.id):
            self._portals.use(asked[1])

    def _look_up_other(self, code: str) -> None:
        self._use_asked()
        self._lookups.code_given.emit(code)
        self._shell.run("look_up")

    def _use_new_address(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._tasks.start(MOVE, self._look_up_moved(*asked))

    async def _look_up_moved(self, lookup: Lookup, profile: PortalProfile) -> None:
        """Ask at the new address, with the secret: the person's click is the consent."""
        if isinstance(lookup.outcome, Found):
            return
        address = moved_address(profile.address, lookup.outcome.failure)
        if address is None:
            return
        moved = profile.moved_to(address)
        await (await self._backend.opened()).portal_secrets.move(profile, moved)
        self._moved_from |= {profile.address.authority}
        self._portals.save_profile(moved)
        self._lookups.ask(LookupRequest(moved, lookup.code), self._moved_from)

    def _look_at_certificate(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._tasks.start(CERTIFICATE, self._ask_for_trust(*asked))

    async def _ask_for_trust(self, lookup: Lookup, profile: PortalProfile) -> None:
        certificate = await (await self._backend.opened()).calls.fetch_certificate(profile.address)
        if isinstance(certificate, Failure):
            self._shell.tell(words(certificate, "", portal_name(profile)).title)
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
            self._portals.save_profile(pinned)
            self._lookups.ask(LookupRequest(pinned, lookup.code))

        trust.clicked.connect(trusted)
        box.open()
