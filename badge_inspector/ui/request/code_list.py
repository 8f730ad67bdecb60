"""Codes to complete from: each with its badge's pill and title, those that begin as what was typed first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.painting import is_selected, option_font, option_rect
from badge_inspector.ui.widgets.pill import paint_pill, pill_size

AnyIndex = QModelIndex | QPersistentModelIndex
BADGE_ROLE = Qt.ItemDataRole.UserRole
_LONGEST = 200
_MOST_SORTED = 20_000
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class CodeModel(QAbstractListModel):
    """The portal's badges that have a code, in the portal's order until something is typed."""

    def __init__(self, badges: Sequence[Badge], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed = [badge for badge in badges if badge.plain_code]
        self._rows = self._listed

    @property
    def badges(self) -> Sequence[Badge]:
        """In the portal's order."""
        return self._listed

    def sort_first(self, typed: str) -> None:
        """Put the codes that begin with this before the others."""
        if len(self._listed) > _MOST_SORTED:
            return
        begun = typed.casefold()
        rows = sorted(self._listed, key=lambda badge: not (badge.plain_code or "").casefold().startswith(begun))
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        badge = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return badge.plain_code
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            texts = (shown_text(text, language.current()) for text in (badge.value, badge.title))
            return ", ".join(visible(text[:_LONGEST]) for text in texts if text)
        return badge if role == BADGE_ROLE else None


class CodeDelegate(QStyledItemDelegate):
    """Code, title in muted type, and the pill at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(
            200, max(QFontMetrics(option_font(option)).height(), pill_size("X", option_font(option)).height()) + 8
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, font = option_rect(option), option_font(option)
        badge: Badge = index.data(BADGE_ROLE)
        spoken = language.current()
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("focus"))
        room = rect.adjusted(10, 0, -10, 0)
        value = shown_text(badge.value, spoken) or ""
        if value.strip():
            size = pill_size(value, font, spoken)
            width = min(size.width(), room.width() * 2 // 5)
            top = room.center().y() - size.height() // 2
            pill = QRect(room.right() - width, top, width, size.height())
            paint_pill(painter, pill, value, badge.known_type, font, language=spoken)
            room.setRight(pill.left() - 10)
        self._paint_texts(painter, room, font, badge, spoken)

    def _paint_texts(self, painter: QPainter, room: QRect, font: QFont, badge: Badge, spoken: str) -> None:
        metrics = QFontMetrics(font)
        code = metrics.elidedText(
            visible((badge.plain_code or "")[:_LONGEST]), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(room, _LINE, code)
        room.setLeft(room.left() + metrics.horizontalAdvance(code) + 12)
        title = visible((shown_text(badge.title, spoken) or "")[:_LONGEST])
        if title and room.width() > 30:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, _LINE, metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width()))
