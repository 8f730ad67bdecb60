"""What the status bar says by itself: what was copied, where the token is kept, the method's budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.session.lookups import LookupController
from badge_inspector.ui.session.portals import PortalController
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.words.format import format_seconds

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup

PLACE = "token place"


class StatusController(QObject):
    """Token and budget are said of the portal in use, once it was asked: a locked keyring is not opened for a line of
    text."""

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        backend: Backend,
        *,
        portals: PortalController,
        lookups: LookupController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._profile_id = ""
        self._budget: tuple[float, float] | None = None
        self._in_keyring: bool | None = None
        window.answer.copied.connect(self._copied)
        window.language_changed.connect(self._retranslate)
        portals.portal_changed.connect(self._portal_changed)
        lookups.answered.connect(self._answered)

    def _copied(self, what: str) -> None:
        self._window.tell(self.tr("Copied: {what}").format(what=what))

    def _portal_changed(self, profile: PortalProfile | None) -> None:
        profile_id = profile.id if profile is not None else ""
        if profile_id != self._profile_id:
            self._profile_id = profile_id
            self._budget = self._in_keyring = None
            self._retranslate()

    def _answered(self, lookup: Lookup) -> None:
        profile = self._portals.profile(lookup.profile_id)
        if profile is None or profile.id != self._profile_id:
            return
        time = lookup.outcome.time
        if time is not None and time.operating_s is not None:
            self._budget = time.operating_s, profile.operating_limit_s
            self._retranslate()
        self._tasks.start(PLACE, self._backend.is_in_keyring(profile), self._show_place)

    def _show_place(self, in_keyring: bool | None) -> None:
        self._in_keyring = in_keyring
        self._retranslate()

    def _retranslate(self) -> None:
        place = ""
        if self._in_keyring is not None:
            place = self.tr("Token in the system keyring") if self._in_keyring else self.tr("Token for this run only")
        self._window.secret_place.setText(place)
        budget = ""
        if self._budget is not None:
            used, limit = self._budget
            if limit > 0:
                budget = self.tr("method budget {used} / {limit}").format(
                    used=format_seconds(used, limit), limit=format_seconds(limit)
                )
            else:
                budget = self.tr("method time {used}").format(used=format_seconds(used))
        self._window.budget.setText(budget)
