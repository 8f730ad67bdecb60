"""Watches that run now: a line for each below the request bar, with a button that stops it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.labels import ElidedLabel


class WatchBar(QFrame):
    """Hidden while nothing is watched. Attributes: lines (by the watch's number).

    Signals: stop_requested(int), shown_requested(int): show the last lookup.
    """

    stop_requested = Signal(int)
    language_changed = Signal()
    shown_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("foot", "true")
        self.lines: dict[int, WatchLine] = {}
        self._column = vbox(self, margins=(12, 4, 12, 4), spacing=2)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.language_changed.emit()

    def show_watch(self, number: int, text: str, changed: bool) -> None:
        """Show a new watch, or the state of one; `changed` makes it stand out."""
        line = self.lines.get(number)
        if line is None:
            line = self.lines[number] = WatchLine(self)
            line.stop.clicked.connect(partial(self.stop_requested.emit, number))
            line.look.clicked.connect(partial(self.shown_requested.emit, number))
            self._column.addWidget(line)
        line.show_text(text, changed)
        self.show()

    def remove(self, number: int) -> None:
        line = self.lines.pop(number, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self.lines))


class WatchLine(Retranslated, QWidget):
    """Attributes: text, look, stop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ElidedLabel(self)
        self.look, self.stop = QPushButton(self), QPushButton(self)
        for button in (self.look, self.stop):
            button.setProperty("flat", "true")
        row = hbox(self, margins=0)
        row.addWidget(self.text, 1)
        row.addWidget(self.look)
        row.addWidget(self.stop)
        self._retranslate()

    def show_text(self, text: str, changed: bool) -> None:
        theme.restyle(self.text, "role", "warning" if changed else "muted")
        self.text.show_text(text)

    def _retranslate(self) -> None:
        self.look.setText(self.tr("Show"))
        self.stop.setText(self.tr("Stop watching"))
