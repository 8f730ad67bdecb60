"""The answer as a tree: a filter, the tree, and what was opened or left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from badge_inspector.domain.jsonsearch import MOST_HITS, Hits, search
from badge_inspector.domain.jsontext import JsonDocument, JsonNode
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.slices import Slices
from badge_inspector.ui.result.json_tree import JsonTreeModel
from badge_inspector.ui.result.tree_view import TreeView
from badge_inspector.ui.widgets.empty_state import EmptyNote
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.words.format import format_count

_SMALL = 300
"""Values of a document that is opened whole from the start; a usual answer has thirty."""
_FILTER_DELAY_MS = 120


class TreePage(QWidget):
    """Attributes: filter, tree, expand_all, collapse_all, told (what was found, or left closed).

    Signals: node_selected(JsonNode): the person went to another value. copied(str): what went to the clipboard.
    """

    node_selected = Signal(object)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: JsonDocument | None = None
        self._hits: Hits | None = None
        self._wanted: JsonNode | None = None
        self.model = JsonTreeModel(self)
        self.tree = TreeView(self.model, self)
        self._empty = EmptyNote(self.tree)
        self.filter = SearchField(self)
        self.expand_all, self.collapse_all = QPushButton(self), QPushButton(self)
        for button in (self.expand_all, self.collapse_all):
            button.setProperty("chip", "true")
        self.told = role_label(self, "muted", wraps=True)
        self.slices = Slices(self)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_FILTER_DELAY_MS)
        top = hbox(margins=(8, 6, 8, 6))
        top.addWidget(self.filter, 1)
        foot = hbox(margins=(8, 2, 8, 6), spacing=6)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.expand_all)
        foot.addWidget(self.collapse_all)
        column = vbox(self, margins=0, spacing=0)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.filter.textChanged.connect(self._search_soon)
        self._delay.timeout.connect(self.search_now)
        self.tree.node_selected.connect(self._selected)
        self.tree.copied.connect(self.copied)
        self.tree.expand_requested.connect(self._expand_below)
        self.tree.typed.connect(self._type)
        self.expand_all.clicked.connect(lambda: self._expand_below(QModelIndex()))
        self.collapse_all.clicked.connect(self._collapse)
        self._retranslate()

    def show_lookup(self, lookup: Lookup) -> None:
        """Show an answer; a filter stays, and is applied to it."""
        self.slices.cancel()
        self._document, self._wanted, self._hits = lookup.document, None, None
        self.model.show_document(lookup.document)
        self._open_first()
        self._show_count()
        if self.filter.text():
            self.search_now()

    def reveal(self, node: JsonNode) -> None:
        """Mark a value, dropping a filter that leaves it out."""
        if node.document is not self._document:
            return
        if not self.model.index_of(node).isValid():
            self.filter.clear()
            self.search_now()
        self._wanted = node
        self.tree.reveal(node)

    def copied_text(self) -> str:
        """Text that Copy gives: the body as received."""
        return self._document.text if self._document is not None else ""

    def open_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def event(self, event: QEvent) -> bool:
        """Escape is ours while there is something to end."""
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.setAccepted(self.slices.running or bool(self.filter.text()))
            return event.isAccepted()
        return super().event(event)

    def find_next(self, backwards: bool = False) -> None:
        """Go to the value found next."""
        hits, document = self._hits, self._document
        if hits is None or not hits.rows or document is None:
            self.open_find()
            return
        node = self.tree.current_node()
        row = node.index if node is not None else 0
        at = bisect_left(hits.rows, row) - 1 if backwards else bisect_right(hits.rows, row)
        found = document.node(hits.rows[at % len(hits.rows)])
        self.tree.reveal(found)
        self._selected(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends what runs, then the filter; Down and Enter go from the filter to what it left."""
        in_filter = self.filter.hasFocus()
        if event.key() == Qt.Key.Key_Escape and (self.slices.running or self.filter.text()):
            if self.slices.running:
                self._cancel()
            else:
                self.filter.clear()
                self.tree.setFocus()
        elif in_filter and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tree.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_count()
        elif event.type() == QEvent.Type.PaletteChange:
            self.tree.viewport().update()

    # Filter

    def _type(self, text: str) -> None:
        """Text typed into the tree goes to the filter."""
        self.filter.setFocus()
        self.filter.setText(text)

    def _search_soon(self) -> None:
        self._delay.start()

    def search_now(self) -> None:
        """Apply what the filter says, without waiting for more of it."""
        self._delay.stop()
        self.slices.cancel()
        text, document = self.filter.text(), self._document
        if document is None:
            return
        if not text:
            self._show_hits(None)
            return
        hits = Hits()
        self.told.setText(self.tr("Searching… Esc stops"))
        self.slices.start(search(document, text, hits), lambda: self._show_hits(hits))

    def _show_hits(self, hits: Hits | None) -> None:
        if hits is None and self._hits is None:
            return
        self._hits = hits
        self.model.show_only(hits)
        self._show_count()
        if hits is None:
            self._open_first()
        else:
            self.slices.start(self.tree.expand_steps(QModelIndex(), frozenset(hits.shown)), self._show_first_hit)

    def _show_first_hit(self) -> None:
        self._show_count()
        wanted = self._wanted
        if wanted is not None and self.model.index_of(wanted).isValid():
            self.tree.reveal(wanted)
        elif self._hits is not None and self._hits.rows and self._document is not None:
            self.tree.reveal(self._document.node(self._hits.rows[0]))

    # What is open

    def _open_first(self) -> None:
        """A small document whole, of a large one the first two levels."""
        if self._document is None or self._document.root is None:
            return
        if len(self._document.nodes) <= _SMALL:
            for _ in self.tree.expand_steps(QModelIndex()):
                pass
        else:
            root = self.model.index(0, 0)
            self.tree.expand(root)
            if self.model.rowCount(root) <= _SMALL:
                for row in range(self.model.rowCount(root)):
                    self.tree.expand(self.model.index(row, 0, root))
        if self._wanted is not None:
            self.tree.reveal(self._wanted)

    def _expand_below(self, top: QModelIndex) -> None:
        if not top.isValid():
            self.tree.collapseAll()
        self.told.setText(self.tr("Opening… Esc stops"))
        self.slices.start(self.tree.expand_steps(top), self._expanded)

    def _expanded(self) -> None:
        self._show_count()
        if self.tree.limited:
            words = self.tr("Opened {count} rows; the rest stays closed.")
            self.told.setText(words.format(count=format_count(self.tree.opened_rows)))
        if self._wanted is not None:
            self.tree.scrollTo(self.model.index_of(self._wanted))

    def _collapse(self) -> None:
        self._cancel()
        self.tree.collapseAll()
        self.tree.expand(self.model.index(0, 0))

    def _cancel(self) -> None:
        self.slices.cancel()
        self._show_count()

    def _selected(self, node: JsonNode) -> None:
        self._wanted = node
        self.node_selected.emit(node)

    def _word_empty(self) -> None:
        """A filter may be left from another answer: say what keeps this one out of sight."""
        found_none = self._hits is not None and not self._hits.rows
        self._empty.show_text(
            self.tr("Nothing in this response matches the filter. Esc clears it.") if found_none else ""
        )

    def _show_count(self) -> None:
        self._word_empty()
        hits = self._hits
        if hits is None:
            words = ""
        elif hits.more:
            words = self.tr("More than {count} found; the first of them are shown.")
        elif hits.rows:
            words = self.tr("%n value(s) found", "", len(hits.rows))
        else:
            words = self.tr("Nothing found")
        self.told.setText(words.format(count=format_count(MOST_HITS)))

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter by text, or by path: $.result"))
        self.filter.setAccessibleName(self.tr("Filter the tree"))
        self.expand_all.setText(self.tr("Expand all"))
        self.collapse_all.setText(self.tr("Collapse all"))
        self._word_empty()
