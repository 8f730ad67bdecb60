"""The list to pick another portal from: type a part of the name, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.request.portal_line import paint_portal
from badge_inspector.ui.widgets.painting import is_selected, option_font, option_rect
from badge_inspector.ui.words.portals import place_of, portal_name

AnyIndex = QModelIndex | QPersistentModelIndex
_PROFILE = Qt.ItemDataRole.UserRole


class PortalListModel(QAbstractListModel):
    """The profiles in the order given (last used first)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profiles: tuple[PortalProfile, ...] = ()

    def set_profiles(self, profiles: Sequence[PortalProfile]) -> None:
        self.beginResetModel()
        self._profiles = tuple(profiles)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._profiles)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        profile = self._profiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{visible(portal_name(profile))} {place_of(profile)}"
        return profile if role == _PROFILE else None


class _PortalDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option_rect(option)
        if is_selected(option):
            painter.fillRect(rect, theme.colour("selection"))
        paint_portal(painter, rect.adjusted(10, 0, -8, 0), index.data(_PROFILE), option_font(option))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(200, QFontMetrics(option_font(option)).height() + 14)


class PortalPopup(Retranslated, QFrame):
    """A filter field over the list of portals, and below it the ways to others.

    Signals: picked(profile). add_requested(), demo_requested().
    """

    picked = Signal(object)
    add_requested = Signal()
    demo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "true")
        self._model = PortalListModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit(self)
        self.filter.installEventFilter(self)
        self.list = QListView(self)
        self.list.setModel(self._proxy)
        self.list.setItemDelegate(_PortalDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.filter.textChanged.connect(self._narrow)
        self.list.clicked.connect(self._pick)
        self.filter.returnPressed.connect(lambda: self._pick(self.list.currentIndex()))
        column = vbox(self, margins=8)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        self.add, self.demo = QPushButton(self), QPushButton(self)
        for button, signal in ((self.add, self.add_requested), (self.demo, self.demo_requested)):
            button.setProperty("flat", "true")
            button.setProperty("picks", "true")
            button.clicked.connect(self.hide)
            button.clicked.connect(signal)
            column.addWidget(button)
        self._retranslate()

    def open_below(self, anchor: QWidget, profiles: Sequence[PortalProfile]) -> None:
        self._model.set_profiles(profiles)
        self.filter.clear()
        self._narrow("")
        rows = min(12, len(profiles))
        self.demo.setVisible(not any(profile.is_demo for profile in profiles))
        self.filter.setVisible(bool(profiles))
        self.list.setVisible(bool(profiles))
        below = self.add.sizeHint().height() * (1 if self.demo.isHidden() else 2) + 14
        above = self.filter.sizeHint().height() + 28 if profiles else 12
        height = rows * (self.fontMetrics().height() + 14) + above + below
        self.resize(max(anchor.width(), 340), height)
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
        self.show()
        (self.filter if profiles else self.demo).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step == 1 and self.list.currentIndex().row() >= self._proxy.rowCount() - 1:
                self.add.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if step is not None:
                row = self.list.currentIndex().row() + step
                self._select(max(0, min(self._proxy.rowCount() - 1, row)))
                return True
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter portals…"))
        self.filter.setAccessibleName(self.tr("Filter portals"))
        self.list.setAccessibleName(self.tr("Portals"))
        self.add.setText(self.tr("Add portal…"))
        self.demo.setText(self.tr("Demo portal"))

    def _narrow(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        self._select(0)

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self._proxy.index(row, 0))

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.picked.emit(index.data(_PROFILE))
