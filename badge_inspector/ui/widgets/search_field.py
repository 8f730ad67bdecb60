"""A field to search or filter with: a magnifier at its left, a cross that empties it at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from badge_inspector.ui.icons import icon


class SearchField(QLineEdit):
    """Both signs are buttons to Qt, and have names for a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(30)
        self._magnifier = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._magnifier.triggered.connect(self.setFocus)
        self.setClearButtonEnabled(True)
        for action in self.findChildren(QAction):
            if action is not self._magnifier:
                action.setIcon(icon("close"))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for button in self.findChildren(QToolButton):
            is_magnifier = button.defaultAction() is self._magnifier
            button.setAccessibleName(self.tr("Search") if is_magnifier else self.tr("Clear"))
