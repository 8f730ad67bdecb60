"""The first minutes: what the portal has, which portals there are, and a code typed on the wrong layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from badge_inspector.ui.request.portal_popup import PortalPopup
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal


def offered(person: Person) -> QAbstractItemView:
    popup = person.window.request.code.completer().popup()
    assert popup is not None
    return popup


def codes(person: Person) -> list[str]:
    model = offered(person).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_down_lists_what_the_portal_has_and_what_begins_so_comes_first(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        field = person.window.request.code
        await person.until(lambda: "missedCall" in field.known_codes, "the portal's codes")
        person.window.activateWindow()
        await person.until(person.window.isActiveWindow, "the window in front")
        field.setFocus()
        person.press(Qt.Key.Key_Down)
        await person.until(lambda: offered(person).isVisible(), "the list")
        assert codes(person) == field.known_codes
        first = offered(person).currentIndex()
        assert first.row() == 0
        assert not offered(person).grab().isNull()  # pills and titles are painted
        QTest.keyClick(offered(person), Qt.Key.Key_Return)
        assert field.code == field.known_codes[0]
        person.type_code("l")
        await person.until(lambda: offered(person).isVisible(), "what has that letter")
        begin = [code.casefold().startswith("l") for code in codes(person)]
        assert begin == sorted(begin, reverse=True)
        assert not all(begin)
        offered(person).hide()

    desktop.run(journey, demo=True)


def test_the_wrong_keyboard_layout_is_recognised_and_offered(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.until(lambda: "missedCall" in person.window.request.code.known_codes, "the portal's codes")
        person.type_code("ьшыувСфдд")
        await person.sees("Typed in another keyboard layout?")
        switch = next(
            each
            for each in person.window.request.note.findChildren(QAbstractButton)
            if each.isVisible() and each.text() == "missedCall"
        )
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
        await person.until(lambda: (shown := person.shown) and shown.code == "missedCall", "its badge")
        assert person.window.request.code.code == "missedCall"
        assert "Typed in another keyboard layout?" not in person.texts()
        await person.looks_up("мшзСдшуте")  # asked all the same: the card offers it
        await person.until(
            lambda: any(
                each.isVisible() and each.text() == "vipClient"
                for each in person.window.result.cards.failure.findChildren(QAbstractButton)
            ),
            "the code that was meant",
        )

    desktop.run(journey, demo=True)


def test_the_portals_menu_adds_one_and_has_the_demo(desktop: Desktop) -> None:
    async def popup(person: Person) -> PortalPopup:
        person.window.activateWindow()
        QTest.keyClick(person.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        await person.until(
            lambda: any(each.isVisible() for each in person.window.findChildren(PortalPopup)), "the menu"
        )
        return next(each for each in person.window.findChildren(PortalPopup) if each.isVisible())

    async def journey(person: Person) -> None:
        menu = await popup(person)  # no portal yet: two ways to one
        assert menu.demo.isVisible()
        QTest.keyClick(menu.demo, Qt.Key.Key_Space)
        await person.until(lambda: (current := person.portal) and current.is_demo, "the demo portal")
        with FaultyPortal(GOOD) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            menu = await popup(person)
            assert not menu.demo.isVisible()  # it is in the list
            for _ in range(menu.list.model().rowCount()):
                QTest.keyClick(menu.filter, Qt.Key.Key_Down)
            assert menu.add.hasFocus()
            QTest.keyClick(menu.add, Qt.Key.Key_Space)
            window = await person.comes(SettingsWindow)
            assert window.portals.form.profile is None  # a new one
            window.close()

    desktop.run(journey)


def test_a_portals_form_asks_for_five_things_first(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.adds_portal()
        window = person.find(SettingsWindow)
        form = window.portals.form
        await person.until(form.paste.isVisible, "the form")

        def rows() -> list[str]:
            return [name for name, row in form.rows.items() if row.isVisible()]

        first = ["paste", "name", "address", "access", "secret", "test"]
        assert rows() == first
        window.activateWindow()
        form.more.setFocus()
        QTest.keyClick(form.more, Qt.Key.Key_Space)
        assert rows() == [*first, "webhook_user", "colour", "display_language", "operating_limit_s", "notes", "ca_file"]
        QTest.mouseClick(form.more, Qt.MouseButton.LeftButton)
        assert rows() == first
        QTest.mouseClick(form.oauth, Qt.MouseButton.LeftButton)
        assert rows() == ["paste", "name", "address", "access", "token", "test"]
        window.close()

    desktop.run(journey, demo=True)


def test_what_is_wrong_under_more_opens_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.adds_portal()
        window = person.find(SettingsWindow)
        form = window.portals.form
        form.address.setFocus()
        QTest.keyClicks(form.address, "https://acme.bitrix24.com")
        QTest.keyClick(form.address, Qt.Key.Key_Return)
        assert not form.webhook_user.isVisible()
        QTest.mouseClick(form.test, Qt.MouseButton.LeftButton)  # a webhook without its user's number
        await person.until(form.webhook_user.isVisible, "the field that is missing")
        assert form.rows["webhook_user"].remark.text()
        window.close()

    desktop.run(journey, demo=True)
