"""Fields down, portals across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import Field
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.many_portals import CellMark, PortalRow, field_rows, slowest_first
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.portal_box import portal_icon
from badge_inspector.ui.widgets.view_option import option_font, option_rect
from badge_inspector.ui.words.compared import field_label, outcome_text, value_text
from badge_inspector.ui.words.portals import portal_name

AnyIndex = QModelIndex | QPersistentModelIndex
LOOKUP_ROLE = Qt.ItemDataRole.UserRole
MARK, FIELD = 0, 1
FIRST = 2
"""The columns: the sign of a difference, the field's name, then one for each portal."""


class ManyPortalsModel(QAbstractTableModel):
    """Attributes: rows (as laid out), profiles (in the order of the columns)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[PortalProfile, ...] = ()
        self._came: dict[str, Lookup] = {}
        self._slowest_first = False
        self.profiles: tuple[PortalProfile, ...] = ()
        self.rows: tuple[PortalRow, ...] = ()

    def begin(self, profiles: Sequence[PortalProfile]) -> None:
        """These portals are asked now."""
        self._asked, self._came = tuple(profiles), {}
        self._lay_out()

    def take(self, lookup: Lookup) -> None:
        """A portal's answer came."""
        self._came[lookup.profile_id] = lookup
        self._lay_out()

    def put_slowest_first(self, slowest: bool) -> None:
        self._slowest_first = slowest
        self._lay_out()

    @property
    def came(self) -> int:
        return len(self._came)

    def lookup(self, column: int) -> Lookup | None:
        """Lookup of a column's portal."""
        at = column - FIRST
        return self._came.get(self.profiles[at].id) if 0 <= at < len(self.profiles) else None

    def reword(self) -> None:
        """The language changed."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        lookups = [self._came.get(profile.id) for profile in self._asked]
        order = slowest_first(lookups) if self._slowest_first else range(len(lookups))
        self.profiles = tuple(self._asked[at] for at in order)
        self.rows = field_rows([lookups[at] for at in order])
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else FIRST + len(self.profiles)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == LOOKUP_ROLE:
            return self.lookup(column) if row.field is Field.OUTCOME else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole and column >= FIRST:
            return tooltip(self.text(index.row(), column))
        if role == Qt.ItemDataRole.ForegroundRole:
            faint = column == FIELD or (column >= FIRST and row.cells[column - FIRST].mark is not CellMark.SAME)
            different = column >= FIRST and row.cells[column - FIRST].mark is CellMark.DIFFERENT
            return theme.colour("muted") if faint and not different else None
        if role == Qt.ItemDataRole.BackgroundRole and column >= FIRST:
            surface = {CellMark.DIFFERENT: "warning_surface", CellMark.MISSING: "bad_surface"}.get(
                row.cells[column - FIRST].mark
            )
            return theme.colour(surface) if surface else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or section < FIRST:
            return None
        profile = self.profiles[section - FIRST]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(portal_name(profile))
        if role == Qt.ItemDataRole.DecorationRole:
            return portal_icon(profile)
        return tooltip(portal_name(profile), profile.address.display) if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, row: int, column: int) -> str:
        """Text of a cell."""
        laid = self.rows[row]
        if column == MARK:
            return "≠" if laid.differs else ""
        if column == FIELD:
            return field_label(laid.field)
        cell = laid.cells[column - FIRST]
        if cell.mark is CellMark.WAITING:
            return self.tr("asking…") if laid.field is Field.OUTCOME else ""
        lookup = self.lookup(column)
        if lookup is not None and laid.field is Field.OUTCOME:
            return outcome_text(lookup)
        return value_text(cell.value)


class ManyPortalsDelegate(QStyledItemDelegate):
    """The marks as a ground behind the cells, which a style sheet for items does not paint, and badges as their
    pills."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option_rect(option)
        surface = index.data(Qt.ItemDataRole.BackgroundRole)
        if surface is not None:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), surface)
        super().paint(painter, option, index)
        value, lookup = _pill_of(index)
        if lookup is not None and isinstance(lookup.outcome, Found):
            spoken, font = language.current(), QFont(option_font(option))
            size = pill_size(value, font, spoken)
            top = rect.center().y() - size.height() // 2
            box = QRect(rect.left() + 8, top, min(size.width(), rect.width() - 16), size.height())
            paint_pill(painter, box, value, lookup.outcome.badge.known_type, font, language=spoken)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if _pill_of(index)[1] is not None:
            cast("Any", option).text = ""


def _pill_of(index: AnyIndex) -> tuple[str, Lookup | None]:
    """Text of a cell's pill, and its lookup; no lookup where there is none."""
    lookup = index.data(LOOKUP_ROLE)
    if not isinstance(lookup, Lookup) or not isinstance(lookup.outcome, Found):
        return "", None
    value = shown_text(lookup.outcome.badge.value, language.current())
    return (value, lookup) if value else ("", None)
