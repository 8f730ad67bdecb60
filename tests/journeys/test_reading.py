"""Reading by a person: cards, response and lists, by keys and mouse."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages import files
from tests.support.pages.answer import Answer
from tests.support.pages.cards import TITLE, Cards
from tests.support.pages.history import History
from tests.support.pages.palette import Commands
from tests.support.pages.portals import Portals
from tests.support.pages.regions import Regions
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.result import Result
from tests.support.pages.watches import Watches, WatchForm


def test_a_failure_says_one_thing_and_offers_one(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("demo.html_502")
        assert person.history()[0].error == "server_busy_page"
        await person.sees("server_busy_page · HTTP 502")  # by the name that the history has
        await person.sees("It answered HTTP 502. Wait a little, then try again.")
        cards = Cards(person)
        assert [each.property("primary") for each in cards.failure_buttons].count("true") == 1
        said = "It answered 502 with a page of its own, without an error code of Bitrix24."
        assert said not in person.texts()
        cards.unfolds("Details")
        await person.sees(said)
        await person.sees("What the page says")
        cards.unfolds("Details", Qt.Key.Key_Space)
        await person.until(lambda: said not in person.texts(), "the details closed again")
        assert "no usable response" in Result(person).mark

    desktop.run(journey, demo=True)


def test_copy_says_that_it_copied_what_is_shown(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("demo.expired_token")
        clipboard = QGuiApplication.clipboard()
        person.click("Copy")
        await person.sees("Copied")
        assert clipboard.text().startswith('{\n  "error": "expired_token"')
        await person.sees("Copied: JSON")
        answer = Answer(person)
        await person.until(lambda: answer.copy_button.text() == "Copy", "the button's own word again")
        await answer.copies_as(2)
        await person.until(lambda: clipboard.text().startswith('{"error":'), "the body as received")

    desktop.run(journey, demo=True)


def test_long_lines_are_broken_unless_that_is_switched_off(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.window.resize(900, 600)
        await person.looks_up("demo.expired_token")
        answer = Answer(person)
        await person.until(lambda: answer.is_wrapped, "the long line broken")
        assert not answer.is_wider_than_its_view
        person.click("Wrap")
        await person.until(lambda: answer.is_wider_than_its_view, "the line in one")
        assert not answer.is_wrapped
        await person.idle()

    async def next_time(person: Person) -> None:
        await person.looks_up("demo.expired_token")
        assert not Answer(person).is_wrapped
        person.click("Wrap")  # as it was, for whoever comes after
        await person.until(lambda: person.preferences.wrap, "the choice kept")

    desktop.run(journey, demo=True)
    desktop.run(next_time, demo=True)


def test_a_large_response_says_what_it_waits_for(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        RequestBar(person).asks("demo.big")
        await person.sees("Formatting 8.0 MiB…")
        await person.sees('"result": {')
        assert not any("Formatting" in text for text in person.texts())

    desktop.run(journey, demo=True)


def test_one_grid_for_every_badge_and_its_language_in_the_identity_line(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        cards, result = Cards(person), Result(person)
        await person.looks_up("missedCall")
        names = ["Code", "Title", "Value", "Type", "Languages"]
        assert [text for text in person.texts() if text in names] == names
        await person.sees("one text for all")
        assert result.language == "Language: English"  # as wide as the window is at first
        left, whole, _ = Regions(person).widths
        for middle, said in ((whole - 60, "English"), (420, "EN"), (whole, "Language: English")):
            Regions(person).drags(left, middle)
            await person.until(lambda said=said: result.language == said, said)
        await person.looks_up("vipClient")
        assert [text for text in person.texts() if text in names] == names
        await person.sees("ru, en, de")
        await person.comes_to_the_front()
        await result.chooses_first_language()  # the badge's own come first: ru
        await person.sees("Клиент")
        assert len(cards.languages_head) == 4
        assert cards.languages_head[-1] == "Why"
        cards.clicks_text(2, TITLE)
        await person.sees("Kunde")  # the grid shows what the chosen language sees
        await person.looks_up("demo.expired_token")
        assert result.language == ""

    desktop.run(journey, demo=True)


def test_the_whole_window_zooms_and_stays_so(desktop: Desktop) -> None:
    sizes: list[float] = []

    def size(person: Person) -> float:
        return RequestBar(person).writing

    async def first(person: Person) -> None:
        window, control = person.window, Qt.KeyboardModifier.ControlModifier
        await person.looks_up("missedCall")
        sizes.append(size(person))
        await person.uses_shortcut(Qt.Key.Key_Plus, control)
        await person.until(lambda: size(person) > sizes[0], "larger writing")
        await person.sees("Zoom 110 %")
        assert Answer(person).writing > sizes[0]
        await person.uses_shortcut(Qt.Key.Key_Minus, control)
        await person.until(lambda: size(person) == sizes[0], "the size before")
        for _ in range(2):
            hand.turn_wheel(window, QPointF(400, 300), control)
        await person.sees("Zoom 125 %")

    async def second(person: Person) -> None:
        assert size(person) > sizes[0]
        await person.uses_shortcut(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: size(person) == sizes[0], "the system's size")

    desktop.run(first, demo=True)
    desktop.run(second, demo=True)
    desktop.run(lambda person: person.until(lambda: size(person) == sizes[0]), demo=True)


def test_what_was_shown_before_it_was_zoomed_has_room_too(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        window.resize(1280, 720)
        await person.looks_up("vipClient")
        for _ in range(8):
            person.trigger("zoom_in")
            await person.rests(window)  # each size is laid out to the end: nothing goes to and fro
        Cards(person).languages_fit()
        assert Result(person).identity.startswith("vipClient ")
        for chip in History(person).chips:
            assert chip.width() >= chip.sizeHint().width(), chip.text()

    desktop.run(journey, demo=True, language="ru")


def test_the_jsons_menu_has_what_people_look_for_there(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        answer = Answer(person)
        menu = answer.menu()
        assert [each.text().replace("&", "") for each in menu.actions() if not each.isSeparator()] == [
            *("Copy", "Copy value", "Copy JSON path", "Select all", "Fold", "Unfold", "Fold all", "Unfold all", "Wrap"),
            *("Find in response", "Compare with previous", "Save response…", "Copy formatted", "Copy as received"),
        ]
        choose(menu, "Fold all")
        await person.until(lambda: answer.lines == 4, "braces and two folded members")
        choose(answer.menu(), "Unfold all")
        await person.until(lambda: answer.lines > 10, "all of it")
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        await person.uses_shortcut(Qt.Key.Key_S, keys)
        file = tmp_path / "kept.json"
        await files.chooses(person, file)
        await person.sees("Saved: kept.json")
        shown = person.shown
        assert shown is not None
        assert shown.exchange.response is not None
        assert file.read_bytes() == shown.exchange.response.body

    desktop.run(journey, demo=True)


def test_tables_offer_to_copy_what_is_in_them(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("vipClient")
        choose(Cards(person).menu_of_text(0, TITLE), "Copy whole table as", "Table with tabs")
        clipboard = QGuiApplication.clipboard()
        await person.until(lambda: clipboard.text().startswith("Language\tTitle\tValue\tWhy\nru\tКлиент"), "the table")

    desktop.run(journey, demo=True)


def test_the_palette_begins_with_what_can_be_done(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.uses_shortcut(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        palette = await Commands.comes(person)
        words = palette.all_words
        order = [
            words.index(one) for one in ("Look up", "Demo portal", "Settings: network", "Theme: dark", "missedCall")
        ]
        assert order == sorted(order)
        palette.types("theme dark")
        palette.runs()
        await person.until(lambda: person.preferences.theme == "dark", "the dark theme")

    desktop.run(journey, demo=True)


def test_in_a_window_smaller_than_its_parts_none_covers_another(desktop: Desktop) -> None:
    """As on 1280x720 at 200 %."""

    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        window.setMinimumSize(1, 1)
        window.resize(640, 360)
        bar = RequestBar(person)
        await person.until(lambda: window.width() == 640 and bar.parts[0].width() < 200, "the small window")
        await person.rests(window)
        shown = bar.parts
        regions = Regions(person)
        parts = regions.parts
        for line in (shown, parts):
            places = [widget.geometry() for widget in line]
            assert all(one.right() < other.left() for one, other in pairwise(places)), places
        assert places[-1].right() <= regions.splitter.width()
        assert shown[-1].geometry().right() <= bar.bar.width()
        answer = Answer(person).panel
        for _ in range(6):
            if answer.isAncestorOf(window.focusWidget()):
                break
            await person.uses_shortcut(Qt.Key.Key_F6)
        seen = answer.mapTo(window, answer.rect().topLeft()).x()
        assert 0 <= seen < window.width() - 100  # by keys one comes to see it

    desktop.run(journey, demo=True)


def test_nothing_jumps_when_a_notice_a_watch_or_a_pastes_result_comes(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        bar, history = RequestBar(person), History(person)
        parts = Cards(person).cards, history.panel.list, Answer(person).panel

        def places() -> list[QPoint]:
            return [part.mapTo(window, QPoint()) for part in parts]

        before = places()
        person.trigger("private")
        await history.tells("nothing is recorded")
        WatchForm.opens(person).starts()
        await person.until(lambda: Watches(person).is_seen, "the watch")
        assert places() == before
        person.click("Stop watching")
        person.trigger("private")

        # The note lies over what is below, while the person is at the field.
        for typed in ("misse\u0501Call", "ьшыувСфдд", ""):
            person.type_code(typed or "x")
            if not typed:
                bar.presses(Qt.Key.Key_Backspace)
                bar.asks()
            await person.until(lambda: bar.note, f"the note on {typed!r}")
            assert places() == before
            bar.note_is_below_the_field()
            history.takes_focus()
            assert not bar.note
        bar.asks(" vipClient ")
        await person.sees("Spaces around the code were ignored.")
        assert not bar.note
        person.click("Look up the exact text")
        await person.until(
            lambda: (shown := person.shown) and shown.code == " vipClient ", "what was typed, to the letter"
        )
        await person.idle()

        page = Portals.adds(person)
        await person.until(lambda: page.has_row("name"), "the form")
        top = page.place
        page.enter("paste", "https://acme.bitrix24.com/rest/1/abcdefgh12345678/")
        await person.until(lambda: "✓" in page.remark("paste"), "what was understood")
        await person.until(lambda: page.remark_is_seen("paste"), "its words")
        assert page.place == top
        page.closes()

    desktop.run(journey, demo=True)
