"""A call in another form, pasted into the code field or dropped on the window, gives its code and offers its portal."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.services.snippets import SnippetKind, snippet
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.result.request_page import RequestPage
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose_of_button

URL = "https://acme.bitrix24.com/rest/7/{secret}/crm.activity.badge.get"
SECRET = "c4n4ryc4n4ryc4n4"


def written(kind: SnippetKind, code: str) -> str:
    headers = (("Content-Type", "application/json"),)
    return snippet(kind, SentRequest("POST", URL.format(secret=SECRET), headers, json.dumps({"code": code})))


def paste(person: Person, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    person.window.request.code.setFocus()
    QTest.keyClick(person.window.request.code, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("kind", "form"),
    [(SnippetKind.CURL_SH, "a cURL command"), (SnippetKind.GO, "Go code"), (SnippetKind.PHP, "PHP code")],
)
def test_a_pasted_snippet_gives_its_code_and_offers_its_portal(desktop: Desktop, kind: SnippetKind, form: str) -> None:
    async def journey(person: Person) -> None:
        code = person.window.request.code
        paste(person, written(kind, "vip'Client $x"))
        await person.sees(f"Understood: code “vip'Client $x” from {form}.")
        assert code.text() == "vip'Client $x"
        assert person.shown is None  # it is not asked: the portal may be another one
        assert person.window.undo.isVisible()
        assert person.window.undo.text() == "Add acme.bitrix24.com…"
        hand.click(person.window.undo)
        settings = await person.comes(SettingsWindow)
        await person.until(settings.portals.form.rows["paste"].isVisible, "the form")
        assert SECRET not in settings.portals.form.paste.text()
        settings.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_the_middle_button_pastes_as_the_key_does(desktop: Desktop) -> None:
    clipboard = QGuiApplication.clipboard()
    if not clipboard.supportsSelection():  # X11 alone has one
        return

    async def journey(person: Person) -> None:
        code = person.window.request.code
        clipboard.setText(written(SnippetKind.GO, "vipClient"), clipboard.Mode.Selection)
        QTest.mouseClick(code, Qt.MouseButton.MiddleButton, pos=code.rect().center())
        await person.sees("Understood: code “vipClient” from Go code.")
        assert code.text() == "vipClient"

    desktop.run(journey, demo=True)
    clipboard.clear(clipboard.Mode.Selection)


def test_two_calls_open_the_window_for_many(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        mime = QMimeData()
        mime.setText(written(SnippetKind.PYTHON, "missedCall") + written(SnippetKind.PYTHON, "a, b"))
        person.window.receive(mime)
        many = await person.comes(ManyWindow)
        await person.until(
            lambda: (given := person.app.features.many._list.codes) and given.codes == ("missedCall", "a, b"), "both"
        )
        await person.sees("Understood: 2 codes from Python code.")
        many.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_what_is_pasted_and_no_call_is_pasted_as_ever(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        code = person.window.request.code
        for text in ("missedCall", "about crm.activity.badge.get"):
            code.clear()
            paste(person, text)
            await person.until(lambda text=text: code.text() == text, "the text itself")
        code.clear()
        QGuiApplication.clipboard().setText('{"code": "missedCall"}')
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, code.rect().center(), code.mapToGlobal(code.pos()))
        QGuiApplication.sendEvent(code, event)
        menu = code.findChild(QMenu)
        assert menu is not None
        action = menu.findChild(QAction, "edit-paste")
        assert action is not None
        action.trigger()
        menu.close()
        await person.until(lambda: code.text() == "missedCall", "the code")
        await person.sees("from a JSON body")
        await person.idle()

    desktop.run(journey, demo=True)


def test_the_form_copied_last_is_offered_first_in_the_next_run(desktop: Desktop) -> None:
    async def first(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("show_request")
        page = await request_page(person)
        choose_of_button(page.others, page.choices[SnippetKind.GO].text())
        assert "b24gosdk" in QGuiApplication.clipboard().text()
        await person.idle()

    async def second(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("show_request")
        page = await request_page(person)
        assert page.menu.actions()[0] is page.choices[SnippetKind.GO]
        assert page.again.text() == "Go (b24gosdk)"
        await person.idle()

    desktop.run(first, demo=True)
    desktop.run(second, demo=True)


async def request_page(person: Person) -> RequestPage:
    await person.until(lambda: person.window.answer.findChildren(RequestPage), "the page of the request")
    return person.window.answer.findChildren(RequestPage)[0]
