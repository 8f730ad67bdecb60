"""Context menus of a portal's badges, of two portals' and of a badge's languages, as a person uses them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.badge import Badge, LocalizedText, PlainText
from badge_inspector.domain.catalogue_diff import compare_catalogues
from badge_inspector.startup import resources
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from badge_inspector.ui.look import language
from badge_inspector.ui.result.language_table import LanguageTable
from tests.support.builders import profile
from tests.support.menus import choose, menu_of_cell, words

MISSED = Badge(PlainText("missedCall"), PlainText("Call Status"), PlainText("Missed"), PlainText("failure"))
VIP = Badge(PlainText("vipClient"), PlainText("Client"), PlainText("VIP"), PlainText("success"))
GREEN_MISSED = Badge(PlainText("missedCall"), PlainText("Call Status"), PlainText("Missed"), PlainText("success"))
LOCALIZED = Badge(
    PlainText("missedCall"),
    LocalizedText((("ru", "Статус звонка"), ("en", "Call Status"))),
    PlainText("Missed"),
    PlainText("failure"),
)
COPIES = ["Copy cell", "Copy row", "Copy selected rows as", "Copy whole table as"]


@pytest.fixture(autouse=True)
def _in_english(qapp: QApplication) -> None:
    assert resources.register()
    language.apply(qapp, "en")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def window(parent: QWidget) -> CatalogueWindow:
    window = CatalogueWindow(parent)
    window.show_badges(profile(), [MISSED, VIP], 0.0)
    window.show()
    return window


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def column(table: QTableView, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_a_badge_of_the_list_can_be_looked_up_copied_and_filtered_by(window: CatalogueWindow) -> None:
    menu = menu_of_cell(window.table, 0, 2)
    assert words(menu) == ["Look up", "Copy code", *COPIES, "Show only “Call Status”", "Select all"]
    choose(menu, "Copy cell")
    assert clipboard() == "Call Status"
    choose(menu_of_cell(window.table, 1, 2), "Copy code")
    assert clipboard() == "vipClient"
    choose(menu_of_cell(window.table, 1, 2), "Show only “Client”")
    assert column(window.table, 0) == ["vipClient"]


def test_of_several_badges_none_is_looked_up_and_all_codes_are_copied(window: CatalogueWindow) -> None:
    window.table.selectAll()
    menu = menu_of_cell(window.table, 0, 0)
    assert words(menu)[:3] == ["Copy 2 codes", "Copy cell", "Copy 2 rows"]
    choose(menu, "Copy 2 codes")
    assert clipboard() == "missedCall\nvipClient"


def test_a_code_of_two_portals_can_be_looked_up_on_each_that_has_it(window: CatalogueWindow) -> None:
    there = profile("R&D", "rd.bitrix24.com")
    window.show_differences(compare_catalogues([MISSED, VIP], [GREEN_MISSED]), there)
    table, picked = window.differences.table, QSignalSpy(window.code_picked)
    menu = menu_of_cell(table, 0, 0)
    assert words(menu) == [
        "Look up on Acme support", "Look up on R&&D", "Copy code", *COPIES, "Show only “missedCall”", "Select all",
    ]  # fmt: skip
    choose(menu, "Copy cell")
    assert clipboard() == "missedCall"
    menu = menu_of_cell(table, 1, 1)
    assert words(menu)[:2] == ["Look up on Acme support", "Copy code"]
    choose(menu, "Copy cell")
    assert clipboard() == "only on Acme support"
    choose(menu_of_cell(table, 0, 0), "Look up on R&D")
    assert (picked.count(), picked.at(0)) == (1, ["missedCall", there])


def test_a_text_of_a_language_can_be_copied_and_shown_in_the_json(qtbot: QtBot) -> None:
    table = LanguageTable()
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show_badge(LOCALIZED, "en")
    table.show()
    activated = QSignalSpy(table.cell_activated)
    menu = menu_of_cell(table, 0, 1)
    assert words(menu) == ["Show in the JSON", *COPIES]
    choose(menu, "Copy cell")
    assert clipboard() == "Статус звонка"
    before = activated.count()
    choose(menu_of_cell(table, 0, 1), "Show in the JSON")
    assert activated.at(before) == ["title", "ru"]
    menu = menu_of_cell(table, 0, 0)
    assert words(menu) == COPIES
    choose(menu, "Copy cell")
    assert clipboard() == "ru"
