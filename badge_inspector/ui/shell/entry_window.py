"""A kept lookup in a window of its own, beside the one in the main window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.result.answer_panel import AnswerPanel
from badge_inspector.ui.shell.lookup_cards import LookupCards
from badge_inspector.ui.widgets.elided_label import ElidedLabel
from badge_inspector.ui.words.format import format_clock, format_date
from badge_inspector.ui.words.portals import asked_name

_OFFSET = 40


class EntryWindow(Retranslated, QWidget):
    """Attributes: cards, answer, compare, close_button. lookup: what it shows.

    Signals: compare_requested(): with what the main window shows. repeat_requested(code): ask the same portal.
    mend_requested(): show it in the main window, where what failed can be mended.
    """

    compare_requested = Signal()
    repeat_requested = Signal(str)
    mend_requested = Signal()

    def __init__(self, lookup: Lookup, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lookup = lookup
        self.resize(min(1020, parent.width()), min(720, parent.height()))
        self.move(parent.pos().x() + _OFFSET, parent.pos().y() + _OFFSET)
        self.cards = LookupCards(self)
        self.answer = AnswerPanel(self)
        self._heading = ElidedLabel(self)
        self._heading.setProperty("role", "heading")
        self.compare = QPushButton(self)
        self.repeat = QPushButton(self)
        self.close_button = QPushButton(self)
        bar = QFrame(self)
        bar.setProperty("bar", "true")
        line = QHBoxLayout(bar)
        line.setContentsMargins(SPACE, 10, SPACE, 10)
        line.addWidget(self._heading, 1)
        for button in (self.compare, self.repeat, self.close_button):
            line.addWidget(button)
        right = QWidget(self)
        margin = QHBoxLayout(right)
        margin.setContentsMargins(0, SPACE, SPACE, SPACE)
        margin.addWidget(self.answer)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.cards)
        splitter.addWidget(right)
        self.cards.setMinimumWidth(340)
        right.setMinimumWidth(280)
        splitter.setSizes([540, 480])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(splitter, 1)
        self.cards.field_activated.connect(self.answer.reveal_path)
        self.cards.failure.action_requested.connect(self.mend_requested)
        self.cards.failure.code_picked.connect(self.repeat_requested)
        self.compare.clicked.connect(self.compare_requested)
        self.repeat.clicked.connect(lambda: self.repeat_requested.emit(lookup.code))
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence("Esc"), self, self.close)
        self._retranslate()

    def _retranslate(self) -> None:
        lookup = self.lookup
        when = f"{format_date(lookup.asked_at)} {format_clock(lookup.asked_at)}"
        heading = f"{visible(lookup.code[:200])} · {visible(asked_name(lookup))} · {when}"
        self._heading.show_text(heading)
        self.setWindowTitle(heading)
        self.compare.setText(self.tr("Compare with the main window"))
        self.repeat.setText(self.tr("Look up again"))
        self.close_button.setText(self.tr("Close"))
