"""The first page of the demo portal offers codes to click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.demo.tenants import TENANTS
from badge_inspector.domain.badge import PlainText
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from badge_inspector.ui.settings.settings_window import SettingsWindow
from badge_inspector.ui.shell.demo_start import CODES
from badge_inspector.ui.shell.result_column import DEMO
from tests.support.desktop import Desktop, Person


@pytest.mark.parametrize("at", range(len(CODES)))
def test_a_code_of_the_page_is_looked_up(desktop: Desktop, at: int) -> None:
    code = CODES[at][0]

    async def journey(person: Person) -> None:
        await person.sees("The demo portal is ready")
        QTest.mouseClick(person.window.result.demo_start.codes[at], Qt.MouseButton.LeftButton)
        await person.until(lambda: person.shown is not None, "the answer")
        shown = person.shown
        assert shown is not None
        assert shown.code == code
        assert person.window.request.code.text() == code

    desktop.run(journey, demo=True)


@pytest.mark.parametrize("next_code", ["", "slaRi"], ids=["nothing more", "and the next one is being typed"])
def test_a_code_sent_off_before_the_demo_is_there_is_asked_once_it_is(desktop: Desktop, next_code: str) -> None:
    def early(person: Person) -> None:
        person.window.show()
        person.type_code("vipClient")
        person.app.portals.is_awaited = True  # as the start has it from its first step
        person.press(Qt.Key.Key_Return)
        person.type(person.window.request.code, next_code)

    async def journey(person: Person) -> None:
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "its badge")
        assert person.find_all(SettingsWindow) == []
        person.type(person.window.request.code, "sk")
        assert person.window.request.code.text() == (f"{next_code}sk" if next_code else "sk")
        await person.idle()

    desktop.run(journey, early, demo=True)


def test_all_badges_are_one_click_away(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        QTest.mouseClick(person.window.result.demo_start.all_badges, Qt.MouseButton.LeftButton)
        await person.until(lambda: person.find_all(CatalogueWindow), "the catalogue")
        await person.idle()

    desktop.run(journey, demo=True)


def test_the_pills_are_the_demo_portal_s_own() -> None:
    (tenant,) = (tenant for tenant in TENANTS if tenant.id == DEMO)
    for code, badge in CODES:
        there = tenant.find(code)
        if badge is None:
            assert there is None
            continue
        assert there is not None
        assert (PlainText(str(there.value)), there.type) == (badge.value, badge.known_type)
