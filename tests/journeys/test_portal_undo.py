"""Each field of a portal has its own way back to what it was when the portal was opened."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalAddress, PortalProfile
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.ui.settings.portal_form import PortalForm
from badge_inspector.ui.settings.portal_values import UNDOABLE
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support.certificates import authority_file
from tests.support.desktop import Desktop, Person

BOX = PortalProfile(
    "box",
    "Box",
    PortalAddress("crm.example.org"),
    webhook_user="7",
    notes="Ask Olga\nfirst",
    colour=ColourLabel.RED,
    display_language="de",
    operating_limit_s=300.0,
    trusted_certificate="ab" * 32,
    oauth_client_id="local.1",
    token_expires_at=4e9,
)
SECRET = Secret("abcdefgh12345678")


def opened(person: Person, *profiles: PortalProfile) -> SettingsWindow:
    for profile in profiles:
        person.app.portals.keep(profile)
    person.trigger("settings")
    window = person.find(SettingsWindow)
    window.portals.show_profiles(person.app.portals.profiles, profiles[0].id)
    if not window.portals.form.more.isChecked():
        QTest.mouseClick(window.portals.form.more, Qt.MouseButton.LeftButton)
    return window


def shown(form: PortalForm) -> set[str]:
    """The fields that offer a way back."""
    return {name for name, button in form.undos.items() if not button.isHidden()}


def retype(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def kept(person: Person) -> PortalProfile:
    return next(profile for profile in person.portals if profile.id == BOX.id)


async def secret_of(person: Person, profile: PortalProfile) -> Secret | None:
    await person.idle()
    return await (await person.app.backend.opened()).secrets.get(profile, SecretKind.WEBHOOK)


async def change(person: Person, form: PortalForm, name: str, ca_file: str) -> None:
    match name:
        case "name" | "webhook_user" | "oauth_client_id" | "display_language":
            texts = {"name": "Crate", "webhook_user": "8", "oauth_client_id": "app.2", "display_language": "ru"}
            retype(getattr(form, name), texts[name])
        case "address":
            retype(form.address, "https://crm.example.org/sub/rest/")
        case "access":
            QTest.mouseClick(form.oauth, Qt.MouseButton.LeftButton)
        case "token_expires_at":
            form.token_expires_at.known.click()
        case "colour":
            QTest.mouseClick(form.colour.dots[ColourLabel.BLUE], Qt.MouseButton.LeftButton)
        case "operating_limit_s":
            form.operating_limit_s.setValue(0)
        case "notes":
            form.notes.setPlainText("Ask nobody")
        case "ca_file":
            retype(form.ca_file.edit, ca_file)
        case _:
            QTest.mouseClick(form.trusted_certificate.remove, Qt.MouseButton.LeftButton)
    form.keep_now()
    await person.idle()


@pytest.mark.parametrize("name", UNDOABLE)
def test_what_is_changed_in_a_field_is_taken_back_there(desktop: Desktop, tmp_path: Path, name: str) -> None:
    authority = authority_file(tmp_path)

    async def journey(person: Person) -> None:
        oauth = replace(BOX, access=AccessKind.OAUTH, token_expires_at=4e9 + 0.25)
        start = oauth if name in ("token_expires_at", "oauth_client_id") else BOX
        form = opened(person, start, PortalProfile("other", "Other", PortalAddress("other.org"))).portals.form
        assert shown(form) == set()
        await change(person, form, name, authority)
        assert shown(form) == {name}
        changed = kept(person)
        assert changed != start
        # Another portal has nothing to take back, and this one is still as it was opened when it is opened again.
        page = person.find(SettingsWindow)
        page.portals.list.setCurrentRow(1)
        assert shown(form) == set()
        page.portals.list.setCurrentRow(0)
        assert shown(form) == {name}
        undo = form.undos[name]
        assert undo.isVisible()
        assert undo.accessibleName() == f"Undo: {form.rows[name].label.text()}"
        undo.setFocus()
        QTest.keyClick(undo, Qt.Key.Key_Space)
        await person.idle()
        # The field knows whole seconds.
        assert replace(kept(person), token_expires_at=None) == replace(start, token_expires_at=None)
        assert int(kept(person).token_expires_at or 0) == int(start.token_expires_at or 0)
        assert shown(form) == set()
        focused = page.focusWidget()
        assert form.rows[name].isAncestorOf(focused)
        assert focused.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert focused.isEnabled()

    desktop.run(journey)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("name", ""), ("address", "no address"), ("display_language", "123"), ("ca_file", "/nowhere.pem")],
)
def test_what_was_refused_is_taken_back_by_keyboard(desktop: Desktop, name: str, typed: str) -> None:
    async def journey(person: Person) -> None:
        window = opened(person, BOX)
        window.activateWindow()
        await person.until(window.isActiveWindow, "the settings in front")
        form = window.portals.form
        edit = form.ca_file.edit if name == "ca_file" else getattr(form, name)
        before = edit.text()
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClicks(edit, typed)
        for _ in range(2 if name == "ca_file" else 1):  # a button to choose a file stands between them
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert form.undos[name].hasFocus()
        await person.idle()
        assert form.rows[name].is_bad
        assert form.undos[name].hasFocus()
        QTest.keyClick(form.undos[name], Qt.Key.Key_Space)
        await person.idle()
        assert edit.text() == before
        assert not form.rows[name].is_bad
        assert edit.hasFocus()
        assert kept(person) == BOX

    desktop.run(journey)


def test_a_host_comes_back_with_its_secret_while_the_window_offers_that(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = opened(person, BOX)
        form = window.portals.form
        await (await person.app.backend.opened()).secrets.set(BOX, SecretKind.WEBHOOK, SECRET)
        retype(form.address, "crm.example.net")
        assert await secret_of(person, BOX) is None
        retype(form.name, "Crate")
        assert shown(form) == {"address", "name"}
        form.undos["address"].click()
        await person.idle()
        assert kept(person) == replace(BOX, name="Crate")  # what else was changed stays
        assert await secret_of(person, BOX) == SECRET
        assert shown(form) == {"name"}
        assert not window.undo.isVisible()
        retype(form.address, "crm.example.net")
        await person.idle()
        window.tell("Something else")  # which ends the offer, and what was kept for it
        form.undos["address"].click()
        assert await secret_of(person, BOX) is None
        assert kept(person).address == BOX.address
        assert "Not entered yet" in form.rows["secret"].remark.text()
        assert kept(person).trusted_certificate == ""

    desktop.run(journey)


def test_secrets_have_no_way_back_and_none_leads_to_the_end_of_another_token(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        start = replace(BOX, access=AccessKind.OAUTH)
        form = opened(person, start).portals.form
        retype(form.token.edit, "0123456789abcdef0123")
        await person.idle()
        assert kept(person).token_expires_at is None
        assert shown(form) == set()
        assert not set(form.undos) & {"secret", "token", "client_secret", "refresh_token"}
        renewed = replace(kept(person), token_expires_at=float(int(time.time()) + 3600))
        person.app.portals.keep(renewed)
        person.app.portals.token_renewed.emit(renewed)
        assert shown(form) == set()
        form.token_expires_at.known.click()
        assert shown(form) == {"token_expires_at"}
        form.undos["token_expires_at"].click()
        assert kept(person) == renewed
        await person.idle()

    desktop.run(journey)
