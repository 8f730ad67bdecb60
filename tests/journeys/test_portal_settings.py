"""A person connects a portal by pasting what they were given."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.portal import Webhook
from tests.support.desktop import Desktop, Person
from tests.support.pages.portals import Portals


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal() as portal:
        yield portal


def webhook_url(portal: DemoPortal) -> tuple[str, str]:
    access = portal.profiles()[0]
    assert isinstance(access.credentials, Webhook)
    secret = access.credentials.secret.reveal()
    return f"{access.profile.address.rest_url}/1/{secret}/profile.json", secret


def test_paste_close_look_up_and_no_secret_on_disk(desktop: Desktop, portal: DemoPortal) -> None:
    url, secret = webhook_url(portal)

    async def journey(person: Person) -> None:
        person.click("Connect a portal")
        page = Portals(person)
        page.pastes(url)
        assert secret not in page.text("paste")
        assert "Webhook of user 1 on 127.0.0.1" in page.remarks
        await person.until(lambda: "Kept for this run only" in page.remarks, "where the secret is kept")
        page.tests()
        await person.until(lambda: "crm.activity.badge.get is available" in page.remarks, "the test")
        await page.reveals("secret", secret)
        page.toggles("secret")
        assert page.text("secret") == ""
        page.types("name", "Acme production")
        page.closes()
        await person.looks_up("vipClient")
        await person.sees("vipClient")
        assert [row.portal_name for row in person.history()] == ["Acme production"]

    async def again(person: Person) -> None:
        current = person.portal
        assert current is not None
        assert (current.name, current.webhook_user) == ("Acme production", "1")
        await person.looks_up("vipClient")
        await person.sees("Enter")  # the secret lived for the last run only, and the card says so

    QApplication.clipboard().clear()
    desktop.run(journey)
    desktop.run(again)
    for file in desktop.config_dir.rglob("*"):
        if file.is_file():
            assert secret.encode() not in file.read_bytes(), file


def test_an_address_that_cannot_be_used_is_refused_in_its_field(desktop: Desktop) -> None:
    refused = {
        "http://acme.bitrix24.com": "http:// would send the secret unencrypted",
        "https://user:pass@acme.bitrix24.com": "user name and password",
        "not an address": "That is not an address",
    }

    async def journey(person: Person) -> None:
        person.click("Connect a portal")
        page = Portals(person)
        for typed, expected in refused.items():
            page.enter("address", typed)
            assert expected in page.remarks
            assert page.text("address") == typed
            assert person.portals == ()

    desktop.run(journey)


def test_delete_can_be_taken_back(desktop: Desktop, portal: DemoPortal) -> None:
    url, _ = webhook_url(portal)

    async def journey(person: Person) -> None:
        person.click("Connect a portal")
        page = Portals(person)
        page.pastes(url)
        assert len(person.portals) == 1
        page.deletes()
        assert person.portals == ()
        page.undoes()
        assert len(person.portals) == 1

    desktop.run(journey)


def test_the_environment_may_carry_a_webhook_for_one_run(
    desktop: Desktop, portal: DemoPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, secret = webhook_url(portal)

    async def journey(person: Person) -> None:
        await person.looks_up("vipClient")
        assert [row.status for row in person.history()] == [RowStatus.FOUND]

    monkeypatch.setenv("BADGE_INSPECTOR_TOKEN", url)
    desktop.run(journey)
    assert "BADGE_INSPECTOR_TOKEN" not in os.environ
    for file in desktop.config_dir.rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes(), file
