"""A command with its secret is copied only after a question, and does not stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.portal import AccessKind, OAuthToken, PortalAddress, Webhook
from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.result.secret_copies import CLEAR_AFTER_MS
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, SECRET, TOKEN, WEBHOOK, FaultyPortal, answer
from tests.support.pages.entry import Entry
from tests.support.pages.request_tab import RequestTab


@pytest.fixture
def portal() -> Iterator[FaultyPortal]:
    with FaultyPortal(answer(200, GOOD)) as portal:
        yield portal


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    QApplication.clipboard().setText("before")
    yield
    QApplication.clipboard().clear()


def copied() -> str:
    return QApplication.clipboard().text()


async def asked(person: Person, portal: FaultyPortal, credentials: Webhook | OAuthToken = WEBHOOK) -> RequestTab:
    """The request's page after a lookup."""
    access = AccessKind.WEBHOOK if isinstance(credentials, Webhook) else AccessKind.OAUTH
    await person.uses(portal.profile(access), credentials)
    await person.looks_up("missedCall")
    return RequestTab(person)


def test_it_asks_first_and_no_is_the_easy_answer(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        page = await asked(person, portal)
        page.asks_with_secret()
        assert page.is_asked
        await person.sees(f"The command will hold the secret of 127.0.0.1:{portal.port}")
        assert page.no_is_at_hand
        page.keeps_it()
        assert not page.is_asked
        await person.idle()
        assert copied() == "before"
        page.asks_with_secret()
        await person.looks_up("another")
        assert not page.is_asked

    desktop.run(journey)


@pytest.mark.parametrize(
    ("credentials", "kind"),
    [(WEBHOOK, SnippetKind.CURL_SH), (WEBHOOK, SnippetKind.CURL_CMD), (TOKEN, SnippetKind.CURL_SH)],
    ids=["webhook", "webhook for cmd", "token"],
)
def test_yes_copies_it_for_a_minute(
    desktop: Desktop, portal: FaultyPortal, credentials: Webhook | OAuthToken, kind: SnippetKind
) -> None:
    secret = credentials.secret if isinstance(credentials, Webhook) else credentials.access_token

    async def journey(person: Person) -> None:
        page = await asked(person, portal, credentials)
        page.asks_with_secret()
        await page.copies_with_secret(kind)
        await person.until(lambda: secret.reveal() in copied(), "the command")
        assert copied().startswith("curl -X POST")
        assert bytes(QApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
        await person.sees("it leaves the clipboard after a minute")
        assert (person.has_secret_copy_for_ms(), CLEAR_AFTER_MS) == (60_000, 60_000)
        person.has_waited_a_minute()
        await person.until(lambda: not copied(), "an empty clipboard")

    desktop.run(journey)


def test_what_was_copied_since_stays(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        page = await asked(person, portal)
        await page.copies_with_secret(SnippetKind.CURL_SH)
        await person.until(lambda: SECRET in copied(), "the command")
        QApplication.clipboard().setText("somebody else's")
        person.has_waited_a_minute()
        await person.until(lambda: person.has_secret_copy_for_ms() == 0, "the end of the minute")
        assert copied() == "somebody else's"

    desktop.run(journey)


def test_it_does_not_outlive_the_window(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        page = await asked(person, portal)
        await page.copies_with_secret(SnippetKind.CURL_SH)
        await person.until(lambda: SECRET in copied(), "the command")

    desktop.run(journey)
    assert copied() == ""


def test_wayland_is_told_by_its_own_tool_as_well(
    desktop: Desktop, portal: FaultyPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool, told = tmp_path / "bin" / "wl-copy", tmp_path / "told"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$@" > "{told}.part" && mv "{told}.part" "{told}"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=os.pathsep)

    async def journey(person: Person) -> None:
        page = await asked(person, portal)
        for platform in ("xcb", "wayland", "wayland-egl"):
            await page.copies_with_secret(SnippetKind.CURL_SH)
            await person.until(lambda: SECRET in copied(), "the command")
            with monkeypatch.context() as patch:
                patch.setattr(QGuiApplication, "platformName", lambda platform=platform: platform)
                person.has_waited_a_minute(at_once=True)
            assert copied() == ""
            if platform != "xcb":
                await person.until(told.exists, "the tool's run")
                assert told.read_text() == "--clear\n"
                told.unlink()
        await person.idle()

    desktop.run(journey)
    assert not told.exists()  # it was run for no other platform


def test_a_portal_that_moved_has_no_secret_for_the_old_request(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        page = await asked(person, portal)
        await person.uses(replace(portal.profile(), address=PortalAddress("acme.bitrix24.com")), WEBHOOK)
        await page.copies_with_secret(SnippetKind.CURL_SH)
        await person.sees("the secret of that portal is not here")
        assert copied() == "before"

    desktop.run(journey)


def test_it_is_copied_from_a_window_of_its_own_too(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        await asked(person, portal)
        person.click_history(0)
        person.trigger("open_in_window")
        entry = await Entry.comes(person)
        page = RequestTab(person, entry.window)
        page.asks_with_secret()
        await page.copies_with_secret(SnippetKind.CURL_SH)
        await person.until(lambda: SECRET in copied(), "the command with its secret")
        entry.closes()

    desktop.run(journey)
