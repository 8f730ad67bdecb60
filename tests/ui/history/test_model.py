"""The history's list model: day headings, pages, and rows that come and go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from badge_inspector.domain.history import RowStatus
from badge_inspector.ui.history.model import HEADING_ROLE, ROW_ROLE, HistoryModel
from tests.support.builders import NOON, row

DAY = 86_400.0


@pytest.fixture
def model(qapp: object) -> Iterator[HistoryModel]:
    model = HistoryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    yield model
    model.deleteLater()


def shape(model: HistoryModel) -> list[int | str]:
    """Row ids, and "day" for headings."""
    indexes = (model.index(at) for at in range(model.rowCount()))
    return ["day" if index.data(HEADING_ROLE) else index.data(ROW_ROLE).id for index in indexes]


def test_a_heading_stands_before_each_day(model: HistoryModel) -> None:
    model.set_first_page(
        [row(4), row(3, asked_at=NOON - 60), row(2, asked_at=NOON - DAY), row(1, asked_at=NOON - DAY)], True
    )
    assert shape(model) == ["day", 4, 3, "day", 2, 1]


def test_a_next_page_goes_on_with_the_day_it_began_in(model: HistoryModel) -> None:
    model.set_first_page([row(4)], complete=False)
    model.append([row(3, asked_at=NOON - 60), row(2, asked_at=NOON - DAY)], complete=True)
    assert shape(model) == ["day", 4, 3, "day", 2]


def test_a_page_is_asked_for_once_and_never_past_the_end(model: HistoryModel) -> None:
    asked: list[int] = []
    model.page_needed.connect(asked.append)
    model.set_first_page([row(4), row(3)], complete=False)
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [3]
    model.append([row(2)], complete=True)
    model.fetchMore(QModelIndex())
    assert asked == [3]
    assert not model.canFetchMore(QModelIndex())


@pytest.mark.parametrize(
    ("asked_at", "expected"),
    [
        pytest.param(NOON + 60, ["day", 5, 4], id="same day"),
        pytest.param(NOON + DAY, ["day", 5, "day", 4], id="new day"),
    ],
)
def test_a_saved_lookup_comes_first(model: HistoryModel, asked_at: float, expected: list[int | str]) -> None:
    model.set_first_page([row(4)], complete=True)
    model.prepend(row(5, asked_at=asked_at))
    assert shape(model) == expected


def test_the_first_lookup_of_all_gets_its_day(model: HistoryModel) -> None:
    model.prepend(row(1))
    assert shape(model) == ["day", 1]


def test_the_last_row_of_a_day_takes_its_heading_along(model: HistoryModel) -> None:
    model.set_first_page([row(4), row(3, asked_at=NOON - DAY), row(2, asked_at=NOON - 2 * DAY)], complete=True)
    model.remove([3])
    assert shape(model) == ["day", 4, "day", 2]
    model.remove([4, 2, 99])
    assert shape(model) == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(2, ["day", 4], id="within a day"),
        pytest.param(4, ["day", 4, 3], id="no heading is left alone"),
        pytest.param(5, ["day", 4, 3, "day", 2], id="nothing is there"),
    ],
)
def test_rows_that_are_let_go_are_asked_for_again(model: HistoryModel, at: int, expected: list[int | str]) -> None:
    rows = [row(4), row(3), row(2, asked_at=NOON - DAY)]
    asked: list[int] = []
    model.page_needed.connect(asked.append)
    model.set_first_page(rows, complete=True)
    model.drop_rows_from(at)
    assert shape(model) == expected
    model.fetchMore(QModelIndex())
    missing = rows[sum(item != "day" for item in expected) :]
    assert asked == ([expected[-1]] if missing else [])
    model.append(missing, complete=True)
    assert shape(model) == ["day", 4, 3, "day", 2]


def test_rows_stay_while_the_page_below_them_is_on_its_way(model: HistoryModel) -> None:
    model.set_first_page([row(4), row(3)], complete=False)
    model.fetchMore(QModelIndex())
    model.drop_rows_from(2)
    model.append([row(2)], complete=True)
    assert shape(model) == ["day", 4, 3, 2]


def test_a_changed_row_is_replaced_in_place(model: HistoryModel) -> None:
    model.set_first_page([row(4), row(3)], complete=True)
    model.replace(row(3, pinned=True))
    assert model.index_of(3).data(ROW_ROLE).pinned
    assert not model.index_of(99).isValid()


def test_a_row_is_said_in_words(model: HistoryModel) -> None:
    model.set_first_page(
        [row(4, "mis\nsed", status=RowStatus.REFUSED, error="NOT_FOUND", value=None, badge_type=None, pinned=True)],
        True,
    )
    words = model.index(1).data()
    assert "mis↵sed, refused, NOT_FOUND, acme.bitrix24.com" in words
    assert words.endswith("512\u00a0ms, pinned")
