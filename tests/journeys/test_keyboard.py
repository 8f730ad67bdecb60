"""The window without a mouse: where Tab goes, and that one always sees where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from badge_inspector.ui.kit.focus import tab_stops
from tests.support.desktop import Desktop, Person
from tests.support.pages.cards import Cards
from tests.support.pages.help import Guide
from tests.support.pages.palette import Commands
from tests.support.pages.request_bar import RequestBar


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def picture(widget: QWidget) -> QImage:
    """The widget with a little of what is around it."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
    return window.grab(place).toImage()


def test_tab_goes_through_the_window_as_it_is_read(desktop: Desktop) -> None:
    def goes_through(person: Person) -> None:
        regions = person.regions
        expected = [stop for region in regions for stop in tab_stops(region)]
        assert all(tab_stops(region) for region in regions)
        RequestBar(person).takes_focus()
        start = focused()
        seen: list[QWidget] = [start]
        for _ in range(len(expected) + 5):
            press(Qt.Key.Key_Tab)
            if focused() is start:
                break
            seen.append(focused())
        assert focused() is start, "Tab comes back to where it began"
        at = expected.index(start)
        assert [stop for stop in seen if stop in expected] == expected[at:] + expected[:at]
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert focused() is seen[-1]

    async def journey(person: Person) -> None:
        for code in ("slaRisk", "misedCall"):
            await person.looks_up(code)
            goes_through(person)

    desktop.run(journey, demo=True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_always_sees_what_has_the_focus(desktop: Desktop, theme: str) -> None:
    async def journey(person: Person) -> None:
        unseen: list[str] = []
        for code in ("misedCall", "slaRisk"):
            await person.looks_up(code)
            for region in person.regions:
                for stop in tab_stops(region):
                    Cards(person).scrolls_to(stop)
                    stop.setFocus(Qt.FocusReason.TabFocusReason)
                    if not stop.hasFocus():
                        continue
                    with_focus = picture(stop)
                    stop.clearFocus()
                    if picture(stop) == with_focus:
                        unseen.append(f"{code}: {type(stop).__name__} {stop.accessibleName()!r}")
        assert not unseen, "\n".join(unseen)

    desktop.run(journey, demo=True, theme=theme)


def test_f6_goes_from_part_to_part(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        RequestBar(person).takes_focus()
        request, history, result, answer = person.regions
        for region in (history, result, answer, request):
            person.trigger("next_region")
            assert region.isAncestorOf(focused())
        person.trigger("previous_region")
        assert answer.isAncestorOf(focused())

    desktop.run(journey, demo=True)


def test_the_palette_has_actions_portals_and_recent_codes(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("vipClient")
        palette = Commands.opens(person)
        for typed, seen in (("guide", "Guide"), ("new build", "Demo portal, new build"), ("vip", "vipClient")):
            palette.types(typed)
            assert palette.lines[0].startswith(seen)
        palette.closes()

    desktop.run(journey, demo=True)


@pytest.mark.parametrize(("language", "word"), [("en", "What it does"), ("ru", "Что она умеет")])
def test_the_guide_is_told_in_the_person_s_language(desktop: Desktop, language: str, word: str) -> None:
    async def journey(person: Person) -> None:
        guide = Guide.opens(person)
        assert word in guide.text
        assert "crm.activity.badge.get" in guide.text
        guide.closes()

    desktop.run(journey, language=language)
