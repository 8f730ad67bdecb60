"""The cards of the timing: waterfall, time block, and the last lookups of a code with their repetition."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget

from badge_inspector.ui.timing.fields_view import FieldsView
from badge_inspector.ui.timing.time_block import BudgetGauge
from badge_inspector.ui.timing.trend_parts import TrendParts
from badge_inspector.ui.timing.waterfall_view import WaterfallView
from tests.support import hand
from tests.support.desktop import Person

Place = tuple[QWidget, QPoint]


class Timing:
    def __init__(self, person: Person) -> None:
        self._person = person
        self._cards = person.window.result.cards

    # One exchange

    @property
    def figures(self) -> dict[str, str]:
        """Figure of each line of the waterfall, by its label."""
        return {line.label: line.figure for line in self._waterfall.lines}

    def clicks_phase(self, label: str) -> None:
        _click_line(self._waterfall, label)

    def clicks_field(self, name: str) -> None:
        _click_line(self._fields, name)

    @property
    def budget(self) -> str:
        """The bar of the budget as a screen reader says it; "" while there is none."""
        (gauge,) = self._cards.timing.findChildren(BudgetGauge)
        return gauge.accessibleDescription() if gauge.isVisible() else ""

    @property
    def places(self) -> list[Place]:
        """Each line of the waterfall and of the time block: its widget and a point in it."""
        views = (self._waterfall, self._fields)
        return [_place(view, view.model().index(row, 0)) for view in views for row in range(view.model().rowCount())]

    @property
    def _waterfall(self) -> WaterfallView:
        (view,) = self._cards.timing.findChildren(WaterfallView)
        return view

    @property
    def _fields(self) -> FieldsView:
        (view,) = self._cards.timing.findChildren(FieldsView)
        return view

    # The last lookups of the code

    async def has_trend(self) -> None:
        await self._person.until(lambda: self._cards.trend.isVisible() and self._cards.trend.parts, "the trend")

    @property
    def bars(self) -> int:
        """Number of lookups in the trend."""
        return self._trend.plot.model().rowCount()

    def bar(self, at: int) -> Place:
        """Widget and a point of a bar, oldest first."""
        return _place(self._trend.plot, self._trend.plot.model().index(at, 0))

    def opens_bar(self, at: int) -> None:
        hand.pick(self._trend.plot, self._trend.plot.model().index(at, 0))

    async def repeats(self, times: int) -> None:
        """Look the code up so many times more."""
        await self.has_trend()
        self.types_times(times)
        hand.click(self._trend.repeat_button)

    def types_times(self, times: int) -> None:
        hand.enter(self._trend.times, str(times))

    def clicks_repeat(self) -> None:
        hand.click(self._trend.repeat_button)

    def presses_repeat(self) -> None:
        """By the keyboard."""
        self._trend.repeat_button.setFocus()
        QTest.keyClick(self._trend.repeat_button, Qt.Key.Key_Space)

    def cancels(self) -> None:
        hand.click(self._trend.cancel_button)

    @property
    def progress(self) -> str:
        """Progress of repeating, in words."""
        return self._trend.progress_label.text()

    @property
    def can_repeat(self) -> bool:
        return self._trend.repeat_button.isVisible()

    @property
    def has_focus_on(self) -> str:
        """Words of the button with the focus; "" for another part of the window."""
        buttons = self._trend.repeat_button, self._trend.cancel_button
        return next((each.text() for each in buttons if each.hasFocus()), "")

    @property
    def _trend(self) -> TrendParts:
        parts = self._cards.trend.parts
        assert parts is not None
        return parts


def _place(view: QListView, index: QModelIndex) -> Place:
    return view.viewport(), view.visualRect(index).center()


def _click_line(view: QListView, label: str) -> None:
    model = view.model()
    row = next(row for row in range(model.rowCount()) if label in str(model.index(row, 0).data()))
    hand.pick(view, model.index(row, 0))
