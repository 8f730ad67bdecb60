"""The window without a mouse: where Tab goes, and that one always sees where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from badge_inspector.ui.kit.focus_order import tab_stops
from badge_inspector.ui.shell.help import GuideWindow
from badge_inspector.ui.shell.palette import Palette
from tests.support import hand
from tests.support.desktop import Desktop, Person


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


@pytest.mark.parametrize("code", ["slaRisk", "misedCall"])
def test_tab_goes_through_the_window_as_it_is_read(desktop: Desktop, code: str) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up(code)
        window = person.window
        regions = (window.request, window.history, window.result, window.answer)
        expected = [stop for region in regions for stop in tab_stops(region)]
        assert all(tab_stops(region) for region in regions)
        window.request.code.setFocus()
        seen: list[QWidget] = [window.request.code]
        for _ in range(len(expected) + 5):
            press(Qt.Key.Key_Tab)
            if focused() is window.request.code:
                break
            seen.append(focused())
        assert focused() is window.request.code, "Tab comes back to where it began"
        at = expected.index(window.request.code)
        assert [stop for stop in seen if stop in expected] == expected[at:] + expected[:at]
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert focused() is seen[-1]

    desktop.run(journey, demo=True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_always_sees_what_has_the_focus(desktop: Desktop, theme: str) -> None:
    async def journey(person: Person) -> None:
        unseen: list[str] = []
        for code in ("misedCall", "slaRisk"):
            await person.looks_up(code)
            window = person.window
            for region in (window.request, window.history, window.result, window.answer):
                for stop in tab_stops(region):
                    window.result.cards.ensureWidgetVisible(stop)
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
        window = person.window
        window.request.code.setFocus()
        for region in (window.history, window.result, window.answer, window.request):
            person.trigger("next_region")
            assert region.isAncestorOf(focused())
        person.trigger("previous_region")
        assert window.answer.isAncestorOf(focused())

    desktop.run(journey, demo=True)


@pytest.mark.parametrize(
    ("typed", "sees"), [("guide", "Guide"), ("new build", "Demo portal, new build"), ("vip", "vipClient")]
)
def test_the_palette_has_actions_portals_and_recent_codes(desktop: Desktop, typed: str, sees: str) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("vipClient")
        person.trigger("palette")
        palette = next(each for each in person.window.findChildren(Palette) if each.isVisible())
        hand.type_over(palette.field, typed)
        assert palette.list.item(0).text().startswith(sees)
        palette.close()

    desktop.run(journey, demo=True)


@pytest.mark.parametrize(("language", "word"), [("en", "What it does"), ("ru", "Что она умеет")])
def test_the_guide_is_told_in_the_person_s_language(desktop: Desktop, language: str, word: str) -> None:
    async def journey(person: Person) -> None:
        person.trigger("guide")
        guide = next(each for each in person.window.findChildren(QDialog) if isinstance(each, GuideWindow))
        assert word in guide.text.toPlainText()
        assert "crm.activity.badge.get" in guide.text.toPlainText()
        guide.close()

    desktop.run(journey, language=language)
