"""The middle of the window: what to do first, or the cards of a lookup."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.empty_state import EmptyState
from badge_inspector.ui.words.portals import portal_name

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.domain.portal import PortalProfile
    from badge_inspector.ui.shell.lookup_cards import LookupCards


class ResultColumn(Retranslated, QStackedWidget):
    """Attributes: welcome, try_demo, connect_portal: the page of a first run. waiting: the page until a first lookup.

    Signals: demo_requested(), connect_requested(). field_activated(str): the JSONPath of a field that was clicked.
    language_picked(str): for the preview, by the person.
    """

    demo_requested = Signal()
    connect_requested = Signal()
    field_activated = Signal(str)
    language_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.welcome = EmptyState(self)
        self.try_demo = self.welcome.add_button(primary=True)
        self.connect_portal = self.welcome.add_button()
        self.waiting = EmptyState(self)
        self._asking: PortalProfile | None = None
        for page in (self.welcome, self.waiting):
            self.addWidget(page)
        self.try_demo.clicked.connect(self.demo_requested)
        self.connect_portal.clicked.connect(self.connect_requested)
        self._retranslate()

    @cached_property
    def cards(self) -> LookupCards:
        """Made when they are first asked for: no first paint has them."""
        from badge_inspector.ui.shell.lookup_cards import LookupCards  # noqa: PLC0415

        cards = LookupCards(self)
        self.addWidget(cards)
        cards.field_activated.connect(self.field_activated)
        cards.badge.language_picked.connect(self.language_picked)
        return cards

    def show_nothing(self, has_portal: bool) -> None:
        """Nothing was asked yet: what to do first."""
        self.setCurrentWidget(self.waiting if has_portal else self.welcome)

    def show_asking(self, portal: PortalProfile | None) -> None:
        """This portal is being asked; None: no longer. Where a lookup is shown it stays."""
        self._asking = portal
        self._word_waiting()

    def show_lookup(
        self, lookup: Lookup, portal: str, language: str, operating_limit_s: float, from_history: bool
    ) -> None:
        """The cards of a lookup, as `LookupCards` has them."""
        self.cards.show_lookup(lookup, portal, language, operating_limit_s, from_history)
        if self.currentWidget() is not self.cards:
            self.setCurrentWidget(self.cards)

    def _word_waiting(self) -> None:
        if self._asking is not None:
            self.waiting.heading.setText(self.tr("Asking {portal}…").format(portal=visible(portal_name(self._asking))))
            self.waiting.sentence.setText(self.tr("Esc cancels."))
            return
        self.waiting.heading.setText(self.tr("Type a badge code"))
        self.waiting.sentence.setText(
            self.tr("Press Enter to ask the portal. The answer, its colours and its timing appear here.")
        )

    def _retranslate(self) -> None:
        self.welcome.heading.setText(self.tr("What does this badge say?"))
        self.welcome.sentence.setText(
            self.tr(
                "Type a badge code, press Enter, and see what the portal answers, in which colour and language, and "
                "how long it took. Start with the demo portal built into this program, or connect a real one."
            )
        )
        self.try_demo.setText(self.tr("Try the demo portal"))
        self.connect_portal.setText(self.tr("Connect a portal"))
        self._word_waiting()
