"""The `time` block, field by field: name, value as sent, reading. A double click or F2 opens the value for selecting a
part of it; where a row is too narrow for both, the reading has a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyleOptionViewItem, QWidget

from badge_inspector.ui import theme
from badge_inspector.ui.timing.lines import LINE_ROLE, TONES, AnyIndex, Line, LineDelegate, LineList
from badge_inspector.ui.widgets.view_option import option_font, option_rect

_GAP = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FieldsDelegate(LineDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._label_width = 0

    def measure(self, lines: Sequence[Line]) -> None:
        metrics = self.view.fontMetrics()
        widest = max((metrics.horizontalAdvance(line.label) for line in lines), default=0)
        self._label_width = min(widest, metrics.averageCharWidth() * 22) + _GAP

    def rows_of_text(self, line: Line, width: int) -> int:
        if not line.figure:
            return 1
        metrics = self.view.fontMetrics()
        wanted = metrics.horizontalAdvance(line.value) + _GAP + metrics.horizontalAdvance(line.figure)
        return 1 if self._label_width + wanted <= width else 2

    def paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        rect = option_rect(option)
        font = option_font(option)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        both = QRect(rect)
        if self.rows_of_text(line, rect.width()) == 2:
            both.setHeight(metrics.height() + self.PADDING // 2)
            figure_rect = QRect(rect)
            figure_rect.setTop(both.bottom())
        else:
            figure_rect = both
        label_rect = QRect(both)
        label_rect.setWidth(self._label_width - _GAP // 2)
        painter.setPen(theme.colour("muted"))
        painter.drawText(label_rect, _LEFT, _elided(metrics, line.label, label_rect.width()))
        painter.setPen(theme.colour(TONES[line.figure_tone]))
        painter.drawText(figure_rect, _RIGHT, _elided(metrics, line.figure, figure_rect.width()))
        value_rect = both.adjusted(self._label_width, 0, 0, 0)
        painter.setPen(theme.colour(TONES[line.value_tone]))
        painter.drawText(value_rect, _LEFT, _elided(metrics, line.value, value_rect.width()))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setReadOnly(True)
        editor.setFrame(False)
        editor.setAccessibleName(index.data(LINE_ROLE).label)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option_rect(option).adjusted(self._label_width - 8, 0, 0, 0)
        rect.setHeight(editor.fontMetrics().height() + self.PADDING)
        editor.setGeometry(rect)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Nothing was edited."""


class FieldsView(LineList):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FieldsDelegate, parent, editable=True)


def _elided(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
