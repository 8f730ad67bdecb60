"""Settings: in force at once, each can be put back, all can be found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.preferences import Preferences
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.ui.look import theme
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support.desktop import Desktop, Person
from tests.support.settings_pages import SettingsPages


def opened(person: Person) -> SettingsWindow:
    person.trigger("settings")
    return person.find(SettingsWindow)


def shown_pages(window: SettingsWindow) -> list[str]:
    items = [window.pages.item(at) for at in range(window.pages.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_a_change_is_in_force_at_once_and_can_be_taken_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = opened(person)
        window.show_page(window.appearance)
        reset = window.appearance.resets["theme"]
        assert not reset.isVisible()
        was_dark = theme.current().dark
        SettingsPages(window).choose("theme", "Light" if was_dark else "Dark")
        assert theme.current().dark is not was_dark
        assert window._said.text() == "Changed: Theme"
        assert reset.isVisible()
        window.undo.click()
        assert theme.current().dark is was_dark
        assert not reset.isVisible()
        assert not window.undo.isVisible()
        await person.idle()

    desktop.run(journey, theme=None)


def test_each_setting_has_its_own_way_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = opened(person)
        pages = SettingsPages(window)
        pages.enter("connect_s", "3")
        pages.enter("total_s", "33")
        pages.tick("private_mode")
        pages.choose("log_level", "Everything")
        chosen = person.preferences
        assert (chosen.connect_s, chosen.total_s, chosen.private_mode, chosen.log_level) == (3, 33, True, "debug")
        for page in (window.network, window.history, window.appearance, window.advanced):
            assert set(page.resets) == set(page.members)
            assert all(button.accessibleName().startswith("Reset: ") for button in page.resets.values())
        window.show_page(window.network)
        window.network.resets["connect_s"].click()
        chosen = person.preferences
        assert (chosen.connect_s, chosen.total_s) == (Preferences().connect_s, 33)
        window.history.resets["private_mode"].click()
        window.advanced.resets["log_level"].click()
        window.network.reset.click()
        chosen = person.preferences
        assert (chosen.total_s, chosen.private_mode, chosen.log_level) == (Preferences().total_s, False, "info")
        await person.idle()

    desktop.run(journey)
    kept = SettingsStore(desktop.config_dir / "settings.json").load()[0].preferences
    assert kept.total_s == Preferences().total_s


def test_changes_are_taken_back_one_after_the_other(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = opened(person)
        pages = SettingsPages(window)
        pages.turn("connect_s", 3)  # one change
        pages.enter("read_s", "44")
        window.undo.click()
        assert person.preferences.read_s == Preferences().read_s
        assert person.preferences.connect_s == 13
        assert window.undo.isVisible()
        window.undo.click()
        assert person.preferences.connect_s == Preferences().connect_s
        assert not window.undo.isVisible()
        await person.idle()

    desktop.run(journey)


@pytest.mark.parametrize(
    ("text", "pages", "first"),
    [
        ("theme", ["Appearance"], "theme"),
        ("ТЕМ", [], None),
        ("русский", ["Appearance"], "language"),
        ("proxy", ["Network"], "proxy"),
        ("record nothing", ["History"], "private_mode"),
        ("errors only", ["Advanced"], "log_level"),
        ("history", ["History"], None),
        ("no such thing", [], None),
        ("  ", ["Portals", "Network", "History", "Appearance", "Advanced"], None),
    ],
)
def test_a_setting_is_found(desktop: Desktop, text: str, pages: list[str], first: str | None) -> None:
    async def journey(person: Person) -> None:
        window = opened(person)
        window.activateWindow()
        await person.until(window.isActiveWindow, "the settings in front")
        person.type(window.search, text)
        assert shown_pages(window) == pages
        if first is not None:
            page = next(page for page in window._preference_pages if first in page.rows)
            row = page.rows[first]
            assert row.label.property("role") == "heading"
            assert row.isVisible()
            QTest.keyClick(window.search, Qt.Key.Key_Return)
            await person.until(row.field.hasFocus, "the field with the focus")
        if not pages:
            assert window._said.text() == "No matching settings."
        window.search.clear()
        assert len(shown_pages(window)) == 5
        assert window._said.text() == "Changes are saved as you make them."
        await person.idle()

    desktop.run(journey)


def test_no_lookup_is_lost_while_numbers_are_tried_out(desktop: Desktop) -> None:
    """One day is on the way to thirty."""

    async def journey(person: Person) -> None:
        for code in ("missedCall", "vipClient", "slaRisk"):
            await person.looks_up(code)
        window = opened(person)
        window.show_page(window.history)
        pages = SettingsPages(window)
        pages.enter("keep_count", "1")
        await person.app.backend.history.removal.retire()
        assert len(person.history()) == 3
        pages.enter("keep_count", "2")
        window.close()
        await person.app.backend.history.removal.retire()
        page = await person.app.backend.history.reading.page("", HistoryFilter.ALL)
        assert len(page.rows) == 2

    desktop.run(journey, demo=True)


def test_a_number_half_typed_is_no_choice(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = opened(person)
        window.show_page(window.history)
        box = window.history.fields["keep_days"]
        assert isinstance(box, QAbstractSpinBox)
        window.activateWindow()
        await person.until(window.isActiveWindow, "the settings in front")
        box.setFocus()
        box.selectAll()
        person.type(box, "30")
        assert person.preferences.keep_days == 0
        QTest.keyClick(box, Qt.Key.Key_Tab)
        assert person.preferences.keep_days == 30
        await person.idle()

    desktop.run(journey)


def test_what_the_command_line_decides_is_said_beside_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = opened(person).appearance
        assert page.rows["theme"].remark.text().startswith("Set on the command line for this run;")
        assert page.rows["language"].remark.text() == ""
        await person.idle()

    desktop.run(journey, theme="dark", language=None)


def test_days_are_counted_in_words(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        pages = SettingsPages(opened(person))
        for count, text in (("2", "2 days"), ("1", "1 day"), ("0", "no limit")):
            pages.enter("keep_days", count)
            assert pages.shown("keep_days") == text
        await person.idle()

    desktop.run(journey)
