"""Origin of the lookup that is shown, where that is not the portal just now: the history, another portal, a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.shell.origin import Origin
from badge_inspector.ui.widgets.labels import PlainLabel, role_label
from badge_inspector.ui.words.captures import edited_text, origin_text, origin_title

_NARROW = 440
"""Pixels."""


class OriginStrip(Retranslated, QWidget):
    """Hidden while there is nothing to say. Attributes: again, exact (the buttons).

    Signals: again_requested(): ask this once more, where it was asked. exact_requested(): with the white space around.
    """

    again_requested = Signal()
    exact_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from = Origin()
        self._is_narrow = False
        self._note_text = ""
        frame = QFrame(self)
        frame.setProperty("strip", "true")
        self._origin = role_label(frame, "heading", plain=True)
        self._why = PlainLabel(frame)
        self._note = PlainLabel(frame, "muted")
        self.again = QPushButton(frame)
        self.exact = QPushButton(frame)
        self._texts = vbox(spacing=2)
        self._texts.addStretch(1)
        self._texts.addWidget(self._why)
        self._texts.addWidget(self._note)
        self._texts.addStretch(1)
        self._grid = QGridLayout(frame)
        self._grid.setContentsMargins(10, 6, 6, 6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._origin, 0, 0)
        column = vbox(self, margins=(SPACE // 2, SPACE, SPACE // 2, 0))
        column.addWidget(frame)
        self.again.clicked.connect(self.again_requested)
        self.exact.clicked.connect(self.exact_requested)
        self.hide()
        self._arrange()
        self._retranslate()

    def show_origin(self, origin: Origin) -> None:
        """Say where what is shown comes from."""
        self._from = origin
        self._fill()

    def show_note(self, text: str) -> None:
        """The person's own words on what is shown."""
        self._note_text = text
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the texts have a line of their own."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def _arrange(self) -> None:
        """The texts below the heading in a narrow window, or above the buttons where there is none."""
        below = self._is_narrow and not self._origin.isHidden()
        above = self._is_narrow and not below
        for item in (self._texts, self.exact, self.again):
            if isinstance(item, QWidget):
                self._grid.removeWidget(item)
            else:
                self._grid.removeItem(item)
        self._grid.addLayout(self._texts, *((int(below), 0, 1, 4) if self._is_narrow else (0, 1, 1, 1)))
        self._grid.addWidget(self.exact, int(above), 2)
        self._grid.addWidget(self.again, int(above), 3)

    def _fill(self) -> None:
        text, origin, capture = self._note_text, self._from, self._from.capture
        has_origin = origin.from_history or capture is not None
        self._origin.setVisible(has_origin)
        if self._is_narrow:
            self._arrange()
        self._origin.setText(origin_title(capture) if capture is not None else self.tr("From history"))
        why = " ".join(filter(None, self._reasons()))
        self._why.show_text(why)
        self._why.setVisible(bool(why))
        self._note.show_text(self.tr("Note: {text}").format(text=text), keep_lines=True, most=len(text) + 100)
        self._note.setVisible(bool(text))
        self.again.setVisible((origin.from_history or bool(origin.elsewhere)) and not origin.is_gone)
        self.exact.setVisible(origin.is_trimmed and not origin.is_gone)
        self.setVisible(has_origin or bool(why or text))

    def _reasons(self) -> tuple[str, ...]:
        """Sentences about the origin, the most important first."""
        origin, capture = self._from, self._from.capture
        elsewhere = self.tr("Another portal is in use: {portal}").format(portal=visible(origin.elsewhere[:200]))
        where = elsewhere if origin.elsewhere else ""
        if capture is None:
            trimmed = self.tr("Spaces around the code were ignored.") if origin.is_trimmed else ""
            return (trimmed, self.tr("Its portal is no longer in the settings.") if origin.is_gone else where)
        gone = self.tr("Its portal is not in the settings.") if origin.is_gone else where
        return (edited_text(capture), origin_text(capture), gone)

    def _retranslate(self) -> None:
        self._origin.setToolTip(self.tr("Shown as it was answered then; nothing was sent."))
        self.again.setText(self.tr("Look up again"))
        self.exact.setText(self.tr("Look up the exact text"))
        self._fill()
