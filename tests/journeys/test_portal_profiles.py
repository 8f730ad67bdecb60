"""A person keeps many portals: adds, copies, moves, deletes, and hands them to a colleague."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from badge_inspector.domain.portal import AccessKind, PortalAddress, PortalProfile
from badge_inspector.domain.secret import Secret
from tests.support import hand
from tests.support.certificates import authority_file
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import answer
from tests.support.menus import choose
from tests.support.oauth_portal import CLIENT_ID, CLIENT_SECRET, FIRST_ACCESS, FIRST_REFRESH, OAuthPortal
from tests.support.pages.portals import Portals
from tests.support.pages.settings import Settings
from tests.support.secret_service import secret_service

SECRET = "abcdefgh12345678"
HOOK = f"https://acme.bitrix24.com/rest/1/{SECRET}/profile.json"
OTHER_HOOK = "https://beta.bitrix24.ru/rest/7/zyxwvuts87654321/"


def portals(person: Person) -> list[tuple[str, str]]:
    return [(profile.name, profile.address.host) for profile in person.portals]


def hosts(person: Person) -> list[str]:
    return [host for _, host in portals(person)]


def names(person: Person) -> list[str]:
    return [name for name, _ in portals(person)]


def test_another_portal_pasted_over_an_open_one_is_added(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        page.types("name", "Acme production")
        page.window.close()
        person.trigger("settings")
        page = Portals(person)
        assert page.has_focus("paste")
        page.pastes(OTHER_HOOK)
        assert portals(person) == [("Acme production", "acme.bitrix24.com"), ("beta.bitrix24.ru", "beta.bitrix24.ru")]
        acme, beta = person.portals
        assert await person.secret_of(acme) == Secret(SECRET)
        assert await person.secret_of(beta) == Secret("zyxwvuts87654321")
        assert page.current == 1
        # So is the next one: what a paste has just made is not lost to the paste after it.
        page.pastes("https://gamma.bitrix24.ru/rest/7/zyxwvuts87654321/")
        assert hosts(person) == ["acme.bitrix24.com", "beta.bitrix24.ru", "gamma.bitrix24.ru"]
        assert not page.offers_undo

    desktop.run(journey)


def test_an_address_is_typed_and_mended(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = Portals.adds(person)
        page.types("paste", "ame.bitrix24.com")
        assert portals(person) == []
        page.presses_enter("paste")
        assert portals(person) == [("ame.bitrix24.com", "ame.bitrix24.com")]
        QTest.keyClick(page.field("paste"), Qt.Key.Key_Home)
        QTest.keyClick(page.field("paste"), Qt.Key.Key_Right)
        person.type(page.field("paste"), "c")
        page.presses_enter("paste")
        assert portals(person) == [("acme.bitrix24.com", "acme.bitrix24.com")]
        assert page.text("name") == "acme.bitrix24.com"
        assert not page.offers_undo
        assert "address" not in page.offered_back
        page.enter("address", "https://acme.bitrix24.de")
        assert portals(person) == [("acme.bitrix24.de", "acme.bitrix24.de")]
        await person.idle()
        assert page.remark("secret") == "Not entered yet. It will be sent to acme.bitrix24.de only."

    desktop.run(journey)


def test_a_webhook_is_typed_to_its_end(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = Portals.adds(person)
        await page.comes_to_the_front()
        page.types("paste", HOOK)
        assert page.text("paste") == HOOK
        assert portals(person) == []
        assert page.remark("paste") == "Press Enter when it is complete."
        QTest.keyClick(page.field("paste"), Qt.Key.Key_Tab)
        await person.idle()
        (acme,) = person.portals
        assert await person.secret_of(acme) == Secret(SECRET)
        assert SECRET not in page.text("paste")
        assert page.offered_back == set()

    desktop.run(journey)


def test_a_webhook_pasted_over_the_demo_is_a_portal_of_its_own(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("settings")
        page = Portals(person)
        assert not page.field("name").isEnabled()
        page.pastes(HOOK)
        assert portals(person) == [("acme.bitrix24.com", "acme.bitrix24.com")]
        assert page.field("name").isEnabled()
        assert page.can_delete

    desktop.run(journey, demo=True)


def test_copies_moves_and_deletes_by_keys_and_takes_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        page.duplicates()
        name = page.field("name")
        assert isinstance(name, QLineEdit)
        assert name.selectedText() == "acme.bitrix24.com (copy)"
        person.type(name, "Staging")
        page.presses_enter("name")
        assert names(person) == ["acme.bitrix24.com", "Staging"]
        first, copy = person.portals
        assert await person.secret_of(copy) is None
        await page.comes_to_the_front()
        page.presses(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert names(person) == ["Staging", "acme.bitrix24.com"]
        for command, order in (
            ("Move down", ["acme.bitrix24.com", "Staging"]),
            ("Move up", ["Staging", "acme.bitrix24.com"]),
            ("Copy address", ["Staging", "acme.bitrix24.com"]),
        ):
            choose(page.menu(), command)
            assert names(person) == order
        assert QGuiApplication.clipboard().text() == "acme.bitrix24.com"
        page.picks(1)
        page.presses(Qt.Key.Key_Delete)
        assert names(person) == ["Staging"]
        assert await person.secret_of(first) is None
        page.undoes()
        assert names(person) == ["Staging", "acme.bitrix24.com"]
        assert await person.secret_of(first) == Secret(SECRET)

    desktop.run(journey)


def test_another_host_needs_the_secret_again_and_that_can_be_taken_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        page.closes()
        (pasted,) = person.portals
        before = replace(pasted, trusted_certificate="ab" * 32)
        await person.has(before)
        person.trigger("settings")
        page = Portals(person)
        page.opens_more()
        assert page.has_row("trusted_certificate")
        page.enter("address", "https://acme.bitrix24.de")
        (moved,) = person.portals
        assert (moved.id, moved.address.host) == (before.id, "acme.bitrix24.de")
        assert moved.trusted_certificate == ""
        assert not page.has_row("trusted_certificate")
        await person.until(lambda: "acme.bitrix24.de" in page.remark("secret"), "the words at the secret")
        assert page.has_focus("secret")
        assert await person.secret_of(moved) is None
        assert await person.secret_of(before) is None
        page.enter("secret", "ent3redforthenew")
        assert await person.secret_of(moved) == Secret("ent3redforthenew")
        page.undoes()
        assert person.portals == (before,)
        assert await person.secret_of(before) == Secret(SECRET)
        assert await person.secret_of(moved) is None

    desktop.run(journey)


REFUSED = [
    ("address", "https://acme.bitrix24.com/../../etc/rest/", "is not allowed"),
    ("address", "https://acme.bitrix24.com/%2e%2e/rest/", "is not allowed"),
    ("address", "https://olga:pw@acme.bitrix24.com", "before an @"),
    ("address", "http://acme.bitrix24.com", "unencrypted"),
    ("address", "https://", "That is not an address"),
    ("name", SECRET, "looks like a secret"),
    ("name", HOOK, "looks like a secret"),
    ("webhook_user", "1 2", "user is a number"),
    ("webhook_user", SECRET, "swapped"),
    ("webhook_user", "", "user number is missing"),
    ("display_language", "german!", "two letters"),
]
"""Field, text, and a part of the remark below it."""


def test_bad_input_is_refused_in_its_field(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        (before,) = person.portals
        for field, typed, expected in REFUSED:
            page.opens_more()
            page.enter(field, typed)
            assert expected in page.remark(field), typed
            assert page.has_focus(field)
            assert page.text(field) == typed
            assert person.portals == (before,)
            assert await person.secret_of(before) == Secret(SECRET)
            page.takes_back(field)
            await person.idle()

    desktop.run(journey)


def test_a_secret_with_white_space_stays_in_its_field(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        for field in ("secret", "token", "client_secret", "refresh_token"):
            if field == "token":
                page.chooses_oauth()
                await person.idle()
            page.opens_more()
            for typed in ("abc def", "abc\tdef", "a\u2028b"):
                if "\t" in typed:  # which is typed in no line
                    hand.paste(page.field(field), typed)
                else:
                    page.types(field, typed)
                page.presses_enter(field)
                await person.idle()
                assert "spaces or line breaks" in page.remark(field), (field, typed)
                assert page.has_focus(field)
                assert page.text(field) == typed

    desktop.run(journey)


def test_an_empty_token_is_told_before_the_portal_is_asked(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        page.chooses_oauth()
        await person.idle()
        page.tests()
        assert page.remark("token") == "This field is empty: fill it in."
        assert page.has_focus("token")

    desktop.run(journey)


def test_a_token_knows_its_end(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.has(
            PortalProfile(
                "beta",
                "Beta",
                PortalAddress("beta.bitrix24.ru"),
                access=AccessKind.OAUTH,
                token_expires_at=time.time() - 60,
            )
        )
        person.trigger("settings")
        page = Portals(person)
        await person.idle()
        assert "OAuth, expired" in page.lines[0]
        page.enter("token", "token-of-old")
        assert person.portals[0].token_expires_at is None
        await person.idle()
        page.opens_more()
        page.knows_the_end()
        page.turns_the_end_back()
        assert "has passed" in page.remark("token_expires_at")
        await person.until(lambda: person.portals[0].token_expires_at, "the end kept")
        page.closes()
        person.trigger("settings")
        page = Portals(person)
        await person.until(lambda: page.remark("token").startswith("It expired at "), "that it expired")

    desktop.run(journey)


def test_a_secret_typed_before_its_portal_waits_for_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        page = Portals.adds(person)
        page.opens_more()
        page.types("webhook_user", "1")
        page.enter("secret", SECRET)
        assert "address first" in page.remark("secret")
        assert page.has_focus("address")
        page.enter("address", "acme.bitrix24.com")
        (profile,) = person.portals
        assert profile.webhook_user == "1"
        assert await person.secret_of(profile) == Secret(SECRET)

    desktop.run(journey)


def test_a_ca_file_that_is_none_is_refused_in_its_field(desktop: Desktop, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Olga")
    good = authority_file(tmp_path)

    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        page.opens_more()
        for path, expected in ((str(letter), "no usable certificates"), (str(tmp_path / "none.pem"), "No such file")):
            page.enter("ca_file", path)
            await person.idle()
            assert expected in page.remark("ca_file")
            assert page.has_focus("ca_file")
            assert page.text("ca_file") == path
            assert person.portals[0].ca_file == ""
        page.enter("ca_file", good)
        await person.idle()
        assert page.remark("ca_file") == ""
        assert person.portals[0].ca_file == good

    desktop.run(journey)


def test_a_trusted_certificate_is_listed_and_removed(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        trusting = PortalProfile("box", "Box", PortalAddress("crm.example.org"), trusted_certificate="ab" * 32)
        await person.has(trusting)
        person.trigger("settings")
        page = Portals(person)
        page.opens_more()
        assert page.fingerprint == ":".join(["AB"] * 32)
        page.stops_trusting()
        assert person.portals == (replace(trusting, trusted_certificate=""),)
        assert page.fingerprint == "None left"
        assert not page.field("trusted_certificate").isEnabled()
        page.undoes()
        assert person.portals == (trusting,)
        assert page.field("trusted_certificate").isEnabled()

    desktop.run(journey)


def test_portals_go_to_a_colleague_without_their_secrets(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "portals.json"

    async def journey(person: Person) -> None:
        await Portals.pasted(person, HOOK)
        page = await Portals.pasted(person, OTHER_HOOK)
        await page.exports_to(tmp_path / "nowhere" / "portals.json")
        await person.sees("Nothing was exported: No such file or directory.")
        await page.exports_to(file)
        await person.sees("Exported to portals.json, without secrets.")
        text = file.read_text(encoding="utf-8")
        assert "beta.bitrix24.ru" in text
        assert SECRET not in text
        assert "zyxwvuts87654321" not in text
        await page.imports(file)
        await person.sees("0 portals imported; enter their secrets. 2 were there already.")
        page.picks(0)
        page.deletes()
        await page.imports(file)
        await person.sees("1 portal imported; enter its secret. 1 was there already.")
        assert hosts(person) == ["beta.bitrix24.ru", "acme.bitrix24.com"]
        page.undoes()
        assert hosts(person) == ["beta.bitrix24.ru"]
        file.write_text("Dear Olga")
        await page.imports(file)
        await person.sees("Nothing was imported: ")

    desktop.run(journey)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    home = tmp_path / "home"
    home.mkdir()
    with secret_service(home) as address:
        yield address


def test_a_keyring_that_comes_late_takes_the_secret_over(
    desktop: Desktop, bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def journey(person: Person) -> None:
        page = await Portals.pasted(person, HOOK)
        assert "No keyring is running" in page.remark("keyring")
        assert page.remark("secret") == "Kept for this run only, for acme.bitrix24.com."
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        page.tries_the_keyring()
        await person.until(lambda: "system keyring" in page.remark("secret"), "the keyring")
        assert not page.has_row("keyring")

    async def next_run(person: Person) -> None:
        (profile,) = person.portals
        assert await person.secret_of(profile) == Secret(SECRET)

    desktop.run(journey)
    desktop.run(next_run)


def test_a_proxy_with_a_password(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        settings = Settings.opens(person, "Network")
        settings.choose("proxy", "This one")
        assert settings.has_focus("proxy_url")
        settings.enter("proxy_password", "pass word")
        assert "spaces" in settings.remark("proxy_password")
        settings.enter("proxy_password", "pa55word")
        for bad, expected in (
            ("http://proxy.example", "The port is missing"),
            ("http://olga:pw@proxy.example:3128", "before an @"),
            ("socks5://proxy.example:1080", "looks like http://"),
        ):
            settings.enter("proxy_url", bad)
            field = settings.field("proxy_url")
            assert expected in settings.remark("proxy_url")
            assert settings.has_focus("proxy_url")
            assert isinstance(field, QLineEdit)
            assert field.text() == bad
        settings.enter("proxy_url", "http://proxy.example:3128")
        await person.idle()
        proxy = person.preferences.proxy
        assert proxy.url == "http://proxy.example:3128"
        settings.enter("proxy_user", "olga")
        await person.idle()
        assert person.preferences.proxy.user == "olga"
        assert "pa55word" not in (desktop.config_dir / "settings.json").read_text(encoding="utf-8")
        await settings.reveals("proxy_password", "pa55word")

    desktop.run(journey)


def test_an_expired_token_is_renewed_behind_the_lookup(desktop: Desktop) -> None:
    portal = OAuthPortal()

    async def journey(person: Person) -> None:
        page = Portals.adds(person)
        page.opens_more()
        page.enter("address", portal.server.address.root)
        page.chooses_oauth()
        page.enter("oauth_client_id", CLIENT_ID)
        for name, text in (("token", FIRST_ACCESS), ("client_secret", CLIENT_SECRET), ("refresh_token", FIRST_REFRESH)):
            page.enter(name, text)
        await person.idle()
        portal.refuse = answer(400, b'{"error":"invalid_client","error_description":"who?"}')
        await person.looks_up("missedCall")
        await person.sees("The application’s ID or key is wrong")
        portal.refuse = b""
        await person.looks_up("missedCall")
        await person.sees("Missed")
        assert portal.renewals == 1
        (profile,) = person.portals
        assert profile.token_expires_at is not None
        assert page.end_of_token == int(profile.token_expires_at)
        assert "OAuth, 60 min left" in page.lines[0]
        await page.reveals("token", portal.access)

    async def next_run(person: Person) -> None:
        await person.until(lambda: len(person.history()) == 2, "the history")
        person.click_history(1)
        await person.sees("The application’s ID or key is wrong")

    with portal.server:
        desktop.run(journey)
    desktop.run(next_run)
