"""The one table of actions: each has words, a slot, and a shortcut of its own."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from badge_inspector.startup import resources
from badge_inspector.ui.look import language
from badge_inspector.ui.shell.actions import ACTIONS, MENUS, Actions
from tests.support.desktop import Desktop, Person

WITHOUT_KEYS = {
    "take_back_retired",
    "delete",
    "delete_day",
    "delete_portal",
    "delete_all",
    "import",
    "open_clipboard",
    "private",
    "about",
}
"""An action that deletes is not done by a slip of the finger; the others are never in a hurry."""


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Actions(window)
    made.fill(window.menuBar())
    return made


def keys(actions: Actions) -> list[str]:
    return [
        sequence.toString(QKeySequence.SequenceFormat.PortableText)
        for action in actions.listed()
        for sequence in action.shortcuts()
    ]


def test_no_shortcut_is_given_twice(actions: Actions) -> None:
    assert [key for key, times in Counter(keys(actions)).items() if times > 1] == []


def test_what_is_done_often_has_a_shortcut(actions: Actions) -> None:
    assert {spec.name for spec in ACTIONS if actions[spec.name].shortcut().isEmpty()} == WITHOUT_KEYS


def test_every_menu_has_actions() -> None:
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_no_two_sound_alike_and_no_mnemonic_of_a_menu_is_given_twice(
    actions: Actions, qapp: QApplication, spoken: str
) -> None:
    assert resources.register()
    language.apply(qapp, spoken)
    actions.retranslate()
    words = [action.text() for action in actions.listed()]
    assert all(words)
    assert len(set(words)) == len(words)
    menus = [menu.title() for menu in actions._menus.values()]
    marks = [title[title.index("&") + 1].casefold() for title in menus]
    assert len(set(marks)) == len(marks)


def test_every_action_does_something(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> None:
    async def journey(person: Person) -> None:
        own = 1  # each notes by itself what nothing answers yet
        idle = [
            spec.name
            for spec in ACTIONS
            if person.window.actions_[spec.name].receivers(SIGNAL("triggered(bool)")) <= own
        ]
        assert idle == []

    Desktop(qapp, tmp_path_factory.mktemp("actions")).run(journey)


def test_an_action_triggered_before_anything_answers_it_is_done_once_something_does(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    actions["zoom_in"].trigger()
    actions["palette"].trigger()  # the last one counts
    done: list[str] = []
    actions.on("zoom_in", lambda: done.append("zoom_in"))
    actions.on("palette", lambda: done.append("palette"))
    assert done == []
    qtbot.waitUntil(lambda: bool(done))
    actions.on("palette", lambda: done.append("again"))
    QApplication.processEvents()
    assert done == ["palette"]
    actions["palette"].trigger()
    assert done == ["palette", "palette", "again"]
