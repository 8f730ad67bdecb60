"""The table of a badge's languages: as wide and as high as its texts need, painted for itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QWidget,
)

from badge_inspector.domain.badge import Badge
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.result.language_model import LANGUAGE, LONGEST, RULE, TITLE, VALUE, LanguageRows
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.widgets.table_menu import Offers

_ROWS_SEEN = 8
_PADDING = 8
_HEADING = 4
"""Pixels that the style keeps beside a heading's text besides the padding."""
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEADING, _TRAILING = _FLAGS | Qt.AlignmentFlag.AlignLeft, _FLAGS | Qt.AlignmentFlag.AlignRight
_MEASURED = 60
"""Characters of a cell that count for its column's width."""


class LanguageTable(Table[str]):
    """Signals: language_picked(str): OTHERS for the last row; cell_activated(str, str): field and language of a text,
    "" for a text that is for all languages."""

    row_air = 6
    language_picked = Signal(str)
    cell_activated = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = LanguageRows()
        self._filling = False
        self._needed: list[int] | None = None
        super().__init__(self._model, parent, sorts=False)
        self.offers = self._offered
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._picked)
        self.clicked.connect(self._clicked)
        self._retranslate()

    def show_badge(self, badge: Badge, chosen: str) -> None:
        """Show the languages of a badge with the one of the preview chosen."""
        self._filling = True
        self._fit_rows()
        self._model.show_badge(badge, chosen)
        self._needed = None
        row = self._model.row_of(chosen)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, LANGUAGE))
        self._filling = False
        self._fit_height()

    def choose(self, language: str) -> None:
        """Mark a language that has a row as the one of the preview."""
        self._model.choose(language)
        self._needed = None
        self._share_width()

    def sizeHint(self) -> QSize:
        rows = min(self._model.rowCount(), _ROWS_SEEN)
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        return QSize(280, height + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _fit_height(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells in sight. Left to Qt, asking the style sheet about each of them takes longer than all else that is
        painted of a badge."""
        painter = QPainter(self.viewport())
        bold = self._bold()
        chosen = self.currentIndex().row()
        last = self.rowAt(self.viewport().height() - 1)
        for row in range(self.rowAt(0), (last if last >= 0 else self._model.rowCount() - 1) + 1):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if row == chosen:
                painter.fillRect(0, top, self.viewport().width(), height, theme.colour("selection"))
            for column in range(self._model.columnCount()):
                room = QRect(self.columnViewportPosition(column), top, self.columnWidth(column), height)
                font = bold if self._model.is_bold(self._model.shown[row], column) else self.font()
                self._paint_cell(painter, room.adjusted(_PADDING, 0, -_PADDING, 0), font, row, column)
        if self.hasFocus() and self.currentIndex().isValid():
            row = self.currentIndex().row()
            place = QRect(0, self.rowViewportPosition(row), self.viewport().width() - 1, self.rowHeight(row) - 1)
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)

    def _paint_cell(self, painter: QPainter, room: QRect, font: QFont, row: int, column: int) -> None:
        painter.setFont(font)
        language = self._model.shown[row]
        painter.setPen(theme.colour(self._model.columns[column].ink(language) or "text"))
        text = visible(self._model.text(language, column)[:LONGEST])
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _TRAILING if column == RULE else _LEADING, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._needed = None
        if event.type() == QEvent.Type.FontChange and self._model.rowCount():
            self._fit_height()
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _needs(self) -> list[int]:
        """Pixels for each column, from the rows in sight; measured once, layouts ask again and again."""
        if self._needed is None:
            usual, bold = self.fontMetrics(), QFontMetrics(self._bold())
            model, rows = self._model, range(min(self._model.rowCount(), _ROWS_SEEN))

            def width(row: int, column: int) -> int:
                language = model.shown[row]
                metrics = bold if model.is_bold(language, column) else usual
                return metrics.horizontalAdvance(visible(model.text(language, column)[:_MEASURED]))

            self._needed = [
                max((bold.horizontalAdvance(self._heading(column)) + _HEADING, *(width(row, column) for row in rows)))
                + 2 * _PADDING
                + 1
                for column in range(4)
            ]
        return self._needed

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

    def _share_width(self) -> None:
        """Each column has room for its heading, where there is so much; what is left goes to the texts by their need,
        and all that nobody needs to title and value."""
        needs, room = self._needs(), self.viewport().width()
        bold = QFontMetrics(self._bold())
        least = [bold.horizontalAdvance(self._heading(column)) + _HEADING + 2 * _PADDING + 1 for column in range(4)]
        if sum(least) > room:
            least = [width * room // sum(least) for width in least]
        left = max(0, room - sum(least))
        wants = [max(0, need - heading) for need, heading in zip(needs, least, strict=True)]
        share = min(1.0, left / max(1, sum(wants)))
        widths = [heading + int(want * share) for heading, want in zip(least, wants, strict=True)]
        spare = max(0, room - sum(widths))
        widths[TITLE] += spare // 2
        widths[VALUE] += spare - spare // 2
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _heading(self, column: int) -> str:
        return str(self._model.headerData(column, Qt.Orientation.Horizontal))

    def _picked(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            self.language_picked.emit(self._model.shown[current.row()])

    def _clicked(self, index: QModelIndex) -> None:
        path = self._model.path(self._model.shown[index.row()], index.column())
        if path is not None:
            self.cell_activated.emit(*path)

    def _offered(self, languages: Sequence[str], column: int) -> Offers:
        path = self._model.path(languages[0], column)
        if path is not None:
            yield self.tr("Show in the JSON"), partial(self.cell_activated.emit, *path)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Texts by language"))
        self.setAccessibleDescription(self.tr("What a person sees with each language; a row chooses the preview’s."))
        self.viewport().update()
