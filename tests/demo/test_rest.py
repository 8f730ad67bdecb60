"""The REST server over HTTP: ways in, the order of its checks, its methods, batch, and the `time` block."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from badge_inspector.demo.limits import RateLimit
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.demo.rest import AT_ONCE, Latency, Pace
from tests.support.demo import (
    DEMO,
    NEW_BUILD,
    QUICK,
    FakeClock,
    Got,
    call,
    command,
    fetch,
    webhook_path,
)

GET = "crm.activity.badge.get"
LIST = "crm.activity.badge.list"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MISSED = {"code": "missedCall", "title": "Call Status", "value": "Missed", "type": "failure"}
BEARER = {"Authorization": f"Bearer {DEMO.token}"}
TOKEN = DEMO.token

# -- ways in

WAYS_IN = [
    pytest.param(webhook_path(f"{GET}?code=missedCall"), None, {}, id="webhook, query"),
    pytest.param(webhook_path(f"{GET}.json?code=missedCall"), None, {}, id="webhook, .json"),
    pytest.param(webhook_path(f"{GET}/?code=missedCall"), None, {}, id="webhook, final slash"),
    pytest.param(webhook_path("CRM.Activity.Badge.Get?code=missedCall"), None, {}, id="webhook, letter case"),
    pytest.param(f"//rest///demo/{DEMO.secret}//{GET}?code=missedCall", None, {}, id="login name, doubled slashes"),
    pytest.param(webhook_path(GET), b'{"code":"missedCall"}', JSON, id="webhook, JSON"),
    pytest.param(webhook_path(GET), b'\n{"code":"missedCall"}\0', JSON, id="webhook, JSON within blanks"),
    pytest.param(
        webhook_path(GET), b'{"code":"missedCall"}', {"content-type": "application/json; charset=utf-8"}, id="charset"
    ),
    pytest.param(webhook_path(GET), b"code=missedCall", FORM, id="webhook, form"),
    pytest.param(webhook_path(GET), b"code=missedCall", {}, id="webhook, form without a type"),
    pytest.param(webhook_path(GET), b"code=missedCall", {"Content-Type": "text/plain"}, id="webhook, plain text"),
    pytest.param(f"{webhook_path(GET)}?code=other", b'{"code":"missedCall"}', JSON, id="the body wins over the query"),
    pytest.param(f"/rest/{GET}?code=missedCall&aplogin=1&ap={DEMO.secret}", None, {}, id="webhook in parameters"),
    pytest.param(f"/rest/{GET}?code=missedCall&auth={TOKEN}", None, {}, id="auth, query"),
    pytest.param(f"/rest/{GET}.json?code=missedCall&access_token={TOKEN}", None, {}, id="access_token, query"),
    pytest.param(f"/rest/{GET}", f"code=missedCall&auth={TOKEN}".encode(), FORM, id="auth, form"),
    pytest.param(f"/rest/{GET}", json.dumps({"code": "missedCall", "auth": TOKEN}).encode(), JSON, id="auth, JSON"),
    pytest.param(f"/rest/{GET}?code=missedCall", None, BEARER, id="bearer"),
    pytest.param(f"/rest/{GET}?code=missedCall&auth=wrong", None, BEARER, id="the bearer wins over auth"),
    pytest.param(
        f"/rest/{GET}?code=missedCall", None, {"Authorization": f"bearer   {TOKEN}"}, id="bearer, letter case"
    ),
    pytest.param(f"/rest/{GET}?code=missedCall&auth[]=x&access_token={TOKEN}", None, {}, id="a list is no token"),
    pytest.param(webhook_path(f"{GET}?code=missedCall&auth="), None, {}, id="an empty token is none"),
]


@pytest.mark.parametrize(("path", "body", "headers"), WAYS_IN)
def test_every_way_in_gives_the_same_answer(
    portal: DemoPortal, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    got = fetch(portal, path, body, headers=headers)
    assert got.status == 200
    assert list(got.json) == ["result", "time"]
    assert got.json["result"] == {"badge": MISSED}


ERRORS = [
    pytest.param("/rest/", None, 404, "ERROR_METHOD_NOT_FOUND", id="no method"),
    pytest.param(f"/rest/1/{DEMO.secret}/", None, 404, "ERROR_METHOD_NOT_FOUND", id="a webhook without a method"),
    pytest.param(f"/rest/{DEMO.secret}/{GET}", None, 404, "ERROR_METHOD_NOT_FOUND", id="no user in the path"),
    pytest.param(webhook_path("crm.no.such"), None, 404, "ERROR_METHOD_NOT_FOUND", id="no such method"),
    pytest.param("/rest/crm.no.such?auth=wrong", None, 404, "ERROR_METHOD_NOT_FOUND", id="the method comes first"),
    pytest.param(f"/rest/{GET}?code=missedCall", None, 401, "NO_AUTH_FOUND", id="no token"),
    pytest.param(f"/rest/{GET}?aplogin=1", None, 401, "NO_AUTH_FOUND", id="half a webhook"),
    pytest.param(f"/rest/{GET}?auth=wrong", None, 401, "invalid_token", id="wrong token"),
    pytest.param(webhook_path(f"{GET}?auth=wrong"), None, 401, "invalid_token", id="the token wins over the webhook"),
    pytest.param(f"/rest/1/wrongsecret/{GET}", None, 401, "INVALID_CREDENTIALS", id="wrong secret"),
    pytest.param(f"/rest/2/{DEMO.secret}/{GET}", None, 401, "INVALID_CREDENTIALS", id="wrong user"),
    pytest.param(webhook_path(GET), None, 400, "100", id="no code"),
    pytest.param(webhook_path(GET), b"{code:1}", 400, "100", id="malformed JSON is silently nothing"),
    pytest.param(webhook_path(GET), b'["missedCall"]', 400, "100", id="a JSON list"),
    pytest.param(webhook_path(GET), b'"missedCall"', 400, "100", id="a JSON text"),
    pytest.param(webhook_path(GET), b'{"Code":"missedCall"}', 400, "100", id="the name in another case"),
    pytest.param(webhook_path(GET), b'{"code":""}', 400, "NOT_FOUND", id="an empty code"),
    pytest.param(webhook_path(GET), b'{"code":"misedCall"}', 400, "NOT_FOUND", id="no such badge"),
    pytest.param(webhook_path(GET), b'{"code":" missedCall "}', 400, "NOT_FOUND", id="blanks around the code"),
]


@pytest.mark.parametrize(("path", "body", "status", "error"), ERRORS)
def test_errors_have_their_status_and_no_time(
    portal: DemoPortal, path: str, body: bytes | None, status: int, error: str
) -> None:
    got = fetch(portal, path, body, headers=JSON)
    assert (got.status, got.json["error"]) == (status, error)
    assert list(got.json) == ["error", "error_description"]
    assert got.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("code", "told"),
    [(123, "123"), (None, ""), (True, "1"), (False, ""), (1.5, "1.5"), (["a"], "Array"), ({"a": "b"}, "Array")],
)
def test_a_code_that_is_no_text_is_told_back(portal: DemoPortal, code: object, told: str) -> None:
    got = call(portal, GET, {"code": code})
    expected = f"Invalid value {{{told}}} to match with parameter {{code}}. Should be value of type string."
    assert (got.status, got.json) == (400, {"error": "100", "error_description": expected})


def test_a_missing_code_is_named(portal: DemoPortal) -> None:
    assert call(portal, GET).json["error_description"] == "Could not find value for parameter {code}"


def test_an_error_repeats_the_code_in_php_s_spelling(portal: DemoPortal) -> None:
    got = call(portal, GET, {"code": "<b>'Бейдж'/\"&"})
    expected = "Badge not found for code `\\u003Cb\\u003E\\u0027Бейдж\\u0027\\/\\u0022\\u0026`"
    assert got.body == f'{{"error":"NOT_FOUND","error_description":"{expected}"}}'.encode()


def test_letter_case_does_not_count_and_the_registered_code_comes_back(portal: DemoPortal) -> None:
    assert call(portal, GET, {"code": "MISSEDcall"}).json["result"]["badge"] == MISSED


@pytest.mark.parametrize("path", ["/nowhere", "/restless/profile", "/new-build/", "/auth/"])
def test_outside_the_rest_paths_there_is_a_page(portal: DemoPortal, path: str) -> None:
    got = fetch(portal, path)
    assert got.status == 404
    assert got.headers["content-type"].startswith("text/html")


def test_the_root_says_what_this_is(portal: DemoPortal) -> None:
    assert b"demo portal" in fetch(portal, "/").body


# -- order of checks


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ordered(clock: FakeClock) -> Iterator[DemoPortal]:
    """A portal on a fake clock that is stopped, one without CRM, and one for whose method the time is used up."""
    tenants = (
        replace(DEMO, id="stopped", rest_path="/stopped/rest", stopped=True),
        replace(DEMO, id="scopeless", rest_path="/scopeless/rest", scopes=("user",)),
        DEMO,
    )
    pace = Pace(clock, clock.sleep, [Latency(0.0, 0.25)], RateLimit(5, 2.0), operating_limit_s=0.5)
    with DemoPortal(tenants=tenants, pace=pace) as running:
        yield running


def test_a_stopped_portal_answers_before_it_looks_at_the_method(ordered: DemoPortal) -> None:
    got = fetch(ordered, "/stopped/rest/no.such.method")
    assert (got.status, got.json["error"]) == (403, "PORTAL_DELETED")


@pytest.mark.parametrize(
    ("headers", "path", "words"),
    [({}, f"1/{DEMO.secret}/", "webhook token"), (BEARER, "", "access token")],
    ids=["webhook", "OAuth"],
)
def test_a_missing_scope_is_told_before_the_code_is_looked_at(
    ordered: DemoPortal, headers: dict[str, str], path: str, words: str
) -> None:
    got = fetch(ordered, f"/scopeless/rest/{path}{GET}", headers=headers)
    assert (got.status, got.json["error"]) == (401, "insufficient_scope")
    assert words in got.json["error_description"]
    assert fetch(ordered, f"/scopeless/rest/{path}profile", headers=headers).status == 200


def test_the_bucket_is_asked_before_everything_else(ordered: DemoPortal, clock: FakeClock) -> None:
    answers = [fetch(ordered, "/stopped/rest/no.such.method") for _ in range(7)]
    assert [got.status for got in answers] == [403] * 5 + [503] * 2
    assert answers[-1].json == {"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"}
    assert "retry-after" not in answers[-1].headers
    assert fetch(ordered, webhook_path("profile")).status == 200, "the bucket is each portal's own"
    clock.at += 0.5
    assert fetch(ordered, "/stopped/rest/no.such.method").status == 403


def test_the_working_time_is_asked_after_the_token_and_before_the_method(ordered: DemoPortal, clock: FakeClock) -> None:
    codes = ["missedCall", "missedCall", "missedCall", "oldDeal"]
    answers = [call(ordered, GET, {"code": code}) for code in codes]
    assert [got.status for got in answers] == [200, 200, 200, 429]
    assert [got.json["time"]["operating"] for got in answers[:3]] == [0.25, 0.5, 0.75]
    assert answers[-1].json["error"] == "OPERATION_TIME_LIMIT"
    clock.at += 10
    assert fetch(ordered, f"/rest/1/wrongsecret/{GET}").status == 401
    assert call(ordered, "profile").status == 200, "each method has its own time"
    assert fetch(ordered, f"/rest/{GET}?code=missedCall", headers=BEARER).status == 200, "so has each way in"
    clock.at = answers[2].json["time"]["operating_reset_at"]
    assert call(ordered, GET, {"code": "missedCall"}).status == 200


# -- the time block


def test_the_time_block_is_true(clock: FakeClock) -> None:
    pace = Pace(clock, clock.sleep, [Latency(0.125, 0.25)], None)
    with DemoPortal(pace=pace) as portal:
        got = call(portal, GET, {"code": "missedCall"})
    assert got.json["time"] == {
        "start": 1787219542.25,
        "finish": 1787219542.625,
        "duration": 0.375,
        "processing": 0.25,
        "date_start": "2026-08-20T11:52:22+02:00",
        "date_finish": "2026-08-20T11:52:22+02:00",
        "operating_reset_at": 1787220142,
        "operating": 0.25,
    }
    assert got.headers["x-bitrix-rest-time"] == "0.2500000000"
    assert "x-bitrix-rest-application" not in got.headers


def test_todays_build_cuts_start_and_processing_to_whole_seconds(clock: FakeClock) -> None:
    clock.at = 1787219542.5
    pace = Pace(clock, clock.sleep, [Latency(0.125, 0.25)], None)
    with DemoPortal(pace=pace) as portal:
        got = call(portal, GET, {"code": "vipClient"}, NEW_BUILD)
    time = got.body.partition(b'"time":')[2]
    assert time == (
        b'{"start":1787219542,"finish":1787219542.875,"duration":0.875,"processing":0,'
        b'"date_start":"2026-08-20T12:52:22+03:00","date_finish":"2026-08-20T12:52:22+03:00",'
        b'"operating_reset_at":1787220142,"operating":0.25}}'
    )


def test_a_second_boundary_shows_as_a_whole_second_of_processing(clock: FakeClock) -> None:
    clock.at = 1787219542.75
    pace = Pace(clock, clock.sleep, [Latency(0.0, 0.5)], None)
    with DemoPortal(pace=pace) as portal:
        time = call(portal, GET, {"code": "vipClient"}, NEW_BUILD).json["time"]
    assert (time["start"], time["processing"], time["duration"]) == (1787219542, 1, 1.25)


def test_short_calls_leave_operating_at_an_integer_zero(clock: FakeClock) -> None:
    with DemoPortal(pace=Pace(clock, clock.sleep, [Latency(0.0, 0.0625)], None)) as portal:
        assert call(portal, GET, {"code": "missedCall"}).body.endswith(b'"operating":0}}')


def test_an_application_is_named_in_the_headers(portal: DemoPortal) -> None:
    got = fetch(portal, "/rest/profile", headers=BEARER)
    assert got.headers["x-bitrix-rest-application"] == DEMO.application


def test_people_see_a_lifelike_pace() -> None:
    latencies = Pace().latencies
    assert all(latency.setup_s >= 0.02 and 0.04 <= latency.processing_s <= 0.13 for latency in latencies)
    assert len({latency.processing_s > 0.1 for latency in latencies}) == 2, "some count towards operating"


# -- other methods


def result(got: Got) -> Any:
    assert got.status == 200
    return got.json["result"]


def test_the_list_has_every_badge_and_the_total(portal: DemoPortal) -> None:
    got = call(portal, LIST)
    codes = [badge["code"] for badge in result(got)["badges"]]
    assert codes == [badge.code for badge in DEMO.badges]
    assert list(got.json) == ["result", "total", "time"]
    assert got.json["total"] == len(codes)


@pytest.mark.parametrize(("start", "has_total"), [("-1", False), (-1, False), ("50", True), ("x", True)])
def test_a_start_of_minus_one_leaves_out_the_total(portal: DemoPortal, start: object, has_total: bool) -> None:
    assert ("total" in call(portal, LIST, {"start": start}).json) is has_total


def test_the_first_portal_knows_all_types_and_the_rule_of_languages() -> None:
    assert {badge.type for badge in DEMO.badges} == {"success", "failure", "warning", "primary", "secondary"}
    languages = {tuple(badge.title) for badge in DEMO.badges if isinstance(badge.title, dict)}
    assert ("de",) in languages, "a title without English"


def test_the_probes_of_a_connection_test(portal: DemoPortal) -> None:
    assert result(call(portal, "profile"))["ID"] == "1"
    assert result(call(portal, "scope")) == ["crm", "user"]
    assert result(call(portal, "method.get", {"name": GET})) == {"isExisting": True, "isAvailable": True}
    assert result(call(portal, "method.get", {"name": "no.such"})) == {"isExisting": False, "isAvailable": False}
    assert result(call(portal, "app.info")) == {"SCOPE": ["crm", "user"], "LICENSE": "com_pro100"}
    assert result(fetch(portal, "/rest/app.info", headers=BEARER))["INSTALLED"] is True
    assert GET not in result(call(portal, "methods"))
    assert result(call(portal, "server.time")).endswith("+02:00")


def test_a_portal_without_crm_says_so(ordered: DemoPortal) -> None:
    path = f"/scopeless/rest/1/{DEMO.secret}/method.get?name={GET}"
    assert result(fetch(ordered, path)) == {"isExisting": True, "isAvailable": False}


# -- batch


def batch(portal: DemoPortal, cmd: object, **more: object) -> Any:
    return result(call(portal, "batch", {"cmd": cmd, **more}))


def test_a_batch_answers_command_by_command(portal: DemoPortal) -> None:
    answer = batch(
        portal, {"b0": command(GET, code="missedCall"), "b1": command(GET, code="oldDeal"), "b2": command(LIST)}
    )
    assert list(answer) == ["result", "result_error", "result_total", "result_next", "result_time"]
    assert answer["result"]["b0"] == {"badge": MISSED}
    assert list(answer["result"]) == ["b0", "b2"]
    assert answer["result_error"] == {
        "b1": {"error": "NOT_FOUND", "error_description": "Badge not found for code `oldDeal`"}
    }
    assert answer["result_total"] == {"b2": len(DEMO.badges)}
    assert answer["result_next"] == []
    assert list(answer["result_time"]) == ["b0", "b2"]
    assert list(answer["result_time"]["b0"])[:4] == ["start", "finish", "duration", "processing"]


def test_empty_maps_are_lists_and_so_are_numbers_in_sequence(portal: DemoPortal) -> None:
    assert batch(portal, {}) == {
        "result": [],
        "result_error": [],
        "result_total": [],
        "result_next": [],
        "result_time": [],
    }
    assert batch(portal, [command("scope"), command("scope")])["result"] == [["crm", "user"]] * 2
    with_a_gap = batch(portal, ["scope", command(GET, code="nope"), "scope"])
    assert list(with_a_gap["result"]) == ["0", "2"]
    assert list(with_a_gap["result_error"]) == ["1"]


@pytest.mark.parametrize("cmd", [None, "scope", 5], ids=repr)
def test_commands_that_are_no_map_are_nothing(portal: DemoPortal, cmd: object) -> None:
    assert batch(portal, cmd)["result"] == []


@pytest.mark.parametrize(
    ("halt", "stops"), [(1, True), ("1", True), (True, True), ("false", True), (0, False), ("0", False), (False, False)]
)
def test_halt_stops_at_the_first_error(portal: DemoPortal, halt: object, stops: bool) -> None:
    answer = batch(portal, {"a": "scope", "b": command(GET, code="nope"), "c": "scope"}, halt=halt)
    assert list(answer["result"]) == (["a"] if stops else ["a", "c"])


def test_commands_beyond_fifty_are_refused_one_by_one(portal: DemoPortal) -> None:
    answer = batch(portal, {f"b{number}": "scope" for number in range(53)})
    assert len(answer["result"]) == 50
    assert list(answer["result_error"]) == ["b50", "b51", "b52"]
    assert answer["result_error"]["b50"]["error"] == "ERROR_BATCH_LENGTH_EXCEEDED"


def test_a_batch_within_a_batch_is_refused(portal: DemoPortal) -> None:
    assert batch(portal, {"b": "batch?cmd[x]=scope"})["result_error"]["b"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED"


def test_commands_that_are_no_texts_vanish(portal: DemoPortal) -> None:
    answer = batch(portal, {"a": None, "b": 5, "c": ["scope"], "d": "scope"})
    assert list(answer["result"]) == ["d"]
    assert answer["result_error"] == []


def test_a_batch_has_no_words_for_a_missing_scope(ordered: DemoPortal) -> None:
    body = json.dumps({"cmd": {"b": command(GET, code="missedCall")}}).encode()
    got = fetch(ordered, f"/scopeless/rest/1/{DEMO.secret}/batch", body, headers=JSON)
    assert result(got)["result_error"] == {"b": {"error": "insufficient_scope", "error_description": ""}}


def test_tokens_inside_a_command_do_not_count(portal: DemoPortal) -> None:
    assert batch(portal, {"b": command("profile", auth="wrong")})["result_error"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{GET}?code=a%26b%23c%2Bd", "a&b#c+d"),
        (f"{GET}?code=a+b", "a b"),
        (f"{GET}?code=a#b", "a"),
        (f"{GET}?code=a&b", "a"),
        (f"{GET}?code=%D0%B1%D0%B5%D0%B9%D0%B4%D0%B6", "бейдж"),
        (f"{GET}?code=a%2526", "a%26"),
    ],
)
def test_a_command_is_decoded_once(portal: DemoPortal, text: str, told: str) -> None:
    assert batch(portal, {"b": text})["result_error"]["b"]["error_description"] == f"Badge not found for code `{told}`"


def test_a_form_batch_is_decoded_twice(portal: DemoPortal) -> None:
    body = urlencode({"halt": 0, "cmd[b0]": command(GET, code="discount&co")}).encode()
    got = fetch(portal, webhook_path("batch"), body, headers=FORM)
    assert result(got)["result"]["b0"]["badge"]["code"] == "discount&co"


def test_a_batch_may_be_a_query(portal: DemoPortal) -> None:
    got = fetch(portal, f"{webhook_path('batch')}?cmd[b0]={quote(command(GET, code='missedCall'))}")
    assert result(got)["result"]["b0"]["badge"] == MISSED


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("$result[a][badge][code]", "missedCall"),
        ("$result[a][badge][code]x", "missedCall"),
        ("<$result[l][badges][1][code]> ", "<vipClient "),
        ("$RESULT[a][badge][code]", None),
        ("$error[e][error]", "NOT_FOUND"),
        ("$total[l]", None),
        ("= $total[l]", f"= {len(DEMO.badges)}"),
        ("$result", "$result"),
        ("$nothing[a]", "$nothing[a]"),
        ("price: $5", "price: $5"),
    ],
)
def test_references_to_earlier_answers_are_put_in(portal: DemoPortal, reference: str, told: str | None) -> None:
    answer = batch(
        portal,
        {
            "a": command(GET, code="missedCall"),
            "l": LIST,
            "e": command(GET, code="nope"),
            "r": command(GET, code=reference),
        },
    )
    if told == "missedCall":
        assert answer["result"]["r"]["badge"] == MISSED
    elif told is None:
        assert answer["result_error"]["r"]["error"] == "100", "what came in is no text"
    else:
        assert answer["result_error"]["r"]["error_description"] == f"Badge not found for code `{told}`"


def test_a_batch_counts_once_for_the_bucket_and_command_by_command_for_operating(clock: FakeClock) -> None:
    pace = Pace(clock, clock.sleep, [Latency(0.0, 5.0)], RateLimit(1, 0.0))
    with DemoPortal(pace=pace) as portal:
        answer = batch(portal, {f"b{number}": command(GET, code="missedCall") for number in range(4)})
        assert [answer["result_time"][f"b{number}"]["operating"] for number in range(4)] == [0.25, 0.5, 0.75, 1.0]
        assert call(portal, "profile").status == 503


def test_the_defaults_of_tests_have_no_waits_and_no_limits() -> None:
    assert (QUICK.latencies, QUICK.rate) == (AT_ONCE, None)
