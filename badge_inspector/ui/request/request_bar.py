"""The bar at the top: portal, code, and the button "Look up"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.event_filters import SettledClicks, SingleClicks
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import restyle
from badge_inspector.ui.request.code_field import CodeField
from badge_inspector.ui.request.field_note import FieldNote
from badge_inspector.ui.request.portal_chooser import PortalChooser
from badge_inspector.ui.widgets.pending import ProgressLine

_HINTS = 3
"""Lines below the field at most; the card of the answer has them all."""
_NARROWEST, _WIDEST, _SHARE = 200, 300, 0.23
"""Of the portal's chooser: pixels, and of the window's width."""
_SMALL, _LEAST = 760, 120
"""In a bar narrower than that the chooser takes as little as this, in pixels."""
_LINE_ENDS = frozenset("\r\n")
_LONGEST_LIST = 32 * 1024
"""Characters of a list that is counted as it is pasted; what is longer belongs into the window for many codes."""

_LOOKED_AT = 1000
"""Characters looked at with each key."""


class RequestBar(Retranslated, QFrame):
    """Attributes:

    portal: the chooser. code: the field. look_up: the button that asks. settings, many: the doors. many_clicks: whether
    a click on the latter counts. note: on the code, over the bar's parent.

    Signals:

    look_up_requested(LookupRequest): white space at the ends is left out of the code, and the request says so.
    portal_picked(PortalProfile), settings_requested(), many_requested(), portal_needed(), demo_requested().
    portal_missing(str): this was sent off, and there is no portal to ask.
    codes_given(str): several lines were pasted, and all of them are to be looked up.
    """

    look_up_requested = Signal(object)
    portal_picked = Signal(object)
    portal_needed = Signal()
    portal_missing = Signal(str)
    settings_requested = Signal()
    many_requested = Signal()
    demo_requested = Signal()
    codes_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "true")
        self.portal = PortalChooser(self)
        self.settings = QPushButton(self)
        self.code = CodeField(self)
        self.code.setProperty("invalid", "false")
        self.look_up = QPushButton(self)
        self.look_up.setProperty("primary", "true")
        self.many = QPushButton(self)
        self.progress = ProgressLine(self)
        self.note = FieldNote(self.code, parent or self)
        self._meant = ""
        self._empty = False
        self._several = 0
        self.many_clicks = SettledClicks(self.many)
        SingleClicks(self.look_up)

        line = hbox(margins=(12, 10, 12, 7), spacing=8)
        for widget, stretch in (
            (self.portal, 0),
            (self.settings, 0),
            (self.code, 1),
            (self.look_up, 0),
            (self.many, 0),
        ):
            line.addWidget(widget, stretch)
        for button in (self.settings, self.look_up, self.many):
            button.setMinimumHeight(34)
        column = vbox(self, margins=0, spacing=0)
        column.addLayout(line)
        column.addWidget(self.progress)
        self.setTabOrder(self.code, self.look_up)

        self.code.returnPressed.connect(self.ask)
        self.code.textChanged.connect(self._count_lines)
        self.code.textChanged.connect(self._show_hints)
        self.look_up.clicked.connect(self.ask)
        self.settings.clicked.connect(self.settings_requested)
        self.many.clicked.connect(self._open_many)
        self.portal.portal_picked.connect(self.portal_picked)
        self.portal.add_requested.connect(self.portal_needed)
        self.portal.demo_requested.connect(self.demo_requested)
        self.note.offer_taken.connect(self._ask_for_meant)
        self._retranslate()

    def show_profiles(self, profiles: Sequence[PortalProfile], current: PortalProfile | None) -> None:
        self.portal.show_profiles(profiles, current)

    def show_code(self, code: str) -> None:
        """Put a code into the field without asking; what is typed or pasted next takes its place."""
        self.code.setText(code)
        self.code.selectAll()
        self.note.show_text("")

    def ask_for(self, code: str) -> None:
        """Put a code into the field and ask for it."""
        self.show_code(code)
        self.ask()

    def set_running(self, running: bool) -> None:
        """Show whether an answer is awaited."""
        self.progress.set_running(running)

    def ask(self) -> None:
        """Send the code in the field, trimmed; an empty one is answered here."""
        exact = self.code.code
        code = exact.strip()
        self._mark_empty(not code)
        if not code:
            self._show_empty_note()
            self.code.setFocus()
            return
        self.note.show_text("")
        self.code.selectAll()
        self.send(exact)

    def send(self, exact: str) -> None:
        """Ask for a code, whatever is in the field."""
        profile = self.portal.current
        if profile is None:
            self.portal_missing.emit(exact)
            return
        code = exact.strip()
        self.look_up_requested.emit(LookupRequest(profile, code, exact if exact != code else ""))

    def _mark_empty(self, empty: bool) -> None:
        if empty is not self._empty:
            self._empty = empty
            restyle(self.code, "invalid", "true" if empty else "false")

    def _show_empty_note(self) -> None:
        self.note.show_text(self.tr("Type a badge code first, for example missedCall."), bad=True)

    def _show_hints(self) -> None:
        """Say what the code in the field hides, as it is typed. White space at the ends is left out when asking, and
        said then."""
        self._mark_empty(False)
        code = self.code.code[:_LOOKED_AT].strip()
        self._meant = self._meant_by_keys(code)
        if self._meant:
            self.note.show_text(self.tr("Typed in another keyboard layout?"), offer=self._meant)
        elif self._several or (code.isascii() and code.isprintable()):
            self.note.show_text("")  # what parts the codes of a list is no part of them
        else:
            from badge_inspector.ui.words.codes import hint_texts  # noqa: PLC0415 - few codes need it

            self.note.show_text("\n".join(hint_texts(code)[:_HINTS]))

    def _meant_by_keys(self, code: str) -> str:
        """The code that the same keys write on the other layout, where the portal has it, or where this one reads like
        no word; "" where nothing speaks for it."""
        known = self.code.known_codes
        if not code or code in known:
            return ""
        from badge_inspector.domain import keyboard, nearest  # noqa: PLC0415 - once something is typed

        meant = keyboard.other_layout(code)
        if not meant or meant in known or not keyboard.looks_mistyped(code):
            return meant if meant in known else ""
        near = nearest.nearest(meant, self.code.known_badges)
        return (near[0].plain_code if near else None) or meant

    def _ask_for_meant(self) -> None:
        self.ask_for(self._meant)

    def _count_lines(self, text: str) -> None:
        """Offer to look up all codes of a list that was pasted."""
        several = 0
        if not _LINE_ENDS.isdisjoint(text) and len(text) <= _LONGEST_LIST:
            from badge_inspector.domain.codelist import read_codes  # noqa: PLC0415 - few codes need it

            several = len(read_codes(text).codes)
        self._several, before = (several if several > 1 else 0), self._several
        if self._several != before:
            self.many_clicks.changed()
            self._word_many()

    def _open_many(self) -> None:
        if self._several:
            codes = self.code.text()
            self.code.clear()
            self.codes_given.emit(codes)
        else:
            self.many_requested.emit()

    def _word_many(self) -> None:
        offer = self.tr("%n codes: look up all", "", self._several) if self._several else ""
        self.many.setText(offer or self.tr("Many codes…"))
        restyle(self.many, "primary", "true" if offer else "false")
        self.setTabOrder(self.code, self.many if offer else self.look_up)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the code has the room, not the portal."""
        super().resizeEvent(event)
        least = _NARROWEST if self.width() >= _SMALL else _LEAST
        self.portal.setFixedWidth(max(least, min(_WIDEST, round(self.width() * _SHARE))))
        if self.note.isVisible():
            QTimer.singleShot(0, self.note.place)  # the layout gives the field its place after this

    def _retranslate(self) -> None:
        for button, text in (
            (self.settings, self.tr("Settings…")),
            (self.look_up, self.tr("Look up")),
        ):
            button.setText(text)
        self._word_many()
        self.settings.setAccessibleName(self.tr("Settings"))
        self.progress.setAccessibleName(self.tr("Progress"))
        if self._empty:
            self._show_empty_note()
        elif self.note.isVisible():
            self._show_hints()
