"""The portal's `time` block: its fields, the zone they are read in, and the operating budget they tell of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from badge_inspector.domain.budget import Budget
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.timing.field_words import Zone, field_line, field_lines, used_text, zone_available
from badge_inspector.ui.timing.fields_view import FieldsView
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.menu_buttons import ChipMenu

_STEPS = 1000
_THICKNESS = 8
NEARLY = 0.8
"""The share from which the bar warns by its colour; the figure beside it says it in words."""


class BudgetGauge(QProgressBar):
    """A progress bar to a screen reader, painted our way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self._share = 0.0

    def show_share(self, share: float) -> None:
        """`share` of the limit, 0 to 1 and beyond."""
        self._share = share
        self.setValue(round(min(1.0, share) * _STEPS))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _THICKNESS)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _THICKNESS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - _THICKNESS) / 2, self.width(), _THICKNESS)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(track, 4, 4)
        if self._share > 0:
            filled = QRectF(track)
            filled.setWidth(max(4.0, track.width() * min(1.0, self._share)))
            painter.setBrush(theme.colour("phase_processing" if self._share < NEARLY else "bad"))
            painter.drawRoundedRect(filled, min(4.0, filled.width() / 2), 4)
        painter.end()


_SECOND_MS = 1_000
_FAR_MS, _FAR_S = 10_000, 60.0
"""Between two steps of the countdown while this much is left: each wakes the processor and paints."""


class TimeBlock(Retranslated, QWidget):
    """Counts down to the expiry of the oldest minute while it can be seen.

    Signals: field_activated(str): the JSONPath of a field that was clicked or entered.
    """

    field_activated = Signal(str)

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        """`now` gives epoch seconds UTC."""
        super().__init__(parent)
        self._now = now
        self._time: ServerTime | None = None
        self._budget = Budget(None, 0.0)
        self._zone = Zone.UTC
        self._title = role_label(self, "card-title")
        self.zone_button = ChipMenu(self)
        self._zone_actions = self._make_zone_actions()
        self.fields = FieldsView(self)
        self.fields.line_activated.connect(self.field_activated)
        self.gauge = BudgetGauge(self)
        self.ticking = QTimer(self)
        self.ticking.timeout.connect(self._tick)
        self._lay_out()
        self._retranslate()

    def show_time(self, time: ServerTime, budget: Budget) -> None:
        self._time = time
        self._budget = budget
        self._refresh()

    @property
    def zone(self) -> Zone:
        """The zone in which moments are read, the person's choice as far as this block allows it."""
        return self._zone if self._time is None or zone_available(self._zone, self._time) else Zone.UTC

    def read_in(self, zone: Zone, _checked: bool = True) -> None:
        self._zone = zone
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.ticking.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.zone_button)
        column = vbox(self, margins=0, spacing=6)
        column.addLayout(head)
        column.addWidget(self.fields)
        column.addWidget(self.gauge)

    def _make_zone_actions(self) -> dict[Zone, QAction]:
        group = QActionGroup(self)
        actions: dict[Zone, QAction] = {}
        for zone in Zone:
            action = QAction(self)
            action.setCheckable(True)
            action.triggered.connect(partial(self.read_in, zone))
            group.addAction(action)
            self.zone_button.menu().addAction(action)
            actions[zone] = action
        return actions

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Reported by the portal"))
        self.fields.setAccessibleName(self.tr("Time block"))
        self._zone_actions[Zone.UTC].setText(self.tr("UTC"))
        self._zone_actions[Zone.PORTAL].setText(self.tr("Portal’s zone"))
        self._zone_actions[Zone.COMPUTER].setText(self.tr("This computer’s zone"))
        self.zone_button.setToolTip(self.tr("The time zone that times are shown in"))
        self.gauge.setAccessibleName(self.tr("Method budget"))
        self.gauge.setWhatsThis(
            self.tr("How much of the time that the portal allows this method within ten minutes is used up.")
        )
        self._refresh()

    def _refresh(self) -> None:
        time = self._time
        if time is None:
            return
        self.fields.set_lines(field_lines(time, self._budget, self.zone, self._now()))
        for zone, action in self._zone_actions.items():
            action.setEnabled(zone_available(zone, time))
            action.setChecked(zone is self.zone)
        chosen = self._zone_actions[self.zone].text()
        self.zone_button.setText(chosen)
        self.zone_button.setAccessibleName(self.tr("Time zone: {zone}").format(zone=chosen))
        self._refresh_budget()
        self._tick()

    def _refresh_budget(self) -> None:
        """The figures stand in the row of `operating`; the bar is for what is nearly used up."""
        share = self._budget.share
        self.gauge.setVisible(share is not None and share >= NEARLY)
        if share is not None:
            self.gauge.show_share(share)
            self.gauge.setAccessibleDescription(used_text(self._budget))

    def _tick(self) -> None:
        """Count down, and stop once there is nothing left to count or nobody to see it."""
        time, now = self._time, self._now()
        reset_at = self._budget.reset_at
        if time is None or reset_at is None:
            self.ticking.stop()
            return
        row = next(row for row, field in enumerate(time.fields) if field.name == "operating_reset_at")
        self.fields.set_line(row, field_line(time.fields[row], time, self._budget, self.zone, now))
        if self.isVisible() and reset_at > now:
            step_ms = _FAR_MS if reset_at - now > _FAR_S else _SECOND_MS
            if not self.ticking.isActive() or self.ticking.interval() != step_ms:
                self.ticking.start(step_ms)
        else:
            self.ticking.stop()
