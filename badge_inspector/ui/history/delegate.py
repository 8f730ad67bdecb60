"""How a row of the history is painted: two lines, a status mark, and the badge's pill or the error's code."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.ui import language, theme
from badge_inspector.ui.format import format_clock, format_day, format_duration, visible
from badge_inspector.ui.history.model import HEADING_ROLE, ROW_ROLE, AnyIndex, DayHeading
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.status_mark import paint_status
from badge_inspector.ui.widgets.view_option import has_focus, is_selected, option_font, option_rect

_LEFT = 12
_TEXT_LEFT = 32
_RIGHT = 12
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class HistoryDelegate(QStyledItemDelegate):
    """Rows and day headings. Nothing is measured twice: fonts come from the option, sizes from two font metrics."""

    def heights(self, font: QFont) -> tuple[int, int]:
        """Those of a heading and of a row, in pixels."""
        line = QFontMetrics(font).height()
        return line + 12, line * 2 + 19

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        heading, row = self.heights(option_font(option))
        return QSize(100, heading if index.data(HEADING_ROLE) is not None else row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        rect = option_rect(option)
        row = index.data(ROW_ROLE)
        if isinstance(row, HistoryRow):
            if is_selected(option):
                painter.fillRect(rect, theme.colour("selection"))
                if has_focus(option):
                    painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("focus"))
            self._paint_row(painter, rect, option_font(option), row)
        elif isinstance(heading := index.data(HEADING_ROLE), DayHeading):
            self._paint_heading(painter, rect, option_font(option), heading)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, font: QFont, heading: DayHeading) -> None:
        painter.fillRect(rect, theme.colour("raised"))
        painter.setFont(_smaller(font))
        painter.setPen(theme.colour("muted"))
        painter.drawText(rect.adjusted(_LEFT, 0, 0, 0), _LINE, format_day(heading.asked_at, time.time()))

    def _paint_row(self, painter: QPainter, rect: QRect, font: QFont, row: HistoryRow) -> None:
        small = _smaller(font)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        line = QFontMetrics(font).height()
        first = QRect(rect.left() + _TEXT_LEFT, rect.top() + 7, rect.width() - _TEXT_LEFT - _RIGHT, line + 2)
        second = QRect(first.left(), first.bottom() + 2, first.width(), line)
        paint_status(painter, QPointF(rect.left() + _LEFT + 4, first.center().y() + 1), row.status)

        taken = self._paint_result(painter, first, small, row)
        code = QRect(first.left(), first.top(), first.width() - taken - 8, first.height())
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        shown = visible(row.code[:200])
        painter.drawText(code, _LINE, QFontMetrics(bold).elidedText(shown, Qt.TextElideMode.ElideRight, code.width()))

        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        facts = f"{visible(row.place)} · {format_clock(row.asked_at)} · {format_duration(row.total_s)}"
        if row.pinned:
            facts = f"★ {facts}"
        if row.note:
            facts = f"{facts} · {visible(row.note[:80])}"
        elided = QFontMetrics(small).elidedText(facts, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, _LINE, elided)

    def _paint_result(self, painter: QPainter, line: QRect, font: QFont, row: HistoryRow) -> int:
        """The pill or the error at the right end; returns the width it took, in pixels."""
        room = int(line.width() * 0.55)
        if row.status is RowStatus.FOUND:
            text = shown_text(row.value, language.current())
            if not text:
                return 0
            size = pill_size(text, font)
            width = min(size.width(), room)
            top = line.center().y() - size.height() // 2 + 1
            paint_pill(painter, QRect(line.right() - width, top, width, size.height()), text, row.badge_type, font)
            return width
        metrics = QFontMetrics(font)
        text = metrics.elidedText(visible(row.error), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour("bad"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return metrics.horizontalAdvance(text)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small
