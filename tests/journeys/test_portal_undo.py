"""Each field of a portal has its own way back to what it was when the portal was opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalAddress, PortalProfile, Webhook
from badge_inspector.domain.secret import Secret
from badge_inspector.ui.settings.portal_values import UNDOABLE
from tests.support.certificates import authority_file
from tests.support.desktop import Desktop, Person
from tests.support.oauth_portal import CLIENT_SECRET, FIRST_ACCESS, FIRST_REFRESH, OAuthPortal
from tests.support.pages.portals import Portals

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


async def opened(person: Person, *profiles: PortalProfile) -> Portals:
    """The settings on the first of these."""
    for profile in profiles:
        await person.has(profile)
    person.trigger("settings")
    page = Portals(person)
    page.picks(0)
    page.opens_more()
    return page


def kept(person: Person) -> PortalProfile:
    return next(profile for profile in person.portals if profile.id == BOX.id)


async def change(person: Person, page: Portals, name: str, ca_file: str) -> None:
    """Change one field, until that is kept."""
    before = kept(person)
    match name:
        case "name" | "webhook_user" | "oauth_client_id" | "display_language":
            texts = {"name": "Crate", "webhook_user": "8", "oauth_client_id": "app.2", "display_language": "ru"}
            page.enter(name, texts[name])
        case "address":
            page.enter(name, "https://crm.example.org/sub/rest/")
        case "access":
            page.chooses_oauth()
        case "token_expires_at":
            page.knows_the_end()
        case "colour":
            page.chooses_colour(ColourLabel.BLUE)
        case "operating_limit_s":
            page.enter(name, "0")
        case "notes":
            page.types(name, "Ask nobody")
        case "ca_file":
            page.enter(name, ca_file)
        case _:
            page.stops_trusting()
    await person.until(lambda: kept(person) != before, "the change kept")
    await person.idle()


OF_TOKENS = ("oauth_client_id", "token_expires_at")
"""Fields that only a portal with tokens has; the end of a token comes last, as the field knows whole seconds."""


@pytest.mark.parametrize(
    ("start", "names"),
    [
        (BOX, tuple(name for name in UNDOABLE if name not in OF_TOKENS)),
        (replace(BOX, access=AccessKind.OAUTH, token_expires_at=4e9 + 0.25), OF_TOKENS),
    ],
    ids=["webhook", "tokens"],
)
def test_what_is_changed_in_a_field_is_taken_back_there(
    desktop: Desktop, tmp_path: Path, start: PortalProfile, names: tuple[str, ...]
) -> None:
    authority = authority_file(tmp_path)
    assert set(OF_TOKENS) < set(UNDOABLE)

    async def journey(person: Person) -> None:
        page = await opened(person, start, PortalProfile("other", "Other", PortalAddress("other.org")))
        for name in names:
            page.opens_more()
            assert page.offered_back == set()
            await change(person, page, name, authority)
            assert page.offered_back == {name}
            assert kept(person) != start
            # Another portal has nothing to take back, and this one is still as it was opened when it is opened again.
            page.picks(1)
            assert page.offered_back == set()
            page.picks(0)
            assert page.offered_back == {name}
            await takes_back_by_key(person, page, name)
            assert replace(kept(person), token_expires_at=None) == replace(start, token_expires_at=None)
            assert int(kept(person).token_expires_at or 0) == int(start.token_expires_at or 0)
            assert page.offered_back == set()
            focused = page.window.focusWidget()
            assert page.row(name).isAncestorOf(focused)
            assert focused.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert focused.isEnabled()

    desktop.run(journey)


async def takes_back_by_key(person: Person, page: Portals, name: str) -> None:
    undo = page.way_back(name)
    assert undo.isVisible()
    assert undo.accessibleName() == f"Undo: {page.row(name).label.text()}"
    undo.setFocus()
    QTest.keyClick(undo, Qt.Key.Key_Space)
    await person.idle()


def test_what_was_refused_is_taken_back_by_keyboard(desktop: Desktop) -> None:
    refused = {"name": "", "address": "no address", "display_language": "123", "ca_file": "/nowhere.pem"}

    async def journey(person: Person) -> None:
        page = await opened(person, BOX)
        await page.comes_to_the_front()
        for name, typed in refused.items():
            before = page.text(name)
            page.types(name, typed)
            for _ in range(2 if name == "ca_file" else 1):  # a button to choose a file stands between them
                QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_Tab)
            assert page.way_back(name).hasFocus(), name
            await person.idle()
            assert page.is_wrong(name)
            assert page.way_back(name).hasFocus()
            QTest.keyClick(page.way_back(name), Qt.Key.Key_Space)
            await person.idle()
            assert page.text(name) == before
            assert not page.is_wrong(name)
            assert page.field(name).hasFocus()
            assert kept(person) == BOX

    desktop.run(journey)


def test_a_host_comes_back_with_its_secret_while_the_window_offers_that(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        await person.has(BOX, Webhook("7", SECRET))
        page = await opened(person, BOX)
        page.enter("address", "crm.example.net")
        assert await person.secret_of(BOX) is None
        page.enter("name", "Crate")
        assert page.offered_back == {"address", "name"}
        page.takes_back("address")
        await person.idle()
        assert kept(person) == replace(BOX, name="Crate")  # what else was changed stays
        assert await person.secret_of(BOX) == SECRET
        assert page.offered_back == {"name"}
        assert not page.offers_undo
        page.enter("address", "crm.example.net")
        await person.idle()
        await page.exports_to(tmp_path / "portals.json")  # which is told: that ends the offer, and what was kept for it
        assert not page.offers_undo
        page.takes_back("address")
        assert await person.secret_of(BOX) is None
        assert kept(person).address == BOX.address
        assert "Not entered yet" in page.remark("secret")
        assert kept(person).trusted_certificate == ""

    desktop.run(journey)


def test_secrets_have_no_way_back_and_none_leads_to_the_end_of_another_token(desktop: Desktop) -> None:
    portal = OAuthPortal()

    async def journey(person: Person) -> None:
        await person.uses(replace(portal.profile, id=BOX.id, token_expires_at=4e9))
        page = await opened(person)
        for name, text in (("token", FIRST_ACCESS), ("client_secret", CLIENT_SECRET), ("refresh_token", FIRST_REFRESH)):
            page.enter(name, text)
        await person.idle()
        assert kept(person).token_expires_at is None
        assert page.offered_back == set()
        assert not set(UNDOABLE) & {"secret", "token", "client_secret", "refresh_token"}
        await person.looks_up("missedCall")
        assert portal.renewals == 1
        renewed = kept(person)
        assert page.end_of_token == int(renewed.token_expires_at or 0)
        assert page.offered_back == set()
        page.knows_the_end()
        assert page.offered_back == {"token_expires_at"}
        page.takes_back("token_expires_at")
        await person.idle()
        assert page.end_of_token == int(renewed.token_expires_at or 0)
        assert page.offered_back == set()

    with portal.server:
        desktop.run(journey)
