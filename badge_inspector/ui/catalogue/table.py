"""The badges of one portal as a table, each with its pill."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect, paint_row_line

AnyIndex = QModelIndex | QPersistentModelIndex
BADGE_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = 300


class Column(IntEnum):
    CODE = 0
    BADGE = 1
    TITLE = 2
    TYPE = 3


class CatalogueModel(QAbstractTableModel):
    """The badges in the portal's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._badges: Sequence[Badge] = ()

    def set_badges(self, badges: Sequence[Badge]) -> None:
        self.beginResetModel()
        self._badges = badges
        self.endResetModel()

    def reword(self) -> None:
        """The language changed."""
        self.set_badges(self._badges)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._badges)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        badge = self._badges[index.row()]
        if role == BADGE_ROLE:
            return badge
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        spoken = language.current()
        match Column(index.column()):
            case Column.CODE:
                return visible(plain(badge.code)[:_SHOWN])
            case Column.BADGE:
                return visible((shown_text(badge.value, spoken) or "")[:_SHOWN])
            case Column.TITLE:
                return visible((shown_text(badge.title, spoken) or "")[:_SHOWN])
            case Column.TYPE:
                return visible(plain(badge.type)[:_SHOWN])

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


class PillDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = pill_size(str(index.data() or "—"), option_font(option), language.current())
        return QSize(size.width() + 16, size.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, font = option_rect(option), option_font(option)
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
        paint_row_line(painter, rect)
        text = str(index.data() or "")
        if text:
            badge: Badge = index.data(BADGE_ROLE)
            size = pill_size(text, font, language.current())
            top = rect.center().y() - size.height() // 2
            box = QRect(rect.left() + 6, top, min(size.width(), rect.width() - 12), size.height())
            paint_pill(painter, box, text, badge.known_type, font, language=language.current())
