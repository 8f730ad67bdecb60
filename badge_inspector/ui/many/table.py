"""The outcomes of many codes as a table that sorts and filters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.ui import language, theme
from badge_inspector.ui.format import format_duration, visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect
from badge_inspector.ui.wording import words

AnyIndex = QModelIndex | QPersistentModelIndex
LOOKUP_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
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


class OutcomeModel(QAbstractTableModel):
    """Lookups in the order they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lookups: list[Lookup] = []

    def clear(self) -> None:
        self.beginResetModel()
        self.lookups = []
        self.endResetModel()

    def append(self, lookups: Sequence[Lookup]) -> None:
        first = len(self.lookups)
        self.beginInsertRows(QModelIndex(), first, first + len(lookups) - 1)
        self.lookups.extend(lookups)
        self.endInsertRows()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lookups)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        lookup = self.lookups[index.row()]
        column = Column(index.column())
        if role == LOOKUP_ROLE:
            return lookup
        if role == SORT_ROLE and column is Column.ROUND_TRIP:
            return lookup.exchange.timeline.total_s
        if role in (Qt.ItemDataRole.DisplayRole, SORT_ROLE, Qt.ItemDataRole.ToolTipRole):
            return visible(self._text(lookup, column)[:_SHOWN])
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.ROUND_TRIP:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
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

    def _text(self, lookup: Lookup, column: Column) -> str:
        outcome, spoken = lookup.outcome, language.current()
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
            return f"✕ {failure.code or failure.kind.value}"
        return words(failure, lookup.code, lookup.portal).title if column is Column.TITLE else ""


class OutcomeFilter(QSortFilterProxyModel):
    """Shows one kind of outcome, or all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = Kind.ALL
        self.setSortRole(SORT_ROLE)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        if self._kind is Kind.ALL:
            return True
        lookup = self.sourceModel().index(source_row, 0, source_parent).data(LOOKUP_ROLE)
        return kind_of(lookup) is self._kind


class OutcomeDelegate(QStyledItemDelegate):
    """The badge as its pill, an error in the colour of errors."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        lookup: Lookup = index.data(LOOKUP_ROLE)
        rect, font = option_rect(option), option_font(option)
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
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
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()
