"""The one table: what its menu copies, what it leaves to its window, and many rows in turns."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from badge_inspector.startup import resources
from badge_inspector.ui.kit import slices
from badge_inspector.ui.look import language
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.widgets.table_menu import Offers
from badge_inspector.ui.widgets.table_rows import Column, TableRows
from tests.support.menus import choose, menu_by_key, menu_of_cell, words

Row = tuple[str, str]
ROWS: list[Row] = [("alpha", "=1+1"), ("beta", "two\nlines"), ("gamma", "a|b")]


@pytest.fixture(autouse=True)
def _in_english(qapp: QApplication) -> None:
    assert resources.register()
    language.apply(qapp, "en")


def table_of(qtbot: QtBot, rows: Sequence[Row] = ROWS) -> Table[Row]:
    model = TableRows[Row]([Column(lambda: "Name", lambda row: row[0]), Column(lambda: "Text", lambda row: row[1])])
    table = Table(model)
    qtbot.addWidget(table)
    table.resize(500, 300)
    model.set(rows)
    table.show()
    return table


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("path", "copied"),
    [
        (("Copy cell",), "=1+1"),
        (("Copy row",), "alpha\t'=1+1"),
        (("Copy selected rows as", "CSV"), "Name,Text\nalpha,'=1+1"),
        (("Copy selected rows as", "Markdown"), "| Name | Text |\n|---|---|\n| alpha | =1+1 |"),
        (
            ("Copy whole table as", "Table with tabs"),
            'Name\tText\nalpha\t\'=1+1\nbeta\t"two\nlines"\ngamma\ta|b',
        ),
    ],
)
def test_the_menu_copies_a_cell_rows_and_all(qtbot: QtBot, path: tuple[str, ...], copied: str) -> None:
    table = table_of(qtbot)
    choose(menu_of_cell(table, 0, 1), *path)
    assert clipboard() == copied


def test_by_keys_the_menu_is_on_the_current_cell_and_of_all_rows_selected(qtbot: QtBot) -> None:
    table = table_of(qtbot)
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    menu = menu_by_key(table)
    assert "Copy 2 rows" in words(menu)
    choose(menu, "Copy cell")
    assert clipboard() == "beta"
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == 'alpha\t\'=1+1\nbeta\t"two\nlines"'


def test_a_right_click_outside_the_selection_is_about_that_row(qtbot: QtBot) -> None:
    table = table_of(qtbot)
    table.selectRow(0)
    asked: list[tuple[Sequence[Row], int]] = []

    def offers(rows: Sequence[Row], column: int) -> Offers:
        asked.append((rows, column))
        yield "Open it", lambda: asked.append((rows, -1))

    table.offers = offers
    choose(menu_of_cell(table, 2, 1), "Open it")
    assert asked == [((ROWS[2],), 1), ((ROWS[2],), -1)]


def test_rows_are_narrowed_to_a_value_by_the_window(qtbot: QtBot) -> None:
    table = table_of(qtbot, [("R&D", "x")])
    menu = menu_of_cell(table, 0, 0)
    assert "Show only “R&&D”" not in words(menu)
    menu.close()
    wanted: list[str] = []
    table.filter_by = wanted.append
    choose(menu_of_cell(table, 0, 0), "Show only “R&&D”")
    assert wanted == ["R&D"]


def test_nothing_to_copy_is_offered_by_an_empty_table(qtbot: QtBot) -> None:
    table = table_of(qtbot, [])
    menu = menu_by_key(table)
    assert words(menu) == []
    menu.close()


def test_a_long_table_is_copied_without_holding_the_window(qtbot: QtBot) -> None:
    rows = [(f"row{number}", "x") for number in range(5_000)]
    table = table_of(qtbot, rows)
    QGuiApplication.clipboard().setText("before")
    choose(menu_of_cell(table, 0, 0), "Copy whole table as", "CSV")
    assert clipboard() == "before"
    qtbot.waitUntil(lambda: clipboard() != "before")
    assert len(clipboard().splitlines()) == 5_001


MANY: list[Row] = [(f"row{number:04}", "odd" if number % 2 else "Even") for number in range(2_001)]
EVEN, ODD = MANY[::2], MANY[1::2]


def settled(qtbot: QtBot, table: Table[Row], rows: Sequence[Row]) -> None:
    qtbot.waitUntil(lambda: table.rows.shown == list(rows))


def test_many_rows_are_filtered_and_sorted_in_turns(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted between two looks at the clock: a turn ends at the first one that finds its time over."""
    asked, turns = [0], [0]

    def text(row: Row) -> str:
        asked[0] += 1
        return row[1]

    def clock() -> float:
        turns.append(asked[0])
        asked[0] = 0
        return time.perf_counter()

    monkeypatch.setattr(slices, "time", SimpleNamespace(perf_counter=clock))
    table = table_of(qtbot, MANY)
    settled(qtbot, table, MANY)
    table.rows.columns = (table.rows.columns[0], Column(lambda: "Text", text))
    table.hide()  # what is painted asks as well
    table.rows.narrow(lambda row: text(row) == "odd")
    assert table.rows.shown == MANY, "as it was until the others are found"
    settled(qtbot, table, ODD)
    table.rows.narrow(None)
    table.rows.sort(1)
    settled(qtbot, table, EVEN + ODD)
    table.rows.sort(1, Qt.SortOrder.DescendingOrder)
    settled(qtbot, table, (EVEN + ODD)[::-1])
    table.rows.sort(-1)
    settled(qtbot, table, MANY)
    assert 0 < max(turns) <= 25


def test_the_last_word_on_what_is_shown_holds(qtbot: QtBot) -> None:
    """The work that was begun before is given up; rows that come meanwhile have their place."""
    table = table_of(qtbot, MANY)
    table.rows.narrow(lambda row: row[1] == "odd")
    table.rows.sort(0, Qt.SortOrder.DescendingOrder)
    table.rows.narrow(lambda row: row[1] != "odd")
    table.rows.append([("row9999", "new"), ("row9998", "odd")])
    settled(qtbot, table, [("row9999", "new"), *EVEN[::-1]])
    table.rows.append([("row5000", "between")])
    settled(qtbot, table, [("row9999", "new"), ("row5000", "between"), *EVEN[::-1]])
    table.rows.set(ROWS)
    assert table.rows.shown == ROWS[::-1]


def test_the_selection_stays_on_its_rows_while_many_are_sorted(qtbot: QtBot) -> None:
    table = table_of(qtbot, MANY)
    settled(qtbot, table, MANY)
    table.selectRow(7)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    settled(qtbot, table, MANY[::-1])
    assert table.selected() == [MANY[7]]
    assert table.selectionModel().selectedRows()[0].row() == len(MANY) - 8
