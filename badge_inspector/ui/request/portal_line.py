"""A portal in one line: a dot in its colour, its name, and where it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.portals import place_of, portal_name

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
