"""Card of the last lookups of a code, with repetition, to see whether the portal is always slow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.trend import TrendPoint, trend
from badge_inspector.ui.look import theme
from badge_inspector.ui.timing.trend_parts import TrendParts
from badge_inspector.ui.widgets.card import HeaderCard
from badge_inspector.ui.widgets.labels import ElidedLabel
from badge_inspector.ui.words.format import format_duration


class TrendCard(HeaderCard):
    """Card of a code's last lookups. Its body is built when there are points to show.

    Signals:
    lookup_activated(int): the history's id of a point that was clicked or entered.
    repeat_requested(int): so many times.
    repeat_cancelled(): stop repeating; lookups that were answered stay.
    """

    lookup_activated = Signal(object)
    repeat_requested = Signal(int)
    repeat_cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._current_id: int | None = None
        self._repeating: tuple[int, int, str] | None = None
        self._parts: TrendParts | None = None
        self.summary = ElidedLabel(self, "muted")
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary.setFont(theme.tabular(self.summary.font()))
        self.aside.addWidget(self.summary)
        self._refresh()

    @property
    def parts(self) -> TrendParts | None:
        """Body of the card; None before there was anything to show."""
        return self._parts

    def show_points(self, points: Sequence[TrendPoint], current_id: int | None = None) -> None:
        """Oldest first; `current_id` is the history's id of the lookup on the screen."""
        self._points = tuple(points)
        self._current_id = current_id
        self._refresh()

    def show_repeat(self, done: int, total: int, code: str = "") -> None:
        """`done` of `total` repeated lookups have come, of another code than the shown one where it is named; all of
        them, or a total of 0, ends the state."""
        self._repeating = (done, total, code) if done < total else None
        self._refresh()

    def prepare(self) -> TrendParts:
        """Build what is below the header while nobody waits."""
        if self._parts is None:
            self._parts = TrendParts(self)
            self._parts.hide()
            self._parts.plot.lookup_activated.connect(self.lookup_activated)
            self._parts.repeat_button.clicked.connect(self._request)
            self._parts.cancel_button.clicked.connect(self.repeat_cancelled)
            self.body.addWidget(self._parts)
        return self._parts

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _refresh(self) -> None:
        count = len(self._points)
        title = self.tr("Last %n lookup(s) of this code", "", count) if count else self.tr("Trend")
        if count == 1:
            title = self.tr("The first lookup of this code")
        self.title.setText(title)
        self.setAccessibleName(self.tr("Trend"))
        summary = self._summary_text()
        self.summary.show_text(summary)
        self.summary.setVisible(bool(summary))
        self.place_aside()
        is_empty = not count and self._repeating is None
        if self._parts is None and is_empty:
            return
        parts = self.prepare()
        parts.retranslate()
        parts.plot.show_points(self._points, self._current_id)
        for part in (parts.plot, parts.legend):
            part.setVisible(count > 1)  # one lookup is no trend
        parts.show_repeat(self._repeating)
        parts.setVisible(not is_empty)

    def _summary_text(self) -> str:
        if len(self._points) < 2:  # one has neither a middle nor an edge
            return ""
        figures = trend(self._points)
        if figures.median_s is None or figures.p95_s is None:
            return ""
        text = self.tr("median {median} · 95 % {p95}")
        return text.format(median=format_duration(figures.median_s), p95=format_duration(figures.p95_s))

    def _request(self) -> None:
        if self._parts is not None:
            self.repeat_requested.emit(self._parts.times.value())
