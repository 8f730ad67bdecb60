"""The portal in use, and the list to pick another: open with two keys, type a part of the name, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui import theme
from badge_inspector.ui.format import visible
from badge_inspector.ui.portal_words import place_of, portal_name
from badge_inspector.ui.widgets.controls import paint_chevron
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect

AnyIndex = QModelIndex | QPersistentModelIndex
_PROFILE = Qt.ItemDataRole.UserRole
_DOT = 8


def paint_portal(painter: QPainter, rect: QRect, profile: PortalProfile, font: QFont) -> None:
    """Dot in the portal's colour, name in bold, host in muted type, elided to `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.QColor(theme.label_colour(profile.colour)))
    painter.drawEllipse(rect.left(), rect.center().y() - _DOT // 2 + 1, _DOT, _DOT)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    left = rect.left() + _DOT + 8
    metrics = QFontMetrics(bold)
    name = metrics.elidedText(visible(portal_name(profile)), Qt.TextElideMode.ElideRight, rect.right() - left)
    painter.setFont(bold)
    painter.setPen(theme.colour("text"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()), flags, name)
    left += metrics.horizontalAdvance(name) + 8
    if left < rect.right() - 24:
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        host = QFontMetrics(font).elidedText(place_of(profile), Qt.TextElideMode.ElideRight, rect.right() - left)
        painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()), flags, host)
    painter.restore()


class PortalListModel(QAbstractListModel):
    """The profiles in the order given (last used first)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profiles: tuple[PortalProfile, ...] = ()

    def set_profiles(self, profiles: Sequence[PortalProfile]) -> None:
        self.beginResetModel()
        self._profiles = tuple(profiles)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
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


class PortalPopup(QFrame):
    """A filter field over the list of portals.

    Signals: picked(profile).
    """

    picked = Signal(object)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        self._retranslate()

    def open_below(self, anchor: QWidget, profiles: Sequence[PortalProfile]) -> None:
        self._model.set_profiles(profiles)
        self.filter.clear()
        self._narrow("")
        rows = min(12, max(1, len(profiles)))
        height = rows * (self.fontMetrics().height() + 14) + self.filter.sizeHint().height() + 28
        self.resize(max(anchor.width(), 340), height)
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
        self.show()
        self.filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentIndex().row() + step
                self._select(max(0, min(self._proxy.rowCount() - 1, row)))
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter portals…"))
        self.filter.setAccessibleName(self.tr("Filter portals"))
        self.list.setAccessibleName(self.tr("Portals"))

    def _narrow(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        self._select(0)

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self._proxy.index(row, 0))

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.picked.emit(index.data(_PROFILE))


class PortalChooser(QPushButton):
    """Shows the portal in use; pressed, it opens the list.

    Signals: portal_picked(profile).
    """

    portal_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profiles: tuple[PortalProfile, ...] = ()
        self._current: PortalProfile | None = None
        self._popup: PortalPopup | None = None
        self.setMinimumSize(180, 34)
        self.clicked.connect(self.open)
        self._retranslate()

    @property
    def current(self) -> PortalProfile | None:
        return self._current

    def show_profiles(self, profiles: Sequence[PortalProfile], current: PortalProfile | None) -> None:
        self._profiles = tuple(profiles)
        self._current = current
        self._retranslate()
        self.update()

    def open(self) -> None:
        if not self._profiles:
            return
        if self._popup is None:
            self._popup = PortalPopup(self)
            self._popup.picked.connect(self.portal_picked)
        self._popup.open_below(self, self._profiles)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def sizeHint(self) -> QSize:
        return QSize(300, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        inner = self.rect().adjusted(11, 0, -26, 0)
        if self._current is not None:
            paint_portal(painter, inner, self._current, self.font())
        else:
            painter.setPen(theme.colour("muted"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.tr("No portal yet"))
        paint_chevron(painter, QRect(self.width() - 27, 0, 20, self.height()))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Portal"))
        shown = (
            f"{visible(portal_name(self._current))}, {place_of(self._current)}"
            if self._current
            else self.tr("No portal yet")
        )
        self.setAccessibleDescription(shown)
        self.setToolTip(shown)
