"""A field to search or filter with: a magnifier at its left, a cross that empties it at its right."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.icons import icon


class SearchField(Retranslated, QLineEdit):
    """Both signs are buttons to Qt, and have names for a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(30)
        self._magnifier = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._magnifier.triggered.connect(self.setFocus)
        # Not Qt's own clear button: that one looks through the system's icons first, milliseconds of a start.
        self._cross = self.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        self._cross.triggered.connect(self.clear)
        self._cross.setVisible(False)
        self.textChanged.connect(self._show_cross)
        self._retranslate()

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def _retranslate(self) -> None:
        for button in self.findChildren(QToolButton):
            is_magnifier = button.defaultAction() is self._magnifier
            button.setAccessibleName(self.tr("Search") if is_magnifier else self.tr("Clear"))
