"""Progress of a run through many codes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.many.source_bar import Stage
from badge_inspector.ui.words.format import format_count, format_countdown, format_number


class RunBar(Retranslated, QFrame):
    """Attributes: progress, left (how many), pace (how long it still takes)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bar", "true")
        self._total = self._done = 0
        self._seconds_left: float | None = None
        self._rate: float | None = None
        self._has_ended = False
        self._stage = Stage.IDLE
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.left = QLabel(self)
        self.pace = QLabel(self)
        self.pace.setProperty("role", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 14, 8)
        line.setSpacing(14)
        line.addWidget(self.progress, 1)
        line.addWidget(self.left)
        line.addWidget(self.pace)
        self._retranslate()

    def show_total(self, total: int) -> None:
        """Show the number of codes of the run."""
        self._total, self._has_ended = total, False
        self.progress.setRange(0, total)
        self.show_done(0)

    def show_done(self, done: int) -> None:
        """Show the number of codes answered."""
        self._done = done
        self.progress.setValue(done)
        self._show_progress()

    def show_stage(self, stage: Stage, has_ended: bool) -> None:
        """Show the stage; `has_ended`: every code was answered."""
        self._stage, self._has_ended = stage, has_ended
        self.setVisible(stage is not Stage.IDLE or self._total > 0)
        self._show_progress()

    def show_pace(self, seconds_left: float | None, rate: float | None) -> None:
        """Show the remaining time, and the portal's rate where it is the limit."""
        self._seconds_left, self._rate = seconds_left, rate
        self._show_progress()

    def _show_progress(self) -> None:
        done = self.tr("{done} of {total}").format(done=format_count(self._done), total=format_count(self._total))
        ended = self.tr("Done")
        self.left.setText(f"{ended} · {done}" if self._has_ended else done)
        parts: list[str] = []
        if self._stage is Stage.PAUSED:
            parts.append(self.tr("paused"))
        elif self._stage is Stage.RUNNING:
            if self._seconds_left is not None:
                parts.append(self.tr("{time} left").format(time=format_countdown(self._seconds_left)))
            if self._rate is not None:
                rate = self.tr("{rate} requests a second, as the portal allows")
                parts.append(rate.format(rate=format_number(self._rate, 0 if self._rate == round(self._rate) else 1)))
        self.pace.setText(" · ".join(parts))
        self.pace.setVisible(bool(parts))

    def _retranslate(self) -> None:
        self.progress.setAccessibleName(self.tr("Progress"))
        self._show_progress()
