"""The JSON tab: text, faults, search, and the switch between formatted and as received."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from badge_inspector.background import free_elsewhere
from badge_inspector.domain.jsonlayout import Layout, as_received, lay_out
from badge_inspector.domain.jsontext import FaultReason, JsonDocument, JsonFault, JsonNode
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.result.find_bar import FindBar
from badge_inspector.ui.result.json_rows import MOST_LINES, can_wrap
from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.result.wrapping import WRAPPING
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.words.format import format_bytes, format_count


def fault_words(fault: JsonFault) -> str:
    """One sentence with the place."""
    place = QCoreApplication.translate("JsonFaults", "line {line}, column {column}").format(
        line=format_count(fault.line), column=format_count(fault.column)
    )
    return QCoreApplication.translate("JsonFaults", "Not valid JSON at {place}: {reason}.").format(
        place=place, reason=_reason(fault.reason)
    )


def _reason(reason: FaultReason) -> str:  # noqa: PLR0912 - a table, written so that lupdate can read it
    match reason:
        case FaultReason.EMPTY:
            return QCoreApplication.translate("JsonFaults", "there is only white space")
        case FaultReason.UNEXPECTED_END:
            return QCoreApplication.translate("JsonFaults", "the text breaks off")
        case FaultReason.UNTERMINATED_STRING:
            return QCoreApplication.translate("JsonFaults", "the text breaks off inside this string")
        case FaultReason.CONTROL_CHARACTER:
            return QCoreApplication.translate("JsonFaults", "a control character inside a string must be escaped")
        case FaultReason.BAD_ESCAPE:
            return QCoreApplication.translate("JsonFaults", "JSON has no such escape")
        case FaultReason.BAD_UNICODE_ESCAPE:
            return QCoreApplication.translate("JsonFaults", "\\u needs four hexadecimal digits")
        case FaultReason.LEADING_ZERO:
            return QCoreApplication.translate("JsonFaults", "a number may not begin with an extra zero")
        case FaultReason.BAD_NUMBER:
            return QCoreApplication.translate("JsonFaults", "not a valid JSON number")
        case FaultReason.BAD_LITERAL:
            return QCoreApplication.translate("JsonFaults", "bare words other than true, false and null are not JSON")
        case FaultReason.SINGLE_QUOTES:
            return QCoreApplication.translate("JsonFaults", "strings need double quotes")
        case FaultReason.UNQUOTED_NAME:
            return QCoreApplication.translate("JsonFaults", "names need double quotes")
        case FaultReason.COMMENT:
            return QCoreApplication.translate("JsonFaults", "JSON has no comments")
        case FaultReason.EXPECTED_VALUE:
            return QCoreApplication.translate("JsonFaults", "a value belongs here")
        case FaultReason.EXPECTED_NAME:
            return QCoreApplication.translate("JsonFaults", "a member’s name belongs here")
        case FaultReason.MISSING_COLON:
            return QCoreApplication.translate("JsonFaults", "the colon after the name is missing")
        case FaultReason.MISSING_COMMA:
            return QCoreApplication.translate("JsonFaults", "a comma or a closing bracket is missing")
        case FaultReason.TRAILING_COMMA:
            return QCoreApplication.translate("JsonFaults", "a comma before a closing bracket")
        case FaultReason.WRONG_BRACKET:
            return QCoreApplication.translate("JsonFaults", "the wrong kind of closing bracket")
        case FaultReason.TRAILING_TEXT:
            return QCoreApplication.translate("JsonFaults", "there is text after the end of the document")
        case FaultReason.NOT_A_NUMBER:
            return QCoreApplication.translate("JsonFaults", "NaN and Infinity are not JSON; they were skipped")
        case FaultReason.BYTE_ORDER_MARK:
            return QCoreApplication.translate("JsonFaults", "a byte order mark, which was skipped")


_AT_ONCE = 64 * 1024
"""Characters that are laid out on the spot; more of them elsewhere."""


class JsonPage(Retranslated, QWidget):
    """Attributes: text, find_bar, exact and wrap (switches), fault (what is wrong; a click goes there).

    Signals:

    layout_needed(JsonDocument, exact): a large document wants to be laid out off this thread; answer with
    `show_layout()`. node_selected(JsonNode): the person put the caret on another value. copied(str): what went to the
    clipboard, in words.
    """

    layout_needed = Signal(object, bool)
    node_selected = Signal(object)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: JsonDocument | None = None
        self._left: Layout | None = None
        self._bytes = 0
        self._wanted: JsonNode | None = None
        self.text = JsonTextView(self)
        self.find_bar = FindBar(self)
        self.find_bar.hide()
        self.fault = PlainLabel(self, "warning")
        self.fault.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fault.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fault.hide()
        self.exact = QPushButton(self)
        self.exact.setProperty("chip", "true")
        self.exact.setCheckable(True)
        self.wrap = QPushButton(self)
        self.wrap.setProperty("chip", "true")
        self.wrap.setCheckable(True)
        self.wrap.setChecked(WRAPPING.on)
        self.text.wrap(WRAPPING.on)
        self.wrap_action = QAction(self)
        self.wrap_action.setCheckable(True)
        self.wrap_action.setChecked(WRAPPING.on)
        self.wrap_action.triggered.connect(self.wrap.setChecked)
        self.wrap.toggled.connect(self.wrap_action.setChecked)
        foot = hbox(margins=(8, 2, 8, 6), spacing=6)
        foot.addStretch(1)
        foot.addWidget(self.wrap)
        foot.addWidget(self.exact)
        column = vbox(self, margins=(0, 4, 0, 0), spacing=0)
        column.addWidget(self.fault)
        column.addWidget(self.find_bar)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.exact.clicked.connect(self._lay_out)
        self.wrap.toggled.connect(self._wrap)
        WRAPPING.changed.connect(self.wrap.setChecked)
        self.fault.clicked.connect(self._go_to_fault)
        self.text.node_selected.connect(self._selected)
        self.text.copied.connect(self.copied)
        self.find_bar.found.connect(self.text.show_matches)
        self.find_bar.closed.connect(self.text.setFocus)
        self._retranslate()

    def _wrap(self, on: bool) -> None:
        self.text.wrap(on)
        WRAPPING.choose(on)

    def offer(self, *actions: QAction | None) -> None:
        """Have the text's context menu offer these besides its own."""
        self.text.more_actions = (None, self.wrap_action, *actions)

    def show_lookup(self, lookup: Lookup) -> None:
        self._document = lookup.document
        response = lookup.exchange.response
        self._bytes = len(response.body) if response is not None else 0
        self._wanted = None
        self._show_fault()
        self._lay_out()

    def show_layout(self, layout: Layout) -> None:
        """The answer to `layout_needed`; one of another document, or in the other form, comes too late."""
        if layout.document is not self._document or layout.exact is not self._is_exact():
            return
        self.text.show_layout(layout)
        self.wrap.setEnabled(can_wrap(layout))
        self.find_bar.show_layout(layout)
        left, self._left = self._left, None
        if left is not None and len(left.pieces) > _AT_ONCE:
            held = left.parts()
            del left
            free_elsewhere(held)
        if self._wanted is not None:
            self.text.reveal(self._wanted)

    def reveal(self, node: JsonNode) -> None:
        """Mark a value, at once or as soon as the text is there."""
        self._wanted = node
        self.text.reveal(node)

    def copied_text(self) -> str:
        """Text that Copy gives: as it is shown, or as received while it is not there yet."""
        layout = self.text.layout_
        if layout is not None and layout.document is self._document:
            return layout.text
        return self._document.text if self._document is not None else ""

    def formatted(self, document: JsonDocument) -> str | None:
        """A document re-indented; None for a large one that is not shown so."""
        layout = self.text.layout_
        if layout is not None and layout.document is document and not layout.exact:
            return layout.text
        return lay_out(document).text if len(document.text) <= _AT_ONCE else None

    def open_find(self) -> None:
        self.find_bar.open_on(self.text.layout_, self.text.caret, self.text.selected_text())

    def find_next(self, backwards: bool = False) -> None:
        """Go to the next match of the last search; without one, ask for the text to find."""
        if self.find_bar.isHidden() or not self.find_bar.field.text():
            self.open_find()
        elif backwards:
            self.find_bar.find_previous()
        else:
            self.find_bar.find_next()

    def _selected(self, node: JsonNode) -> None:
        """Kept, so that the same place is marked in the other form."""
        self._wanted = node
        self.node_selected.emit(node)

    def _is_exact(self) -> bool:
        document = self._document
        return self.exact.isChecked() or document is None or document.fault is not None or document.root is None

    def _lay_out(self) -> None:
        document = self._document
        self._left = self.text.layout_
        if document is None:
            self.text.show_layout(None)
        elif len(document.text) <= _AT_ONCE:
            self.show_layout(as_received(document) if self._is_exact() else lay_out(document))
        else:
            self.text.show_layout(None)
            self._show_wait()
            self.layout_needed.emit(document, self._is_exact())

    def _show_wait(self) -> None:
        """Show the work on a large response, until it is shown."""
        document = self._document
        if document is None or self.text.layout_ is not None:
            self.text.show_note("")
            return
        words = self.tr("Laying out {size}…") if self._is_exact() else self.tr("Formatting {size}…")
        self.text.show_note(words.format(size=format_bytes(self._bytes)))

    def _first_fault(self) -> JsonFault | None:
        document = self._document
        if document is None or not document.faults:
            return None
        return document.fault or document.faults[0]

    def _show_fault(self) -> None:
        fault = self._first_fault()
        self.fault.setVisible(fault is not None)
        self.exact.setEnabled(self._document is not None and self._document.fault is None)
        if fault is not None:
            self.fault.show_text(fault_words(fault))

    def _go_to_fault(self) -> None:
        fault = self._first_fault()
        if fault is not None and self.text.layout_ is not None and self.text.layout_.exact:
            self.text.go_to(fault.offset)
        elif fault is not None and self._document is not None:
            node = self._document.node_at(fault.offset)
            if node is not None:
                self.text.reveal(node)

    def _retranslate(self) -> None:
        self._show_fault()
        self.fault.setToolTip(self.tr("Show the place"))
        self.wrap.setText(self.tr("Wrap"))
        self.wrap_action.setText(self.tr("Wrap"))
        self.wrap.setToolTip(
            self.tr("Break long lines at the pane’s width, where there are no more than {count} lines").format(
                count=format_count(MOST_LINES)
            )
        )
        self._show_wait()
        self.exact.setText(self.tr("As received"))
        self.exact.setToolTip(self.tr("Show the bytes as they came, without re-indenting"))
        self._show_fault()
