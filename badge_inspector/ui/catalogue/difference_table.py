"""The badges of two portals as a table, one code a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QObject

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.catalogue_diff import CodeOnTwo, Standing
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.table_rows import Column, TableRows
from badge_inspector.ui.words.compared import field_label
from badge_inspector.ui.words.format import format_list
from badge_inspector.ui.words.portals import portal_name

CODE, STANDING, HERE, THERE = range(4)
"""The columns."""


class DifferenceRows(TableRows[CodeOnTwo]):
    """Codes of two portals, narrowed by how they stand and by a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._portals: tuple[PortalProfile, ...] = ()
        self.set((), self._columns())

    def show_entries(self, entries: Sequence[CodeOnTwo], here: PortalProfile, there: PortalProfile) -> None:
        """Show what two portals have."""
        self._portals = here, there
        self.set(entries)

    def narrow_to(self, standing: Standing | None, text: str) -> None:
        """Show one standing only, None for all, and of those what has the text in its code or badges."""
        wanted = text.casefold()

        def fits(entry: CodeOnTwo) -> bool:
            if standing is not None and entry.standing is not standing:
                return False
            return not wanted or any(wanted in self.text(entry, at).casefold() for at in (CODE, HERE, THERE))

        self.narrow(fits)

    def counts(self) -> Counter[Standing]:
        """Number of codes by how they stand."""
        return Counter(entry.standing for entry in self.all)

    def _columns(self) -> list[Column[CodeOnTwo]]:
        return [
            Column(lambda: self.tr("Code"), lambda entry: entry.code, width=150),
            Column(lambda: self.tr("Comparison"), self._standing_text, width=200),
            Column(
                lambda: self._name(0), lambda entry: _said(entry.here), pill=lambda entry: entry.here, with_title=True
            ),
            Column(
                lambda: self._name(1), lambda entry: _said(entry.there), pill=lambda entry: entry.there, with_title=True
            ),
        ]

    def _name(self, at: int) -> str:
        return visible(portal_name(self._portals[at])) if self._portals else ""

    def _standing_text(self, entry: CodeOnTwo) -> str:
        match entry.standing:
            case Standing.ONLY_HERE:
                return self.tr("only on {portal}").format(portal=self._name(0))
            case Standing.ONLY_THERE:
                return self.tr("only on {portal}").format(portal=self._name(1))
            case Standing.DIFFERENT:
                return "≠ " + format_list(field_label(field) for field in entry.fields)
            case Standing.SAME:
                return self.tr("the same")


def _said(badge: Badge | None) -> str:
    if badge is None:
        return "—"
    spoken = language.current()
    texts = (shown_text(badge.value, spoken), shown_text(badge.title, spoken))
    return " · ".join(text for text in texts if text)
