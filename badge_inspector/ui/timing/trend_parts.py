"""Body of the trend card, below its header; imported when there are points to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.timing.trend_legend import TrendLegend
from badge_inspector.ui.timing.trend_plot import TrendPlot
from badge_inspector.ui.widgets.controls import SpinBox

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
        self.times_label = QLabel(self)
        self.times_label.setProperty("role", "muted")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress_label = QLabel(self)
        self.progress_label.setProperty("role", "muted")
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
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
