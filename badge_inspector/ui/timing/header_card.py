"""A card whose header moves its last words to a second line where the first is too narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.card import Card


class HeaderCard(Card):
    """Attributes:

    aside: the layout at the right end of the header, or below it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.aside = QHBoxLayout()
        self.header.addLayout(self.aside)
        self._is_beside = True

    def place_aside(self) -> None:
        """Call it when the words in the header have changed."""
        room = self.contentsRect().width() - 2 * SPACE
        wanted = self.header.sizeHint().width()
        if not self._is_beside:
            wanted += self.header.spacing() + self.aside.sizeHint().width()
        beside = wanted <= room
        if beside == self._is_beside:
            return
        self._is_beside = beside
        if beside:
            self.body.removeItem(self.aside)
            self.header.addLayout(self.aside)
        else:
            self.header.removeItem(self.aside)
            self.body.insertLayout(0, self.aside)
            self.body.setAlignment(self.aside, Qt.AlignmentFlag.AlignRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_aside()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.place_aside()
