"""Empty states: a heading, a sentence and actions in place of a result; a sentence over a list without rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.labels import role_label

_MARGIN = 24
_ABOVE = 40
"""Pixels, so that it stands near where the code is typed."""


class EmptyState(QWidget):
    """Heading and sentence, buttons below; the first button is the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = role_label(self, "heading")
        theme.set_type(self.heading, theme.Type.DISPLAY)
        self.sentence = role_label(self, "muted")
        for label in (self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._placed: list[QPushButton] = []
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = vbox(self, margins=_MARGIN, spacing=10)
        column.addSpacing(_ABOVE)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addSpacing(6)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self._column = column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._place_buttons()

    def _place_buttons(self) -> None:
        """Side by side where there is room, else one below the other."""
        widths = [button.sizeHint().width() for button in self._placed]
        wanted = sum(widths) + self._buttons.spacing() * (len(widths) + 1) + 2 * _MARGIN
        fits = wanted <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._buttons.direction() is not way:
            self._buttons.setDirection(way)

    def add_button(self, primary: bool = False) -> QPushButton:
        button = QPushButton(self)
        if primary:
            button.setProperty("primary", "true")
        self.place_button(button)
        return button

    def place_button(self, button: QPushButton) -> None:
        """Put a button of the caller's own at the end of the row."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        self._placed.append(button)

    def add_below(self, row: QHBoxLayout) -> None:
        """Add a row under the buttons."""
        self._column.insertLayout(self._column.count() - 1, row)


_SIDE = 16
_TOP = 24


class EmptyNote(QLabel):
    """Shown by itself while its view's model, which has to be set already, has no rows."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._follow)
        self._follow()

    def show_text(self, text: str) -> None:
        self.setText(text)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        view = self._view
        self.setVisible(bool(self.text()) and view.model().rowCount(view.rootIndex()) == 0)
        area = view.viewport().geometry().adjusted(_SIDE, _TOP, -_SIDE, 0)
        self.setGeometry(QRect(area.topLeft(), area.size().expandedTo(self.minimumSize())))
