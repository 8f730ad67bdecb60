"""Form of the request that a person copied last, kept from run to run."""

from __future__ import annotations

from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.result.request_page import COPIED_LAST
from badge_inspector.ui.session.context import Context, Controller


class CopiedFormController(Controller):
    """Reads the form from the preferences, and stores the next one there."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        kept = context.portals.preferences.last_snippet
        COPIED_LAST.kind = SnippetKind(kept) if kept in SnippetKind._value2member_map_ else SnippetKind.CURL_SH
        COPIED_LAST.changed.connect(self._save)

    def _save(self, kind: SnippetKind) -> None:
        self._portals.remember(self._portals.preferences._replace(last_snippet=kind.value))
