"""The request bar joined with the session: portals to choose from, and the code that is asked for."""

from __future__ import annotations

from functools import partial

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.request.request_bar import RequestBar
from badge_inspector.ui.session.context import Context, Controller


class RequestController(Controller):
    def __init__(self, context: Context, bar: RequestBar) -> None:
        super().__init__(context)
        self._bar = bar
        self._early = ""
        portals, lookups, run = context.portals, context.lookups, context.shell.run
        bar.portal_picked.connect(portals.use)
        bar.portal_needed.connect(portals.portal_needed)
        bar.portal_missing.connect(self._need_portal)
        bar.settings_requested.connect(partial(run, "settings"))
        bar.many_requested.connect(partial(run, "many"))
        bar.look_up_requested.connect(lookups.ask)
        bar.code.textChanged.connect(self._type)
        bar.code.textEdited.connect(lookups.typing)
        bar.code.codes_wanted.connect(lookups.codes_wanted)
        bar.demo_requested.connect(portals.try_demo)
        portals.profiles_changed.connect(self._show_profiles)
        portals.portal_changed.connect(self._ask_early)
        lookups.code_given.connect(bar.show_code)
        lookups.code_wanted.connect(bar.code.setFocus)
        lookups.waiting_changed.connect(bar.set_running)
        lookups.completions_changed.connect(bar.code.complete_from)

    def _type(self) -> None:
        self._lookups.typed = self._bar.code.code

    def _need_portal(self, exact: str) -> None:
        if self._portals.is_awaited:
            self._early = exact
        else:
            self._portals.portal_needed.emit()

    def _ask_early(self, profile: PortalProfile | None) -> None:
        """Ask for the code that was sent off before its portal was there; what has been typed since stays as it is."""
        early = self._early
        if early and profile is not None:
            self._early = ""
            if self._portals.is_awaited:
                self._show_profiles()
                self._bar.send(early)

    def _show_profiles(self) -> None:
        self._bar.show_profiles(self._portals.by_last_use(), self._portals.current)
