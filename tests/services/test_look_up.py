from __future__ import annotations

import asyncio
import json
import time

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.lookup import Failed, Found, Lookup, Refused
from badge_inspector.domain.portal import Credentials
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.look_up import look_up
from tests.support.faulty_portal import GOOD, SECRET, WEBHOOK, FaultyPortal, answer, in_turn


def ask(portal: FaultyPortal, code: str = "missedCall", credentials: Credentials | None = WEBHOOK) -> Lookup:
    async def run() -> Lookup:
        async with PortalClient() as client:
            return await look_up(client, LookupRequest(portal.profile(), code), credentials)

    return asyncio.run(run())


def test_found() -> None:
    before = time.time()
    with FaultyPortal(answer(200, GOOD)) as portal:
        lookup = ask(portal)
    assert isinstance(lookup.outcome, Found)
    assert lookup.outcome.badge.value == PlainText("Missed")
    assert (lookup.code, lookup.profile_id, lookup.portal_name) == ("missedCall", "p1", "Test")
    assert lookup.portal == portal.address.authority
    assert before <= lookup.asked_at <= time.time()
    assert lookup.document is not None
    assert lookup.document.text == GOOD.decode()


def test_refused() -> None:
    with FaultyPortal(answer(400, '{"error":"NOT_FOUND","error_description":"Not found."}')) as portal:
        lookup = ask(portal)
    assert isinstance(lookup.outcome, Refused)
    assert lookup.outcome.failure.kind is FailureKind.BADGE_NOT_FOUND


@pytest.mark.parametrize("credentials", [None, WEBHOOK])
def test_failed_without_an_answer(credentials: Credentials | None) -> None:
    with FaultyPortal(lambda conversation: conversation.read_request()) as portal:
        lookup = ask(portal, credentials=credentials)
    assert isinstance(lookup.outcome, Failed)
    expected = FailureKind.TOKEN_MISSING if credentials is None else FailureKind.CONNECTION_CLOSED
    assert lookup.outcome.failure.kind is expected
    assert lookup.document is None


def test_whole_badge_in_a_body_cut_off() -> None:
    with FaultyPortal(in_turn(answer(200, GOOD, length=9999))) as portal:
        lookup = ask(portal)
    assert isinstance(lookup.outcome, Found)
    assert lookup.exchange.response is not None
    assert lookup.exchange.response.truncated == "closed"


def test_body_cut_off() -> None:
    with FaultyPortal(in_turn(answer(200, GOOD[:50], length=9999))) as portal:
        lookup = ask(portal)
    assert isinstance(lookup.outcome, Failed)
    assert lookup.outcome.failure.kind is FailureKind.BODY_CUT_OFF
    assert lookup.outcome.failure.detail == "50 bytes of the body came of 9999"
    assert lookup.document is not None


def test_redirect_is_asked_about_not_followed() -> None:
    with FaultyPortal(answer(200, GOOD)) as target:
        location = f"http://127.0.0.1:{target.port}/rest/1/{SECRET}/crm.activity.badge.get"
        with FaultyPortal(answer(302, "", headers=[f"Location: {location}"])) as portal:
            lookup = ask(portal)
    assert isinstance(lookup.outcome, Failed)
    assert lookup.outcome.failure.kind is FailureKind.PORTAL_MOVED
    assert lookup.outcome.failure.location == target.address.root
    assert not target.connections


def test_exceeded_limit_slows_the_client_down() -> None:
    with FaultyPortal(answer(503, '{"error":"QUERY_LIMIT_EXCEEDED"}')) as portal:

        async def run() -> float:
            async with PortalClient() as client:
                await look_up(client, LookupRequest(portal.profile(), "a"), WEBHOOK)
                return client.pacer.delay(portal.address.authority)

        assert asyncio.run(run()) > 0


def test_large_body_is_understood_off_the_loop() -> None:
    extra = {"result": {"badge": {"code": "a", "padding": "я" * 200_000}}}
    with FaultyPortal(answer(200, json.dumps(extra, ensure_ascii=False))) as portal:
        lookup = ask(portal)
    assert isinstance(lookup.outcome, Found)


@pytest.mark.parametrize(
    "location",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:admin@acme.example",
        "http://[::1",
        "https://xn--/",
        "https://exa mple.com/rest",
        "https://ex\x7fample.com/",
        "https://portal.example:99999/",
        "https://пример..рф/",
        "https://" + "a" * 70 + ".example/",
        "tel:+7",
        "file:///etc/passwd",
    ],
)
def test_the_answer_with_an_odd_redirect_is_kept(location: str) -> None:
    """The request went out and was answered, wherever that answer points."""
    data = b"HTTP/1.1 302 Found\r\nLocation: " + location.encode() + b"\r\nContent-Length: 0\r\n\r\n"
    with FaultyPortal(data) as portal:
        lookup = ask(portal)
        assert len(portal.received) == 1
    assert isinstance(lookup.outcome, Failed)
    assert lookup.outcome.failure.kind in (FailureKind.REDIRECT_UNCLEAR, FailureKind.REDIRECT_FOREIGN)
    assert lookup.outcome.failure.location == location
    assert lookup.exchange.response is not None
    assert lookup.exchange.response.status == 302
    assert lookup.exchange.response.header("Location") == location
