"""Which badges exist on a portal: a table to search, each with its pill."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.badge import Badge, PlainText, shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.ui import language, theme
from badge_inspector.ui.format import format_clock, visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect

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


class _PillDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = pill_size(str(index.data() or "—"), option_font(option), language.current())
        return QSize(size.width() + 16, size.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, font = option_rect(option), option_font(option)
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
        text = str(index.data() or "")
        if text:
            badge: Badge = index.data(BADGE_ROLE)
            size = pill_size(text, font, language.current())
            top = rect.center().y() - size.height() // 2
            box = QRect(rect.left() + 6, top, min(size.width(), rect.width() - 12), size.height())
            paint_pill(painter, box, text, badge.known_type, font, language=language.current())


class CatalogueWindow(QDialog):
    """Attributes: filter, table, count, refresh.

    Signals: code_picked(str): look this badge up. refresh_requested(): fetch the list anew.
    """

    code_picked = Signal(str)
    refresh_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 560)
        self.filter = SearchField(self)
        self.filter.setMinimumHeight(32)
        self.refresh = QPushButton(self.tr("Refresh"), self)
        self.refresh.setAutoDefault(False)
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        self._model = CatalogueModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView(self)
        self.table.setModel(self._proxy)
        self.table.setItemDelegateForColumn(Column.BADGE, _PillDelegate(self.table))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(QFontMetrics(QFont(self.font())).height() + 16)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(Column.CODE, 200)
        self.table.setColumnWidth(Column.BADGE, 190)
        top = QFrame(self)
        top.setProperty("bar", "true")
        line = QHBoxLayout(top)
        line.setContentsMargins(12, 10, 12, 10)
        line.addWidget(self.filter, 1)
        line.addWidget(self.refresh)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 8)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._pick_first)
        self.table.activated.connect(self._pick)
        self.refresh.clicked.connect(self.refresh_requested)
        self.setWindowTitle(self.tr("Badges of the portal"))
        self.filter.setPlaceholderText(self.tr("Filter badges…"))
        self.filter.setAccessibleName(self.tr("Filter badges"))
        self.table.setAccessibleName(self.tr("Badges"))
        self.say(self.tr("Asking the portal…"))

    def show_badges(self, portal: str, badges: Sequence[Badge], fetched_at: float) -> None:
        """What the portal listed at `fetched_at`, epoch seconds."""
        self.setWindowTitle(self.tr("Badges of {portal}").format(portal=visible(portal)))
        self._model.set_badges(badges)
        words = self.tr("%n badge(s), as of {time}. Enter looks one up.", "", len(badges))
        self.say(words.format(time=format_clock(fetched_at)))

    def say(self, text: str) -> None:
        """Tell how it stands, below the table."""
        self.count.setText(text)

    def _narrow(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())

    def _pick_first(self) -> None:
        index = self.table.currentIndex()
        self._pick(index if index.isValid() else self._proxy.index(0, 0))

    def _pick(self, index: QModelIndex) -> None:
        badge = index.data(BADGE_ROLE) if index.isValid() else None
        if isinstance(badge, Badge) and isinstance(badge.code, PlainText):
            self.code_picked.emit(badge.code.text)
            self.accept()
