"""The bar at the top: which portal, which code, and the button that asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.kit.settled_clicks import SettledClicks
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import restyle
from badge_inspector.ui.request.code_field import CodeField
from badge_inspector.ui.request.portal_chooser import PortalChooser
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.widgets.progress_line import ProgressLine

_HINTS = 3
"""Lines below the field at most; the card of the answer has them all."""
_NARROWEST, _WIDEST, _SHARE = 200, 300, 0.23
"""Of the portal's chooser: pixels, and of the window's width."""
_MEANT_LONGEST = 40
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
    a click on the latter counts.

    Signals:

    look_up_requested(LookupRequest): white space at the ends is left out of the code, and the bar says so.
    portal_picked(PortalProfile), settings_requested(), many_requested(), portal_needed(), demo_requested().
    codes_given(str): several lines were pasted, and all of them are to be looked up.
    """

    look_up_requested = Signal(object)
    portal_picked = Signal(object)
    portal_needed = Signal()
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
        self._note = PlainLabel(self, "muted")
        self._hint_row = QWidget(self)
        self._hint_row.setProperty("plain", "true")
        self._hint_row.hide()
        self._hints = PlainLabel(self._hint_row, "warning")
        self._switch = QPushButton(self._hint_row)
        self._meant = ""
        self._exact = QPushButton(self)
        self._exact.setProperty("flat", "true")
        self._note_row = QWidget(self)
        self._note_row.setProperty("plain", "true")
        self._note_row.hide()
        self._exact_code = ""
        self._trimmed = False
        self._empty = False
        self._several = 0
        self.many_clicks = SettledClicks(self.many)

        note_line = QHBoxLayout(self._note_row)
        note_line.setContentsMargins(12, 0, 12, 4)
        note_line.addWidget(self._note, 1)
        note_line.addWidget(self._exact, 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setContentsMargins(12, 10, 12, 7)
        line.setSpacing(8)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        hint_line = QHBoxLayout(self._hint_row)
        hint_line.setContentsMargins(12, 0, 12, 4)
        hint_line.setSpacing(8)
        hint_line.addWidget(self._hints, 1)
        hint_line.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._note_row)
        column.addWidget(self._hint_row)
        column.addWidget(self.progress)
        self.setTabOrder(self.code, self.look_up)

        self.code.returnPressed.connect(self.ask)
        self.code.textEdited.connect(self._forget_note)
        self.code.textChanged.connect(self._show_hints)
        self.code.textChanged.connect(self._count_lines)
        self.look_up.clicked.connect(self.ask)
        self.settings.clicked.connect(self.settings_requested)
        self.many.clicked.connect(self._open_many)
        self.portal.portal_picked.connect(self.portal_picked)
        self.portal.add_requested.connect(self.portal_needed)
        self.portal.demo_requested.connect(self.demo_requested)
        self._switch.clicked.connect(self._take_meant)
        self._exact.clicked.connect(self._ask_exact)
        self._retranslate()

    def show_profiles(self, profiles: Sequence[PortalProfile], current: PortalProfile | None) -> None:
        self.portal.show_profiles(profiles, current)

    def show_code(self, code: str) -> None:
        """Put a code into the field without asking; what is typed or pasted next takes its place."""
        self._forget_note()
        self.code.setText(code)
        self.code.selectAll()

    def ask_for(self, code: str) -> None:
        """Put a code into the field and ask for it."""
        self.show_code(code)
        self.ask()

    def set_running(self, running: bool) -> None:
        """Show that an answer is awaited, or no longer."""
        self.progress.set_running(running)

    def ask(self) -> None:
        """Send the code in the field, trimmed; an empty one is answered here."""
        exact = self.code.code
        code = exact.strip()
        if not code:
            self._empty, self._trimmed = True, False
            self._show_note()
            self.code.setFocus()
            return
        self._exact_code = exact
        self._empty, self._trimmed = False, code != exact
        self._show_note()
        self._send(code)

    def _ask_exact(self) -> None:
        self._trimmed = False
        self._show_note()
        self.code.setFocus()
        self._send(self._exact_code)

    def _send(self, code: str) -> None:
        self.code.selectAll()
        profile = self.portal.current
        if profile is None:
            self.portal_needed.emit()
            return
        self.look_up_requested.emit(LookupRequest(profile, code))

    def _forget_note(self) -> None:
        if self._empty or self._trimmed:
            self._empty = self._trimmed = False
            self._show_note()

    def _show_note(self) -> None:
        restyle(self.code, "invalid", "true" if self._empty else "false")
        restyle(self._note, "role", "bad" if self._empty else "muted")
        self._exact.setVisible(self._trimmed)
        self._note_row.setVisible(self._empty or self._trimmed)
        if self._empty:
            self._note.show_text(self.tr("Type a badge code first, for example missedCall."))
        elif self._trimmed:
            shown = self.tr("Spaces around the code were ignored: “{code}” was looked up.")
            self._note.show_text(shown.format(code=self._exact_code.strip()[:60]))

    def _show_hints(self) -> None:
        """Say what the code in the field hides, as it is typed. White space at the ends is left out when asking, and
        said then."""
        code = self.code.code[:_LOOKED_AT].strip()
        self._meant = self._meant_by_keys(code)
        self._switch.setVisible(bool(self._meant))
        if self._meant:
            self._hints.show_text(self.tr("Typed in another keyboard layout?"))
            self._switch.setText(visible(self._meant[:_MEANT_LONGEST]).replace("&", "&&"))
            self._hint_row.show()
            return
        if code.isascii() and code.isprintable():
            self._hint_row.hide()
            return
        from badge_inspector.ui.words.codes import hint_texts  # noqa: PLC0415 - few codes need it

        found = hint_texts(code)[:_HINTS]
        self._hints.show_text("\n".join(found), keep_lines=True)
        self._hint_row.setVisible(bool(found))

    def _meant_by_keys(self, code: str) -> str:
        """The code that the same keys write on the other layout, where the portal has it, or where this one reads like
        no word; "" where nothing speaks for it."""
        known = self.code.known_codes
        if not code or code in known:
            return ""
        from badge_inspector.domain.keyboard import looks_mistyped, other_layout  # noqa: PLC0415 - once something is typed

        meant = other_layout(code)
        if not meant or meant in known or not looks_mistyped(code):
            return meant if meant in known else ""
        from badge_inspector.domain.nearest import nearest  # noqa: PLC0415

        near = nearest(meant, self.code.known_badges)
        return (near[0].plain_code if near else None) or meant

    def _take_meant(self) -> None:
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

    def _retranslate(self) -> None:
        for button, text in (
            (self.settings, self.tr("Settings…")),
            (self.look_up, self.tr("Look up")),
            (self._exact, self.tr("Look up the exact text")),
        ):
            button.setText(text)
        self._word_many()
        self.settings.setAccessibleName(self.tr("Settings"))
        self.progress.setAccessibleName(self.tr("Progress"))
        self._show_note()
        if self.code.code:
            self._show_hints()
