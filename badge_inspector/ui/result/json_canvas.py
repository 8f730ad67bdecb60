"""The answer as text, to look at: only the lines in view are laid out and painted, so that megabytes open at once.

What a person does with it is in `json_text.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.domain.jsontext import JsonNode
from badge_inspector.ui.look import theme
from badge_inspector.ui.result.json_caret import Selection
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_lines import Lines, Mark, grid_pattern

_SPOKEN = 2_000
"""Characters of an answer that a screen reader is given as its description."""

PAD = 8
"""Pixels around the text."""
_FOLD_WIDTH = 14
_WIDEST = 2**30
_FAULTY = re.compile(r"[\w.+\-]{1,60}")


class JsonCanvas(QAbstractScrollArea):
    """Attributes: layout_ (what is shown), selection, folds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_: Layout | None = None
        self.folds = Folds(None)
        self.selection = Selection()
        self._lines: Lines | None = None
        self._matches: list[int] = []
        self._match_length = 0
        self._current_match = -1
        self._marked: tuple[int, int] | None = None
        self._faults: list[tuple[int, int]] = []
        self._node: JsonNode | None = None
        self._widest = 0.0
        theme.set_type(self, theme.Type.MONO)
        grid_pattern(self.font().toString())  # measured now, the first answer need not wait for it
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._repaint)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)

    # What is shown

    def show_layout(self, layout: Layout | None) -> None:
        """Show a document from its beginning; None shows nothing. However large, this takes no longer."""
        self.layout_ = layout
        self.folds = Folds(layout)
        self.selection = Selection()
        self.setAccessibleDescription(layout.text[:_SPOKEN] if layout is not None else "")
        self._matches, self._current_match = [], -1
        self._marked = self._node = None
        self._faults = _fault_spans(layout) if layout is not None else []
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._repaint()

    def shown_text(self) -> str:
        """The lines in view, as a person reads them."""
        if self.layout_ is None:
            return ""
        first = self.verticalScrollBar().value()
        last = min(self.folds.rows, first + self._rows_in_view() + 1)
        return "\n".join(self.layout_.line(self.folds.line(row)) for row in range(first, last))

    def reveal(self, node: JsonNode) -> None:
        """Mark a value and bring it into view, without telling that it was selected."""
        if self.layout_ is None or node.document is not self.layout_.document:
            return
        start, end = self.layout_.span_of(node)
        self._marked = start, end
        self._node = node
        self.selection = Selection(start, start)
        self.go_to(start)

    def go_to(self, offset: int, gently: bool = False) -> None:
        """Bring an offset of the text into view, opening folds that hide it: with what is around it, or `gently` by
        scrolling no more than needed."""
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return
        line = layout.line_at(offset)
        if self.folds.reveal(line):
            self._arrange()
        row, rows, down = self.folds.row(line), self._rows_in_view(), self.verticalScrollBar()
        if gently:
            down.setValue(max(min(down.value(), row), row - rows + 1))
        elif not down.value() <= row < down.value() + rows:
            down.setValue(row - rows // 3)
        x, room, across = lines.x_of(offset), self._room(), self.horizontalScrollBar()
        margin = min(room / 4, 4 * lines.cell)
        if not across.value() <= x <= across.value() + room - margin:
            self._widen(x + 2 * margin)
            left = across.value()
            step = x - margin if x < left else x - room + margin
            across.setValue(round(step if gently else 0 if x < room - margin else x - room / 3))
        self._repaint()

    def show_matches(self, matches: list[int], length: int, current: int) -> None:
        """Mark what was found: offsets in order, all of `length`; `current` is an index into them, -1 for none."""
        self._matches, self._match_length, self._current_match = matches, length, current
        if 0 <= current < len(matches):
            self.selection = Selection(matches[current], matches[current] + length)
            self.go_to(matches[current])
        self._repaint()

    @property
    def caret(self) -> int:
        """The caret's offset in the text."""
        return self.selection.caret

    # Geometry

    def _line_height(self) -> int:
        return round(QFontMetricsF(self.font()).height() * 1.25)

    def _cell(self) -> float:
        return self._lines.cell if self._lines else QFontMetricsF(self.font()).horizontalAdvance("0")

    def _gutter(self) -> int:
        digits = len(str(max(1, self.layout_.line_count if self.layout_ else 1)))
        return round(self._cell() * digits) + PAD + _FOLD_WIDTH

    def _room(self) -> float:
        """The width for text."""
        return max(1, self.viewport().width() - self._gutter() - 2 * PAD)

    def _rows_in_view(self) -> int:
        """Whole ones."""
        return max(1, self.viewport().height() // self._line_height())

    def _row_at(self, y: int) -> int:
        """The row at a y of the viewport, the first or the last one if there is none."""
        row = self.verticalScrollBar().value() + y // self._line_height()
        return max(0, min(self.folds.rows - 1, row))

    def _offset_at(self, point: QPoint) -> int:
        """The offset of the text under a point of the viewport."""
        lines = self._lines
        if lines is None:
            return 0
        x = point.x() - self._gutter() - PAD + self.horizontalScrollBar().value()
        return lines.offset_at(self.folds.line(self._row_at(point.y())), max(0, x))

    def _measure(self) -> None:
        """For another text, or another font."""
        layout = self.layout_
        self._lines = Lines(layout, self.font()) if layout is not None else None
        self._widest = min(_WIDEST, (layout.widest + 2) * self._cell()) if layout is not None else 0
        self._arrange()

    def _arrange(self) -> None:
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, self.folds.rows - self._rows_in_view()))
        down.setPageStep(self._rows_in_view())
        across.setRange(0, round(max(0, self._widest - self._room())))
        across.setPageStep(round(self._room()))
        across.setSingleStep(round(self._cell() * 4))

    def _widen(self, width: float) -> None:
        """Make room for text wider than its number of characters."""
        if width > self._widest:
            self._widest = min(_WIDEST, width)
            self._arrange()

    def _repaint(self) -> None:
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        if self.layout_ is None or self._lines is None:
            return
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, first = self._line_height(), self.verticalScrollBar().value()
        drop = (height - self._lines.height) / 2 + self._lines.ascent
        rows = range(first, min(self.folds.rows, first + self._rows_in_view() + 2))
        shown = [self.folds.line(row) for row in rows]
        gutter, size = self._gutter(), self.viewport().size()
        painter.save()
        painter.setClipRect(gutter, 0, size.width(), size.height())
        for at, line in enumerate(shown):
            self._paint_line(painter, line, at * height + drop, gutter, size.width())
        if self.hasFocus():
            self._paint_caret(painter, shown, height, gutter)
        painter.restore()
        for at, line in enumerate(shown):
            self._paint_gutter(painter, line, QPoint(gutter - _FOLD_WIDTH, at * height), drop)

    def _paint_line(self, painter: QPainter, line: int, baseline: float, gutter: int, width: int) -> None:
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return
        scrolled = self.horizontalScrollBar().value()
        left = gutter + PAD - scrolled
        marks: list[Mark] = []
        start, end = self.selection.span
        if start < end or self._matches or self._marked is not None:
            marks = self._marks(*lines.in_view(line, scrolled, scrolled + width))
        lines.draw(painter, line, QPointF(left, baseline), (left + scrolled, width), marks)
        if start <= layout.line_end(line) < end:
            # The line's end is selected, too.
            box = QPointF(left + lines.width(line), baseline - lines.ascent)
            painter.fillRect(round(box.x()), round(box.y()), 4, round(lines.height), theme.colour("accent"))
        if self.folds.is_closed(line):
            painter.setPen(theme.colour("muted"))
            painter.drawText(QPointF(left + lines.width(line) + 4, baseline), self._folded_words(layout, line))
        for fault in self._faults:
            if layout.starts[line] <= fault[0] <= layout.line_end(line):
                self._paint_wave(painter, left + lines.x_of(fault[0]), left + lines.x_of(fault[1]), baseline)

    def _paint_caret(self, painter: QPainter, shown: list[int], height: int, gutter: int) -> None:
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return
        line = layout.line_at(self.caret)
        if line in shown:
            x = gutter + PAD - self.horizontalScrollBar().value() + lines.x_of(self.caret)
            top = shown.index(line) * height + (height - lines.height) / 2
            painter.fillRect(round(x), round(top), 2, round(lines.height), theme.colour("text"))

    def _marks(self, first: int, last: int) -> list[Mark]:
        """What looks otherwise than its syntax says, between two offsets."""
        found: list[Mark] = []
        if self._marked is not None:
            found.append(Mark(*self._marked, background="selection"))
        at = bisect_left(self._matches, first - self._match_length + 1)
        while at < len(self._matches) and self._matches[at] < last:
            surface = "current_match" if at == self._current_match else "match"
            found.append(Mark(self._matches[at], self._matches[at] + self._match_length, "json_punctuation", surface))
            at += 1
        start, end = self.selection.span
        is_match = 0 <= self._current_match < len(self._matches) and start == self._matches[self._current_match]
        if start < end and not is_match:
            found.append(Mark(start, end, "on_accent", "accent"))
        return [mark for mark in found if mark.start < last and mark.end > first]

    def _folded_words(self, layout: Layout, line: int) -> str:
        count = layout.document.nodes.count[layout.nodes[line]]
        closing = "}" if layout.text[layout.line_end(line) - 1] == "{" else "]"
        return self.tr("… %n item(s)", "", count) + f" {closing}"

    def _paint_wave(self, painter: QPainter, left: float, right: float, baseline: float) -> None:
        painter.setPen(QPen(theme.colour("error"), 1.2))
        steps = max(3, round((right - left) / 2.5))
        points = [QPointF(left + step * 2.5, baseline + (4.5 if step % 2 else 2.5)) for step in range(steps + 1)]
        painter.drawPolyline(QPolygonF(points))

    def _paint_gutter(self, painter: QPainter, line: int, corner: QPoint, drop: float) -> None:
        """The line's number ends at the corner, the sign of its fold is to the right of it."""
        number = str(line + 1)
        painter.setPen(theme.colour("line_number"))
        painter.drawText(QPointF(corner.x() - self._cell() * len(number), corner.y() + drop), number)
        if self.folds.can_fold(line):
            painter.setPen(QPen(theme.colour("muted"), 1.3))
            middle = QPointF(corner.x() + _FOLD_WIDTH / 2 + 1, corner.y() + self._line_height() / 2)
            if self.folds.is_closed(line):
                steps = (QPointF(-2, -3.5), QPointF(1.5, 0), QPointF(-2, 3.5))
            else:
                steps = (QPointF(-3.5, -2), QPointF(0, 1.5), QPointF(3.5, -2))
            painter.drawPolyline(QPolygonF([middle + step for step in steps]))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._repaint()


def _fault_spans(layout: Layout) -> list[tuple[int, int]]:
    """Where the faults stand: a word or one character; at the text's end nothing is left to stand on."""
    found: list[tuple[int, int]] = []
    for fault in layout.document.faults:
        start = layout.offset_of(fault.offset)
        if start is None:
            continue
        word = _FAULTY.match(layout.text, start)
        found.append((start, word.end() if word else min(start + 1, len(layout.text))))
    return found
