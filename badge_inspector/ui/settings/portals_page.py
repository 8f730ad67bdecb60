"""The portals: a list to pick from, and the form of the one that is picked."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.portal import AccessKind, PortalProfile
from badge_inspector.ui import theme
from badge_inspector.ui.format import visible
from badge_inspector.ui.settings.portal_form import PortalForm
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect

_PROFILE = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PortalsPage(QWidget):
    """Attributes: list, filter, form, add, duplicate, delete.

    Signals: opened(PortalProfile): another one is edited. deleted(PortalProfile). reordered(ids).
    The form's own signals are the form's.
    """

    opened = Signal(object)
    deleted = Signal(object)
    reordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = QFrame(self)
        side.setProperty("side", "true")
        side.setFixedWidth(296)
        self.filter = QLineEdit(side)
        self.list = QListWidget(side)
        self.list.setItemDelegate(_PortalDelegate(self.list))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.add, self.duplicate, self.delete = (QPushButton(side) for _ in range(3))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        foot.setSpacing(8)
        for button in (self.add, self.duplicate, self.delete):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.addWidget(self.filter)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.form = PortalForm(self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(side)
        line.addWidget(area, 1)
        self.filter.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(self._open)
        self.list.model().rowsMoved.connect(self._moved)
        self.add.clicked.connect(self.add_portal)
        self.duplicate.clicked.connect(self._duplicate)
        self.delete.clicked.connect(self._delete)
        self._retranslate()

    def show_profiles(self, profiles: Sequence[PortalProfile], current_id: str = "") -> None:
        """The portals in their order; `current_id` is opened."""
        self.list.blockSignals(True)
        self.list.clear()
        for profile in profiles:
            item = QListWidgetItem(self.list)
            self._put(item, profile)
        self.list.blockSignals(False)
        self._narrow(self.filter.text())
        for row in range(self.list.count()):
            if self._profile(row).id == current_id:
                self.list.setCurrentRow(row)
                return
        if not profiles:
            self.add_portal()
        else:
            self.list.setCurrentRow(0)

    def refresh(self, profile: PortalProfile) -> None:
        """A portal was changed in the form; one that is not in the list is new."""
        for row in range(self.list.count()):
            if self._profile(row).id == profile.id:
                self._put(self.list.item(row), profile)
                return
        self.list.blockSignals(True)
        item = QListWidgetItem(self.list)
        self._put(item, profile)
        self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def add_portal(self) -> None:
        """An empty form: the portal is there once it has an address."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.form.show_profile(None, kept=False)
        self.form.paste.setFocus()

    def _put(self, item: QListWidgetItem, profile: PortalProfile) -> None:
        item.setData(_PROFILE, profile)
        how = self.tr("webhook") if profile.access is AccessKind.WEBHOOK else self.tr("OAuth")
        second = self.tr("built in") if profile.is_demo else f"{profile.address.display} · {how}"
        item.setData(_SECOND, second)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{visible(profile.name)}, {second}")

    def _profile(self, row: int) -> PortalProfile:
        return self.list.item(row).data(_PROFILE)

    def _open(self) -> None:
        if self.list.currentRow() >= 0:
            profile = self._profile(self.list.currentRow())
            self.form.show_profile(profile, kept=False)
            self.duplicate.setEnabled(not profile.is_demo)
            self.delete.setEnabled(not profile.is_demo)
            self.opened.emit(profile)

    def _duplicate(self) -> None:
        if self.list.currentRow() >= 0:
            profile = self._profile(self.list.currentRow())
            name = self.tr("{name} (copy)").format(name=profile.name)
            copy = replace(profile, id=uuid.uuid4().hex, name=name, last_used_at=0.0)
            self.form.profile_changed.emit(copy)
            self._open()

    def _delete(self) -> None:
        if self.list.currentRow() >= 0:
            profile = self._profile(self.list.currentRow())
            self.list.takeItem(self.list.currentRow())
            self.deleted.emit(profile)
            if not self.list.count():
                self.add_portal()

    def _moved(self) -> None:
        self.reordered.emit(tuple(self._profile(row).id for row in range(self.list.count())))

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.list.count()):
            profile = self._profile(row)
            self.list.item(row).setHidden(wanted not in f"{profile.name} {profile.address.display}".casefold())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter portals…"))
        self.filter.setAccessibleName(self.tr("Filter portals"))
        self.list.setAccessibleName(self.tr("Portals"))
        self.add.setText(self.tr("Add"))
        self.duplicate.setText(self.tr("Duplicate"))
        self.delete.setText(self.tr("Delete"))
        for row in range(self.list.count()):
            self._put(self.list.item(row), self._profile(row))


class _PortalDelegate(QStyledItemDelegate):
    """Two lines: the name with its colour, the host with the way in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, QFontMetrics(option_font(option)).height() * 2 + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        profile: PortalProfile = index.data(_PROFILE)
        rect, font = option_rect(option), option_font(option)
        painter.save()
        painter.fillRect(rect, theme.colour("selection" if is_selected(option) else "surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.QColor(theme.label_colour(profile.colour)))
        height = QFontMetrics(font).height()
        painter.drawEllipse(rect.left() + 12, rect.top() + 7 + height // 2 - 4, 8, 8)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        first = QRect(rect.left() + 32, rect.top() + 7, rect.width() - 40, height)
        for line, style, colour, text in (
            (first, bold, "text", visible(profile.name)),
            (first.translated(0, height + 3), font, "muted", index.data(_SECOND)),
        ):
            painter.setFont(style)
            painter.setPen(theme.colour(colour))
            elided = QFontMetrics(style).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _LINE, elided)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
