"""The card of a found badge: preview as on the kanban card, fields as sent, and texts by language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.contract import Difference
from badge_inspector.ui.result.badge_view import BadgeView
from badge_inspector.ui.result.language_chooser import LanguageChooser
from badge_inspector.ui.widgets.card import Card


class BadgeCard(Card):
    """Its inside is imported and built when the first badge is shown: a start-up pays for the frame only.

    Signals: field_activated(str): the JSON path of a field that was clicked; language_picked(str): the language, in
    Bitrix24's code, whose texts the person wants to see.
    """

    field_activated = Signal(str)
    language_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, titled=False)
        self._view: BadgeView | None = None

    @property
    def language(self) -> str:
        """The language of the preview."""
        return self._view.language if self._view else ""

    @property
    def chooser(self) -> LanguageChooser:
        """The chip that chooses the preview's language, for whoever has a place for it."""
        return self.prepare().chooser

    def prepare(self) -> BadgeView:
        """Build the inside ahead of the first badge, so that it is painted as fast as later ones."""
        if self._view is None:
            self._view = self._build()
        return self._view

    def show_badge(
        self, badge: Badge, code_asked: str, language: str, contract: Sequence[Difference] | None = None
    ) -> None:
        """Show a badge that was found by asking for `code_asked`, previewed in `language`; `contract` is what in the
        answer differs from the documentation, None where that is not known."""
        self.prepare().show_badge(badge, code_asked, language, contract)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._view is not None:
            self._retranslate()

    def _build(self) -> BadgeView:
        view = BadgeView(self)
        self.body.addWidget(view)
        view.field_activated.connect(self.field_activated)
        view.language_picked.connect(self.language_picked)
        self._retranslate()
        return view

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Badge"))
