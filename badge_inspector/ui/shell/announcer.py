"""Outcomes told to a screen reader."""

from __future__ import annotations

from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.kit.accessible import announce, is_listened_to
from badge_inspector.ui.look import language
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.spoken import outcome_text


class Announcer(Controller):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        context.lookups.answered.connect(self._announce)

    def _announce(self, lookup: Lookup) -> None:
        if is_listened_to():
            announce(self._window, outcome_text(lookup, self._portals.shown_name(lookup), language.current()))
