"""The answer as text with a caret, selection, copying and folding."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from badge_inspector.ui.kit.accessible_text import announce_caret
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.result.json_canvas import PAD, JsonCanvas
from badge_inspector.ui.result.json_caret import Move, Selection, target, word_at
from badge_inspector.ui.result.read_out import read_out

_MOST_COPIED = 64 * 1024 * 1024
_MOST_SPOKEN = 300
_DRAG_MS = 40

_Standard = QKeySequence.StandardKey
_KEYS = (
    (Move.LEFT, _Standard.MoveToPreviousChar, _Standard.SelectPreviousChar),
    (Move.RIGHT, _Standard.MoveToNextChar, _Standard.SelectNextChar),
    (Move.WORD_LEFT, _Standard.MoveToPreviousWord, _Standard.SelectPreviousWord),
    (Move.WORD_RIGHT, _Standard.MoveToNextWord, _Standard.SelectNextWord),
    (Move.UP, _Standard.MoveToPreviousLine, _Standard.SelectPreviousLine),
    (Move.DOWN, _Standard.MoveToNextLine, _Standard.SelectNextLine),
    (Move.PAGE_UP, _Standard.MoveToPreviousPage, _Standard.SelectPreviousPage),
    (Move.PAGE_DOWN, _Standard.MoveToNextPage, _Standard.SelectNextPage),
    (Move.LINE_START, _Standard.MoveToStartOfLine, _Standard.SelectStartOfLine),
    (Move.LINE_END, _Standard.MoveToEndOfLine, _Standard.SelectEndOfLine),
    (Move.START, _Standard.MoveToStartOfDocument, _Standard.SelectStartOfDocument),
    (Move.END, _Standard.MoveToEndOfDocument, _Standard.SelectEndOfDocument),
)


class JsonTextView(Retranslated, JsonCanvas):
    """Attributes: copy_action, copy_value, copy_path, select_all, fold, unfold, fold_all, unfold_all: its own
    actions. more_actions: what else the context menu offers, None for a line.

    Signals:

    node_selected(JsonNode): the caret was put on another value by the person. copied(str): what went to the clipboard,
    in words.
    """

    node_selected = Signal(object)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: int | None = None
        self._x_wanted: float | None = None
        self._drag_to = QPoint()
        self._double_clicked_at = 0
        self._dragging = QTimer(self)
        self._dragging.setInterval(_DRAG_MS)
        self._dragging.timeout.connect(self._drag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.copy_action = self._action(self.copy, QKeySequence(_Standard.Copy))
        self.copy_value = self._action(self._copy_value)
        self.copy_path = self._action(self._copy_path, QKeySequence("Ctrl+Alt+C"))
        self.select_all = self._action(self._select_all, QKeySequence(_Standard.SelectAll))
        # With Shift held down a bracket key may come as the brace above it.
        self.fold = self._action(lambda: self.toggle_fold(True), QKeySequence("Ctrl+Shift+["), QKeySequence("Ctrl+{"))
        self.unfold = self._action(
            lambda: self.toggle_fold(False), QKeySequence("Ctrl+Shift+]"), QKeySequence("Ctrl+}")
        )
        self.fold_all = self._action(lambda: self._fold_all(closed=True))
        self.unfold_all = self._action(lambda: self._fold_all(closed=False))
        self.more_actions: tuple[QAction | None, ...] = ()
        self._retranslate()

    def selected_text(self) -> str:
        start, end = self.selection.span
        return self.layout_.pieces.part(start, min(end, start + _MOST_COPIED)) if self.layout_ else ""

    def copy(self) -> None:
        """Copy what is selected, or everything."""
        if self.layout_ is not None:
            self._copy_text(self.selected_text() or self.layout_.text, self.tr("Text"))

    def toggle_fold(self, closed: bool) -> None:
        """Close the innermost open container that the caret is in, or open a closed one on its line."""
        layout, line = self.layout_, self._caret_line()
        if layout is None:
            return
        while not (self.folds.can_fold(line) and self.folds.is_closed(line) is not closed):
            node = layout.node_at(layout.starts[line])
            around = node.parent if node is not None and closed else None
            if around is None:
                return
            line = layout.line_at(layout.values[around.index])
        self._toggle(line)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for move, go, select in _KEYS:
            if event.matches(go) or event.matches(select):
                self._move(move, event.matches(select))
                return
        super().keyPressEvent(event)

    def _move(self, move: Move, keep_anchor: bool) -> None:
        layout, caret = self.layout_, self.caret
        if layout is None:
            return
        column = self._column if self._column is not None else caret - layout.starts[layout.line_at(caret)]
        page = max(1, self._rows_in_view() - 1)
        if move.keeps_column and self.rows.count > self.folds.rows:
            self._move_rows({Move.UP: -1, Move.DOWN: 1, Move.PAGE_UP: -page}.get(move, page), keep_anchor)
            return
        self._move_to(target(layout, self.folds, caret, move, column=column, page=page), keep_anchor)
        self._column = column if move.keeps_column else None

    def _move_rows(self, rows: int, keep_anchor: bool) -> None:
        """Up or down by what is seen, where lines are broken."""
        layout = self.layout_
        if layout is None:
            return
        x = self._x_wanted if self._x_wanted is not None else self._x_of(self.caret)
        row = self.rows.row(layout.line_at(self.caret), self.caret)
        self._move_to(self._offset_in_row(max(0, min(self.rows.count - 1, row + rows)), x), keep_anchor)
        self._x_wanted = x

    def _move_to(self, offset: int, keep_anchor: bool) -> None:
        """Put the caret somewhere, for the person."""
        self._column = self._x_wanted = None
        self.selection = self.selection.moved(offset, keep_anchor)
        self.go_to(offset, gently=True)
        self._announce_caret()

    def _announce_caret(self) -> None:
        """Announce the line to a screen reader, and emit the value."""
        layout = self.layout_
        if layout is None:
            return
        self.setAccessibleDescription(visible(layout.line(self._caret_line())[:_MOST_SPOKEN].strip()))
        node = layout.node_at(self.caret)
        if node is not None and node != self._node:
            self._node = node
            self.node_selected.emit(node)
        if QAccessible.isActive():
            announce_caret(self)

    # For a screen reader: accessible_text.Readable

    def read_text(self) -> str:
        return self.layout_.text if self.layout_ is not None else ""

    def read_caret(self) -> int:
        return self.caret

    def read_place(self, offset: int) -> QRect:
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return QRect()
        row = self.rows.row(layout.line_at(offset), offset) - self.verticalScrollBar().value()
        x = self._gutter() + PAD - self.horizontalScrollBar().value() + round(self._x_of(offset))
        corner = self.viewport().mapToGlobal(QPoint(x, row * self._line_height()))
        return QRect(corner, QSize(round(self._cell()), self._line_height()))

    def read_offset(self, point: QPoint) -> int:
        return self._offset_at(self.viewport().mapFromGlobal(point)) if self.layout_ is not None else 0

    def select_range(self, start: int, end: int) -> None:
        self._move_to(start, keep_anchor=False)
        if start != end:
            self._move_to(end, keep_anchor=True)

    def _caret_line(self) -> int:
        return self.layout_.line_at(self.caret) if self.layout_ is not None else 0

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip reads out the timestamp or the span of time under the mouse."""
        if event.type() == QEvent.Type.ToolTip:
            self._read_out(cast("QHelpEvent", event))
            return True
        return super().viewportEvent(event)

    def _read_out(self, event: QHelpEvent) -> None:
        layout, point = self.layout_, event.pos()
        if layout is None or point.x() < self._gutter():
            QToolTip.hideText()
            return
        offset = self._offset_at(point)
        node = layout.node_at(offset)
        start, end = layout.span_of(node) if node is not None else (0, 0)
        words = read_out(node) if node is not None and start <= offset < end else ""
        QToolTip.showText(event.globalPos(), tooltip(words), self.viewport())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.layout_ is None:
            return
        point = event.position().toPoint()
        if point.x() < self._gutter():
            row = self.verticalScrollBar().value() + point.y() // self._line_height()
            if row < self.rows.count:
                self._toggle(self.rows.place(row)[0])
            return
        offset = self._offset_at(point)
        if event.timestamp() - self._double_clicked_at < QGuiApplication.styleHints().mouseDoubleClickInterval():
            self._select_line(offset)
        else:
            self._move_to(offset, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        self._double_clicked_at = 0

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A word; the third click takes the line."""
        point = event.position().toPoint()
        if self.layout_ is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if point.x() < self._gutter():
            self.mousePressEvent(event)
            return
        self.selection = Selection(*word_at(self.layout_, self._offset_at(point)))
        self._double_clicked_at = event.timestamp()
        self._repaint()
        self._announce_caret()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            over_text = point.x() >= self._gutter()
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor if over_text else Qt.CursorShape.ArrowCursor)
            return
        self._drag_to = point
        self._drag()
        if not self.viewport().rect().contains(point):
            self._dragging.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._dragging.isActive() or event.button() is Qt.MouseButton.LeftButton:
            self._dragging.stop()

    def _drag(self) -> None:
        """Select up to where the mouse is; outside it scrolls on, again and again."""
        if self.viewport().rect().contains(self._drag_to):
            self._dragging.stop()
        if self.layout_ is None:
            return
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        x, y, room = self._drag_to.x(), self._drag_to.y(), self.viewport()
        down.setValue(down.value() + (y > room.height()) - (y < 0))
        across.setValue(across.value() + across.singleStep() * ((x > room.width()) - (x < self._gutter())))
        inside = QPoint(max(self._gutter(), min(x, room.width())), max(0, min(y, room.height() - 1)))
        self.selection = self.selection.moved(self._offset_at(inside), keep_anchor=True)
        self._repaint()

    def _select_line(self, offset: int) -> None:
        layout = self.layout_
        if layout is not None:
            line = layout.line_at(offset)
            self.selection = Selection(layout.starts[line], layout.line_end(line))
            self._repaint()

    def _toggle(self, line: int) -> None:
        layout = self.layout_
        if layout is None:
            return
        self.folds.toggle(line)
        self._arrange_rows()
        if self.folds.is_closed(line) and line < self._caret_line() <= layout.closing[line]:
            # The caret is never where it is not seen.
            self.selection = Selection(layout.line_end(line), layout.line_end(line))
        self._repaint()

    def _fold_all(self, *, closed: bool) -> None:
        layout = self.layout_
        if layout is None:
            return
        if closed:
            self.folds.close_all()
            row = self.folds.row(self._caret_line())
            end = layout.line_end(self.folds.line(row))
            if self.folds.is_closed(self.folds.line(row)):
                self.selection = Selection(end, end)  # the caret is never where it is not seen
        else:
            self.folds.open_all()
        self._arrange_rows()
        self.go_to(self.caret, gently=True)

    # Menu and clipboard

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """With the mouse on the value that was clicked."""
        if self.layout_ is None:
            return
        offset = self._offset_at(event.pos())
        start, end = self.selection.span
        if event.reason() is QContextMenuEvent.Reason.Mouse and not start <= offset < end:
            self._move_to(offset, keep_anchor=False)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.copy_action, self.copy_value, self.copy_path])
        menu.addSeparator()
        menu.addAction(self.select_all)
        menu.addSeparator()
        menu.addActions([self.fold, self.unfold, self.fold_all, self.unfold_all])
        for action in self.more_actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(event.globalPos())

    def _select_all(self) -> None:
        if self.layout_ is not None:
            self.selection = Selection(0, len(self.layout_.pieces))
            self._repaint()

    def _copy_value(self) -> None:
        node = self.layout_.node_at(self.caret) if self.layout_ is not None else None
        if node is not None:
            text = node.string
            self._copy_text(node.source if text is None else text, self.tr("Value"))

    def _copy_path(self) -> None:
        node = self.layout_.node_at(self.caret) if self.layout_ is not None else None
        if node is not None:
            self._copy_text(node.path, self.tr("JSON path"))

    def _copy_text(self, text: str, words: str) -> None:
        data = QMimeData()
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(words)

    def _action(self, slot: object, *keys: QKeySequence) -> QAction:
        action = QAction(self)
        action.setShortcuts(list(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Response as JSON text"))
        self.copy_action.setText(self.tr("Copy"))
        self.copy_value.setText(self.tr("Copy value"))
        self.copy_path.setText(self.tr("Copy JSON path"))
        self.select_all.setText(self.tr("Select all"))
        self.fold.setText(self.tr("Fold"))
        self.unfold.setText(self.tr("Unfold"))
        self.fold_all.setText(self.tr("Fold all"))
        self.unfold_all.setText(self.tr("Unfold all"))
