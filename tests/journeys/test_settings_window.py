"""Settings: in force at once, each can be put back, all can be found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.domain.preferences import Preferences
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.ui.look import theme
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.pages.settings import Settings


def test_a_change_is_in_force_at_once_and_can_be_taken_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person)
        assert not settings.offers_reset("theme")
        was_dark = theme.current().dark
        settings.choose("theme", "Light" if was_dark else "Dark")
        assert theme.current().dark is not was_dark
        assert settings.says("Changed: Theme")
        assert settings.offers_reset("theme")
        settings.undoes()
        assert theme.current().dark is was_dark
        assert not settings.offers_reset("theme")
        assert not settings.offers_undo
        await person.idle()

    desktop.run(journey, theme=None)


def test_each_setting_has_its_own_way_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person)
        settings.enter("connect_s", "3")
        settings.enter("total_s", "33")
        settings.tick("private_mode")
        settings.choose("log_level", "Everything")
        chosen = person.preferences
        assert (chosen.connect_s, chosen.total_s, chosen.private_mode, chosen.log_level) == (3, 33, True, "debug")
        settings.each_setting_can_be_reset()
        settings.reset("connect_s")
        chosen = person.preferences
        assert (chosen.connect_s, chosen.total_s) == (Preferences().connect_s, 33)
        settings.reset("private_mode")
        settings.reset("log_level")
        settings.resets_page_of("total_s")
        chosen = person.preferences
        assert (chosen.total_s, chosen.private_mode, chosen.log_level) == (Preferences().total_s, False, "info")
        await person.idle()

    desktop.run(journey)
    kept = SettingsStore(desktop.config_dir / "settings.json").load()[0].preferences
    assert kept.total_s == Preferences().total_s


def test_changes_are_taken_back_one_after_the_other(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person)
        settings.turn("connect_s", 3)  # one change
        settings.enter("read_s", "44")
        settings.undoes()
        assert person.preferences.read_s == Preferences().read_s
        assert person.preferences.connect_s == 13
        assert settings.offers_undo
        settings.undoes()
        assert person.preferences.connect_s == Preferences().connect_s
        assert not settings.offers_undo
        await person.idle()

    desktop.run(journey)


SEARCHES: list[tuple[str, list[str], str | None]] = [
    ("theme", ["Appearance"], "theme"),
    ("ТЕМ", [], None),
    ("русский", ["Appearance"], "language"),
    ("proxy", ["Network"], "proxy"),
    ("record nothing", ["History"], "private_mode"),
    ("errors only", ["Advanced"], "log_level"),
    ("history", ["History"], None),
    ("no such thing", [], None),
    ("  ", ["Portals", "Network", "History", "Appearance", "Advanced"], None),
]
"""Text, pages that are left, and the setting to which Enter leads."""


def test_a_setting_is_found(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person)
        await settings.comes_to_the_front()
        for text, pages, first in SEARCHES:
            settings.searches(text)
            assert settings.pages == pages, text
            if first is not None:
                assert settings.has_found(first)
                settings.presses_in_search(Qt.Key.Key_Return)
                await person.until(lambda first=first: settings.row(first).field.hasFocus(), f"the focus on {first}")
            if not pages:
                assert settings.says("No matching settings.")
            settings.searches("")
            assert len(settings.pages) == 5
            assert settings.says("Changes are saved as you make them.")
        await person.idle()

    desktop.run(journey)


def test_no_lookup_is_lost_while_numbers_are_tried_out(desktop: Desktop) -> None:
    """One day is on the way to thirty."""

    async def journey(person: Person) -> None:
        for code in ("missedCall", "vipClient", "slaRisk"):
            await person.looks_up(code)
        settings = Settings.opens(person)
        settings.enter("keep_count", "1")
        await person.has_waited_an_hour()
        await person.idle()
        assert len(person.history()) == 3
        settings.enter("keep_count", "2")
        settings.closes()
        await person.has_waited_an_hour()
        await person.until(lambda: len(person.history()) == 2, "the oldest one gone")

    desktop.run(journey, demo=True)


def test_a_number_half_typed_is_no_choice(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person, "History")
        await settings.comes_to_the_front()
        box = settings.field("keep_days")
        hand.type_over(box, "30")
        assert person.preferences.keep_days == 0
        QTest.keyClick(box, Qt.Key.Key_Tab)
        assert person.preferences.keep_days == 30
        await person.idle()

    desktop.run(journey)


def test_what_the_command_line_decides_is_said_beside_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person)
        assert settings.remark("theme").startswith("Set on the command line for this run;")
        assert settings.remark("language") == ""
        await person.idle()

    desktop.run(journey, theme="dark", language=None)


def test_days_are_counted_in_words(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person)
        for count, text in (("2", "2 days"), ("1", "1 day"), ("0", "no limit")):
            settings.enter("keep_days", count)
            assert settings.shown("keep_days") == text
        await person.idle()

    desktop.run(journey)
