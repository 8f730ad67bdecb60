"""The answer as text: only the lines in view are laid out and painted, so that megabytes open at once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.domain.jsontext import JsonNode
from badge_inspector.ui import theme
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_syntax import coloured, formats, shown

_WINDOW = 1_000
"""Characters of a line laid out at most, at either side of what is in view."""
_PAD = 8
_FOLD_WIDTH = 14
_MOST_COPIED = 64 * 1024 * 1024
_WORD_BREAKS = frozenset(" \t\"'{}[],:")

Match = tuple[int, int]


@dataclass(slots=True)
class _Selection:
    """Offsets into the layout's text: where it was begun, and where the caret is."""

    anchor: int = 0
    caret: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return min(self.anchor, self.caret), max(self.anchor, self.caret)


class JsonTextView(QAbstractScrollArea):
    """Attributes: layout_ (what is shown).

    Signals: node_selected(JsonNode): the caret was put on another value by the person.
    """

    node_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_: Layout | None = None
        self._folds = Folds(None)
        self._selection = _Selection()
        self._matches: list[int] = []
        self._match_length = 0
        self._current_match = -1
        self._marked: tuple[int, int] | None = None
        self._fault: int | None = None
        self._node: JsonNode | None = None
        self._widest = 0
        self.setFont(theme.monospace())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._repaint)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)
        self._retranslate()

    # What is shown

    def show_layout(self, layout: Layout | None) -> None:
        """Show a document from its beginning; None shows nothing."""
        self.layout_ = layout
        self._folds = Folds(layout)
        self._selection = _Selection()
        self._matches, self._current_match = [], -1
        self._marked = self._node = None
        fault = layout.document.fault if layout is not None and layout.exact else None
        self._fault = fault.offset if fault else None
        self._widest = 0
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._repaint()

    def shown_text(self) -> str:
        """The lines in view, as a person reads them."""
        if self.layout_ is None:
            return ""
        first = self.verticalScrollBar().value()
        last = min(self._folds.rows, first + self._rows_in_view())
        return "\n".join(self.layout_.line(self._folds.line(row)) for row in range(first, last))

    def reveal(self, node: JsonNode) -> None:
        """Mark a value and bring it into view, without telling that it was selected."""
        if self.layout_ is None or node.document is not self.layout_.document:
            return
        start, end = self.layout_.span_of(node)
        self._marked = start, end
        self._node = node
        self._selection = _Selection(start, start)
        self.go_to(start)

    def go_to(self, offset: int) -> None:
        """Bring an offset of the text into view, opening folds that hide it."""
        layout = self.layout_
        if layout is None:
            return
        line = layout.line_at(offset)
        if self._folds.reveal(line):
            self._arrange()
        row, bar = self._folds.row(line), self.verticalScrollBar()
        if not bar.value() <= row < bar.value() + self._rows_in_view() - 1:
            bar.setValue(row - self._rows_in_view() // 3)
        x = self._x_of(line, offset - layout.starts[line])
        across = self.horizontalScrollBar()
        room = self.viewport().width() - self._gutter() - 2 * _PAD
        if not across.value() <= x <= across.value() + room - 40:
            across.setRange(0, max(across.maximum(), int(x) + 80))
            across.setValue(int(x) - room // 3)
        self._repaint()

    def show_matches(self, matches: list[int], length: int, current: int) -> None:
        """Mark what was found: offsets in order, all of `length`; `current` is an index into them, -1 for none."""
        self._matches, self._match_length, self._current_match = matches, length, current
        if 0 <= current < len(matches):
            self._selection = _Selection(matches[current], matches[current] + length)
            self.go_to(matches[current])
        self._repaint()

    @property
    def caret(self) -> int:
        """The caret's offset in the text."""
        return self._selection.caret

    def selected_text(self) -> str:
        start, end = self._selection.span
        return self.layout_.text[start : min(end, start + _MOST_COPIED)] if self.layout_ else ""

    def copy(self) -> None:
        """Copy what is selected, or everything."""
        if self.layout_ is None:
            return
        data = QMimeData()
        data.setText(self.selected_text() or self.layout_.text)
        QGuiApplication.clipboard().setMimeData(data)

    def toggle_fold(self, closed: bool | None = None) -> None:
        """Open or close the fold of the caret's line, or the one around it."""
        layout = self.layout_
        if layout is None:
            return
        line = layout.line_at(self._selection.caret)
        while line > 0 and not (self._folds.can_fold(line) and layout.closing[line] >= line):
            node = layout.node_at(layout.starts[line])
            parent = node.parent if node else None
            line = layout.line_at(layout.values[parent.index]) if parent else 0
        if self._folds.can_fold(line) and (closed is None or self._folds.is_closed(line) is not closed):
            self._folds.toggle(line)
            self._arrange()
            self._repaint()

    # Geometry

    def _line_height(self) -> int:
        return round(QFontMetricsF(self.font()).height() * 1.25)

    def _cell(self) -> float:
        return QFontMetricsF(self.font()).horizontalAdvance("0")

    def _gutter(self) -> int:
        digits = len(str(max(1, self.layout_.line_count if self.layout_ else 1)))
        return round(self._cell() * digits) + _PAD + _FOLD_WIDTH

    def _rows_in_view(self) -> int:
        return max(1, self.viewport().height() // self._line_height() + 1)

    def _arrange(self) -> None:
        bar = self.verticalScrollBar()
        page = max(1, self.viewport().height() // self._line_height())
        bar.setRange(0, max(0, self._folds.rows - page))
        bar.setPageStep(page)
        across = self.horizontalScrollBar()
        room = self.viewport().width() - self._gutter() - 2 * _PAD
        across.setRange(0, max(0, self._widest - room))
        across.setPageStep(max(1, room))
        across.setSingleStep(round(self._cell() * 4))

    def _repaint(self) -> None:
        self.viewport().update()

    def _window(self, line: int) -> tuple[int, int]:
        """Columns of a line that are laid out: all of a usual one, what is near the view of a long one."""
        layout = self.layout_
        length = layout.line_end(line) - layout.starts[line] if layout else 0
        if length <= 4 * _WINDOW:
            return 0, length
        first = int(self.horizontalScrollBar().value() / self._cell()) - _WINDOW
        first = max(0, min(first, length - 1))
        return first, min(length, first + 2 * _WINDOW + int(self.viewport().width() / self._cell()))

    def _laid_out(self, line: int) -> tuple[QTextLayout, int, float]:
        """A line's text layout, the column it begins at, and the x of that column in pixels."""
        layout = self.layout_
        first, last = self._window(line)
        start = layout.starts[line] if layout else 0
        text = layout.text[start + first : start + last] if layout else ""
        laid = QTextLayout(shown(text), self.font())
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        laid.setTextOption(option)
        laid.setFormats(formats(text) + self._marks(start + first, start + last))
        laid.beginLayout()
        laid.createLine()
        laid.endLayout()
        return laid, first, first * self._cell()

    def _marks(self, start: int, end: int) -> list[QTextLayout.FormatRange]:
        """Backgrounds of what is found and marked between two offsets."""
        found: list[QTextLayout.FormatRange] = []
        if self._marked and self._marked[0] < end and self._marked[1] > start:
            first, last = max(start, self._marked[0]), min(end, self._marked[1])
            found.append(coloured(first - start, last - first, background="selection"))
        at = bisect_left(self._matches, start - self._match_length + 1)
        while at < len(self._matches) and self._matches[at] < end:
            match = self._matches[at]
            first, last = max(start, match), min(end, match + self._match_length)
            surface = "current_match" if at == self._current_match else "match"
            found.append(coloured(first - start, last - first, "json_punctuation", surface))
            at += 1
        if self._fault is not None and start <= self._fault < max(end, start + 1):
            wave = coloured(self._fault - start, 1)
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(theme.colour("error"))
            wave.format = style  # pyright: ignore[reportAttributeAccessIssue]
            found.append(wave)
        return found

    def _x_of(self, line: int, column: int) -> float:
        """The x of a column, from the text's left edge, in pixels."""
        laid, first, offset = self._laid_out(line)
        if not first <= column <= first + len(laid.text()):
            return column * self._cell()
        x = cast("float | tuple[float, int]", laid.lineAt(0).cursorToX(column - first))  # the stub says object
        return offset + (x[0] if isinstance(x, tuple) else x)

    def _offset_at(self, point: QPoint) -> int:
        """The offset of the text under a point of the viewport."""
        layout = self.layout_
        if layout is None or not self._folds.rows:
            return 0
        row = self.verticalScrollBar().value() + point.y() // self._line_height()
        line = self._folds.line(max(0, min(self._folds.rows - 1, row)))
        laid, first, offset = self._laid_out(line)
        x = point.x() - self._gutter() - _PAD + self.horizontalScrollBar().value() - offset
        return layout.starts[line] + first + laid.lineAt(0).xToCursor(x)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        layout = self.layout_
        if layout is None:
            return
        height, gutter, widest = self._line_height(), self._gutter(), self._widest
        left = gutter + _PAD - self.horizontalScrollBar().value()
        first = self.verticalScrollBar().value()
        for row in range(first, min(self._folds.rows, first + self._rows_in_view() + 1)):
            line, top = self._folds.line(row), (row - first) * height
            laid, column, offset = self._laid_out(line)
            text_line = laid.lineAt(0)
            y = top + (height - text_line.height()) / 2
            painter.setPen(theme.colour("json_punctuation"))
            painter.setClipRect(QRect(gutter, top, self.viewport().width() - gutter, height))
            laid.draw(painter, QPointF(left + offset, y), self._selected_on(layout, line, column, len(laid.text())))
            end = left + offset + text_line.naturalTextWidth()
            if self._folds.is_closed(line):
                painter.setPen(theme.colour("muted"))
                painter.drawText(QPointF(end + 4, y + text_line.ascent()), self._folded_words(layout, line))
            if self.hasFocus() and layout.line_at(self._selection.caret) == line:
                self._paint_caret(painter, laid, self._selection.caret - layout.starts[line] - column, left + offset, y)
            painter.setClipping(False)
            self._paint_gutter(painter, line, top, height, gutter)
            widest = max(widest, int(offset + text_line.naturalTextWidth()) + 20)
            if column or column + len(laid.text()) < layout.line_end(line) - layout.starts[line]:
                whole = (layout.line_end(line) - layout.starts[line]) * self._cell()
                widest = max(widest, min(int(whole), 2**30))
        if widest != self._widest:
            self._widest = widest
            self._arrange()

    def _selected_on(self, layout: Layout, line: int, column: int, length: int) -> list[QTextLayout.FormatRange]:
        start, end = self._selection.span
        first = layout.starts[line] + column
        if start == end or start > first + length or end <= first:
            return []
        inside = max(0, start - first)
        piece = coloured(inside, min(length, end - first) - inside, "on_accent", "accent")
        return [piece]

    def _folded_words(self, layout: Layout, line: int) -> str:
        node = layout.document.node(layout.nodes[line])
        closing = "}" if layout.text[layout.line_end(line) - 1] == "{" else "]"
        return self.tr("… %n item(s)", "", node.child_count) + f" {closing}"

    def _paint_caret(self, painter: QPainter, laid: QTextLayout, column: int, left: float, y: float) -> None:
        if 0 <= column <= len(laid.text()):
            laid.drawCursor(painter, QPointF(left, y), column, 2)

    def _paint_gutter(self, painter: QPainter, line: int, top: int, height: int, gutter: int) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.colour("line_number"))
        numbers = QRect(0, top, gutter - _FOLD_WIDTH, height)
        painter.drawText(numbers, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line + 1))
        if self._folds.can_fold(line):
            painter.setPen(QPen(theme.colour("muted"), 1.3))
            middle = QPointF(gutter - _FOLD_WIDTH / 2 + 1, top + height / 2)
            if self._folds.is_closed(line):
                steps = (QPointF(-2, -3.5), QPointF(1.5, 0), QPointF(-2, 3.5))
            else:
                steps = (QPointF(-3.5, -2), QPointF(0, 1.5), QPointF(3.5, -2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPolyline([middle + step for step in steps])

    # What a person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.layout_ is None:
            return
        point = event.position().toPoint()
        if point.x() < self._gutter():
            row = self.verticalScrollBar().value() + point.y() // self._line_height()
            if row < self._folds.rows:
                self._folds.toggle(self._folds.line(row))
                self._arrange()
                self._repaint()
            return
        keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move_to(self._offset_at(point), keep)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.layout_ is not None:
            self._selection.caret = self._offset_at(event.position().toPoint())
            self.go_to(self._selection.caret)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A word: up to the next bracket, quote or space."""
        layout = self.layout_
        if layout is None:
            return
        start = end = self._offset_at(event.position().toPoint())
        line = layout.line_at(start)
        while start > layout.starts[line] and layout.text[start - 1] not in _WORD_BREAKS:
            start -= 1
        while end < layout.line_end(line) and layout.text[end] not in _WORD_BREAKS:
            end += 1
        self._selection = _Selection(start, end)
        self._repaint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.layout_ is None:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selection = _Selection(0, len(self.layout_.text))
            self._repaint()
        elif (target := self._target(event)) is not None:
            self._move_to(target, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _target(self, event: QKeyEvent) -> int | None:
        """Where a key moves the caret to; None for keys that do not."""
        layout = self.layout_
        if layout is None:
            return None
        caret = self._selection.caret
        line = layout.line_at(caret)
        column = caret - layout.starts[line]
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        row = self._folds.row(line)
        page = max(1, self._rows_in_view() - 2)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        key = Qt.Key(event.key())
        if key in steps:
            to = self._folds.line(max(0, min(self._folds.rows - 1, row + steps[key])))
            return min(layout.starts[to] + column, layout.line_end(to))
        if key is Qt.Key.Key_Left:
            return max(0, caret - 1)
        if key is Qt.Key.Key_Right:
            return min(len(layout.text), caret + 1)
        if key is Qt.Key.Key_Home:
            return 0 if control else layout.starts[line]
        if key is Qt.Key.Key_End:
            return len(layout.text) if control else layout.line_end(line)
        return None

    def _move_to(self, offset: int, keep_anchor: bool) -> None:
        self._selection = _Selection(self._selection.anchor if keep_anchor else offset, offset)
        self.go_to(offset)
        node = self.layout_.node_at(offset) if self.layout_ else None
        if node is not None and node != self._node:
            self._node = node
            self.node_selected.emit(node)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._repaint()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Answer as JSON text"))
