"""Cards: a framed surface with a title and a slot at the right of it, which may move to a second line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.labels import role_label


class Card(QFrame):
    """Attributes:

    title: the label at the left of the header, which one that is not `titled` does not have.
    header: the header's layout; widgets added to it stand at the right.
    body: the layout below the header.
    """

    def __init__(self, parent: QWidget | None = None, *, titled: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.title = role_label(self, "card-title")
        self.header = hbox(spacing=8)
        if titled:
            self.header.addWidget(self.title)
            self.header.addStretch(1)
        else:
            self.title.hide()
        self.body = vbox(spacing=8)
        column = vbox(self, margins=SPACE, spacing=8)
        if titled:
            column.addLayout(self.header)
        column.addLayout(self.body)


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
