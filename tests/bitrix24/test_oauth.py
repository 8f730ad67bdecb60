from __future__ import annotations

import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.bitrix24.oauth import RefreshedToken, authorisation_server, refresh
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import Secret
from tests.support import exchange_loop
from tests.support.faulty_portal import FaultyPortal, answer

NEW = {
    "access_token": "new-access-token-0123456789",
    "refresh_token": "new-refresh-token-0123456789",
    "expires_in": 3600,
    "client_endpoint": "https://acme.bitrix24.ru/rest/",
    "member_id": "abc",
    "scope": "crm",
    "status": "L",
}
CLIENT_SECRET, REFRESH = "client-secret&=+ü", "old-refresh-token-xyz"


def renew(portal: FaultyPortal) -> RefreshedToken | Failure:
    async def run() -> RefreshedToken | Failure:
        async with PortalClient() as client:
            return await refresh(
                client,
                portal.address,
                client_id="local.app 1",
                client_secret=Secret(CLIENT_SECRET),
                refresh_token=Secret(REFRESH),
            )

    return exchange_loop.run(run())


def test_new_pair() -> None:
    with FaultyPortal(answer(200, json.dumps(NEW))) as server:
        before = time.time()
        token = renew(server)
    assert isinstance(token, RefreshedToken)
    assert (token.access_token, token.refresh_token) == (Secret(NEW["access_token"]), Secret(NEW["refresh_token"]))  # pyright: ignore[reportArgumentType]
    assert token.expires_at is not None
    assert before + 3600 <= token.expires_at <= time.time() + 3600
    assert (token.portal, token.member_id) == ("https://acme.bitrix24.ru/rest/", "abc")
    asked = urlsplit(server.received[0].path)
    assert asked.path == "/oauth/token/"
    assert parse_qs(asked.query) == {
        "grant_type": ["refresh_token"],
        "client_id": ["local.app 1"],
        "client_secret": [CLIENT_SECRET],
        "refresh_token": [REFRESH],
    }
    assert "new-access" not in repr(token)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("invalid_grant", 400, FailureKind.REFRESH_INVALID_GRANT),
        ("invalid_client", 400, FailureKind.REFRESH_INVALID_CLIENT),
        ("invalid_client", 401, FailureKind.REFRESH_INVALID_CLIENT),
        ("invalid_request", 400, FailureKind.REFRESH_INVALID_REQUEST),
        ("wrong_client", 200, FailureKind.REFRESH_WRONG_CLIENT),
        ("NOT_INSTALLED", 401, FailureKind.REFRESH_NOT_INSTALLED),
        ("PAYMENT_REQUIRED", 401, FailureKind.REFRESH_PAYMENT_REQUIRED),
        ("INVALID_SCOPE", 403, FailureKind.REFRESH_INVALID_SCOPE),
        ("something_new", 400, FailureKind.REFRESH_FAILED),
    ],
)
def test_errors_of_the_server(code: str, status: int, kind: FailureKind) -> None:
    body = json.dumps({"error": code, "error_description": f"not with {REFRESH}"})
    with FaultyPortal(answer(status, body)) as server:
        failure = renew(server)
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.code, failure.http_status) == (kind, code, status)
    assert failure.description.startswith("not with ")
    assert REFRESH not in repr(failure)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("{}", 200, FailureKind.REFRESH_FAILED),
        (json.dumps({**NEW, "access_token": None}), 200, FailureKind.REFRESH_FAILED),
        (json.dumps({**NEW, "refresh_token": ""}), 200, FailureKind.REFRESH_FAILED),
        ("<html><title>502 Bad Gateway</title>", 502, FailureKind.SERVER_BUSY_PAGE),
        ("", 500, FailureKind.EMPTY_BODY),
    ],
)
def test_answers_without_a_pair(body: str, status: int, kind: FailureKind) -> None:
    with FaultyPortal(answer(status, body)) as server:
        failure = renew(server)
    assert isinstance(failure, Failure)
    assert failure.kind is kind


def test_server_out_of_reach() -> None:
    with FaultyPortal(lambda conversation: conversation.read_request()) as server:
        failure = renew(server)
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.CONNECTION_CLOSED


@pytest.mark.parametrize(
    ("expires", "is_told"),
    [
        ("3600", True),
        (10**9 - 1, True),
        (10**9, False),
        (10**12, False),
        (3600.5, False),
        (None, False),
        (-1, False),
        ("soon", False),
        ("", False),
        ("²", False),
        ("٣٦٠٠", False),
    ],
)
def test_expiry_in_odd_forms(expires: object, is_told: bool) -> None:
    with FaultyPortal(answer(200, json.dumps({**NEW, "expires_in": expires}))) as server:
        token = renew(server)
    assert isinstance(token, RefreshedToken)
    assert (token.expires_at is not None) is is_told


@pytest.mark.parametrize(
    ("host", "server"),
    [
        ("acme.bitrix24.ru", "https://oauth.bitrix24.tech"),
        ("acme.bitrix24.kz", "https://oauth.bitrix24.tech"),
        ("acme.bitrix24.com", "https://oauth.bitrix.info"),
        ("acme.bitrix24.com.br", "https://oauth.bitrix.info"),
        ("crm.acme.example", "https://oauth.bitrix.info"),
        ("localhost", "https://localhost"),
    ],
)
def test_server_by_zone(host: str, server: str) -> None:
    assert authorisation_server(PortalAddress(host)) == server
