"""Reading by a person: cards, response and lists, by keys and mouse."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QMenu, QWidget

from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.result.language_table import LanguageTable
from badge_inspector.ui.settings.settings_window import SettingsWindow
from badge_inspector.ui.shell.palette_box import Palette
from badge_inspector.ui.widgets.disclosure import Disclosure
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages import files


async def in_front(person: Person) -> None:
    """The window, whose shortcuts are pressed next."""
    person.window.activateWindow()
    await person.until(person.window.isActiveWindow, "the window in front")


def disclosure(person: Person, text: str) -> Disclosure:
    """The one line of the window that says so and opens something."""
    (found,) = (each for each in person.window.findChildren(Disclosure) if each.isVisible() and text in each.text())
    return found


def test_a_failure_says_one_thing_and_offers_one(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("demo.html_502")
        assert person.history()[0].error == "server_busy_page"
        await person.sees("server_busy_page · HTTP 502")  # by the name that the history has
        await person.sees("It answered HTTP 502. Wait a little, then try again.")
        buttons = person.window.result.cards.failure.findChildren(type(person.window.result.wait.cancel))
        assert [each.property("primary") for each in buttons if each.isVisible()].count("true") == 1
        said = "It answered 502 with a page of its own, without an error code of Bitrix24."
        assert said not in person.texts()
        QTest.mouseClick(disclosure(person, "Details"), Qt.MouseButton.LeftButton)
        await person.sees(said)
        await person.sees("What the page says")
        QTest.keyClick(disclosure(person, "Details"), Qt.Key.Key_Space)
        await person.until(lambda: said not in person.texts(), "the details closed again")
        mark = person.window.result.identity.childAt(QPoint(20, 23))
        assert mark is not None
        assert "no usable response" in mark.toolTip()

    desktop.run(journey, demo=True)


def test_copy_says_that_it_copied_what_is_shown(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("demo.expired_token")
        clipboard = QGuiApplication.clipboard()
        person.click("Copy")
        await person.sees("Copied")
        assert clipboard.text().startswith('{\n  "error": "expired_token"')
        await person.sees("Copied: JSON")
        copy = person.window.answer.copy
        await person.until(lambda: copy.text() == "Copy", "the button's own word again")
        copy.setFocus()
        QTest.keyClick(copy, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        await person.until(copy.choices.isVisible, "the other forms")
        QTest.keyClick(copy.choices, Qt.Key.Key_Down)
        QTest.keyClick(copy.choices, Qt.Key.Key_Down)
        QTest.keyClick(copy.choices, Qt.Key.Key_Return)
        await person.until(lambda: clipboard.text().startswith('{"error":'), "the body as received")

    desktop.run(journey, demo=True)


def test_long_lines_are_broken_unless_that_is_switched_off(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.window.resize(900, 600)
        await person.looks_up("demo.expired_token")
        (text,) = person.window.answer.findChildren(JsonTextView)
        await person.until(lambda: text.rows.count > text.folds.rows, "the long line broken")
        assert text.horizontalScrollBar().maximum() == 0
        person.click("Wrap")
        await person.until(lambda: text.horizontalScrollBar().maximum() > 0, "the line in one")
        assert text.rows.count == text.folds.rows
        await person.idle()

    async def next_time(person: Person) -> None:
        await person.looks_up("demo.expired_token")
        (text,) = person.window.answer.findChildren(JsonTextView)
        assert text.rows.count == text.folds.rows
        person.click("Wrap")  # as it was, for whoever comes after
        await person.until(lambda: person.preferences.wrap, "the choice kept")

    desktop.run(journey, demo=True)
    desktop.run(next_time, demo=True)


def test_a_large_response_says_what_it_waits_for(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.type_code("demo.big")
        person.press(Qt.Key.Key_Return)
        await person.sees("Formatting 8.0 MiB…")
        await person.sees('"result": {')
        assert not any("Formatting" in text for text in person.texts())

    desktop.run(journey, demo=True)


def test_one_grid_for_every_badge_and_its_language_in_the_identity_line(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        names = ["Code", "Title", "Value", "Type", "Languages"]
        assert [text for text in person.texts() if text in names] == names
        await person.sees("one text for all")
        chip, line = window.result.cards.badge.chooser, window.result.identity
        assert chip.parentWidget() is line
        assert chip.text() == "Language: English"  # as wide as the window is at first
        sizes = window.splitter.sizes()
        for middle, said in ((line.width() - 60, "English"), (420, "EN"), (sizes[1], "Language: English")):
            window.splitter.setSizes([sizes[0], middle, sum(sizes[1:]) - middle])
            await person.until(lambda said=said: chip.text() == said, said)
        await person.looks_up("vipClient")
        assert [text for text in person.texts() if text in names] == names
        await person.sees("ru, en, de")
        await in_front(person)
        await person.until(lambda: line._clicks is not None and line._clicks.is_settled, "a chip that is settled")
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Space)
        menu = chip.menu()
        await person.until(menu.isVisible, "the languages")
        first = menu.actions()[0]  # the badge's own come first: ru
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)  # a menu opened by a key may have its first item chosen already
            if menu.activeAction() is first:
                break
        QTest.keyClick(menu, Qt.Key.Key_Return)
        await person.sees("Клиент")
        (table,) = window.findChildren(LanguageTable)
        heading = table.horizontalHeader()
        assert [table.model().headerData(at, heading.orientation()) for at in range(4)][-1] == "Why"
        assert heading.isVisible()
        row = table.visualRect(table.model().index(2, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row)
        await person.sees("Kunde")  # the grid shows what the chosen language sees
        await person.looks_up("demo.expired_token")
        assert not chip.isVisible()

    desktop.run(journey, demo=True)


def test_the_whole_window_zooms_and_stays_so(desktop: Desktop) -> None:
    sizes: list[float] = []

    def size(person: Person) -> float:
        return person.window.request.code.font().pointSizeF()

    async def first(person: Person) -> None:
        window, control = person.window, Qt.KeyboardModifier.ControlModifier
        await person.looks_up("missedCall")
        sizes.append(size(person))
        await in_front(person)
        QTest.keyClick(window, Qt.Key.Key_Plus, control)
        await person.until(lambda: size(person) > sizes[0], "larger writing")
        await person.sees("Zoom 110 %")
        json = window.answer.findChildren(JsonTextView)[0]
        assert json.font().pointSizeF() > sizes[0]
        QTest.keyClick(window, Qt.Key.Key_Minus, control)
        await person.until(lambda: size(person) == sizes[0], "the size before")
        handle = window.windowHandle()
        place = QPointF(400, 300)
        for _ in range(2):
            turn = QWheelEvent(
                place, handle.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, control,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QGuiApplication.sendEvent(handle, turn)
        await person.sees("Zoom 125 %")

    async def second(person: Person) -> None:
        assert size(person) > sizes[0]
        await in_front(person)
        QTest.keyClick(person.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: size(person) == sizes[0], "the system's size")

    desktop.run(first, demo=True)
    desktop.run(second, demo=True)
    desktop.run(lambda person: person.until(lambda: size(person) == sizes[0]), demo=True)


def menu_of(person: Person) -> QMenu:
    """The context menu that is open."""
    (menu,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible())
    return menu


async def opens_menu(person: Person, view: QAbstractScrollArea, at: QPoint) -> QMenu:
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    )
    await person.until(lambda: any(isinstance(each, QMenu) and each.isVisible() for each in tops()), "the menu")
    return menu_of(person)


def tops() -> list[QWidget]:
    return QApplication.topLevelWidgets()


def test_what_was_shown_before_it_was_zoomed_has_room_too(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        window.resize(1280, 720)
        await person.looks_up("vipClient")
        for _ in range(8):
            person.trigger("zoom_in")
            await person.rests(window)  # each size is laid out to the end: nothing goes to and fro
        (table,) = window.findChildren(LanguageTable)
        assert table.rowHeight(0) >= table.fontMetrics().height()
        assert table.height() >= table.model().rowCount() * table.rowHeight(0)
        code, *_ = (
            label for label in window.result.identity.findChildren(QLabel) if label.isVisible() and label.text()
        )
        assert code.text() == "vipClient"
        for chip in window.history.chips.values():
            assert chip.width() >= chip.sizeHint().width(), chip.text()

    desktop.run(journey, demo=True, language="ru")


def test_the_jsons_menu_has_what_people_look_for_there(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        (text,) = person.window.answer.findChildren(JsonTextView)
        menu = await opens_menu(person, text, QPoint(120, 40))
        words = [each.text().replace("&", "") for each in menu.actions() if not each.isSeparator()]
        assert words == [
            *("Copy", "Copy value", "Copy JSON path", "Select all", "Fold", "Unfold", "Fold all", "Unfold all", "Wrap"),
            *("Find in response", "Compare with previous", "Save response…", "Copy formatted", "Copy as received"),
        ]
        fold = next(each for each in menu.actions() if each.text() == "Fold all")
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(fold).center())
        await person.until(lambda: text.folds.rows == 4, "braces and two folded members")
        menu = await opens_menu(person, text, QPoint(120, 40))
        unfold = next(each for each in menu.actions() if each.text() == "Unfold all")
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(unfold).center())
        await person.until(lambda: text.folds.rows > 10, "all of it")
        await in_front(person)
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        QTest.keyClick(person.window, Qt.Key.Key_S, keys)
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
        (table,) = person.window.findChildren(LanguageTable)
        at = table.visualRect(table.model().index(0, 1)).center()
        menu = await opens_menu(person, table, at)
        choose(menu, "Copy whole table as", "Table with tabs")
        clipboard = QGuiApplication.clipboard()
        await person.until(lambda: clipboard.text().startswith("Language\tTitle\tValue\tWhy\nru\tКлиент"), "the table")

    desktop.run(journey, demo=True)


def test_the_palette_begins_with_what_can_be_done(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await in_front(person)
        QTest.keyClick(person.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: person.window.findChildren(Palette), "the palette")
        (palette,) = person.window.findChildren(Palette)
        words = [command.words for command in palette._commands]
        order = [
            words.index(one) for one in ("Look up", "Demo portal", "Settings: network", "Theme: dark", "missedCall")
        ]
        assert order == sorted(order)
        QTest.keyClicks(palette.field, "theme dark")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        await person.until(lambda: person.preferences.theme == "dark", "the dark theme")

    desktop.run(journey, demo=True)


def test_in_a_window_smaller_than_its_parts_none_covers_another(desktop: Desktop) -> None:
    """As on 1280x720 at 200 %."""

    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        window.setMinimumSize(1, 1)
        window.resize(640, 360)
        await person.until(lambda: window.width() == 640 and window.request.portal.width() < 200, "the small window")
        await person.rests(window)
        bar = window.request
        shown = [bar.portal, bar.settings, bar.code, bar.look_up, bar.many]
        parts = [part for at in range(3) if (part := window.splitter.widget(at)) is not None]
        for line in (shown, parts):
            places = [widget.geometry() for widget in line]
            assert all(one.right() < other.left() for one, other in pairwise(places)), places
        assert places[-1].right() <= window.splitter.width()
        assert bar.many.geometry().right() <= bar.width()
        await in_front(person)
        answer = window.answer
        for _ in range(6):
            if answer.isAncestorOf(window.focusWidget()):
                break
            QTest.keyClick(window, Qt.Key.Key_F6)
        seen = answer.mapTo(window, answer.rect().topLeft()).x()
        assert 0 <= seen < window.width() - 100  # by keys one comes to see it

    desktop.run(journey, demo=True)


def test_nothing_jumps_when_a_notice_a_watch_or_a_pastes_result_comes(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        cards, rows = window.result.cards, window.history.list

        def places() -> list[QPoint]:
            return [part.mapTo(window, QPoint()) for part in (cards, rows, window.answer)]

        before = places()
        person.trigger("private")
        await person.until(window.history.notice.isVisible, "the notice")
        window.watches.show_watch(1, "missedCall: every 5 minutes", changed=False)
        await person.until(lambda: window.watches.height() > 10 and window.watches.isVisible(), "the watch")
        assert places() == before
        window.watches.remove(1)
        person.trigger("private")

        note = window.request.note  # lies over what is below, while the person is at the field
        for typed in ("misse\u0501Call", "ьшыувСфдд", ""):
            person.type_code(typed or "x")
            if not typed:
                person.press(Qt.Key.Key_Backspace)
                person.press(Qt.Key.Key_Return)
            await person.until(note.isVisible, f"the note on {typed!r}")
            assert places() == before
            below = note.mapTo(window, QPoint()).y() - window.request.mapTo(window, QPoint()).y()
            assert below >= window.request.code.geometry().bottom()
            window.history.list.setFocus()
            assert not note.isVisible()
        person.type_code(" vipClient ")
        person.press(Qt.Key.Key_Return)
        await person.sees("Spaces around the code were ignored.")
        assert not note.isVisible()
        person.click("Look up the exact text")
        await person.until(
            lambda: (shown := person.shown) and shown.code == " vipClient ", "what was typed, to the letter"
        )
        await person.idle()

        person.adds_portal()
        settings = person.find(SettingsWindow)
        form = settings.portals.form
        await person.until(form.name.isVisible, "the form")
        top = form.name.mapTo(form, QPoint())
        form.paste.setFocus()
        person.type(form.paste, "https://acme.bitrix24.com/rest/1/abcdefgh12345678/")
        QTest.keyClick(form.paste, Qt.Key.Key_Return)
        await person.until(lambda: "✓" in form.rows["paste"].remark.text(), "what was understood")
        await person.until(form.rows["paste"].remark.isVisible, "its words")
        assert form.name.mapTo(form, QPoint()) == top
        settings.close()

    desktop.run(journey, demo=True)
