"""Whence what is shown came, where that is not the portal just now: the history, another portal; with its note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.plain_label import PlainLabel

_NARROW = 440
"""Pixels."""


class OriginStrip(Retranslated, QWidget):
    """Hidden while there is nothing to say. Attributes: again (the button).

    Signals: again_requested(): ask this once more, where it was asked.
    """

    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from_history = self._is_gone = self._is_narrow = False
        self._elsewhere = self._note_text = ""
        frame = QFrame(self)
        frame.setProperty("strip", "true")
        self._origin = QLabel(frame)
        self._origin.setProperty("role", "heading")
        self._origin.setTextFormat(Qt.TextFormat.PlainText)
        self._why = PlainLabel(frame)
        self._note = PlainLabel(frame, "muted")
        self.again = QPushButton(frame)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(2)
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
        self._grid.addLayout(self._texts, 0, 1)
        self._grid.addWidget(self.again, 0, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE // 2, SPACE, SPACE // 2, 0)
        column.addWidget(frame)
        self.again.clicked.connect(self.again_requested)
        self.hide()
        self._retranslate()

    def show_origin(self, from_history: bool, *, elsewhere: str = "", is_gone: bool = False) -> None:
        """`elsewhere` is the portal that is in use, where it is another one than was asked; `is_gone`: the one that was
        asked is no longer in the settings."""
        self._from_history, self._elsewhere, self._is_gone = from_history, elsewhere, is_gone
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
            self._grid.removeItem(self._texts)
            self._grid.addLayout(self._texts, *((1, 0, 1, 3) if is_narrow else (0, 1, 1, 1)))

    def _fill(self) -> None:
        text = self._note_text
        self._origin.setVisible(self._from_history)
        why = ""
        if self._is_gone:
            why = self.tr("Its portal is no longer in the settings.")
        elif self._elsewhere:
            why = self.tr("Another portal is in use: {portal}").format(portal=visible(self._elsewhere[:200]))
        self._why.show_text(why)
        self._why.setVisible(bool(why))
        self._note.show_text(self.tr("Note: {text}").format(text=text), keep_lines=True, most=len(text) + 100)
        self._note.setVisible(bool(text))
        self.again.setVisible((self._from_history or bool(self._elsewhere)) and not self._is_gone)
        self.setVisible(self._from_history or bool(why or text))

    def _retranslate(self) -> None:
        self._origin.setText(self.tr("From history"))
        self._origin.setToolTip(self.tr("Shown as it was answered then; nothing was sent."))
        self.again.setText(self.tr("Look up again"))
        self._fill()
