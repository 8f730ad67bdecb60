"""The choice of a portal's colour."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from badge_inspector.domain.portal import ColourLabel
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme


class ColourDot(QAbstractButton):
    """One colour to choose."""

    def __init__(self, label: ColourLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.setCheckable(True)
        self.setFixedSize(28, 28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.label_colour(self.label)))
        painter.drawEllipse(self.rect().adjusted(6, 6, -6, -6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawEllipse(self.rect().adjusted(3, 3, -3, -3))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)


class ColourChoice(Retranslated, QWidget):
    """Signals: picked(ColourLabel)."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots = {label: ColourDot(label, self) for label in ColourLabel}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for dot in self.dots.values():
            self._group.addButton(dot)
            line.addWidget(dot)
            dot.clicked.connect(self._announce)
        line.addStretch(1)
        self._retranslate()

    def choose(self, label: ColourLabel) -> None:
        self.dots[label].setChecked(True)
        self.setFocusProxy(self.dots[label])

    @property
    def chosen(self) -> ColourLabel:
        return next((label for label, dot in self.dots.items() if dot.isChecked()), ColourLabel.GREY)

    def _announce(self) -> None:
        self.setFocusProxy(self.dots[self.chosen])
        self.picked.emit(self.chosen)

    def _retranslate(self) -> None:
        for label, words in (
            (ColourLabel.RED, self.tr("Red")),
            (ColourLabel.AMBER, self.tr("Amber")),
            (ColourLabel.GREEN, self.tr("Green")),
            (ColourLabel.BLUE, self.tr("Blue")),
            (ColourLabel.GREY, self.tr("Grey")),
        ):
            self.dots[label].setAccessibleName(words)
            self.dots[label].setToolTip(words)
