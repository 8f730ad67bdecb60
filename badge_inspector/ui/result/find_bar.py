"""The bar to find with: a field, how many there are, forwards and back."""

from __future__ import annotations

from bisect import bisect_left
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QPushButton, QWidget

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.ui.kit.boxes import hbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.icons import icon
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.words.format import format_count

MOST = 10_000
"""Matches counted; more are "more than"."""

_NARROW = 420
"""Pixels below which the field has a line of its own."""


def find_all(layout: Layout, text: str, match_case: bool = False) -> list[int]:
    """Offsets of a text, up to MOST + 1 of them. `str.find` over 8 MiB takes milliseconds."""
    needle, within = (text, layout.pieces) if match_case else (text.replace("İ", "i").lower(), layout.folded)
    found: list[int] = []
    at = within.find(needle) if needle else -1
    while at >= 0 and len(found) <= MOST:
        found.append(at)
        at = within.find(needle, at + len(needle))
    return found


class FindBar(Retranslated, QFrame):
    """Signals:

    found(matches, length, current): what to mark: offsets, their length, and which of them is the current one.
    closed(): the person is done.
    """

    found = Signal(object, int, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None
        self._matches: list[int] = []
        self._current = -1
        self._from = 0
        self.field = QLineEdit(self)
        self.count = role_label(self, "muted")
        self.previous, self.next, self.close_button = (QPushButton(self) for _ in range(3))
        self.match_case = QPushButton(self)
        self.match_case.setProperty("chip", "true")
        self.match_case.setCheckable(True)
        self.match_case.setText("Aa")
        for button, sign in ((self.previous, "chevron-up"), (self.next, "chevron-down"), (self.close_button, "close")):
            button.setProperty("flat", "true")
            button.setIcon(icon(sign))
        beside = hbox(spacing=4)
        beside.addWidget(self.count, 1)
        for button in (self.match_case, self.previous, self.next, self.close_button):
            beside.addWidget(button)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(8, 4, 8, 4)
        self._line.setSpacing(4)
        self._line.addWidget(self.field, 1)
        self._line.addLayout(beside)
        self.field.textChanged.connect(self._search)
        self.match_case.toggled.connect(self._search)
        self.previous.clicked.connect(self.find_previous)
        self.next.clicked.connect(self.find_next)
        self.close_button.clicked.connect(self.close_bar)
        self._retranslate()

    def open_on(self, layout: Layout | None, at: int, text: str) -> None:
        """Find in a layout from an offset on; `text` is what is selected, "" for nothing."""
        self._layout, self._from = layout, at
        self.show()
        self.field.setFocus()
        if text and "\n" not in text and len(text) < 200:
            self.field.setText(text)
        self.field.selectAll()
        self._search()

    def show_layout(self, layout: Layout | None) -> None:
        """Another document: what was found belongs to the last one."""
        self._layout, self._from = layout, 0
        if self.isVisible():
            self._search()

    def find_next(self) -> None:
        self._step(1)

    def find_previous(self) -> None:
        self._step(-1)

    def close_bar(self) -> None:
        self.hide()
        self.found.emit([], 0, -1)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Escape closes the bar, whatever else it does in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _search(self) -> None:
        text = self.field.text()
        self._matches = find_all(self._layout, text, self.match_case.isChecked()) if self._layout else []
        at = bisect_left(self._matches, self._from)
        self._current = -1 if not self._matches else at % len(self._matches)
        self._show_matches()

    def _step(self, step: int) -> None:
        if self._matches:
            self._current = (self._current + step) % len(self._matches)
            self._from = self._matches[self._current]
            self._show_matches()

    def _show_matches(self) -> None:
        self.found.emit(self._matches[:MOST], len(self.field.text()), self._current)
        many = len(self._matches) > MOST
        if not self.field.text():
            words = ""
        elif not self._matches:
            words = self.tr("Nothing found")
        elif many:
            words = self.tr("{at} of more than {count}")
        else:
            words = self.tr("{at} of {count}")
        count = format_count(min(len(self._matches), MOST))
        self.count.setText(words.format(at=format_count(self._current + 1), count=count))

    def _retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Find in the response"))
        self.field.setAccessibleName(self.tr("Find in the response"))
        for button, words in (
            (self.match_case, self.tr("Match case")),
            (self.previous, self.tr("Previous match")),
            (self.next, self.tr("Next match")),
            (self.close_button, self.tr("Close")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
