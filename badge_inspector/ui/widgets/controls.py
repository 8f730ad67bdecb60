"""Qt's check box, choice and figure fields with signs in the theme's colours: a style sheet knows images only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSpinBox,
)

from badge_inspector.ui import theme

_TICK = (QPointF(-3.5, 0), QPointF(-1, 2.5), QPointF(3.5, -2.5))
_DOWN = (QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75))
_UP = (QPointF(-3, 1.5), QPointF(0, -1.5), QPointF(3, 1.5))
_DOWN_SMALL = (QPointF(-3, -1.5), QPointF(0, 1.5), QPointF(3, -1.5))


def paint_chevron(painter: QPainter, rect: QRect, enabled: bool = True) -> None:
    """A chevron that points down in the middle of `rect`: here something opens."""
    _paint(painter, rect, _DOWN, "muted" if enabled else "border")


def _paint(painter: QPainter, rect: QRect, steps: tuple[QPointF, ...], colour: str, width: float = 1.5) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    middle = QRectF(rect).center()
    painter.drawPolyline([middle + step for step in steps])
    painter.restore()


class CheckBox(QCheckBox):
    """A box with a tick."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        _paint(QPainter(self), box, _TICK, "on_accent" if self.isEnabled() else "faint", 1.8)


class ComboBox(QComboBox):
    """A choice, with a chevron at its right end."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        end = QRect(self.width() - 26, 0, 20, self.height())
        paint_chevron(QPainter(self), end, self.isEnabled())


class SpinBox(QSpinBox):
    """A whole number."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_steps(self)


class DoubleSpinBox(QDoubleSpinBox):
    """A number."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_steps(self)


def _paint_steps(box: SpinBox | DoubleSpinBox) -> None:
    option = QStyleOptionSpinBox()
    box.initStyleOption(option)
    painter = QPainter(box)
    controls = QStyle.SubControl
    steps = QAbstractSpinBox.StepEnabledFlag
    for control, signs, step in (
        (controls.SC_SpinBoxUp, _UP, steps.StepUpEnabled),
        (controls.SC_SpinBoxDown, _DOWN_SMALL, steps.StepDownEnabled),
    ):
        rect = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, control, box)
        _paint(painter, rect, signs, "muted" if box.isEnabled() and bool(box.stepEnabled() & step) else "border", 1.3)
