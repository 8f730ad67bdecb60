"""The view over a JsonTreeModel: opens much of it in short steps, copies, and tells what a person selects."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QItemSelectionModel,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from badge_inspector.domain.jsontext import JsonNode
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.result.json_tree import JsonTreeModel
from badge_inspector.ui.widgets.painting import DOWN_SMALL, RIGHT_SMALL, paint_sign

MOST_ROWS = 1_500
"""Rows opened in one go: Qt lays out every open row at a change, in some 10 µs each."""
DEEPEST = 100
"""Levels opened in one go: at more of them nothing but indentation would be seen."""
_NAME_WIDTH = 190
_ROOM = 3
"""Pixels above and below a row's text."""


class _RowDelegate(QStyledItemDelegate):
    """Rows with room above and below the text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(0, _ROOM, 0, _ROOM))


class TreeView(Retranslated, QTreeView):
    """Attributes: copy_value, copy_path: actions with their shortcuts.

    Signals:

    node_selected(JsonNode): the person went to another value. copied(str): what went to the clipboard, in words.
    expand_requested(QModelIndex): open all that is below, with `expand_steps()`. typed(str): text typed into the tree.
    """

    node_selected = Signal(object)
    copied = Signal(str)
    expand_requested = Signal(QModelIndex)
    typed = Signal(str)

    def __init__(self, model: JsonTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._json = model
        self._is_revealing = False
        self.limited, self.opened_rows = False, 0
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_RowDelegate(self))
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(True)
        self._name_width = 0
        self.copy_value = QAction(self)
        self.copy_value.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_value.triggered.connect(self._copy_value)
        self.copy_path = QAction(self)
        self.copy_path.setShortcut("Ctrl+Alt+C")
        self.copy_path.triggered.connect(self._copy_path)
        self.expand_below = QAction(self)
        self.expand_below.setShortcut("*")
        self.expand_below.triggered.connect(lambda: self.expand_requested.emit(self.currentIndex()))
        for action in (self.copy_value, self.copy_path, self.expand_below):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.addAction(action)
        self.customContextMenuRequested.connect(self._show_menu)
        self._retranslate()

    def current_node(self) -> JsonNode | None:
        return self._json.node(self.currentIndex())

    def reveal(self, node: JsonNode) -> None:
        """Select a value and bring it into view, without telling that it was selected. Of one that is nested very deep
        the container that is still opened."""
        around = [self._json.index_of(node)]
        while around[-1].isValid():
            around.append(around[-1].parent())
        around = around[-2::-1]  # from the top
        if not around:
            return
        around = around[:DEEPEST]
        for index in around[:-1]:
            self.expand(index)
        self._is_revealing = True
        self.selectionModel().setCurrentIndex(
            around[-1], QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self._is_revealing = False
        self.scrollTo(around[-1])

    def expand_steps(self, top: QModelIndex, only: frozenset[int] | None = None) -> Iterator[None]:
        """Open what is below an index, top down in the order of the document, up to MOST_ROWS and DEEPEST; of values
        those in `only`. `opened_rows` and `limited` tell afterwards how many rows came and whether something stayed
        closed."""
        self.limited, self.opened_rows = False, 0
        opening: list[QModelIndex] = []
        waiting = [(top, 0)]
        while waiting:
            index, depth = waiting.pop()
            children = self._json.rowCount(index)
            if not children or (only is not None and index.isValid() and index.internalId() not in only):
                continue
            if self.opened_rows + children > MOST_ROWS:
                self.limited = True
                break
            if depth > DEEPEST:
                self.limited = True
                continue
            self.opened_rows += children
            if index.isValid():
                opening.append(index)
            inside = [self._json.index(row, 0, index) for row in range(children)]
            waiting.extend((child, depth + 1) for child in reversed(inside) if self._json.hasChildren(child))
            yield
        # While a layout is to come, opening lays out nothing: all is laid out once, instead of anew for each.
        yield
        self.scheduleDelayedItemsLayout()
        for index in opening:
            self.expand(index)
        self.executeDelayedItemsLayout()

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """A chevron beside what can be opened or closed."""
        if isinstance(index, QModelIndex) and self._json.hasChildren(index):
            end = QRect(rect.right() - self.indentation(), rect.top(), self.indentation(), rect.height())
            paint_sign(painter, end, DOWN_SMALL if self.isExpanded(index) else RIGHT_SMALL, "muted")

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override] - from Qt
        super().currentChanged(current, previous)
        node = self._json.node(current)
        if node is not None and not self._is_revealing:
            self.node_selected.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take `*`, by which Qt would open everything without a limit; the keypad's key is not matched by a
        shortcut.
        """
        if event.key() == Qt.Key.Key_Asterisk:
            self.expand_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the names leave half of it to the values; a width that the person chose stays."""
        super().resizeEvent(event)
        if self._name_width in (0, self.columnWidth(0)):
            self._name_width = min(_NAME_WIDTH, self.viewport().width() // 2)
            self.setColumnWidth(0, self._name_width)

    def keyboardSearch(self, search: str) -> None:
        """Qt's own goes through all rows."""
        self.typed.emit(search)

    def _copy_value(self) -> None:
        node = self.current_node()
        if node is not None:
            text = node.string
            QGuiApplication.clipboard().setText(node.source if text is None else text)
            self.copied.emit(self.tr("Value"))

    def _copy_path(self) -> None:
        node = self.current_node()
        if node is not None:
            QGuiApplication.clipboard().setText(node.path)
            self.copied.emit(self.tr("JSON path"))

    def _show_menu(self, at: QPoint) -> None:
        if self.current_node() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.copy_value, self.copy_path])
        menu.addSeparator()
        menu.addAction(self.expand_below)
        self.expand_below.setEnabled(self._json.hasChildren(self.currentIndex()))
        menu.popup(self.viewport().mapToGlobal(at))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Response as a tree"))
        self.copy_value.setText(self.tr("Copy value"))
        self.copy_path.setText(self.tr("Copy JSON path"))
        self.expand_below.setText(self.tr("Expand all below"))
