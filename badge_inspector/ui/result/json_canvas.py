"""Painted text of the answer: only the lines in view are laid out, so that megabytes open at once.

Keyboard, mouse and clipboard are in `json_text.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from badge_inspector.domain.jsonlayout import Layout
from badge_inspector.domain.jsontext import JsonNode
from badge_inspector.ui.look import theme
from badge_inspector.ui.result.json_caret import Selection, whole
from badge_inspector.ui.result.json_folds import Folds
from badge_inspector.ui.result.json_lines import Highlight, Lines
from badge_inspector.ui.result.json_rows import Rows

_SPOKEN = 2_000
"""Characters of an answer that a screen reader is given as its description."""

PAD = 8
"""Pixels around the text."""
_FOLD_WIDTH = 14
_WIDEST = 2**30
_LONGEST_FAULTY = 60
_FAULTY = re.compile(r"[\w.+\-]+")


class JsonCanvas(QAbstractScrollArea):
    """Attributes: layout_ (what is shown), selection, folds, rows (what is seen of it, one below the other)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_: Layout | None = None
        self.folds = Folds(None)
        self.rows = Rows(None, self.folds, 0)
        self.selection = Selection()
        self._wraps = False
        self._note = ""
        self._lines: Lines | None = None
        self._matches: list[int] = []
        self._match_length = 0
        self._current_match = -1
        self._marked: tuple[int, int] | None = None
        self._faults: list[tuple[int, int]] = []
        self._node: JsonNode | None = None
        self._widest = 0.0
        theme.set_type(self, theme.Type.MONO)
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
        self.setAccessibleDescription(layout.pieces.part(0, _SPOKEN) if layout is not None else "")
        self._matches, self._current_match = [], -1
        self._marked = self._node = None
        self._faults = _fault_spans(layout) if layout is not None else []
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self._prepare)

    def _prepare(self) -> None:
        """Lay out the lines in view in a turn of their own: painted at once they would take twice as long."""
        layout, lines = self.layout_, self._lines
        if layout is not None and lines is not None:
            for line in dict.fromkeys(self.rows.place(row)[0] for row in self._rows_shown()):
                lines.in_view(line, 0, self.viewport().width())
        self._repaint()

    def shown_text(self) -> str:
        """The lines in view, as a person reads them."""
        if self.layout_ is None:
            return self._note
        first = self.verticalScrollBar().value()
        last = min(self.rows.count, first + self._rows_in_view() + 1)
        lines = dict.fromkeys(self.rows.place(row)[0] for row in range(first, last))
        return "\n".join(map(self.layout_.line, lines))

    def show_note(self, words: str) -> None:
        """Show a note in place of the text, until the text is there."""
        self._note = words
        if self.layout_ is None:
            self.setAccessibleDescription(words)
        self._repaint()

    def wrap(self, wraps: bool) -> None:
        """Break long lines at the pane's width, or let them run on to the right."""
        if wraps is not self._wraps:
            self._wraps = wraps
            self._arrange_rows()
            self._repaint()

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
            self._arrange_rows()
        row, rows, down = self.rows.row(line, offset), self._rows_in_view(), self.verticalScrollBar()
        if gently:
            down.setValue(max(min(down.value(), row), row - rows + 1))
        elif not down.value() <= row < down.value() + rows:
            down.setValue(row - rows // 3)
        x, room, across = self._x_of(offset), self._room(), self.horizontalScrollBar()
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

    def _rows_shown(self) -> range:
        """Those of which something is in view."""
        first = self.verticalScrollBar().value()
        return range(first, min(self.rows.count, first + self._rows_in_view() + 2))

    def _row_at(self, y: int) -> int:
        """The row at a y of the viewport, the first or the last one if there is none."""
        row = self.verticalScrollBar().value() + y // self._line_height()
        return max(0, min(self.rows.count - 1, row))

    def _offset_at(self, point: QPoint) -> int:
        """The offset of the text under a point of the viewport."""
        lines = self._lines
        if lines is None:
            return 0
        x = point.x() - self._gutter() - PAD + self.horizontalScrollBar().value()
        return self._offset_in_row(self._row_at(point.y()), x)

    def _offset_in_row(self, row: int, x: float) -> int:
        """The offset in a row whose character begins nearest to an x from the left edge of the text."""
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return 0
        line, part = self.rows.place(row)
        start, end = self.rows.span(line, part)
        offset = lines.offset_at(line, max(0, x - self._row_left(line, part)))
        last = end if end == layout.line_end(line) else max(start, whole(layout.pieces, end - 1))
        return max(start, min(last, offset))

    def _x_of(self, offset: int) -> float:
        """Position of an offset in its row, in pixels from the left edge of the text."""
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return 0
        line = layout.line_at(offset)
        _, part = self.rows.place(self.rows.row(line, offset))
        return lines.x_of(offset) + self._row_left(line, part)

    def _row_left(self, line: int, part: int) -> float:
        """Left edge of the line of a row, in pixels from the left edge of the text: left of it for its later
        parts."""
        if part == 0 or self._lines is None:
            return 0
        return self.rows.indent(line, part) * self._cell() - self._lines.x_of(self.rows.span(line, part)[0])

    def _measure(self) -> None:
        """For another text, or another font."""
        layout = self.layout_
        self._lines = Lines(layout, self.font()) if layout is not None else None
        self._arrange_rows()

    def _arrange_rows(self) -> None:
        """For another text, font or width, or when a fold was toggled: the row at the top keeps its text."""
        layout = self.layout_
        at_top = self.verticalScrollBar().value()
        top = self.rows.place(at_top) if 0 < at_top < self.rows.count else None
        offset = self.rows.span(*top)[0] if top else 0
        self.rows = Rows(layout, self.folds, int(self._room() / self._cell()) - 1 if self._wraps else 0)
        fits = layout is None or (self._wraps and self.rows.count > self.folds.rows)
        self._widest = 0 if fits or layout is None else min(_WIDEST, (layout.widest + 2) * self._cell())
        self._arrange()
        if top is not None and layout is not None and layout.line_at(offset) == top[0]:
            self.verticalScrollBar().setValue(self.rows.row(top[0], offset))

    def _arrange(self) -> None:
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, self.rows.count - self._rows_in_view()))
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
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                self.viewport().rect().adjusted(2 * PAD, 2 * PAD, 0, 0), Qt.AlignmentFlag.AlignLeft, self._note
            )
            return
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._line_height()
        drop = (height - self._lines.height) / 2 + self._lines.ascent
        rows = self._rows_shown()
        shown = [self.rows.place(row) for row in rows]
        gutter, size = self._gutter(), self.viewport().size()
        painter.save()
        painter.setClipRect(gutter, 0, size.width(), size.height())
        for at, (line, part) in enumerate(shown):
            self._paint_row(painter, line, part, QPointF(gutter + PAD, at * height + drop))
        if self.hasFocus():
            self._paint_caret(painter, rows, height, gutter)
        painter.restore()
        for at, (line, part) in enumerate(shown):
            if part == 0:
                self._paint_gutter(painter, line, QPoint(gutter - _FOLD_WIDTH, at * height), drop)

    def _paint_row(self, painter: QPainter, line: int, part: int, corner: QPointF) -> None:
        """Paint a line, or what of it this row has; the corner is where unscrolled text begins, on its base line."""
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return
        scrolled, width, baseline = self.horizontalScrollBar().value(), self.viewport().width(), corner.y()
        begun, done = self.rows.span(line, part)
        is_last = done == layout.line_end(line)
        left, seen = corner.x() - scrolled + self._row_left(line, part), corner.x()
        if part or not is_last:
            seen = left + lines.x_of(begun)
            painter.save()
            room = QRectF(seen, baseline - 2 * lines.ascent, lines.x_of(done) - lines.x_of(begun), 4 * lines.ascent)
            painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        marks: list[Highlight] = []
        start, end = self.selection.span
        if start < end or self._matches or self._marked is not None:
            marks = self._marks(*lines.in_view(line, seen - left, width - left))
        lines.draw(painter, line, QPointF(left, baseline), (seen, width), marks)
        if part or not is_last:
            painter.restore()
        first, last = lines.in_view(line, seen - left, width - left) if self._faults else (0, 0)
        for fault in self._faults:
            is_here = begun <= fault[0] < done or fault[0] == done == layout.line_end(line)
            if is_here and fault[0] <= last and fault[1] >= first:
                ends = lines.x_seen(max(fault[0], first)), lines.x_seen(min(fault[1], last))
                self._paint_wave(painter, left + ends[0], left + ends[1], baseline)
        if not is_last:
            return
        if start <= layout.line_end(line) < end:
            # The line's end is selected, too.
            box = QPointF(left + lines.width(line), baseline - lines.ascent)
            painter.fillRect(round(box.x()), round(box.y()), 4, round(lines.height), theme.colour("accent"))
        if self.folds.is_closed(line):
            painter.setPen(theme.colour("muted"))
            painter.drawText(QPointF(left + lines.width(line) + 4, baseline), self._folded_words(layout, line))

    def _paint_caret(self, painter: QPainter, shown: range, height: int, gutter: int) -> None:
        layout, lines = self.layout_, self._lines
        if layout is None or lines is None:
            return
        row = self.rows.row(layout.line_at(self.caret), self.caret)
        if row in shown:
            x = gutter + PAD - self.horizontalScrollBar().value() + self._x_of(self.caret)
            top = shown.index(row) * height + (height - lines.height) / 2
            painter.fillRect(round(x), round(top), 2, round(lines.height), theme.colour("text"))

    def _marks(self, first: int, last: int) -> list[Highlight]:
        """Marks over the syntax colours, between two offsets."""
        found: list[Highlight] = []
        if self._marked is not None:
            found.append(Highlight(*self._marked, background="selection"))
        at = bisect_left(self._matches, first - self._match_length + 1)
        while at < len(self._matches) and self._matches[at] < last:
            surface = "current_match" if at == self._current_match else "match"
            found.append(
                Highlight(self._matches[at], self._matches[at] + self._match_length, "json_punctuation", surface)
            )
            at += 1
        start, end = self.selection.span
        is_match = 0 <= self._current_match < len(self._matches) and start == self._matches[self._current_match]
        if start < end and not is_match:
            found.append(Highlight(start, end, "on_accent", "accent"))
        return [mark for mark in found if mark.start < last and mark.end > first]

    def _folded_words(self, layout: Layout, line: int) -> str:
        count = layout.document.nodes.count[layout.nodes[line]]
        closing = "}" if layout.pieces[layout.line_end(line) - 1] == "{" else "]"
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
        if self._wraps and event.size().width() != event.oldSize().width():
            self._arrange_rows()
        else:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._repaint()


def _fault_spans(layout: Layout) -> list[tuple[int, int]]:
    """Spans of the faults: a word or one character; none at the text's end."""
    found: list[tuple[int, int]] = []
    for fault in layout.document.faults:
        start = layout.offset_of(fault.offset)
        if start is None:
            continue
        word = _FAULTY.match(layout.pieces.part(start, start + _LONGEST_FAULTY))
        found.append((start, start + word.end() if word else min(start + 1, len(layout.pieces))))
    return found
