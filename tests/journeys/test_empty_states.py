"""An empty view says what to do, and one that waits says so."""

from __future__ import annotations

from PySide6.QtCore import QSize

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from badge_inspector.ui.compare.many_portals_window import ManyPortalsWindow
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.settings.settings_window import SettingsWindow
from badge_inspector.ui.shell.palette import Palette
from badge_inspector.ui.widgets.empty_state import EmptyNote
from tests.journeys.test_nothing_cut_off import dialog_of, many_come
from tests.support import hand
from tests.support.desktop import Desktop, Person


def noted(person: Person) -> str:
    """Text over an empty view, in the window that is open over the main one, or in that."""
    top = dialog_of(person.window) or person.window
    return " ".join(note.text() for note in top.findChildren(EmptyNote) if note.isVisible())


def test_a_first_lookup_that_takes_time_says_whom_it_asks(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.sees("The demo portal is ready")
        person.type_code("demo.silent")
        person.window.request.ask()
        await person.sees("Asking Demo portal…")
        person.trigger("cancel")
        await person.sees("The demo portal is ready")

    desktop.run(journey, demo=True)


def test_a_history_without_a_match_says_what_finds_more(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        panel = person.window.history
        for kind, words in ((HistoryFilter.PINNED, "Ctrl+D pins"), (HistoryFilter.ERRORS, "“All” shows every")):
            hand.click(panel.chips[kind])
            await person.until(lambda words=words: words in noted(person), words)
        hand.click(panel.chips[HistoryFilter.ALL])
        hand.type_over(panel.search, "no such thing")
        await person.until(lambda: "Try fewer words" in noted(person), "what finds more")

    desktop.run(journey, demo=True)


def test_lists_say_what_fills_them(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("many")
        many = dialog_of(person.window)
        assert isinstance(many, ManyWindow)
        assert "Paste codes above" in noted(person)
        await many_come(person, many)
        assert noted(person) == ""
        hand.type_over(many.bar.filter, "no such thing")
        assert "No matching outcomes" in noted(person)
        many.close()
        person.trigger("list_badges")
        badges = dialog_of(person.window)
        assert isinstance(badges, CatalogueWindow)
        await person.until(lambda: badges.table.model().rowCount() > 0, "the badges")
        hand.type_over(badges.filter, "no such thing")
        assert "fewer letters" in noted(person)
        badges.close()
        person.trigger("many_portals")
        assert isinstance(dialog_of(person.window), ManyPortalsWindow)
        assert "choose the portals" in noted(person)

    desktop.run(journey, demo=True)


def test_in_a_narrow_window_the_code_has_the_room(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.window.resize(QSize(900, 600))
        bar = person.window.request
        await person.until(lambda: bar.portal.width() < bar.code.width(), "room for the code")

    desktop.run(journey, demo=True)


def test_what_cannot_be_done_yet_says_why(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        for action in ("pin", "note", "open_in_window", "delete", "delete_day"):
            person.window.tell("")
            person.trigger(action)
            await person.sees("Choose a lookup in the history first.")
        for action in ("compare_previous", "look_up_again"):
            person.window.tell("")
            person.trigger(action)
            await person.sees("Look up a badge first.")
        person.trigger("palette")
        (palette,) = person.window.findChildren(Palette)
        hand.type_over(palette.field, "undo")
        assert palette.list.item(0).text().startswith("No matches.")
        palette.close()
        person.trigger("list_badges")
        person.find(SettingsWindow).close()

    desktop.run(journey)
