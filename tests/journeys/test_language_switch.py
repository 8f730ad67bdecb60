"""Windows that are open when the language changes speak the new one, all of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from tests.journeys.test_nothing_cut_off import WINDOWS, by_action
from tests.support.desktop import Desktop, Person
from tests.support.pages.answer import Answer, AnswerTab
from tests.support.pages.history import History
from tests.support.pages.many_portals import ManyPortals
from tests.support.spoken import left_in_english, left_in_russian

ENGLISH = (
    *(
        "Call Status",
        "MISSED",
        "Missed call",
        "Missed",
        "Deal #1",
        "Call back",
        "Plain badge",
        "Plain",
        "PLAIN",
        "English",
    ),
    *("start", "finish", "success", "400 Bad Request", "Badge not found for code"),
    *("nginx (Badge Inspector demo portal)", "Connection", "content-type, accept", "Accept"),
    "RemoteProtocolError: Server disconnected without sending a response.",
)
RUSSIAN = ("Русский", "русский", "қазақ тілі", "Статус звонка", "Пропущен", "Өткізілген")
"""Texts of the portal, libraries and headers, and a language's name for itself."""


def speak(person: Person, language: str) -> None:
    person.prefers(language=language)


async def look(person: Person, config: Path, top: QWidget, name: str) -> list[str]:
    """Switch there and back; what is left of the other language each time."""
    left: list[str] = []
    folders = str(config / "log"), str(config)
    for language, find, names in (("ru", left_in_english, ENGLISH), ("en", left_in_russian, RUSSIAN)):
        speak(person, language)
        await person.rests(top)
        left += [f"{name} in {language}: {text}" for text in find(top, [*names, *folders])]
    return left


@pytest.mark.slow
def test_no_text_of_the_other_language_is_left_in_the_main_window(desktop: Desktop) -> None:
    left: list[str] = []

    async def journey(person: Person) -> None:
        speak(person, "en")
        left.extend(await look(person, desktop.config_dir, person.window, "first run"))
        await person.tries_the_demo()
        left.extend(await look(person, desktop.config_dir, person.window, "nothing asked yet"))
        for code in ("misedCall", "demo.closed", "demo.html_503.retry_after", "demo.skewed_dates", "missedCall"):
            await person.looks_up(code)
            left.extend(await look(person, desktop.config_dir, person.window, code))
        for tab in AnswerTab:
            Answer(person).opens(tab)
            left.extend(await look(person, desktop.config_dir, person.window, tab.name))
        History(person).searches("no such thing")
        await person.until(lambda: not person.history(), "an empty search")
        left.extend(await look(person, desktop.config_dir, person.window, "nothing found"))

    desktop.run(journey, language=None)
    assert not left, "\n".join(["", *dict.fromkeys(left)])


async def portals_answer(person: Person) -> QDialog:
    portals = await ManyPortals.opens(person)
    for name, is_chosen in portals.chosen.items():
        if not is_chosen:
            portals.toggles(name)
    portals.asks("missedCall")
    await portals.all_answered()
    return portals.window


async def imports_broken_lines(person: Person, folder: Path) -> QDialog:
    file = folder / "broken.jsonl"
    file.write_bytes(b"{broken\n" * 600)
    await History(person).imports(file)
    return (await History(person).import_told()).window


@pytest.mark.slow
def test_no_text_of_the_other_language_is_left_in_the_other_windows(desktop: Desktop) -> None:
    left: list[str] = []

    async def journey(person: Person) -> None:
        speak(person, "en")
        for code in ("missedCall", "misedCall", "missedCall"):
            await person.looks_up(code)
        more = {
            "many_portals": portals_answer,
            "imported": partial(imports_broken_lines, folder=desktop.config_dir),
            **{name: by_action(name) for name in ("watch", "report", "note", "export")},
        }
        for name, opens in {**WINDOWS, **more}.items():
            dialog = await opens(person)
            left.extend(await look(person, desktop.config_dir, dialog, name))
            dialog.close()
            await person.until(lambda: not person.find_all(QDialog), f"the end of {name}")

    desktop.run(journey, language=None, demo=True)
    assert not left, "\n".join(["", *dict.fromkeys(left)])
