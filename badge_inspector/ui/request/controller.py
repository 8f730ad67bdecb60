"""The request bar joined with the session: portals to choose from, and the code that is asked for."""

from __future__ import annotations

from functools import partial

from badge_inspector.ui.request.request_bar import RequestBar
from badge_inspector.ui.session.context import Context, Controller


class RequestController(Controller):
    def __init__(self, context: Context, bar: RequestBar) -> None:
        super().__init__(context)
        self._bar = bar
        portals, lookups, run = context.portals, context.lookups, context.shell.run
        bar.portal_picked.connect(portals.use)
        bar.portal_needed.connect(portals.portal_needed)
        bar.settings_requested.connect(partial(run, "settings"))
        bar.many_requested.connect(partial(run, "many"))
        bar.look_up_requested.connect(lookups.ask)
        bar.code.textChanged.connect(self._type)
        bar.code.textEdited.connect(lookups.typing)
        bar.code.codes_wanted.connect(lookups.codes_wanted)
        bar.demo_requested.connect(portals.try_demo)
        portals.profiles_changed.connect(self._show_profiles)
        lookups.code_given.connect(bar.show_code)
        lookups.code_wanted.connect(bar.code.setFocus)
        lookups.waiting_changed.connect(bar.set_running)
        lookups.completions_changed.connect(bar.code.complete_from)

    def _type(self) -> None:
        self._lookups.typed = self._bar.code.code

    def _show_profiles(self) -> None:
        self._bar.show_profiles(self._portals.by_last_use(), self._portals.current)
