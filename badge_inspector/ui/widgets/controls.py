"""Qt's check box, combo box and spin boxes with signs in the theme's colours, which a style sheet cannot draw."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSpinBox,
    QWidget,
)

from badge_inspector.ui.widgets.painting import DOWN_SMALL, TICK, UP, paint_chevron, paint_sign

_INDENT = 6
"""Pixels in front of a figure: the style sheet's padding does not reach the field inside."""


class CheckBox(QCheckBox):
    """A box with a tick."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        paint_sign(QPainter(self), box, TICK, "on_accent" if self.isEnabled() else "faint", 1.8)


class ComboBox(QComboBox):
    """A choice, with a chevron at its right end."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        end = QRect(self.width() - 26, 0, 20, self.height())
        paint_chevron(QPainter(self), end, self.isEnabled())


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_steps(self)


class DoubleSpinBox(QDoubleSpinBox):
    """A number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)

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
        (controls.SC_SpinBoxUp, UP, steps.StepUpEnabled),
        (controls.SC_SpinBoxDown, DOWN_SMALL, steps.StepDownEnabled),
    ):
        rect = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, control, box)
        paint_sign(
            painter, rect, signs, "muted" if box.isEnabled() and bool(box.stepEnabled() & step) else "border", 1.3
        )
