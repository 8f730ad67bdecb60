"""Painting of the history's list: no more than came into view, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.history.row_painter import RowPainter
from badge_inspector.ui.look import appearance
from badge_inspector.ui.look.appearance import ThemeChoice
from tests.support.builders import NOON, row


class Painted(QObject):
    """Attributes: heights: of what was painted, in pixels, one for each time."""

    def __init__(self, panel: HistoryPanel) -> None:
        super().__init__(panel)
        self.heights: list[int] = []
        panel.list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return super().eventFilter(watched, event)


def rows(first: int, last: int) -> list[HistoryRow]:
    return [row(row_id, asked_at=NOON - (first - row_id)) for row_id in range(first, last, -1)]


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[HistoryPanel]:
    appearance.apply(qapp, ThemeChoice.LIGHT)  # how a view is painted depends on the style sheet
    panel = HistoryPanel()
    panel.resize(300, 700)
    panel.show_first_page(rows(1_000, 900), complete=False)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.screen().grabWindow(panel.winId(), 0, 0, 1, 1)  # an answer of the display: all it had to say is here
    settle(qapp)
    yield panel
    panel.close()
    panel.deleteLater()


def settle(qapp: QApplication) -> None:
    """Until nothing is left to be painted."""
    for _ in range(5):
        qapp.processEvents()


def test_a_turn_of_the_wheel_paints_only_what_came_into_view(panel: HistoryPanel, qapp: QApplication) -> None:
    painted = Painted(panel)
    panel.list.verticalScrollBar().setValue(120)
    settle(qapp)
    assert painted.heights == [120]


def test_a_page_below_what_is_seen_paints_nothing(panel: HistoryPanel, qapp: QApplication) -> None:
    painted = Painted(panel)
    most = panel.list.verticalScrollBar().maximum()
    panel.show_next_page(rows(900, 800), complete=False)
    settle(qapp)
    assert painted.heights == []
    assert panel.list.verticalScrollBar().maximum() > most


def test_a_lookup_that_was_just_saved_has_itself_painted_and_moves_the_rest(
    panel: HistoryPanel, qapp: QApplication
) -> None:
    first = panel.model.item(1)
    assert isinstance(first, HistoryRow)
    painted = Painted(panel)
    panel.model.prepend(row(first.id + 1, code="new", asked_at=first.asked_at + 1))
    settle(qapp)
    assert painted.heights == [panel.list.visualRect(panel.model.index(1)).height()]
    moved = panel.screen().grabWindow(panel.winId()).toImage()
    panel.list.viewport().update()
    settle(qapp)
    assert moved == panel.screen().grabWindow(panel.winId()).toImage()


def test_another_search_is_painted_once(panel: HistoryPanel, qapp: QApplication) -> None:
    painted = Painted(panel)
    panel.show_first_page(rows(700, 600), complete=True, matches=100)
    panel.mark(650)
    settle(qapp)
    assert painted.heights == [panel.list.viewport().height()]


def test_what_is_remembered_of_a_row_follows_it(panel: HistoryPanel, qapp: QApplication) -> None:
    def picture() -> QImage:
        return panel.list.grab().toImage()

    before = picture()
    assert picture() == before
    panel.model.replace(row(1_000, asked_at=NOON, note="a note"))
    noted = picture()
    assert noted != before
    panel.resize(400, 700)
    settle(qapp)
    panel.resize(300, 700)
    settle(qapp)
    assert picture() == noted
    font = panel.list.font()
    font.setPointSizeF(font.pointSizeF() + 3)
    panel.list.setFont(font)
    settle(qapp)
    assert picture() != noted


def test_a_portal_without_room_beside_an_error_leaves_no_separator_behind(qapp: QApplication) -> None:
    painter = RowPainter(qapp.font())
    failed = row(1, status=RowStatus.REFUSED, error="expired_token", value=None, badge_type=None)
    narrow, wide = painter._worded(failed, 130).facts, painter._worded(failed, 600).facts
    assert " · acme.bitrix24.com · " in wide
    assert "acme" not in narrow
    assert narrow.count("·") == 1
    assert not [width for width in range(60, 400) if "· … ·" in painter._worded(failed, width).facts]
