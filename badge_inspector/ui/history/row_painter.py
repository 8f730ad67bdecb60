"""Painter of the history's rows: two lines, a status mark, the badge's pill beside the code or the
error's name below it."""

from __future__ import annotations

import time
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from badge_inspector.domain.history import HistoryEntry, HistoryRow, RowStatus, RunRow
from badge_inspector.ui.history.model import DayHeading
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.status_mark import paint_run, paint_status
from badge_inspector.ui.words.format import format_clock, format_day, length_text
from badge_inspector.ui.words.portals import kept_place
from badge_inspector.ui.words.rows import run_words

_LEFT = 12
_TEXT_LEFT = 32
_RIGHT = 12
_GAP = 8
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_ELIDE = Qt.TextElideMode.ElideRight

_KEPT = 300
"""Rows whose words are remembered; some twenty are seen at once."""


class _Words(NamedTuple):
    """A row as it is written in the width there is; `result` is the pill's text (the whole of it), `error` what the
    second line begins with."""

    row: HistoryEntry
    code: str
    facts: str
    result: str
    result_width: int
    error: str
    error_width: int


class RowPainter:
    """Paints in one font and language; make another for another.

    Nothing is measured or worded twice: a list that is scrolled or searched paints the same rows over and over.

    Attributes: heading_height, row_height: in pixels.
    """

    def __init__(self, font: QFont) -> None:
        self._small = _smaller(font)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small_metrics, self._bold_metrics = QFontMetrics(self._small), QFontMetrics(self._bold)
        self._line = QFontMetrics(font).height()
        self._pill_height = pill_size("X", self._small).height()
        self._words: dict[int, _Words] = {}
        self._width = 0
        self.heading_height = self._line + 12
        self.row_height = self._line * 2 + 19

    def paint(
        self, painter: QPainter, rect: QRect, item: HistoryEntry | DayHeading, *, selected: bool, focused: bool
    ) -> None:
        if isinstance(item, DayHeading):
            self._paint_heading(painter, rect, item)
        else:
            if selected:
                painter.fillRect(rect, theme.colour("selection"))
                if focused:
                    painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("focus"))
            self._paint_row(painter, rect, item)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: DayHeading) -> None:
        painter.fillRect(rect, theme.colour("raised"))
        painter.setFont(self._small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(rect.adjusted(_LEFT, 0, 0, 0), _LINE, format_day(heading.asked_at, time.time()))

    def _paint_row(self, painter: QPainter, rect: QRect, row: HistoryEntry) -> None:
        width = rect.width() - _TEXT_LEFT - _RIGHT
        first = QRect(rect.left() + _TEXT_LEFT, rect.top() + 7, width, self._line + 2)
        second = QRect(first.left(), first.bottom() + 2, width, self._line)
        words = self._worded(row, width)
        mark = QPointF(rect.left() + _LEFT + 4, first.center().y() + 1)
        if isinstance(row, HistoryRow):
            paint_status(painter, mark, row.status)
        else:
            paint_run(painter, mark)
        if words.result:
            top = first.center().y() - self._pill_height // 2 + 1
            place = QRect(first.right() - words.result_width, top, words.result_width, self._pill_height)
            if isinstance(row, HistoryRow):
                paint_pill(painter, place, words.result, row.badge_type, self._small)
            else:
                self._paint_count(painter, place, words.result)
        painter.setFont(self._bold)
        painter.setPen(theme.colour("text"))
        painter.drawText(first, _LINE, words.code)
        painter.setFont(self._small)
        if words.error:
            painter.setPen(theme.colour("bad"))
            painter.drawText(second, _LINE, words.error)
            second.setLeft(second.left() + words.error_width)
        painter.setPen(theme.colour("muted"))
        painter.drawText(second, _LINE, words.facts)

    def _worded(self, row: HistoryEntry, width: int) -> _Words:
        if width != self._width or len(self._words) > _KEPT:
            self._words.clear()
            self._width = width
        words = self._words.get(row.id)
        if words is None or words.row != row:
            words = self._words[row.id] = (
                self._word(row, width) if isinstance(row, HistoryRow) else self._word_run(row, width)
            )
        return words

    def _word(self, row: HistoryRow, width: int) -> _Words:
        result, taken, error, error_width = "", 0, "", 0
        if row.status is RowStatus.FOUND:
            from badge_inspector.domain.badge import shown_text  # noqa: PLC0415 - with the first row

            result = shown_text(row.value, language.current()) or ""
            taken = min(pill_size(result, self._small).width(), int(width * 0.55)) if result else 0
        elif row.error:
            error = self._small_metrics.elidedText(visible(row.error), _ELIDE, int(width * 0.55))
            error_width = self._small_metrics.horizontalAdvance(error)
        place, clock = visible(kept_place(row)), format_clock(row.asked_at)
        if error:  # a long name of it leaves the portal's less room, and not the time
            free = width - error_width - self._small_metrics.horizontalAdvance(f" ·  · {clock}")
            place = self._small_metrics.elidedText(place, _ELIDE, max(free, 0))
            place = "" if place == "…" else place  # with some fonts nothing else is left of it
        facts = f"{place} · {clock}" if place else clock  # there may be no room for the place
        if not (error or row.run):  # how long it took says little of an error, or of one of many codes
            facts = f"{facts} · {length_text(row.total_s, row.is_timed)}"
        if row.is_captured:
            facts = f"HAR · {facts}"
        if row.pinned:
            facts = f"★ {facts}"
        if row.note:
            facts = f"{facts} · {visible(row.note[:80])}"
        if error:
            facts = f" · {facts}"
        room = width - taken - (_GAP if taken else 0)
        code = self._bold_metrics.elidedText(visible(row.code[:200]) or "—", _ELIDE, room)
        facts = self._small_metrics.elidedText(facts, _ELIDE, width - error_width)
        return _Words(row, code, facts, result, taken, error, error_width)

    def _word_run(self, run: RunRow, width: int) -> _Words:
        result = run_words().found(run)
        taken = self._small_metrics.horizontalAdvance(result) + 2 * _GAP
        facts = " · ".join((visible(kept_place(run)), format_clock(run.asked_at), *run_words().rest(run)))
        facts = self._small_metrics.elidedText(f"★ {facts}" if run.pinned else facts, _ELIDE, width)
        title = self._bold_metrics.elidedText(run_words().title(run), _ELIDE, width - taken - _GAP)
        return _Words(run, title, facts, result, taken, "", 0)

    def _paint_count(self, painter: QPainter, place: QRect, text: str) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("surface"))
        radius = place.height() / 2
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(theme.colour("muted"))
        painter.setFont(self._small)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small
