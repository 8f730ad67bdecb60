"""Many codes through batches: nothing lost, nothing asked twice, nothing attributed to the wrong code."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Failed, Found, Lookup, Refused
from badge_inspector.services import look_up_many as service
from badge_inspector.services.look_up_many import ManyLookups
from tests.support.faulty_portal import SECRET, WEBHOOK, Conversation, FaultyPortal, answer

Change = Callable[[dict[str, Any], dict[str, str]], bytes | None]


def badge(code: str) -> dict[str, Any]:
    return {"badge": {"code": code, "title": code.upper(), "value": "v", "type": "primary"}}


class Portal(FaultyPortal):
    """Answers batches and single calls; `change` may alter a batch's result (given with the code of each command), or
    answer something else altogether. Codes that begin with "no" are not registered."""

    def __init__(self, change: Change | None = None) -> None:
        super().__init__(self._talk)
        self.change = change
        self.asked: list[str] = []
        self._lock = threading.Lock()

    def _talk(self, conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            body = json.loads(request.body)
            if not request.path.endswith("/batch"):
                self.asked.append(body["code"])
                conversation.send(answer(200, json.dumps({"result": badge(body["code"])})))
                continue
            codes = {name: parse_qs(urlsplit(cmd).query)["code"][0] for name, cmd in body["cmd"].items()}
            with self._lock:
                self.asked += codes.values()
                conversation.send(self._answer(codes))

    def _answer(self, codes: dict[str, str]) -> bytes:
        found = {name: badge(code) for name, code in codes.items() if not code.startswith("no")}
        missing = {
            name: {"error": "NOT_FOUND", "error_description": f"Badge not found for code `{code}`"}
            for name, code in codes.items()
            if code.startswith("no")
        }
        times = {name: {"duration": 0.25, "operating": 0.5} for name in found}
        result = {
            "result": found or [],
            "result_error": missing or [],
            "result_total": [],
            "result_next": [],
            "result_time": times or [],
        }
        instead = self.change(result, codes) if self.change else None
        return instead or answer(200, json.dumps({"result": result, "time": {}}, ensure_ascii=False))


@dataclass(frozen=True)
class Interrupted:
    failure: Failure
    remaining: tuple[str, ...]


def ask(portal: FaultyPortal, codes: list[str]) -> list[Lookup | Interrupted]:
    """The outcomes, and at the end why the rest was not asked."""

    async def run() -> list[Lookup | Interrupted]:
        items: list[Lookup | Interrupted] = []
        async with PortalClient() as client:
            many = ManyLookups(client, codes)
            failure = await many.run(portal.profile(), WEBHOOK, items.extend)
        if failure is not None:
            items.append(Interrupted(failure, many.remaining))
        else:
            assert many.remaining == ()
        return items

    return asyncio.run(run())


def outcomes(items: list[Lookup | Interrupted]) -> dict[str, Any]:
    return {item.code: item.outcome for item in items if isinstance(item, Lookup)}


def test_every_code_gets_its_own_answer() -> None:
    codes = [f"code{number}" for number in range(120)] + ["no1", "no2"]
    with Portal() as portal:
        items = ask(portal, codes)
    found = outcomes(items)
    assert len(items) == len(codes)
    assert sorted(portal.asked) == sorted(codes)
    assert len(portal.received) == 3
    for code in codes[:-2]:
        assert isinstance(found[code], Found)
        assert found[code].badge.code == PlainText(code)
        assert found[code].time.duration_s == 0.25
    assert isinstance(found["no1"], Refused)
    assert found["no1"].failure.kind is FailureKind.BADGE_NOT_FOUND
    assert found["no1"].failure.description == "Badge not found for code `no1`"


@pytest.mark.parametrize("code", ["a b&c=d#e+f%", "Звонок", "🎉", "'\"<>", "a\nb"])
def test_codes_arrive_to_the_letter(code: str) -> None:
    with Portal() as portal:
        (item,) = ask(portal, [code])
    assert portal.asked == [code]
    assert isinstance(item, Lookup)
    assert isinstance(item.outcome, Found)


def test_codes_that_a_batch_would_change_go_singly() -> None:
    with Portal() as portal:
        found = outcomes(ask(portal, ["a", "$result[a]", "b"]))
    assert sorted(portal.asked) == ["$result[a]", "a", "b"]
    assert isinstance(found["$result[a]"], Found)
    assert [request.path.rsplit("/", 1)[1] for request in portal.received].count("batch") == 1


def test_what_is_kept_of_a_code_is_its_own_part() -> None:
    with Portal() as portal:
        found = {item.code: item for item in ask(portal, ["one", "no2"]) if isinstance(item, Lookup)}
    one, two = found["one"], found["no2"]
    assert one.exchange.response is not None
    assert two.exchange.response is not None
    assert json.loads(one.exchange.response.body) == {
        "result": badge("one"),
        "time": {"duration": 0.25, "operating": 0.5},
    }
    assert json.loads(two.exchange.response.body)["error"] == "NOT_FOUND"
    assert one.document is not None
    assert one.document.text == one.exchange.response.body.decode()
    assert json.loads(one.exchange.request.body)["cmd"] == {"a": "crm.activity.badge.get?code=one"}
    assert SECRET not in repr(found)


def test_another_order_and_missing_ones() -> None:
    def shuffle(result: dict[str, Any], codes: dict[str, str]) -> None:
        result["result"] = dict(reversed(result["result"].items()))
        del result["result"]["b"]

    with Portal(shuffle) as portal:
        found = outcomes(ask(portal, ["one", "two", "three"]))
    assert found["one"].badge.code == PlainText("one")
    assert found["three"].badge.code == PlainText("three")
    assert isinstance(found["two"], Failed)
    assert found["two"].failure.kind is FailureKind.NO_BADGE_IN_ANSWER


def test_php_lists_for_maps_are_attributed_to_no_one() -> None:
    def as_lists(result: dict[str, Any], codes: dict[str, str]) -> None:
        result["result"] = list(result["result"].values())

    with Portal(as_lists) as portal:
        found = outcomes(ask(portal, ["one", "two"]))
    assert [outcome.failure.kind for outcome in found.values()] == [FailureKind.NO_BADGE_IN_ANSWER] * 2


@pytest.mark.parametrize(
    ("instead", "kind"),
    [
        (answer(401, '{"error":"INVALID_CREDENTIALS"}'), FailureKind.INVALID_CREDENTIALS),
        (answer(401, '{"error":"expired_token"}'), FailureKind.EXPIRED_TOKEN),
        (answer(200, '{"result":[]}'), FailureKind.ANSWER_SHAPE),
        (answer(500, "<html>"), FailureKind.NOT_JSON),
        (b"nonsense\r\n\r\n", FailureKind.NOT_HTTP),
    ],
)
def test_failure_of_a_whole_batch_leaves_its_codes(
    instead: bytes, kind: FailureKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "IN_FLIGHT", 1)
    codes = [f"code{number}" for number in range(150)]

    def fail_second(result: dict[str, Any], codes: dict[str, str]) -> bytes | None:
        return instead if "code50" in codes.values() else None

    with Portal(fail_second) as portal:
        *got, last = ask(portal, codes)
    assert sorted(outcomes(got)) == sorted(codes[:50])
    assert isinstance(last, Interrupted)
    assert last.failure.kind is kind
    assert last.remaining == tuple(codes[50:])
    assert len(portal.received) == 2


def test_token_that_expires_inside_a_batch() -> None:
    def expire(result: dict[str, Any], codes: dict[str, str]) -> None:
        del result["result"]["b"]
        result["result_error"] = {"b": {"error": "expired_token", "error_description": ""}}

    with Portal(expire) as portal:
        *got, last = ask(portal, ["one", "two", "three"])
    assert sorted(outcomes(got)) == ["one", "three"]
    assert isinstance(last, Interrupted)
    assert (last.failure.kind, last.remaining) == (FailureKind.EXPIRED_TOKEN, ("two",))


@pytest.mark.parametrize(
    "busy",
    [
        answer(503, '{"error":"QUERY_LIMIT_EXCEEDED"}', headers=["Retry-After: 0"]),
        answer(503, "<html><title>503 Service Unavailable</title>", content_type="text/html"),
    ],
)
def test_busy_in_the_middle_is_asked_again(busy: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BUSY_PAUSE_S", 0.001)
    times: dict[str, int] = {}

    def busy_once(result: dict[str, Any], codes: dict[str, str]) -> bytes | None:
        first = codes["a"]
        times[first] = times.get(first, 0) + 1
        return busy if times[first] == 1 else None

    codes = [f"code{number}" for number in range(100)]
    with Portal(busy_once) as portal:
        items = ask(portal, codes)
    assert sorted(outcomes(items)) == sorted(codes)
    assert len(portal.received) == 4


def test_busy_for_good_is_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BUSY_PAUSE_S", 0.001)
    page = answer(503, "<html><title>503</title>", content_type="text/html")

    def always_busy(_result: dict[str, Any], _codes: dict[str, str]) -> bytes:
        return page

    with Portal(always_busy) as portal:
        (last,) = ask(portal, ["one"])
    assert isinstance(last, Interrupted)
    assert (last.failure.kind, last.remaining) == (FailureKind.SERVER_BUSY_PAGE, ("one",))
    assert len(portal.received) == service.BUSY_TRIES


def test_cancelling_loses_nothing_and_going_on_asks_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "IN_FLIGHT", 1)
    codes = [f"code{number}" for number in range(220)]
    got: list[Lookup] = []

    async def run(portal: Portal) -> None:
        async with PortalClient() as client:
            many = ManyLookups(client, codes)
            first: asyncio.Task[Any]

            def take(lookups: Sequence[Lookup]) -> None:
                got.extend(lookups)
                if len(got) == 100:
                    first.cancel()

            first = asyncio.create_task(many.run(portal.profile(), WEBHOOK, take))
            await asyncio.wait([first])
            assert first.cancelled()
            assert sorted([*many.remaining, *(lookup.code for lookup in got)]) == sorted(codes)
            assert await many.run(portal.profile(), WEBHOOK, got.extend) is None

    with Portal() as portal:
        asyncio.run(run(portal))
    assert sorted(lookup.code for lookup in got) == sorted(codes)
    assert sorted(set(portal.asked)) == sorted(codes)
    assert len(portal.asked) <= len(codes) + 50  # one request may have been under way


def test_paused_it_sends_nothing_and_goes_on_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "IN_FLIGHT", 1)
    codes = [f"code{number}" for number in range(150)]
    got: list[Lookup] = []

    async def run(portal: Portal) -> None:
        async with PortalClient() as client:
            many = ManyLookups(client, codes)

            def take(lookups: Sequence[Lookup]) -> None:
                got.extend(lookups)
                many.pause()

            running = asyncio.create_task(many.run(portal.profile(), WEBHOOK, take))
            for asked in (50, 100, 150):
                while len(got) < asked:  # noqa: ASYNC110 - the portal's thread answers
                    await asyncio.sleep(0.001)
                assert many.paused is True
                assert len(portal.asked) == asked
                many.resume()
            assert await running is None

    with Portal() as portal:
        asyncio.run(run(portal))
    assert len(got) == 150


def test_a_token_that_expired_is_renewed_and_nothing_is_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "IN_FLIGHT", 1)
    codes = [f"code{number}" for number in range(150)]
    expired = {"yes": True}
    refused: list[str] = []

    def expire(result: dict[str, Any], asked: dict[str, str]) -> bytes | None:
        if "code50" in asked.values() and expired["yes"]:
            refused.extend(asked.values())
            return answer(401, '{"error":"expired_token"}')
        return None

    got: list[Lookup] = []

    async def run(portal: Portal) -> None:
        async with PortalClient() as client:
            many = ManyLookups(client, codes)
            failure = await many.run(portal.profile(), WEBHOOK, got.extend)
            assert failure is not None
            assert failure.kind is FailureKind.EXPIRED_TOKEN
            assert len(got) == 50
            expired["yes"] = False
            assert await many.run(portal.profile(), WEBHOOK, got.extend) is None

    with Portal(expire) as portal:
        asyncio.run(run(portal))
    assert [lookup.code for lookup in got] == codes
    assert sorted(portal.asked) == sorted([*codes, *refused])


def test_of_a_batch_that_is_busy_in_part_only_the_rest_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BUSY_PAUSE_S", 0.001)
    seen: list[list[str]] = []

    def busy_in_part(result: dict[str, Any], codes: dict[str, str]) -> None:
        seen.append(list(codes.values()))
        if len(seen) == 1:
            del result["result"]["b"]
            result["result_error"] = {"b": {"error": "QUERY_LIMIT_EXCEEDED", "error_description": ""}}

    with Portal(busy_in_part) as portal:
        items = ask(portal, ["one", "two", "three"])
    assert sorted(outcomes(items)) == ["one", "three", "two"]
    assert seen == [["one", "two", "three"], ["two"]]


def test_a_code_at_which_the_portal_stops_twice_has_that_for_its_outcome() -> None:
    def expire(result: dict[str, Any], codes: dict[str, str]) -> None:
        name = next((name for name, code in codes.items() if code == "two"), None)
        if name is not None:
            result["result"] = {key: value for key, value in dict(result["result"]).items() if key != name} or []
            result["result_error"] = {name: {"error": "expired_token", "error_description": ""}}

    got: list[Lookup] = []

    async def run(portal: Portal) -> None:
        async with PortalClient() as client:
            many = ManyLookups(client, ["one", "two", "three"])
            assert await many.run(portal.profile(), WEBHOOK, got.extend) is not None
            assert many.remaining == ("two",)
            assert await many.run(portal.profile(), WEBHOOK, got.extend) is None

    with Portal(expire) as portal:
        asyncio.run(run(portal))
    assert sorted(lookup.code for lookup in got) == ["one", "three", "two"]
    assert {lookup.code for lookup in got if isinstance(lookup.outcome, Refused)} == {"two"}


def test_a_blocked_method_is_no_outcome_of_five_thousand_codes() -> None:
    def block(result: dict[str, Any], codes: dict[str, str]) -> None:
        result["result"] = []
        error = {"error": "OPERATION_TIME_LIMIT", "error_description": "Method is blocked"}
        result["result_error"] = dict.fromkeys(codes, error)

    with Portal(block) as portal:
        items = ask(portal, ["one", "two"])
    (last,) = items
    assert isinstance(last, Interrupted)
    assert (last.failure.kind, last.remaining) == (FailureKind.OPERATION_TIME_LIMIT, ("one", "two"))


def test_an_answer_about_another_code_is_no_answer() -> None:
    def mix_up(result: dict[str, Any], codes: dict[str, str]) -> None:
        result["result"]["a"], result["result"]["b"] = result["result"]["b"], result["result"]["a"]

    with Portal(mix_up) as portal:
        found = outcomes(ask(portal, ["one", "two", "THREE"]))
    assert [found[code].failure.kind for code in ("one", "two")] == [FailureKind.ANSWER_SHAPE] * 2
    assert isinstance(found["THREE"], Found)


def test_nothing_to_ask() -> None:
    with Portal() as portal:
        assert ask(portal, []) == []
    assert not portal.received
