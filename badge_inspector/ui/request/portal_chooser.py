"""Chooser of the portal in use; two keys open the list of portals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.request.portal_line import paint_portal
from badge_inspector.ui.widgets.painting import paint_chevron
from badge_inspector.ui.words.portals import place_of, portal_name

if TYPE_CHECKING:
    from badge_inspector.ui.request.portal_popup import PortalPopup


class PortalChooser(Retranslated, QPushButton):
    """Shows the portal in use; pressed, it opens the list.

    Signals: portal_picked(profile). add_requested(), demo_requested(): from the end of the list.
    """

    portal_picked = Signal(object)
    add_requested = Signal()
    demo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profiles: tuple[PortalProfile, ...] = ()
        self._current: PortalProfile | None = None
        self._popup: PortalPopup | None = None
        self.setMinimumSize(120, 34)
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
        if self._popup is None:
            from badge_inspector.ui.request.portal_popup import PortalPopup  # noqa: PLC0415 - on first use

            self._popup = PortalPopup(self)
            self._popup.picked.connect(self.portal_picked)
            self._popup.add_requested.connect(self.add_requested)
            self._popup.demo_requested.connect(self.demo_requested)
        self._popup.open_below(self, self._profiles)

    def sizeHint(self) -> QSize:
        return QSize(300, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # the button itself, which has no text
        painter = QPainter(self)
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
