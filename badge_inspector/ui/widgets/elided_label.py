"""A label of one line that gives way: its end becomes an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from badge_inspector.ui.look.text import tooltip, visible

_LONGEST = 300


class ElidedLabel(QLabel):
    """The accessible name and, where it is cut, the tooltip have the whole text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = self._whole = ""
        self._hint: QSize | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_text(self, text: str) -> None:
        if text != self._given:  # one lookup after another often says the same: nothing is laid out for that
            self._given = text
            self._whole = visible(text[:_LONGEST])
            self._hint = None
            self.setAccessibleName(self._whole)
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())
        return QSize(self._hint)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(40, hint.width()), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hint = None
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(shown)
        self.setToolTip(tooltip(self._whole) if shown != self._whole else "")
