"""The panel of the history, without a history behind it: what it keeps loaded while lookups are saved for weeks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from badge_inspector.ui.history.panel import HistoryPanel
from tests.support.builders import row

PAGE = 100
SAVED = 1_000


@pytest.fixture
def panel(qtbot: QtBot) -> HistoryPanel:
    """As high as a screen, with the first page of a hundred rows."""
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    panel.resize(280, 900)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_first_page([row(number) for number in range(PAGE, 0, -1)], complete=True)
    return panel


def ids(panel: HistoryPanel) -> list[int]:
    return [each.id for each in panel.model.rows()]


def save(panel: HistoryPanel) -> int:
    """Save lookups; the most rows that were loaded meanwhile."""
    most = 0
    for number in range(PAGE + 1, PAGE + SAVED + 1):
        panel.show_saved(row(number))
        most = max(most, panel.model.rowCount())
    return most


def test_rows_far_below_are_let_go_and_come_back_when_they_are_scrolled_to(panel: HistoryPanel) -> None:
    def answer(before_id: int) -> None:
        page = [row(number) for number in range(before_id - 1, max(0, before_id - 1 - PAGE), -1)]
        panel.show_next_page(page, complete=page[-1].id == 1)

    panel.page_needed.connect(answer)
    assert save(panel) < SAVED / 2
    assert ids(panel)[0] == PAGE + SAVED
    bar = panel.list.verticalScrollBar()
    while panel.model.last_id != 1:
        before = panel.model.rowCount()
        bar.setValue(bar.maximum())
        panel.list.executeDelayedItemsLayout()
        assert panel.model.rowCount() > before
    assert ids(panel) == list(range(PAGE + SAVED, 0, -1))


def test_what_is_looked_at_stays(panel: HistoryPanel) -> None:
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert save(panel) == 1 + PAGE + SAVED
    assert panel.model.id_at(panel.list.bottom_row()) == 1


def test_what_is_selected_stays(panel: HistoryPanel) -> None:
    selection = panel.list.selectionModel()
    selection.select(panel.model.index_of(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    save(panel)
    assert [each.id for each in panel.selected_rows()] == [1]
