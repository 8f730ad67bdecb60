"""The badges of one portal as a table, each with its pill."""

from __future__ import annotations

from PySide6.QtCore import QObject

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.ui.look import language
from badge_inspector.ui.widgets.table_rows import Column, TableRows


class CatalogueRows(TableRows[Badge]):
    """The badges in the portal's order, narrowed by a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.set((), self._columns())

    def narrow_to(self, text: str) -> None:
        """Show the badges that have a text in a column, letter case apart."""
        wanted, columns = text.casefold(), range(len(self.columns))
        self.narrow(
            (lambda badge: any(wanted in self.text(badge, column).casefold() for column in columns)) if wanted else None
        )

    def _columns(self) -> list[Column[Badge]]:
        return [
            Column(lambda: self.tr("Code"), lambda badge: plain(badge.code), width=200),
            Column(
                lambda: self.tr("Badge"),
                lambda badge: shown_text(badge.value, language.current()) or "",
                pill=lambda badge: badge,
                width=190,
            ),
            Column(lambda: self.tr("Title"), lambda badge: shown_text(badge.title, language.current()) or ""),
            Column(lambda: self.tr("Type"), lambda badge: plain(badge.type), width=100),
        ]
