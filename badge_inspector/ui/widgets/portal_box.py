"""Combo box of portals, each with the dot of its colour, for windows that may ask another portal than the main
window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.controls import ComboBox

_DOT = 8
_AROUND, _WIDEST = 56, 480
"""Pixels of dot and margins in the list, and of all of it."""


class PortalBox(ComboBox):
    """`name_of` words a portal; `none` is the text of a first entry that stands for no portal, "" for no such entry.

    Signals: portal_picked(PortalProfile | None): by the person.
    """

    portal_picked = Signal(object)

    def __init__(self, name_of: Callable[[PortalProfile], str], parent: QWidget | None = None, none: str = "") -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._profiles: tuple[PortalProfile, ...] = ()
        self._none = none
        self.setIconSize(QSize(_DOT + 4, _DOT + 4))
        self.setMinimumHeight(32)
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.activated.connect(self._pick)
        self.currentIndexChanged.connect(self._show_name)

    @property
    def current(self) -> PortalProfile | None:
        return self.currentData()

    def show_profiles(self, profiles: Sequence[PortalProfile], current_id: str | None) -> None:
        """These are there to be picked; the one with that id is."""
        self._profiles = tuple(profiles)
        self._fill(current_id)

    def name_none(self, text: str) -> None:
        """Word the entry that stands for no portal."""
        self._none = text
        current = self.current
        self._fill(current.id if current else None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.name_none(self._none)
        elif event.type() == QEvent.Type.PaletteChange and self._profiles:
            for row in range(self.count()):
                profile = self.itemData(row)
                if profile is not None:
                    self.setItemIcon(row, portal_icon(profile))

    def _pick(self) -> None:
        self.portal_picked.emit(self.current)

    def _fill(self, current_id: str | None) -> None:
        self.clear()
        if self._none:
            self.addItem(self._none, None)
        for profile in self._profiles:
            self.addItem(portal_icon(profile), visible(self._name_of(profile)), profile)
            place = "" if profile.is_demo else profile.address.display
            self.setItemData(self.count() - 1, place, Qt.ItemDataRole.ToolTipRole)
            if profile.id == current_id:
                self.setCurrentIndex(self.count() - 1)
        widths = (self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        widest = max(widths, default=0)
        self.view().setMinimumWidth(min(widest + _AROUND, _WIDEST))
        self._show_name()

    def _show_name(self) -> None:
        self.setToolTip(tooltip(self.currentText()))


def portal_icon(profile: PortalProfile) -> QIcon:
    """A dot in the portal's colour."""
    size = 2 * (_DOT + 4)
    pixmap = QPixmap(size, size)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.label_colour(profile.colour)))
    painter.drawEllipse(2, 2, _DOT, _DOT)
    painter.end()
    return QIcon(pixmap)
