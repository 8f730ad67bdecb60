"""Painting in widgets and rows: ticks and chevrons in the theme's colours, and typed access to a row's options."""

from __future__ import annotations

from typing import Any, cast

from PySide6 import QtWidgets
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from badge_inspector.ui.look import theme

TICK = (QPointF(-3.5, 0), QPointF(-1, 2.5), QPointF(3.5, -2.5))
DOWN = (QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75))
UP = (QPointF(-3, 1.5), QPointF(0, -1.5), QPointF(3, 1.5))
RIGHT = (QPointF(-1.75, -3.5), QPointF(1.75, 0), QPointF(-1.75, 3.5))
RIGHT_SMALL = (QPointF(-1.5, -3), QPointF(1.5, 0), QPointF(-1.5, 3))
DOWN_SMALL = (QPointF(-3, -1.5), QPointF(0, 1.5), QPointF(3, -1.5))


def paint_chevron(painter: QPainter, rect: QRect, enabled: bool = True) -> None:
    """A chevron that points down in the middle of `rect`: here something opens."""
    paint_sign(painter, rect, DOWN, "muted" if enabled else "border")


def paint_sign(painter: QPainter, rect: QRect, steps: tuple[QPointF, ...], colour: str, width: float = 1.5) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    middle = QRectF(rect).center()
    painter.drawPolyline([middle + step for step in steps])
    painter.restore()


def option_rect(option: QStyleOptionViewItem) -> QRect:
    return cast("Any", option).rect


def option_font(option: QStyleOptionViewItem) -> QFont:
    return cast("Any", option).font


def is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QtWidgets.QStyle.StateFlag.State_Selected)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QtWidgets.QStyle.StateFlag.State_MouseOver)
