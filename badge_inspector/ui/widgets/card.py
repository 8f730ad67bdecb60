"""A card: a framed surface with a title and a slot at the right of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from badge_inspector.ui.look.theme import SPACE


class Card(QFrame):
    """Attributes:

    title: the label at the left of the header, which one that is not `titled` does not have.
    header: the header's layout; widgets added to it stand at the right.
    body: the layout below the header.
    """

    def __init__(self, parent: QWidget | None = None, *, titled: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.title = QLabel(self)
        self.title.setProperty("role", "card-title")
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        if titled:
            self.header.addWidget(self.title)
            self.header.addStretch(1)
        else:
            self.title.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(8)
        if titled:
            column.addLayout(self.header)
        column.addLayout(self.body)
