"""Each of the demo portal's codes through the whole client: what support staff can see without a broken portal."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Generator

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.demo.codes import DEMO_CODES
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.lookup import Failed, Found, Lookup, Refused
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.look_up import look_up
from tests.architecture.sources import PACKAGE
from tests.support.demo import QUICK
from tests.support.demo_outcomes import FAILED, FOUND, REFUSED, SLOW

LIMITS = ExchangeLimits(read_s=1.5, total_s=15, body_bytes=500_000, wire_bytes=500_000)
"""Small, for the sake of time: the demo's body that is just within the default limit is above this one."""


@pytest.fixture(scope="module")
def demo() -> Generator[DemoPortal]:
    with DemoPortal(pace=QUICK) as portal:
        yield portal


def ask(portal: DemoPortal, name: str, limits: ExchangeLimits = LIMITS) -> Lookup:
    access = portal.profiles()[0]

    async def run() -> Lookup:
        async with PortalClient(limits) as client:
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


HEADINGS = set(re.findall(r"^## (.+)$", (PACKAGE / "bitrix24" / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
UNJUDGED = {"cut_off", "closed", "reset", "silent", "stalled", "not_http", "two_lengths", "gzip_bomb", "big", "too_big"}
DOCUMENTED = {
    *("NOT_FOUND.documented", "ERROR_METHOD_NOT_FOUND", "NO_AUTH_FOUND", "expired_token", "QUERY_LIMIT_EXCEEDED"),
    *("OPERATION_TIME_LIMIT", "INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER", "empty_error"),
    *("rate_limit.retry_after", "one_language", "other_code", "html_texts", "hidden_characters", "long_texts"),
    *("negative_time", "long_decimals", "backwards_time", "skewed_dates", "fast_clock", "past_reset", "nearly_spent"),
    "slow_processing",
}


@pytest.mark.parametrize("name", [*FAILED, *REFUSED, *FOUND])
def test_each_is_held_against_the_documentation(demo: DemoPortal, name: str) -> None:
    lookup = ask(demo, name)
    if name in UNJUDGED:
        assert lookup.contract is None
    else:
        assert (lookup.contract == ()) == (name in DOCUMENTED)
        assert {one.heading for one in lookup.contract or ()} <= HEADINGS | {""}
        assert all(
            lookup.document and lookup.document.find(one.path) for one in lookup.contract or () if one.path != "$"
        )
