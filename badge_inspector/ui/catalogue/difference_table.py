"""The badges of two portals as a table, one code a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.catalogue_diff import CodeOnTwo, Standing
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.view_option import option_font, option_rect
from badge_inspector.ui.words.compared import field_label
from badge_inspector.ui.words.format import format_list
from badge_inspector.ui.words.portals import portal_name

AnyIndex = QModelIndex | QPersistentModelIndex
BADGE_ROLE = Qt.ItemDataRole.UserRole
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN = 300


class Column(IntEnum):
    CODE = 0
    STANDING = 1
    HERE = 2
    THERE = 3


class DifferenceModel(QAbstractTableModel):
    """Codes of two portals, narrowed by how they stand and by a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[CodeOnTwo, ...] = ()
        self._shown: list[CodeOnTwo] = []
        self._standing: Standing | None = None
        self._wanted = ""
        self._portals: tuple[PortalProfile, ...] = ()

    def show_entries(self, entries: Sequence[CodeOnTwo], here: PortalProfile, there: PortalProfile) -> None:
        self._entries, self._portals = tuple(entries), (here, there)
        self._narrow()

    def _name(self, at: int) -> str:
        return visible(portal_name(self._portals[at])) if self._portals else ""

    def narrow(self, standing: Standing | None, text: str) -> None:
        """Show one standing only, None for all, and of those what has the text in its code or badges."""
        self._standing, self._wanted = standing, text.casefold()
        self._narrow()

    def counts(self) -> Counter[Standing]:
        return Counter(entry.standing for entry in self._entries)

    def total(self) -> int:
        return len(self._entries)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry, column = self._shown[index.row()], Column(index.column())
        if role == ENTRY_ROLE:
            return entry
        if role == BADGE_ROLE:
            return {Column.HERE: entry.here, Column.THERE: entry.there}.get(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(self._text(entry, column)[:_SHOWN])
        return tooltip(self._text(entry, column)) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        match Column(section):
            case Column.CODE:
                return self.tr("Code")
            case Column.STANDING:
                return self.tr("Comparison")
            case Column.HERE:
                return self._name(0)
            case Column.THERE:
                return self._name(1)

    def _text(self, entry: CodeOnTwo, column: Column) -> str:
        match column:
            case Column.CODE:
                return entry.code
            case Column.HERE:
                return _said(entry.here)
            case Column.THERE:
                return _said(entry.there)
            case Column.STANDING:
                return self._standing_text(entry)

    def _standing_text(self, entry: CodeOnTwo) -> str:
        match entry.standing:
            case Standing.ONLY_HERE:
                return self.tr("only on {portal}").format(portal=self._name(0))
            case Standing.ONLY_THERE:
                return self.tr("only on {portal}").format(portal=self._name(1))
            case Standing.DIFFERENT:
                return "≠ " + format_list(field_label(field) for field in entry.fields)
            case Standing.SAME:
                return self.tr("the same")

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [entry for entry in self._entries if self._fits(entry)]
        self.endResetModel()

    def _fits(self, entry: CodeOnTwo) -> bool:
        if self._standing is not None and entry.standing is not self._standing:
            return False
        return not self._wanted or any(
            self._wanted in self._text(entry, column).casefold() for column in (Column.CODE, Column.HERE, Column.THERE)
        )


class PillsDelegate(QStyledItemDelegate):
    """A badge as its pill, its title behind it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(BADGE_ROLE) is not None:
            option.text = ""  # pyright: ignore[reportAttributeAccessIssue] - left out of the stubs

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        badge = index.data(BADGE_ROLE)
        if not isinstance(badge, Badge):
            return
        spoken, rect, font = language.current(), option_rect(option), option_font(option)
        inner = rect.adjusted(8, 0, -8, 0)
        value = shown_text(badge.value, spoken) or "—"
        size = pill_size(value, font, spoken)
        width = min(size.width(), inner.width())
        box = QRect(inner.left(), rect.center().y() - size.height() // 2, width, size.height())
        paint_pill(painter, box, value, badge.known_type, font, language=spoken)
        rest = inner.adjusted(width + 8, 0, 0, 0)
        title = visible((shown_text(badge.title, spoken) or "")[:_SHOWN])
        painter.save()
        painter.setFont(font)
        painter.setClipRect(rest)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, title)
        painter.restore()


def _said(badge: Badge | None) -> str:
    if badge is None:
        return "—"
    spoken = language.current()
    texts = (shown_text(badge.value, spoken), shown_text(badge.title, spoken))
    return " · ".join(text for text in texts if text)
