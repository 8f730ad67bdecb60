"""Note on the content of the code field. It lies over the widgets below the field, so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget

from badge_inspector.ui.kit.boxes import hbox
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import restyle
from badge_inspector.ui.widgets.labels import PlainLabel

_GAP = 2
_OFFERED_LONGEST = 40


class FieldNote(QFrame):
    """Seen while the person is at the field, or at the offer in the note itself. Attributes: offer (a button).

    Signals: offer_taken(): a click on the button.
    """

    offer_taken = Signal()

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        """`field` is inside `parent`, which the note lies over."""
        super().__init__(parent)
        self._field = field
        self._around = parent
        self._is_wanted = False
        self.setProperty("note", "true")
        self._text = PlainLabel(self, "warning")
        self.offer = QPushButton(self)
        line = self._line = hbox(self, margins=4, spacing=8)
        line.addWidget(self._text, 1)
        line.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self.offer.clicked.connect(self.offer_taken)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def show_text(self, text: str, *, offer: str = "", bad: bool = False) -> None:
        """Show a text of one or more lines, with a button that says `offer`; `bad` where nothing can be asked so. ""
        hides the note."""
        self._is_wanted = bool(text)
        if text:
            restyle(self._text, "role", "bad" if bad else "warning")
            self._text.show_text(text, keep_lines=True)
            self.offer.setText(visible(offer[:_OFFERED_LONGEST]).replace("&", "&&"))
            self.offer.setVisible(bool(offer))
            self.place()
            self.raise_()
        self.setVisible(self._is_wanted)

    def place(self) -> None:
        """Go below the field, as wide as it is."""
        width = self._field.width()
        corner = self._field.mapTo(self._around, QPoint(0, self._field.height() + _GAP))
        self.setGeometry(corner.x(), corner.y(), width, self._line.totalHeightForWidth(width))

    def _focus_moved(self, _: QWidget | None, widget: QWidget | None) -> None:
        """Give way to the parts below once the person is there."""
        if self._is_wanted and widget is not None:
            self.setVisible(widget is self._field or self.isAncestorOf(widget))
