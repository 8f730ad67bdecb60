"""A button with more ways to do the same in a menu at its right end."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.painting import paint_chevron

_END = 22
"""Pixels at the right end that open the menu; so do Alt+Down and the context menu's key."""
_SAID_MS = 1600


class SplitButton(QPushButton):
    """Signals: opening(): the menu opens; fill `choices`."""

    opening = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = self._done = ""
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.setInterval(_SAID_MS)
        self._saying.timeout.connect(self._unsay)
        self.setProperty("split", "true")

    @cached_property
    def choices(self) -> QMenu:
        """The menu, made when it opens first: no first paint waits for it."""
        menu = QMenu(self)
        menu.aboutToShow.connect(self.opening)
        return menu

    def show_texts(self, label: str, done: str) -> None:
        """Label it; `done` is what `show_done()` has it say. It is as wide as the wider of both."""
        self._label, self._done = label, done
        self._saying.stop()
        self.setText(label)
        self.updateGeometry()

    def end(self) -> None:
        """Show the normal text again: the content has changed."""
        self._saying.stop()
        self._unsay()

    def show_done(self) -> None:
        """Show for a moment that it is done."""
        self.setText(self._done)
        self._saying.start()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        # In the very way in which the style rounds: nothing is to move by a pixel.
        shown, *both = (
            self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()
            for text in (self.text(), self._label, self._done)
        )
        return QSize(hint.width() - shown + max(both), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def open_choices(self) -> None:
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colour("border"))
        painter.drawLine(self.width() - _END, 7, self.width() - _END, self.height() - 8)
        paint_chevron(painter, QRect(self.width() - _END, 0, _END - 2, self.height()), self.isEnabled())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and event.position().x() >= self.width() - _END:
            self.open_choices()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_choices()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_choices()

    def _unsay(self) -> None:
        self.setText(self._label)
