"""Body of the timing card, below its header; imported at the first lookup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from badge_inspector.domain.budget import budget
from badge_inspector.domain.findings import ClockOff, RoundedTiming, ThisComputerLate, findings
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.domain.waterfall import Waterfall, waterfall
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.timing.field_words import local_offset_s
from badge_inspector.ui.timing.finding_words import finding_text
from badge_inspector.ui.timing.row_words import row_lines
from badge_inspector.ui.timing.time_block import TimeBlock
from badge_inspector.ui.timing.waterfall_view import WaterfallView
from badge_inspector.ui.widgets.labels import role_label


class Notices(QWidget):
    """Warnings first, then remarks. Hidden while there are none; labels are made when first needed and kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, list[QLabel]] = {"warning": [], "notice": []}
        self._warnings = vbox(spacing=6)
        self._remarks = vbox(spacing=6)
        column = vbox(self, margins=0, spacing=6)
        column.addLayout(self._warnings)
        column.addLayout(self._remarks)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """Texts of the notices, from the top."""
        return [label.text() for labels in self._labels.values() for label in labels if not label.isHidden()]

    def show_notices(self, warnings: Sequence[str], remarks: Sequence[str]) -> None:
        self._fill(self._warnings, warnings, "warning")
        self._fill(self._remarks, remarks, "notice")
        self.setVisible(bool(warnings or remarks))

    def _fill(self, column: QVBoxLayout, texts: Sequence[str], role: str) -> None:
        labels = self._labels[role]
        while len(labels) < len(texts):
            label = role_label(self, role, plain=True, wraps=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            labels.append(label)
            column.addWidget(label)
        for number, label in enumerate(labels):
            label.setText(texts[number] if number < len(texts) else "")
            label.setVisible(number < len(texts))


class TimingBody(QWidget):
    """Signals: field_activated(str): the JSONPath of a field that was clicked or entered."""

    field_activated = Signal(str)

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waterfall = WaterfallView(self)
        self.waterfall.line_activated.connect(self.field_activated)
        self.caution = Notices(self)
        self.block = TimeBlock(now, self)
        self.block.field_activated.connect(self.field_activated)
        self.block.hide()
        self.notices = Notices(self)
        self._column = vbox(self, margins=0, spacing=10)
        for widget in (self.waterfall, self.caution, self.block, self.notices):
            self._column.addWidget(widget)

    def clear(self) -> None:
        """Hide what not every lookup has."""
        for part in (self.caution, self.block, self.notices):
            part.hide()

    def show_waterfall(self, lookup: Lookup) -> Waterfall:
        """Show the bars, and return them for `show_findings()`."""
        time, response = lookup.outcome.time, lookup.exchange.response
        broke_off = response is None or bool(response.truncated)  # what came whole may still be of no use
        picture = waterfall(
            lookup.exchange.timeline,
            time,
            ended_in=lookup.outcome.failure.phase if isinstance(lookup.outcome, Failed) and broke_off else None,
            shared=lookup.exchange.is_shared,
            capture=lookup.capture,
        )
        self.waterfall.setAccessibleName(self.tr("Waterfall"))
        self.waterfall.show_lines(row_lines(picture, time.path if time else ""), picture.total_s)
        return picture

    def show_findings(self, lookup: Lookup, picture: Waterfall) -> None:
        """Show the contradictions and the remarks."""
        timeline, time, capture = lookup.exchange.timeline, lookup.outcome.time, lookup.capture
        found = findings(
            timeline,
            time,
            picture,
            local_offset_s=None if capture is not None else local_offset_s(timeline.started_at),
            shared=lookup.exchange.is_shared,
            excess=lookup.exchange.excess,
        )
        if capture is not None:  # of a clock that is not this computer's
            found = tuple(one for one in found if not isinstance(one, ClockOff | ThisComputerLate))
        no_block = time is None and lookup.exchange.response is not None
        self.caution.show_notices(
            [finding_text(one) for one in found if isinstance(one, RoundedTiming)],
            [self._no_block_text(lookup)] if no_block else [],
        )
        others = [one for one in found if not isinstance(one, RoundedTiming)]
        self.notices.show_notices(
            [finding_text(one) for one in others if one.is_warning],
            [finding_text(one) for one in others if not one.is_warning],
        )

    def show_cost(self, time: ServerTime | None, previous: ServerTime | None, operating_limit_s: float) -> None:
        """The fields, with what the call cost since the block before it."""
        if time is not None and time.is_block:
            self.block.show_time(time, budget(time, operating_limit_s, previous))
        self.block.setVisible(time is not None and time.is_block)

    def _no_block_text(self, lookup: Lookup) -> str:
        if isinstance(lookup.outcome, Found):
            return self.tr("The portal sent no time block.")
        if isinstance(lookup.outcome, Failed):
            return self.tr("This response has no time block.")
        return self.tr("The portal sends no time block with this error.")
