"""The first page of the demo portal offers codes to click."""

from __future__ import annotations

import pytest

from badge_inspector.ui.shell.demo_start import CODES
from tests.support.desktop import Desktop, Person
from tests.support.pages.catalogue import Catalogue
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.result import Result
from tests.support.pages.settings import Settings


@pytest.mark.parametrize("code", [code for code, _ in CODES])
def test_a_code_of_the_page_is_looked_up(desktop: Desktop, code: str) -> None:
    async def journey(person: Person) -> None:
        await person.sees("The demo portal is ready")
        Result(person).clicks_sample(code)
        await person.until(lambda: person.shown is not None, "the answer")
        shown = person.shown
        assert shown is not None
        assert shown.code == code
        assert RequestBar(person).code == code

    desktop.run(journey, demo=True)


@pytest.mark.parametrize("next_code", ["", "slaRi"], ids=["nothing more", "and the next one is being typed"])
def test_a_code_sent_off_before_the_demo_is_there_is_asked_once_it_is(desktop: Desktop, next_code: str) -> None:
    def early(person: Person) -> None:
        person.sees_the_window_early()
        RequestBar(person).asks("vipClient")
        RequestBar(person).types(next_code)

    async def journey(person: Person) -> None:
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "its badge")
        assert not Settings.is_open(person)
        RequestBar(person).types("sk")
        assert RequestBar(person).code == (f"{next_code}sk" if next_code else "sk")
        await person.idle()

    desktop.run(journey, early, demo=True)


def test_all_badges_are_one_click_away(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        Result(person).lists_badges()
        await Catalogue.comes(person)
        await person.idle()

    desktop.run(journey, demo=True)
