"""Messages of the status bar: copies, and where the token is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup

PLACE = "token place"


class StatusController(Controller):
    """The token's place is said of the portal in use, once it was asked: a locked keyring is not opened for a line of
    text."""

    def __init__(self, context: Context, main: MainWindow) -> None:
        super().__init__(context)
        self._profile_id = ""
        self._in_keyring: bool | None = None
        self._main = main
        main.answer.copied.connect(self._copied)
        main.language_changed.connect(self._retranslate)
        self._show_private(context.portals.preferences)
        context.portals.preferences_changed.connect(self._show_private)
        context.portals.portal_changed.connect(self._portal_changed)
        context.lookups.answered.connect(self._answered)

    def _show_private(self, preferences: Preferences) -> None:
        self._main.private.setVisible(preferences.private_mode)

    def _copied(self, what: str) -> None:
        self._shell.tell(self.tr("Copied: {what}").format(what=what))

    def _portal_changed(self, profile: PortalProfile | None) -> None:
        profile_id = profile.id if profile is not None else ""
        if profile_id != self._profile_id:
            self._profile_id = profile_id
            self._in_keyring = None
            self._retranslate()

    def _answered(self, lookup: Lookup) -> None:
        profile = self._portals.profile(lookup.profile_id)
        if profile is None or profile.id != self._profile_id:
            return
        self._tasks.start(PLACE, self._show_place(profile))

    async def _show_place(self, profile: PortalProfile) -> None:
        self._in_keyring = await (await self._backend.opened()).portal_secrets.is_in_keyring(profile)
        self._retranslate()

    def _retranslate(self) -> None:
        place = ""
        if self._in_keyring is not None:
            place = self.tr("Token in the system keyring") if self._in_keyring else self.tr("Token for this run only")
        self._main.secret_place.setText(place)
