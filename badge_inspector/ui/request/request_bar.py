"""The bar at the top: which portal, which code, and the button that asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import restyle
from badge_inspector.ui.request.code_field import CodeField
from badge_inspector.ui.request.portal_chooser import PortalChooser
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.widgets.progress_line import ProgressLine

_HINTS = 3
"""Lines below the field at most; the card of the answer has them all."""
_NARROWEST, _WIDEST, _SHARE = 200, 300, 0.23
"""Of the portal's chooser: pixels, and of the window's width."""
_LOOKED_AT = 1000
"""Characters looked at with each key."""


class RequestBar(Retranslated, QFrame):
    """Attributes:

    portal: the chooser. code: the field. look_up: the button that asks. settings, many: the doors.

    Signals:

    look_up_requested(LookupRequest): white space at the ends is left out of the code, and the bar says so.
    portal_picked(PortalProfile), settings_requested(), many_requested(), portal_needed().
    """

    look_up_requested = Signal(object)
    portal_picked = Signal(object)
    portal_needed = Signal()
    settings_requested = Signal()
    many_requested = Signal()

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
        self._exact = QPushButton(self)
        self._exact.setProperty("flat", "true")
        self._note_row = QWidget(self)
        self._note_row.setProperty("plain", "true")
        self._note_row.hide()
        self._exact_code = ""
        self._trimmed = False
        self._empty = False

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
        hint_line.addWidget(self._hints)
        column.addWidget(self._note_row)
        column.addWidget(self._hint_row)
        column.addWidget(self.progress)
        self.setTabOrder(self.code, self.look_up)

        self.code.returnPressed.connect(self.ask)
        self.code.textEdited.connect(self._forget_note)
        self.code.textChanged.connect(self._show_hints)
        self.look_up.clicked.connect(self.ask)
        self.settings.clicked.connect(self.settings_requested)
        self.many.clicked.connect(self.many_requested)
        self.portal.portal_picked.connect(self.portal_picked)
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
        if code.isascii() and code.isprintable():
            self._hint_row.hide()
            return
        from badge_inspector.ui.words.codes import hint_texts  # noqa: PLC0415 - few codes need it

        found = hint_texts(code)[:_HINTS]
        self._hints.show_text("\n".join(found), keep_lines=True)
        self._hint_row.setVisible(bool(found))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the code has the room, not the portal."""
        super().resizeEvent(event)
        self.portal.setFixedWidth(max(_NARROWEST, min(_WIDEST, round(self.width() * _SHARE))))

    def _retranslate(self) -> None:
        for button, text in (
            (self.settings, self.tr("Settings…")),
            (self.look_up, self.tr("Look up")),
            (self.many, self.tr("Many codes…")),
            (self._exact, self.tr("Look up the exact text")),
        ):
            button.setText(text)
        self.settings.setAccessibleName(self.tr("Settings"))
        self.progress.setAccessibleName(self.tr("Progress"))
        self._show_note()
        if self.code.code:
            self._show_hints()
