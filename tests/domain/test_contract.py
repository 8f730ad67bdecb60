"""The documented contract: the table against the method's page, and what it says of answers."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.demo.pages import SAMPLE_PAGE
from badge_inspector.demo.refusals import REFUSALS, Refusal
from badge_inspector.domain import contract
from badge_inspector.domain.contract import Difference, Point, Verdict, differences
from badge_inspector.domain.jsontext import JsonDocument
from tests.support.lookups import response

TIME = {
    "start": 1.5,
    "finish": 2.5,
    "duration": 1.0,
    "processing": 0.5,
    "date_start": "2025-01-21T13:47:08+02:00",
    "date_finish": "2025-01-21T13:47:08+02:00",
    "operating": 0,
}
BADGE = {"code": "missedCall", "title": "Call Status", "value": "Missed", "type": "failure"}


def judge(body: object, status: int = 200, *, shared: bool = False) -> tuple[Difference, ...]:
    data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    found = differences(response(data, status), JsonDocument.parse(data.decode()), shared=shared)
    assert found is not None
    return found


def badge(**more: object) -> dict[str, object]:
    return {"result": {"badge": BADGE | more}, "time": TIME}


def brief(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.point.value, one.path) for one in found]


def test_the_sample_of_the_method_s_page_is_as_documented() -> None:
    assert judge(SAMPLE_PAGE) == ()


def test_the_table_holds_every_member_of_the_sample() -> None:
    sample = json.loads(SAMPLE_PAGE)
    names = [member.name for member in contract.TIME_MEMBERS]
    assert set(sample) == {member.name for member in contract.ANSWER_MEMBERS}
    assert list(sample["result"]["badge"]) == [member.name for member in contract.BADGE_MEMBERS]
    assert set(names) == {*sample["time"], "operating_reset_at"}


@pytest.mark.parametrize("member", [*contract.BADGE_MEMBERS, *contract.TIME_MEMBERS, *contract.ERROR_MEMBERS])
def test_every_promise_has_its_page_and_the_date_it_was_read(member: contract.Member) -> None:
    assert member.pages
    assert all(page.url.startswith("https://") and page.read == date(2026, 11, 30) for page in member.pages)


@pytest.mark.parametrize("error", contract.PROMISED_ERRORS, ids=lambda each: f"{each.code}-{each.page.name}")
def test_an_error_as_a_page_has_it_is_no_undisputed_difference(error: contract.PromisedError) -> None:
    for text in error.texts or ("anything",):
        found = judge({"error": error.code, "error_description": text}, error.status)
        assert all(one.disputed for one in found)
        statuses = {each.status for each in contract.promised(error.code)}
        assert [one.point for one in found] == ([Point.STATUS] if len(statuses) > 1 else [])


@pytest.mark.parametrize("name", REFUSALS)
def test_no_refusal_of_the_demo_is_called_an_error_of_the_portal(name: str) -> None:
    """Each is a form that real portals send: disputed by the pages, known from practice, or invented for the demo."""
    refusal: Refusal = REFUSALS[name]
    found = judge(refusal.raised().body(), refusal.status)
    assert all(one.disputed or one.kind is Verdict.PRACTICE for one in found) == (name != "unknown_error")


@pytest.mark.parametrize(
    ("answer", "status", "expected"),
    [
        (badge(sort=1), 200, [("undocumented", "extra_member", "$.result.badge.sort")]),
        (badge(settings={}), 200, [("practice", "extra_member", "$.result.badge.settings")]),
        (badge(title=[]), 200, [("practice", "type", "$.result.badge.title")]),
        (badge(title=None), 200, [("otherwise", "type", "$.result.badge.title")]),
        (badge(title=["A"]), 200, [("otherwise", "type", "$.result.badge.title")]),
        (badge(value=[]), 200, [("practice", "type", "$.result.badge.value")]),
        (badge(code=[]), 200, [("otherwise", "type", "$.result.badge.code")]),
        (badge(type=5), 200, [("otherwise", "type", "$.result.badge.type")]),
        (badge(title={"en": "A", "es": "B"}), 200, [("otherwise", "language", "$.result.badge.title.es")]),
        (badge(value={"en": 1}), 200, [("otherwise", "type", "$.result.badge.value.en")]),
        (badge(type="rainbow"), 200, [("otherwise", "badge_type", "$.result.badge.type")]),
        (badge(code="c" * 30), 200, []),
        (badge(code="c" * 31), 200, [("otherwise", "code_length", "$.result.badge.code")]),
        (badge(), 201, [("otherwise", "status", "$")]),
        ({"result": {"badge": BADGE}}, 200, [("otherwise", "missing_member", "$")]),
        ({"result": None, "time": TIME}, 200, [("otherwise", "null_result", "$.result")]),
        ({"result": [], "time": TIME}, 200, [("otherwise", "type", "$.result")]),
        ({"result": {}, "time": TIME}, 200, [("otherwise", "missing_member", "$.result")]),
        ({"time": TIME}, 200, [("otherwise", "missing_member", "$")]),
        ({"result": {"badge": None}, "time": TIME}, 200, [("otherwise", "type", "$.result.badge")]),
        ({"result": None}, 200, [("otherwise", "null_result", "$.result"), ("otherwise", "missing_member", "$")]),
        ({"result": None, "time": 1}, 200, [("otherwise", "null_result", "$.result"), ("otherwise", "type", "$.time")]),
        (badge() | {"time": TIME | {"start": "15"}}, 200, [("otherwise", "type", "$.time.start")]),
        (badge() | {"time": TIME | {"start": 1e30}}, 200, []),
        (badge() | {"time": TIME | {"start": 1}}, 200, [("otherwise", "whole_seconds", "$.time.start")]),
        (badge() | {"time": TIME | {"finish": 2}}, 200, [("otherwise", "whole_seconds", "$.time.finish")]),
        (badge() | {"time": TIME | {"processing": 0}}, 200, []),
        (badge() | {"time": TIME | {"operating_reset_at": 600}}, 200, []),
        (badge() | {"time": []}, 200, [("otherwise", "type", "$.time")]),
        (badge() | {"total": 1}, 200, [("undocumented", "extra_member", "$.total")]),
        ([1], 200, [("otherwise", "type", "$")]),
        (b"<html>", 200, [("otherwise", "not_json", "$")]),
        (b"", 200, [("otherwise", "not_json", "$")]),
        (b"", 302, [("otherwise", "status", "$")]),
        (b"", 300, [("otherwise", "status", "$")]),
        (b"", 399, [("otherwise", "status", "$")]),
        (b"", 299, [("otherwise", "not_json", "$")]),
        (b"", 400, [("otherwise", "not_json", "$")]),
        ({"error": "NOT_FOUND", "error_description": "Not found."}, 400, []),
        ({"error": "not_found", "error_description": "not found"}, 400, []),
        (
            {"error": "NOT_FOUND", "error_description": "Badge not found for code `x`"},
            400,
            [("practice", "error_text", "$.error_description")],
        ),
        (
            {"error": "NOT_FOUND", "error_description": "Nope"},
            404,
            [("otherwise", "status", "$"), ("undocumented", "error_text", "$.error_description")],
        ),
        (
            {"error": "NOT_FOUND", "error_description": 5},
            400,
            [("otherwise", "type", "$.error_description")],
        ),
        ({"error": 5, "error_description": ""}, 400, [("otherwise", "type", "$.error")]),
        ({"error": "", "error_description": "any text"}, 400, []),
        ({"error": "", "error_description": ""}, 401, [("otherwise", "status", "$")]),
        ({"error": "NEW", "error_description": ""}, 400, [("undocumented", "error_code", "$.error")]),
        (
            {"error": "WRONG_ENCODING", "error_description": ""},
            200,
            [("practice", "error_code", "$.error"), ("otherwise", "status", "$")],
        ),
        ({"error": "100"}, 400, [("otherwise", "missing_member", "$"), ("practice", "error_code", "$.error")]),
    ],
)
def test_each_difference_has_its_kind_and_place(
    answer: object, status: int, expected: list[tuple[str, str, str]]
) -> None:
    assert brief(judge(answer, status)) == expected


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        ("INTERNAL_SERVER_ERROR", "Internal server error", 500),
        ("ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response", 500),
        ("QUERY_LIMIT_EXCEEDED", "Too many requests", 503),
        ("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit", 429),
        ("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage", 405),
        ("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded", 400),
        ("NO_AUTH_FOUND", "Wrong authorization data", 401),
        ("ERROR_MANIFEST_IS_NOT_AVAILABLE", "Manifest is not available.", 404),
        ("ERROR_METHOD_NOT_FOUND", "Method not found!", 404),
        ("expired_token", "The access token provided has expired", 401),
    ],
)
def test_an_error_whose_pages_agree_is_as_documented_with_their_status_alone(code: str, text: str, status: int) -> None:
    body = {"error": code, "error_description": text}
    assert judge(body, status) == ()
    assert brief(judge(body, status + 1)) == [("otherwise", "status", "$")]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (badge() | {"time": TIME | {"start": "1.5"}}, '"1.5"'),
        (badge(title=5), "5"),
        (badge(title=None), "null"),
        (badge(title={"en": True}), "true"),
    ],
)
def test_only_a_text_that_was_found_is_in_quotes(answer: object, found: str) -> None:
    assert [one.found for one in judge(answer)] == [found]


def test_a_repeated_member_is_named_once() -> None:
    text = json.dumps(badge()).replace('"title"', '"title": "x", "title"').encode()
    assert brief(judge(text)) == [("undocumented", "repeated_member", "$.result.badge.title")]


def test_whole_seconds_are_one_thing_for_the_members_that_go_together() -> None:
    rounded = badge() | {"time": TIME | {"start": 1, "processing": 0}}
    assert [one.path for one in judge(rounded)] == ["$.time.start", "$.time.processing"]


PUBLISHED = "Error codes, Error codes (Russian)"
NEWEST = "Error codes (repository)"


@pytest.mark.parametrize(
    ("code", "text", "statuses"),
    [
        ("INVALID_REQUEST", "Https required.", f"400 ({PUBLISHED}), 401 ({NEWEST})"),
        ("OVERLOAD_LIMIT", "REST API is blocked due to overload", f"401 ({NEWEST}), 503 ({PUBLISHED})"),
        ("ACCESS_DENIED", "any", f"400 (crm.activity.badge.get), 401 ({NEWEST}), 403 ({PUBLISHED})"),
        ("INVALID_CREDENTIALS", "Invalid request credentials", f"401 ({NEWEST}), 403 ({PUBLISHED})"),
        (
            "insufficient_scope",
            "The request requires higher privileges than provided by the access token",
            f"401 ({NEWEST}), 403 ({PUBLISHED})",
        ),
        (
            "user_access_error",
            "The user does not have access to the application",
            f"401 ({NEWEST}), 403 ({PUBLISHED})",
        ),
        ("PORTAL_DELETED", "Portal was deleted", f"403 ({NEWEST}), 500 (Error codes (Russian))"),
    ],
)
def test_where_pages_disagree_every_status_is_named_with_its_pages(code: str, text: str, statuses: str) -> None:
    (found,) = judge({"error": code, "error_description": text}, 401)
    assert found.disputed
    assert found.documented == statuses
    assert found.found == "401"


@pytest.mark.parametrize("name", ["start", "finish", "duration", "processing", "date_start", "date_finish"])
def test_a_missing_member_of_time_is_disputed_since_its_composition_may_vary(name: str) -> None:
    (found,) = judge(badge() | {"time": {key: value for key, value in TIME.items() if key != name}})
    assert (found.kind, found.point) == (Verdict.OTHERWISE, Point.MISSING_MEMBER)
    assert (found.disputed, found.documented) == (True, name)


def test_a_self_hosted_portal_s_time_is_known_from_practice() -> None:
    (found,) = judge(badge() | {"time": {key: value for key, value in TIME.items() if key != "operating"}})
    assert (found.kind, found.heading) == (Verdict.PRACTICE, "The time block")


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        ({"error": "NOT_FOUND", "error_description": "Not found."}, 200, []),
        ({"error": "NEW", "error_description": ""}, 200, [("undocumented", "error_code", "$.error")]),
        (badge(), 302, []),
        (badge(), 400, []),
    ],
)
def test_the_status_of_a_batch_is_not_held_against_its_parts(
    body: object, status: int, expected: list[tuple[str, str, str]]
) -> None:
    assert brief(judge(body, status, shared=True)) == expected
    assert ("otherwise", "status", "$") in brief(judge(body, status))


@pytest.mark.parametrize(
    ("answer", "status", "disputed"),
    [
        ({"result": None, "time": TIME}, 200, [True]),
        ({"error": "NEW", "error_description": ""}, 200, [False, True]),
        ({"error": "NOT_FOUND", "error_description": "Not found."}, 404, [False]),
        (badge() | {"time": {name: TIME[name] for name in TIME if name != "operating"}}, 200, [True]),
    ],
)
def test_a_difference_is_disputed_where_pages_contradict_each_other(
    answer: object, status: int, disputed: list[bool]
) -> None:
    assert [one.disputed for one in judge(answer, status)] == disputed


@pytest.mark.parametrize(
    ("answer", "heading"),
    [
        (badge() | {"time": TIME | {"operating_reset_at": "600"}}, "The time block"),
        (badge() | {"time": TIME | {"operating_reset_at": []}}, ""),
        (badge() | {"time": TIME | {"start": "1.5"}}, ""),
        ({"error": {}, "error_description": ""}, "Errors"),
        ({"error": 5, "error_description": ""}, ""),
        ({"error": "NOT_FOUND", "error_description": {}}, ""),
    ],
)
def test_a_value_of_another_type_has_the_heading_that_knows_it(answer: object, heading: str) -> None:
    (found,) = judge(answer, 400 if isinstance(answer, dict) and "error" in answer else 200)
    assert (found.point, found.heading) == (Point.TYPE, heading)


@pytest.mark.parametrize("cut", ["limit", "closed", "encoding"])
def test_a_part_of_an_answer_is_not_judged(cut: str) -> None:
    whole = response(SAMPLE_PAGE, truncated=cut)
    assert differences(whole, JsonDocument.parse(SAMPLE_PAGE.decode())) is None
    assert differences(None, None) is None
    assert differences(response(b""), None, shared=True) is None


def test_an_answer_without_a_document_is_no_json() -> None:
    for found in (differences(response(b""), None), differences(response(b"\xff"), None, shared=True)):
        assert found is not None
        assert [(one.point, one.found) for one in found] == [(Point.NOT_JSON, "application/json; charset=utf-8")]
    untold = differences(response(b"", headers=()), None)
    assert untold is not None
    assert [one.found for one in untold] == [""]


def test_an_answer_of_many_members_has_a_list_that_ends() -> None:
    found = judge(badge(**{f"m{number}": number for number in range(100_000)}))
    assert len(found) == 50


@pytest.mark.parametrize(("members", "is_missed"), [(20_000, True), (20_001, False)])
def test_a_member_is_missed_in_an_object_of_20_000_members_at_most(members: int, is_missed: bool) -> None:
    """More of them are not looked at, and it may be among those."""
    short = {name: value for name, value in BADGE.items() if name != "title"}
    answer = {"result": {"badge": short | {f"m{number}": 0 for number in range(members - 3)}}, "time": TIME}
    missed = ("otherwise", "missing_member", "$.result.badge")
    assert (missed in brief(judge(answer))) is is_missed


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (badge(**{"n" * 61: 1}), "n" * 60),
        (badge(title=10**60), "1" + "0" * 59 + "…"),
        ({"error": "E" * 61, "error_description": ""}, "E" * 60),
        ({"error": "NOT_FOUND", "error_description": "x" * 61}, "x" * 60),
    ],
)
def test_a_difference_quotes_60_characters(answer: object, found: str) -> None:
    (told,) = judge(answer, 400 if isinstance(answer, dict) and "error" in answer else 200)
    assert told.found == found


@pytest.mark.parametrize(("length", "is_told"), [(200, False), (201, True)])
def test_a_text_of_more_than_200_characters_is_none_of_a_page(length: int, is_told: bool) -> None:
    found = judge({"error": "NOT_FOUND", "error_description": "Not found".ljust(length, ".")}, 400)
    assert [one.point for one in found] == [Point.ERROR_TEXT] * is_told


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from([200, 201, 302, 400, 401, 500]))
def test_any_json_is_judged_and_every_place_is_in_it(body: object, status: int) -> None:
    document = JsonDocument.parse(json.dumps(body))
    for found in differences(response(json.dumps(body).encode(), status), document) or ():
        assert document.find(found.path) is not None


@given(st.dictionaries(st.sampled_from([*BADGE, "sort"]), JSON), st.dictionaries(st.sampled_from([*TIME, "x"]), JSON))
def test_any_badge_is_judged_and_every_place_is_in_it(members: dict[str, object], block: dict[str, object]) -> None:
    document = JsonDocument.parse(json.dumps({"result": {"badge": members}, "time": block}))
    for found in differences(response(document.text.encode()), document) or ():
        assert document.find(found.path) is not None
        assert found.pages or found.kind is not Verdict.OTHERWISE
