"""What people of each language see of a badge, and by which rule."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from badge_inspector.domain.badge import Badge, FieldValue, LanguageRule, LocalizedText, ResolvedText, resolve
from badge_inspector.ui import theme
from badge_inspector.ui.format import tooltip, visible

AnyIndex = QModelIndex | QPersistentModelIndex

LANGUAGE, TITLE, VALUE, RULE = range(4)
OTHERS = "\0"
"""Stands for the language of the last row: everybody whose language the badge does not have."""

_LONGEST = 200
_ROWS_SEEN = 8
_PADDING = 6
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEADING, _TRAILING = _FLAGS | Qt.AlignmentFlag.AlignLeft, _FLAGS | Qt.AlignmentFlag.AlignRight
_MEASURED = 60
"""Characters of a cell that count for its column's width."""


class LanguageModel(QAbstractTableModel):
    """A row for each language of the badge, one for the language of the preview where the badge lacks it, and one for
    all others. Texts are looked up when a row is seen, so that a badge of 100,000 languages opens at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = Badge(None, None, None, None)
        self._languages: tuple[str, ...] = ()
        self._chosen = ""

    def show_badge(self, badge: Badge, chosen: str) -> None:
        self.beginResetModel()
        languages = badge.languages
        more = (chosen,) if chosen and chosen not in languages else ()
        self._badge, self._chosen, self._languages = badge, chosen, (*languages, *more, OTHERS)
        self.endResetModel()

    def choose(self, language: str) -> None:
        """Mark another of the rows as the preview's."""
        self._chosen = language
        self.dataChanged.emit(self.index(0, LANGUAGE), self.index(self.rowCount() - 1, RULE))

    def language(self, row: int) -> str:
        return self._languages[row]

    def row_of(self, language: str) -> int:
        """The row of a language, -1 when it has none."""
        return self._languages.index(language) if language in self._languages else -1

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._languages)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Language"), self.tr("Title"), self.tr("Value"), self.tr("Rule"))[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        language, column = self._languages[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(self.whole(index.row(), column)[:_LONGEST])
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self._explained(language) if column == RULE else self.whole(index.row(), column))
            case _:
                return None

    def is_muted(self, row: int, column: int) -> bool:
        """Whether a cell is no text of the row's own language."""
        return column == RULE or self._is_gap(self._languages[row], column)

    def is_bold(self, row: int, column: int) -> bool:
        """Whether a cell tells of the preview's language."""
        return column != RULE and self._languages[row] == self._chosen

    def whole(self, row: int, column: int) -> str:
        """The whole text of a cell."""
        language = self._languages[row]
        if column == LANGUAGE:
            return self.tr("others") if language == OTHERS else language
        if column == RULE:
            return self._rule(language)
        field = self._badge.title if column == TITLE else self._badge.value
        seen = resolve(field, language)
        return seen.text if seen else "—"

    def path(self, row: int, column: int) -> tuple[str, str] | None:
        """Field and language under which the text of a cell was sent; None where there is none."""
        if column not in (TITLE, VALUE):
            return None
        name, field = ("title", self._badge.title) if column == TITLE else ("value", self._badge.value)
        seen = resolve(field, self._languages[row])
        return (name, seen.language) if seen else None

    def _seen(self, language: str) -> tuple[ResolvedText | None, ResolvedText | None]:
        return resolve(self._badge.title, language), resolve(self._badge.value, language)

    def _is_gap(self, language: str, column: int) -> bool:
        if column not in (TITLE, VALUE):
            return False
        seen = self._seen(language)[column - TITLE]
        return seen is None or seen.rule in (LanguageRule.ENGLISH, LanguageRule.FIRST)

    def _rule(self, language: str) -> str:
        title, value = self._seen(language)
        odd = [_is_odd(field, language) for field in (self._badge.title, self._badge.value)]
        if title is None and value is None:
            return self.tr("no text")
        from_title, from_value = _taken_from(title), _taken_from(value)
        if from_title and from_value:
            taken = from_title if from_title == from_value else f"{from_title}, {from_value}"
            return self.tr("none → {language}").format(language=visible(taken))
        if from_title:
            words = self.tr("title is no text → {language}") if odd[0] else self.tr("no title → {language}")
            return words.format(language=visible(from_title))
        if from_value:
            words = self.tr("value is no text → {language}") if odd[1] else self.tr("no value → {language}")
            return words.format(language=visible(from_value))
        if title is None:
            return self.tr("no title")
        if value is None:
            return self.tr("no value")
        return self.tr("own language")

    def _explained(self, language: str) -> str:
        rules = {seen.rule for seen in self._seen(language) if seen}
        if LanguageRule.FIRST in rules:
            return self.tr(
                "Neither this language nor English was sent, so the first one counts. Some portals show a number here."
            )
        if LanguageRule.ENGLISH in rules:
            return self.tr("This language was not sent, so English is shown.")
        return self.tr("The text of the person’s own language is shown.")


class LanguageTable(QTableView):
    """Signals: language_picked(str): OTHERS for the last row; cell_activated(str, str): field and language of a text,
    "" for a text that is for all languages."""

    language_picked = Signal(str)
    cell_activated = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LanguageModel(self)
        self._filling = False
        self._needed: list[int] | None = None
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._picked)
        self.clicked.connect(self._clicked)
        self._retranslate()

    def show_badge(self, badge: Badge, chosen: str) -> None:
        """Show the languages of a badge with the one of the preview chosen."""
        self._filling = True
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self._model.show_badge(badge, chosen)
        self._needed = None
        row = self._model.row_of(chosen)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, LANGUAGE))
        self._filling = False
        self.setFixedHeight(self.sizeHint().height())
        self._share_width()

    def choose(self, language: str) -> None:
        """Mark a language that has a row as the one of the preview."""
        self._model.choose(language)

    def sizeHint(self) -> QSize:
        rows = min(self._model.rowCount(), _ROWS_SEEN)
        return QSize(280, rows * self.verticalHeader().defaultSectionSize() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

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
                font = bold if self._model.is_bold(row, column) else self.font()
                self._paint_cell(painter, room.adjusted(_PADDING, 0, -_PADDING, 0), font, row, column)
        if self.hasFocus() and self.currentIndex().isValid():
            row = self.currentIndex().row()
            place = QRect(0, self.rowViewportPosition(row), self.viewport().width() - 1, self.rowHeight(row) - 1)
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)

    def _paint_cell(self, painter: QPainter, room: QRect, font: QFont, row: int, column: int) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if self._model.is_muted(row, column) else "text"))
        text = visible(self._model.whole(row, column)[:_LONGEST])
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _TRAILING if column == RULE else _LEADING, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            cells = (self._model.whole(index.row(), column) for column in (LANGUAGE, TITLE, VALUE))
            QGuiApplication.clipboard().setText("\t".join(cells))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._needed = None
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def needed_width(self) -> int:
        """What the rows in sight need to be read whole, in pixels."""
        scrolls = self._model.rowCount() > _ROWS_SEEN
        return sum(self._needs()) + (self.verticalScrollBar().sizeHint().width() if scrolls else 0)

    def _needs(self) -> list[int]:
        """Pixels for each column, from the rows in sight; measured once, layouts ask again and again."""
        if self._needed is None:
            metrics = QFontMetrics(self._bold())  # of the preview's language, whichever that is
            rows = range(min(self._model.rowCount(), _ROWS_SEEN))
            cells = [[visible(self._model.whole(row, column)[:_MEASURED]) for row in rows] for column in range(4)]
            self._needed = [max(map(metrics.horizontalAdvance, column), default=0) + 14 for column in cells]
        return self._needed

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

    def _share_width(self) -> None:
        """Language and rule get what they need, title and value share the rest by their need. Of long texts the rule
        leaves two thirds to them."""
        needs, room = self._needs(), self.viewport().width()
        language = min(needs[LANGUAGE], room // 4)
        rule = min(needs[RULE], max(room // 3, room - language - needs[TITLE] - needs[VALUE]))
        texts = room - language - rule
        title = max(texts // 4, min(texts * 3 // 4, texts * needs[TITLE] // (needs[TITLE] + needs[VALUE])))
        for column, width in ((LANGUAGE, language), (TITLE, title), (VALUE, texts - title), (RULE, rule)):
            self.setColumnWidth(column, width)

    def _picked(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            self.language_picked.emit(self._model.language(current.row()))

    def _clicked(self, index: QModelIndex) -> None:
        path = self._model.path(index.row(), index.column())
        if path is not None:
            self.cell_activated.emit(*path)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Texts by language"))
        self.setAccessibleDescription(self.tr("What a person sees with each language; a row chooses the preview’s."))
        self.viewport().update()


def _taken_from(seen: ResolvedText | None) -> str:
    """The language that a text was taken from in place of the person's own; "" where none had to be."""
    return seen.language if seen and seen.rule in (LanguageRule.ENGLISH, LanguageRule.FIRST) else ""


def _is_odd(field: FieldValue, language: str) -> bool:
    return isinstance(field, LocalizedText) and any(key == language for key, _ in field.odd)
