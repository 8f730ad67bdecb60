"""Kept lookups in windows of their own, beside the one in the main window."""

from __future__ import annotations

import itertools
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.result.answer_layout import AnswerLayout
from badge_inspector.ui.result.answer_panel import AnswerPanel
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.identity_line import IdentityLine
from badge_inspector.ui.shell.lookup_cards import LookupCards
from badge_inspector.ui.shell.origin import Origin
from badge_inspector.ui.shell.origin_strip import OriginStrip

_OFFSET = 40


class EntryWindow(Retranslated, QWidget):
    """Attributes: identity, strip, cards, answer, compare, close_button. lookup: what it shows.

    Signals: compare_requested(): with what the main window shows. again_requested(code): ask the same portal.
    mend_requested(): show it in the main window, where what failed can be mended.
    """

    compare_requested = Signal()
    again_requested = Signal(str)
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
        self.identity = IdentityLine(self)
        self.strip = OriginStrip(self)
        self.compare = QPushButton(self)
        self.again = QPushButton(self)
        self.close_button = QPushButton(self)
        for button in (self.compare, self.again, self.close_button):
            self.identity.aside.addWidget(button)
        right = QWidget(self)
        margin = hbox(right, margins=(0, SPACE, SPACE, SPACE))
        margin.addWidget(self.answer)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.cards)
        splitter.addWidget(right)
        self.cards.setMinimumWidth(340)
        right.setMinimumWidth(280)
        splitter.setSizes([540, 480])
        column = vbox(self, margins=0, spacing=0)
        column.addWidget(self.identity)
        column.addWidget(self.strip)
        column.addWidget(splitter, 1)
        self.cards.field_activated.connect(self.answer.reveal_path)
        self.cards.failure.action_requested.connect(self.mend_requested)
        self.cards.failure.code_picked.connect(self.again_requested)
        self.compare.clicked.connect(self.compare_requested)
        self.again.clicked.connect(lambda: self.again_requested.emit(lookup.code))
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence("Esc"), self, self.close)
        self._retranslate()

    def show_kept(self, name: str, portal: str, language: str, operating_limit_s: float) -> None:
        """Fill the window: `name` is the portal's, the rest is as `LookupCards` has it."""
        self.identity.show_lookup(self.lookup, name)
        self.strip.show_origin(Origin(capture=self.lookup.capture))
        self.strip.show_note(self.lookup.note)
        self.cards.show_lookup(self.lookup, portal, language, operating_limit_s)
        if self.lookup.badge is not None:
            self.identity.place_chooser(self.cards.badge.chooser, shown=True)
        self.setWindowTitle(self.identity.title)

    def _retranslate(self) -> None:
        self.compare.setText(self.tr("Compare with the main window"))
        self.again.setText(self.tr("Look up again"))
        self.close_button.setText(self.tr("Close"))


ENTRY = "entry"


class EntryController(Controller):
    """Attributes: windows: those that are open.

    Signals: again_requested(profile_id, code): ask again, in the main window. copied(str): what, in words.
    secret_copy_requested(kind, request, lookup): copy the request with the secret of the lookup's portal.
    """

    again_requested = Signal(str, str)
    copied = Signal(str)
    secret_copy_requested = Signal(object, object, object)

    def __init__(self, context: Context, history: HistoryController) -> None:
        super().__init__(context)
        self._history = history
        self._numbers = itertools.count()
        self.windows: list[EntryWindow] = []

    def open_current(self) -> None:
        """Open the row that is marked."""
        row = self._history.chosen_row()
        if row is not None:
            self.open(row.id)

    def open(self, history_id: int) -> None:
        """Show a kept lookup exactly as it was, without a request; the main window stays as it is."""
        self._tasks.start(f"{ENTRY} {history_id}", self._open(history_id))

    async def _open(self, history_id: int) -> None:
        lookup = await self._lookups.read(history_id)
        if lookup is not None:
            self._show(lookup)

    def _show(self, lookup: Lookup) -> None:
        window = EntryWindow(lookup, self._window)
        self.windows.append(window)
        slot = f"{ENTRY} layout {next(self._numbers)}"
        AnswerLayout(window.answer, self._tasks, slot)

        def copy_secret(kind: SnippetKind, request: SentRequest) -> None:
            self.secret_copy_requested.emit(kind, request, lookup)

        def gone() -> None:
            self._tasks.cancel(slot)
            self.windows.remove(window)

        window.answer.copied.connect(self.copied)
        window.answer.secret_copy_requested.connect(copy_secret)
        window.again_requested.connect(partial(self.again_requested.emit, lookup.profile_id))
        window.mend_requested.connect(lambda: self._lookups.open(lookup.history_id or 0))
        window.compare_requested.connect(lambda: self._compare(lookup))
        window.destroyed.connect(gone)
        window.show_kept(*self._lookups.shown_with(lookup))
        window.answer.show_lookup(lookup)
        window.show()

    def _compare(self, lookup: Lookup) -> None:
        shown = self._lookups.shown
        if shown is None or shown.history_id is None or shown.history_id == lookup.history_id:
            self._shell.tell(self.tr("Open another lookup in the main window to compare this one with."))
        else:
            self._lookups.comparison_wanted.emit((lookup.history_id, shown.history_id))
