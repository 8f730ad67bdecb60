"""Body of the trend card, below its header, with the legend of the bars; imported when there are points to show."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.timing.trend_plot import DARKER, TrendPlot, bar_colour
from badge_inspector.ui.widgets.controls import SpinBox
from badge_inspector.ui.widgets.labels import role_label

_SIGN, _GAP, _APART = 9, 5, 14


class TrendLegend(QWidget):
    """Signs with their words, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def retranslate(self) -> None:
        translate = QCoreApplication.translate
        self._words = (
            translate("TrendLegend", "total"),
            translate("TrendLegend", "on the portal"),
            translate("TrendLegend", "processing"),
            translate("TrendLegend", "median"),
            translate("TrendLegend", "failed"),
        )
        self.setAccessibleName(", ".join(self._words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._places(width)[-1].bottom())

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, (word, place) in enumerate(zip(self._words, self._places(self.width()), strict=True)):
            self._paint_sign(painter, at, QPointF(place.left(), place.center().y()))
            painter.setPen(theme.colour("muted"))
            text = place.adjusted(_SIGN + _GAP, 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_sign(self, painter: QPainter, at: int, left: QPointF) -> None:
        middle = left + QPointF(_SIGN / 2, 0)
        if at < len(DARKER):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(bar_colour(at))
            painter.drawRoundedRect(QRectF(left.x(), left.y() - _SIGN / 2, _SIGN, _SIGN), 1.5, 1.5)
        elif at == len(DARKER):
            painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(left, left + QPointF(_SIGN, 0))
        else:
            painter.setPen(QPen(theme.colour("bad"), 2))
            painter.drawLine(middle - QPointF(3.5, 3.5), middle + QPointF(3.5, 3.5))
            painter.drawLine(middle - QPointF(3.5, -3.5), middle + QPointF(3.5, -3.5))

    def _places(self, width: int) -> list[QRectF]:
        """Rectangles of each sign with its word."""
        metrics, x, y = self.fontMetrics(), 0, 0
        places: list[QRectF] = []
        for word in self._words:
            wide = _SIGN + _GAP + metrics.horizontalAdvance(word)
            if x and x + wide > width:
                x, y = 0, y + metrics.height() + 2
            places.append(QRectF(x, y, wide + 1, metrics.height()))
            x += wide + _APART
        return places


FEWEST, MOST = 2, 50
"""Bounds of the number of lookups in one repetition."""
_USUAL = 10
_CODE_SHOWN = 24


class TrendParts(QWidget):
    """The plot, and the controls that fill it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = TrendPlot(self)
        self.legend = TrendLegend(self)
        self.repeat_button = QPushButton(self)
        self.times = SpinBox(self)
        self.times.setRange(FEWEST, MOST)
        self.times.setValue(_USUAL)
        self.times_label = role_label(self, "muted")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress_label = role_label(self, "muted")
        self.progress_label.setFont(theme.tabular(self.progress_label.font()))
        self.cancel_button = QPushButton(self)
        for button in (self.repeat_button, self.cancel_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it was
        self._idle = (self.repeat_button, self.times, self.times_label)
        self._busy = (self.progress_label, self.progress, self.cancel_button)
        controls = QHBoxLayout()
        for widget in (*self._idle, self.progress_label):
            controls.addWidget(widget)
        controls.addWidget(self.progress, 1)
        controls.addWidget(self.cancel_button)
        controls.addStretch()
        column = vbox(self, margins=0, spacing=10)
        column.addWidget(self.plot)
        column.addWidget(self.legend)
        column.addLayout(controls)

    def retranslate(self) -> None:
        self.plot.setAccessibleName(self.tr("Last lookups"))
        self.legend.retranslate()
        self.repeat_button.setText(self.tr("Repeat"))
        self.repeat_button.setToolTip(
            self.tr("Look the same code up again, several times, at the pace the portal allows")
        )
        self.times.setAccessibleName(self.tr("Times"))
        self.times_label.setText(self.tr("times"))
        self.progress.setAccessibleName(self.tr("Repeating"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setAccessibleDescription(self.tr("Stop repeating"))

    def show_repeat(self, repeating: tuple[int, int, str] | None) -> None:
        """(done, total, code unless it is the shown one), or None when nothing is being repeated."""
        is_busy = repeating is not None
        had, gets = (self.repeat_button, self.cancel_button)[:: 1 if is_busy else -1]
        if had.hasFocus():
            gets.show()
            gets.setFocus()
        for widget in self._idle:
            widget.setVisible(repeating is None)
        for widget in self._busy:
            widget.setVisible(repeating is not None)
        if repeating is not None:
            done, total, code = repeating
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            words = self.tr("{code}: {done} of {total}") if code else self.tr("{done} of {total}")
            shown = visible(code[:_CODE_SHOWN]) + ("…" if len(code) > _CODE_SHOWN else "")
            self.progress_label.setText(words.format(code=shown, done=done, total=total))
