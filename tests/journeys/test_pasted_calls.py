"""A call in another form, pasted into the code field or dropped on the window, gives its code and offers its portal."""

from __future__ import annotations

import json

from PySide6.QtGui import QGuiApplication

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.services.snippets import SnippetKind, snippet
from tests.support.desktop import Desktop, Person
from tests.support.menus import choose
from tests.support.pages.many_codes import ManyCodes
from tests.support.pages.portals import Portals
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.request_tab import RequestTab
from tests.support.pages.status_bar import StatusBar

URL = "https://acme.bitrix24.com/rest/7/{secret}/crm.activity.badge.get"
SECRET = "c4n4ryc4n4ryc4n4"


def written(kind: SnippetKind, code: str) -> str:
    headers = (("Content-Type", "application/json"),)
    return snippet(kind, SentRequest("POST", URL.format(secret=SECRET), headers, json.dumps({"code": code})))


def test_a_pasted_snippet_gives_its_code_and_offers_its_portal(desktop: Desktop) -> None:
    forms = {SnippetKind.CURL_SH: "a cURL command", SnippetKind.GO: "Go code", SnippetKind.PHP: "PHP code"}

    async def journey(person: Person) -> None:
        bar, status = RequestBar(person), StatusBar(person)
        for kind, form in forms.items():
            bar.empties()
            bar.pastes(written(kind, "vip'Client $x"))
            await person.sees(f"Understood: code “vip'Client $x” from {form}.")
            assert bar.code == "vip'Client $x"
            assert person.shown is None  # it is not asked: the portal may be another one
            assert status.offer == "Add acme.bitrix24.com…"
            status.takes_offer()
            page = await Portals.comes(person)
            await person.until(lambda page=page: page.has_row("paste"), "the form")
            assert SECRET not in page.text("paste")
            page.deletes()  # else the next one would be offered for use
            page.closes()
            await person.idle()

    desktop.run(journey, demo=True)


def test_the_middle_button_pastes_as_the_key_does(desktop: Desktop) -> None:
    clipboard = QGuiApplication.clipboard()
    if not clipboard.supportsSelection():  # X11 alone has one
        return

    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        clipboard.setText(written(SnippetKind.GO, "vipClient"), clipboard.Mode.Selection)
        bar.pastes_selection()
        await person.sees("Understood: code “vipClient” from Go code.")
        assert bar.code == "vipClient"

    desktop.run(journey, demo=True)
    clipboard.clear(clipboard.Mode.Selection)


def test_two_calls_open_the_window_for_many(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        RequestBar(person).drops(written(SnippetKind.PYTHON, "missedCall") + written(SnippetKind.PYTHON, "a, b"))
        many = await ManyCodes.comes(person)
        await many.lists("missedCall", "a, b")
        await person.sees("Understood: 2 codes from Python code.")
        await many.closes()

    desktop.run(journey, demo=True)


def test_what_is_pasted_and_no_call_is_pasted_as_ever(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        for text in ("missedCall", "about crm.activity.badge.get"):
            bar.empties()
            bar.pastes(text)
            await person.until(lambda text=text: bar.code == text, "the text itself")
        bar.empties()
        QGuiApplication.clipboard().setText('{"code": "missedCall"}')
        choose(bar.menu(), "Paste")
        await person.until(lambda: bar.code == "missedCall", "the code")
        await person.sees("from a JSON body")
        await person.idle()

    desktop.run(journey, demo=True)


def test_the_form_copied_last_is_offered_first_in_the_next_run(desktop: Desktop) -> None:
    async def first(person: Person) -> None:
        await person.looks_up("missedCall")
        RequestTab(person).copies_as(SnippetKind.GO)
        assert "b24gosdk" in QGuiApplication.clipboard().text()
        await person.idle()

    async def second(person: Person) -> None:
        await person.looks_up("missedCall")
        request = RequestTab(person)
        assert request.forms[0] == request.again == "Go (b24gosdk)"
        await person.idle()

    desktop.run(first, demo=True)
    desktop.run(second, demo=True)
