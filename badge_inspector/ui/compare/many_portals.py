"""One code on several portals at once, each at its own pace, each answer kept unless nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from badge_inspector.background import in_background
from badge_inspector.domain.compare import same_but_for_time
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.request import LookupRequest
from badge_inspector.ui.compare.many_portals_window import ManyPortalsWindow
from badge_inspector.ui.compare.sides import SideOffers
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.session.context import Context, Controller


class ManyPortalsController(Controller):
    """Attributes: window_ (None while it is closed)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._asked: tuple[PortalProfile, ...] = ()
        self.window_: ManyPortalsWindow | None = None
        context.portals.preferences_changed.connect(self._show_recording)

    def open(self) -> None:
        """Open the window on the code that is typed or shown; all portals are chosen, or those of the last time."""
        if not self._portals.profiles:
            self._portals.portal_needed.emit()
            return
        if self.window_ is None:
            session = self._lookups
            offers = SideOffers(
                session.show, session.own_window_wanted.emit, self._again, session.comparison_wanted.emit
            )
            window = self.window_ = ManyPortalsWindow(self._window, offers)
            window.finished.connect(self._closed)
            window.look_up_requested.connect(self._ask)
            window.cancel_requested.connect(self._cancel)
            window.lookup_opened.connect(self._open_lookup)
            window.copy_requested.connect(self._copy)
            profiles = self._portals.profiles
            before = {profile.id for profile in self._asked} & {profile.id for profile in profiles}
            window.show_portals(profiles, before or {profile.id for profile in profiles})
            self._show_recording(self._portals.preferences)
            window.show_code(self._lookups.code)
        bring_to_front(self.window_)
        self.window_.code.setFocus()

    def _ask(self, code: str, profiles: Sequence[PortalProfile]) -> None:
        self._cancel_all()
        self._asked = tuple(profiles)
        for profile in profiles:
            self._tasks.start(_slot(profile), self._look_up(LookupRequest(profile, code)))

    async def _look_up(self, request: LookupRequest) -> None:
        [lookup] = await self._lookups.save_all([await (await self._backend.opened()).calls.look_up(request)])
        window = self.window_
        if window is None:
            return
        window.show_lookup(lookup)
        lookups = window.lookups
        if not window.is_running and len(lookups) > 1 and None not in lookups:
            answered = [each for each in lookups if each is not None]
            same = await in_background(lambda: same_but_for_time(answered))
            if self.window_ is window and window.lookups == lookups:
                window.show_same(same)

    def _again(self, lookup: Lookup) -> None:
        """Ask one of the portals again, the others keep their answers."""
        profile = self._portals.profile(lookup.profile_id)
        if profile is None or self.window_ is None:
            self._shell.tell(self.tr("Its portal is no longer in the settings."))
            return
        self.window_.show_asked_again(profile)
        self._tasks.start(_slot(profile), self._look_up(LookupRequest(profile, lookup.code)))

    def _cancel(self) -> None:
        self._cancel_all()
        if self.window_ is not None:
            self.window_.show_cancelled()

    def _cancel_all(self) -> None:
        for profile in self._asked:
            self._tasks.cancel(_slot(profile))

    def _open_lookup(self, lookup: Lookup) -> None:
        self._lookups.show(lookup)

    def _copy(self, markdown: str) -> None:
        QGuiApplication.clipboard().setText(markdown)

    def _show_recording(self, preferences: Preferences) -> None:
        if self.window_ is not None:
            self.window_.show_recording(not preferences.private_mode)

    def _closed(self) -> None:
        self._cancel_all()
        self.window_ = None


def _slot(profile: PortalProfile) -> str:
    return f"many portals {profile.id}"
