"""A line that opens and closes what is below it, its chevron flush with the texts around it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.painting import DOWN, RIGHT, TICK, paint_sign

_SIGN = 16
_RIGHT, _ABOVE = 4, 3
_NARROWEST = 60
"""Pixels that the line asks for at least; its text is cut where it has no more."""


class Disclosure(QAbstractButton):
    """Checked while it is open. Attributes: ink: the name of its text's colour; is_done: a tick in place of the chevron
    while it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ink = "muted"
        self.is_done = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, ink: str = "muted", is_done: bool = False) -> None:
        self.ink, self.is_done = ink, is_done
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(_SIGN + metrics.horizontalAdvance(self.text()) + _RIGHT, metrics.height() + 2 * _ABOVE)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = "text" if self.underMouse() and self.ink == "muted" else self.ink
        sign = DOWN if self.isChecked() else TICK if self.is_done else RIGHT
        paint_sign(painter, QRect(0, 0, _SIGN - 4, self.height()), sign, ink)
        painter.setPen(theme.colour(ink))
        room = self.rect().adjusted(_SIGN, 0, -_RIGHT, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
