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
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.portal import AccessKind, PortalAddress, PortalProfile
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support.certificates import authority_file
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import answer
from tests.support.menus import choose, menu_at
from tests.support.oauth_portal import CLIENT_ID, CLIENT_SECRET, FIRST_ACCESS, FIRST_REFRESH, OAuthPortal
from tests.support.secret_service import secret_service

SECRET = "abcdefgh12345678"
HOOK = f"https://acme.bitrix24.com/rest/1/{SECRET}/profile.json"
OTHER_HOOK = "https://beta.bitrix24.ru/rest/7/zyxwvuts87654321/"


def settings(person: Person) -> SettingsWindow:
    return person.find(SettingsWindow)


def remark(window: SettingsWindow, name: str) -> str:
    return window.portals.form.rows[name].remark.text()


async def connected(person: Person, hook: str = HOOK) -> SettingsWindow:
    """The settings with a portal that was just pasted."""
    person.adds_portal()
    window = settings(person)
    window.portals.form.paste.setText(hook)
    await person.idle()
    return window


def portals(person: Person) -> list[tuple[str, str]]:
    return [(profile.name, profile.address.host) for profile in person.portals]


async def secret_of(person: Person, profile: PortalProfile, kind: SecretKind = SecretKind.WEBHOOK) -> Secret | None:
    await person.idle()
    return await (await person.app.backend.opened()).secrets.get(profile, kind)


def leave(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_another_portal_pasted_over_an_open_one_is_added(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await connected(person)
        window.portals.form.name.selectAll()
        QTest.keyClicks(window.portals.form.name, "Acme production")
        window.close()
        person.trigger("settings")
        window = settings(person)
        assert window.focusWidget() is window.portals.form.paste
        window.portals.form.paste.setText(OTHER_HOOK)
        assert portals(person) == [("Acme production", "acme.bitrix24.com"), ("beta.bitrix24.ru", "beta.bitrix24.ru")]
        acme, beta = person.portals
        assert await secret_of(person, acme) == Secret(SECRET)
        assert await secret_of(person, beta) == Secret("zyxwvuts87654321")
        assert window.portals.list.currentRow() == 1
        # So is the next one: what a paste has just made is not lost to the paste after it.
        window.portals.form.paste.setText("https://gamma.bitrix24.ru/rest/7/zyxwvuts87654321/")
        assert [host for _, host in portals(person)] == ["acme.bitrix24.com", "beta.bitrix24.ru", "gamma.bitrix24.ru"]
        assert not window.undo.isVisible()

    desktop.run(journey)


def test_an_address_is_typed_and_mended(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.adds_portal()
        window = settings(person)
        form = window.portals.form
        form.paste.setFocus()
        person.type(form.paste, "ame.bitrix24.com")
        assert portals(person) == []
        leave(form.paste)
        assert portals(person) == [("ame.bitrix24.com", "ame.bitrix24.com")]
        form.paste.setCursorPosition(1)
        person.type(form.paste, "c")
        leave(form.paste)
        assert portals(person) == [("acme.bitrix24.com", "acme.bitrix24.com")]
        assert form.name.text() == "acme.bitrix24.com"
        assert not window.undo.isVisible()
        assert not form.undos["address"].isVisible()
        form.address.selectAll()
        person.type(form.address, "https://acme.bitrix24.de")
        leave(form.address)
        assert portals(person) == [("acme.bitrix24.de", "acme.bitrix24.de")]
        await person.idle()
        assert remark(window, "secret") == "Not entered yet. It will be sent to acme.bitrix24.de only."

    desktop.run(journey)


def test_a_webhook_is_typed_to_its_end(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.adds_portal()
        form = settings(person).portals.form
        settings(person).activateWindow()
        await person.until(settings(person).isActiveWindow, "the settings in front")
        person.type(form.paste, HOOK)
        assert form.paste.text() == HOOK
        assert portals(person) == []
        assert remark(settings(person), "paste") == "Press Enter when it is complete."
        form.name.setFocus()
        await person.idle()
        (acme,) = person.portals
        assert await secret_of(person, acme) == Secret(SECRET)
        assert SECRET not in form.paste.text()
        assert not any(undo.isVisible() for undo in form.undos.values())

    desktop.run(journey)


def test_a_webhook_pasted_over_the_demo_is_a_portal_of_its_own(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("settings")
        window = settings(person)
        assert not window.portals.form.name.isEnabled()
        window.portals.form.paste.setText(HOOK)
        assert portals(person) == [("acme.bitrix24.com", "acme.bitrix24.com")]
        assert window.portals.form.name.isEnabled()
        assert window.portals.delete.isEnabled()

    desktop.run(journey, demo=True)


def test_copies_moves_and_deletes_by_keys_and_takes_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await connected(person)
        page = window.portals
        QTest.mouseClick(page.duplicate, Qt.MouseButton.LeftButton)
        assert page.form.name.selectedText() == "acme.bitrix24.com (copy)"
        QTest.keyClicks(page.form.name, "Staging")
        leave(page.form.name)
        assert [name for name, _ in portals(person)] == ["acme.bitrix24.com", "Staging"]
        first, copy = person.portals
        assert await secret_of(person, copy) is None
        window.activateWindow()
        await person.until(window.isActiveWindow, "the settings in front")
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert [name for name, _ in portals(person)] == ["Staging", "acme.bitrix24.com"]
        for command, order in (
            ("Move down", ["acme.bitrix24.com", "Staging"]),
            ("Move up", ["Staging", "acme.bitrix24.com"]),
            ("Copy address", ["Staging", "acme.bitrix24.com"]),
        ):
            at = page.list.visualItemRect(page.list.item(page.list.currentRow())).center()
            choose(menu_at(page.list.viewport(), at), command)
            assert [name for name, _ in portals(person)] == order
        assert QGuiApplication.clipboard().text() == "acme.bitrix24.com"
        page.list.setCurrentRow(1)
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        assert [name for name, _ in portals(person)] == ["Staging"]
        assert await secret_of(person, first) is None
        QTest.mouseClick(window.undo, Qt.MouseButton.LeftButton)
        assert [name for name, _ in portals(person)] == ["Staging", "acme.bitrix24.com"]
        assert await secret_of(person, first) == Secret(SECRET)

    desktop.run(journey)


def test_another_host_needs_the_secret_again_and_that_can_be_taken_back(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await connected(person)
        form = window.portals.form
        (pasted,) = person.portals
        before = replace(pasted, trusted_certificate="ab" * 32)
        person.app.portals.keep(before)
        window.portals.show_profiles(person.app.portals.profiles, before.id)
        await person.idle()
        form.address.setFocus()
        form.address.selectAll()
        QTest.keyClicks(form.address, "https://acme.bitrix24.de")
        leave(form.address)
        (moved,) = person.portals
        assert (moved.id, moved.address.host) == (before.id, "acme.bitrix24.de")
        assert moved.trusted_certificate == ""
        assert not form.rows["trusted_certificate"].isVisible()
        await person.until(lambda: "acme.bitrix24.de" in remark(window, "secret"), "the words at the secret")
        assert window.focusWidget() is form.secret.edit
        assert await secret_of(person, moved) is None
        assert await secret_of(person, before) is None
        person.type(form.secret.edit, "ent3redforthenew")
        leave(form.secret.edit)
        assert await secret_of(person, moved) == Secret("ent3redforthenew")
        QTest.mouseClick(window.undo, Qt.MouseButton.LeftButton)
        assert person.portals == (before,)
        assert await secret_of(person, before) == Secret(SECRET)
        assert await secret_of(person, moved) is None

    desktop.run(journey)


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
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
    ],
)
def test_bad_input_is_refused_in_its_field(desktop: Desktop, field: str, typed: str, expected: str) -> None:
    async def journey(person: Person) -> None:
        window = await connected(person)
        (before,) = person.portals
        edit = getattr(window.portals.form, field)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClicks(edit, typed)
        leave(edit)
        assert expected in remark(window, field)
        assert window.focusWidget() is edit
        assert edit.text() == typed
        assert person.portals == (before,)
        assert await secret_of(person, before) == Secret(SECRET)

    desktop.run(journey)


@pytest.mark.parametrize("field", ["secret", "token", "client_secret", "refresh_token"])
@pytest.mark.parametrize("typed", ["abc def", "abc\tdef", "a\u2028b"])
def test_a_secret_with_white_space_stays_in_its_field(desktop: Desktop, field: str, typed: str) -> None:
    async def journey(person: Person) -> None:
        window = await connected(person)
        form = window.portals.form
        if field != "secret":
            form.oauth.click()
        await person.idle()
        edit = getattr(form, field).edit
        edit.setFocus()
        person.type(edit, typed) if "\t" not in typed else edit.insert(typed)
        edit.setModified(True)
        leave(edit)
        await person.idle()
        assert "spaces or line breaks" in remark(window, field)
        assert window.focusWidget() is edit
        assert edit.text() == typed

    desktop.run(journey)


def test_an_empty_token_is_told_before_the_portal_is_asked(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await connected(person)
        form = window.portals.form
        form.oauth.click()
        await person.idle()
        QTest.mouseClick(form.test, Qt.MouseButton.LeftButton)
        assert remark(window, "token") == "This field is empty: fill it in."
        assert window.focusWidget() is form.token.edit

    desktop.run(journey)


def test_a_token_knows_its_end(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.app.portals.keep(
            PortalProfile(
                "beta",
                "Beta",
                PortalAddress("beta.bitrix24.ru"),
                access=AccessKind.OAUTH,
                token_expires_at=time.time() - 60,
            )
        )
        person.trigger("settings")
        window = settings(person)
        form = window.portals.form
        await person.idle()
        assert "OAuth, expired" in window.portals.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        person.type(form.token.edit, "token-of-old")
        leave(form.token.edit)
        assert person.portals[0].token_expires_at is None
        form.token_expires_at.known.click()
        form.token_expires_at.edit.setDateTime(form.token_expires_at.edit.dateTime().addDays(-2))
        assert "has passed" in remark(window, "token_expires_at")
        form.keep_now()
        await person.idle()
        form.show_kept({SecretKind.ACCESS_TOKEN})
        assert remark(window, "token").startswith("It expired at ")

    desktop.run(journey)


def test_a_secret_typed_before_its_portal_waits_for_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.adds_portal()
        form = settings(person).portals.form
        person.type(form.webhook_user, "1")
        person.type(form.secret.edit, SECRET)
        leave(form.secret.edit)
        assert "address first" in remark(settings(person), "secret")
        assert settings(person).focusWidget() is form.address
        person.type(form.address, "acme.bitrix24.com")
        leave(form.address)
        (profile,) = person.portals
        assert profile.webhook_user == "1"
        assert await secret_of(person, profile) == Secret(SECRET)

    desktop.run(journey)


def test_a_ca_file_that_is_none_is_refused_in_its_field(desktop: Desktop, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Olga")
    good = authority_file(tmp_path)

    async def journey(person: Person) -> None:
        window = await connected(person)
        edit = window.portals.form.ca_file.edit
        for path, expected in ((str(letter), "no usable certificates"), (str(tmp_path / "none.pem"), "No such file")):
            edit.setFocus()
            edit.setText(path)
            leave(edit)
            await person.idle()
            assert expected in remark(window, "ca_file")
            assert window.focusWidget() is edit
            assert edit.text() == path
            assert person.portals[0].ca_file == ""
        edit.setText(good)
        leave(edit)
        await person.idle()
        assert remark(window, "ca_file") == ""
        assert person.portals[0].ca_file == good

    desktop.run(journey)


def test_a_trusted_certificate_is_listed_and_removed(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        trusting = PortalProfile("box", "Box", PortalAddress("crm.example.org"), trusted_certificate="ab" * 32)
        person.app.portals.keep(trusting)
        person.trigger("settings")
        window = settings(person)
        form = window.portals.form
        assert form.trusted_certificate.print.text().replace("\u200b", "") == ":".join(["AB"] * 32)
        QTest.mouseClick(form.trusted_certificate.remove, Qt.MouseButton.LeftButton)
        assert person.portals == (replace(trusting, trusted_certificate=""),)
        assert form.trusted_certificate.print.text() == "None left"
        assert not form.trusted_certificate.remove.isEnabled()
        QTest.mouseClick(window.undo, Qt.MouseButton.LeftButton)
        assert person.portals == (trusting,)
        assert form.trusted_certificate.remove.isEnabled()

    desktop.run(journey)


def test_portals_go_to_a_colleague_without_their_secrets(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "portals.json"

    async def journey(person: Person) -> None:
        window = await connected(person)
        await connected(person, OTHER_HOOK)
        window.portals.export_requested.emit(tmp_path / "nowhere" / "portals.json")
        await person.idle()
        await person.sees("Nothing was exported: No such file or directory.")
        window.portals.export_requested.emit(file)
        await person.idle()
        await person.sees("Exported to portals.json, without secrets.")
        text = file.read_text(encoding="utf-8")
        assert "beta.bitrix24.ru" in text
        assert SECRET not in text
        assert "zyxwvuts87654321" not in text
        window.portals.import_requested.emit(file)
        await person.idle()
        await person.sees("0 portals imported; enter their secrets. 2 were there already.")
        window.portals.list.setCurrentRow(0)
        QTest.mouseClick(window.portals.delete, Qt.MouseButton.LeftButton)
        window.portals.import_requested.emit(file)
        await person.idle()
        await person.sees("1 portal imported; enter its secret. 1 was there already.")
        assert [host for _, host in portals(person)] == ["beta.bitrix24.ru", "acme.bitrix24.com"]
        QTest.mouseClick(window.undo, Qt.MouseButton.LeftButton)
        assert [host for _, host in portals(person)] == ["beta.bitrix24.ru"]
        file.write_text("Dear Olga")
        window.portals.import_requested.emit(file)
        await person.idle()
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
        window = await connected(person)
        assert "No keyring is running" in remark(window, "keyring")
        assert remark(window, "secret") == "Kept for this run only, for acme.bitrix24.com."
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        QTest.mouseClick(window.portals.form.try_again, Qt.MouseButton.LeftButton)
        await person.until(lambda: "system keyring" in remark(window, "secret"), "the keyring")
        assert not window.portals.form.rows["keyring"].isVisible()

    async def next_run(person: Person) -> None:
        (profile,) = person.portals
        assert await secret_of(person, profile) == Secret(SECRET)

    desktop.run(journey)
    desktop.run(next_run)


def test_a_proxy_with_a_password(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.opens_settings("Network")
        window = settings(person)
        network = window.network
        network.proxy.setCurrentIndex(2)
        assert window.focusWidget() is network.proxy_url
        person.type(network.proxy_password.edit, "pass word")
        leave(network.proxy_password.edit)
        assert "spaces" in network.rows["proxy_password"].remark.text()
        network.proxy_password.edit.setText("")
        person.type(network.proxy_password.edit, "pa55word")
        leave(network.proxy_password.edit)
        for bad, expected in (
            ("http://proxy.example", "The port is missing"),
            ("http://olga:pw@proxy.example:3128", "before an @"),
            ("socks5://proxy.example:1080", "looks like http://"),
        ):
            network.proxy_url.setFocus()
            network.proxy_url.setText("")
            QTest.keyClicks(network.proxy_url, bad)
            leave(network.proxy_url)
            assert expected in network.rows["proxy_url"].remark.text()
            assert window.focusWidget() is network.proxy_url
            assert network.proxy_url.text() == bad
        network.proxy_url.setText("http://proxy.example:3128")
        leave(network.proxy_url)
        await person.idle()
        proxy = person.preferences.proxy
        assert proxy.url == "http://proxy.example:3128"
        assert await person.app.backend.portal_secrets.proxy_password(proxy) == Secret("pa55word")
        network.proxy_user.setText("olga")
        leave(network.proxy_user)
        await person.idle()
        assert person.preferences.proxy.user == "olga"
        assert "pa55word" not in (desktop.config_dir / "settings.json").read_text(encoding="utf-8")
        QTest.mouseClick(network.proxy_password.show_button, Qt.MouseButton.LeftButton)
        await person.until(lambda: network.proxy_password.edit.text() == "pa55word", "the password revealed")

    desktop.run(journey)


def test_an_expired_token_is_renewed_behind_the_lookup(desktop: Desktop) -> None:
    portal = OAuthPortal()

    async def journey(person: Person) -> None:
        person.adds_portal()
        window = settings(person)
        form = window.portals.form
        person.type(form.address, portal.server.address.root)
        leave(form.address)
        form.oauth.click()
        person.type(form.oauth_client_id, CLIENT_ID)
        leave(form.oauth_client_id)
        for field, text in (
            (form.token, FIRST_ACCESS),
            (form.client_secret, CLIENT_SECRET),
            (form.refresh_token, FIRST_REFRESH),
        ):
            person.type(field.edit, text)
            leave(field.edit)
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
        assert form.token_expires_at.moment == int(profile.token_expires_at)
        assert "OAuth, 60 min left" in window.portals.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        QTest.mouseClick(form.token.show_button, Qt.MouseButton.LeftButton)
        await person.until(lambda: form.token.edit.text() == portal.access, "the new token")

    async def next_run(person: Person) -> None:
        await person.until(lambda: len(person.history()) == 2, "the history")
        person.click_history(1)
        await person.sees("The application’s ID or key is wrong")

    with portal.server:
        desktop.run(journey)
    desktop.run(next_run)
