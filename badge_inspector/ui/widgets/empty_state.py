"""What stands where a result will be: a heading, a sentence, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """Heading and sentence in the middle, buttons below; the first button is the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self.heading.setFont(font)
        self.sentence = QLabel(self)
        self.sentence.setProperty("role", "muted")
        for label in (self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addSpacing(6)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def add_button(self, primary: bool = False) -> QPushButton:
        button = QPushButton(self)
        if primary:
            button.setProperty("primary", "true")
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
