"""The portal's badges: the window that lists them, and the code field's completions."""

from __future__ import annotations

import asyncio
import time
from functools import partial

from PySide6.QtCore import QTimer

from badge_inspector.background import in_background
from badge_inspector.domain.catalogue_diff import compare_catalogues
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.catalogue import Catalogue
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.portals import portal_name

CATALOGUE = "catalogue"


QUIETLY = "catalogue quietly"
KNOWN = "catalogue known"
OTHER = "catalogue of another"
_QUIET_AGE_S = 900.0
"""Age in seconds from which the codes are fetched anew without a command."""
_PAUSE_MS = 400
"""Milliseconds without a key press before suggestions are fetched."""


class CatalogueController(Controller):
    """Codes are completed from the portal's last known list. It is fetched anew in the background while the person
    pauses in typing, but only once the portal has answered in this run: a first call is left to the person, since it
    may open a locked keyring.

    Attributes: window_ (the list, None while it is closed).
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._answering: set[str] = set()
        self._tried_at: dict[str, float] = {}
        self._profile: PortalProfile | None = None
        self._listed: tuple[str, Catalogue] | None = None
        self._other: PortalProfile | None = None
        self.window_: CatalogueWindow | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._refresh_quietly)
        context.lookups.typing.connect(self._pause.start)
        context.lookups.asking.connect(self._pause.stop)
        context.lookups.answered.connect(self._answered)
        context.portals.portal_changed.connect(self._portal_changed)
        context.lookups.codes_wanted.connect(self._list_now)

    def open(self) -> None:
        """List the badges of the portal in use."""
        profile = self._portals.in_use()
        if profile is None:
            return
        if self.window_ is not None and self._profile is not None and self._profile.id != profile.id:
            self.window_.close()  # another portal's list
        if self.window_ is None:
            self.window_ = CatalogueWindow(self._window)
            self.window_.finished.connect(self._closed)
            self.window_.code_picked.connect(self._picked)
            self.window_.refresh_requested.connect(self._refresh)
            self.window_.compare_requested.connect(self._compare)
        self._profile = profile
        self.window_.show_portals([each for each in self._portals.profiles if each.id != profile.id])
        bring_to_front(self.window_)
        self._tasks.start(CATALOGUE, self._list(profile, fresh=False))

    # Completing

    def _portal_changed(self, profile: PortalProfile | None) -> None:
        if profile is None or self._listed is None or self._listed[0] != profile.id:
            self._listed = None
            self._lookups.completions_changed.emit((), None)
        if profile is not None:
            self._tasks.start(KNOWN, self._complete_known(profile))

    async def _complete_known(self, profile: PortalProfile) -> None:
        known: Catalogue | Failure | None = await (await self._backend.opened()).calls.known_catalogue(profile)
        if known is None and profile.is_demo:  # on this computer, and its secret is at hand
            known = await (await self._backend.opened()).calls.catalogue(profile)
        self._complete(profile, known)

    def _answered(self, lookup: Lookup) -> None:
        """A portal that finds badges, or knows that there is none, will list them too."""
        outcome = lookup.outcome
        if isinstance(outcome, Found) or outcome.failure.kind is FailureKind.BADGE_NOT_FOUND:
            self._answering.add(lookup.profile_id)

    def _refresh_quietly(self) -> None:
        profile = self._portals.current
        if profile is None or profile.id not in self._answering or self._tasks.is_busy(QUIETLY):
            return
        listed = self._listed[1].fetched_at if self._listed and self._listed[0] == profile.id else 0.0
        if time.time() - max(listed, self._tried_at.get(profile.id, 0.0)) >= _QUIET_AGE_S:
            self._tried_at[profile.id] = time.time()
            self._tasks.start(QUIETLY, self._complete_fetched(profile))

    def _list_now(self) -> None:
        """The person wants to see the codes of a portal that was not listed yet."""
        profile = self._portals.current
        if profile is not None and not self._tasks.is_busy(QUIETLY):
            self._tasks.start(QUIETLY, self._complete_fetched(profile))

    async def _complete_fetched(self, profile: PortalProfile) -> None:
        self._complete(profile, await (await self._backend.opened()).calls.catalogue(profile))

    def _complete(self, profile: PortalProfile, catalogue: Catalogue | Failure | None) -> None:
        current = self._portals.current
        if catalogue is None or isinstance(catalogue, Failure) or current is None or current.id != profile.id:
            return
        self._listed = profile.id, catalogue
        self._lookups.completions_changed.emit(catalogue.badges, catalogue.fetched_at)

    # The window

    def _refresh(self) -> None:
        if self._profile is not None:
            self._tasks.start(CATALOGUE, self._list(self._profile, fresh=True))

    async def _list(self, profile: PortalProfile, fresh: bool) -> None:
        catalogue = await (await self._backend.opened()).calls.catalogue(profile, fresh=fresh)
        self._complete(profile, catalogue)
        if self.window_ is None:
            return
        if isinstance(catalogue, Failure):
            self.window_.show_state(partial(self._why, profile, catalogue))
            return
        self.window_.show_badges(profile, catalogue.badges, catalogue.fetched_at)
        if self._other is not None:
            self._tasks.start(OTHER, self._show_differences(profile, self._other))

    def _compare(self, other: PortalProfile | None) -> None:
        self._other = other
        if self.window_ is None or self._profile is None:
            return
        if other is None:
            self.window_.show_list()
            return
        self.window_.show_state(lambda: self.tr("Asking {portal}…").format(portal=visible(portal_name(other))))
        self._tasks.start(OTHER, self._show_differences(self._profile, other))

    async def _show_differences(self, here: PortalProfile, there: PortalProfile) -> None:
        calls = (await self._backend.opened()).calls
        ours, theirs = await asyncio.gather(calls.catalogue(here), calls.catalogue(there))
        for profile, catalogue in ((here, ours), (there, theirs)):
            if isinstance(catalogue, Failure):
                if self.window_ is not None:
                    self.window_.show_state(partial(self._why, profile, catalogue))
                return
        assert not isinstance(ours, Failure)  # noqa: S101 - told above
        assert not isinstance(theirs, Failure)  # noqa: S101 - told above
        entries = await in_background(lambda: compare_catalogues(ours.badges, theirs.badges))
        if self.window_ is not None:
            self.window_.show_differences(entries, there)

    def _why(self, profile: PortalProfile, failure: Failure) -> str:
        said = words(failure, "", portal_name(profile) if profile.is_demo else profile.address.display)
        return f"{visible(portal_name(profile))}: {said.title}. {said.advice}"

    def _picked(self, code: str, portal: PortalProfile | None) -> None:
        """Ask the portal that listed it, whichever was put in use since."""
        listed = self._portals.profile(portal.id) if portal is not None else None
        if listed is not None and listed != self._portals.current:
            self._portals.use(listed)
        self._lookups.code_given.emit(code)
        self._shell.run("look_up")

    def _closed(self) -> None:
        self.window_ = None
        self._other = None
