"""The list of portals: in a person's own order, each with its colour and the way in."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from badge_inspector.domain.portal import AccessKind, PortalProfile
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.painting import is_selected, option_font, option_rect
from badge_inspector.ui.words.portals import portal_name

_PROFILE = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PortalList(Retranslated, QListWidget):
    """Signals: opened(PortalProfile): another one is the current one. reordered(ids). delete_requested(): the key.

    Keys: Alt+Up and Alt+Down move a portal, Delete deletes it.
    """

    opened = Signal(object)
    reordered = Signal(object)
    delete_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setItemDelegate(_PortalDelegate(self))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.currentItemChanged.connect(self._open)
        self.model().rowsMoved.connect(self._moved)
        for keys, slot in (
            ("Alt+Up", partial(self.move_by, -1)),
            ("Alt+Down", partial(self.move_by, 1)),
            ("Del", self.delete_requested),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self._retranslate()

    @property
    def current(self) -> PortalProfile | None:
        return self._profile(self.currentRow()) if self.currentRow() >= 0 else None

    def show_profiles(self, profiles: Sequence[PortalProfile], current_id: str) -> None:
        """The portals in their order; `current_id` is opened, or the first one."""
        self.blockSignals(True)
        self.clear()
        for profile in profiles:
            self._fill_item(QListWidgetItem(self), profile)
        self.blockSignals(False)
        self.narrow(self._wanted)
        ids = [profile.id for profile in profiles]
        if ids:
            self.setCurrentRow(ids.index(current_id) if current_id in ids else 0)

    def refresh(self, profile: PortalProfile) -> None:
        """A portal was changed; one that is not in the list is new, and current without being opened again."""
        for row in range(self.count()):
            if self._profile(row).id == profile.id:
                self._fill_item(self.item(row), profile)
                return
        self.blockSignals(True)
        item = QListWidgetItem(self)
        self._fill_item(item, profile)
        self.setCurrentItem(item)
        self.blockSignals(False)

    def leave(self) -> None:
        """None is current any more."""
        self.blockSignals(True)
        self.setCurrentRow(-1)
        self.blockSignals(False)

    def narrow(self, text: str) -> None:
        """Show those only that have this in their name or host."""
        self._wanted = text
        wanted = text.strip().casefold()
        self.setDragEnabled(not wanted)
        for row in range(self.count()):
            profile = self._profile(row)
            self.item(row).setHidden(wanted not in f"{portal_name(profile)} {profile.address.display}".casefold())

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _fill_item(self, item: QListWidgetItem, profile: PortalProfile) -> None:
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
        return self.item(row).data(_PROFILE)

    def move_by(self, by: int) -> None:
        """Move the current portal one place up or down; what is filtered out has no place to move by."""
        row = self.currentRow()
        to = row + by
        if row < 0 or not 0 <= to < self.count() or self._wanted:
            return
        if not self._profile(row).is_demo and not self._profile(to).is_demo:
            root = QModelIndex()
            self.model().moveRow(root, row, root, to + (1 if by > 0 else 0))

    def _moved(self) -> None:
        self.reordered.emit(tuple(self._profile(row).id for row in range(self.count())))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Portals"))
        for row in range(self.count()):
            self._fill_item(self.item(row), self._profile(row))


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
