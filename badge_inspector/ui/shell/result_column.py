"""The middle of the window: a start page, or a lookup's identity with its cards below."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.empty_state import EmptyState
from badge_inspector.ui.widgets.pending import Veil

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.ui.shell.demo_start import DemoStart
    from badge_inspector.ui.shell.identity_line import IdentityLine
    from badge_inspector.ui.shell.lookup_cards import LookupCards
    from badge_inspector.ui.shell.origin import Origin
    from badge_inspector.ui.shell.origin_strip import OriginStrip


DEMO = "demo"
"""The id of the demo portal whose badges the page to begin with offers: the demo's other portals have other ones."""


class ResultColumn(Retranslated, QWidget):
    """Attributes: pages: the stack of the three below. welcome, try_demo, connect_portal: the page of a first run.
    waiting: the page until a first lookup. cards: a lookup's.

    identity, strip: of the lookup that is shown. wait: the identity of the one that is being asked.

    Signals: demo_requested(), connect_requested(), badges_requested(). code_picked(str): look this code up.
    field_activated(str): the JSONPath of a field that was clicked.
    language_picked(str): for the preview, by the person. cancel_requested(): stop what is being asked.
    again_requested(): ask what is shown once more. exact_requested(): with the white space around its code.
    title_changed(str): whose result or wait it is, in words.
    dimmed(bool): whether the lookup shown is another one than is asked for; told once its cards are dimmed.
    """

    demo_requested = Signal()
    code_picked = Signal(str)
    badges_requested = Signal()
    connect_requested = Signal()
    field_activated = Signal(str)
    language_picked = Signal(str)
    cancel_requested = Signal()
    again_requested = Signal()
    exact_requested = Signal()
    title_changed = Signal(str)
    dimmed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = vbox(self, margins=0, spacing=0)
        self.pages = QStackedWidget(self)
        self._column.addWidget(self.pages, 1)
        self.welcome = EmptyState(self.pages)
        self.try_demo = self.welcome.add_button(primary=True)
        self.connect_portal = self.welcome.add_button()
        self.waiting = EmptyState(self.pages)
        self._start: QWidget = self.waiting
        self._portal_asked = ""
        self._shows = self._waits = self._is_before = self._is_elsewhere = False
        for page in (self.welcome, self.waiting):
            self.pages.addWidget(page)
        self.try_demo.clicked.connect(self.demo_requested)
        self.connect_portal.clicked.connect(self.connect_requested)
        self._retranslate()

    @cached_property
    def cards(self) -> LookupCards:
        """Made when they are first asked for: no first paint has them."""
        from badge_inspector.ui.shell.lookup_cards import LookupCards  # noqa: PLC0415

        cards = LookupCards(self.pages)
        self.pages.addWidget(cards)
        cards.field_activated.connect(self.field_activated)
        cards.badge.language_picked.connect(self.language_picked)
        return cards

    @cached_property
    def demo_start(self) -> DemoStart:
        from badge_inspector.ui.shell.demo_start import DemoStart  # noqa: PLC0415 - few runs need it

        page = DemoStart(self.pages)
        page.code_picked.connect(self.code_picked)
        page.badges_requested.connect(self.badges_requested)
        self.pages.addWidget(page)
        return page

    @cached_property
    def identity(self) -> IdentityLine:
        line = self._made_line(waits=False)
        self._column.insertWidget(self._column.indexOf(self.pages), line)
        return line

    @cached_property
    def wait(self) -> IdentityLine:
        line = self._made_line(waits=True)
        line.cancel_requested.connect(self.cancel_requested)
        self._column.insertWidget(0, line)
        return line

    def _made_line(self, *, waits: bool) -> IdentityLine:
        from badge_inspector.ui.shell.identity_line import IdentityLine  # noqa: PLC0415 - as the cards

        line = IdentityLine(self, waits=waits)
        line.hide()
        return line

    @cached_property
    def strip(self) -> OriginStrip:
        from badge_inspector.ui.shell.origin_strip import OriginStrip  # noqa: PLC0415 - as the cards

        strip = OriginStrip(self)
        strip.again_requested.connect(self.again_requested)
        strip.exact_requested.connect(self.exact_requested)
        self._column.insertWidget(self._column.indexOf(self.pages), strip)
        return strip

    @cached_property
    def _veils(self) -> tuple[Veil, Veil]:
        cards = Veil(self.pages)
        cards.covered.connect(lambda: self.dimmed.emit(True))
        return cards, Veil(self.strip)

    def rehearse(self, lookup: Lookup) -> Iterator[None]:
        """Show what any lookup will, a part a step, and hide it before it is painted: what Qt makes of a widget when it
        is first shown is then there at the first answer. The cards are filled with `lookup`, an example."""
        if self._shows or self._waits:
            return
        self.identity.place_chooser(self.cards.badge.chooser, shown=False)
        line = self.identity.minimumHeight()
        self.cards.resize(self.pages.width(), self.pages.height() - line)  # laid out for the place that they will have
        parts: list[QWidget] = [self.identity, self.cards]
        for make in (lambda: self.wait, lambda: self.strip):
            yield
            parts.append(make())
        for veil in self._veils:
            veil.ensurePolished()
        for part in parts:
            yield
            if part.isHidden():
                part.show()
                part.hide()
        yield from self.cards.rehearse(lookup)

    def show_soon(self) -> None:
        """Show the page of the portal that will be in use in a moment."""
        self._start = self.waiting
        self.pages.setCurrentWidget(self.waiting)

    def show_nothing(self, portal: PortalProfile | None) -> None:
        """Show the start page, with this portal or without one."""
        if portal is None:
            page = self.welcome
        else:
            page = self.demo_start if portal.is_demo and portal.id == DEMO else self.waiting
        self._start = page
        self.pages.setCurrentWidget(page)

    def show_wait(self, code: str, portal: str, since: float, *, over_old: bool) -> None:
        """This code is being asked for, at the portal of that name, `since` a moment of the monotonic clock. What is
        shown is the one before and is dimmed (`over_old`), or was opened meanwhile and has its own line."""
        self._portal_asked = portal
        self._waits = True
        self._word_waiting()
        if not self._shows:
            self.pages.setCurrentWidget(self.waiting)
        self.wait.show_wait(code, portal, since)
        self._arrange(over_old)

    def end_wait(self) -> bool:
        """The answer came, or is waited for no longer; True where that takes Cancel away from the keyboard."""
        if not self._waits:
            return False
        had_focus = self.wait.cancel.hasFocus()
        self._waits = False
        self._portal_asked = ""
        self._word_waiting()
        if not self._shows:
            self.pages.setCurrentWidget(self._start)
        self.wait.stop()
        self.identity.settle()
        self._arrange(over_old=False)
        return had_focus

    def show_lookup(
        self, lookup: Lookup, name: str, portal: str, language: str, operating_limit_s: float, *, over_old: bool
    ) -> Iterator[None]:
        """Show the outcome of a lookup whose portal has this `name`; returns steps that show the rest. `over_old` is as
        in `show_wait()`, the others are as `LookupCards` has them."""
        self._shows = True
        self.identity.show_lookup(lookup, name)
        self.strip.show_note(lookup.note)
        rest = self.cards.fill(lookup, portal, language, operating_limit_s)
        next(rest)
        if lookup.badge is not None or self.identity.holds:
            self.identity.place_chooser(self.cards.badge.chooser, shown=lookup.badge is not None)
        self._arrange(over_old)
        return self._show_rest(rest)

    def _show_rest(self, rest: Iterator[None]) -> Iterator[None]:
        if self.pages.currentWidget() is not self.cards:
            self.pages.setCurrentWidget(self.cards)
            yield
        yield from rest

    def name_lookup(self, lookup: Lookup, name: str) -> None:
        """The portal of the lookup that is shown has this name now."""
        self.identity.show_lookup(lookup, name)
        self._announce_title()

    def show_origin(self, origin: Origin) -> None:
        """As `OriginStrip` has it; what is another portal's than the one in use is dimmed."""
        self.strip.show_origin(origin)
        self._is_elsewhere = bool(origin.elsewhere)
        self._dim()

    def _arrange(self, over_old: bool) -> None:
        self._is_before = self._waits and over_old
        self._column.setEnabled(False)  # one line takes the other's place: the cards are laid out once, or not at all
        self.wait.setVisible(self._waits)
        self.identity.setVisible(self._shows and not self._is_before)
        self._column.setEnabled(True)
        self._column.activate()
        self._announce_title()
        self._dim()

    def _announce_title(self) -> None:
        self.title_changed.emit(self.wait.title if self._waits else self.identity.title if self._shows else "")

    def _dim(self) -> None:
        if not self._shows:
            return
        cards, strip = self._veils
        dims = self._is_before or self._is_elsewhere
        strip.cover(self._is_before)
        cards.cover(dims)
        if not dims:
            self.dimmed.emit(False)

    def _word_waiting(self) -> None:
        if self._waits:
            self.waiting.heading.setText(self.tr("Asking {portal}…").format(portal=visible(self._portal_asked)))
            self.waiting.sentence.setText(self.tr("Esc cancels."))
            return
        self.waiting.heading.setText(self.tr("Type a badge code"))
        self.waiting.sentence.setText(
            self.tr("Press Enter to ask the portal. The response, its colours and its timing appear here.")
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
