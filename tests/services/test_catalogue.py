from __future__ import annotations

import asyncio

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import Credentials, PortalProfile
from badge_inspector.services.catalogue import Catalogue, fetch_catalogue
from tests.support.demo import DEMO, QUICK
from tests.support.faulty_portal import WEBHOOK, FaultyPortal, answer


def fetch(profile: PortalProfile, credentials: Credentials) -> Catalogue | Failure:
    async def run() -> Catalogue | Failure:
        async with PortalClient() as client:
            return await fetch_catalogue(client, profile, credentials)

    return asyncio.run(run())


def test_all_badges_of_the_demo() -> None:
    with DemoPortal(pace=QUICK) as portal:
        access = portal.profiles()[0]
        catalogue = fetch(access.profile, access.credentials)
    assert isinstance(catalogue, Catalogue)
    assert [badge.code for badge in catalogue.badges] == [PlainText(badge.code) for badge in DEMO.badges]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('{"result":{"badges":[{"code":"a"},{"code":"b"}]},"total":2}', ["a", "b"]),
        ('{"result":[{"code":"a"}]}', ["a"]),
        ('{"result":{"badges":[{"code":"a"},null,7,"x",[]]}}', ["a"]),
        ('{"result":{"badges":[]}}', []),
        ('{"result":{"badges":{}}}', []),
        ('{"result":[]}', []),
        ('{"result":{"badges":[' + ",".join(['{"code":"a"}'] * 2000) + "]}}", ["a"] * 2000),
    ],
    ids=["list", "documented", "odd entries", "empty", "empty map", "empty result", "many"],
)
def test_shapes(body: str, codes: list[str]) -> None:
    with FaultyPortal(answer(200, body)) as portal:
        catalogue = fetch(portal.profile(), WEBHOOK)
    assert isinstance(catalogue, Catalogue)
    assert [badge.code for badge in catalogue.badges] == [PlainText(code) for code in codes]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (answer(200, '{"result":null}'), FailureKind.ANSWER_SHAPE),
        (answer(200, '{"result":{"badges":null}}'), FailureKind.ANSWER_SHAPE),
        (answer(200, '{"result":{}}'), FailureKind.ANSWER_SHAPE),
        (answer(200, '{"result":{"badges":{"a":{}}}}'), FailureKind.ANSWER_SHAPE),
        (answer(200, "{}"), FailureKind.ANSWER_SHAPE),
        (answer(401, '{"error":"insufficient_scope"}'), FailureKind.INSUFFICIENT_SCOPE),
        (answer(503, '{"error":"QUERY_LIMIT_EXCEEDED"}'), FailureKind.QUERY_LIMIT_EXCEEDED),
        (b"nonsense\r\n\r\n", FailureKind.NOT_HTTP),
    ],
)
def test_failures(data: bytes, kind: FailureKind) -> None:
    with FaultyPortal(data) as portal:
        failure = fetch(portal.profile(), WEBHOOK)
    assert isinstance(failure, Failure)
    assert failure.kind is kind
