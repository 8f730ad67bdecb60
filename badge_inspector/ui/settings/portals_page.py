"""The portals: a list to pick from, and the form of the one that is picked."""

from __future__ import annotations

import math
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
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
from badge_inspector.ui.portal_words import portal_name
from badge_inspector.ui.settings.portal_form import PortalForm
from badge_inspector.ui.widgets.file_dialogs import open_file, save_file
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.widgets.view_option import is_selected, option_font, option_rect

_PROFILE = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PortalsPage(QWidget):
    """Attributes: list, filter, form, add, duplicate, delete, import_, export.

    Signals: opened(PortalProfile): another one is edited. deleted(PortalProfile). reordered(ids).
    import_requested(Path), export_requested(Path): of all portals, without their secrets. The form's own signals are
    the form's.

    Keys in the list: Alt+Up and Alt+Down move a portal, Delete deletes it.
    """

    opened = Signal(object)
    deleted = Signal(object)
    reordered = Signal(object)
    import_requested = Signal(object)
    export_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = QFrame(self)
        side.setProperty("side", "true")
        side.setFixedWidth(296)
        self.filter = SearchField(side)
        self.list = QListWidget(side)
        self.list.setItemDelegate(_PortalDelegate(self.list))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.add, self.duplicate, self.delete, self.import_, self.export = (QPushButton(side) for _ in range(5))
        files = QHBoxLayout()
        files.setContentsMargins(12, 0, 12, 10)
        files.setSpacing(8)
        for button in (self.import_, self.export):
            button.setProperty("flat", "true")
            files.addWidget(button)
        files.addStretch(1)
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
        column.addLayout(files)
        self.form = PortalForm(self)
        area = self._area = QScrollArea(self)
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
        self.import_.clicked.connect(self._choose_import)
        self.export.clicked.connect(self._choose_export)
        for keys, slot in (
            ("Alt+Up", partial(self._move, -1)),
            ("Alt+Down", partial(self._move, 1)),
            ("Del", self._delete),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
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
        self._enable()

    def add_portal(self) -> None:
        """An empty form: the portal is there once it has an address."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.form.show_profile(None)
        self._enable()
        self.form.paste.setFocus()

    def _put(self, item: QListWidgetItem, profile: PortalProfile) -> None:
        item.setData(_PROFILE, profile)
        second = self.tr("built in") if profile.is_demo else f"{profile.address.display} · {self._way_in(profile)}"
        item.setData(_SECOND, second)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{visible(portal_name(profile))}, {second}")
        if profile.is_demo:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def _way_in(self, profile: PortalProfile) -> str:
        if profile.access is AccessKind.WEBHOOK:
            return self.tr("webhook")
        if profile.token_expires_at is None:
            return self.tr("OAuth")
        left = profile.token_expires_at - time.time()
        if left <= 0:
            return self.tr("OAuth, expired")
        return self.tr("OAuth, %n minute(s) left", "", math.ceil(left / 60))

    def _profile(self, row: int) -> PortalProfile:
        return self.list.item(row).data(_PROFILE)

    def _open(self) -> None:
        if self.list.currentRow() >= 0:
            profile = self._profile(self.list.currentRow())
            self.form.show_profile(profile)
            self._enable()
            self.opened.emit(profile)

    def _enable(self) -> None:
        """What can be done with the portal in the list that is open."""
        row = self.list.currentRow()
        own = row >= 0 and not self._profile(row).is_demo
        self.duplicate.setEnabled(own)
        self.delete.setEnabled(own)

    def _duplicate(self) -> None:
        if self.list.currentRow() >= 0:
            self.form.keep_now()
            profile = self._profile(self.list.currentRow())
            name = self.tr("{name} (copy)").format(name=portal_name(profile))
            copy = replace(profile, id=uuid.uuid4().hex, name=name, last_used_at=0.0)
            self.form.profile_changed.emit(copy)
            self._open()
            self.form.name.setFocus()
            self.form.name.selectAll()

    def _delete(self) -> None:
        if self.list.currentRow() >= 0 and self.delete.isEnabled():
            self.form.keep_now()
            profile = self._profile(self.list.currentRow())
            self.list.takeItem(self.list.currentRow())
            self.deleted.emit(profile)
            if not self.list.count():
                self.add_portal()

    def _move(self, by: int) -> None:
        """One place up or down; what is filtered out has no place to move by."""
        row = self.list.currentRow()
        to = row + by
        if row < 0 or not 0 <= to < self.list.count() or self.filter.text():
            return
        if not self._profile(row).is_demo and not self._profile(to).is_demo:
            root = QModelIndex()
            self.list.model().moveRow(root, row, root, to + (1 if by > 0 else 0))

    def _moved(self) -> None:
        self.reordered.emit(tuple(self._profile(row).id for row in range(self.list.count())))

    def _choose_import(self) -> None:
        open_file(self, self.tr("Import portals"), self._file_kinds(), self.import_requested.emit)

    def _choose_export(self) -> None:
        save_file(self, self.tr("Export portals"), self._file_kinds(), "portals.json", self.export_requested.emit)

    def _file_kinds(self) -> tuple[str, str]:
        return self.tr("Portals (*.json)"), self.tr("All files (*)")

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        self.list.setDragEnabled(not wanted)
        for row in range(self.list.count()):
            profile = self._profile(row)
            self.list.item(row).setHidden(wanted not in f"{portal_name(profile)} {profile.address.display}".casefold())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter portals…"))
        self.filter.setAccessibleName(self.tr("Filter portals"))
        self.list.setAccessibleName(self.tr("Portals"))
        self._area.setAccessibleName(self.tr("Portal"))
        self.add.setText(self.tr("Add"))
        self.duplicate.setText(self.tr("Duplicate"))
        self.delete.setText(self.tr("Delete"))
        self.import_.setText(self.tr("Import…"))
        self.export.setText(self.tr("Export…"))
        self.export.setToolTip(self.tr("All portals, without their secrets"))
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
            (first, bold, "text", visible(portal_name(profile))),
            (first.translated(0, height + 3), font, "muted", index.data(_SECOND)),
        ):
            painter.setFont(style)
            painter.setPen(theme.colour(colour))
            elided = QFontMetrics(style).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _LINE, elided)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
