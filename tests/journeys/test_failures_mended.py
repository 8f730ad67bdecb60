"""Remedies of a failure, from its card: and that nothing happens before they do it."""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from badge_inspector.demo.http11 import HttpAnswer, HttpRequest
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.lookup import Found
from badge_inspector.domain.portal import PortalAddress, PortalProfile, Webhook
from badge_inspector.domain.secret import Secret
from tests.support import certificates, hand
from tests.support.demo import QUICK
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer, in_turn
from tests.support.pages.catalogue import Catalogue
from tests.support.pages.portals import Portals
from tests.support.pages.questions import Question
from tests.support.pages.request_bar import RequestBar

FOUND = answer(200, GOOD)


class WatchedPortal(DemoPortal):
    """A demo portal that remembers what it was asked. Attributes: asked: every request, in order."""

    def __init__(self) -> None:
        super().__init__(pace=QUICK)
        self.asked: list[HttpRequest] = []

    async def _answer(self, request: HttpRequest) -> HttpAnswer:
        self.asked.append(request)
        return await super()._answer(request)

    def asked_at(self, port: int) -> list[HttpRequest]:
        return [request for request in self.asked if request.headers["host"].endswith(f":{port}")]

    async def of(self, person: Person) -> PortalProfile:
        """Its first portal, put in use as one of the person's own."""
        access = self.profiles()[0]
        profile = replace(access.profile, id="own", is_demo=False)
        await person.uses(profile, access.credentials)
        return profile


@pytest.fixture
def portal() -> Iterator[WatchedPortal]:
    with WatchedPortal() as portal:
        yield portal


def kind_of(person: Person) -> FailureKind | None:
    lookup = person.shown
    assert lookup is not None
    return None if isinstance(lookup.outcome, Found) else lookup.outcome.failure.kind


async def finds(person: Person) -> None:
    await person.until(lambda: kind_of(person) is None, "a badge")
    await person.idle()


def test_what_was_meant_is_asked_of_the_portal_that_failed(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        own = await portal.of(person)
        await person.looks_up("misedCall")
        await person.sees("Did you mean")
        await person.chooses_portal("Demo portal, OAuth")
        person.click("missedCall")
        await finds(person)
        assert person.shown is not None
        assert person.shown.profile_id == own.id
        assert person.portal is not None
        assert person.portal.id == own.id

    desktop.run(journey, demo=True)


def test_a_code_that_is_near_is_offered_and_looked_up(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        await portal.of(person)
        await person.looks_up("misedCall")
        await person.sees("Did you mean")
        person.click("missedCall")
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall", "misedCall"], "the lookup")
        assert kind_of(person) is None
        assert RequestBar(person).code == "missedCall"

    desktop.run(journey)


def test_all_badges_are_listed_and_one_is_looked_up(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        await portal.of(person)
        await person.looks_up("nothingLikeIt")
        person.click("List all badges")
        badges = Catalogue(person)
        await person.until(lambda: badges.codes, "the badges")
        badges.searches("slaRisk")
        assert len(badges.codes) == 1
        badges.picks_first()
        await finds(person)
        assert [row.code for row in person.history()] == ["slaRisk", "nothingLikeIt"]

    desktop.run(journey)


def test_a_moved_portal_is_followed_after_the_click_only(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        old = await portal.of(person)
        await person.looks_up("demo.moved")
        failure = person.shown
        assert failure is not None
        assert not isinstance(failure.outcome, Found)
        new_root = failure.outcome.failure.location
        new_port = int(new_root.rpartition(":")[2])
        await person.sees(f"127.0.0.1:{new_port}")
        assert new_port != portal.port
        assert portal.asked_at(new_port) == []
        assert person.portal == replace(old, last_used_at=person.portals[0].last_used_at)

        person.click("Use the new address")
        await finds(person)
        moved = person.portal
        assert moved is not None
        assert (moved.id, moved.address.port) == (old.id, new_port)
        secret = portal.profiles()[0].credentials
        assert isinstance(secret, Webhook)
        assert [secret.secret.reveal() in request.path for request in portal.asked_at(new_port)] == [True]
        assert await person.secret_of(moved) == secret.secret
        assert await person.secret_of(old) is None
        assert [row.code for row in person.history()] == ["demo.moved", "demo.moved"]

    desktop.run(journey)


def good(reset_at: float) -> bytes:
    """A good answer that says when the method's oldest minute expires."""
    body = json.loads(GOOD)
    body["time"]["operating_reset_at"] = reset_at
    return answer(200, json.dumps(body))


@pytest.mark.slow
def test_a_rate_limit_counts_down_and_retries_when_told_to(desktop: Desktop) -> None:
    busy = answer(
        503, '{"error":"QUERY_LIMIT_EXCEEDED","error_description":"Too many requests"}', headers=["Retry-After: 1"]
    )
    with FaultyPortal(in_turn(busy, FOUND)) as portal:

        async def journey(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            assert kind_of(person) is FailureKind.QUERY_LIMIT_EXCEEDED
            await is_retried_once_told(person, portal, before=1)

        desktop.run(journey)


@pytest.mark.slow
def test_a_spent_budget_counts_down_to_the_reset_the_portal_told(desktop: Desktop) -> None:
    spent = answer(429, '{"error":"OPERATION_TIME_LIMIT","error_description":"Method is blocked"}')
    with FaultyPortal(in_turn(good(time.time() + 3), spent, FOUND)) as portal:

        async def journey(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            await person.looks_up("vipClient")
            assert kind_of(person) is FailureKind.OPERATION_TIME_LIMIT
            await is_retried_once_told(person, portal, before=2)

        desktop.run(journey)


async def is_retried_once_told(person: Person, portal: FaultyPortal, before: int) -> None:
    countdown = next(text for text in person.texts() if text.startswith("Try again in "))
    assert len(portal.received) == before
    person.click(countdown)
    assert any(text.startswith("Asking again in ") for text in person.texts())
    assert len(portal.received) == before
    await finds(person)
    assert len(portal.received) == before + 1


def test_no_click_no_retry(desktop: Desktop) -> None:
    busy = answer(503, '{"error":"QUERY_LIMIT_EXCEEDED","error_description":"x"}', headers=["Retry-After: 1"])
    with FaultyPortal(busy) as portal:

        async def journey(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            await person.until(lambda: "Try again" in person.texts(), "the end of the countdown")
            await person.idle()
            assert len(portal.received) == 1

        desktop.run(journey)


def test_a_certificate_is_looked_at_and_trusted_for_one_portal(desktop: Desktop, tmp_path: Path) -> None:
    context = certificates.self_signed(tmp_path)
    der = ssl.PEM_cert_to_DER_cert((tmp_path / "self.pem").read_text())
    print_ = hashlib.sha256(der).hexdigest()
    with FaultyPortal(FOUND, tls=context) as portal, FaultyPortal(FOUND, tls=context) as other:

        async def journey(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            assert kind_of(person) is FailureKind.TLS_SELF_SIGNED
            assert portal.received == []
            person.click("View certificate")
            question = await Question.comes(person)
            shown = ":".join(print_[at : at + 2] for at in range(0, 64, 2)).upper()
            assert shown in question.details
            assert portal.received == []
            question.answers("Trust for this portal")
            await finds(person)
            current = person.portal
            assert current is not None
            assert current.trusted_certificate == print_
            await person.uses(replace(other.profile(), id="other"), WEBHOOK)
            await person.looks_up("vipClient")
            assert kind_of(person) is FailureKind.TLS_SELF_SIGNED
            assert other.received == []

        desktop.run(journey)


def test_declining_a_certificate_changes_nothing(desktop: Desktop, tmp_path: Path) -> None:
    with FaultyPortal(FOUND, tls=certificates.self_signed(tmp_path)) as portal:

        async def journey(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            person.click("View certificate")
            await (await Question.comes(person)).escapes()
            await person.idle()
            assert person.portals[0].trusted_certificate == ""
            assert len(person.history()) == 1

        desktop.run(journey)


def test_a_wrong_token_opens_the_settings(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        access = portal.profiles()[0]
        profile = replace(access.profile, id="own", is_demo=False)
        await person.uses(profile, Webhook(profile.webhook_user, Secret("wrongwrongwrong1")))
        await person.looks_up("missedCall")
        assert kind_of(person) is FailureKind.INVALID_CREDENTIALS
        person.click("Enter the token")
        await opens_the_settings(person)

    desktop.run(journey)


def test_an_expired_token_says_so(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        access = portal.profiles()[2]
        await person.uses(replace(access.profile, id="own", is_demo=False), access.credentials)
        await person.looks_up("demo.expired_token")
        assert kind_of(person) is FailureKind.EXPIRED_TOKEN
        person.click("Enter the token")
        await opens_the_settings(person)

    desktop.run(journey)


async def opens_the_settings(person: Person) -> None:
    page = Portals(person)
    assert page.opened_id == "own"
    page.closes()
    await person.idle()


def test_a_portal_that_is_down_can_be_tried_again(desktop: Desktop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    profile = PortalProfile("own", "Down", PortalAddress("127.0.0.1", "http", port), webhook_user="1")

    async def journey(person: Person) -> None:
        await person.uses(profile, WEBHOOK)
        await person.looks_up("missedCall")
        assert kind_of(person) is FailureKind.CONNECTION_REFUSED
        person.click("Details")
        await person.sees(f"127.0.0.1:{port}")
        person.click("Try again")
        await person.until(lambda: len(person.history()) == 2, "the second try")

    desktop.run(journey)


def test_the_keyboard_stays_with_what_it_pressed(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        def presses(label: str) -> None:
            button = hand.button_of(person.window, label)
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)

        await person.looks_up("demo.html_502")
        for tries in (2, 3):
            presses("Try again")
            await person.until(lambda tries=tries: len(person.history()) == tries, "another try")
            await person.idle()
            assert hand.button_of(person.window, "Try again").hasFocus()
        await person.looks_up("misedCall")
        await person.sees("Did you mean")
        presses("missedCall")
        await person.until(lambda: kind_of(person) is None, "a badge")
        await person.until(lambda: RequestBar(person).has_focus, "the focus on the code")
        await person.idle()

    desktop.run(journey, demo=True)


def test_the_settings_open_on_the_portal_that_failed(desktop: Desktop, portal: WatchedPortal) -> None:
    async def journey(person: Person) -> None:
        own = portal.profiles()[0].profile
        first, second = (replace(own, id=name, name=name, is_demo=False) for name in ("first", "second"))
        await person.uses(first)
        await person.looks_up("missedCall")
        await person.uses(second)
        person.opens_settings("Network")
        person.click("Enter the token")
        page = Portals(person)
        assert page.has_row("name")
        assert page.text("name") == "first"
        assert page.has_focus("secret")
        person.click("Open settings")
        assert page.has_focus("paste")
        page.closes()

    desktop.run(journey)
