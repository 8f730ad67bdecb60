from __future__ import annotations

import asyncio
import json

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.services.check_connection import ConnectionReport, check_connection
from tests.support.faulty_portal import WEBHOOK, FaultyPortal, answer

PROFILE = {"ID": "7", "ADMIN": True, "NAME": "Анна", "LAST_NAME": "Каренина", "TIME_ZONE": ""}


def batch(**result: object) -> bytes:
    whole = {"result": {}, "result_error": [], "result_total": [], "result_next": [], "result_time": [], **result}
    return answer(200, json.dumps({"result": whole}))


def ask(portal: FaultyPortal) -> ConnectionReport | Failure:
    async def run() -> ConnectionReport | Failure:
        async with PortalClient() as client:
            return await check_connection(client, portal.profile(), WEBHOOK)

    return asyncio.run(run())


def test_everything_in_order() -> None:
    good = {"account": PROFILE, "scopes": ["crm", "user"], "method": {"isExisting": True, "isAvailable": True}}
    with FaultyPortal(batch(result=good)) as portal:
        report = ask(portal)
    assert isinstance(report, ConnectionReport)
    assert (report.account_name, report.account_id, report.is_admin) == ("Анна Каренина", "7", True)
    assert report.scopes == ("crm", "user")
    assert (report.has_crm, report.method_available) == (True, True)
    assert 0 < report.round_trip_s <= report.exchange.timeline.total_s
    assert report.failures == ()
    assert json.loads(portal.received[0].body) == {
        "halt": 0,
        "cmd": {"account": "profile", "scopes": "scope", "method": "method.get?name=crm.activity.badge.get"},
    }


@pytest.mark.parametrize(
    ("scopes", "read", "has_crm"),
    [(["user"], ("user",), False), ([""], (), False), ([], (), False), (["CRM"], ("crm",), True), ("x", None, None)],
)
def test_scopes(scopes: object, read: tuple[str, ...] | None, has_crm: bool | None) -> None:
    with FaultyPortal(batch(result={"scopes": scopes})) as portal:
        report = ask(portal)
    assert isinstance(report, ConnectionReport)
    assert (report.scopes, report.has_crm) == (read, has_crm)


@pytest.mark.parametrize(
    ("method", "available"),
    [
        ({"isExisting": False, "isAvailable": False}, False),
        ({"isExisting": True, "isAvailable": False}, False),
        ({"isExisting": "Y"}, True),
        ([], None),
        (None, None),
    ],
)
def test_method(method: object, available: bool | None) -> None:
    with FaultyPortal(batch(result={"method": method})) as portal:
        report = ask(portal)
    assert isinstance(report, ConnectionReport)
    assert report.method_available is available


def test_inactive_user_and_a_part_that_failed() -> None:
    errors = {"scopes": {"error": "insufficient_scope", "error_description": ""}}
    with FaultyPortal(batch(result={"account": []}, result_error=errors)) as portal:
        report = ask(portal)
    assert isinstance(report, ConnectionReport)
    assert (report.account_name, report.account_id, report.is_admin) == ("", "", None)
    ((part, failure),) = report.failures
    assert (part, failure.kind, failure.code) == ("scopes", FailureKind.INSUFFICIENT_SCOPE, "insufficient_scope")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (answer(401, '{"error":"INVALID_CREDENTIALS","error_description":"x"}'), FailureKind.INVALID_CREDENTIALS),
        (answer(200, '{"result":[]}'), FailureKind.ANSWER_SHAPE),
        (answer(200, "<html>"), FailureKind.NOT_JSON),
        (answer(302, "", headers=["Location: https://evil.example/"]), FailureKind.REDIRECT_FOREIGN),
        (b"nonsense\r\n\r\n", FailureKind.NOT_HTTP),
    ],
)
def test_failures(data: bytes, kind: FailureKind) -> None:
    with FaultyPortal(data) as portal:
        failure = ask(portal)
    assert isinstance(failure, Failure)
    assert failure.kind is kind
