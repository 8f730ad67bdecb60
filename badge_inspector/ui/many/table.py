"""The outcomes of many codes as a table that sorts and filters.

It sorts for itself, by keys made once: a proxy model asks Python twice for each comparison, which takes seconds where
there are a hundred thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.domain.exchange import Exchange
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect, paint_row_line
from badge_inspector.ui.words.codes import difference_text, quoted_code
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import format_duration

AnyIndex = QModelIndex | QPersistentModelIndex
LOOKUP_ROLE = Qt.ItemDataRole.UserRole
MEANT_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN = 300


class Column(IntEnum):
    CODE = 0
    BADGE = 1
    TITLE = 2
    TYPE = 3
    ROUND_TRIP = 4


class Kind(StrEnum):
    ALL = "all"
    FOUND = "found"
    NOT_FOUND = "not_found"
    FAILED = "failed"


def kind_of(lookup: Lookup) -> Kind:
    if isinstance(lookup.outcome, Found):
        return Kind.FOUND
    not_found = lookup.outcome.failure.kind is FailureKind.BADGE_NOT_FOUND
    return Kind.NOT_FOUND if not_found else Kind.FAILED


def without_exchange(lookup: Lookup) -> Lookup:
    """A lookup that is in the history, without what only the main window shows: of a hundred thousand that is most."""
    exchange = lookup.exchange
    light = Exchange(replace(exchange.request, body="", headers=()), exchange.timeline)
    return replace(lookup, document=None, exchange=light)


@dataclass(slots=True)
class OutcomeRow:
    """`number` is its place in the list. `meant` is the registered code that was meant by one not found, "" while none
    is known."""

    lookup: Lookup
    number: int
    kind: Kind
    meant: str = ""


class OutcomeModel(QAbstractTableModel):
    """Outcomes in the order of the list, or sorted by a column. Attributes: rows: all of them, shown or not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OutcomeRow] = []
        self._shown: list[OutcomeRow] = []
        self._kind = Kind.ALL
        self._wanted = ""
        self._by: tuple[Column, Qt.SortOrder] | None = None
        self._places: dict[str, int] = {}

    def begin(self, codes: Sequence[str]) -> None:
        """Empty the table: outcomes of these codes come."""
        self.beginResetModel()
        self._places = {code: at for at, code in enumerate(codes)}
        self.rows = []
        self._shown = []
        self.endResetModel()

    def append(self, lookups: Sequence[Lookup]) -> None:
        places = self._places
        fresh = [OutcomeRow(lookup, places.get(lookup.code, len(places)), kind_of(lookup)) for lookup in lookups]
        self.rows += fresh
        shown = [row for row in fresh if self._fits(row)]
        if not shown:
            return
        first = len(self._shown)
        in_order = self._by is None and (first == 0 or self._shown[-1].number < min(row.number for row in shown))
        self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
        self._shown += shown
        self.endInsertRows()
        if not in_order:
            self._arrange()

    def suggest(self, meant: Mapping[str, str]) -> None:
        """Show suggestions for some of the codes that were not found."""
        for row in self.rows:
            if row.kind is Kind.NOT_FOUND and row.lookup.code in meant:
                row.meant = meant[row.lookup.code]
        if self._shown:
            self.dataChanged.emit(self.index(0, Column.TITLE), self.index(len(self._shown) - 1, Column.TITLE))

    def narrow(self, kind: Kind, text: str) -> None:
        """Show one kind only, and of those what has the text in it, letter case apart."""
        self._kind, self._wanted = kind, text.casefold()
        self.beginResetModel()
        self._shown = [row for row in self.rows if self._fits(row)]
        self._sort()
        self.endResetModel()

    def shown_lookups(self) -> tuple[Lookup, ...]:
        """Those in the table, in its order."""
        return tuple(row.lookup for row in self._shown)

    def reword(self) -> None:
        """The language changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or with -1 in the order of the list."""
        self._by = None if column < 0 else (Column(column), order)
        self._arrange()

    def _arrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._shown[index.row()]) for index in self.persistentIndexList()]
        self._sort()
        if kept:
            places = {id(row): at for at, row in enumerate(self._shown)}
            moved = [self.index(places[id(row)], index.column()) for index, row in kept]
            self.changePersistentIndexList([index for index, _ in kept], moved)
        self.layoutChanged.emit()

    def _sort(self) -> None:
        if self._by is None:
            self._shown.sort(key=lambda row: row.number)
            return
        column, order = self._by

        def key(row: OutcomeRow) -> tuple[float, str, int]:
            if column is Column.ROUND_TRIP:
                return row.lookup.exchange.timeline.total_s, "", row.number
            return 0.0, self._text(row, column).casefold(), row.number

        self._shown.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)

    def _fits(self, row: OutcomeRow) -> bool:
        if self._kind is not Kind.ALL and row.kind is not self._kind:
            return False
        if not self._wanted:
            return True
        return any(self._wanted in self._text(row, column).casefold() for column in (Column.CODE, Column.BADGE))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._shown[index.row()]
        column = Column(index.column())
        if role == LOOKUP_ROLE:
            return row.lookup
        if role == MEANT_ROLE:
            return row.meant
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(self._text(row, column)[:_SHOWN])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._text(row, column))
        if role == Qt.ItemDataRole.FontRole and column is Column.CODE:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.ROUND_TRIP:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.ROUND_TRIP:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match Column(section):
            case Column.CODE:
                return self.tr("Code")
            case Column.BADGE:
                return self.tr("Badge")
            case Column.TITLE:
                return self.tr("Title")
            case Column.TYPE:
                return self.tr("Type")
            case Column.ROUND_TRIP:
                return self.tr("Round trip")

    def _text(self, row: OutcomeRow, column: Column) -> str:
        lookup, outcome, spoken = row.lookup, row.lookup.outcome, language.current()
        if column is Column.CODE:
            return lookup.code
        if column is Column.ROUND_TRIP:
            return format_duration(lookup.exchange.timeline.total_s)
        if isinstance(outcome, Found):
            badge = outcome.badge
            match column:
                case Column.BADGE:
                    return shown_text(badge.value, spoken) or ""
                case Column.TITLE:
                    return shown_text(badge.title, spoken) or ""
                case _:
                    return plain(badge.type)
        failure = outcome.failure
        if column is Column.BADGE:
            return f"✕ {visible(failure.name)}"
        if column is not Column.TITLE:
            return ""
        if row.meant:
            meant = self.tr("did you mean {code}?").format(code=quoted_code(row.meant))
            apart = difference_text(lookup.code, row.meant)
            return f"{meant} {apart}" if apart else meant
        return words(failure, lookup.code, lookup.portal).title


class OutcomeDelegate(QStyledItemDelegate):
    """The badge as its pill, an error in the colour of errors."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        lookup: Lookup = index.data(LOOKUP_ROLE)
        rect, font = option_rect(option), option_font(option)
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
        paint_row_line(painter, rect)
        text = str(index.data() or "")
        inner = rect.adjusted(8, 0, -8, 0)
        if isinstance(lookup.outcome, Found):
            if text:
                size = pill_size(text, font, language.current())
                box = QRect(
                    inner.left(),
                    rect.center().y() - size.height() // 2,
                    min(size.width(), inner.width()),
                    size.height(),
                )
                paint_pill(painter, box, text, lookup.outcome.badge.known_type, font, language=language.current())
            return
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.colour("bad"))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        painter.restore()


class TitleDelegate(QStyledItemDelegate):
    """The code that was meant stands out of its sentence."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        meant = quoted_code(str(index.data(MEANT_ROLE) or ""))
        text = str(index.data() or "")
        if not meant or meant not in text:
            super().paint(painter, option, index)
            return
        rect, font = option_rect(option), option_font(option)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
        paint_row_line(painter, rect)
        before, _, after = text.partition(meant)
        inner = rect.adjusted(9, 0, -8, 0)
        painter.save()
        painter.setClipRect(inner)
        painter.setPen(theme.colour("text"))
        self._draw(painter, inner, ((before, font), (meant, bold), (after, font)))
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRect, parts: Iterable[tuple[str, QFont]]) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for part, font in parts:
            painter.setFont(font)
            painter.drawText(rect, flags, part)
            rect = rect.adjusted(QFontMetrics(font).horizontalAdvance(part), 0, 0, 0)
