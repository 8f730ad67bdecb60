"""A field to search or filter with, and the frame around a field's completions."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from badge_inspector.ui.kit.event_filters import OnEscape
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


def set_off(completer: QCompleter) -> None:
    """Give its list a frame and room for each line; Escape closes it, and nothing else."""
    popup = completer.popup()
    # It is made when asked for; the stubs do not know.
    if popup is not None and not popup.property("completions"):
        popup.setProperty("completions", "true")
        OnEscape(popup, popup.hide)
