"""Bitrix24's own Python client (b24pysdk) against the demo portal: it speaks HTTPS only, so the portal does too."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import b24pysdk
import pytest
from b24pysdk import errors
from b24pysdk.credentials import BitrixApp, BitrixToken, BitrixWebhook
from b24pysdk.errors import v3

from badge_inspector.demo.portal import DemoPortal
from tests.support import certificates
from tests.support.demo import DEMO, QUICK

GET = "crm.activity.badge.get"
MISSED = {"code": "missedCall", "title": "Call Status", "value": "Missed", "type": "failure"}


@pytest.fixture(scope="module")
def domain() -> Generator[str]:
    with DemoPortal(pace=QUICK, tls=certificates.server_context("127.0.0.1")) as portal:
        yield f"127.0.0.1:{portal.port}"


@pytest.fixture(autouse=True)
def _trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificates.authority_file(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def webhook(domain: str) -> BitrixWebhook:
    return BitrixWebhook(domain=domain, webhook_token=f"{DEMO.user}/{DEMO.secret}")


@pytest.fixture(params=["webhook", "OAuth"])
def client(request: pytest.FixtureRequest, domain: str, webhook: BitrixWebhook) -> Any:
    if request.param == "webhook":
        return b24pysdk.Client(webhook)
    application = BitrixApp(client_id=DEMO.application, client_secret="none")
    return b24pysdk.Client(BitrixToken(domain=domain, auth_token=DEMO.token, bitrix_app=application))


def test_a_badge(client: Any) -> None:
    got = client.crm.activity.badge.get(code="missedCall")
    assert got.result == {"badge": MISSED}
    assert got.time.operating == 0
    assert got.time.date_start.utcoffset() is not None
    assert got.time.operating_reset_at is not None


def test_all_badges(client: Any) -> None:
    got = client.crm.activity.badge.list().response
    assert [badge["code"] for badge in got.result["badges"]] == [badge.code for badge in DEMO.badges]
    assert got.total == len(DEMO.badges)


def test_the_probes(client: Any) -> None:
    assert client.profile().result["ID"] == "1"
    assert client.scope().result == ["crm", "user"]
    assert client.method.get(name=GET).result == {"isExisting": True, "isAvailable": True}
    assert client.app.info().result
    assert client.server.time().result


def test_a_batch(webhook: BitrixWebhook) -> None:
    commands: Any = {
        "good": (GET, {"code": "missedCall"}),
        "odd": (GET, {"code": "discount&co"}),
        "bad": (GET, {"code": "бейдж #1+2%"}),
    }
    answer: Any = webhook.call_batch(commands)["result"]
    assert {name: found["badge"]["code"] for name, found in answer["result"].items()} == {
        "good": "missedCall",
        "odd": "discount&co",
    }
    assert answer["result_error"] == {
        "bad": {"error": "NOT_FOUND", "error_description": "Badge not found for code `бейдж #1+2%`"}
    }
    assert set(answer["result_time"]) == {"good", "odd"}


def test_batches_of_more_than_fifty(webhook: BitrixWebhook) -> None:
    answer: Any = webhook.call_batches([(GET, {"code": code}) for code in ["missedCall", "nope"] * 60])["result"]
    assert len(answer["result"]) == len(answer["result_error"]) == 60


ERRORS = [
    ("demo.NOT_FOUND", errors.BitrixAPINotFound),
    ("demo.INVALID_ARG_VALUE", errors.BitrixAPIInvalidArgValue),
    ("demo.ACCESS_DENIED", errors.BitrixAPIAccessDenied),
    ("demo.ACCESS_DENIED.plan", errors.BitrixAPIAccessDenied),
    ("demo.allowed_only_intranet_user", errors.BitrixAPIAllowedOnlyIntranetUser),
    ("demo.user_access_error", errors.BitrixAPIUserAccessError),
    ("demo.METHOD_CONFIRM_WAITING", errors.BitrixAPIMethodConfirmWaiting),
    ("demo.METHOD_CONFIRM_DENIED", errors.BitrixAPIMethodConfirmDenied),
    ("demo.WRONG_AUTH_TYPE", errors.BitrixAPIWrongAuthType),
    ("demo.INVALID_CREDENTIALS", errors.BitrixAPIInvalidCredentials),
    ("demo.expired_token", errors.BitrixAPIExpiredToken),
    ("demo.invalid_token", errors.BitrixAPIInvalidToken),
    ("demo.ERROR_OAUTH", errors.BitrixAPIErrorOAuth),
    ("demo.APPLICATION_NOT_FOUND", errors.BitrixAPIApplicationNotFound),
    ("demo.authorization_error", errors.BitrixAPIAuthorizationError),
    ("demo.INVALID_REQUEST", errors.BitrixAPIInvalidRequest),
    ("demo.insufficient_scope", errors.BitrixAPIInsufficientScope),
    ("demo.OPERATION_TIME_LIMIT", errors.BitrixAPIOperationTimeLimit),
    ("demo.OVERLOAD_LIMIT", errors.BitrixAPIOverloadLimit),
    ("demo.PAYMENT_REQUIRED", errors.BitrixAPIPaymentRequired),
    ("demo.PORTAL_DELETED", errors.BitrixAPIPortalDeleted),
    ("demo.INTERNAL_SERVER_ERROR", errors.BitrixAPIInternalServerError),
    ("demo.ERROR_UNEXPECTED_ANSWER", errors.BitrixAPIErrorUnexpectedAnswer),
    ("demo.ERROR_METHOD_NOT_FOUND", errors.BitrixAPINotFound),
    ("demo.100.missing", errors.BitrixAPIBadRequest),
    ("demo.unknown_error", errors.BitrixAPIBadRequest),
    ("demo.rest3_error", v3.BitrixAPIAccessDeniedException),
    ("demo.rest3_validation", v3.BitrixAPIValidationRequestValidationException),
    ("demo.html_200", errors.BitrixResponseJSONDecodeError),
    ("demo.html_403", errors.BitrixResponse403JSONDecodeError),
    ("demo.html_500", errors.BitrixResponse500JSONDecodeError),
    ("demo.empty_body", errors.BitrixResponseJSONDecodeError),
    ("demo.truncated_json", errors.BitrixResponseJSONDecodeError),
    ("demo.cut_off", errors.BitrixRequestError),
    ("demo.closed", errors.BitrixRequestError),
    ("demo.reset", errors.BitrixRequestError),
    ("demo.not_http", errors.BitrixRequestError),
    ("demo.bad_gzip", errors.BitrixRequestError),
]


@pytest.mark.parametrize(("code", "kind"), ERRORS, ids=[code for code, _ in ERRORS])
def test_each_error_is_the_client_s_own(webhook: BitrixWebhook, code: str, kind: type[Exception]) -> None:
    with pytest.raises(kind) as raised:
        webhook.call_method(GET, {"code": code})
    assert type(raised.value) is kind


def test_too_many_requests(webhook: BitrixWebhook) -> None:
    """Asked once: of this error alone the client would try again after a second, and a second."""
    with pytest.raises(errors.BitrixAPIQueryLimitExceeded):
        webhook.call_method(GET, {"code": "demo.QUERY_LIMIT_EXCEEDED"}, max_retries=1)


def test_a_portal_that_does_not_answer(webhook: BitrixWebhook) -> None:
    with pytest.raises(errors.BitrixRequestTimeout):
        webhook.call_method(GET, {"code": "demo.silent"}, timeout=0.05)


def test_a_wrong_secret(domain: str) -> None:
    with pytest.raises(errors.BitrixAPIInvalidCredentials):
        BitrixWebhook(domain=domain, webhook_token="1/wrongsecret").call_method("profile")
