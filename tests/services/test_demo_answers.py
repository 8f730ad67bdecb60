"""Each of the demo portal's codes through the whole client: what support staff can see without a broken portal."""

from __future__ import annotations

import asyncio
from collections.abc import Generator

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.demo.codes import DEMO_CODES
from badge_inspector.demo.oddities import ODD_RESULTS, ODD_TIMES
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.lookup import Failed, Found, Lookup, LookupRequest, Refused
from badge_inspector.services.look_up import look_up
from tests.support.demo import QUICK

LIMITS = ExchangeLimits(read_s=0.3, total_s=5, body_bytes=500_000, wire_bytes=500_000)
"""Small, for the sake of time: the demo's body that is just within the default limit is above this one."""

FAILED = {
    "html_403": FailureKind.PORTAL_BLOCKED_PAGE,
    "html_404": FailureKind.WRONG_HOST_PAGE,
    "html_500": FailureKind.NOT_JSON,
    "html_502": FailureKind.SERVER_BUSY_PAGE,
    "html_503": FailureKind.SERVER_BUSY_PAGE,
    "html_503.retry_after": FailureKind.SERVER_BUSY_PAGE,
    "html_504": FailureKind.SERVER_BUSY_PAGE,
    "html_200": FailureKind.NOT_JSON,
    "proxy_page": FailureKind.PROXY_PAGE,
    "proxy_sign_in": FailureKind.PROXY_AUTH_REQUIRED,
    "wrong_host": FailureKind.WRONG_HOST_PAGE,
    "sign_in": FailureKind.SIGN_IN_PAGE,
    "sign_in_page": FailureKind.SIGN_IN_PAGE,
    "coupon_activation": FailureKind.LICENCE_EXPIRED_PAGE,
    "moved": FailureKind.PORTAL_MOVED,
    "moved_foreign": FailureKind.REDIRECT_FOREIGN,
    "moved_insecure": FailureKind.REDIRECT_INSECURE,
    "redirect_loop": FailureKind.REDIRECT_LOOP,
    "redirect_nowhere": FailureKind.REDIRECT_UNCLEAR,
    "empty_body": FailureKind.EMPTY_BODY,
    "truncated_json": FailureKind.JSON_INVALID,
    "cut_off": FailureKind.BODY_CUT_OFF,
    "closed": FailureKind.CONNECTION_CLOSED,
    "reset": FailureKind.CONNECTION_RESET,
    "silent": FailureKind.READ_TIMEOUT,
    "stalled": FailureKind.READ_TIMEOUT,
    "not_http": FailureKind.NOT_HTTP,
    "gzip_bomb": FailureKind.BODY_TOO_LARGE,
    "big": FailureKind.BODY_TOO_LARGE,
    "too_big": FailureKind.BODY_TOO_LARGE,
    "json_list": FailureKind.ANSWER_SHAPE,
    "json_text": FailureKind.ANSWER_SHAPE,
    "json_null": FailureKind.ANSWER_SHAPE,
    "null_result": FailureKind.NO_BADGE_IN_ANSWER,
    "no_badge": FailureKind.NO_BADGE_IN_ANSWER,
    "empty_badge": FailureKind.NO_BADGE_IN_ANSWER,
    "null_badge": FailureKind.NO_BADGE_IN_ANSWER,
    "list_result": FailureKind.ANSWER_SHAPE,
}
REFUSED = {
    "NOT_FOUND": FailureKind.BADGE_NOT_FOUND,
    "NOT_FOUND.documented": FailureKind.BADGE_NOT_FOUND,
    "ERROR_METHOD_NOT_FOUND": FailureKind.METHOD_NOT_FOUND,
    "100.missing": FailureKind.PARAMETER_INVALID,
    "100.invalid": FailureKind.PARAMETER_INVALID,
    "ERROR_ARGUMENT": FailureKind.ARGUMENT_INVALID,
    "INVALID_ARG_VALUE": FailureKind.ARGUMENT_VALUE_INVALID,
    "ACCESS_DENIED": FailureKind.ACCESS_DENIED,
    "ACCESS_DENIED.subscription": FailureKind.SUBSCRIPTION_NEEDED,
    "ACCESS_DENIED.plan": FailureKind.SUBSCRIPTION_NEEDED,
    "ACCESS_DENIED.application": FailureKind.APPLICATION_CONTEXT_REQUIRED,
    "allowed_only_intranet_user": FailureKind.EXTRANET_USER,
    "user_access_error": FailureKind.USER_ACCESS_ERROR,
    "METHOD_CONFIRM_WAITING": FailureKind.METHOD_CONFIRM_WAITING,
    "METHOD_CONFIRM_DENIED": FailureKind.METHOD_CONFIRM_DENIED,
    "WRONG_LICENSE": FailureKind.WRONG_LICENSE,
    "WRONG_AUTH_TYPE": FailureKind.WRONG_AUTH_TYPE,
    "NO_AUTH_FOUND": FailureKind.NO_AUTH_FOUND,
    "INVALID_CREDENTIALS": FailureKind.INVALID_CREDENTIALS,
    "expired_token": FailureKind.EXPIRED_TOKEN,
    "invalid_token": FailureKind.INVALID_TOKEN,
    "ERROR_OAUTH": FailureKind.OAUTH_ERROR,
    "NOT_INSTALLED": FailureKind.NOT_INSTALLED,
    "APPLICATION_NOT_FOUND": FailureKind.APPLICATION_NOT_FOUND,
    "CONNECTION_ERROR": FailureKind.AUTH_SERVER_UNREACHABLE,
    "authorization_error": FailureKind.AUTHORIZATION_ERROR,
    "INVALID_REQUEST": FailureKind.HTTPS_REQUIRED,
    "insufficient_scope": FailureKind.INSUFFICIENT_SCOPE,
    "QUERY_LIMIT_EXCEEDED": FailureKind.QUERY_LIMIT_EXCEEDED,
    "rate_limit.retry_after": FailureKind.QUERY_LIMIT_EXCEEDED,
    "OPERATION_TIME_LIMIT": FailureKind.OPERATION_TIME_LIMIT,
    "OVERLOAD_LIMIT": FailureKind.OVERLOAD_LIMIT,
    "PAYMENT_REQUIRED": FailureKind.PAYMENT_REQUIRED,
    "PORTAL_DELETED": FailureKind.PORTAL_DELETED,
    "ERROR_CORE": FailureKind.CORE_ERROR,
    "WRONG_ENCODING": FailureKind.WRONG_ENCODING,
    "INTERNAL_SERVER_ERROR": FailureKind.INTERNAL_SERVER_ERROR,
    "ERROR_UNEXPECTED_ANSWER": FailureKind.UNEXPECTED_ANSWER,
    "unknown_error": FailureKind.UNKNOWN_ERROR,
    "empty_error": FailureKind.UNKNOWN_ERROR,
    "zero_error": FailureKind.UNKNOWN_ERROR,
    "null_error": FailureKind.UNKNOWN_ERROR,
    "secret_in_error": FailureKind.CORE_ERROR,
    "error_and_result": FailureKind.BADGE_NOT_FOUND,
    "rest3_error": FailureKind.REST3_ERROR,
    "rest3_validation": FailureKind.REST3_ERROR,
}
FOUND = [
    *(name for name in (*ODD_RESULTS, *ODD_TIMES) if name not in FAILED),
    "gzip",
    "bad_gzip",
    "byte_order_mark",
    "invalid_utf8",
]
SLOW = ["slow", "dripping"]
"""Answers that take their time on purpose."""


@pytest.fixture(scope="module")
def demo() -> Generator[DemoPortal]:
    with DemoPortal(pace=QUICK) as portal:
        yield portal


def ask(portal: DemoPortal, name: str) -> Lookup:
    access = portal.profiles()[0]

    async def run() -> Lookup:
        async with PortalClient(LIMITS) as client:
            return await look_up(client, LookupRequest(access.profile, f"demo.{name}"), access.credentials)

    return asyncio.run(run())


@pytest.mark.parametrize("name", FAILED)
def test_no_usable_answer(demo: DemoPortal, name: str) -> None:
    outcome = ask(demo, name).outcome
    assert isinstance(outcome, Failed)
    assert outcome.failure.kind is FAILED[name]


@pytest.mark.parametrize("name", REFUSED)
def test_errors_of_the_portal(demo: DemoPortal, name: str) -> None:
    outcome = ask(demo, name).outcome
    assert isinstance(outcome, Refused)
    assert outcome.failure.kind is REFUSED[name]


@pytest.mark.parametrize("name", FOUND)
def test_badges(demo: DemoPortal, name: str) -> None:
    assert isinstance(ask(demo, name).outcome, Found)


def test_every_code_of_the_demo_is_asked_for_here() -> None:
    here = {f"demo.{name}" for name in (*FAILED, *REFUSED, *FOUND, *SLOW)}
    assert here == {code for code in DEMO_CODES if code.startswith("demo.")}
