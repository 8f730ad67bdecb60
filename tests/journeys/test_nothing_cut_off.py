"""At the smallest window no text is cut off without a tooltip that has all of it, in English or in Russian."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.settings.settings_window import SettingsWindow
from badge_inspector.ui.shell.main_window import MainWindow
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.fits import cut_off
from tests.support.pages.history import History

SMALLEST = QSize(900, 600)
LANGUAGES = ("en", "ru")
LOOKS = 60
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


def dialog_of(window: MainWindow) -> QDialog | None:
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), None)


class Reader:
    """Looks at one state after another, and says at the end what could not be read."""

    def __init__(self) -> None:
        self.found: list[str] = []

    async def look(self, person: Person, name: str, window: QWidget) -> None:
        await person.rests(window)
        lines = cut_off(window)
        for _ in range(LOOKS):  # a busy computer may need some time more
            if not lines:
                break
            await asyncio.sleep(0.05)
            lines = cut_off(window)
        self.found += [f"{name}: {line}" for line in lines]

    def report(self) -> None:
        assert not self.found, "\n".join(["", *dict.fromkeys(self.found)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_in_the_main_window(desktop: Desktop, language: str) -> None:
    reader = Reader()

    async def journey(person: Person) -> None:
        window = person.window
        window.resize(SMALLEST)
        await person.until(lambda: window.size() == SMALLEST, "the smallest window")
        await reader.look(person, "first run", window)
        await person.tries_the_demo()
        await reader.look(person, "nothing asked yet", window)
        window.request.ask()
        await reader.look(person, "empty code", window)
        for name, code in CODES.items():
            await person.looks_up(code)
            await reader.look(person, name, window)
        person.type_code(" сall ")
        window.request.ask()
        await reader.look(person, "white space left out", window)
        await person.looks_up("missedCall")
        for tab in AnswerTab:
            window.answer.show_tab(tab)
            await reader.look(person, tab.name, window)
            window.answer.open_find()
            await reader.look(person, f"finding in {tab.name}", window)
        History(person).searches("no such thing")
        await person.until(lambda: not person.history(), "an empty search")
        await reader.look(person, "nothing found in the history", window)
        hand.click(window.result.cards.badge.prepare()._why.toggle)
        await reader.look(person, "why hidden", window)

    desktop.run(journey, language=language)
    reader.report()


def by_action(name: str) -> Callable[[Person], object]:
    return lambda person: person.trigger(name)


async def many_come(person: Person, dialog: QDialog) -> None:
    assert isinstance(dialog, ManyWindow)
    hand.paste(dialog.source.codes, "missedCall\nvipClient\nmisedCall\nmissedCall\n")
    await person.until(dialog.source.start.isEnabled, "codes that were read")
    hand.click(dialog.source.start)
    await person.until(lambda: dialog.outcomes.rowCount() == 3 and dialog.source.start.isVisible(), "the end")


async def at_once(person: Person, dialog: QDialog) -> None:
    await person.rests(dialog)


def page(name: str) -> Callable[[Person, QDialog], Awaitable[None]]:
    async def open_page(_person: Person, dialog: QDialog) -> None:
        assert isinstance(dialog, SettingsWindow)
        dialog.show_page(getattr(dialog, name))

    return open_page


WINDOWS: dict[str, tuple[Callable[[Person], object], Callable[[Person, QDialog], Awaitable[None]]]] = {
    "settings": (by_action("settings"), at_once),
    "settings, network": (by_action("settings"), page("network")),
    "settings, history": (by_action("settings"), page("history")),
    "settings, appearance": (by_action("settings"), page("appearance")),
    "settings, advanced": (by_action("settings"), page("advanced")),
    "settings, new portal": (lambda person: person.adds_portal(), at_once),
    "badges": (by_action("list_badges"), at_once),
    "many codes, none yet": (by_action("many"), at_once),
    "many codes": (by_action("many"), many_come),
    "compare": (by_action("compare_previous"), at_once),
    "palette": (by_action("palette"), at_once),
    "shortcuts": (by_action("shortcuts"), at_once),
    "guide": (by_action("guide"), at_once),
    "about": (by_action("about"), at_once),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_in_the_other_windows(desktop: Desktop, language: str) -> None:
    reader = Reader()

    async def journey(person: Person) -> None:
        person.window.resize(SMALLEST)
        for code in ("missedCall", "misedCall", "missedCall"):
            await person.looks_up(code)
        for name, (opens, prepares) in WINDOWS.items():
            opens(person)
            await person.until(lambda: dialog_of(person.window) is not None, name)
            dialog = dialog_of(person.window)
            assert dialog is not None
            dialog.resize(dialog.size().boundedTo(SMALLEST))
            await prepares(person, dialog)
            await reader.look(person, name, dialog)
            dialog.close()
            await person.until(lambda: dialog_of(person.window) is None, f"the end of {name}")

    desktop.run(journey, language=language, demo=True)
    reader.report()


@pytest.mark.parametrize("width", [20, 60])
def test_the_reader_sees_what_is_cut(qtbot: QtBot, width: int) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    label, button = QLabel("a rather long text", top), QPushButton("a rather long text", top)
    label.resize(width, 20)
    button.setGeometry(0, 40, width, 24)
    top.resize(400, 200)
    top.show()
    assert len(cut_off(top)) == 2
    for each in (label, button):
        each.setToolTip(each.text())
    assert cut_off(top) == []
    for each in (label, button):
        each.setToolTip("")
        each.resize(300, 24)
    assert cut_off(top) == []
    label.move(380, 0)
    assert len(cut_off(top)) == 1
