"""Sentences in tinted boxes, below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class Notices(QWidget):
    """Warnings first, then remarks. Hidden while there are none; labels are made when first needed and kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, list[QLabel]] = {"warning": [], "notice": []}
        self._warnings = self._made_column()
        self._remarks = self._made_column()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._warnings)
        column.addLayout(self._remarks)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """Texts of the notices, from the top."""
        return [label.text() for labels in self._labels.values() for label in labels if not label.isHidden()]

    def show_notices(self, warnings: Sequence[str], remarks: Sequence[str]) -> None:
        self._fill(self._warnings, warnings, "warning")
        self._fill(self._remarks, remarks, "notice")
        self.setVisible(bool(warnings or remarks))

    @staticmethod
    def _made_column() -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        return column

    def _fill(self, column: QVBoxLayout, texts: Sequence[str], role: str) -> None:
        labels = self._labels[role]
        while len(labels) < len(texts):
            label = QLabel(self)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            labels.append(label)
            column.addWidget(label)
        for number, label in enumerate(labels):
            label.setText(texts[number] if number < len(texts) else "")
            label.setVisible(number < len(texts))
