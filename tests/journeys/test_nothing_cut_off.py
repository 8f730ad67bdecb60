"""At the smallest window no text is cut off without a tooltip that has all of it, in English or in Russian."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from tests.support.desktop import Desktop, Person
from tests.support.fits import cut_off
from tests.support.pages.answer import Answer, AnswerTab
from tests.support.pages.cards import Cards
from tests.support.pages.history import History
from tests.support.pages.many_codes import ManyCodes
from tests.support.pages.portals import Portals
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.settings import Settings

SMALLEST = QSize(900, 600)
LANGUAGES = ("en", "ru")
CODES = {
    "found": "missedCall",
    "found in three languages": "slaRisk",
    "long texts": "demo.long_texts",
    "hidden characters": "demo.hidden_characters",
    "refused": "misedCall",
    "refused for its rights": "demo.insufficient_scope",
    "refused for its time": "demo.OPERATION_TIME_LIMIT",
    "a page": "demo.html_503.retry_after",
    "failed": "demo.closed",
    "moved": "demo.moved_foreign",
    "odd dates": "demo.skewed_dates",
    "budget nearly spent": "demo.nearly_spent",
    "no time": "demo.null_time",
    "an odd answer": "demo.duplicate_keys",
    "damaged JSON": "demo.truncated_json",
    "almost JSON": "demo.not_a_number",
}


async def look(person: Person, name: str, window: QWidget) -> None:
    """See that all texts of one state of a window can be read."""
    await person.rests(window)
    lines = cut_off(window)
    if lines:  # a busy computer may need some time more
        await person.until(lambda: not cut_off(window), "\n".join([f"{name} without a text cut off:", *lines]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_in_the_main_window(desktop: Desktop, language: str) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        window.resize(SMALLEST)
        await person.until(lambda: window.size() == SMALLEST, "the smallest window")
        await look(person, "first run", window)
        await person.tries_the_demo()
        await look(person, "nothing asked yet", window)
        bar, answer = RequestBar(person), Answer(person)
        bar.asks()
        await look(person, "empty code", window)
        for name, code in CODES.items():
            await person.looks_up(code)
            await look(person, name, window)
        bar.asks(" сall ")
        await look(person, "white space left out", window)
        await person.looks_up("missedCall")
        for tab in AnswerTab:
            answer.opens(tab)
            await look(person, tab.name, window)
            person.trigger("find")
            await look(person, f"finding in {tab.name}", window)
        History(person).searches("no such thing")
        await person.until(lambda: not person.history(), "an empty search")
        await look(person, "nothing found in the history", window)
        Cards(person).opens_why_hidden()
        await look(person, "why hidden", window)

    desktop.run(journey, language=language)


async def many_codes(person: Person) -> QDialog:
    many = ManyCodes.opens(person)
    many.pastes("missedCall\nvipClient\nmisedCall\nmissedCall\n")
    await person.until(lambda: many.can_start, "codes that were read")
    many.starts()
    await person.until(lambda: many.can_start and len(many.column()) == 3, "the end")
    return many.window


def by_action(action: str) -> Callable[[Person], Awaitable[QDialog]]:
    """The window that a menu opens."""

    async def opens(person: Person) -> QDialog:
        person.trigger(action)
        return await person.comes(QDialog)

    return opens


def settings(page: str = "") -> Callable[[Person], Awaitable[QDialog]]:
    """The settings, on the page that has this preference."""

    async def opens(person: Person) -> QDialog:
        opened = Settings.opens(person)
        if page:
            opened.row(page)
        return opened.window

    return opens


async def new_portal(person: Person) -> QDialog:
    return Portals.adds(person).window


WINDOWS: dict[str, Callable[[Person], Awaitable[QDialog]]] = {
    "settings": settings(),
    "settings, network": settings("connect_s"),
    "settings, history": settings("keep_days"),
    "settings, appearance": settings("theme"),
    "settings, advanced": settings("log_level"),
    "settings, new portal": new_portal,
    "badges": by_action("list_badges"),
    "many codes, none yet": by_action("many"),
    "many codes": many_codes,
    "compare": by_action("compare_previous"),
    "palette": by_action("palette"),
    "shortcuts": by_action("shortcuts"),
    "guide": by_action("guide"),
    "about": by_action("about"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_in_the_other_windows(desktop: Desktop, language: str) -> None:
    async def journey(person: Person) -> None:
        person.window.resize(SMALLEST)
        for code in ("missedCall", "misedCall", "missedCall"):
            await person.looks_up(code)
        for name, opens in WINDOWS.items():
            dialog = await opens(person)
            dialog.resize(dialog.size().boundedTo(SMALLEST))
            await look(person, name, dialog)
            dialog.close()
            await person.until(lambda: not person.find_all(QDialog), f"the end of {name}")

    desktop.run(journey, language=language, demo=True)
