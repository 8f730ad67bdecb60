"""The badges of two portals side by side: which only one of them has, and which say something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.catalogue_diff import CodeOnTwo, Standing
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui import language
from badge_inspector.ui.compared_words import field_label
from badge_inspector.ui.format import format_count, format_list, tooltip, visible
from badge_inspector.ui.portal_words import portal_name
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.view_option import option_font, option_rect

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
                return self.tr("How it stands")
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


class Differences(QWidget):
    """Attributes: table, model, chips (by standing, None for all).

    Signals: activated(CodeOnTwo).
    """

    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DifferenceModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        for column in (Column.HERE, Column.THERE):
            self.table.setItemDelegateForColumn(column, PillsDelegate(self.table))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        for column in (Column.HERE, Column.THERE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(Column.CODE, 150)
        self.table.setColumnWidth(Column.STANDING, 170)
        self.chips: dict[Standing | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._text = ""
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        for standing in (None, Standing.ONLY_HERE, Standing.ONLY_THERE, Standing.DIFFERENT, Standing.SAME):
            chip = QPushButton(self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(standing is None)
            chip.setAutoDefault(False)
            self._group.addButton(chip)
            self.chips[standing] = chip
            row.addWidget(chip)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self._group.buttonClicked.connect(self._narrow)
        self.table.activated.connect(self._activate)
        self._retranslate()

    def show_entries(self, entries: Sequence[CodeOnTwo], here: PortalProfile, there: PortalProfile) -> None:
        """The codes of both portals."""
        self.model.show_entries(entries, here, there)
        self._word_chips()

    def narrow(self, text: str) -> None:
        self._text = text
        self._narrow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _narrow(self) -> None:
        standing = next(standing for standing, chip in self.chips.items() if chip.isChecked())
        self.model.narrow(standing, self._text)

    def _activate(self, index: QModelIndex) -> None:
        self.activated.emit(index.data(ENTRY_ROLE))

    def _word_chips(self) -> None:
        counts = self.model.counts()
        for standing, words in (
            (None, self.tr("All {count}")),
            (Standing.ONLY_HERE, self.tr("Only here {count}")),
            (Standing.ONLY_THERE, self.tr("Only there {count}")),
            (Standing.DIFFERENT, self.tr("Different {count}")),
            (Standing.SAME, self.tr("The same {count}")),
        ):
            count = self.model.total() if standing is None else counts[standing]
            self.chips[standing].setText(words.format(count=format_count(count)))

    def _retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Badges of both portals"))
        self._word_chips()
        self._narrow()


def _said(badge: Badge | None) -> str:
    if badge is None:
        return "—"
    spoken = language.current()
    texts = (shown_text(badge.value, spoken), shown_text(badge.title, spoken))
    return " · ".join(text for text in texts if text)
