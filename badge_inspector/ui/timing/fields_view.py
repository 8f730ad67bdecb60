"""The `time` block, field by field: name, value as sent, reading. A double click or F2 opens the value for selecting a
part of it; where a row is too narrow for both, the reading or the value has a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyleOptionViewItem, QWidget

from badge_inspector.ui.look import theme
from badge_inspector.ui.timing.lines import LINE_ROLE, TONES, AnyIndex, Line, LineDelegate, LineList
from badge_inspector.ui.widgets.painting import option_rect

_GAP = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FieldsDelegate(LineDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._label_width = 0
        self._widths: dict[str, int] = {}

    def measure(self, lines: Sequence[Line]) -> None:
        self._widths.clear()
        widest = max((self._width(line.label) for line in lines), default=0)
        self._label_width = min(widest, self.view.fontMetrics().averageCharWidth() * 22) + _GAP

    def rows_of_text(self, line: Line, width: int) -> int:
        return 1 + max(self._lines(line, width))

    def paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        _, figure_line = places = self._lines(line, rect.width())
        label = self._line_rect(rect, 0, places)
        label.setWidth(self._label_width - _GAP // 2)
        painter.setPen(theme.colour("muted"))
        painter.drawText(label, _LEFT, self._elided(line.label, label.width()))
        if line.figure:
            figure = self._line_rect(rect, figure_line, places)
            painter.setPen(theme.colour(TONES[line.figure_tone]))
            painter.drawText(figure, _RIGHT, self._elided(line.figure, figure.width()))
        value = self._value_rect(line, rect)
        painter.setPen(theme.colour(TONES[line.value_tone]))
        painter.drawText(value, _LEFT, self._elided(line.value, value.width()))

    def _lines(self, line: Line, width: int) -> tuple[int, int]:
        """In which line of the row the value stands, and in which the reading; the name is always in line 0. A value
        too long for any line stays in its column, cut."""
        value, figure = self._width(line.value), self._width(line.figure)
        room = width - self._label_width
        if value + (figure and _GAP + figure) <= room or not figure:
            return 0, 0
        if value > width or self._width(line.label) + _GAP + value <= width:
            return 0, 1
        return (1, 0) if figure <= room else (1, 2)

    def _line_rect(self, rect: QRect, number: int, places: tuple[int, int]) -> QRect:
        """A line of the row; all of the row where there is but one."""
        if places[0] == places[1]:
            return QRect(rect)
        height = self.view.fontMetrics().height()
        return QRect(rect.left(), rect.top() + self.PADDING // 2 + number * height, rect.width(), height)

    def _value_rect(self, line: Line, rect: QRect) -> QRect:
        """Place of the value: in its column, or as near to it as its length allows."""
        places = self._lines(line, rect.width())
        length = self._width(line.value)
        left = self._label_width
        if length <= rect.width():
            left = max(0, min(left, rect.width() - length - 2))
        return self._line_rect(rect, places[0], places).adjusted(left, 0, 0, 0)

    def _width(self, text: str) -> int:
        """Measured once: layouts and paints ask for the same texts a dozen times."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self.view.fontMetrics().horizontalAdvance(text)
        return width

    def _elided(self, text: str, room: int) -> str:
        if self._width(text) <= room:
            return text
        return self.view.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setReadOnly(True)
        editor.setFrame(False)
        editor.setAccessibleName(index.data(LINE_ROLE).label)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        editor.setGeometry(self._value_rect(index.data(LINE_ROLE), option_rect(option)).adjusted(-8, 0, 0, 0))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Nothing was edited."""


class FieldsView(LineList):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FieldsDelegate, parent, editable=True)
