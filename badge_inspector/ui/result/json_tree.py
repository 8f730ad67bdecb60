"""Item model of a parsed answer: rows are made when they are shown, and a place is found without walking the document.

A container of more than a thousand children shows them in ranges of a thousand, so that no container, however long,
costs more than a thousand rows when it is opened, and its last child is as near as its first.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from badge_inspector.domain.jsonscan import NO_NODE, NodeTable
from badge_inspector.domain.jsonsearch import Hits
from badge_inspector.domain.jsontext import JsonDocument, JsonKind, JsonNode
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.result.read_out import read_out
from badge_inspector.ui.words.format import format_count

AnyIndex = QModelIndex | QPersistentModelIndex

RANGE = 1_000
"""Children shown without ranges, and in each range."""

_TOP = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LONGEST = 300
"""Characters of a name or value in a cell."""
_RANGE_BIT = 1 << 32
"""In an index's id, which else is the row of the node table: the range that begins with that row."""

_COLOURS = {
    JsonKind.STRING: "json_string",
    JsonKind.NUMBER: "json_number",
    JsonKind.TRUE: "json_literal",
    JsonKind.FALSE: "json_literal",
    JsonKind.NULL: "json_literal",
    JsonKind.NOT_A_NUMBER: "error",
}


class TreeColumn(IntEnum):
    NAME = 0
    VALUE = 1


class JsonTreeModel(QAbstractItemModel):
    """The document's top value is the one row at the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: JsonDocument | None = None
        self._nodes: NodeTable | None = None  # its table
        self._hits: Hits | None = None
        self._shown: dict[int, list[int]] = {}  # theirs
        self._last = (NO_NODE, 0, 0)  # the child asked for last: container, ordinal, row

    def show_document(self, document: JsonDocument | None) -> None:
        self.beginResetModel()
        self._document = document if document is not None and document.root is not None else None
        self._nodes = self._document.nodes if self._document is not None else None
        self._hits, self._shown = None, {}
        self._last = (NO_NODE, 0, 0)
        self.endResetModel()

    def show_only(self, hits: Hits | None) -> None:
        """Show what a filter leaves; None shows all."""
        self.beginResetModel()
        self._hits, self._shown = hits, hits.shown if hits is not None else {}
        self.endResetModel()

    def node(self, index: AnyIndex) -> JsonNode | None:
        """The value at an index; of a range the container that it is a part of."""
        document = self._document
        if document is None or not index.isValid():
            return None
        row = index.internalId()
        return document.node(row if row < _RANGE_BIT else document.nodes.parent[row - _RANGE_BIT])

    def index_of(self, node: JsonNode) -> QModelIndex:
        """Index of a value; invalid if the filter leaves it out or if it is of another document."""
        nodes = self._nodes
        if nodes is None or node.document is not self._document or not self._leaves(nodes, node.index):
            return QModelIndex()
        return self._index(nodes, node.index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.tr("Name") if section == TreeColumn.NAME else self.tr("Value")
        return None

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        return len(TreeColumn)

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        nodes = self._nodes
        if nodes is None or parent.column() > 0:
            return 0
        if not parent.isValid():
            return 0 if self._hits is not None and not self._hits.rows else 1
        row = parent.internalId()
        if row >= _RANGE_BIT:
            return min(RANGE, nodes.count[nodes.parent[row - _RANGE_BIT]] - nodes.ordinal[row - _RANGE_BIT])
        some = self._shown.get(row)
        if some is not None:
            return len(some)
        count = nodes.count[row]
        return count if count <= RANGE else -(-count // RANGE)

    def hasChildren(self, parent: AnyIndex = _TOP) -> bool:
        return self.rowCount(parent) > 0

    def index(self, row: int, column: int, parent: AnyIndex = _TOP) -> QModelIndex:
        nodes = self._nodes
        if nodes is None or not 0 <= row < self.rowCount(parent) or not 0 <= column <= TreeColumn.VALUE:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(0, column, 0)
        within = parent.internalId()
        if within >= _RANGE_BIT:
            first = within - _RANGE_BIT
            return self.createIndex(row, column, self._child(nodes, nodes.parent[first], nodes.ordinal[first] + row))
        some = self._shown.get(within)
        if some is not None:
            return self.createIndex(row, column, some[row])
        if nodes.count[within] <= RANGE:
            return self.createIndex(row, column, self._child(nodes, within, row))
        return self.createIndex(row, column, _RANGE_BIT | nodes.child(within, row * RANGE))

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override] - QObject has one without an argument
        nodes = self._nodes
        if nodes is None or not index.isValid():
            return QModelIndex()
        row = index.internalId()
        if row >= _RANGE_BIT:
            return self._index(nodes, nodes.parent[row - _RANGE_BIT])
        container = nodes.parent[row]
        if container == NO_NODE:
            return QModelIndex()
        if nodes.count[container] > RANGE and container not in self._shown:
            ordinal = nodes.ordinal[row] // RANGE
            return self.createIndex(ordinal, 0, _RANGE_BIT | nodes.child(container, ordinal * RANGE))
        return self._index(nodes, container)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        is_range, is_name = index.internalId() >= _RANGE_BIT, index.column() == TreeColumn.NAME
        match role:
            case Qt.ItemDataRole.DisplayRole if is_name:
                return self._range_words(index, node) if is_range else name_words(node)
            case Qt.ItemDataRole.DisplayRole:
                return "" if is_range else self._value_words(node)
            case Qt.ItemDataRole.ForegroundRole:
                name = "json_key" if is_name and not is_range else "" if is_name else _COLOURS.get(node.kind, "")
                return theme.colour(name or "muted")
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.WhatsThisRole:
                return "" if is_range else tooltip(node.path) if is_name else self._tip(node)
            case _:
                return None

    def _child(self, nodes: NodeTable, container: int, ordinal: int) -> int:
        """A container's child; the one after the last one asked for is next to it, as views go through them."""
        last = self._last
        if container == last[0] and ordinal == last[1] + 1:
            row = nodes.next[last[2]]
        else:
            row = nodes.child(container, ordinal)
        self._last = (container, ordinal, row)
        return row

    def _index(self, nodes: NodeTable, row: int) -> QModelIndex:
        container = nodes.parent[row]
        if container == NO_NODE:
            return self.createIndex(0, 0, row)
        some = self._shown.get(container)
        return self.createIndex(nodes.ordinal[row] % RANGE if some is None else bisect_left(some, row), 0, row)

    def _leaves(self, nodes: NodeTable, row: int) -> bool:
        """Tell whether the filter leaves a value: it was found, or it is around or inside of what was found."""
        if self._hits is None:
            return True
        parent = nodes.parent[row]
        while parent != NO_NODE and parent not in self._shown:
            row, parent = parent, nodes.parent[parent]
        if parent == NO_NODE:
            return bool(self._hits.rows)
        some = self._shown[parent]
        at = bisect_left(some, row)
        return at < len(some) and some[at] == row

    def _range_words(self, index: AnyIndex, node: JsonNode) -> str:
        first = index.row() * RANGE
        last = min(first + RANGE, node.child_count) - 1
        return f"[{format_count(first)} … {format_count(last)}]"

    def _value_words(self, node: JsonNode) -> str:
        if node.kind is JsonKind.OBJECT:
            return self.tr("%n member(s)", "", node.child_count) if node.child_count else "{}"
        if node.kind is JsonKind.ARRAY:
            return self.tr("%n item(s)", "", node.child_count) if node.child_count else "[]"
        text = visible(node.beginning(_LONGEST))
        return f'"{text}"' if node.kind is JsonKind.STRING else text

    def _tip(self, node: JsonNode) -> str:
        """A moment or a span of time in words; else the beginning of a value that may be cut."""
        words = read_out(node)
        if words:
            return tooltip(words)
        return "" if node.kind.is_container else tooltip(node.beginning(1_000))


def name_words(node: JsonNode) -> str:
    """The name by which a value is shown: its own, `[3]` in an array, `$` at the top."""
    name = node.key_beginning(_LONGEST)
    if name is not None:
        return visible(name)
    return f"[{node.ordinal}]" if node.parent is not None else "$"
