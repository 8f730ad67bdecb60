"""Empty state in place of a result: a heading, a sentence, and actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from badge_inspector.ui.look import theme

_MARGIN = 24
_ABOVE = 40
"""Pixels, so that it stands near where the code is typed."""


class EmptyState(QWidget):
    """Heading and sentence, buttons below; the first button is the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        theme.set_type(self.heading, theme.Type.DISPLAY)
        self.sentence = QLabel(self)
        self.sentence.setProperty("role", "muted")
        for label in (self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._placed: list[QPushButton] = []
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(10)
        column.addSpacing(_ABOVE)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addSpacing(6)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self._column = column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._place_buttons()

    def _place_buttons(self) -> None:
        """Side by side where there is room, else one below the other."""
        widths = [button.sizeHint().width() for button in self._placed]
        wanted = sum(widths) + self._buttons.spacing() * (len(widths) + 1) + 2 * _MARGIN
        fits = wanted <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._buttons.direction() is not way:
            self._buttons.setDirection(way)

    def add_button(self, primary: bool = False) -> QPushButton:
        button = QPushButton(self)
        if primary:
            button.setProperty("primary", "true")
        self.place_button(button)
        return button

    def place_button(self, button: QPushButton) -> None:
        """Put a button of the caller's own at the end of the row."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        self._placed.append(button)

    def add_below(self, row: QHBoxLayout) -> None:
        """Put a row under the buttons."""
        self._column.insertLayout(self._column.count() - 1, row)
