"""Owner of a result or a wait: always one line, and never another one than what is asked for and seen."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from badge_inspector.ui.request.portal_popup import PortalPopup
from badge_inspector.ui.shell.identity_line import IdentityLine
from badge_inspector.ui.widgets.veil import Veil
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer
from tests.support.pages.portals import Portals

SLOW = "demo.silent"


def said(line: IdentityLine) -> str:
    """Texts that a person reads in it, from the left."""
    labels = [label for label in line.findChildren(QLabel) if label.isVisible() and label.text() != "Esc"]
    labels.sort(key=lambda label: label.mapTo(line, QPoint()).x())
    return " ".join(label.text() for label in labels).replace("\u00a0", " ")


def waited(line: IdentityLine) -> float:
    """Seconds that it says have gone by."""
    return float(said(line).partition("waiting ")[2].partition(" s")[0])


async def dims(person: Person, wanted: bool) -> None:
    """Cards and answer are dimmed as a whole, or neither is."""
    parts = person.window.result.pages, person.window.answer
    veils = [(part, part.findChild(Veil, options=Qt.FindChildOption.FindDirectChildrenOnly)) for part in parts]

    def all_alike() -> bool:
        return all(
            veil is not None and veil.isVisible() is wanted and (not wanted or veil.size() == part.size())
            for part, veil in veils
        )

    await person.until(all_alike, "what is dimmed")


def strip(person: Person) -> object:
    return person.window.result.strip


async def waits(person: Person, code: str) -> None:
    person.type_code(code)
    person.press(Qt.Key.Key_Return)
    await person.until(person.window.result.wait.isVisible, "the wait")


async def picks_portal(person: Person, name: str) -> None:
    """By its keys: Ctrl+P, some letters, Enter."""
    QTest.keyClick(person.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    popups = person.window.findChildren(PortalPopup)
    await person.until(lambda: any(popup.isVisible() for popup in person.window.findChildren(PortalPopup)), "the list")
    popups = [popup for popup in person.window.findChildren(PortalPopup) if popup.isVisible()]
    QTest.keyClicks(popups[0].filter, name)
    QTest.keyClick(popups[0].filter, Qt.Key.Key_Return)
    await person.until(lambda: person.portal is not None and name in person.portal.name, name)


def test_result_and_wait_say_whose_they_are(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        line = window.result.identity
        assert said(line).startswith("missedCall Demo portal  · today ")
        assert said(line).endswith(" ms")
        assert window.windowTitle() == "missedCall · Demo portal"
        height = line.height()
        before = time.monotonic()
        await waits(person, SLOW)
        assert not line.isVisible()
        assert window.result.wait.height() == height  # nothing jumps
        assert said(window.result.wait).startswith(f"{SLOW} Demo portal  · waiting ")
        begun = waited(window.result.wait)
        assert begun <= time.monotonic() - before + 0.1
        await person.until(lambda: waited(window.result.wait) >= begun + 0.3, "the time to be counted")
        assert window.windowTitle() == f"{SLOW} · Demo portal"
        await dims(person, True)
        person.click("Cancel")
        await person.sees("Cancelled. Nothing was saved.")
        assert said(line).startswith("missedCall Demo portal")
        assert window.windowTitle() == "missedCall · Demo portal"
        assert not window.result.wait.isVisible()
        await dims(person, False)
        await waits(person, SLOW)
        assert "Cancelled. Nothing was saved." not in person.texts()  # that was about the one before
        person.press(Qt.Key.Key_Escape)
        await person.sees("Cancelled. Nothing was saved.")
        await person.looks_up("nothing.so")
        assert said(line).startswith("nothing.so Demo portal  · today ")

    desktop.run(journey, demo=True)


def test_the_next_paste_takes_the_place_of_the_code_that_was_asked(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        QGuiApplication.clipboard().setText("vipClient")
        QTest.keySequence(person.window.request.code, QKeySequence(QKeySequence.StandardKey.Paste))
        assert person.window.request.code.code == "vipClient"
        person.press(Qt.Key.Key_Return)
        await person.until(lambda: (shown := person.shown) and shown.code == "vipClient", "the next one")

    desktop.run(journey, demo=True)


def test_ctrl_l_begins_another_code_from_within_the_field_too(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.type_code("newLead")
        QTest.keyClick(person.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        person.type(person.window.request.code, "vipClient")
        assert person.window.request.code.code == "vipClient"

    desktop.run(journey, demo=True)


def test_a_first_click_takes_the_whole_code_and_a_second_a_place_in_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        field = person.window.request.code
        await person.looks_up("missedCall")
        person.window.history.list.setFocus()
        field.deselect()
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        assert field.selectedText() == "missedCall"
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        assert field.selectedText() == ""

    desktop.run(journey, demo=True)


def test_an_entry_of_the_history_is_what_is_asked_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await picks_portal(person, "new build")
        await person.looks_up("vipClient")
        person.click_history(1)
        await person.sees("From history")
        assert person.window.request.code.code == "missedCall"
        in_use = person.window.request.portal.current
        assert in_use is not None
        assert in_use.name == "Demo portal"
        assert said(person.window.result.identity).startswith("missedCall Demo portal")
        await dims(person, False)
        assert "Saved to history" not in person.texts()  # that was about the one before
        person.click("Look up again")
        await person.until(lambda: len(person.history()) == 3, "the answer")
        assert [row.code for row in person.history()] == ["missedCall", "vipClient", "missedCall"]
        # The row that is shown, clicked again, takes back what was typed meanwhile.
        person.type_code("something")
        person.click_history(0)
        assert person.window.request.code.code == "missedCall"

    desktop.run(journey, demo=True)


def test_back_on_the_shown_entry_before_the_next_one_came_is_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        await person.until(lambda: len(person.window.history.list.selectedIndexes()) == 1, "the marked row")
        person.window.history.list.setFocus()
        QTest.keyClick(person.window.history.list, Qt.Key.Key_Down)
        assert person.window.request.code.code == "vipClient"  # the other one is being read
        person.click_history(0)
        await person.idle()
        assert said(person.window.result.identity).startswith("vipClient")
        assert person.window.request.code.code == "vipClient"

    desktop.run(journey, demo=True)


def test_another_portal_dims_what_was_not_its_own_and_f5_asks_what_the_line_says(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await picks_portal(person, "new build")
        await person.sees("Another portal is in use: Demo portal, new build")
        await dims(person, True)
        assert said(person.window.result.identity).startswith("missedCall Demo portal  ·")
        person.type_code("something else")
        QTest.keyClick(person.window, Qt.Key.Key_F5)
        await person.until(lambda: len(person.history()) == 2, "the answer")
        await person.idle()
        assert {(row.code, row.profile_id) for row in person.history()} == {("missedCall", "demo")}
        assert person.window.request.code.code == "missedCall"
        await dims(person, False)
        assert not person.window.result.strip.isVisible()

    desktop.run(journey, demo=True)


def test_what_is_opened_during_a_wait_has_a_line_of_its_own(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        await waits(person, SLOW)
        person.click_history(1)
        await person.sees("From history")
        assert said(person.window.result.wait).startswith(SLOW)
        assert said(person.window.result.identity).startswith("missedCall")
        await dims(person, False)
        await waits(person, "demo.slow")  # another one still
        await dims(person, True)
        assert not person.window.result.identity.isVisible()
        person.click("Cancel")
        await person.sees("Cancelled. Nothing was saved.")
        assert said(person.window.result.identity).startswith("missedCall")

    desktop.run(journey, demo=True)


def test_undo_stands_beside_its_own_message_only(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.click_history(1)
        await person.idle()
        QTest.keyClick(person.window.history.list, Qt.Key.Key_Delete)
        await person.sees("1 lookup deleted.")
        assert person.window.undo.isVisible()
        await person.looks_up("vipClient")
        assert not person.window.undo.isVisible()

    desktop.run(journey, demo=True)


def test_a_portal_deleted_while_its_lookup_is_shown_is_said(desktop: Desktop) -> None:
    with FaultyPortal(answer(200, GOOD)) as faulty:

        async def journey(person: Person) -> None:
            await person.uses(faulty.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            name = person.portals[0].name
            await Portals.deletes_all(person)
            await person.sees("Its portal is no longer in the settings.")
            assert said(person.window.result.identity).startswith(f"missedCall {name}")
            assert not person.window.result.strip.again.isVisible()
            QTest.keyClick(person.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
            await person.sees("The portal of that lookup is no longer in the settings.")
            assert len(faulty.received) == 1

        desktop.run(journey)


def test_a_huge_code_with_direction_marks_has_its_line_and_title(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        code = "\u202e[*]" + "x" * 10_000
        person.window.resize(900, 600)
        person.window.request.code.setFocus()
        QGuiApplication.clipboard().setText(code)
        QTest.keySequence(person.window.request.code, QKeySequence(QKeySequence.StandardKey.Paste))
        person.press(Qt.Key.Key_Return)
        await person.until(lambda: (shown := person.shown) and shown.code == code, "the answer")
        await person.idle()
        assert said(person.window.result.identity).startswith("[U+202E][*]x")
        # in so narrow a window the portal's name has the room of that word
        assert "Demo portal" in said(person.window.result.identity)
        assert "today" in person.window.result.identity.accessibleName()
        assert person.window.windowTitle().startswith("[U+202E][*][*]x")  # one of the two is what Qt shows
        assert len(person.window.windowTitle()) < 250
        assert person.window.width() == 900

    desktop.run(journey, demo=True)
