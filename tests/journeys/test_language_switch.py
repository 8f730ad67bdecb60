"""Windows that are open when the language changes speak the new one, all of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from badge_inspector.ui.compare.many_portals_window import ManyPortalsWindow
from badge_inspector.ui.result.answer_panel import AnswerTab
from tests.journeys.test_nothing_cut_off import WINDOWS, at_once, by_action, dialog_of
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.pages.history import History
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


async def look(person: Person, top: QWidget, name: str) -> list[str]:
    """Switch there and back; what is left of the other language each time."""
    left: list[str] = []
    paths = person.app.backend.paths
    folders = str(paths.log), str(paths.config)
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
        left.extend(await look(person, person.window, "first run"))
        await person.tries_the_demo()
        left.extend(await look(person, person.window, "nothing asked yet"))
        for code in ("misedCall", "demo.closed", "demo.html_503.retry_after", "demo.skewed_dates", "missedCall"):
            await person.looks_up(code)
            left.extend(await look(person, person.window, code))
        for tab in AnswerTab:
            person.window.answer.show_tab(tab)
            left.extend(await look(person, person.window, tab.name))
        History(person).searches("no such thing")
        await person.until(lambda: not person.history(), "an empty search")
        left.extend(await look(person, person.window, "nothing found"))

    desktop.run(journey, language=None)
    assert not left, "\n".join(["", *dict.fromkeys(left)])


async def portals_answer(person: Person, dialog: QDialog) -> None:
    assert isinstance(dialog, ManyPortalsWindow)
    dialog.show_code("missedCall")
    for chip in dialog.portals.values():
        if not chip.isChecked():
            hand.click(chip)
    dialog.request()
    await person.until(lambda: len(dialog.lookups) > 1 and None not in dialog.lookups, "the portals' answers")


def imports_broken_lines(person: Person) -> None:
    file = person.app.backend.paths.history.with_name("broken.jsonl")
    file.write_bytes(b"{broken\n" * 600)
    person.app.features.transfer.import_(file)


MORE = {
    "many_portals": (by_action("many_portals"), portals_answer),
    "imported": (imports_broken_lines, at_once),
    **{name: (by_action(name), at_once) for name in ("watch", "report", "note", "export")},
}


@pytest.mark.slow
def test_no_text_of_the_other_language_is_left_in_the_other_windows(desktop: Desktop) -> None:
    left: list[str] = []

    async def journey(person: Person) -> None:
        speak(person, "en")
        for code in ("missedCall", "misedCall", "missedCall"):
            await person.looks_up(code)
        for name, (opens, prepares) in {**WINDOWS, **MORE}.items():
            opens(person)
            await person.until(lambda: dialog_of(person.window) is not None, name)
            dialog = dialog_of(person.window)
            assert dialog is not None
            await prepares(person, dialog)
            left.extend(await look(person, dialog, name))
            dialog.close()
            await person.until(lambda: dialog_of(person.window) is None, f"the end of {name}")

    desktop.run(journey, language=None, demo=True)
    assert not left, "\n".join(["", *dict.fromkeys(left)])
